/* Text: UTF-8 checked, folded, measured, cut, escaped and compared. */
#include "kam/value.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define TEXT(literal) literal, sizeof(literal) - 1

static void test_valid(void **state)
{
	static const struct {
		const char *text;
		size_t length;
		int offset; /* -1: well-formed */
	} cases[] = {
		{ TEXT(""), -1 },
		{ TEXT("plain ASCII of more than eight bytes"), -1 },
		{ TEXT("华为技术有限公司"), -1 },
		{ TEXT("\x7f\xc2\x80\xdf\xbf\xe0\xa0\x80\xef\xbf\xbf\xf0\x90\x80\x80\xf4\x8f\xbf\xbf"), -1 },
		{ TEXT("\xed\x9f\xbf\xee\x80\x80"), -1 },           /* either side of the surrogates */
		{ TEXT("ab\0cd"), 2 },                              /* NUL */
		{ TEXT("12345678abcdefg\0"), 15 },                  /* NUL among eight bytes */
		{ TEXT("12345678\x80"), 8 },                        /* lone continuation */
		{ TEXT("\xc0\xaf"), 0 },                            /* overlong / */
		{ TEXT("\xc1\xbf"), 0 },
		{ TEXT("a\xe0\x9f\xbf"), 1 },
		{ TEXT("\xf0\x8f\xbf\xbf"), 0 },
		{ TEXT("x\xed\xa0\x80"), 1 },                       /* surrogates */
		{ TEXT("\xed\xbf\xbf"), 0 },
		{ TEXT("\xf4\x90\x80\x80"), 0 },                    /* above U+10FFFF */
		{ TEXT("\xf5\x80\x80\x80"), 0 },
		{ TEXT("\xff"), 0 },
		{ TEXT("abc\xe5\x8d"), 3 },                         /* cut short */
		{ TEXT("abc\xf0\x9f\x98"), 3 },
		{ TEXT("\xc3"), 0 },
		{ TEXT("\xc3("), 0 },
		{ TEXT("\xe5(\x8d"), 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		size_t offset = 999;
		bool valid = kam_text_valid(cases[i].text, cases[i].length, &offset);

		if (valid != (cases[i].offset < 0) || (!valid && offset != (size_t)cases[i].offset))
			fail_msg("case %zu: valid %d at %zu", i, valid, offset);
		assert_int_equal(kam_text_valid(cases[i].text, cases[i].length, NULL), valid);
	}
}

static void test_fold(void **state)
{
	static const struct {
		const char *text, *folded, *key;
	} cases[] = {
		{ "", "", "" },
		{ "Acme Corp.", "acme corp.", "acmecorp." },
		{ "ＡＢＣ（中国）", "abc(中国)", "abc中国" },
		{ "Abc (中国)", "abc (中国)", "abc中国" },
		{ "华为　技术", "华为 技术", "华为技术" },             /* ideographic blank */
		{ "【华为】〔深圳〕", "【华为】〔深圳〕", "华为深圳" },
		{ "《A》「B」[C]{D}", "《a》「b」[c]{d}", "abcd" },
		{ "北京银行", "北京银行", "北京银行" },
		{ "Müller GmbH", "müller gmbh", "müllergmbh" },
		{ "Mu\xcc\x88ller", "müller", "müller" },             /* decomposed */
		{ "MÜLLER", "müller", "müller" },
		{ "Straße", "strasse", "strasse" },
		{ "ΣΊΣΥΦΟΣ", "σίσυφοσ", "σίσυφοσ" },
		{ "ﾊﾝｶｸ", "ハンカク", "ハンカク" },                     /* half-width kana */
		{ "ﬁnance", "finance", "finance" },                   /* ligature */
		{ "①号", "1号", "1号" },
		{ "so\xc2\xad" "ft", "soft", "soft" },                /* soft hyphen */
		{ "a\xe2\x80\x8b" "b", "ab", "ab" },                  /* zero-width blank */
		{ "a\tb\nc", "a\tb\nc", "abc" },
		{ "no\xc2\xa0" "break", "no break", "nobreak" },
		{ "( )", "( )", "( )" },                              /* nothing would be left */
		{ "（　）", "( )", "（　）" },
		{ "\xe2\x80\x8b", "\xe2\x80\x8b", "\xe2\x80\x8b" },
		{ "“引号”", "“引号”", "“引号”" },                       /* quotation marks are no brackets */
		{ "A\xff" "B", "a\xff" "b", "a\xff" "b" },            /* not UTF-8: never lost */
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		char *folded = kam_text_fold(cases[i].text, strlen(cases[i].text));
		char *key = kam_text_name_key(cases[i].text, strlen(cases[i].text));

		assert_string_equal(folded, cases[i].folded);
		assert_string_equal(key, cases[i].key);
		free(folded);
		free(key);
	}
}

static void test_number_key(void **state)
{
	static const struct {
		const char *text, *key;
	} cases[] = {
		{ "", "" },
		{ "ZB-2026/001", "zb2026001" },
		{ "ＺＢ－２０２６／００１", "zb2026001" },
		{ " zb_2026.001 ", "zb2026001" },
		{ "政采〔2026〕12号", "政采202612号" },
		{ "№ 7", "no7" },
		{ "A+B=C", "abc" },
		{ "007", "007" },
		{ "Los\xc2\xa0" "3–4", "los34" },
		{ "- / .", "" },
		{ "\xe2\x80\x8b", "" },                              /* zero-width blank */
		{ "क्षि-1", "क्षि1" },                                   /* marks belong to their letters */
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		char *key = kam_text_number_key(cases[i].text, strlen(cases[i].text));

		assert_string_equal(key, cases[i].key);
		free(key);
	}
}

static void test_width(void **state)
{
	static const struct {
		const char *text;
		size_t width;
	} cases[] = {
		{ "", 0 },
		{ "abc", 3 },
		{ "华为", 4 },
		{ "Ａ", 2 },
		{ "ﾊ", 1 },
		{ "e\xcc\x81" "a", 2 },                                       /* e with an accent of its own */
		{ "\n\t\x1b", 0 },
		{ "😀", 2 },
		{ "👨\xe2\x80\x8d👩\xe2\x80\x8d👧", 2 },                          /* joined */
		{ "🇨🇳🇩🇪", 4 },                                                /* two flags */
		{ "가", 2 },
		{ "a\xe2\x80\x8b" "b", 2 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		size_t width = kam_text_width(cases[i].text, strlen(cases[i].text));

		if (width != cases[i].width)
			fail_msg("width of \"%s\" is %zu, not %zu", cases[i].text, width, cases[i].width);
	}
}

static void test_prefix(void **state)
{
	static const struct {
		const char *text;
		size_t width, bytes, used;
	} cases[] = {
		{ "abcdef", 3, 3, 3 },
		{ "abc", 9, 3, 3 },
		{ "abc", 0, 0, 0 },
		{ "华为技术", 4, 6, 4 },
		{ "华为技术", 5, 6, 4 },
		{ "a华", 2, 1, 1 },
		{ "e\xcc\x81" "a", 1, 3, 1 },                                 /* the accent stays with its letter */
		{ "👨\xe2\x80\x8d👩x", 2, 11, 2 },
		{ "👨\xe2\x80\x8d👩x", 1, 0, 0 },
		{ "🇨🇳🇩🇪", 3, 8, 2 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		size_t used = 999;
		size_t bytes = kam_text_prefix(cases[i].text, strlen(cases[i].text), cases[i].width, &used);

		if (bytes != cases[i].bytes || used != cases[i].used)
			fail_msg("prefix of \"%s\" in %zu: %zu bytes, %zu columns", cases[i].text, cases[i].width,
			         bytes, used);
	}
	assert_int_equal(kam_text_prefix("abc", 3, 2, NULL), 2);
}

static void test_escape(void **state)
{
	static const struct {
		const char *text;
		size_t length;
		const char *shown;
	} cases[] = {
		{ TEXT(""), "" },
		{ TEXT("plain 华为"), "plain 华为" },
		{ TEXT("a\nb\tc\rd"), "a\\nb\\tc\\rd" },
		{ TEXT("\x1b[31mred\x1b[0m"), "\\e[31mred\\e[0m" },
		{ TEXT("\a\x7f"), "\\u{7}\\u{7F}" },
		{ TEXT("\xc2\x9b" "2J"), "\\u{9B}2J" },                       /* C1: a control sequence by itself */
		{ TEXT("x\xe2\x80\xae" "fdp.exe"), "x\\u{202E}fdp.exe" },
		{ TEXT("\xe2\x81\xa6\xe2\x80\x8e\xd8\x9c"), "\\u{2066}\\u{200E}\\u{61C}" },
		{ TEXT("a\xe2\x80\xa8" "b"), "a\\u{2028}b" },
		{ TEXT("a\xff" "b"), "a\\x{FF}b" },
		{ TEXT("\xc2\xa0|"), "\xc2\xa0|" },                           /* a no-break blank is seen */
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		char *shown = kam_text_escape(cases[i].text, cases[i].length);

		assert_string_equal(shown, cases[i].shown);
		free(shown);
	}
}

#define LONG 1000000

static void test_distance(void **state)
{
	static const struct {
		const char *left, *right;
		size_t distance;
	} cases[] = {
		{ "", "", 0 },      { "", "abc", 3 },         { "huawie", "huawei", 1 }, { "kitten", "sitting", 3 },
		{ "北京银行", "宁波银行", 2 }, { "saturday", "sunday", 3 }, { "abc", "abc", 0 },        { "ca", "abc", 3 },
		/* one byte of a character in common is not a character in common */
		{ "中国", "丮国", 1 }, { "乙", "亙", 1 },
	};
	char left[400], right[500], *one, *other;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		assert_int_equal(kam_text_distance(cases[i].left, cases[i].right), cases[i].distance);
		assert_int_equal(kam_text_distance(cases[i].right, cases[i].left), cases[i].distance);
	}
	memset(left, 'a', sizeof left);
	memset(right, 'a', sizeof right);
	left[sizeof left - 1] = right[sizeof right - 1] = '\0';
	left[7] = 'x';
	assert_int_equal(kam_text_distance(left, right), 101);
	/* A megabyte against a megabyte is no reason to wait: they end alike, or are different throughout. */
	one = malloc(LONG + 1);
	other = malloc(LONG + 2);
	memset(one, 'a', LONG);
	memset(other, 'a', LONG + 1);
	one[LONG] = other[LONG + 1] = '\0';
	assert_int_equal(kam_text_distance(one, other), 1);
	memset(other, 'b', LONG + 1);
	assert_int_equal(kam_text_distance(one, other), LONG + 1);
	free(one);
	free(other);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_valid),    cmocka_unit_test(test_fold),   cmocka_unit_test(test_number_key),
		cmocka_unit_test(test_width),    cmocka_unit_test(test_prefix), cmocka_unit_test(test_escape),
		cmocka_unit_test(test_distance),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
