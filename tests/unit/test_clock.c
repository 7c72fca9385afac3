/* Clocks in working time: vectors worked out by hand, and a walk minute by minute over random tickets. */
#include "calendar_shop.h"
#include "kam/internal/clock.h"

/* The calendars of this test, as the records say them; the slow walk reads them for itself. */
struct written {
	const char *name, *zone;
	const char *week[7]; /* Monday first */
	struct {
		const char *day, *kind, *spans, *meant; /* meant: what it comes to */
	} odd[12];
};

#define MORNING "09:00-12:00"
#define SPLIT "09:00-12:00 13:30-18:00"

static const struct written calendars[] = {
	{ "ten",
	  "UTC",
	  { "08:00-18:00", "08:00-18:00", "08:00-18:00", "08:00-18:00", "08:00-18:00", "", "" },
	  { { 0 } } },
	{ "eight",
	  "UTC",
	  { "09:00-17:00", "09:00-17:00", "09:00-17:00", "09:00-17:00", "09:00-17:00", "", "" },
	  { { 0 } } },
	/* The week of the National Day of 2026: off from the 1st to the 7th, Saturday the 10th and, the month before, Sunday
	 * the 20th worked for it; half a day on Wednesday the 21st, of its own hours on Thursday the 22nd. */
	{ "china",
	  "Asia/Shanghai",
	  { SPLIT, SPLIT, SPLIT, SPLIT, SPLIT, "", "" },
	  { { "2026-09-20", "workday", "", SPLIT },
	    { "2026-10-01", "holiday", "", "" },
	    { "2026-10-02", "holiday", "", "" },
	    { "2026-10-03", "holiday", "", "" },
	    { "2026-10-04", "holiday", "", "" },
	    { "2026-10-05", "holiday", "", "" },
	    { "2026-10-06", "holiday", "", "" },
	    { "2026-10-07", "holiday", "", "" },
	    { "2026-10-10", "workday", "", SPLIT },
	    { "2026-10-21", "halfday", "", MORNING },
	    { "2026-10-22", "halfday", "10:00-11:00", "10:00-11:00" } } },
	{ "berlin",
	  "Europe/Berlin",
	  { "09:00-17:00", "09:00-17:00", "09:00-17:00", "09:00-17:00", "09:00-17:00", "", "" },
	  { { "2026-12-24", "halfday", "", "09:00-13:00" }, { "2026-12-25", "holiday", "", "" } } },
	{ "night",
	  "Europe/Berlin",
	  { "00:00-06:00 22:00-24:00", "00:00-06:00 22:00-24:00", "00:00-06:00 22:00-24:00", "00:00-06:00 22:00-24:00",
	    "00:00-06:00 22:00-24:00", "00:00-06:00 22:00-24:00", "00:00-06:00 22:00-24:00" },
	  { { 0 } } },
	{ "york",
	  "America/New_York",
	  { "09:00-17:30", "09:00-17:30", "09:00-17:30", "09:00-17:30", "09:00-17:30", "", "00:00-12:00" },
	  { { "2026-11-26", "holiday", "", "" } } },
	{ "kathmandu",
	  "Asia/Kathmandu",
	  { "10:00-18:00", "10:00-18:00", "10:00-18:00", "10:00-18:00", "10:00-15:00", "", "10:00-18:00" },
	  { { 0 } } },
	{ "howe",
	  "Australia/Lord_Howe",
	  { "00:00-24:00", "00:00-24:00", "00:00-24:00", "00:00-24:00", "00:00-24:00", "00:00-24:00", "00:00-24:00" },
	  { { 0 } } },
	{ "beirut",
	  "Asia/Beirut",
	  { "00:00-08:00 20:00-24:00", "00:00-08:00 20:00-24:00", "00:00-08:00 20:00-24:00", "00:00-08:00 20:00-24:00",
	    "00:00-08:00 20:00-24:00", "00:00-08:00 20:00-24:00", "00:00-08:00 20:00-24:00" },
	  { { 0 } } },
	/* Hours that begin and end within those that a change skips or repeats. */
	{ "edge", "Europe/Berlin", { "", "", "", "", "", "", "01:00-02:30 02:30-04:00" }, { { 0 } } },
};

static void write_calendars(struct shop *shop)
{
	static const char *const weekdays[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };
	int64_t number;

	assert_int_equal(kam_operation_begin(shop->kam), KAM_OK);
	for (size_t i = 0; i < COUNT(calendars); i++) {
		const struct written *written = &calendars[i];

		for (int day = 0; day < 7; day++)
			assert_int_equal(add_hours(shop, written->name, weekdays[day], written->week[day],
			                           written->zone),
			                 KAM_OK);
		for (size_t day = 0; day < COUNT(written->odd) && written->odd[day].day != NULL; day++)
			assert_int_equal(add_day(shop, written->name, written->odd[day].day, written->odd[day].kind,
			                         written->odd[day].spans),
			                 KAM_OK);
	}
	assert_int_equal(kam_operation_commit(shop->kam, &number), KAM_OK);
}

/* "always" is no calendar at all. */
static struct calendar *open_calendar(struct shop *shop, const char *name)
{
	struct calendar *calendar = NULL;

	if (strcmp(name, "always") != 0)
		assert_int_equal(calendar_open(shop->kam, name, &calendar), KAM_OK);
	return calendar;
}

/* Local time of the calendar, unless it says its offset. */
static int64_t at(const struct calendar *calendar, const char *text)
{
	int64_t seconds = 0;
	const char *why = "";
	const char *zone = calendar != NULL ? calendar_zone(calendar)->name : "UTC";

	if (kam_instant_parse(text, strlen(text), zone, 0, false, &seconds, &why) != KAM_OK)
		wrong("%s in %s: %s", text, zone, why);
	return seconds;
}

static void show(int64_t instant, char out[KAM_INSTANT_SIZE])
{
	if (instant == CLOCK_NEVER)
		text_copy(out, KAM_INSTANT_SIZE, "never");
	else
		kam_instant_format(instant, out);
}

#define H(hours) ((hours)*60)

/* From, how many minutes, and when they are over. 2026-07-13 is a Monday, the 17th a Friday. */
static void test_after(void **state)
{
	static const struct {
		const char *calendar, *from;
		int minutes;
		const char *want;
	} cases[] = {
		/* what the design says: an hour of Friday, three of Monday */
		{ "ten", "2026-07-17T17:00", H(4), "2026-07-20T11:00" },
		/* an hour of that day, three of the next */
		{ "eight", "2026-07-14T16:00", H(4), "2026-07-15T12:00" },
		/* an hour of Friday, seven of Monday */
		{ "eight", "2026-07-17T16:00", H(8), "2026-07-20T16:00" },
		/* within a day; to its very end; a minute more */
		{ "eight", "2026-07-14T09:00", H(4), "2026-07-14T13:00" },
		{ "eight", "2026-07-14T09:00", H(8), "2026-07-14T17:00" },
		{ "eight", "2026-07-14T09:00", H(8) + 1, "2026-07-15T09:01" },
		/* seconds count */
		{ "eight", "2026-07-14T16:59:30", 1, "2026-07-15T09:00:30" },
		/* before hours: they begin at nine; after hours: the next day; at the very end: too */
		{ "eight", "2026-07-14T03:00", 60, "2026-07-14T10:00" },
		{ "eight", "2026-07-14T20:00", 60, "2026-07-15T10:00" },
		{ "eight", "2026-07-14T17:00", 60, "2026-07-15T10:00" },
		/* at a weekend: Monday */
		{ "eight", "2026-07-18T12:00", 60, "2026-07-20T10:00" },
		{ "eight", "2026-07-19T23:59", 60, "2026-07-20T10:00" },
		/* nothing: at once, or as soon as somebody works */
		{ "eight", "2026-07-14T10:17", 0, "2026-07-14T10:17" },
		{ "eight", "2026-07-14T17:00", 0, "2026-07-15T09:00" },
		{ "eight", "2026-07-18T12:00", 0, "2026-07-20T09:00" },
		/* 40 h are a week; 400 h ten */
		{ "eight", "2026-07-15T12:00", H(40), "2026-07-22T12:00" },
		{ "eight", "2026-07-15T12:00", H(400), "2026-09-23T12:00" },
		/* 2,088 h are the 261 working days of 2026 (Thursday to Thursday: 52 weeks of 5, and the last Thursday) */
		{ "eight", "2026-01-01T09:00", H(2088), "2026-12-31T17:00" },
		/* around the clock */
		{ "always", "2026-07-17T17:00", H(4), "2026-07-17T21:00" },
		{ "always", "2026-07-17T17:00", H(72), "2026-07-20T17:00" },
		/* Shanghai, two spans: the noon is skipped, 2 h + 1 h */
		{ "china", "2026-07-14T10:00", H(3), "2026-07-14T14:30" },
		/* to the end of the morning, and not the beginning of the afternoon */
		{ "china", "2026-07-14T10:00", H(2), "2026-07-14T12:00" },
		/* opened at noon: from 13:30 */
		{ "china", "2026-07-14T12:30", 30, "2026-07-14T14:00" },
		{ "china", "2026-07-14T12:00", 0, "2026-07-14T13:30" },
		/* 7.5 h a day: 3 + 4.5, then 0.5 of the next */
		{ "china", "2026-07-14T09:00", H(8), "2026-07-15T09:30" },
		/* the same instant in UTC: 01:00 is 09:00 in Shanghai */
		{ "china", "2026-07-14T01:00:00Z", 60, "2026-07-14T02:00:00Z" },
		/* the last half hour before the holidays, 7 days off, Thursday the 8th from nine */
		{ "china", "2026-09-30T17:30", 60, "2026-10-08T09:30" },
		/* opened on a holiday */
		{ "china", "2026-10-03T10:00", 60, "2026-10-08T10:00" },
		/* a worked Saturday: Friday's last hour, then 3 h and 0.5 h of Saturday after noon */
		{ "china", "2026-10-09T17:00", 270, "2026-10-10T14:00" },
		/* and not the Sunday after it: Saturday's last hour, Monday */
		{ "china", "2026-10-10T17:00", 120, "2026-10-12T10:00" },
		/* a worked Sunday: it is opened on Saturday the 19th */
		{ "china", "2026-09-19T10:00", 60, "2026-09-20T10:00" },
		/* a half day has its morning: 1 h, then the hour of Thursday the 22nd, then Friday's */
		{ "china", "2026-10-21T11:00", 60, "2026-10-21T12:00" },
		{ "china", "2026-10-21T11:00", 120, "2026-10-22T11:00" },
		{ "china", "2026-10-21T11:00", 121, "2026-10-23T09:01" },
		{ "china", "2026-10-21T15:00", 30, "2026-10-22T10:30" },
		/* from Tuesday the 29th of September 09:00, 30 h: 7.5 each of 29, 30, 8 and 9 October */
		{ "china", "2026-09-29T09:00", H(30), "2026-10-09T18:00" },
		{ "china", "2026-09-29T09:00", H(30) + 1, "2026-10-10T09:01" },
		/* Berlin: summer time begins on Sunday 29 March at 01:00 UTC; Friday 16:00 and Monday 16:00 by the wall */
		{ "berlin", "2026-03-27T16:00", H(8), "2026-03-30T16:00" },
		{ "berlin", "2026-03-27T15:00:00Z", H(8), "2026-03-30T14:00:00Z" },
		/* and ends on Sunday 25 October at 01:00 UTC */
		{ "berlin", "2026-10-23T16:00", H(8), "2026-10-26T16:00" },
		{ "berlin", "2026-10-23T14:00:00Z", H(8), "2026-10-26T15:00:00Z" },
		/* Christmas: half of Thursday the 24th, none on Friday, Monday the 28th */
		{ "berlin", "2026-12-24T12:00", 120, "2026-12-28T10:00" },
		{ "berlin", "2026-12-24T14:00", 60, "2026-12-28T10:00" },
		/* the night of the change: 22:00 to 06:00 is 7 h, in autumn 9 h */
		{ "night", "2026-03-28T22:00", H(7), "2026-03-29T06:00" },
		{ "night", "2026-03-28T22:00", H(8), "2026-03-29T23:00" },
		{ "night", "2026-10-24T22:00", H(9), "2026-10-25T06:00" },
		{ "night", "2026-10-24T22:00", H(8), "2026-10-25T05:00" },
		/* 3 h from midnight: over at 04:00 by the wall, that is 02:00 UTC; in autumn at the second 02:00 */
		{ "night", "2026-03-29T00:00", H(3), "2026-03-29T04:00" },
		{ "night", "2026-10-25T00:00", H(3), "2026-10-25T02:00+01:00" },
		/* an ordinary night is 8 h, over midnight without a gap */
		{ "night", "2026-07-14T23:00", 120, "2026-07-15T01:00" },
		{ "night", "2026-07-14T05:00", 120, "2026-07-14T23:00" },
		/* New York: the Sunday of 8 March has 23 h, its twelve hours of work are eleven */
		{ "york", "2026-03-08T00:00", H(11), "2026-03-08T12:00" },
		{ "york", "2026-03-08T00:00", H(12), "2026-03-09T10:00" },
		/* that of 1 November has thirteen */
		{ "york", "2026-11-01T00:00", H(13), "2026-11-01T12:00" },
		{ "york", "2026-11-01T00:00", H(12), "2026-11-01T11:00" },
		/* Friday's half hour, then Sunday */
		{ "york", "2026-07-17T17:00", 60, "2026-07-19T00:30" },
		/* Thanksgiving: Wednesday 16:30, 2 h: one then, one on Friday */
		{ "york", "2026-11-25T16:30", 120, "2026-11-27T10:00" },
		/* Kathmandu is 5:45 ahead: 12:15 UTC is 18:00 */
		{ "kathmandu", "2026-07-14T12:15:00Z", 60, "2026-07-15T05:15:00Z" },
		/* Friday is short, Saturday free, Sunday worked: 14:00 + 1 h, then 10:00 + 1 h */
		{ "kathmandu", "2026-07-17T14:00", 120, "2026-07-19T11:00" },
		/* Lord Howe moves by half an hour: 24 h from Saturday 12:00 are over at 12:30, in autumn at 11:30 */
		{ "howe", "2026-10-03T12:00", H(24), "2026-10-04T12:30" },
		{ "howe", "2026-04-04T12:00", H(24), "2026-04-05T11:30" },
		/* Beirut skips midnight on 29 March: that night's work goes on from 01:00 */
		{ "beirut", "2026-03-28T23:00", 120, "2026-03-29T02:00" },
		/* and repeats the last hour of 24 October: 20:00 to 24:00 is five hours */
		{ "beirut", "2026-10-24T20:00", H(5), "2026-10-25T00:00" },
		{ "beirut", "2026-10-24T20:00", H(6), "2026-10-25T01:00" },
		/* hours that end at 02:30, which is skipped: at the change, 03:00; the next begin there: 1 h, then 1 h */
		{ "edge", "2026-03-29T01:00", 60, "2026-03-29T03:00" },
		{ "edge", "2026-03-29T01:00", 120, "2026-03-29T04:00" },
		/* a 02:30 that occurs twice is its first: 1.5 h, then 2.5 h to 04:00 */
		{ "edge", "2026-10-25T01:00", 90, "2026-10-25T02:30+02:00" },
		{ "edge", "2026-10-25T01:00", H(4), "2026-10-25T04:00" },
		/* the ends of time: nobody works after 9999 */
		{ "eight", "9999-12-31T09:00", H(8), "9999-12-31T17:00" },
		{ "eight", "9999-12-31T09:00", H(8) + 1, NULL },
	};
	struct shop *shop = *state;

	write_calendars(shop);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct calendar *calendar = open_calendar(shop, cases[i].calendar);
		int64_t from = at(calendar, cases[i].from), got = clock_after(calendar, from, cases[i].minutes * 60);
		int64_t want = cases[i].want != NULL ? at(calendar, cases[i].want) : CLOCK_NEVER;
		char text[KAM_INSTANT_SIZE];

		show(got, text);
		if (got != want)
			wrong("%s %s + %d min: %s, not %s", cases[i].calendar, cases[i].from, cases[i].minutes, text,
			      cases[i].want != NULL ? cases[i].want : "never");
		/* and the other way round: so much has passed by then, and less a second before */
		if (want != CLOCK_NEVER &&
		    (clock_worked(calendar, from, got) != cases[i].minutes * 60 ||
		     (cases[i].minutes > 0 && clock_worked(calendar, from, got - 1) != cases[i].minutes * 60 - 1)))
			wrong("%s %s to %s is not %d min", cases[i].calendar, cases[i].from, text, cases[i].minutes);
		calendar_close(calendar);
	}
}

/* From, to, and the minutes of work between. */
static void test_worked(void **state)
{
	static const struct {
		const char *calendar, *from, *to;
		int minutes;
	} cases[] = {
		{ "eight", "2026-07-17T16:00", "2026-07-20T16:00", H(8) },
		/* a pause over a weekend takes 2 h: 16 to 17, 9 to 10 */
		{ "eight", "2026-07-17T16:00", "2026-07-20T10:00", H(2) },
		{ "eight", "2026-07-18T00:00", "2026-07-20T09:00", 0 },
		{ "eight", "2026-07-20T09:00", "2026-07-20T09:00", 0 },
		{ "eight", "2026-07-20T10:00", "2026-07-20T09:00", 0 },
		/* 31 days of July 2026, of which 23 are worked (Wednesday the 1st to Friday the 31st) */
		{ "eight", "2026-07-01T00:00", "2026-08-01T00:00", 23 * H(8) },
		{ "always", "2026-07-17T16:00", "2026-07-20T10:00", H(66) },
		{ "china", "2026-07-14T11:00", "2026-07-14T14:00", 90 },
		/* October: 22 weekdays, 5 of them off, a Saturday more; 18 whole days but for 21 (3 h) and 22 (1 h): 16 × 7.5 */
		{ "china", "2026-10-01T00:00", "2026-11-01T00:00", 16 * 450 + 180 + 60 },
		{ "china", "2026-09-30T18:00", "2026-10-08T09:00", 0 },
		/* March in the nights of Berlin: 31 × 8 h less one; October one more */
		{ "night", "2026-03-01T00:00", "2026-04-01T00:00", 31 * H(8) - 60 },
		{ "night", "2026-10-01T00:00", "2026-11-01T00:00", 31 * H(8) + 60 },
		{ "berlin", "2026-03-01T00:00", "2026-04-01T00:00", 22 * H(8) },
		{ "howe", "2026-10-04T00:00", "2026-10-05T00:00", H(23) + 30 },
		{ "beirut", "2026-10-24T00:00", "2026-10-25T00:00", H(13) },
		/* 2 a.m. to 3 a.m. of the clock twice: 2 h really pass */
		{ "night", "2026-10-25T02:00+02:00", "2026-10-25T03:00+01:00", 120 },
		{ "edge", "2026-10-25T00:00", "2026-10-26T00:00", H(4) },
		{ "edge", "2026-03-29T00:00", "2026-03-30T00:00", H(2) },
	};
	struct shop *shop = *state;

	write_calendars(shop);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct calendar *calendar = open_calendar(shop, cases[i].calendar);
		int64_t got = clock_worked(calendar, at(calendar, cases[i].from), at(calendar, cases[i].to));

		if (got != cases[i].minutes * 60)
			wrong("%s %s to %s: %lld s, not %d min", cases[i].calendar, cases[i].from, cases[i].to,
			      (long long)got, cases[i].minutes);
		calendar_close(calendar);
	}
}

/* A clock that is paused, stopped and taken up again: when it runs, and what comes of it. */
static void test_runs(void **state)
{
	static const struct {
		const char *calendar;
		int minutes;
		const char *runs[4][2]; /* from, to; to NULL: still running */
		const char *due;
		int used; /* minutes, in the end */
		bool over;
	} cases[] = {
		/* 8 h from Friday 15:00, paused Friday 16:00 to Monday 10:00: 1 h used, 7 h from Monday 10:00 */
		{ "eight",
		  H(8),
		  { { "2026-07-17T15:00", "2026-07-17T16:00" }, { "2026-07-20T10:00", NULL } },
		  "2026-07-20T17:00",
		  60,
		  false },
		/* without the pause it would have been Monday 15:00: the pause took 2 h */
		{ "eight", H(8), { { "2026-07-17T15:00", NULL } }, "2026-07-20T15:00", 0, false },
		/* paused and taken up at a weekend: nothing is lost */
		{ "eight",
		  H(8),
		  { { "2026-07-17T15:00", "2026-07-18T10:00" }, { "2026-07-19T10:00", NULL } },
		  "2026-07-20T15:00",
		  H(2),
		  false },
		/* three pauses of an hour in a day */
		{ "eight",
		  H(6),
		  { { "2026-07-14T09:00", "2026-07-14T10:00" },
		    { "2026-07-14T11:00", "2026-07-14T12:00" },
		    { "2026-07-14T13:00", "2026-07-14T14:00" },
		    { "2026-07-14T15:00", NULL } },
		  "2026-07-15T10:00",
		  H(3),
		  false },
		/* paused an hour too late: over at 17:00, whatever comes then */
		{ "eight",
		  H(8),
		  { { "2026-07-14T09:00", "2026-07-15T10:00" }, { "2026-07-16T09:00", NULL } },
		  "2026-07-14T17:00",
		  H(8),
		  true },
		/* paused in the very moment: nothing is left, and it is over as soon as somebody works again */
		{ "eight",
		  H(8),
		  { { "2026-07-14T09:00", "2026-07-14T17:00" }, { "2026-07-14T20:00", NULL } },
		  "2026-07-15T09:00",
		  H(8),
		  false },
		/* resolved in time after 3 h, sent back two days later: the 5 h that were left */
		{ "eight",
		  H(8),
		  { { "2026-07-14T09:00", "2026-07-14T12:00" }, { "2026-07-16T10:00", NULL } },
		  "2026-07-16T15:00",
		  H(3),
		  false },
		/* resolved too late: sent back, it stays so */
		{ "eight",
		  60,
		  { { "2026-07-14T09:00", "2026-07-14T12:00" }, { "2026-07-16T10:00", NULL } },
		  "2026-07-14T10:00",
		  60,
		  true },
		/* resolved while it was paused: it would have gone on then */
		{ "eight",
		  H(8),
		  { { "2026-07-14T09:00", "2026-07-14T10:00" }, { "2026-07-15T09:00", "2026-07-15T09:00" } },
		  "2026-07-15T16:00",
		  60,
		  false },
		/* resolved in the last moment: in time */
		{ "eight", H(8), { { "2026-07-14T09:00", "2026-07-14T17:00" } }, "2026-07-14T17:00", H(8), false },
		/* and a second later not */
		{ "eight", H(8), { { "2026-07-14T09:00", "2026-07-14T17:00:01" } }, "2026-07-14T17:00", H(8), true },
		/* a policy of four hours instead of eight, five of which are gone: over since one o'clock */
		{ "eight", H(4), { { "2026-07-14T09:00", "2026-07-14T14:00" } }, "2026-07-14T13:00", H(4), true },
		/* of sixteen: two hours of Thursday are left to be worked */
		{ "eight",
		  H(16),
		  { { "2026-07-14T09:00", "2026-07-14T14:00" }, { "2026-07-15T12:00", NULL } },
		  "2026-07-16T15:00",
		  H(5),
		  false },
		/* by other hours, the same ticket: from eight to six, 5 of 16 h gone, 6 on Wednesday from noon */
		{ "ten",
		  H(16),
		  { { "2026-07-14T09:00", "2026-07-14T14:00" }, { "2026-07-15T12:00", NULL } },
		  "2026-07-16T13:00",
		  H(5),
		  false },
		/* and around the clock */
		{ "always",
		  H(16),
		  { { "2026-07-14T09:00", "2026-07-14T14:00" }, { "2026-07-15T12:00", NULL } },
		  "2026-07-15T23:00",
		  H(5),
		  false },
		/* paused over the National Day: Wednesday 17:00 to Thursday the 8th 10:00; 1 h used, 1 h of 2 is left */
		{ "china",
		  120,
		  { { "2026-09-30T16:00", "2026-09-30T17:00" }, { "2026-10-08T10:00", NULL } },
		  "2026-10-08T11:00",
		  60,
		  false },
		/* paused through the change of the clock in the night: 22 to 01, on from 04: 3 h and 1 h */
		{ "night",
		  H(4),
		  { { "2026-10-24T22:00", "2026-10-25T01:00" }, { "2026-10-25T04:00", NULL } },
		  "2026-10-25T05:00",
		  H(3),
		  false },
		/* nothing to be done in: over when somebody works, not before */
		{ "eight", 0, { { "2026-07-18T09:00", NULL } }, "2026-07-20T09:00", 0, false },
		/* paused before it began to run */
		{ "eight",
		  60,
		  { { "2026-07-14T09:00", "2026-07-14T09:00" }, { "2026-07-14T11:00", NULL } },
		  "2026-07-14T12:00",
		  0,
		  false },
	};
	struct shop *shop = *state;

	write_calendars(shop);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct calendar *calendar = open_calendar(shop, cases[i].calendar);
		struct clock clock;
		char text[KAM_INSTANT_SIZE];

		clock_set(&clock, calendar, cases[i].minutes * 60);
		assert_true(clock.due == CLOCK_NEVER);
		for (size_t run = 0; run < 4 && cases[i].runs[run][0] != NULL; run++)
			clock_run(&clock, at(calendar, cases[i].runs[run][0]),
			          cases[i].runs[run][1] != NULL ? at(calendar, cases[i].runs[run][1]) : CLOCK_NEVER);
		show(clock.due, text);
		if (clock.due != at(calendar, cases[i].due) || clock.used != cases[i].used * 60 ||
		    clock.over != cases[i].over)
			wrong("case %zu (%s, %d min): due %s, not %s; %lld s used, %s", i, cases[i].calendar,
			      cases[i].minutes, text, cases[i].due, (long long)clock.used,
			      clock.over ? "over" : "not over");
		calendar_close(calendar);
	}
}

/* ---- the slow walk: one minute after the other, by the clock on the wall ---- */

static uint64_t seed = 20260715;

static int64_t some(int64_t below)
{
	/* Knuth, MMIX */
	seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (int64_t)((seed >> 33) % (uint64_t)below);
}

/* The minutes of a day that are in spans. */
static void fill_day(const char *spans, bool minutes[1440])
{
	int from_hour, from_minute, to_hour, to_minute, length;

	for (int minute = 0; minute < 1440; minute++)
		minutes[minute] = false;
	while (sscanf(spans, " %2d:%2d-%2d:%2d%n", &from_hour, &from_minute, &to_hour, &to_minute, &length) == 4) {
		for (int minute = from_hour * 60 + from_minute; minute < to_hour * 60 + to_minute; minute++)
			minutes[minute] = true;
		spans += length;
	}
}

/* Does somebody work in the minute that begins then? Reads what is written above, and knows nothing of calendars. */
static bool is_worked(const struct written *written, const struct zone *zone, int64_t instant)
{
	static int64_t half_hour = -1;
	static const struct zone *of;
	static int32_t offset;
	static int64_t last_day = -1;
	static bool minutes[1440];
	int64_t local, day;

	/* No change comes but at a half hour of UTC. */
	if (of != zone || half_hour != instant / 1800) {
		offset = zone_offset(zone, instant);
		half_hour = instant / 1800;
	}
	local = instant + offset;
	day = local / 86400;
	if (of != zone || last_day != day) {
		char text[KAM_DATE_SIZE];
		const char *spans = written->week[(day + 3) % 7]; /* 1970-01-01 was a Thursday */

		kam_date_format(day, text);
		for (size_t i = 0; i < COUNT(written->odd) && written->odd[i].day != NULL; i++)
			if (strcmp(written->odd[i].day, text) == 0)
				spans = written->odd[i].meant;
		fill_day(spans, minutes);
		last_day = day;
	}
	of = zone;
	return minutes[local % 86400 / 60];
}

struct ticket {
	int64_t opened, pauses[3][2]; /* from, to; none: both 0; to CLOCK_NEVER: to this day */
	int64_t minutes;
};

static bool is_running(const struct ticket *ticket, int64_t instant)
{
	for (int i = 0; i < 3; i++)
		if (instant >= ticket->pauses[i][0] && instant < ticket->pauses[i][1])
			return false;
	return true;
}

/* CLOCK_NEVER: not within so many minutes. */
static int64_t walk_slowly(const struct written *written, const struct zone *zone, const struct ticket *ticket)
{
	int64_t left = ticket->minutes, instant = ticket->opened;
	bool was_running = false;

	for (int64_t end = instant + INT64_C(86400) * 60; instant < end; instant += 60) {
		bool running = is_running(ticket, instant), worked = is_worked(written, zone, instant);

		/* Used up, and it still runs in that moment: it is over. Else as soon as it runs while somebody works. */
		if (left == 0 && running && (was_running || worked))
			return instant;
		was_running = false;
		if (running && worked && left > 0)
			was_running = --left == 0;
	}
	return CLOCK_NEVER;
}

static int64_t run_fast(const struct calendar *calendar, const struct ticket *ticket)
{
	struct clock clock;
	int64_t from = ticket->opened;

	clock_set(&clock, calendar, ticket->minutes * 60);
	for (int i = 0; i < 3 && ticket->pauses[i][0] != 0; i++) {
		clock_run(&clock, from, ticket->pauses[i][0]);
		from = ticket->pauses[i][1];
	}
	if (from == CLOCK_NEVER)
		return clock.over ? clock.due : CLOCK_NEVER;
	clock_run(&clock, from, CLOCK_NEVER);
	return clock.due;
}

static void test_slow_walk(void **state)
{
	/* The first day of each of a few weeks in which something is: clocks change, holidays, or nothing. */
	static const char *const weeks[] = { "2026-03-01", "2026-03-22", "2026-03-29", "2026-03-31",
		                             "2026-07-06", "2026-09-14", "2026-09-26", "2026-10-01",
		                             "2026-10-16", "2026-10-26", "2026-11-20", "2026-12-18" };
	struct shop *shop = *state;
	int over = 0, paused = 0;

	write_calendars(shop);
	for (int i = 0; i < 10000; i++) {
		/* but for the last one, whose hours end in one that is repeated */
		const struct written *written = &calendars[i % (COUNT(calendars) - 1)];
		struct calendar *calendar = open_calendar(shop, written->name);
		struct ticket ticket = { .minutes = some(4) == 0 ? some(3) : some(H(30)) };
		int64_t slow, fast, when;
		char texts[3][KAM_INSTANT_SIZE];

		ticket.opened = when = day_of(weeks[some(COUNT(weeks))]) * 86400 + some(8 * 1440) * 60;
		for (int pause = 0, pauses = (int)some(4); pause < pauses; pause++) {
			ticket.pauses[pause][0] = when + some(20 * 60) * 60;
			when = ticket.pauses[pause][1] = ticket.pauses[pause][0] + some(40 * 60) * 60;
			if (pause == pauses - 1 && some(5) == 0)
				ticket.pauses[pause][1] = CLOCK_NEVER;
		}
		slow = walk_slowly(written, calendar_zone(calendar), &ticket);
		fast = run_fast(calendar, &ticket);
		show(ticket.opened, texts[0]);
		show(slow, texts[1]);
		show(fast, texts[2]);
		if (slow != fast)
			wrong("ticket %d, %s, opened %s, %lld min: slowly %s, fast %s", i, written->name, texts[0],
			      (long long)ticket.minutes, texts[1], texts[2]);
		over += slow != CLOCK_NEVER;
		paused += slow == CLOCK_NEVER;
		calendar_close(calendar);
	}
	/* both were there */
	assert_true(over > 8000 && paused > 200);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_after, open_shop, close_shop),
		cmocka_unit_test_setup_teardown(test_worked, open_shop, close_shop),
		cmocka_unit_test_setup_teardown(test_runs, open_shop, close_shop),
		cmocka_unit_test_setup_teardown(test_slow_walk, open_shop, close_shop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
