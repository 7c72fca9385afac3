/* kam bid reopen: what was decided goes on after all. */
#include "verbs.h"

#include "kam/outcome.h"

static enum kam_status reopen(struct context *context, const void *arguments)
{
	(void)arguments;
	if (context->operand_count != 1)
		return usage_error(context, KAM_USAGE, _("usage: %s"), "kam bid reopen BID");
	return kam_bid_reopen(context->kam, context->operands[0], &context->rows);
}

const struct verb bid_reopen_verb = {
	.record = "bid",
	.name = "reopen",
	.operands = N_("BID"),
	.summary = N_("it goes on after all, where it was last"),
	.need = NEED_WRITE,
	.run = reopen,
};
