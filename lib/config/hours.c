/* Working hours and days unlike others: each is readable, and what they make together is a calendar one can work by. */
#include "rules.h"
#include "kam/internal/calendar.h"
#include "kam/internal/write.h"

#include <string.h>

/* Its spans can be read; they are written as kam writes them. */
static enum kam_status check_spans(struct kam *kam, struct record_write *write)
{
	struct kam_value *value = write_value(write, "spans");
	struct spans spans;
	const char *why;

	if (value->type != KAM_IS_TEXT)
		return KAM_OK;
	if (spans_read(value->text, value->length, &spans, &why) != KAM_OK)
		return fail(kam, KAM_BAD_VALUE, _("spans '%.*s': expected %s"), (int)value->length, value->text, why);
	if (write->carried)
		return KAM_OK;
	spans_write(&spans, write->made);
	*value = (struct kam_value){ .type = spans.count > 0 ? KAM_IS_TEXT : KAM_IS_EMPTY,
		                     .text = write->made,
		                     .length = strlen(write->made) };
	return KAM_OK;
}

/* The zone that the calendar's other days have, else the one that this was typed in. */
static enum kam_status fill_zone(struct kam *kam, struct record_write *write)
{
	struct kam_value *zone = write_value(write, "timezone");
	char *made = write->made + SPANS_SIZE;
	struct statement *statement;
	enum kam_status status =
		store_keep(kam, "SELECT max(timezone) FROM hours WHERE calendar = :calendar", &statement);

	if (status != KAM_OK)
		return status;
	store_bind_value(statement, ":calendar", write_value(write, "calendar"));
	status = store_step(statement);
	if (status == KAM_OK) {
		const char *other = store_text(statement, 0);

		text_copy(made, sizeof write->made - SPANS_SIZE, other != NULL ? other : kam->zone);
		if (*made == '\0')
			text_copy(made, sizeof write->made - SPANS_SIZE, "UTC");
		*zone = (struct kam_value){ .type = KAM_IS_TEXT, .text = made, .length = strlen(made) };
	}
	store_reset(statement);
	return status;
}

static enum kam_status check_zone(struct kam *kam, struct record_write *write)
{
	const struct kam_value *zone = write_value(write, "timezone");
	char name[ZONE_NAME] = "";

	if (zone->type != KAM_IS_TEXT)
		return write->old == NULL && !write->carried ? fill_zone(kam, write) : KAM_OK;
	if (zone->length < sizeof name) {
		memcpy(name, zone->text, zone->length);
		name[zone->length] = '\0';
	}
	if (*name != '\0' && kam_zone_known(name))
		return KAM_OK;
	return fail(kam, KAM_BAD_VALUE,
	            _("'%.*s' is no time zone that this system knows; say one such as Asia/Shanghai"),
	            (int)zone->length, zone->text);
}

static enum kam_status before_hours(struct kam *kam, struct record_write *write)
{
	enum kam_status status = check_spans(kam, write);

	return status == KAM_OK ? check_zone(kam, write) : status;
}

static enum kam_status before_day(struct kam *kam, struct record_write *write)
{
	const struct kam_value *kind = write_value(write, "kind");
	enum kam_status status = check_spans(kam, write);

	if (status == KAM_OK && kind->type == KAM_IS_TEXT && kind->length == 7 &&
	    memcmp(kind->text, "holiday", 7) == 0 && write_value(write, "spans")->type == KAM_IS_TEXT)
		return fail(kam, KAM_BAD_VALUE,
		            _("nobody works on a holiday: leave spans out, or make it a workday or halfday"));
	return status;
}

static enum kam_status after_hours(struct kam *kam, struct record_write *write)
{
	calendars_forget(kam);
	return write->carried ? KAM_OK : touch_record(kam, "hours", write->id);
}

static enum kam_status after_day(struct kam *kam, struct record_write *write)
{
	calendars_forget(kam);
	return write->carried ? KAM_OK : touch_record(kam, "day", write->id);
}

static enum kam_status before_hours_go(struct kam *kam, int64_t id)
{
	calendars_forget(kam);
	return touch_record(kam, "hours", id);
}

static enum kam_status before_day_goes(struct kam *kam, int64_t id)
{
	calendars_forget(kam);
	return touch_record(kam, "day", id);
}

/* A calendar is made of several records: only once all are there can it be said whether one can work by it. */
static enum kam_status check_calendars(struct kam *kam)
{
	struct statement *statement = NULL;
	struct calendar *calendar;
	int64_t touched = 0;
	enum kam_status status =
		store_get_integer(kam, "SELECT 1 FROM temp.touched WHERE record = 'hours' OR record = 'day' LIMIT 1",
	                          NULL, 0, &touched);

	if (status != KAM_OK)
		return status == KAM_DONE ? KAM_OK : status;
	calendars_forget(kam);
	/* Those that a policy or the setting names too: the last hours of one may have gone. */
	status = store_prepare(
		kam,
		"SELECT calendar FROM hours UNION SELECT calendar FROM day UNION SELECT calendar FROM sla "
		"WHERE calendar IS NOT NULL UNION SELECT coalesce(value, standard) FROM setting WHERE name "
		"= 'bid_calendar'",
		&statement);
	while (status == KAM_OK && (status = store_step(statement)) == KAM_OK) {
		status = calendar_open(kam, store_text(statement, 0), &calendar);
		calendar_close(calendar);
	}
	store_finalize(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

const struct kam_type_rules hours_rules = { .before_write = before_hours,
	                                    .after_write = after_hours,
	                                    .before_delete = before_hours_go,
	                                    .after_operation = check_calendars };
const struct kam_type_rules day_rules = { .before_write = before_day,
	                                  .after_write = after_day,
	                                  .before_delete = before_day_goes };
