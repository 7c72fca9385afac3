/* Days: counted, written and read. */
#include "kam/value.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static void test_days(void **state)
{
	/* Counted with `date -u -d DAY +%s` / 86400. */
	static const struct {
		int year, month, day;
		int64_t days;
	} cases[] = {
		{ 1970, 1, 1, 0 },        { 1969, 12, 31, -1 },    { 2000, 2, 29, 11016 },  { 2000, 3, 1, 11017 },
		{ 2026, 11, 24, 20781 },  { 1900, 3, 1, -25508 },  { 1, 1, 1, -719162 },    { 9999, 12, 31, 2932896 },
		{ 2024, 2, 29, 19782 },   { 2100, 3, 1, 47541 },
	};
	static const int none[][3] = {
		{ 2026, 2, 29 }, { 2100, 2, 29 }, { 1900, 2, 29 }, { 2000, 2, 30 }, { 2026, 4, 31 }, { 2026, 13, 1 },
		{ 2026, 0, 1 },  { 2026, 1, 0 },  { 2026, 1, 32 }, { 0, 1, 1 },     { 10000, 1, 1 }, { -5, 1, 1 },
	};
	int year, month, day;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		assert_int_equal(kam_date_days(cases[i].year, cases[i].month, cases[i].day), cases[i].days);
		kam_date_civil(cases[i].days, &year, &month, &day);
		assert_int_equal(year, cases[i].year);
		assert_int_equal(month, cases[i].month);
		assert_int_equal(day, cases[i].day);
	}
	for (size_t i = 0; i < COUNT(none); i++)
		assert_true(kam_date_days(none[i][0], none[i][1], none[i][2]) == INT64_MIN);
}

/* Every day there is, walked through by the calendar's rules alone. */
static void test_every_day(void **state)
{
	static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	int64_t days = -719162;

	(void)state;
	for (int year = 1; year <= 9999; year++) {
		bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

		for (int month = 1; month <= 12; month++) {
			int length = lengths[month - 1] + (month == 2 && leap);

			for (int day = 1; day <= length; day++, days++) {
				int y, m, d;

				kam_date_civil(days, &y, &m, &d);
				if (y != year || m != month || d != day || kam_date_days(year, month, day) != days)
					fail_msg("day %lld is %d-%d-%d", (long long)days, y, m, d);
			}
		}
	}
	assert_int_equal(days, 2932897);
}

static void test_format(void **state)
{
	char text[KAM_DATE_SIZE];
	int year, month, day;

	(void)state;
	kam_date_format(20781, text);
	assert_string_equal(text, "2026-11-24");
	kam_date_format(-719162, text);
	assert_string_equal(text, "0001-01-01");
	kam_date_format(2932896, text);
	assert_string_equal(text, "9999-12-31");
	kam_date_format(2932897, text);
	assert_string_equal(text, "");
	kam_date_format(-719163, text);
	assert_string_equal(text, "");
	kam_date_format(INT64_MIN, text);
	assert_string_equal(text, "");
	kam_date_civil(INT64_MAX, &year, &month, &day);
	assert_int_equal(year, 0);
}

static void check_parse(const char *today, bool relative, const char *text, const char *want)
{
	const char *why = NULL;
	char written[KAM_DATE_SIZE] = "refused";
	int64_t now = 0;
	int64_t days;

	assert_int_equal(kam_date_parse(today, strlen(today), 0, false, &now, &why), KAM_OK);
	if (kam_date_parse(text, strlen(text), now, relative, &days, &why) == KAM_OK)
		kam_date_format(days, written);
	else
		assert_true(why != NULL && why[0] != '\0');
	if (strcmp(written, want) != 0)
		fail_msg("\"%s\" on %s is %s, not %s", text, today, written, want);
}

static void test_iso(void **state)
{
	static const char *const cases[][2] = {
		{ "2026-03-01", "2026-03-01" },
		{ " 2026-03-01\t", "2026-03-01" },
		{ "20260301", "2026-03-01" },
		{ "2026-3-1", "2026-03-01" },
		{ "２０２６－０３－０１", "2026-03-01" },
		{ "2024-02-29", "2024-02-29" },
		{ "2000-02-29", "2000-02-29" },
		{ "0001-01-01", "0001-01-01" },
		{ "9999-12-31", "9999-12-31" },
		{ "2026-02-29", "refused" },
		{ "1900-02-29", "refused" },
		{ "2026-02-30", "refused" },
		{ "2026-13-01", "refused" },
		{ "2026-00-01", "refused" },
		{ "2026-01-00", "refused" },
		{ "0000-01-01", "refused" },
		{ "10000-01-01", "refused" },
		{ "26-03-01", "refused" },
		{ "2026-03", "refused" },
		{ "2026", "refused" },
		{ "202603", "refused" },
		{ "2026031", "refused" },
		{ "202603011", "refused" },
		{ "2026-03-011", "refused" },
		{ "2026-0301", "refused" },
		{ "2026/03/01", "refused" },
		{ "01.03.2026", "refused" },
		{ "2026-03-01T10:00", "refused" },
		{ "2026-03-01 x", "refused" },
		{ "-2026-03-01", "refused" },
		{ "", "refused" },
		{ "today", "refused" },                      /* only where relative dates are taken */
		{ "+3d", "refused" },
		{ "eom", "refused" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		check_parse("2026-11-24", false, cases[i][0], cases[i][1]);
}

static void test_relative(void **state)
{
	static const char *const cases[][3] = {
		/* 2026-11-24 is a Tuesday */
		{ "2026-11-24", "today", "2026-11-24" },
		{ "2026-11-24", "TODAY", "2026-11-24" },
		{ "2026-11-24", "yesterday", "2026-11-23" },
		{ "2026-11-24", "tomorrow", "2026-11-25" },
		{ "2026-11-24", "2026-03-01", "2026-03-01" },
		{ "2026-11-24", "+3d", "2026-11-27" },
		{ "2026-11-24", "+0d", "2026-11-24" },
		{ "2026-11-24", "-30d", "2026-10-25" },
		{ "2026-11-24", "-2w", "2026-11-10" },
		{ "2026-11-24", "+1m", "2026-12-24" },
		{ "2026-11-24", "+2m", "2027-01-24" },
		{ "2026-11-24", "-11m", "2025-12-24" },
		{ "2026-11-24", "+1y", "2027-11-24" },
		{ "2026-11-24", "tue", "2026-11-24" },       /* today included */
		{ "2026-11-24", "wed", "2026-11-25" },
		{ "2026-11-24", "mon", "2026-11-30" },
		{ "2026-11-24", "Sun", "2026-11-29" },
		{ "2026-11-29", "sun", "2026-11-29" },
		{ "2026-11-29", "mon", "2026-11-30" },
		{ "2026-12-31", "fri", "2027-01-01" },
		{ "2026-11-24", "eom", "2026-11-30" },
		{ "2026-02-01", "eom", "2026-02-28" },
		{ "2028-02-29", "eom", "2028-02-29" },
		{ "2026-12-31", "eom", "2026-12-31" },
		{ "2026-12-31", "tomorrow", "2027-01-01" },
		{ "2026-01-31", "+1m", "2026-02-28" },       /* the month's last day */
		{ "2028-01-31", "+1m", "2028-02-29" },
		{ "2026-03-31", "-1m", "2026-02-28" },
		{ "2026-10-31", "+1m", "2026-11-30" },
		{ "2028-02-29", "+1y", "2029-02-28" },
		{ "2028-02-29", "+4y", "2032-02-29" },
		{ "2026-11-24", "+96m", "2034-11-24" },
		{ "9999-12-31", "today", "9999-12-31" },
		{ "9999-12-31", "tomorrow", "refused" },
		{ "9999-12-31", "+1m", "refused" },
		{ "9999-12-31", "fri", "9999-12-31" },
		{ "9999-12-31", "sat", "refused" },
		{ "0001-01-01", "yesterday", "refused" },
		{ "0001-01-01", "-1y", "refused" },
		{ "2026-11-24", "+99999999y", "refused" },
		{ "2026-11-24", "+99999999d", "refused" },
		{ "2026-11-24", "+99999999999999999999d", "refused" },
		{ "2026-11-24", "3d", "refused" },
		{ "2026-11-24", "+d", "refused" },
		{ "2026-11-24", "+3", "refused" },
		{ "2026-11-24", "+3q", "refused" },
		{ "2026-11-24", "+3dd", "refused" },
		{ "2026-11-24", "+-3d", "refused" },
		{ "2026-11-24", "monday", "refused" },
		{ "2026-11-24", "now", "refused" },
		{ "2026-11-24", "", "refused" },
	};
	int64_t days;
	const char *why;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		check_parse(cases[i][0], true, cases[i][1], cases[i][2]);
	/* A day that cannot be today leaves relative dates without a meaning. */
	assert_int_equal(kam_date_parse("yesterday", 9, INT64_MIN, true, &days, &why), KAM_BAD_VALUE);
	assert_int_equal(kam_date_parse("+1d", 3, INT64_MAX, true, &days, &why), KAM_BAD_VALUE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_days), cmocka_unit_test(test_every_day), cmocka_unit_test(test_format),
		cmocka_unit_test(test_iso),  cmocka_unit_test(test_relative),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
