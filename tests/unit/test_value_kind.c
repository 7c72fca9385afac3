/* Values by their kind: read, written and compared. */
#include "kam/value.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define NOW INT64_C(1795498954) /* 2026-11-24T05:42:34Z, a Tuesday */

static const struct kam_reading plain = { .decimal = '.',
	                                  .relative = true,
	                                  .choices = "open won lost no_bid",
	                                  .currency = "CNY",
	                                  .zone = "",
	                                  .now = NOW,
	                                  .minimum = -2,
	                                  .maximum = 2 };
static const struct kam_reading percent = { .decimal = '.', .minimum = 0, .maximum = 10000 };
static const struct kam_reading imported = { .decimal = ',',
	                                     .currency = "EUR",
	                                     .zone = "",
	                                     .format = "%d.%m.%Y %H:%M",
	                                     .now = NOW };

/* Each text is read by its kind and written again. */
static void test_there_and_back(void **state)
{
	static const struct {
		enum kam_kind kind;
		const struct kam_reading *reading;
		const char *text, *written; /* NULL: refused */
	} cases[] = {
		{ KAM_TEXT, &plain, "  as it is ", "  as it is " },
		{ KAM_TEXT, &plain, " ", " " },
		{ KAM_TEXT, &plain, "no\xff", NULL },
		{ KAM_TEXT, &plain, "", "" },
		{ KAM_INTEGER, &plain, " +2 ", "2" },
		{ KAM_INTEGER, &plain, "-2.0", "-2" },
		{ KAM_INTEGER, &plain, "3", NULL },
		{ KAM_INTEGER, &plain, "-3", NULL },
		{ KAM_INTEGER, &imported, "1.054,0", "1054" },
		{ KAM_INTEGER, &imported, "-9223372036854775808", "-9223372036854775808" },
		{ KAM_INTEGER, &plain, "", "" },
		{ KAM_INTEGER, &plain, "  ", "" },
		{ KAM_NUMBER, &percent, "12.50", "12.5" },
		{ KAM_NUMBER, &plain, "-1.5", "-1.5" },
		{ KAM_NUMBER, &plain, "2", "2" },
		{ KAM_NUMBER, &plain, "2.001", NULL },
		{ KAM_NUMBER, &plain, "-2.5", NULL },
		{ KAM_NUMBER, &imported, "12,50", "12.5" },
		{ KAM_NUMBER, &plain, "much", NULL },
		{ KAM_MONEY, &plain, "12.5万", "125000.00" },
		{ KAM_MONEY, &plain, "JPY 1.5万", "15000" },
		{ KAM_MONEY, &imported, "1.200,5", "1200.50" },
		{ KAM_MONEY, &plain, "0.001", NULL },
		{ KAM_MONEY, &plain, "\xe3\x80\x80", "" },
		{ KAM_PERCENT, &percent, "12.5%", "12.50" },
		{ KAM_PERCENT, &percent, "12.555", NULL },
		{ KAM_PERCENT, &percent, "100", "100.00" },
		{ KAM_PERCENT, &percent, "100.01", NULL },
		{ KAM_PERCENT, &percent, "-0.01", NULL },
		{ KAM_PERCENT, &imported, "-250", "-250.00" },
		{ KAM_DATE, &plain, "20260301", "2026-03-01" },
		{ KAM_DATE, &plain, "+3d", "2026-11-27" },
		{ KAM_DATE, &imported, "1.3.2026 9:30", "2026-03-01" },
		{ KAM_DATE, &imported, "2026-03-01", NULL },
		{ KAM_DATE, &imported, "today", NULL },
		{ KAM_DATE, &plain, "2026-02-29", NULL },
		{ KAM_INSTANT, &plain, "2026-03-01T13:30+08:00", "2026-03-01T05:30:00Z" },
		{ KAM_INSTANT, &plain, "now", "2026-11-24T05:42:34Z" },
		{ KAM_INSTANT, &imported, "1.3.2026 9:30", "2026-03-01T09:30:00Z" },
		{ KAM_INSTANT, &plain, "soon", NULL },
		{ KAM_CHOICE, &plain, "won", "won" },
		{ KAM_CHOICE, &plain, " Won ", "won" },
		{ KAM_CHOICE, &plain, "no_bid", "no_bid" },
		{ KAM_CHOICE, &plain, "wo", NULL },
		{ KAM_CHOICE, &plain, "open won", NULL },
		{ KAM_CHOICE, &imported, "won", NULL },
		{ KAM_FLAG, &plain, "是", "yes" },
		{ KAM_FLAG, &plain, "0", "no" },
		{ KAM_FLAG, &plain, "x", NULL },
		{ KAM_CURRENCY, &plain, " usd ", "USD" },
		{ KAM_CURRENCY, &plain, "XYZ", NULL },
		{ KAM_CURRENCY, &plain, "US", NULL },
		{ KAM_CURRENCY, &plain, "12", NULL },
		{ KAM_REFERENCE, &plain, "A1", NULL },
		{ KAM_ID, &plain, "A1", NULL },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		char scratch[KAM_SCRATCH_SIZE], again[KAM_SCRATCH_SIZE];
		struct kam_value value;
		const char *why = NULL;
		const char *text = "";
		size_t length = 0;
		enum kam_status status = kam_value_parse(cases[i].kind, cases[i].reading, cases[i].text,
		                                         strlen(cases[i].text), scratch, &value, &why);

		if (status == KAM_OK)
			text = kam_value_text(cases[i].kind, &value, again, &length);
		if (cases[i].written == NULL) {
			if (status != KAM_BAD_VALUE || why == NULL || why[0] == '\0')
				fail_msg("case %zu: \"%s\" is read as \"%.*s\"", i, cases[i].text, (int)length, text);
			continue;
		}
		if (status != KAM_OK || length != strlen(cases[i].written) ||
		    memcmp(text, cases[i].written, length) != 0)
			fail_msg("case %zu: \"%s\" is read as \"%.*s\" (%s)", i, cases[i].text, (int)length, text,
			         why != NULL ? why : "");
		assert_int_equal(value.type == KAM_IS_EMPTY, cases[i].written[0] == '\0');
	}
}

/* What is stored, and what a refusal says of the field. */
static void test_stored(void **state)
{
	char scratch[KAM_SCRATCH_SIZE];
	char long_text[300];
	struct kam_value value;
	const char *why;

	(void)state;
	assert_int_equal(kam_value_parse(KAM_MONEY, &plain, "USD 12", 6, scratch, &value, &why), KAM_OK);
	assert_int_equal(value.type, KAM_IS_INTEGER);
	assert_int_equal(value.integer, 1200);
	assert_int_equal(value.length, 3);
	assert_memory_equal(value.text, "USD", 3);
	assert_int_equal(kam_value_parse(KAM_MONEY, &plain, "12", 2, scratch, &value, &why), KAM_OK);
	assert_memory_equal(value.text, "CNY", 3);
	assert_int_equal(kam_value_parse(KAM_PERCENT, &percent, "12.5", 4, scratch, &value, &why), KAM_OK);
	assert_int_equal(value.integer, 1250);
	assert_int_equal(kam_value_parse(KAM_NUMBER, &percent, "12.5", 4, scratch, &value, &why), KAM_OK);
	assert_int_equal(value.type, KAM_IS_NUMBER);
	assert_true(value.number == 12.5);
	assert_int_equal(kam_value_parse(KAM_FLAG, &plain, "yes", 3, scratch, &value, &why), KAM_OK);
	assert_int_equal(value.type, KAM_IS_INTEGER);
	assert_int_equal(value.integer, 1);
	assert_int_equal(kam_value_parse(KAM_DATE, &plain, "2026-3-1", 8, scratch, &value, &why), KAM_OK);
	assert_int_equal(value.type, KAM_IS_TEXT);

	kam_value_parse(KAM_INTEGER, &plain, "7", 1, scratch, &value, &why);
	assert_non_null(strstr(why, "-2"));
	kam_value_parse(KAM_CHOICE, &plain, "7", 1, scratch, &value, &why);
	assert_non_null(strstr(why, "open won lost no_bid"));

	memset(long_text, '1', sizeof long_text);
	for (int kind = KAM_INTEGER; kind <= KAM_ID; kind++)
		assert_int_equal(kam_value_parse((enum kam_kind)kind, &plain, long_text, sizeof long_text, scratch,
		                                 &value, &why),
		                 KAM_BAD_VALUE);
}

/* Values as a query gives them. */
static void test_text(void **state)
{
	static const struct {
		enum kam_kind kind;
		struct kam_value value;
		const char *text;
	} cases[] = {
		{ KAM_ID, { .type = KAM_IS_TEXT, .text = "A1", .length = 2 }, "A1" },
		{ KAM_REFERENCE, { .type = KAM_IS_TEXT, .text = "PE12xyz", .length = 4 }, "PE12" },
		{ KAM_TEXT, { .type = KAM_IS_MASKED, .text = "secret", .length = 6 }, "" },
		{ KAM_MONEY, { .type = KAM_IS_EMPTY }, "" },
		{ KAM_MONEY, { .type = KAM_IS_INTEGER, .integer = 105400, .text = "CNY", .length = 3 }, "1054.00" },
		{ KAM_MONEY, { .type = KAM_IS_INTEGER, .integer = 105400, .text = "JPY", .length = 3 }, "105400" },
		{ KAM_MONEY, { .type = KAM_IS_INTEGER, .integer = -5 }, "-0.05" },
		{ KAM_MONEY, { .type = KAM_IS_NUMBER, .number = 105400.5, .text = "CNY", .length = 3 }, "1054.01" },
		{ KAM_PERCENT, { .type = KAM_IS_NUMBER, .number = 3333.3333 }, "33.33" },
		{ KAM_PERCENT, { .type = KAM_IS_INTEGER, .integer = 10000 }, "100.00" },
		{ KAM_NUMBER, { .type = KAM_IS_INTEGER, .integer = 7 }, "7" },
		{ KAM_FLAG, { .type = KAM_IS_INTEGER, .integer = 1 }, "yes" },
		{ KAM_FLAG, { .type = KAM_IS_INTEGER, .integer = 0 }, "no" },
		{ KAM_INTEGER, { .type = KAM_IS_NUMBER, .number = 0.5 }, "0.5" },
		{ KAM_DATE, { .type = KAM_IS_TEXT, .text = "2026-03-01", .length = 10 }, "2026-03-01" },
	};
	char scratch[KAM_SCRATCH_SIZE];

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		size_t length = 99;
		const char *text = kam_value_text(cases[i].kind, &cases[i].value, scratch, &length);

		if (length != strlen(cases[i].text) || memcmp(text, cases[i].text, length) != 0)
			fail_msg("case %zu: \"%.*s\"", i, (int)length, text);
	}
}

static void test_equal(void **state)
{
	static const struct kam_value values[] = {
		{ .type = KAM_IS_EMPTY },
		{ .type = KAM_IS_TEXT, .text = "a", .length = 1 },
		{ .type = KAM_IS_TEXT, .text = "ab", .length = 2 },
		{ .type = KAM_IS_TEXT, .text = "A", .length = 1 },
		{ .type = KAM_IS_INTEGER, .integer = 3 },
		{ .type = KAM_IS_INTEGER, .integer = 4 },
		{ .type = KAM_IS_NUMBER, .number = 3.5 },
		{ .type = KAM_IS_INTEGER, .integer = 12, .text = "CNY", .length = 3 },
		{ .type = KAM_IS_INTEGER, .integer = 12, .text = "USD", .length = 3 },
		{ .type = KAM_IS_MASKED, .text = "a", .length = 1 },
	};
	const struct kam_value three = { .type = KAM_IS_NUMBER, .number = 3 };
	const struct kam_value twelve = { .type = KAM_IS_INTEGER, .integer = 12 };

	(void)state;
	for (size_t i = 0; i < COUNT(values); i++) {
		for (size_t j = 0; j < COUNT(values); j++)
			assert_int_equal(kam_value_equal(&values[i], &values[j]), i == j);
	}
	assert_true(kam_value_equal(&three, &values[4]));
	assert_true(kam_value_equal(&values[4], &three));
	assert_false(kam_value_equal(&values[5], &three));
	assert_true(kam_value_equal(&twelve, &values[7])); /* whose currency is not said */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_there_and_back),
		cmocka_unit_test(test_stored),
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_equal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
