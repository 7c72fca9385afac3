/* kam lead show: the lead on one screen; every field of the record where a program reads it. */
#include "verbs.h"

static enum kam_status show(struct context *context, const void *parsed)
{
	return card_run(context, parsed, "leadcard");
}

const struct verb lead_show_verb = {
	.record = "lead",
	.name = "show",
	.operands = N_("LEAD"),
	.summary = N_("the lead on one screen; as CSV or JSON every field"),
	.need = NEED_READ,
	.options = card_options,
	.arguments_size = sizeof(struct card_arguments),
	.run = show,
};
