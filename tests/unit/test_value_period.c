/* Periods: half-open ranges of days. */
#include "kam/value.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* "FROM TO" with - for no bound, "all" or "refused". */
static void check(const char *today, const char *text, const char *want)
{
	struct kam_period period;
	const char *why = NULL;
	char got[40] = "refused";
	int64_t now;

	assert_int_equal(kam_date_parse(today, strlen(today), 0, false, &now, &why), KAM_OK);
	why = NULL;
	if (kam_period_parse(text, strlen(text), now, &period, &why) == KAM_OK) {
		if (period.all)
			snprintf(got, sizeof got, "all%s%s", period.from, period.to);
		else
			snprintf(got, sizeof got, "%s %s", period.from[0] != '\0' ? period.from : "-",
			         period.to[0] != '\0' ? period.to : "-");
	} else {
		assert_true(why != NULL && why[0] != '\0');
	}
	if (strcmp(got, want) != 0)
		fail_msg("\"%s\" on %s is %s, not %s", text, today, got, want);
}

static void test_calendar(void **state)
{
	static const char *const cases[][2] = {
		{ "2026", "2026-01-01 2027-01-01" },
		{ " 2026 ", "2026-01-01 2027-01-01" },
		{ "2026-Q1", "2026-01-01 2026-04-01" },
		{ "2026-Q3", "2026-07-01 2026-10-01" },
		{ "2026-q4", "2026-10-01 2027-01-01" },
		{ "2026-07", "2026-07-01 2026-08-01" },
		{ "2026-7", "2026-07-01 2026-08-01" },
		{ "2026-12", "2026-12-01 2027-01-01" },
		{ "2024-02", "2024-02-01 2024-03-01" },
		{ "2026-07-15", "2026-07-15 2026-07-16" },
		{ "20260715", "2026-07-15 2026-07-16" },
		{ "2024-02-29", "2024-02-29 2024-03-01" },
		{ "2026-12-31", "2026-12-31 2027-01-01" },
		/* ISO weeks, from `date -d DAY +%G-W%V` */
		{ "2026-W30", "2026-07-20 2026-07-27" },
		{ "2026-W01", "2025-12-29 2026-01-05" },
		{ "2026-w1", "2025-12-29 2026-01-05" },
		{ "2026-W53", "2026-12-28 2027-01-04" },
		{ "2027-W01", "2027-01-04 2027-01-11" },
		{ "2020-W53", "2020-12-28 2021-01-04" },
		{ "2021-W01", "2021-01-04 2021-01-11" },
		{ "2024-W52", "2024-12-23 2024-12-30" },
		{ "2025-W01", "2024-12-30 2025-01-06" },
		{ "2025-W53", "refused" },
		{ "2024-W53", "refused" },
		{ "2026-W54", "refused" },
		{ "2026-W00", "refused" },
		{ "2026-Q0", "refused" },
		{ "2026-Q5", "refused" },
		{ "2026-Q", "refused" },
		{ "2026-Q11", "refused" },
		{ "2026-13", "refused" },
		{ "2026-00", "refused" },
		{ "2026-", "refused" },
		{ "2026-02-30", "refused" },
		{ "0000", "refused" },
		{ "226", "refused" },
		{ "20260", "refused" },
		{ "", "refused" },
		{ "Q3", "refused" },
		{ "all", "all" },
		{ " ALL", "all" },
		/* the ends of what there is */
		{ "0001", "0001-01-01 0002-01-01" },
		{ "0001-W01", "0001-01-01 0001-01-08" },
		{ "9999", "9999-01-01 -" },
		{ "9999-Q4", "9999-10-01 -" },
		{ "9999-12", "9999-12-01 -" },
		{ "9999-12-31", "9999-12-31 -" },
		{ "9999-12-30", "9999-12-30 9999-12-31" },
		{ "9999-W52", "9999-12-27 -" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		check("2026-11-24", cases[i][0], cases[i][1]);
}

static void test_range(void **state)
{
	static const char *const cases[][2] = {
		{ "2026-01-01..2026-04-01", "2026-01-01 2026-04-01" },
		{ "2026-01-01 .. 2026-04-01", "2026-01-01 2026-04-01" },
		{ "2026-01-01..", "2026-01-01 -" },
		{ "..2026-04-01", "- 2026-04-01" },
		{ "2026-12-31..2027-01-01", "2026-12-31 2027-01-01" },
		{ "-30d..today", "2026-10-25 2026-11-24" },
		{ "today..", "2026-11-24 -" },
		{ "2026-04-01..2026-04-01", "refused" },       /* empty */
		{ "2026-04-01..2026-01-01", "refused" },       /* reversed */
		{ "..", "refused" },
		{ "2026-01-01...2026-04-01", "refused" },
		{ "2026-01-01..2026-04-31", "refused" },
		{ "2026-02-29..2026-04-01", "refused" },
		{ "2026-01..2026-04", "refused" },
		{ "2026-01-01..2026-02-01..2026-03-01", "refused" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		check("2026-11-24", cases[i][0], cases[i][1]);
}

static void test_words(void **state)
{
	static const char *const cases[][3] = {
		/* 2026-11-24 is a Tuesday */
		{ "2026-11-24", "this week", "2026-11-23 2026-11-30" },
		{ "2026-11-24", "last week", "2026-11-16 2026-11-23" },
		{ "2026-11-24", "next week", "2026-11-30 2026-12-07" },
		{ "2026-11-23", "this week", "2026-11-23 2026-11-30" },
		{ "2026-11-29", "this week", "2026-11-23 2026-11-30" },
		{ "2027-01-01", "this week", "2026-12-28 2027-01-04" },
		{ "2026-11-24", "this month", "2026-11-01 2026-12-01" },
		{ "2026-11-24", "next month", "2026-12-01 2027-01-01" },
		{ "2026-12-31", "next month", "2027-01-01 2027-02-01" },
		{ "2026-01-31", "last month", "2025-12-01 2026-01-01" },
		{ "2028-03-31", "last month", "2028-02-01 2028-03-01" },
		{ "2026-11-24", "this quarter", "2026-10-01 2027-01-01" },
		{ "2026-11-24", "next quarter", "2027-01-01 2027-04-01" },
		{ "2026-02-01", "last quarter", "2025-10-01 2026-01-01" },
		{ "2026-11-24", "this year", "2026-01-01 2027-01-01" },
		{ "2026-11-24", "last year", "2025-01-01 2026-01-01" },
		{ "2026-11-24", "Next  Year", "2027-01-01 2028-01-01" },
		{ "2026-11-24", "today", "2026-11-24 2026-11-25" },
		{ "2026-11-24", "yesterday", "2026-11-23 2026-11-24" },
		{ "2026-11-24", "this", "refused" },
		{ "2026-11-24", "this day", "refused" },
		{ "2026-11-24", "thisweek", "refused" },
		{ "2026-11-24", "last 3 months", "refused" },
		{ "9999-12-31", "this year", "9999-01-01 -" },
		{ "9999-12-31", "next year", "refused" },
		{ "9999-12-31", "next week", "refused" },
		{ "0001-01-01", "last month", "refused" },
		{ "0001-01-01", "last week", "refused" },
	};
	struct kam_period period;
	const char *why;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		check(cases[i][0], cases[i][1], cases[i][2]);
	assert_int_equal(kam_period_parse("last week", 9, INT64_MIN, &period, &why), KAM_BAD_VALUE);
	assert_int_equal(kam_period_parse("next year", 9, INT64_MAX, &period, &why), KAM_BAD_VALUE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_calendar),
		cmocka_unit_test(test_range),
		cmocka_unit_test(test_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
