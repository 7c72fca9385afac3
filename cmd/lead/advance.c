/* kam lead advance: a lead trusts us one step more. */
#include "verbs.h"

#include "kam/followup.h"

#include <stddef.h>

struct advance_arguments {
	bool force;
};

static const struct option_row advance_options[] = {
	{ OPTION_FLAG, 0, "force", NULL, N_("though concerns are open; who said so is kept"),
	  offsetof(struct advance_arguments, force), NULL },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

static enum kam_status advance(struct context *context, const void *parsed)
{
	const struct advance_arguments *arguments = parsed;

	if (context->operand_count != 1)
		return usage_error(context, KAM_USAGE, _("usage: %s"), "kam lead advance LEAD [--force]");
	return kam_lead_advance(context->kam, context->operands[0], arguments->force, &context->rows);
}

const struct verb lead_advance_verb = {
	.record = "lead",
	.name = "advance",
	.operands = N_("LEAD"),
	.summary = N_("one step further: interest, recognition, trust"),
	.need = NEED_WRITE,
	.options = advance_options,
	.arguments_size = sizeof(struct advance_arguments),
	.run = advance,
};
