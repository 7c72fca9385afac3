/* kam bid settle: decide a dispute about a tender. */
#include "verbs.h"

#include "kam/registration.h"

#include <stddef.h>

struct settle_arguments {
	const char *why;
};

static const struct option_row settle_options[] = {
	{ OPTION_TEXT, 0, "why", "TEXT", N_("why it is settled so"), offsetof(struct settle_arguments, why), NULL },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

static enum kam_status settle(struct context *context, const void *parsed)
{
	const struct settle_arguments *arguments = parsed;

	if (context->operand_count != 1)
		return usage_error(context, KAM_USAGE, _("usage: %s"), "kam bid settle REGISTRATION|BID --why TEXT");
	return kam_bid_settle(context->kam, context->operands[0], arguments->why, &context->rows);
}

const struct verb bid_settle_verb = {
	.record = "bid",
	.name = "settle",
	.operands = N_("REGISTRATION|BID"),
	.summary = N_("decide a dispute: this one has the tender; not by a party to it"),
	.need = NEED_WRITE,
	.options = settle_options,
	.arguments_size = sizeof(struct settle_arguments),
	.run = settle,
};
