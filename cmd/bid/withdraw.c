/* kam bid withdraw: we do not bid after all, and why. */
#include "verbs.h"

#include "kam/outcome.h"

#include <stddef.h>

struct withdraw_arguments {
	const char *why;
};

static const struct option_row withdraw_options[] = {
	{ OPTION_TEXT, 0, "why", "TEXT", N_("why we do not bid"), offsetof(struct withdraw_arguments, why), NULL },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

static enum kam_status withdraw(struct context *context, const void *parsed)
{
	const struct withdraw_arguments *arguments = parsed;

	if (context->operand_count != 1)
		return usage_error(context, KAM_USAGE, _("usage: %s"), "kam bid withdraw BID --why TEXT");
	return kam_bid_withdraw(context->kam, context->operands[0], arguments->why, &context->rows);
}

const struct verb bid_withdraw_verb = {
	.record = "bid",
	.name = "withdraw",
	.operands = N_("BID"),
	.summary = N_("we do not bid after all, and why"),
	.need = NEED_WRITE,
	.options = withdraw_options,
	.arguments_size = sizeof(struct withdraw_arguments),
	.run = withdraw,
};
