/* kam account contact erase: a person blanked for good. */
#include "verbs.h"

#include "kam/account.h"

#include <stddef.h>

struct erase_arguments {
	const char *why;
};

static const struct option_row erase_options[] = {
	{ OPTION_TEXT, 0, "why", "TEXT", N_("the reason; it is kept"), offsetof(struct erase_arguments, why), NULL },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

static enum kam_status erase(struct context *context, const void *parsed)
{
	const struct erase_arguments *arguments = parsed;
	char id[KAM_ID_SIZE];
	enum kam_status status;

	if (context->operand_count != 1)
		return usage_error(context, KAM_USAGE, _("usage: %s"), "kam account contact erase CONTACT --why TEXT");
	status = kam_contact_erase(context->kam, context->operands[0], arguments->why, id);
	if (status == KAM_OK)
		remark(context, _("%s is erased, in the journal too; this cannot be undone"), id);
	return status;
}

const struct verb contact_erase_verb = {
	.record = "contact",
	.name = "erase",
	.operands = N_("CONTACT"),
	.summary = N_("blank a person for good, in the journal too"),
	.need = NEED_WRITE,
	.options = erase_options,
	.arguments_size = sizeof(struct erase_arguments),
	.run = erase,
};
