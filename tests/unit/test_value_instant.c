/* Instants: read, written and shown in zones that change their clocks. */
#include "kam/value.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

#define NOW INT64_C(1795498954) /* 2026-11-24T05:42:34Z */

static void need_zones(void)
{
	if (!kam_zone_known("Europe/Berlin") || !kam_zone_known("Asia/Shanghai"))
		skip(); /* a system without the tz database */
}

static void check_parse(const char *text, const char *zone, bool relative, const char *want)
{
	char written[KAM_INSTANT_SIZE] = "refused";
	const char *why = NULL;
	int64_t seconds;

	if (kam_instant_parse(text, strlen(text), zone, NOW, relative, &seconds, &why) == KAM_OK)
		kam_instant_format(seconds, written);
	else
		assert_true(why != NULL && why[0] != '\0');
	if (strcmp(written, want) != 0)
		fail_msg("\"%s\" in \"%s\" is %s, not %s", text, zone, written, want);
}

static void test_utc(void **state)
{
	static const char *const cases[][2] = {
		{ "2026-11-24T05:22:34Z", "2026-11-24T05:22:34Z" },
		{ "2026-11-24t05:22:34z", "2026-11-24T05:22:34Z" },
		{ "2026-11-24 05:22:34", "2026-11-24T05:22:34Z" },
		{ " 2026-11-24T05:22 ", "2026-11-24T05:22:00Z" },
		{ "2026-11-24 05:22 Z", "2026-11-24T05:22:00Z" },
		{ "2026-11-24T13:22:34+08:00", "2026-11-24T05:22:34Z" },
		{ "2026-11-24T13:22:34+0800", "2026-11-24T05:22:34Z" },
		{ "2026-11-24T13:22:34 +08", "2026-11-24T05:22:34Z" },
		{ "2026-11-23T21:52:34-07:30", "2026-11-24T05:22:34Z" },
		{ "2026-11-24T05:22:34.999Z", "2026-11-24T05:22:34Z" },
		{ "20261124T052234Z", "2026-11-24T05:22:34Z" },
		{ "20261124T0522", "2026-11-24T05:22:00Z" },
		{ "2026-11-24", "2026-11-24T00:00:00Z" },
		{ "20261124", "2026-11-24T00:00:00Z" },
		{ "1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z" },
		{ "0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z" },
		{ "9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z" },
		{ "9999-12-31T23:59:59-00:01", "refused" },
		{ "0001-01-01T00:00:00+00:01", "refused" },
		{ "2026-11-24T24:00:00Z", "refused" },
		{ "2026-11-24T23:60:00Z", "refused" },
		{ "2026-11-24T23:59:60Z", "refused" },
		{ "2026-02-29T00:00:00Z", "refused" },
		{ "2026-11-24T5:22", "refused" },
		{ "2026-11-24T05", "refused" },
		{ "2026-11-24T", "refused" },
		{ "2026-11-24T05:22:", "refused" },
		{ "2026-11-24T05:22:34+8", "refused" },
		{ "2026-11-24T05:22:34+08:", "refused" },
		{ "2026-11-24T05:22:34+19:00", "refused" },
		{ "2026-11-24T05:22:34 CET", "refused" },
		{ "2026-11-24x05:22", "refused" },
		{ "05:22", "refused" },
		{ "now", "refused" },
		{ "today", "refused" },
		{ "", "refused" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		check_parse(cases[i][0], "", false, cases[i][1]);
		check_parse(cases[i][0], "UTC", false, cases[i][1]);
	}
}

static void test_zones(void **state)
{
	/* Worked with `TZ=ZONE date -d …` and the clock changes that zdump -v prints. */
	static const char *const cases[][3] = {
		{ "Asia/Shanghai", "2026-11-24T13:22:34", "2026-11-24T05:22:34Z" },
		{ "Asia/Shanghai", "2026-11-24", "2026-11-23T16:00:00Z" },
		{ "Asia/Shanghai", "2026-11-24T13:22:34Z", "2026-11-24T13:22:34Z" },
		{ "Asia/Shanghai", "2026-11-24T13:22:34+01:00", "2026-11-24T12:22:34Z" },
		/* summer time in China, 1986 to 1991: clocks went from 02:00 to 03:00, and back from 02:00 to 01:00 */
		{ "Asia/Shanghai", "1990-07-01T12:00", "1990-07-01T03:00:00Z" },
		{ "Asia/Shanghai", "1990-04-15T01:59:59", "1990-04-14T17:59:59Z" },
		{ "Asia/Shanghai", "1990-04-15T02:30", "refused" },
		{ "Asia/Shanghai", "1990-04-15T03:00", "1990-04-14T18:00:00Z" },
		{ "Asia/Shanghai", "1990-09-16T01:30", "1990-09-15T16:30:00Z" },
		{ "Asia/Shanghai", "1990-09-16T02:00", "1990-09-15T18:00:00Z" },
		/* a change of every year, from the file and by its rule */
		{ "Europe/Berlin", "2026-01-15T12:00", "2026-01-15T11:00:00Z" },
		{ "Europe/Berlin", "2026-07-15T12:00", "2026-07-15T10:00:00Z" },
		{ "Europe/Berlin", "2026-03-29T01:59:59", "2026-03-29T00:59:59Z" },
		{ "Europe/Berlin", "2026-03-29T02:00", "refused" },
		{ "Europe/Berlin", "2026-03-29T02:59:59", "refused" },
		{ "Europe/Berlin", "2026-03-29T03:00", "2026-03-29T01:00:00Z" },
		{ "Europe/Berlin", "2026-10-25T01:59:59", "2026-10-24T23:59:59Z" },
		{ "Europe/Berlin", "2026-10-25T02:00", "2026-10-25T00:00:00Z" }, /* twice: the first */
		{ "Europe/Berlin", "2026-10-25T02:59:59", "2026-10-25T00:59:59Z" },
		{ "Europe/Berlin", "2026-10-25T03:00", "2026-10-25T02:00:00Z" },
		{ "Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00Z" },
		{ "Europe/Berlin", "2026-10-25", "2026-10-24T22:00:00Z" },
		{ "Europe/Berlin", "2099-03-29T02:30", "refused" },
		{ "Europe/Berlin", "2099-07-01T12:00", "2099-07-01T10:00:00Z" },
		{ "Europe/Berlin", "2099-10-25T02:30", "2099-10-25T00:30:00Z" },
		{ "Europe/Berlin", "1945-07-01T12:00", "1945-07-01T09:00:00Z" }, /* double summer time */
		{ "Europe/Berlin", "1800-01-01T00:53:28", "1800-01-01T00:00:00Z" }, /* local mean time */
		/* summer over the turn of the year; a half-hour of summer time; the year's end in summer */
		{ "Australia/Sydney", "2050-01-01T12:00", "2050-01-01T01:00:00Z" },
		{ "Australia/Sydney", "2050-07-01T12:00", "2050-07-01T02:00:00Z" },
		{ "Australia/Lord_Howe", "2050-01-01T12:00", "2050-01-01T01:00:00Z" },
		{ "Australia/Lord_Howe", "2050-07-01T12:00", "2050-07-01T01:30:00Z" },
		/* a zone whose winter is the exception */
		{ "Europe/Dublin", "2050-07-01T12:00", "2050-07-01T11:00:00Z" },
		{ "Europe/Dublin", "2050-01-01T12:00", "2050-01-01T12:00:00Z" },
		{ "America/New_York", "2050-03-13T02:30", "refused" },
		{ "America/New_York", "2050-11-06T01:30", "2050-11-06T05:30:00Z" },
		{ "Asia/Kathmandu", "2026-01-01T05:45", "2026-01-01T00:00:00Z" },
		/* the day begins with the change that skips its midnight */
		{ "America/Sao_Paulo", "2017-10-15T00:30", "refused" },
		{ "America/Sao_Paulo", "2017-10-15", "2017-10-15T03:00:00Z" },
		/* a day that an island left out */
		{ "Pacific/Apia", "2011-12-30", "refused" },
		{ "Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z" },
		{ "Pacific/Apia", "2011-12-29T23:59", "2011-12-30T09:59:00Z" },
		{ "Pacific/Apia", "2011-12-30T12:00", "refused" },
		{ "Asia/Shanghai", "0001-01-01", "refused" },      /* the year before in UTC */
		{ "Asia/Shanghai", "9999-12-31T23:59:59", "9999-12-31T15:59:59Z" },
		{ "America/New_York", "9999-12-31T23:59:59", "refused" },
		{ "Mars/Olympus", "2026-11-24T13:22:34", "refused" },
	};

	(void)state;
	need_zones();
	for (size_t i = 0; i < COUNT(cases); i++)
		check_parse(cases[i][1], cases[i][0], false, cases[i][2]);
}

static void test_relative(void **state)
{
	static const char *const cases[][3] = {
		{ "", "now", "2026-11-24T05:42:34Z" },
		{ "", "Now", "2026-11-24T05:42:34Z" },
		{ "", "today", "2026-11-24T00:00:00Z" },
		{ "", "+3d", "2026-11-27T00:00:00Z" },
		{ "", "mon", "2026-11-30T00:00:00Z" },
		{ "", "2026-01-01", "2026-01-01T00:00:00Z" },
		{ "", "later", "refused" },
		{ "", "", "refused" },
		{ "Asia/Shanghai", "today", "2026-11-23T16:00:00Z" },
		{ "Asia/Shanghai", "tomorrow", "2026-11-24T16:00:00Z" },
		{ "America/New_York", "today", "2026-11-24T05:00:00Z" },
		{ "America/Los_Angeles", "today", "2026-11-23T08:00:00Z" }, /* still the 23rd there */
		{ "Europe/Berlin", "+1y", "2027-11-23T23:00:00Z" },
	};

	(void)state;
	need_zones();
	for (size_t i = 0; i < COUNT(cases); i++)
		check_parse(cases[i][1], cases[i][0], true, cases[i][2]);
}

static void test_show(void **state)
{
	static const struct {
		int64_t seconds;
		const char *zone, *shown;
		int64_t day;
	} cases[] = {
		{ 0, "", "1970-01-01 00:00", 0 },
		{ -1, "UTC", "1969-12-31 23:59", -1 },
		{ NOW, NULL, "2026-11-24 05:42", 20781 },
		{ NOW, "Asia/Shanghai", "2026-11-24 13:42", 20781 },
		{ NOW, "America/Los_Angeles", "2026-11-23 21:42", 20780 },
		{ 1792890000, "Europe/Berlin", "2026-10-25 02:00", 20751 }, /* 01:00Z, an hour after the first 02:00 */
		{ 1792886400, "Europe/Berlin", "2026-10-25 02:00", 20751 },
		{ 253402300799, "", "9999-12-31 23:59", 2932896 },
		{ 253402300799, "Asia/Shanghai", "", 2932897 },
		{ NOW, "Mars/Olympus", "2026-11-24 05:42", 20781 },         /* no such zone: UTC */
	};
	char shown[KAM_INSTANT_SIZE];

	(void)state;
	need_zones();
	for (size_t i = 0; i < COUNT(cases); i++) {
		kam_instant_show(cases[i].seconds, cases[i].zone, shown);
		assert_string_equal(shown, cases[i].shown);
		assert_int_equal(kam_instant_day(cases[i].seconds, cases[i].zone), cases[i].day);
	}
	kam_instant_format(253402300800, shown);
	assert_string_equal(shown, "");
	kam_instant_format(INT64_MIN, shown);
	assert_string_equal(shown, "");
	kam_instant_show(INT64_MAX, "Asia/Shanghai", shown);
	assert_string_equal(shown, "");
}

static void test_known(void **state)
{
	static const char *const unknown[] = {
		"Mars/Olympus", "/etc/localtime", "../zoneinfo/UTC", "Europe/../UTC", "Europe", "zone.tab", "tzdata.zi",
		"right/Europe/Berlin", " UTC", "Europe/Berlin ", "CST-8", ".",
		"a-name-that-is-very-much-longer-than-any-name-of-a-zone-has-ever-been-so-far",
	};

	(void)state;
	assert_true(kam_zone_known(""));
	assert_true(kam_zone_known(NULL));
	assert_true(kam_zone_known("UTC"));
	for (size_t i = 0; i < COUNT(unknown); i++) {
		if (kam_zone_known(unknown[i]))
			fail_msg("\"%s\" is known", unknown[i]);
	}
	need_zones();
	assert_true(kam_zone_known("Asia/Shanghai"));
	assert_true(kam_zone_known("Etc/GMT-14"));
	/* An unknown zone does not spoil the one before it. */
	check_parse("2026-07-15T12:00", "Europe/Berlin", false, "2026-07-15T10:00:00Z");
	assert_false(kam_zone_known("Europe/Nowhere"));
	check_parse("2026-07-15T12:00", "Europe/Berlin", false, "2026-07-15T10:00:00Z");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_utc),  cmocka_unit_test(test_zones), cmocka_unit_test(test_relative),
		cmocka_unit_test(test_show), cmocka_unit_test(test_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
