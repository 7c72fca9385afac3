/* A touch of a lead: what was said, and the next step that it leaves, or why it leaves none. */
#include "kam/internal/answer.h"
#include "kam/internal/followup.h"
#include "standing.h"

#include <stdlib.h>
#include <string.h>

static bool is_given(const char *text)
{
	return text != NULL && *text != '\0';
}

/* Who wants to be left alone may come to us, but not we to them. */
static enum kam_status check(struct kam *kam, const struct kam_followup *touch, const struct standing *standing)
{
	if (standing->opt_out && (touch->direction == NULL || strcmp(touch->direction, "in") != 0))
		return fail(kam, KAM_REFUSED,
		            _("%s does not want to be contacted (opt_out); if they came to us, say --direction in"),
		            standing->id);
	return followup_check(kam, touch);
}

/* As it was given; else what the plan says. step NULL: nothing is to be done, and that was said. */
static enum kam_status decide(struct kam *kam, const struct kam_followup *touch, const struct standing *standing,
                              struct next_step *next)
{
	enum kam_status status;

	if (is_given(touch->next_step)) {
		next->step = strdup(touch->next_step);
		next->nurture = standing->nurture;
		return next->step == NULL ? fail_memory(kam) : day_to_come(kam, "--next-on", touch->next_on, next->on);
	}
	if (touch->no_next != NULL || touch->opt_out)
		return KAM_OK;
	if (standing->nurture == 0)
		return fail(kam, KAM_REFUSED,
		            _("what comes next with %s? --next-step TEXT --next-on DATE, or --no-next REASON"),
		            standing->id);
	status = nurture_step_after(kam, standing, next);
	if (status == KAM_DONE)
		return fail(kam, KAM_REFUSED,
		            _("the plan that %s is on ends here; what comes next? --next-step TEXT --next-on DATE, or "
		              "--no-next REASON"),
		            standing->id);
	return status;
}

static enum kam_status write_lead(struct kam *kam, const struct kam_followup *touch, const struct standing *standing,
                                  const struct next_step *next)
{
	char nurture[KAM_ID_SIZE] = "";
	struct kam_assignment assignments[5] = { { "next_step", next->step != NULL ? next->step : "" },
		                                 { "next_on", next->on },
		                                 { "nurture", nurture } };
	size_t count = 3;
	bool changed;

	if (next->nurture != 0)
		reference_format(kam_type_find("nurture"), next->nurture, nurture);
	else if (standing->nurture != 0)
		assignments[count++] = (struct kam_assignment){ "nurture_on", "" };
	if (touch->opt_out)
		assignments[count++] = (struct kam_assignment){ "opt_out", "yes" };
	return record_edit(kam, kam_type_find("lead"), standing->lead, assignments, count, NULL, &changed);
}

static enum kam_status tell(struct kam *kam, const char *touch, struct kam_rows **out)
{
	static const struct answer_column columns[] = {
		{ .key = "id", .title = N_("ID"), .kind = KAM_ID, .record = "touch" },
		{ .key = "lead", .title = N_("Lead"), .kind = KAM_ID, .record = "lead", .priority = 2 },
		{ .key = "name", .title = N_("Name"), .kind = KAM_TEXT },
		{ .key = "next_step", .title = N_("Next step"), .kind = KAM_TEXT },
		{ .key = "next_on", .title = N_("Next on"), .kind = KAM_DATE },
		{ .key = "plan", .title = N_("Plan"), .kind = KAM_TEXT, .priority = 3 },
		{ .key = NULL },
	};
	struct statement *statement = NULL;
	enum kam_status status = store_prepare(
		kam,
		"SELECT touch.id, lead.id, lead.name, lead.next_step, lead.next_on, nurture.name FROM touch "
		"JOIN lead ON lead.id = touch.lead LEFT JOIN nurture ON nurture.id = lead.nurture "
		"WHERE 'TC' || touch.id = :id",
		&statement);

	if (status != KAM_OK)
		return status;
	store_bind_text(statement, ":id", touch);
	return answer_rows(kam, statement, columns, false, out);
}

enum kam_status kam_lead_touch(struct kam *kam, const char *lead, const struct kam_followup *touch,
                               struct kam_rows **out)
{
	struct standing standing;
	struct next_step next = { 0 };
	char id[KAM_ID_SIZE] = "";
	enum kam_status status = need_operation(kam);

	*out = NULL;
	if (status == KAM_OK)
		status = standing_open(kam, lead, &standing);
	if (status == KAM_OK)
		status = check(kam, touch, &standing);
	if (status == KAM_OK)
		status = decide(kam, touch, &standing, &next);
	if (status == KAM_OK)
		status = followup_write(kam, touch, &(const struct kam_assignment){ "lead", standing.id }, 1, next.step,
		                        next.on, id);
	if (status == KAM_OK)
		status = write_lead(kam, touch, &standing, &next);
	free(next.step);
	return status == KAM_OK ? tell(kam, id, out) : status;
}
