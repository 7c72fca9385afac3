/*
 * Local time and UTC. The system's zone files are read here and not through the C library: that one knows only
 * the process's own zone (a change of TZ is seen by all threads), and takes a name it does not know for UTC.
 */
#include "kam/internal/zone.h"
#include "date.h"

#include <string.h>

const struct zone *zone_find(const char *name)
{
	/* The last zone asked for, one a thread: an import converts a million instants of one zone. */
	static _Thread_local struct zone kept;
	static const struct zone utc = { .name = "UTC", .has_rule = true };

	if (name == NULL || name[0] == '\0' || strcmp(name, "UTC") == 0)
		return &utc;
	if (strcmp(name, kept.name) == 0)
		return &kept;
	if (zone_read(name, &kept))
		return &kept;
	kept.name[0] = '\0';
	return NULL;
}

/* The instant of a yearly change, with `offset` before it. */
static int64_t change_instant(const struct zone_change *change, int year, int32_t offset)
{
	int64_t day = kam_date_days(year, 1, 1);
	bool leap = kam_date_days(year, 2, 29) != INT64_MIN;

	if (change->how == ZONE_BY_DAY) {
		day += change->day;
	} else if (change->how == ZONE_BY_DAY_NO_LEAP) {
		day += change->day - 1 + (leap && change->day >= 60 ? 1 : 0);
	} else {
		int64_t first = kam_date_days(year, change->month, 1);
		int64_t next = change->month < 12 ? kam_date_days(year, change->month + 1, 1) : first + 31;

		/* date_weekday() counts from Monday, a rule from Sunday. */
		day = first + (change->weekday + 6 - date_weekday(first)) % 7 + (change->week - 1) * 7;
		if (day >= next)
			day -= 7;
	}
	return day * DAY_SECONDS + change->seconds - offset;
}

static int32_t rule_offset(const struct zone *zone, int64_t seconds)
{
	int year, month, day;
	int64_t summer, standard;

	if (zone->standard == zone->summer)
		return zone->standard;
	kam_date_civil(date_floor(seconds + zone->standard, DAY_SECONDS), &year, &month, &day);
	if (year == 0)
		return zone->standard;
	summer = change_instant(&zone->to_summer, year, zone->standard);
	standard = change_instant(&zone->to_standard, year, zone->summer);
	if (summer < standard)
		return seconds >= summer && seconds < standard ? zone->summer : zone->standard;
	return seconds >= standard && seconds < summer ? zone->standard : zone->summer;
}

/* How many of the changes are at or before the instant. */
static size_t changes_until(const struct zone *zone, int64_t seconds)
{
	size_t low = 0;
	size_t high = zone->changes;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (zone->at[middle] <= seconds)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The offset with that many of the changes behind. */
static int32_t offset_after(const struct zone *zone, size_t changes, int64_t seconds)
{
	if (changes == zone->changes && zone->has_rule)
		return rule_offset(zone, seconds);
	return zone->offsets[changes > 0 ? zone->kind[changes - 1] : 0];
}

int32_t zone_offset(const struct zone *zone, int64_t seconds)
{
	return offset_after(zone, changes_until(zone, seconds), seconds);
}

/* Is the instant local - offset one at which that offset holds? Then the earlier of it and *seconds. */
static bool try_offset(const struct zone *zone, int64_t local, int32_t offset, bool found, int64_t *seconds)
{
	int64_t instant = local - offset;

	if (zone_offset(zone, instant) != offset || (found && instant >= *seconds))
		return found;
	*seconds = instant;
	return true;
}

bool zone_instant(const struct zone *zone, int64_t local, int64_t *seconds)
{
	/* No offset is beyond 26 hours: all that can hold around this local time. */
	size_t first = changes_until(zone, local - 26 * 3600);
	size_t last = changes_until(zone, local + 26 * 3600);
	int64_t early, late;
	bool found = false;

	for (size_t i = first; i <= last && !(i == zone->changes && zone->has_rule); i++)
		found = try_offset(zone, local, zone->offsets[i > 0 ? zone->kind[i - 1] : 0], found, seconds);
	if (last == zone->changes && zone->has_rule) {
		found = try_offset(zone, local, zone->standard, found, seconds);
		if (zone->summer != zone->standard)
			found = try_offset(zone, local, zone->summer, found, seconds);
	}
	if (found)
		return true;
	/* Skipped: find the change, before which local time is below and from which on it is above. */
	early = local - 26 * 3600;
	late = local + 26 * 3600;
	while (late - early > 1) {
		int64_t middle = early + (late - early) / 2;

		if (middle + zone_offset(zone, middle) > local)
			late = middle;
		else
			early = middle;
	}
	*seconds = late;
	return false;
}
