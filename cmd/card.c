/* A record on one screen: a report about it, where people look; every field of it where a program reads. */
#include "command.h"

#include <stddef.h>
#include <string.h>

/* A report asked about nobody is about everybody; a command that names none is refused. */
static bool names_none(const char *reference)
{
	return reference[strspn(reference, " \t")] == '\0';
}

bool card_is_asked(const struct context *context)
{
	return context->globals.columns == NULL && context->operand_count == 1 && people_read_it(context) &&
	       !names_none(context->operands[0]);
}

enum kam_status card_show(struct context *context, const char *name)
{
	const struct kam_assignment given = { context->type->name, context->operands[0] };
	const struct kam_report_request request = {
		.arguments = &given, .argument_count = 1, .limit = -1, .unmask = context->globals.unmask
	};
	struct kam_report *report = NULL;
	enum kam_status status;

	if (!card_is_asked(context))
		return record_show(context, NULL);
	context->arranged = true;
	status = kam_report_find(context->kam, name, NULL, &report);
	if (status == KAM_OK)
		status = kam_report_run(context->kam, report, &request, &context->answer);
	kam_report_free(report);
	return status;
}

const struct option_row card_options[] = {
	{ OPTION_FLAG, 0, "fields", NULL, N_("every field of the record instead"),
	  offsetof(struct card_arguments, fields), NULL },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

enum kam_status card_run(struct context *context, const void *parsed, const char *report)
{
	const struct card_arguments *arguments = parsed;

	return arguments->fields ? record_show(context, NULL) : card_show(context, report);
}
