/* kam bid release: give back what a bid has of its tender. */
#include "verbs.h"

#include "kam/registration.h"

#include <stddef.h>

struct release_arguments {
	const char *why;
};

static const struct option_row release_options[] = {
	{ OPTION_TEXT, 0, "why", "TEXT", N_("why it is given back"), offsetof(struct release_arguments, why), NULL },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

static enum kam_status release(struct context *context, const void *parsed)
{
	const struct release_arguments *arguments = parsed;

	if (context->operand_count != 1)
		return usage_error(context, KAM_USAGE, _("usage: %s"), "kam bid release BID [--why TEXT]");
	return kam_bid_release(context->kam, context->operands[0], arguments->why, &context->rows);
}

const struct verb bid_release_verb = {
	.record = "bid",
	.name = "release",
	.operands = N_("BID"),
	.summary = N_("give back the grant of its tender, or its place beside who has it"),
	.need = NEED_WRITE,
	.options = release_options,
	.arguments_size = sizeof(struct release_arguments),
	.run = release,
};
