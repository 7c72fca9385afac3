/* Calendars: read from the records hours and day, kept with the handle until one of these changes. */
#include "week.h"
#include "kam/internal/store.h"

#include <stdlib.h>
#include <string.h>

static const char *const weekdays[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };
static const char *const kinds[] = { "holiday", "workday", "halfday" };

/* The place of a word in a list that has it. */
static size_t place_of(const char *word, const char *const *words, size_t count)
{
	size_t place = 0;

	while (place < count - 1 && strcmp(words[place], word) != 0)
		place++;
	return place;
}

static enum kam_status read_spans(const struct calendar *calendar, const char *text, struct spans *spans)
{
	const char *why;

	if (spans_read(text, text != NULL ? strlen(text) : 0, spans, &why) == KAM_OK)
		return KAM_OK;
	return fail(calendar->kam, KAM_REFUSED, _("calendar '%s': '%s' is not %s"), calendar->name, text, why);
}

static enum kam_status set_zone(struct calendar *calendar, const char *zone)
{
	if (zone == NULL || *zone == '\0')
		return KAM_OK;
	if (calendar->zone != NULL && strcmp(calendar->zone->name, zone) != 0)
		return fail(calendar->kam, KAM_REFUSED,
		            _("calendar '%s' has two time zones, %s and %s; give all its days one: kam config hours "
		              "edit --where \"calendar = '%s'\" --timezone ZONE --yes"),
		            calendar->name, calendar->zone->name, zone, calendar->name);
	if (calendar->zone != NULL)
		return KAM_OK;
	calendar->zone = malloc(sizeof *calendar->zone);
	if (calendar->zone == NULL)
		return fail_memory(calendar->kam);
	if (zone_read(zone, calendar->zone))
		return KAM_OK;
	return fail(calendar->kam, KAM_REFUSED,
	            _("calendar '%s': '%s' is no time zone that this system knows; say one such as Asia/Shanghai"),
	            calendar->name, zone);
}

static enum kam_status each_row(struct calendar *calendar, const char *sql,
                                enum kam_status (*take)(struct calendar *calendar, struct statement *row))
{
	struct statement *statement = NULL;
	enum kam_status status = store_prepare(calendar->kam, sql, &statement);

	if (status == KAM_OK)
		store_bind_text(statement, ":name", calendar->name);
	while (status == KAM_OK && (status = store_step(statement)) == KAM_OK)
		status = take(calendar, statement);
	store_finalize(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

static enum kam_status take_hours(struct calendar *calendar, struct statement *row)
{
	enum kam_status status = set_zone(calendar, store_text(row, 2));

	calendar->has_hours = true;
	if (status != KAM_OK)
		return status;
	return read_spans(calendar, store_text(row, 1), &calendar->week[place_of(store_text(row, 0), weekdays, 7)]);
}

static enum kam_status take_day(struct calendar *calendar, struct statement *row)
{
	struct odd_day *odd;
	const char *day = store_text(row, 0), *why;

	if (calendar->odd_count == calendar->odd_room) {
		size_t room = calendar->odd_room * 2 + 16;
		struct odd_day *more = realloc(calendar->odd, room * sizeof *more);

		if (more == NULL)
			return fail_memory(calendar->kam);
		calendar->odd = more;
		calendar->odd_room = room;
	}
	odd = &calendar->odd[calendar->odd_count++];
	odd->kind = kinds[place_of(store_text(row, 1), kinds, 3)];
	if (kam_date_parse(day, strlen(day), 0, false, &odd->day, &why) != KAM_OK)
		return fail(calendar->kam, KAM_REFUSED, _("calendar '%s': '%s' is not %s"), calendar->name, day, why);
	return read_spans(calendar, store_text(row, 2), &odd->spans);
}

/* Without hours of its own. */
static void work_as_usual(struct calendar *calendar)
{
	for (int weekday = 0; weekday < 5; weekday++)
		calendar->week[weekday] = (struct spans){ .count = 1, .at = { { 9 * 60, 18 * 60 } } };
}

/* A clock in it would never come to an end. */
static enum kam_status need_time(const struct calendar *calendar)
{
	for (int weekday = 0; weekday < 7; weekday++)
		if (calendar->week[weekday].count > 0)
			return KAM_OK;
	return fail(calendar->kam, KAM_REFUSED,
	            _("calendar '%s' has no working time on any weekday; give it some: kam config hours add %s mon "
	              "09:00-18:00"),
	            calendar->name, calendar->name);
}

static enum kam_status fail_unknown(struct kam *kam, const char *name)
{
	return fail(kam, KAM_REFUSED,
	            _("there is no calendar '%s'; see kam config hours list, or give it hours: kam config hours add %s "
	              "mon 09:00-18:00"),
	            name, name);
}

static enum kam_status fill(struct calendar *calendar)
{
	enum kam_status status =
		each_row(calendar, "SELECT weekday, spans, timezone FROM hours WHERE calendar = :name", take_hours);

	if (status == KAM_OK)
		status = each_row(calendar, "SELECT day, kind, spans FROM day WHERE calendar = :name ORDER BY day",
		                  take_day);
	if (status != KAM_OK)
		return status;
	if (calendar->has_hours)
		status = need_time(calendar);
	else if (calendar->odd_count > 0 || strcmp(calendar->name, CALENDAR_DEFAULT) == 0)
		work_as_usual(calendar);
	else
		status = fail_unknown(calendar->kam, calendar->name);
	if (status == KAM_OK && calendar->zone == NULL)
		status = set_zone(calendar, kam_setting(calendar->kam, "zone"));
	if (status == KAM_OK)
		week_complete(calendar);
	return status;
}

void calendar_close(struct calendar *calendar)
{
	if (calendar == NULL || --calendar->holders > 0)
		return;
	free(calendar->name);
	free(calendar->zone);
	free(calendar->odd);
	free(calendar);
}

void calendars_forget(struct kam *kam)
{
	while (kam->calendars != NULL) {
		struct calendar *calendar = kam->calendars;

		kam->calendars = calendar->next;
		calendar_close(calendar);
	}
}

enum kam_status calendar_open(struct kam *kam, const char *name, struct calendar **out)
{
	struct calendar *calendar;
	enum kam_status status;

	*out = NULL;
	for (calendar = kam->calendars; calendar != NULL; calendar = calendar->next)
		if (strcmp(calendar->name, name) == 0) {
			calendar->holders++;
			*out = calendar;
			return KAM_OK;
		}
	calendar = calloc(1, sizeof *calendar);
	if (calendar == NULL)
		return fail_memory(kam);
	calendar->kam = kam;
	calendar->holders = 1;
	calendar->name = strdup(name);
	status = calendar->name != NULL ? fill(calendar) : fail_memory(kam);
	if (status != KAM_OK) {
		calendar_close(calendar);
		return status;
	}
	calendar->next = kam->calendars;
	kam->calendars = calendar;
	kam->calendars_forget = calendars_forget;
	calendar->holders++;
	*out = calendar;
	return KAM_OK;
}

enum kam_status calendar_find(struct kam *kam, const char *name)
{
	int64_t one;

	if (strcmp(name, CALENDAR_DEFAULT) == 0)
		return KAM_OK;
	return store_get_integer(kam,
	                         "SELECT 1 WHERE EXISTS (SELECT 1 FROM hours WHERE calendar = :1) OR EXISTS "
	                         "(SELECT 1 FROM day WHERE calendar = :1)",
	                         (const char *const[]){ name }, 1, &one);
}

const struct zone *calendar_zone(const struct calendar *calendar)
{
	return calendar->zone != NULL ? calendar->zone : zone_find("UTC");
}

const char *calendar_name(const struct calendar *calendar)
{
	return calendar->name;
}
