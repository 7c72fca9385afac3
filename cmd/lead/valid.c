/* kam lead valid: what leads lack for being valid. */
#include "verbs.h"

#include "kam/followup.h"

static enum kam_status valid(struct context *context, const void *arguments)
{
	const struct kam_query query = { .filters = context->assignments,
		                         .filter_count = context->assignment_count,
		                         .where = context->globals.where,
		                         .labels = people_read_it(context) };
	struct kam_valid_rule rule;
	bool one = context->operand_count == 1;
	enum kam_status status;

	(void)arguments;
	context->filtered = true;
	if (context->operand_count > 1 || (one && (query.where != NULL || query.filter_count > 0)))
		return usage_error(context, KAM_USAGE, _("usage: %s"),
		                   "kam lead valid [LEAD], or filters as of a list");
	status = kam_lead_valid(context->kam, one ? context->operands[0] : NULL, &query, &rule, &context->rows);
	if (status == KAM_OK)
		remark(context,
		       by_number("%lld of %lld lead is valid by the rule of %s: %s",
		                 "%lld of %lld leads are valid by the rule of %s: %s", rule.leads),
		       (long long)rule.valid, (long long)rule.leads, rule.day, rule.words);
	return status;
}

const struct verb lead_valid_verb = {
	.record = "lead",
	.name = "valid",
	.operands = N_("[LEAD]"),
	.summary = N_("what leads lack for being valid, and by which rule"),
	.need = NEED_READ,
	.fields = FIELDS_FILTER,
	.run = valid,
};
