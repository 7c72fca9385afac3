/* Dates and instants read by a format. */
#include "kam/value.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static void test_date(void **state)
{
	static const char *const cases[][3] = {
		{ "%d/%m/%Y", "01/03/2026", "2026-03-01" },
		{ "%d/%m/%Y", "1/3/2026", "2026-03-01" },
		{ "%d/%m/%Y", "31/12/9999", "9999-12-31" },
		{ "%m/%d/%y", "3/1/26", "2026-03-01" },
		{ "%m/%d/%y", "3/1/68", "2068-03-01" },
		{ "%m/%d/%y", "3/1/69", "1969-03-01" },
		{ "%m/%d/%y", "3/1/00", "2000-03-01" },
		{ "%m/%d/%y", "3/1/99", "1999-03-01" },
		{ "%F", "2026-03-01", "2026-03-01" },
		{ "%F", "2026-3-1", "2026-03-01" },
		{ "%Y年%m月%d日", "2026年3月1日", "2026-03-01" },
		{ "%Y年%m月%d日", "２０２６年３月１日", "2026-03-01" },
		{ "%d %b %Y", "1 Mar 2026", "2026-03-01" },
		{ "%d %b %Y", "1 march 2026", "2026-03-01" },
		{ "%B %d, %Y", "September 5, 2026", "2026-09-05" },
		{ "%B %d, %Y", "SEP 5, 2026", "2026-09-05" },
		{ "%b %d %Y", "Sept 5 2026", "2026-09-05" },
		{ "%d%b%Y", "31May2026", "2026-05-31" },
		{ "%d-%b-%y", "29-Feb-24", "2024-02-29" },
		{ "%Y%m%d", "20260301", "2026-03-01" },
		{ "%d.%m.%Y", " 01.03.2026 ", "2026-03-01" },
		{ "%d/%m/%Y %H:%M", "01/03/2026 23:59", "2026-03-01" },  /* the time is dropped */
		{ "%d/%m/%Y %H:%M", "01/03/2026   9:05", "2026-03-01" },
		{ "%F %T", "2026-03-01 1:02:03", "2026-03-01" },
		{ "100%% %F", "100% 2026-03-01", "2026-03-01" },
		{ "%d/%m/%Y", "29/02/2026", "refused" },
		{ "%d/%m/%Y", "31/04/2026", "refused" },
		{ "%d/%m/%Y", "13/13/2026", "refused" },
		{ "%d/%m/%Y", "00/01/2026", "refused" },
		{ "%d/%m/%Y", "01/03/26", "refused" },
		{ "%d/%m/%y", "01/03/2026", "refused" },
		{ "%d/%m/%Y", "01/03/2026 10:00", "refused" },           /* more than the format says */
		{ "%d/%m/%Y", "01/03", "refused" },
		{ "%d/%m/%Y", "01-03-2026", "refused" },
		{ "%d/%m/%Y", "", "refused" },
		{ "%d/%m/%Y", "001/03/2026", "refused" },
		{ "%d/%m/%Y %H:%M", "01/03/2026 24:00", "refused" },
		{ "%d/%m/%Y %H:%M", "01/03/2026 23:60", "refused" },
		{ "%d %b %Y", "1 Mrz 2026", "refused" },
		{ "%d %b %Y", "1 Ma 2026", "refused" },
		{ "%m/%Y", "03/2026", "refused" },                       /* no day */
		{ "%Y", "2026", "refused" },
		{ "%Y-%m-%d %z", "2026-03-01 +0100", "refused" },        /* no such letter */
		{ "%Y-%m-%d%", "2026-03-01", "refused" },
		{ "", "", "refused" },
		{ "", "2026-03-01", "refused" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		char written[KAM_DATE_SIZE] = "refused";
		const char *why = NULL;
		int64_t days;

		if (kam_date_scan(cases[i][1], strlen(cases[i][1]), cases[i][0], &days, &why) == KAM_OK)
			kam_date_format(days, written);
		else
			assert_true(why != NULL && why[0] != '\0');
		if (strcmp(written, cases[i][2]) != 0)
			fail_msg("\"%s\" by \"%s\" is %s, not %s", cases[i][1], cases[i][0], written, cases[i][2]);
	}
}

static void test_instant(void **state)
{
	static const char *const cases[][4] = {
		{ "%d/%m/%Y %H:%M", "", "01/03/2026 23:59", "2026-03-01T23:59:00Z" },
		{ "%F %T", "", "2026-03-01 23:59:58", "2026-03-01T23:59:58Z" },
		{ "%m/%d/%Y %I:%M %p", "", "3/1/2026 9:05 PM", "2026-03-01T21:05:00Z" },
		{ "%m/%d/%Y %I:%M %p", "", "3/1/2026 9:05pm", "2026-03-01T21:05:00Z" },
		{ "%m/%d/%Y %I:%M %p", "", "3/1/2026 9:05 am", "2026-03-01T09:05:00Z" },
		{ "%m/%d/%Y %I:%M %p", "", "3/1/2026 12:00 AM", "2026-03-01T00:00:00Z" },
		{ "%m/%d/%Y %I:%M %p", "", "3/1/2026 12:00 PM", "2026-03-01T12:00:00Z" },
		{ "%m/%d/%Y %I:%M %p", "", "3/1/2026 13:00 PM", "refused" },
		{ "%m/%d/%Y %I:%M %p", "", "3/1/2026 0:30 AM", "refused" },
		{ "%m/%d/%Y %H:%M %p", "", "3/1/2026 13:00 PM", "2026-03-01T13:00:00Z" },
		{ "%m/%d/%Y %H:%M %p", "", "3/1/2026 9:05 PM", "refused" },   /* 21:05 or 09:05? */
		{ "%m/%d/%Y %I:%M", "", "3/1/2026 9:05", "refused" },
		{ "%Y年%m月%d日 %p%I:%M", "", "2026年3月1日 下午3:05", "2026-03-01T15:05:00Z" },
		{ "%d/%m/%Y", "", "01/03/2026", "2026-03-01T00:00:00Z" },
		{ "%d/%m/%Y %H:%M", "Asia/Shanghai", "01/03/2026 07:30", "2026-02-28T23:30:00Z" },
		{ "%d/%m/%Y", "Asia/Shanghai", "01/03/2026", "2026-02-28T16:00:00Z" },
		{ "%d/%m/%Y %H:%M", "Europe/Berlin", "29/03/2026 02:30", "refused" },
		{ "%d/%m/%Y %H:%M", "Europe/Berlin", "25/10/2026 02:30", "2026-10-25T00:30:00Z" },
		{ "%d/%m/%Y %H:%M", "Mars/Olympus", "01/03/2026 07:30", "refused" },
	};

	(void)state;
	if (!kam_zone_known("Asia/Shanghai") || !kam_zone_known("Europe/Berlin"))
		skip(); /* a system without the tz database */
	for (size_t i = 0; i < COUNT(cases); i++) {
		char written[KAM_INSTANT_SIZE] = "refused";
		const char *why = NULL;
		int64_t seconds;

		if (kam_instant_scan(cases[i][2], strlen(cases[i][2]), cases[i][0], cases[i][1], &seconds, &why) ==
		    KAM_OK)
			kam_instant_format(seconds, written);
		else
			assert_true(why != NULL && why[0] != '\0');
		if (strcmp(written, cases[i][3]) != 0)
			fail_msg("\"%s\" by \"%s\" is %s, not %s", cases[i][2], cases[i][0], written, cases[i][3]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_date), cmocka_unit_test(test_instant) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
