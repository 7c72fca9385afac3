/* kam bid win: the customer decided for us. */
#include "verbs.h"

#include "kam/outcome.h"

#include <stddef.h>

static const struct option_row win_options[] = {
	{ OPTION_TEXT, 0, "on", "DATE", N_("day of the decision (today)"), offsetof(struct kam_ending, on), NULL },
	{ OPTION_TEXT, 0, "value", "AMOUNT", N_("what it is worth in the end"), offsetof(struct kam_ending, value),
	  NULL },
	{ OPTION_TEXT, 0, "reason", "CHOICE", N_("why we won, as in bid edit"), offsetof(struct kam_ending, reason),
	  NULL },
	{ OPTION_TEXT, 0, "competitor", "TEXT", N_("who else bid"), offsetof(struct kam_ending, competitor), NULL },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

static enum kam_status win(struct context *context, const void *parsed)
{
	if (context->operand_count != 1)
		return usage_error(context, KAM_USAGE, _("usage: %s"), "kam bid win BID [--value AMOUNT] [--on DATE]");
	return kam_bid_win(context->kam, context->operands[0], parsed, &context->rows);
}

const struct verb bid_win_verb = {
	.record = "bid",
	.name = "win",
	.operands = N_("BID"),
	.summary = N_("the customer decided for us"),
	.need = NEED_WRITE,
	.options = win_options,
	.arguments_size = sizeof(struct kam_ending),
	.run = win,
};
