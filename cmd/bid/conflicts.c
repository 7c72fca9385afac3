/* kam bid conflicts: which of our bids are in one another's way; the rows of the report of that name. */
#include "verbs.h"

#include <stddef.h>
#include <string.h>

struct conflicts_arguments {
	const char *only, *owner;
};

static const struct option_row conflicts_options[] = {
	{ OPTION_TEXT, 0, "only", "KIND", N_("one kind: no_grant disputed two_customers lapsed"),
	  offsetof(struct conflicts_arguments, only), NULL },
	{ OPTION_TEXT, 0, "owner", "PERSON", N_("only where this person owns one of the bids"),
	  offsetof(struct conflicts_arguments, owner), NULL },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

static enum kam_status conflicts(struct context *context, const void *parsed)
{
	const struct conflicts_arguments *arguments = parsed;
	const struct globals *globals = &context->globals;
	struct kam_assignment given[2];
	struct kam_report_request request = { .arguments = given,
		                              .section = "conflicts",
		                              .where = globals->where,
		                              .columns = globals->columns,
		                              .sort = globals->sort,
		                              .limit = globals->limit };
	struct kam_report *report = NULL;
	enum kam_status status;

	if (context->operand_count > 0)
		return usage_error(context, KAM_USAGE, _("usage: %s"),
		                   "kam bid conflicts [--only KIND] [--owner PERSON]");
	if (arguments->only != NULL)
		given[request.argument_count++] = (struct kam_assignment){ "only", arguments->only };
	if (arguments->owner != NULL)
		given[request.argument_count++] = (struct kam_assignment){ "owner", arguments->owner };
	context->filtered = context->arranged = true;
	status = kam_report_find(context->kam, "conflicts", NULL, &report);
	if (status == KAM_OK)
		status = kam_report_run(context->kam, report, &request, &context->answer);
	kam_report_free(report);
	if (status == KAM_OK && context->answer->count > 0 && people_read_it(context) &&
	    kam_rows_count(context->answer->sections[0].rows) == 0) {
		kam_report_answer_free(context->answer);
		context->answer = NULL;
		remark(context, "%s", _("no bid is in another one's way"));
	}
	return status;
}

const struct verb bid_conflicts_verb = {
	.record = "bid",
	.name = "conflicts",
	.operands = "",
	.summary = N_("which of our bids are in one another's way, and what to do about it"),
	.need = NEED_READ,
	.options = conflicts_options,
	.arguments_size = sizeof(struct conflicts_arguments),
	.run = conflicts,
};
