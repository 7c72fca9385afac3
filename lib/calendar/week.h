/* A calendar as it is kept. Of lib/calendar only. */
#ifndef CALENDAR_WEEK_H
#define CALENDAR_WEEK_H

#include "kam/internal/calendar.h"

/* A day unlike its weekday. */
struct odd_day {
	int64_t day;
	const char *kind;
	struct spans spans;
};

struct calendar {
	struct kam *kam;
	char *name;
	struct zone *zone;    /* NULL: UTC */
	bool has_hours;       /* records of its own; else it is worked as usual */
	struct spans week[7]; /* Monday first */
	struct odd_day *odd;  /* by day */
	size_t odd_count, odd_room;
	int holders; /* the handle is one while it keeps it */
	struct calendar *next;
};

/* 0 for Monday to 6 for Sunday. */
int week_day(int64_t day);
/* The hours of an odd day that has none of its own, once those of the week are there. */
void week_complete(struct calendar *calendar);

#endif
