/* Business calendars: which days are worked, and when. Internal to libkam. */
#ifndef KAM_INTERNAL_CALENDAR_H
#define KAM_INTERNAL_CALENDAR_H

#include "kam/internal/handle.h"
#include "kam/internal/span.h"
#include "kam/internal/zone.h"

/* The calendar that is meant where none is named; without hours of its own it is worked Monday to Friday. */
#define CALENDAR_DEFAULT "default"

struct calendar;

/*
 * A calendar of the config records hours and day, by its name. It is read once
 * and kept with the handle until one of these records changes. A name with days
 * but without hours, and `default` in any case, is Monday to Friday 09:00-18:00.
 * The time zone is that of its hours, else the setting zone, else UTC.
 * KAM_REFUSED: there is no such calendar, it has no working time, two time
 * zones, or one that the system does not know. *calendar is given back with
 * calendar_close(), also after a change.
 */
enum kam_status calendar_open(struct kam *kam, const char *name, struct calendar **calendar);
void calendar_close(struct calendar *calendar); /* NULL-safe */
/* Is there one of that name? KAM_OK or KAM_DONE; `default` there always is. */
enum kam_status calendar_find(struct kam *kam, const char *name);
/* Hours or days have changed: what is kept is read anew. */
void calendars_forget(struct kam *kam);

/* The zone in which its hours are meant; borrowed from the calendar. */
const struct zone *calendar_zone(const struct calendar *calendar);
const char *calendar_name(const struct calendar *calendar);

/*
 * The working hours of a day, borrowed from the calendar. One that is unlike its
 * weekday goes by its own: a holiday has none; a workday without spans has
 * Monday's (those of the first weekday that is worked, where Monday is not); a
 * half day without spans has the first span of its weekday, or the first half of
 * that where it is the only one (Monday's where the weekday has none). *kind (may
 * be NULL) says holiday, workday or halfday, NULL for a day like any other.
 */
const struct spans *calendar_day(const struct calendar *calendar, int64_t day, const char **kind);

/* Is there any working time on that day? */
bool calendar_is_working(const struct calendar *calendar, int64_t day);
/*
 * The n-th working day before a day; n = 0 is the day itself where it is worked,
 * else the last working day before it, and it is from there that n days count.
 * KAM_REFUSED: there is none as early as that.
 */
enum kam_status calendar_days_before(const struct calendar *calendar, int64_t day, int64_t n, int64_t *out);

#endif
