/* The rules by which clock changes go on, as POSIX writes them, and a zone's local time around its changes. */
#include "kam/internal/zone.h"
#include "kam/value.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static int64_t instant(const char *text)
{
	int64_t seconds = 0;
	const char *why;

	assert_int_equal(kam_instant_parse(text, strlen(text), "UTC", 0, false, &seconds, &why), KAM_OK);
	return seconds;
}

static void test_rules(void **state)
{
	/* The change comes at the instant: an offset before it, another from it on. */
	static const struct {
		const char *rule, *at;
		int before, after;
	} cases[] = {
		{ "CST-8", "2050-06-01T00:00Z", 28800, 28800 },
		{ "<+0545>-5:45", "2050-06-01T00:00Z", 20700, 20700 },
		{ "<-0330>3:30:15", "2050-06-01T00:00Z", -12615, -12615 },
		/* the last Sundays of March and October: 2050-03-27, 2050-10-30 */
		{ "CET-1CEST,M3.5.0,M10.5.0/3", "2050-03-27T01:00Z", 3600, 7200 },
		{ "CET-1CEST,M3.5.0,M10.5.0/3", "2050-10-30T01:00Z", 7200, 3600 },
		/* the second Sunday of March, the first of November */
		{ "EST5EDT,M3.2.0,M11.1.0", "2050-03-13T07:00Z", -18000, -14400 },
		{ "EST5EDT,M3.2.0,M11.1.0", "2050-11-06T06:00Z", -14400, -18000 },
		/* southern: the first Sundays of October and April */
		{ "AEST-10AEDT,M10.1.0,M4.1.0/3", "2050-10-01T16:00Z", 36000, 39600 },
		{ "AEST-10AEDT,M10.1.0,M4.1.0/3", "2050-04-02T16:00Z", 39600, 36000 },
		/* winter time written as the exception */
		{ "IST-1GMT0,M10.5.0,M3.5.0/1", "2050-03-27T01:00Z", 0, 3600 },
		{ "IST-1GMT0,M10.5.0,M3.5.0/1", "2050-10-30T01:00Z", 3600, 0 },
		/* two hours before midnight of the last Sunday of March */
		{ "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2050-03-27T01:00Z", -7200, -3600 },
		/* the fourth Thursday of March, 50 hours on: Saturday at two */
		{ "EET-2EEST,M3.4.4/50,M10.4.4/50", "2050-03-26T00:00Z", 7200, 10800 },
		/* J60 is 1 March in every year; 59 is 29 February of a leap year, else 1 March */
		{ "AAA0BBB,J60/0,J300", "2048-03-01T00:00Z", 0, 3600 },
		{ "AAA0BBB,J60/0,J300", "2050-03-01T00:00Z", 0, 3600 },
		{ "AAA0BBB,59/0,J300", "2048-02-29T00:00Z", 0, 3600 },
		{ "AAA0BBB,59/0,J300", "2050-03-01T00:00Z", 0, 3600 },
		{ "AAA0BBB,J1/0,J365", "2050-01-01T00:00Z", 0, 3600 },
	};
	static const char *const bad[] = {
		"",
		"CET",
		"CE-1",
		"<+03-3",
		"CET-1CEST",
		"CET-1CEST,M3.5.0",
		"CET-1CEST,M3.5.0,M10.5.0/3x",
		"CET-1CEST,M13.5.0,M10.5.0",
		"CET-1CEST,M0.5.0,M10.5.0",
		"CET-1CEST,M3.6.0,M10.5.0",
		"CET-1CEST,M3.0.0,M10.5.0",
		"CET-1CEST,M3.5.7,M10.5.0",
		"CET-1CEST,M3.5,M10.5.0",
		"CET-1CEST,M3,J1",
		"CET-1CEST,M,J1",
		"CET-1CEST,J0,J300",
		"CET-1CEST,J366,J300",
		"CET-1CEST,366,J300",
		"CET-1CEST,,",
		"CET-1CEST,M3.5.0/,M10.5.0",
		"CET-168",
		"CET-1:60",
		"CET-1 ",
		"CET-99999999999",
		"CET-1CEST,M3.5.0/168,M10.5.0",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct zone zone = { 0 };
		int64_t at = instant(cases[i].at);

		if (!zone_read_rule(cases[i].rule, &zone))
			fail_msg("\"%s\" is refused", cases[i].rule);
		if (zone_offset(&zone, at - 1) != cases[i].before || zone_offset(&zone, at) != cases[i].after)
			fail_msg("\"%s\" at %s: %d, then %d", cases[i].rule, cases[i].at,
			         (int)zone_offset(&zone, at - 1), (int)zone_offset(&zone, at));
	}
	for (size_t i = 0; i < COUNT(bad); i++) {
		struct zone zone = { 0 };

		if (zone_read_rule(bad[i], &zone))
			fail_msg("\"%s\" is taken", bad[i]);
	}
}

/* A zone with changes of its own and no rule: what holds before the first, between, and after the last. */
static void test_changes(void **state)
{
	static const struct zone zone = {
		.changes = 2,
		.at = { 1000000, 2000000 },
		.kind = { 1, 2 },
		.offsets = { 3600, 7200, -3600 },
	};
	int64_t seconds;

	(void)state;
	assert_int_equal(zone_offset(&zone, INT64_MIN), 3600);
	assert_int_equal(zone_offset(&zone, 999999), 3600);
	assert_int_equal(zone_offset(&zone, 1000000), 7200);
	assert_int_equal(zone_offset(&zone, 1999999), 7200);
	assert_int_equal(zone_offset(&zone, 2000000), -3600);
	assert_int_equal(zone_offset(&zone, INT64_MAX), -3600);

	assert_true(zone_instant(&zone, 0, &seconds));
	assert_int_equal(seconds, -3600);
	/* 1003600 to 1007199 are skipped: the change is at 1000000 */
	assert_true(zone_instant(&zone, 1003599, &seconds));
	assert_int_equal(seconds, 999999);
	assert_false(zone_instant(&zone, 1003600, &seconds));
	assert_int_equal(seconds, 1000000);
	assert_false(zone_instant(&zone, 1007199, &seconds));
	assert_int_equal(seconds, 1000000);
	assert_true(zone_instant(&zone, 1007200, &seconds));
	assert_int_equal(seconds, 1000000);
	/* 1996400 to 2007199 come twice: the first counts */
	assert_true(zone_instant(&zone, 1996400, &seconds));
	assert_int_equal(seconds, 1989200);
	assert_true(zone_instant(&zone, 2007199, &seconds));
	assert_int_equal(seconds, 1999999);
	assert_true(zone_instant(&zone, 2007200, &seconds));
	assert_int_equal(seconds, 2010800);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_rules), cmocka_unit_test(test_changes) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
