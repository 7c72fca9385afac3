/* kam bid show: the bid on one screen; every field of the record where a program reads it. */
#include "verbs.h"

static enum kam_status show(struct context *context, const void *parsed)
{
	return card_run(context, parsed, "bidcard");
}

const struct verb bid_show_verb = {
	.record = "bid",
	.name = "show",
	.operands = N_("BID"),
	.summary = N_("the bid on one screen; as CSV or JSON every field"),
	.need = NEED_READ,
	.options = card_options,
	.arguments_size = sizeof(struct card_arguments),
	.run = show,
};
