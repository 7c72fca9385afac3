/* kam ticket touch: what was said with the customer about a ticket, and what comes next. */
#include "../followup.h"
#include "verbs.h"

#include "kam/ticket.h"

static const struct option_row touch_options[] = {
	FOLLOWUP_OPTIONS,
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

static enum kam_status touch(struct context *context, const void *parsed)
{
	return followup_run(context, parsed,
	                    "kam ticket touch TICKET BODY --next-step TEXT --next-on DATE, or --no-next REASON",
	                    kam_ticket_touch);
}

const struct verb ticket_touch_verb = {
	.record = "ticket",
	.name = "touch",
	.operands = N_("TICKET BODY"),
	.summary = N_("what was said about it, and what comes next or why nothing does"),
	.need = NEED_WRITE,
	.options = touch_options,
	.arguments_size = sizeof(struct kam_followup),
	.run = touch,
};
