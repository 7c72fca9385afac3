/* kam bid show: the bid on one screen; every field of the record where a program reads it. */
#include "verbs.h"

#include <stddef.h>

struct show_arguments {
	bool fields;
};

static const struct option_row show_options[] = {
	{ OPTION_FLAG, 0, "fields", NULL, N_("every field of the record instead"),
	  offsetof(struct show_arguments, fields), NULL },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

static enum kam_status show(struct context *context, const void *parsed)
{
	const struct show_arguments *arguments = parsed;

	return arguments->fields ? record_show(context, NULL) : card_show(context, "bidcard");
}

const struct verb bid_show_verb = {
	.record = "bid",
	.name = "show",
	.operands = N_("BID"),
	.summary = N_("the bid on one screen; as CSV or JSON every field"),
	.need = NEED_READ,
	.options = show_options,
	.arguments_size = sizeof(struct show_arguments),
	.run = show,
};
