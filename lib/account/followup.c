/* Touches that a verb of any room writes down: what is said of the next step goes together, and it has happened. */
#include "kam/internal/followup.h"
#include "kam/internal/answer.h"
#include "kam/internal/identity.h"
#include "kam/internal/reference.h"

#include <string.h>

static bool is_given(const char *text)
{
	return text != NULL && *text != '\0';
}

enum kam_status followup_check(struct kam *kam, const struct kam_followup *touch)
{
	bool step = is_given(touch->next_step), on = is_given(touch->next_on), none = touch->no_next != NULL;

	if (!is_given(touch->body))
		return fail(kam, KAM_BAD_VALUE, _("what was said and done? a touch without it says nothing"));
	if (none && !is_given(touch->no_next))
		return fail(kam, KAM_BAD_VALUE, _("why is there no next step? --no-next REASON"));
	if ((none || touch->opt_out) && (step || on))
		return fail(kam, KAM_USAGE, _("--next-step and --next-on, or %s: one of them"),
		            none ? "--no-next" : "--opt-out");
	if (step && !on)
		return fail(kam, KAM_BAD_VALUE, _("by when is '%s' to be done? --next-on DATE"), touch->next_step);
	if (on && !step)
		return fail(kam, KAM_BAD_VALUE, _("what is to be done on %s? --next-step TEXT"), touch->next_on);
	return KAM_OK;
}

enum kam_status day_to_come(struct kam *kam, const char *option, const char *text, char day[KAM_DATE_SIZE])
{
	int64_t days = kam->today;
	const char *why = "";

	if (kam_date_parse(text, strlen(text), kam->today, true, &days, &why) != KAM_OK)
		return fail(kam, KAM_BAD_VALUE, _("%s '%s' is not %s"), option, text, why);
	kam_date_format(days, day);
	if (days < kam->today)
		return fail(kam, KAM_BAD_VALUE, _("%s %s is over already; name a day to come"), option, day);
	return KAM_OK;
}

static enum kam_status check_moment(struct kam *kam, const char *touch)
{
	int64_t future = 0;
	enum kam_status status =
		store_get_integer(kam, "SELECT 1 FROM touch WHERE 'TC' || id = :1 AND happened_at > :2",
	                          (const char *const[]){ touch, kam->now_text }, 2, &future);

	if (status == KAM_OK)
		return fail(kam, KAM_REFUSED, _("a touch is written down when it was; plan it as a next step"));
	return status == KAM_DONE ? KAM_OK : status;
}

#define MOST_FIELDS (FOLLOWUP_ABOUT + 11)

enum kam_status followup_write(struct kam *kam, const struct kam_followup *touch, const struct kam_assignment *about,
                               size_t count, const char *next_step, const char *next_on, char id[KAM_ID_SIZE])
{
	char self[KAM_ID_SIZE];
	const struct kam_assignment all[] = {
		{ "body", touch->body },
		{ "channel", touch->channel },
		{ "direction", touch->direction },
		{ "response", touch->response },
		{ "contact", touch->contact },
		{ "campaign", touch->campaign },
		{ "happened_at", touch->happened_at },
		{ "done_by", touch->done_by },
		{ "next_step", next_step },
		{ "next_on", next_step != NULL ? next_on : NULL },
		{ "no_next", touch->no_next == NULL && touch->opt_out ? "opted out" : touch->no_next },
	};
	struct kam_assignment given[MOST_FIELDS];
	int64_t person = 0;
	size_t filled = 0;
	enum kam_status status = touch->done_by == NULL ? identity_acting(kam, &person) : KAM_OK;

	for (size_t i = 0; i < count && i < FOLLOWUP_ABOUT; i++)
		given[filled++] = about[i];
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		if (all[i].value != NULL)
			given[filled++] = all[i];
		else if (person != 0 && strcmp(all[i].field, "done_by") == 0) {
			reference_format(kam_type_find("person"), person, self);
			given[filled++] = (struct kam_assignment){ "done_by", self };
		}
	}
	if (status == KAM_OK)
		status = kam_record_add(kam, "touch", given, filled, id);
	return status == KAM_OK ? check_moment(kam, id) : status;
}

static bool has_step(const struct kam_followup *touch)
{
	return touch->next_step != NULL && *touch->next_step != '\0';
}

enum kam_status followup_check_next(struct kam *kam, const struct kam_followup *touch, const char *id, bool open,
                                    char day[KAM_DATE_SIZE])
{
	enum kam_status status = followup_check(kam, touch);

	*day = '\0';
	if (status == KAM_OK && has_step(touch))
		return day_to_come(kam, "--next-on", touch->next_on, day);
	if (status == KAM_OK && open && touch->no_next == NULL)
		return fail(kam, KAM_REFUSED,
		            _("what comes next with %s? --next-step TEXT --next-on DATE, or --no-next REASON"), id);
	return status;
}

static enum kam_status tell(struct kam *kam, const char *touch, const struct kam_type *type, struct kam_rows **out)
{
	const struct answer_column columns[] = {
		{ .key = "id", .title = N_("ID"), .kind = KAM_ID, .record = "touch" },
		{ .key = type->name, .title = type->title, .kind = KAM_ID, .record = type->name, .priority = 1 },
		{ .key = "title", .title = N_("Title"), .kind = KAM_TEXT, .priority = 2 },
		{ .key = "next_step", .title = N_("Next step"), .kind = KAM_TEXT },
		{ .key = "next_on", .title = N_("Next on"), .kind = KAM_DATE },
		{ .key = NULL },
	};
	struct statement *statement = NULL;
	struct buffer sql = { 0 };
	enum kam_status status;

	buffer_format(&sql,
	              "SELECT touch.id, about.id, about.title, touch.next_step, touch.next_on FROM touch "
	              "JOIN %s AS about ON about.id = touch.%s WHERE 'TC' || touch.id = :id",
	              type->name, type->name);
	status = buffer_text(&sql) == NULL ? fail_memory(kam) : store_prepare(kam, sql.text, &statement);
	buffer_free(&sql);
	if (status != KAM_OK)
		return status;
	store_bind_text(statement, ":id", touch);
	return answer_rows(kam, statement, columns, false, out);
}

enum kam_status followup_write_about(struct kam *kam, const struct kam_followup *touch, const char *record,
                                     const char *id, const struct kam_assignment *customer, const char *day,
                                     struct kam_rows **out)
{
	const struct kam_assignment about[] = { { record, id }, *customer };
	char written[KAM_ID_SIZE] = "";
	enum kam_status status =
		followup_write(kam, touch, about, 2, has_step(touch) ? touch->next_step : NULL, day, written);

	return status == KAM_OK ? tell(kam, written, kam_type_find(record), out) : status;
}
