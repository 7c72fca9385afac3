/* kam bid submit: it is handed in. */
#include "verbs.h"

#include "kam/outcome.h"

static enum kam_status submit(struct context *context, const void *arguments)
{
	(void)arguments;
	if (context->operand_count != 1)
		return usage_error(context, KAM_USAGE, _("usage: %s"), "kam bid submit BID");
	return kam_bid_submit(context->kam, context->operands[0], &context->rows);
}

const struct verb bid_submit_verb = {
	.record = "bid",
	.name = "submit",
	.operands = N_("BID"),
	.summary = N_("it is handed in"),
	.need = NEED_WRITE,
	.run = submit,
};
