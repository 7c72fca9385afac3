/* Working hours of a day: what is read, how kam writes it, what is refused and why. */
#include "kam/internal/span.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static void test_read(void **state)
{
	static const struct {
		const char *text, *written;
	} cases[] = {
		{ "", "" },
		{ "  ", "" },
		{ "09:00-18:00", "09:00-18:00" },
		{ "09:00-12:00 13:30-18:00", "09:00-12:00 13:30-18:00" },
		/* one digit, commas, several blanks, blanks round the dash */
		{ " 9:00-12:00,  13:30 - 18:00 ", "09:00-12:00 13:30-18:00" },
		/* in any order */
		{ "13:30-18:00 09:00-12:00", "09:00-12:00 13:30-18:00" },
		/* one may begin where another ends */
		{ "12:00-13:00 09:00-12:00", "09:00-12:00 12:00-13:00" },
		/* the whole day */
		{ "00:00-24:00", "00:00-24:00" },
		{ "22:00-24:00 0:00-6:00", "00:00-06:00 22:00-24:00" },
		/* full-width */
		{ "０９：００－１２：００", "09:00-12:00" },
		{ "01:00-02:00 03:00-04:00 05:00-06:00 07:00-08:00 09:00-10:00 11:00-12:00 13:00-14:00 15:00-16:00",
		  "01:00-02:00 03:00-04:00 05:00-06:00 07:00-08:00 09:00-10:00 11:00-12:00 13:00-14:00 15:00-16:00" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct spans spans;
		char written[SPANS_SIZE];
		const char *why = "";

		if (spans_read(cases[i].text, strlen(cases[i].text), &spans, &why) != KAM_OK)
			fail_msg("'%s' is refused: %s", cases[i].text, why);
		spans_write(&spans, written);
		assert_string_equal(written, cases[i].written);
	}
}

/* Hours that may go over midnight are spans of a day all the same. */
static void test_nights(void **state)
{
	static const struct {
		const char *text, *written;
	} cases[] = {
		{ "", "" },
		{ "21:00-08:00", "00:00-08:00 21:00-24:00" },
		{ "21:00-00:00", "21:00-24:00" },
		{ "21:00-24:00 12:00-14:00", "12:00-14:00 21:00-24:00" },
		{ "00:00-24:00", "00:00-24:00" },
		/* refused */
		{ "21:00-21:00", NULL },
		{ "21-08", NULL },
		{ "21:00-08:00 07:00-09:00", NULL },
		{ "01:00-02:00 03:00-04:00 05:00-06:00 07:00-08:00 09:00-10:00 11:00-12:00 13:00-14:00 23:00-00:30", NULL },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct spans spans;
		char written[SPANS_SIZE];
		const char *why = "";
		enum kam_status status = spans_read_nights(cases[i].text, strlen(cases[i].text), &spans, &why);

		if ((status == KAM_OK) != (cases[i].written != NULL))
			fail_msg("'%s': %s", cases[i].text, why);
		if (status != KAM_OK)
			continue;
		spans_write(&spans, written);
		assert_string_equal(written, cases[i].written);
	}
}

static void test_refused(void **state)
{
	static const struct {
		const char *text, *why;
	} cases[] = {
		{ "9-18", "such as" },
		{ "09:00", "such as" },
		{ "09:00-", "such as" },
		{ "09:00-18", "such as" },
		{ "09:60-18:00", "such as" },
		{ "09:00-18:00x", "such as" },
		{ "09:00-18:000", "such as" },
		{ "09:00-18:00-20:00", "such as" },
		{ "109:00-18:00", "such as" },
		{ "09:00-24:01", "24:00" },
		{ "09:00-25:00", "24:00" },
		{ "24:00-24:00", "24:00" },
		{ "18:00-09:00", "after it begins" },
		{ "09:00-09:00", "after it begins" },
		{ "09:00-12:00 11:59-18:00", "overlap" },
		{ "09:00-18:00 10:00-11:00", "overlap" },
		{ "09:00-10:00 09:00-10:00", "overlap" },
		{ "1:00-1:01 2:00-2:01 3:00-3:01 4:00-4:01 5:00-5:01 6:00-6:01 7:00-7:01 8:00-8:01 9:00-9:01",
		  "eight" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct spans spans;
		const char *why = "";

		if (spans_read(cases[i].text, strlen(cases[i].text), &spans, &why) != KAM_BAD_VALUE)
			fail_msg("'%s' is taken", cases[i].text);
		if (strstr(why, cases[i].why) == NULL)
			fail_msg("'%s': %s", cases[i].text, why);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_read), cmocka_unit_test(test_nights), cmocka_unit_test(test_refused) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
