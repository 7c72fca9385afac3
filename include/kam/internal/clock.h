/* Clocks that run in working time: how much has passed, when so much will have, and what is left after pauses. */
#ifndef KAM_INTERNAL_CLOCK_H
#define KAM_INTERNAL_CLOCK_H

#include "kam/internal/calendar.h"

/* An instant that does not come before the year 10000. */
#define CLOCK_NEVER INT64_MAX

/*
 * Instants and lengths are in seconds; calendar NULL is a clock that always
 * runs. Hours are meant in the calendar's zone, and what passes between two of
 * them is what really passes: on a day that is an hour shorter, work through the
 * skipped hour is an hour less. Hours that begin or end at a time that is
 * skipped do so at the change, at one that occurs twice when it does first.
 */

/* The instant at which a day begins in the calendar's zone (UTC: NULL). */
int64_t clock_day_begins(const struct calendar *calendar, int64_t day);
/* The day an instant falls on in the calendar's zone. */
int64_t clock_day_of(const struct calendar *calendar, int64_t instant);
/* From when to when somebody works in a span of a day. */
void clock_span(const struct calendar *calendar, int64_t day, const struct span *span, int64_t *from, int64_t *to);

/* Working time from one instant to another; 0 where it is not a later one. */
int64_t clock_worked(const struct calendar *calendar, int64_t from, int64_t to);

/*
 * The instant at which `length` of working time has passed: 4 h from Friday
 * 16:00 at 09-17 are over on Monday at 12:00, 1 h at Friday 17:00 and not on
 * Monday at 09:00. Of no length it is the next instant of working time.
 */
int64_t clock_after(const struct calendar *calendar, int64_t from, int64_t length);

/* A clock that is run from time to time. */
struct clock {
	const struct calendar *calendar;
	int64_t limit; /* what there is */
	int64_t used;  /* of it; all, once it is over */
	int64_t due;   /* when it is over, or would be if it had gone on; CLOCK_NEVER before it has run */
	bool over;     /* it ran out while it was running: nothing that comes later changes that */
};

void clock_set(struct clock *clock, const struct calendar *calendar, int64_t limit);
/* It runs from one instant to another, which is CLOCK_NEVER for one that is still running. */
void clock_run(struct clock *clock, int64_t from, int64_t to);

#endif
