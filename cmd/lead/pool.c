/* kam lead claim, release, assign, sweep: the pool, and how leads come to someone and go back. */
#include "verbs.h"

#include "kam/pool.h"

#include <stddef.h>
#include <string.h>

static enum kam_status claim(struct context *context, const void *arguments)
{
	bool changed = false;
	enum kam_status status;

	(void)arguments;
	if (context->operand_count != 1)
		return usage_error(context, KAM_USAGE, _("usage: %s"), "kam lead claim LEAD");
	status = kam_lead_claim(context->kam, context->operands[0], &changed);
	if (status == KAM_OK && !changed)
		remark(context, _("%s is yours already; nothing was changed"), context->operands[0]);
	return status;
}

const struct verb lead_claim_verb = {
	.record = "lead",
	.name = "claim",
	.operands = N_("LEAD"),
	.summary = N_("take one that is nobody's"),
	.need = NEED_WRITE,
	.run = claim,
};

static enum kam_status release(struct context *context, const void *arguments)
{
	(void)arguments;
	if (context->operand_count != 1)
		return usage_error(context, KAM_USAGE, _("usage: %s"), "kam lead release LEAD");
	return kam_lead_release(context->kam, context->operands[0]);
}

const struct verb lead_release_verb = {
	.record = "lead",
	.name = "release",
	.operands = N_("LEAD"),
	.summary = N_("give one of yours back to the pool"),
	.need = NEED_WRITE,
	.run = release,
};

struct assign_arguments {
	const char *to, *by, *unit;
	bool yes;
};

static const struct option_row assign_options[] = {
	{ OPTION_TEXT, 0, "to", "PERSON", N_("the leads named go to this person"),
	  offsetof(struct assign_arguments, to), NULL },
	{ OPTION_TEXT, 0, "by", "HOW",
	  N_("share out the pool: region, to those of the lead's region; round_robin, to all; the fewest open leads "
	     "first"),
	  offsetof(struct assign_arguments, by), NULL },
	{ OPTION_TEXT, 0, "unit", "UNIT", N_("with --by: only among the people of this unit"),
	  offsetof(struct assign_arguments, unit), NULL },
	{ OPTION_FLAG, 0, "yes", NULL, N_("assign more than 3"), offsetof(struct assign_arguments, yes), NULL },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

static enum kam_status assign(struct context *context, const void *parsed)
{
	const struct assign_arguments *arguments = parsed;
	int64_t left = 0, count;
	enum kam_status status;

	if ((arguments->to != NULL) == (arguments->by != NULL) ||
	    (arguments->to != NULL) != (context->operand_count > 0))
		return usage_error(context, KAM_USAGE, _("usage: %s"),
		                   "kam lead assign LEAD… --to PERSON, or kam lead assign --by region|round_robin");
	if (arguments->by != NULL && strcmp(arguments->by, "region") != 0 && strcmp(arguments->by, "round_robin") != 0)
		return usage_error(context, KAM_BAD_VALUE, _("--by '%s' is neither region nor round_robin"),
		                   arguments->by);
	if (arguments->to != NULL && arguments->unit != NULL)
		return usage_error(context, KAM_USAGE, "%s", _("--unit goes with --by, not with --to"));
	if (arguments->to != NULL)
		status = kam_lead_assign(context->kam, context->operands, context->operand_count, arguments->to,
		                         &context->rows);
	else
		status = kam_lead_share(context->kam, strcmp(arguments->by, "region") == 0, arguments->unit, &left,
		                        &context->rows);
	if (status != KAM_OK)
		return status;
	count = kam_rows_count(context->rows);
	if (is_to_be_asked(context, count, arguments->yes))
		return usage_error(context, KAM_REFUSED,
		                   _("%lld leads would be assigned, as shown; nothing was written: say --yes"),
		                   (long long)count);
	remark(context, by_number("%lld lead assigned", "%lld leads assigned", count), (long long)count);
	if (left > 0)
		remark(context,
		       by_number("there is nobody for %lld lead in the pool",
		                 "there is nobody for %lld leads in the pool", left),
		       (long long)left);
	return KAM_OK;
}

const struct verb lead_assign_verb = {
	.record = "lead",
	.name = "assign",
	.operands = N_("[LEAD…]"),
	.summary = N_("give leads to someone, or share out the pool"),
	.need = NEED_WRITE,
	.options = assign_options,
	.arguments_size = sizeof(struct assign_arguments),
	.run = assign,
};

/* For cron: silent when nothing changed. */
static enum kam_status sweep(struct context *context, const void *arguments)
{
	enum kam_status status;

	(void)arguments;
	if (context->operand_count != 0)
		return usage_error(context, KAM_USAGE, _("usage: %s"), "kam lead sweep");
	status = kam_lead_sweep(context->kam, &context->rows);
	if (status == KAM_OK && kam_rows_count(context->rows) == 0 && people_read_it(context)) {
		kam_rows_free(context->rows);
		context->rows = NULL;
	}
	return status;
}

const struct verb lead_sweep_verb = {
	.record = "lead",
	.name = "sweep",
	.operands = "",
	.summary = N_("what nobody touched for pool_days goes back to the pool; for cron"),
	.need = NEED_WRITE,
	.run = sweep,
};
