/* kam lead drop: a lead is given up, and why. */
#include "verbs.h"

#include "kam/followup.h"

#include <stddef.h>

struct drop_arguments {
	const char *reason;
};

static const struct option_row drop_options[] = {
	{ OPTION_TEXT, 0, "reason", "TEXT", N_("why it is given up"), offsetof(struct drop_arguments, reason), NULL },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

static enum kam_status drop(struct context *context, const void *parsed)
{
	const struct drop_arguments *arguments = parsed;
	char id[KAM_ID_SIZE];
	enum kam_status status;

	if (context->operand_count != 1)
		return usage_error(context, KAM_USAGE, _("usage: %s"), "kam lead drop LEAD --reason TEXT");
	status = kam_lead_drop(context->kam, context->operands[0], arguments->reason, id);
	if (status == KAM_OK)
		remark(context, _("%s is dropped: %s"), id, arguments->reason);
	return status;
}

const struct verb lead_drop_verb = {
	.record = "lead",
	.name = "drop",
	.operands = N_("LEAD"),
	.summary = N_("give it up, and say why"),
	.need = NEED_WRITE,
	.options = drop_options,
	.arguments_size = sizeof(struct drop_arguments),
	.run = drop,
};
