/* Time zones as the system's tz database (TZif, RFC 8536) has them. Internal to libkam. */
#ifndef KAM_INTERNAL_ZONE_H
#define KAM_INTERNAL_ZONE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ZONE_NAME 64
#define ZONE_CHANGES 1024
#define ZONE_KINDS 256

/* When a clock change comes each year, in local time before it. */
struct zone_change {
	enum { ZONE_BY_WEEKDAY, ZONE_BY_DAY, ZONE_BY_DAY_NO_LEAP } how;
	int month, week, weekday; /* weekday 0 for Sunday, week 5 for the last */
	int day;                  /* ZONE_BY_DAY: 0 for 1 January; ZONE_BY_DAY_NO_LEAP: 1 for it, 60 for 1 March */
	int seconds;              /* after midnight; may be negative or beyond the day */
};

/* Offsets are seconds east of Greenwich: local time is UTC plus the offset. */
struct zone {
	char name[ZONE_NAME];
	size_t changes;
	int64_t at[ZONE_CHANGES];    /* instants of the changes, ascending */
	uint8_t kind[ZONE_CHANGES];  /* what holds from each on */
	int32_t offsets[ZONE_KINDS]; /* kind 0 holds before the first */
	bool has_rule;               /* after the last change: */
	int32_t standard, summer;    /* the offsets, the same where there is no summer time */
	struct zone_change to_summer, to_standard;
};

/* Read a zone of the system's by its name; false when there is none. */
bool zone_read(const char *name, struct zone *out);

/* Read a rule such as CET-1CEST,M3.5.0,M10.5.0/3 into what follows has_rule. */
bool zone_read_rule(const char *text, struct zone *out);

/* The zone of that name, kept until another is asked for; NULL when there is none. "", NULL and "UTC" always are. */
const struct zone *zone_find(const char *name);

/* Seconds east of Greenwich at an instant. */
int32_t zone_offset(const struct zone *zone, int64_t seconds);

/*
 * The instant of a local time (seconds as if it were UTC); of two, the first. False when a clock change skips
 * it: then *seconds is the instant of that change.
 */
bool zone_instant(const struct zone *zone, int64_t local, int64_t *seconds);

#endif
