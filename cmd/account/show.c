/* kam account show: the customer on one screen; every field of the record where a program reads it. */
#include "verbs.h"

#include <stdlib.h>

/* The sections of a report about the account, behind those that are there already. */
static enum kam_status add(struct context *context, const char *name)
{
	const struct kam_assignment given = { "account", context->operands[0] };
	const struct kam_report_request request = {
		.arguments = &given, .argument_count = 1, .within = context->answer != NULL, .limit = -1
	};
	struct kam_report *report = NULL;
	struct kam_report_answer *more = NULL, *all = context->answer;
	struct kam_report_section *sections;
	enum kam_status status = kam_report_find(context->kam, name, NULL, &report);

	if (status == KAM_OK)
		status = kam_report_run(context->kam, report, &request, &more);
	kam_report_free(report);
	if (status != KAM_OK || all == NULL) {
		context->answer = more;
		return status;
	}
	sections = realloc(all->sections, (all->count + more->count) * sizeof *sections);
	if (sections == NULL) {
		kam_report_answer_free(more);
		return usage_error(context, KAM_NO_MEMORY, "%s", _("out of memory"));
	}
	all->sections = sections;
	for (size_t i = 0; i < more->count; i++) {
		sections[all->count] = more->sections[i];
		sections[all->count++].quiet = true;
	}
	more->count = 0;
	kam_report_answer_free(more);
	return KAM_OK;
}

static enum kam_status show(struct context *context, const void *parsed)
{
	const struct card_arguments *arguments = parsed;
	enum kam_status status;

	if (arguments->fields || !card_is_asked(context))
		return record_show(context, NULL);
	context->arranged = true;
	status = add(context, "customer");
	return status == KAM_OK ? add(context, "chain") : status;
}

const struct verb account_show_verb = {
	.record = "account",
	.name = "show",
	.operands = N_("ACCOUNT"),
	.summary = N_("the customer on one screen; as CSV or JSON every field"),
	.need = NEED_READ,
	.options = card_options,
	.arguments_size = sizeof(struct card_arguments),
	.run = show,
};
