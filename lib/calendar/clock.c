/* Working time: day by day over the hours of a calendar, never minute by minute. */
#include "kam/internal/clock.h"
#include "week.h"

#define DAY_SECONDS 86400
#define LAST_DAY INT64_C(2932896) /* 9999-12-31 */

static int64_t floor_day(int64_t seconds)
{
	return seconds >= 0 ? seconds / DAY_SECONDS : -((-seconds + DAY_SECONDS - 1) / DAY_SECONDS);
}

static int64_t instant_of(const struct calendar *calendar, int64_t local)
{
	int64_t instant = local;

	/* Skipped: the change itself, which is what is wanted. */
	if (calendar != NULL)
		(void)zone_instant(calendar_zone(calendar), local, &instant);
	return instant;
}

int64_t clock_day_begins(const struct calendar *calendar, int64_t day)
{
	return instant_of(calendar, day * DAY_SECONDS);
}

int64_t clock_day_of(const struct calendar *calendar, int64_t instant)
{
	return floor_day(instant + (calendar != NULL ? zone_offset(calendar_zone(calendar), instant) : 0));
}

/* A day that is walked over: when it begins, and the next one. */
struct walk {
	const struct calendar *calendar;
	int64_t day, begins, next;
	const struct spans *spans;
};

/* The first day, or the one after the last. */
static void walk_to(struct walk *walk, int64_t day)
{
	walk->begins = walk->spans != NULL ? walk->next : clock_day_begins(walk->calendar, day);
	walk->day = day;
	walk->next = clock_day_begins(walk->calendar, day + 1);
	walk->spans = calendar_day(walk->calendar, day, NULL);
}

static void walk_span(const struct walk *walk, const struct span *span, int64_t *from, int64_t *to)
{
	/* A day as long as others has no change of the clock in it. */
	if (walk->next - walk->begins == DAY_SECONDS) {
		*from = walk->begins + span->from * 60;
		*to = walk->begins + span->to * 60;
	} else {
		*from = instant_of(walk->calendar, walk->day * DAY_SECONDS + span->from * 60);
		*to = instant_of(walk->calendar, walk->day * DAY_SECONDS + span->to * 60);
	}
}

void clock_span(const struct calendar *calendar, int64_t day, const struct span *span, int64_t *from, int64_t *to)
{
	struct walk walk = { .calendar = calendar };

	walk_to(&walk, day);
	walk_span(&walk, span, from, to);
}

int64_t clock_worked(const struct calendar *calendar, int64_t from, int64_t to)
{
	struct walk walk = { .calendar = calendar };
	int64_t worked = 0;

	if (to <= from)
		return 0;
	if (calendar == NULL)
		return to - from;
	for (int64_t day = clock_day_of(calendar, from); day <= LAST_DAY; day++) {
		walk_to(&walk, day);
		if (walk.begins >= to)
			break;
		for (int i = 0; i < walk.spans->count; i++) {
			int64_t begins, ends;

			walk_span(&walk, &walk.spans->at[i], &begins, &ends);
			begins = begins > from ? begins : from;
			ends = ends < to ? ends : to;
			worked += ends > begins ? ends - begins : 0;
		}
	}
	return worked;
}

int64_t clock_after(const struct calendar *calendar, int64_t from, int64_t length)
{
	struct walk walk = { .calendar = calendar };

	if (calendar == NULL)
		return from + length;
	for (int64_t day = clock_day_of(calendar, from); day <= LAST_DAY; day++) {
		walk_to(&walk, day);
		for (int i = 0; i < walk.spans->count; i++) {
			int64_t begins, ends;

			walk_span(&walk, &walk.spans->at[i], &begins, &ends);
			begins = begins > from ? begins : from;
			if (ends <= begins)
				continue;
			if (length <= ends - begins)
				return begins + length;
			length -= ends - begins;
		}
	}
	return CLOCK_NEVER;
}

void clock_set(struct clock *clock, const struct calendar *calendar, int64_t limit)
{
	*clock = (struct clock){ .calendar = calendar, .limit = limit, .due = CLOCK_NEVER };
}

void clock_run(struct clock *clock, int64_t from, int64_t to)
{
	if (clock->over || to < from)
		return;
	clock->due = clock_after(clock->calendar, from, clock->limit - clock->used);
	clock->over = clock->due < to && to != CLOCK_NEVER;
	if (clock->over)
		clock->used = clock->limit;
	else if (to != CLOCK_NEVER)
		clock->used += clock_worked(clock->calendar, from, to);
}
