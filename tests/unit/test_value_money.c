/* Amounts of money and the currencies there are. */
#include "kam/value.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static void test_parse(void **state)
{
	static const struct {
		const char *text;
		char decimal;
		const char *assumed, *currency;
		int64_t minor;
	} cases[] = {
		{ "1054", '.', "CNY", "", 105400 },
		{ "1054.0", '.', "CNY", "", 105400 },
		{ "0.1", '.', "CNY", "", 10 },
		{ "0.29", '.', "CNY", "", 29 },                    /* 28.999… as a double */
		{ "1.005000", '.', "BHD", "", 1005 },
		{ "1,200.50", '.', "CNY", "", 120050 },
		{ "1.200,50", ',', "EUR", "", 120050 },
		{ "12,5万", ',', "CNY", "", 12500000 },
		{ "12.5万", '.', "CNY", "", 12500000 },
		{ "12.5 万", '.', "CNY", "", 12500000 },
		{ "１２．５万", '.', "CNY", "", 12500000 },
		{ "1.2亿", '.', "CNY", "", 12000000000 },
		{ "0.000001亿", '.', "CNY", "", 10000 },
		{ "1.23456万", '.', "CNY", "", 1234560 },          /* 12,345.60 */
		{ "3k", '.', "USD", "", 300000 },
		{ "3K", '.', "USD", "", 300000 },
		{ "2.5M", '.', "USD", "", 250000000 },
		{ "-7", '.', "CNY", "", -700 },
		{ "+7", '.', "CNY", "", 700 },
		{ "-0.01", '.', "CNY", "", -1 },
		{ "USD 12", '.', "CNY", "USD", 1200 },
		{ "12 USD", '.', "CNY", "USD", 1200 },
		{ "usd12", '.', "CNY", "USD", 1200 },
		{ "12EUR", '.', "CNY", "EUR", 1200 },
		{ "USD -12", '.', "CNY", "USD", -1200 },
		{ "USD 12.5万", '.', "CNY", "USD", 12500000 },
		{ "12.5万USD", '.', "CNY", "USD", 12500000 },
		{ "2.5M USD", '.', "CNY", "USD", 250000000 },
		{ "12 KMF", '.', "CNY", "KMF", 12 },               /* Comorian francs, no thousands */
		{ "12k KMF", '.', "CNY", "KMF", 12000 },
		{ "12 MXN", '.', "CNY", "MXN", 1200 },
		{ "JPY 1.5万", '.', "CNY", "JPY", 15000 },
		{ "JPY 120.0", '.', "CNY", "JPY", 120 },
		{ "KWD 1.234", '.', "CNY", "KWD", 1234 },
		{ "1.5", '.', "CLF", "", 15000 },
		{ "1.5", '.', "", "", 150 },                       /* nothing assumed: two decimals */
		{ "1.5", '.', NULL, "", 150 },
		{ "92233720368547758.07", '.', "CNY", "", INT64_MAX },
		{ "-92233720368547758.08", '.', "CNY", "", INT64_MIN },
		{ "9223372036854775807", '.', "JPY", "", INT64_MAX },
		{ "92233720368.54775807亿", '.', "JPY", "", INT64_MAX },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		char currency[4] = "???";
		int64_t minor = 0;
		const char *why = "";
		enum kam_status status = kam_money_parse(cases[i].text, strlen(cases[i].text), cases[i].decimal,
		                                         cases[i].assumed, currency, &minor, &why);

		if (status != KAM_OK || minor != cases[i].minor || strcmp(currency, cases[i].currency) != 0)
			fail_msg("\"%s\": status %d (%s), %lld %s", cases[i].text, (int)status, why, (long long)minor,
			         currency);
	}
}

static void test_refused(void **state)
{
	static const struct {
		const char *text;
		char decimal;
		const char *assumed;
	} cases[] = {
		{ "", '.', "CNY" },
		{ "  ", '.', "CNY" },
		{ "1,2", '.', "CNY" },
		{ "12,34.5", '.', "CNY" },
		{ "1.200,50", '.', "EUR" },
		{ "1,200.50", ',', "EUR" },
		{ "0.001", '.', "CNY" },
		{ "0.0000001万", '.', "CNY" },                     /* a tenth of a fen */
		{ "120.5", '.', "JPY" },
		{ "JPY 0.5", '.', "CNY" },
		{ "KWD 1.2345", '.', "CNY" },
		{ "92233720368547758.08", '.', "CNY" },
		{ "-92233720368547758.09", '.', "CNY" },
		{ "1000000000亿", '.', "CNY" },                    /* 1e17 yuan */
		{ "99999999999999999999999", '.', "CNY" },
		{ "3m", '.', "CNY" },                              /* thousandths or millions? */
		{ "3B", '.', "CNY" },
		{ "3kk", '.', "CNY" },
		{ "万", '.', "CNY" },
		{ "12万3千", '.', "CNY" },
		{ "12 XYZ", '.', "CNY" },
		{ "USD", '.', "CNY" },
		{ "USD 12 USD", '.', "CNY" },
		{ "USD 12 EUR", '.', "CNY" },
		{ "12 US", '.', "CNY" },
		{ "12 USDX", '.', "CNY" },
		{ "$12", '.', "CNY" },
		{ "¥12", '.', "CNY" },                             /* yuan or yen */
		{ "(12)", '.', "CNY" },
		{ "1e3", '.', "CNY" },
		{ "1 200", '.', "CNY" },
		{ "12.", '.', "CNY" },
		{ "n/a", '.', "CNY" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		char currency[4] = "???";
		int64_t minor = 0;
		const char *why = NULL;

		if (kam_money_parse(cases[i].text, strlen(cases[i].text), cases[i].decimal, cases[i].assumed, currency,
		                    &minor, &why) != KAM_BAD_VALUE)
			fail_msg("\"%s\" is read as %lld", cases[i].text, (long long)minor);
		assert_true(why != NULL && why[0] != '\0');
		assert_string_equal(currency, "");
	}
}

static void test_format(void **state)
{
	static const struct {
		int64_t minor;
		const char *currency;
		bool grouped;
		const char *text;
	} cases[] = {
		{ 105400, "CNY", false, "1054.00" },
		{ 105400, "CNY", true, "1,054.00" },
		{ 0, "CNY", true, "0.00" },
		{ 5, "USD", true, "0.05" },
		{ -5, "USD", false, "-0.05" },
		{ 99999, "USD", true, "999.99" },
		{ 100000000, "USD", true, "1,000,000.00" },
		{ -123456789, "JPY", true, "-123,456,789" },
		{ 0, "JPY", false, "0" },
		{ 1234, "KWD", false, "1.234" },
		{ 15000, "CLF", false, "1.5000" },
		{ 7, "", false, "0.07" },
		{ 7, NULL, false, "0.07" },
		{ INT64_MAX, "CNY", true, "92,233,720,368,547,758.07" },
		{ INT64_MIN, "CNY", true, "-92,233,720,368,547,758.08" },
		{ INT64_MIN, "JPY", true, "-9,223,372,036,854,775,808" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		char text[40];

		assert_int_equal(kam_money_format(cases[i].minor, cases[i].currency, cases[i].grouped, text),
		                 strlen(cases[i].text));
		assert_string_equal(text, cases[i].text);
	}
}

static void test_currencies(void **state)
{
	static const struct {
		int digits;
		const char *codes;
	} cases[] = {
		/* ISO 4217: all that do not have two decimals */
		{ 0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF" },
		{ 3, "BHD IQD JOD KWD LYD OMR TND" },
		{ 4, "CLF UYW" },
		/* the first, the last and some of the rest; those of late; those withdrawn of late */
		{ 2, "AED ZWG CNY USD EUR GBP HKD TWD CHF SGD MOP MRU MGA XCD XCG SLE VED VES BGN HRK ANG" },
		/* no codes, and codes without a minor unit */
		{ -1, "XYZ AAA ZZZ XXX XTS XAU XDR cny DEM" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		for (const char *code = cases[i].codes; *code != '\0'; code += strspn(code, " ")) {
			char one[4];

			memcpy(one, code, 3);
			one[3] = '\0';
			if (kam_currency_digits(one) != cases[i].digits)
				fail_msg("%s has %d digits", one, kam_currency_digits(one));
			code += 3;
		}
	}
	assert_int_equal(kam_currency_digits(NULL), -1);
	assert_int_equal(kam_currency_digits(""), -1);
	assert_int_equal(kam_currency_digits("CN"), -1);
	assert_int_equal(kam_currency_digits("CNYX"), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parse),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_format),
		cmocka_unit_test(test_currencies),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
