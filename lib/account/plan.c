/* A plan's review: the day, how it stands, what was found, and the next action. */
#include "kam/plan.h"
#include "kam/internal/answer.h"
#include "kam/internal/reference.h"
#include "kam/internal/write.h"

#include <string.h>

/* How the plan stands now, and how the review leaves it. */
struct standing {
	int64_t plan;
	char id[KAM_ID_SIZE];
	char before[16], after[16];
	char reviewed[KAM_DATE_SIZE], day[KAM_DATE_SIZE];
};

static bool is_given(const char *text)
{
	return text != NULL && *text != '\0';
}

static enum kam_status read_plan(struct kam *kam, const char *reference, struct standing *standing)
{
	const struct kam_type *type = kam_type_find("plan");
	struct statement *statement = NULL;
	enum kam_status status =
		reference_find(kam, type, reference, strlen(reference), REFERENCE_WRITE, &standing->plan, NULL);

	if (status == KAM_OK)
		status = store_prepare(kam, "SELECT status, reviewed_on FROM plan WHERE id = :id", &statement);
	if (status != KAM_OK)
		return status;
	reference_format(type, standing->plan, standing->id);
	store_bind_integer(statement, ":id", standing->plan);
	status = store_step(statement);
	if (status == KAM_OK) {
		text_copy(standing->before, sizeof standing->before, store_text(statement, 0));
		text_copy(standing->reviewed, sizeof standing->reviewed, store_text(statement, 1));
	}
	store_finalize(statement);
	return status;
}

static enum kam_status read_day(struct kam *kam, const char *text, struct standing *standing)
{
	int64_t days = kam->today;
	const char *why;

	if (text != NULL && kam_date_parse(text, strlen(text), kam->today, true, &days, &why) != KAM_OK)
		return fail(kam, KAM_BAD_VALUE, _("'%s' is not %s"), text, why);
	kam_date_format(days, standing->day);
	if (days > kam->today)
		return fail(kam, KAM_REFUSED, _("%s is still to come; a review is dated when it was held"),
		            standing->day);
	if (strcmp(standing->day, standing->reviewed) < 0)
		return fail(kam, KAM_REFUSED, _("%s was reviewed on %s, after %s; an earlier one is not added to it"),
		            standing->id, standing->reviewed, standing->day);
	return KAM_OK;
}

static enum kam_status check(struct kam *kam, const struct kam_review *review, struct standing *standing)
{
	bool open, next = is_given(review->next), owner = is_given(review->owner), due = is_given(review->due);

	text_copy(standing->after, sizeof standing->after, review->status != NULL ? review->status : standing->before);
	open = strcmp(standing->after, "open") == 0;
	if (strcmp(standing->before, "open") != 0 && review->status == NULL)
		return fail(kam, KAM_REFUSED, _("%s is %s and over; --status open opens it again"), standing->id,
		            standing->before);
	if ((strcmp(standing->after, "missed") == 0 || strcmp(standing->after, "dropped") == 0) &&
	    !is_given(review->why))
		return fail(kam, KAM_REFUSED, _("a plan that is %s needs a reason: --why"), standing->after);
	if (!next && (owner || due))
		return fail(kam, KAM_USAGE, "%s", _("--owner and --due are of the next action: name it with --next"));
	if (next && (!owner || !due))
		return fail(kam, KAM_BAD_VALUE, "%s", _("a next action needs who does it and by when: --owner, --due"));
	if (next && !open)
		return fail(kam, KAM_REFUSED, _("a plan that is %s has no next action"), standing->after);
	return KAM_OK;
}

static enum kam_status add_next(struct kam *kam, const struct kam_review *review, const struct standing *standing)
{
	const struct kam_assignment assignments[] = { { "parent_plan", standing->id },
		                                      { "title", review->next },
		                                      { "owner", review->owner },
		                                      { "due_on", review->due } };
	char id[KAM_ID_SIZE];
	int64_t gone = 0;
	enum kam_status status =
		kam_record_add(kam, "planaction", assignments, sizeof assignments / sizeof *assignments, id);

	if (status != KAM_OK)
		return status;
	status = store_get_integer(kam,
	                           "SELECT 1 FROM planaction JOIN person ON person.id = planaction.owner WHERE 'PA' || "
	                           "planaction.id = :1 AND person.left_on <= :2",
	                           (const char *const[]){ id, kam->today_text }, 2, &gone);
	if (status == KAM_OK)
		return fail(kam, KAM_REFUSED, _("%s has left; name someone who is there"), review->owner);
	return status == KAM_DONE ? KAM_OK : status;
}

static enum kam_status tell(struct kam *kam, const struct standing *standing, struct kam_rows **out)
{
	static const struct answer_column columns[] = {
		{ .key = "id", .title = N_("ID"), .kind = KAM_ID, .record = "plan" },
		{ .key = "title", .title = N_("Title"), .kind = KAM_TEXT },
		{ .key = "status", .title = N_("Status"), .kind = KAM_TEXT },
		{ .key = "reviewed_on", .title = N_("Reviewed"), .kind = KAM_DATE, .priority = 1 },
		{ .key = "done", .title = N_("Done"), .kind = KAM_INTEGER, .priority = 3 },
		{ .key = "open", .title = N_("Open"), .kind = KAM_INTEGER, .priority = 2 },
		{ .key = "overdue", .title = N_("Overdue"), .kind = KAM_INTEGER, .priority = 2 },
		{ .key = "next", .title = N_("Next"), .kind = KAM_TEXT, .priority = 1 },
		{ .key = "due_on", .title = N_("Due"), .kind = KAM_DATE, .priority = 2 },
		{ .key = NULL },
	};
	struct statement *statement = NULL;
	enum kam_status status = store_prepare(
		kam,
		"SELECT plan.id, plan.title, plan.status, plan.reviewed_on, sum(planaction.done_on IS NOT "
		"NULL), count(*) FILTER (WHERE planaction.id IS NOT NULL AND done_on IS NULL), "
		"count(*) FILTER (WHERE done_on IS NULL AND due_on < :today), next.title, next.due "
		"FROM plan LEFT JOIN planaction ON planaction.parent_plan = plan.id "
		"LEFT JOIN (SELECT title, due_on AS due FROM planaction WHERE parent_plan = :id AND "
		"done_on IS NULL ORDER BY due_on IS NULL, due_on, id LIMIT 1) AS next "
		"WHERE plan.id = :id GROUP BY plan.id",
		&statement);

	if (status != KAM_OK)
		return status;
	store_bind_integer(statement, ":id", standing->plan);
	store_bind_text(statement, ":today", kam->today_text);
	return answer_rows(kam, statement, columns, false, out);
}

enum kam_status kam_plan_review(struct kam *kam, const char *plan, const struct kam_review *review,
                                struct kam_rows **out)
{
	struct standing standing = { 0 };
	struct kam_assignment assignments[3];
	size_t count = 0;
	bool changed;
	enum kam_status status = need_operation(kam);

	*out = NULL;
	if (status == KAM_OK)
		status = read_plan(kam, plan, &standing);
	if (status == KAM_OK)
		status = check(kam, review, &standing);
	if (status == KAM_OK)
		status = read_day(kam, review->day, &standing);
	if (status != KAM_OK)
		return status;
	assignments[count++] = (struct kam_assignment){ "reviewed_on", standing.day };
	if (review->status != NULL)
		assignments[count++] = (struct kam_assignment){ "status", review->status };
	if (is_given(review->why))
		assignments[count++] = (struct kam_assignment){ "review", review->why };
	status = record_edit(kam, kam_type_find("plan"), standing.plan, assignments, count, NULL, &changed);
	if (status == KAM_OK && is_given(review->next))
		status = add_next(kam, review, &standing);
	return status == KAM_OK ? tell(kam, &standing, out) : status;
}
