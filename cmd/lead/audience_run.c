/* kam lead audience run: a selection that is kept, as of now. */
#include "verbs.h"

#include "../match.h"

static enum kam_status run(struct context *context, const void *arguments)
{
	if (context->operand_count != 1)
		return usage_error(context, KAM_USAGE, _("usage: %s"),
		                   "kam lead audience run AUDIENCE [--list call|mail]");
	return match_run(context, arguments, NULL, context->operands[0]);
}

const struct verb audience_run_verb = {
	.record = "audience",
	.name = "run",
	.operands = N_("AUDIENCE"),
	.summary = N_("whom to call or mail of a selection that is kept; --where and a place narrow it down"),
	.need = NEED_READ,
	.options = match_options,
	.arguments_size = sizeof(struct match_arguments),
	.run = run,
};
