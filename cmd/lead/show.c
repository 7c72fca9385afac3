/* kam lead show: the lead on one screen; every field of the record where a program reads it. */
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
	struct kam_assignment given = { "lead", NULL };
	const struct kam_report_request request = {
		.arguments = &given, .argument_count = 1, .limit = -1, .unmask = context->globals.unmask
	};
	struct kam_report *report = NULL;
	enum kam_status status;

	if (arguments->fields || context->globals.columns != NULL || context->operand_count != 1 ||
	    !people_read_it(context))
		return record_show(context, NULL);
	given.value = context->operands[0];
	context->arranged = true;
	status = kam_report_find(context->kam, "leadcard", NULL, &report);
	if (status == KAM_OK)
		status = kam_report_run(context->kam, report, &request, &context->answer);
	kam_report_free(report);
	return status;
}

const struct verb lead_show_verb = {
	.record = "lead",
	.name = "show",
	.operands = N_("LEAD"),
	.summary = N_("the lead on one screen; as CSV or JSON every field"),
	.need = NEED_READ,
	.options = show_options,
	.arguments_size = sizeof(struct show_arguments),
	.run = show,
};
