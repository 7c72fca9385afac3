/* kam ticket queue: what is to be worked on, the least time left first. */
#include "verbs.h"

#include "kam/ticket.h"

#include <stddef.h>

struct queue_arguments {
	const char *dept, *assignee;
};

static const struct option_row queue_options[] = {
	{ OPTION_TEXT, 0, "dept", "DEPARTMENT", N_("only what this department has"),
	  offsetof(struct queue_arguments, dept), NULL },
	{ OPTION_TEXT, 0, "assignee", "PERSON", N_("only what this person works on"),
	  offsetof(struct queue_arguments, assignee), NULL },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

static enum kam_status queue(struct context *context, const void *parsed)
{
	const struct queue_arguments *arguments = parsed;
	const struct kam_query query = { .where = context->globals.where,
		                         .columns = context->globals.columns,
		                         .sort = context->globals.sort,
		                         .limit = context->globals.limit,
		                         .labels = people_read_it(context),
		                         .unmask = context->globals.unmask };

	if (context->operand_count != 0)
		return usage_error(context, KAM_USAGE, _("usage: %s"), "kam ticket queue [--dept D] [--assignee P]");
	context->filtered = context->arranged = true;
	return kam_ticket_queue(context->kam, arguments->dept, arguments->assignee, &query, &context->rows);
}

const struct verb ticket_queue_verb = {
	.record = "ticket",
	.name = "queue",
	.operands = "",
	.summary = N_("what is to be worked on, the least time left first"),
	.need = NEED_READ,
	.options = queue_options,
	.arguments_size = sizeof(struct queue_arguments),
	.run = queue,
};
