/* Whole numbers, numbers, percentages and flags: read and written. */
#include "kam/value.h"

#include <locale.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static void test_integer(void **state)
{
	static const struct {
		const char *text;
		bool good;
		int64_t value;
	} cases[] = {
		{ "12", true, 12 },
		{ " -7 ", true, -7 },
		{ "+3", true, 3 },
		{ "1054.0", true, 1054 },
		{ "1054.000", true, 1054 },
		{ "1,054", true, 1054 },
		{ "1,234,567", true, 1234567 },
		{ "-0", true, 0 },
		{ "007", true, 7 },
		{ "１２３", true, 123 },                       /* full-width */
		{ "\xe2\x88\x92" "5", true, -5 },             /* a minus sign of typography */
		{ "\xe3\x80\x80" "5\xc2\xa0", true, 5 },       /* blanks of other sorts */
		{ "9223372036854775807", true, INT64_MAX },
		{ "-9223372036854775808", true, INT64_MIN },
		{ "9223372036854775808", false, 0 },
		{ "-9223372036854775809", false, 0 },
		{ "99999999999999999999999", false, 0 },
		{ "1054.5", false, 0 },
		{ "1,05", false, 0 },
		{ "1,0540", false, 0 },
		{ "1,,054", false, 0 },
		{ ",054", false, 0 },
		{ "0,054", false, 0 },                        /* a decimal comma, most likely */
		{ "1054,123", false, 0 },
		{ "1,054,", false, 0 },
		{ "1.", false, 0 },
		{ "", false, 0 },
		{ "  ", false, 0 },
		{ "-", false, 0 },
		{ "--1", false, 0 },
		{ "1 2", false, 0 },
		{ "12a", false, 0 },
		{ "0x10", false, 0 },
		{ "1e3", false, 0 },
		{ "twelve", false, 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		int64_t value = 424242;
		const char *why = NULL;
		enum kam_status status = kam_integer_parse(cases[i].text, strlen(cases[i].text), &value, &why);

		if (status != (cases[i].good ? KAM_OK : KAM_BAD_VALUE) || (cases[i].good && value != cases[i].value))
			fail_msg("\"%s\": status %d, %lld", cases[i].text, (int)status, (long long)value);
		if (!cases[i].good)
			assert_true(why != NULL && why[0] != '\0');
	}
}

/* Bytes that are no text for a parser: not read beyond their length, and refused. */
static void test_odd_bytes(void **state)
{
	char long_text[5000];
	int64_t value;
	double number;
	const char *why;

	(void)state;
	assert_int_equal(kam_integer_parse("12\0", 3, &value, &why), KAM_BAD_VALUE);
	assert_int_equal(kam_integer_parse("1\xef\xbc", 3, &value, &why), KAM_BAD_VALUE);
	assert_int_equal(kam_integer_parse("123", 2, &value, &why), KAM_OK);
	assert_int_equal(value, 12);
	memset(long_text, ' ', sizeof long_text);
	long_text[2500] = '8';
	assert_int_equal(kam_integer_parse(long_text, sizeof long_text, &value, &why), KAM_OK);
	assert_int_equal(value, 8);
	memset(long_text, '1', sizeof long_text);
	assert_int_equal(kam_integer_parse(long_text, sizeof long_text, &value, &why), KAM_BAD_VALUE);
	assert_int_equal(kam_number_parse(long_text, sizeof long_text, '.', &number, &why), KAM_BAD_VALUE);
}

static void test_number(void **state)
{
	static const struct {
		const char *text;
		char decimal;
		bool good;
		double value;
	} cases[] = {
		{ "12.5", '.', true, 12.5 },
		{ "-0.1", '.', true, -0.1 },
		{ ".5", '.', true, 0.5 },
		{ "1,200.50", '.', true, 1200.5 },
		{ "1.200,50", ',', true, 1200.5 },
		{ "12,5", ',', true, 12.5 },
		{ "1.200", ',', true, 1200 },
		{ "12.5", ',', false, 0 },
		{ "1,2", '.', false, 0 },
		{ "123456789012345", '.', true, 123456789012345.0 },
		{ "0.123456789012345", '.', true, 0.123456789012345 },
		{ "1234567890123456", '.', false, 0 },       /* 16 significant digits */
		{ "0.1234567890123456", '.', false, 0 },
		{ "1000000000000000000", '.', true, 1e18 },  /* one significant digit */
		{ "1.50000000000000000", '.', true, 1.5 },
		{ "0.00000000000000000", '.', true, 0 },
		{ "1e+20", '.', true, 1e20 },
		{ "1.5E-7", '.', true, 1.5e-7 },
		{ "1e400", '.', false, 0 },
		{ "0e400", '.', true, 0 },
		{ "1e-99999999999", '.', false, 0 },
		{ "1e", '.', false, 0 },
		{ "nan", '.', false, 0 },
		{ "inf", '.', false, 0 },
		{ "１２．５", '.', true, 12.5 },
		{ "5.", '.', false, 0 },
		{ ".", '.', false, 0 },
		{ "", '.', false, 0 },
		{ "1.2.3", '.', false, 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		double value = 0;
		const char *why;
		enum kam_status status = kam_number_parse(cases[i].text, strlen(cases[i].text), cases[i].decimal,
		                                          &value, &why);

		if (status != (cases[i].good ? KAM_OK : KAM_BAD_VALUE) || (cases[i].good && value != cases[i].value))
			fail_msg("\"%s\": status %d, %.17g", cases[i].text, (int)status, value);
	}
}

static void test_number_format(void **state)
{
	static const struct {
		double value;
		const char *text;
	} cases[] = {
		{ 0, "0" },           { -0.0, "0" },          { 12.5, "12.5" }, { -3, "-3" },     { 0.1, "0.1" },
		{ 1e14, "100000000000000" }, { 1e20, "1e+20" }, { 1.0 / 3, "0.333333333333333" }, { NAN, "" },
		{ INFINITY, "" },     { 1.5e-7, "1.5e-07" },
	};
	char text[64];
	double back;
	const char *why;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		assert_int_equal(kam_number_format(cases[i].value, text), strlen(cases[i].text));
		assert_string_equal(text, cases[i].text);
		if (text[0] != '\0')
			assert_int_equal(kam_number_parse(text, strlen(text), '.', &back, &why), KAM_OK);
	}
	/* A locale with a decimal comma, where the system has one, changes nothing. */
	if (setlocale(LC_NUMERIC, "de_DE.UTF-8") != NULL || setlocale(LC_NUMERIC, "fr_FR.UTF-8") != NULL) {
		kam_number_format(12.5, text);
		assert_string_equal(text, "12.5");
		assert_int_equal(kam_number_parse("12.5", 4, '.', &back, &why), KAM_OK);
		assert_true(back == 12.5);
		setlocale(LC_NUMERIC, "C");
	}
}

static void test_percent(void **state)
{
	static const struct {
		const char *text;
		char decimal;
		bool good;
		int64_t hundredths;
		const char *written;
	} cases[] = {
		{ "12.5", '.', true, 1250, "12.50" },
		{ "12.5%", '.', true, 1250, "12.50" },
		{ "12.5 %", '.', true, 1250, "12.50" },
		{ "１２．５％", '.', true, 1250, "12.50" },
		{ "12,5%", ',', true, 1250, "12.50" },
		{ "0.01", '.', true, 1, "0.01" },
		{ "-0.05", '.', true, -5, "-0.05" },
		{ "100", '.', true, 10000, "100.00" },
		{ "100.0000", '.', true, 10000, "100.00" },
		{ "0.005", '.', false, 0, "" },
		{ "12.345%", '.', false, 0, "" },
		{ "12%%", '.', false, 0, "" },
		{ "%", '.', false, 0, "" },
		{ "", '.', false, 0, "" },
		{ "92233720368547758.07", '.', true, INT64_MAX, "92233720368547758.07" },
		{ "92233720368547758.08", '.', false, 0, "" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		int64_t value = 0;
		const char *why;
		char text[64];
		enum kam_status status = kam_percent_parse(cases[i].text, strlen(cases[i].text), cases[i].decimal,
		                                           &value, &why);

		if (status != (cases[i].good ? KAM_OK : KAM_BAD_VALUE) ||
		    (cases[i].good && value != cases[i].hundredths))
			fail_msg("\"%s\": status %d, %lld", cases[i].text, (int)status, (long long)value);
		if (cases[i].good) {
			assert_int_equal(kam_percent_format(value, text), strlen(cases[i].written));
			assert_string_equal(text, cases[i].written);
		}
	}
}

static void test_flag(void **state)
{
	static const char *const yes[] = { "yes", "true", "1", "y", "是", " YES ", "True", "Ｙ" };
	static const char *const no[] = { "no", "false", "0", "n", "否", "No", "N\n" };
	static const char *const neither[] = { "", "x", "2", "ja", "yess", "ye", "10", "on" };
	int64_t value;
	const char *why;

	(void)state;
	for (size_t i = 0; i < COUNT(yes); i++) {
		assert_int_equal(kam_flag_parse(yes[i], strlen(yes[i]), &value, &why), KAM_OK);
		assert_int_equal(value, 1);
	}
	for (size_t i = 0; i < COUNT(no); i++) {
		assert_int_equal(kam_flag_parse(no[i], strlen(no[i]), &value, &why), KAM_OK);
		assert_int_equal(value, 0);
	}
	for (size_t i = 0; i < COUNT(neither); i++)
		assert_int_equal(kam_flag_parse(neither[i], strlen(neither[i]), &value, &why), KAM_BAD_VALUE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_integer),       cmocka_unit_test(test_odd_bytes), cmocka_unit_test(test_number),
		cmocka_unit_test(test_number_format), cmocka_unit_test(test_percent),   cmocka_unit_test(test_flag),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
