/* kam log: who did what, and what happened to one record. */
#include "command.h"

#include "kam/history.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

struct log_arguments {
	const char *person, *period, *operation;
};

static const struct option_row options[] = {
	{ OPTION_TEXT, 0, "person", "LOGIN", N_("done by, or on behalf of"), offsetof(struct log_arguments, person),
	  NULL },
	{ OPTION_TEXT, 0, "period", "PERIOD", N_("when: 2026-07, last week, …"), offsetof(struct log_arguments, period),
	  NULL },
	{ OPTION_TEXT, 0, "operation", "NUMBER", N_("all that this operation changed"),
	  offsetof(struct log_arguments, operation), NULL },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

static enum kam_status run(struct context *context, const void *parsed)
{
	const struct log_arguments *arguments = parsed;
	struct kam_log log = {
		.person = arguments->person,
		.period = arguments->period,
		.operation = arguments->operation,
		/* What is sorted otherwise is cut afterwards. */
		.limit = context->globals.sort != NULL ? -1 : context->globals.limit,
		.unmask = context->globals.unmask,
	};
	char *record = NULL;
	enum kam_status status;

	if (context->operand_count > 2)
		return usage_error(context, KAM_USAGE, _("usage: %s"), "kam log [RECORD | TYPE NAME] [--option…]");
	if (context->operand_count == 1 && strspn(context->operands[0], "0123456789") == strlen(context->operands[0]))
		log.operation = context->operands[0];
	else if (context->operand_count > 0)
		record = context->operand_count == 1 ? format_text("%s", context->operands[0])
		                                     : format_text("%s %s", context->operands[0], context->operands[1]);
	log.record = record;
	status = kam_history_log(context->kam, &log, &context->rows);
	free(record);
	return status;
}

static const struct verb log_verb = {
	.name = "",
	.operands = N_("[RECORD | NUMBER]"),
	.summary = N_("who did what, and what happened to one record"),
	.need = NEED_READ,
	.options = options,
	.arguments_size = sizeof(struct log_arguments),
	.run = run,
};

static const struct verb *const verbs[] = { &log_verb, NULL };

extern const struct command log_command;

const struct command log_command = {
	.name = "log",
	.summary = N_("who did what, and what happened to one record"),
	.verbs = verbs,
};
