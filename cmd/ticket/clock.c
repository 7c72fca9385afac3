/* kam ticket clock: the clocks of a ticket, day by day. */
#include "verbs.h"

#include "kam/clock.h"

#include <stddef.h>

struct clock_arguments {
	bool recompute;
};

static const struct option_row options[] = {
	{ OPTION_FLAG, 0, "recompute", NULL, N_("of a closed ticket: by today's policy and calendars from now on"),
	  offsetof(struct clock_arguments, recompute), NULL },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

static bool writes(const void *parsed)
{
	const struct clock_arguments *arguments = parsed;

	return arguments->recompute;
}

static enum kam_status run(struct context *context, const void *parsed)
{
	const struct clock_arguments *arguments = parsed;
	enum kam_status status;

	if (context->operand_count != 1)
		return usage_error(context, KAM_USAGE, _("usage: %s"), "kam ticket clock TICKET [--recompute]");
	status = kam_ticket_clock(context->kam, context->operands[0], arguments->recompute, &context->answer);
	/* A format for one table gets the days, and so does who chooses columns or rows. */
	if (status == KAM_OK && (!context->takes_sections || context->globals.columns != NULL ||
	                         context->globals.sort != NULL || context->globals.limit >= 0)) {
		context->rows = context->answer->sections[1].rows;
		context->answer->sections[1].rows = NULL;
		if (context->answer->sections[0].note != NULL)
			remark(context, "%s", context->answer->sections[0].note);
		kam_report_answer_free(context->answer);
		context->answer = NULL;
	}
	return status;
}

const struct verb ticket_clock_verb = {
	.record = "ticket",
	.name = "clock",
	.operands = N_("TICKET"),
	.summary = N_("its clocks day by day: what was counted, and what was not"),
	.need = NEED_READ,
	.options = options,
	.arguments_size = sizeof(struct clock_arguments),
	.run = run,
	.writes = writes,
};
