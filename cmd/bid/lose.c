/* kam bid lose: the customer decided for another, or for nobody, and why. */
#include "verbs.h"

#include "kam/outcome.h"

#include <stddef.h>

static const struct option_row lose_options[] = {
	{ OPTION_TEXT, 0, "reason", "CHOICE",
	  N_("why: price solution relationship delivery timing status_quo no_decision other"),
	  offsetof(struct kam_ending, reason), NULL },
	{ OPTION_TEXT, 0, "reason2", "TEXT", N_("what else mattered"), offsetof(struct kam_ending, reason2), NULL },
	{ OPTION_TEXT, 0, "competitor", "TEXT", N_("who won"), offsetof(struct kam_ending, competitor), NULL },
	{ OPTION_TEXT, 0, "on", "DATE", N_("day of the decision (today)"), offsetof(struct kam_ending, on), NULL },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

static enum kam_status lose(struct context *context, const void *parsed)
{
	if (context->operand_count != 1)
		return usage_error(context, KAM_USAGE, _("usage: %s"),
		                   "kam bid lose BID --reason CHOICE [--competitor TEXT]");
	return kam_bid_lose(context->kam, context->operands[0], parsed, &context->rows);
}

const struct verb bid_lose_verb = {
	.record = "bid",
	.name = "lose",
	.operands = N_("BID"),
	.summary = N_("the customer decided for another, or for nobody, and why"),
	.need = NEED_WRITE,
	.options = lose_options,
	.arguments_size = sizeof(struct kam_ending),
	.run = lose,
};
