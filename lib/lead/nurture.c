/* Plans to nurture leads: dated steps, of which a lead is at one, and each touch brings the next. */
#include "kam/followup.h"
#include "kam/internal/answer.h"
#include "standing.h"

#include <stdlib.h>
#include <string.h>

/* A step of a row (id, step, day): due so many days after the beginning, and not before today. */
static enum kam_status take_step(struct kam *kam, struct statement *statement, const char *began,
                                 struct next_step *next)
{
	const char *why, *step = store_text(statement, 1);
	int64_t days = 0;
	enum kam_status status = kam_date_parse(began, strlen(began), kam->today, false, &days, &why);

	if (status != KAM_OK)
		return fail(kam, KAM_BAD_VALUE, _("nurture_on '%s' is not %s"), began, why);
	next->nurture = store_integer(statement, 0);
	days += store_integer(statement, 2);
	kam_date_format(days < kam->today ? kam->today : days, next->on);
	if (*next->on == '\0')
		return fail(kam, KAM_BAD_VALUE, _("a plan that begins on %s goes beyond the year 9999"), began);
	next->step = strdup(step);
	return next->step != NULL ? KAM_OK : fail_memory(kam);
}

enum kam_status nurture_step_after(struct kam *kam, const struct standing *standing, struct next_step *next)
{
	struct statement *statement = NULL;
	enum kam_status status =
		store_prepare(kam,
	                      "SELECT next.id, next.step, next.day, coalesce(lead.nurture_on, :today) FROM lead "
	                      "JOIN nurture AS now ON now.id = lead.nurture "
	                      "JOIN nurture AS next ON next.name = now.name AND next.day > now.day "
	                      "WHERE lead.id = :lead ORDER BY next.day LIMIT 1",
	                      &statement);

	if (status != KAM_OK)
		return status;
	store_bind_integer(statement, ":lead", standing->lead);
	store_bind_text(statement, ":today", kam->today_text);
	status = store_step(statement);
	if (status == KAM_OK)
		status = take_step(kam, statement, store_text(statement, 3), next);
	store_finalize(statement);
	return status;
}

/* Which plans are there? */
static enum kam_status fail_no_plan(struct kam *kam, const char *plan)
{
	struct statement *statement = NULL;
	enum kam_status status =
		store_prepare(kam,
	                      "SELECT group_concat(name, ', ') FROM (SELECT DISTINCT name FROM nurture ORDER BY name)",
	                      &statement);

	if (status == KAM_OK)
		status = store_step(statement);
	if (status == KAM_OK && store_text(statement, 0) != NULL)
		status = fail(kam, KAM_NOT_FOUND, _("there is no nurture plan '%s'; there are: %s"), plan,
		              store_text(statement, 0));
	else if (status == KAM_OK)
		status = fail(
			kam, KAM_NOT_FOUND,
			_("there is no nurture plan '%s'; a plan is made of steps: kam lead nurture add PLAN DAY STEP"),
			plan);
	store_finalize(statement);
	return status;
}

static enum kam_status first_step(struct kam *kam, const char *plan, const char *began, struct next_step *next)
{
	struct statement *statement = NULL;
	enum kam_status status =
		store_prepare(kam, "SELECT id, step, day FROM nurture WHERE name = :plan ORDER BY day LIMIT 1",
	                      &statement);

	if (status != KAM_OK)
		return status;
	store_bind_text(statement, ":plan", plan);
	status = store_step(statement);
	if (status == KAM_OK)
		status = take_step(kam, statement, began, next);
	store_finalize(statement);
	return status == KAM_DONE ? fail_no_plan(kam, plan) : status;
}

static enum kam_status read_beginning(struct kam *kam, const char *text, char began[KAM_DATE_SIZE])
{
	int64_t days = kam->today;
	const char *why = "";

	if (text != NULL && kam_date_parse(text, strlen(text), kam->today, true, &days, &why) != KAM_OK)
		return fail(kam, KAM_BAD_VALUE, _("--on '%s' is not %s"), text, why);
	kam_date_format(days, began);
	return KAM_OK;
}

/* On which plan is it, and at what? */
static enum kam_status fail_on_plan(struct kam *kam, const struct standing *standing)
{
	struct statement *statement = NULL;
	enum kam_status status = store_prepare(kam, "SELECT name, step FROM nurture WHERE id = :id", &statement);

	if (status != KAM_OK)
		return status;
	store_bind_integer(statement, ":id", standing->nurture);
	status = store_step(statement);
	if (status == KAM_OK)
		status = fail(
			kam, KAM_REFUSED,
			_("%s is on the plan '%s' already, at '%s'; take it off first: kam lead edit %s --nurture ''"),
			standing->id, store_text(statement, 0), store_text(statement, 1), standing->id);
	store_finalize(statement);
	return status;
}

static const struct answer_column columns[] = {
	{ .key = "id", .title = N_("ID"), .kind = KAM_ID, .record = "lead" },
	{ .key = "name", .title = N_("Name"), .kind = KAM_TEXT },
	{ .key = "next_step", .title = N_("Next step"), .kind = KAM_TEXT },
	{ .key = "next_on", .title = N_("Next on"), .kind = KAM_DATE },
	{ .key = "instead", .title = N_("Instead of"), .kind = KAM_TEXT, .priority = 2 },
	{ .key = NULL },
};

/* Its row is taken before it is written: then it is still known what gives way. */
static enum kam_status apply_to(struct kam *kam, const char *lead, const struct next_step *next, const char *began,
                                struct statement *told, struct kam_rows *rows)
{
	char step[KAM_ID_SIZE];
	struct kam_assignment assignments[] = {
		{ "next_step", next->step }, { "next_on", next->on }, { "nurture", step }, { "nurture_on", began }
	};
	struct standing standing;
	bool changed;
	enum kam_status status = standing_open(kam, lead, &standing);

	if (status != KAM_OK)
		return status;
	if (standing.opt_out)
		return fail(kam, KAM_REFUSED, _("%s does not want to be contacted (opt_out)"), standing.id);
	if (standing.nurture != 0)
		return fail_on_plan(kam, &standing);
	reference_format(kam_type_find("nurture"), next->nurture, step);
	store_bind_integer(told, ":id", standing.lead);
	store_bind_text(told, ":step", next->step);
	store_bind_text(told, ":on", next->on);
	status = answer_take(told, columns, false, rows);
	return status == KAM_OK ? record_edit(kam, kam_type_find("lead"), standing.lead, assignments,
	                                      sizeof assignments / sizeof *assignments, NULL, &changed)
	                        : status;
}

enum kam_status kam_nurture_apply(struct kam *kam, const char *plan, const char *const *leads, size_t count,
                                  const char *day, struct kam_rows **out)
{
	struct next_step next = { 0 };
	struct statement *told = NULL;
	char began[KAM_DATE_SIZE];
	enum kam_status status = need_operation(kam);

	*out = NULL;
	if (status == KAM_OK)
		status = read_beginning(kam, day, began);
	if (status == KAM_OK)
		status = first_step(kam, plan, began, &next);
	if (status == KAM_OK)
		status = answer_begin(kam, columns, out);
	if (status == KAM_OK)
		status = store_prepare(kam, "SELECT id, name, :step, :on, next_step FROM lead WHERE id = :id", &told);
	for (size_t i = 0; i < count && status == KAM_OK; i++)
		status = apply_to(kam, leads[i], &next, began, told, *out);
	store_finalize(told);
	free(next.step);
	return status == KAM_OK ? rows_finish(*out) : status;
}
