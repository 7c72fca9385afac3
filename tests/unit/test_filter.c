/* The --where language: what is read as what, and where errors point. */
#include "test.h"

#include "kam/internal/filter.h"

#include <stdlib.h>
#include <string.h>

static const char *const signs[] = { "=", "!=", "<", "<=", ">", ">=", "~", "!~" };

/* The tree with every bracket written, values in [ ]. */
static void write_tree(struct buffer *out, const struct filter *filter)
{
	size_t index;

	switch (filter->node) {
	case FILTER_AND:
	case FILTER_OR:
		buffer_put(out, "(");
		write_tree(out, filter->left);
		buffer_put(out, filter->node == FILTER_AND ? " and " : " or ");
		write_tree(out, filter->right);
		buffer_put(out, ")");
		break;
	case FILTER_NOT:
		buffer_put(out, "not ");
		write_tree(out, filter->left);
		break;
	case FILTER_EMPTY:
		buffer_format(out, "%s empty", filter->path);
		assert_int_equal(filter->value_count, 0);
		break;
	case FILTER_COMPARE:
		assert_int_equal(filter->value_count, 1);
		buffer_format(out, "%s%s[%s]", filter->path, signs[filter->sign], filter->values[0]);
		break;
	case FILTER_IN:
		buffer_format(out, "%s in ", filter->path);
		for (index = 0; index < filter->value_count; index++)
			buffer_format(out, "[%s]", filter->values[index]);
		break;
	}
}

struct reading {
	const char *text, *want;
};

static const struct reading readings[] = {
	{ "value > 100万 and close_on = 2026-Q4 and not tag = 战略",
	  "((value>[100万] and close_on=[2026-Q4]) and not tag=[战略])" },
	/* every sign, with blanks and without */
	{ "a=1", "a=[1]" },
	{ "a = 1", "a=[1]" },
	{ "a!=1", "a!=[1]" },
	{ "a<1", "a<[1]" },
	{ "a<=1", "a<=[1]" },
	{ "a>1", "a>[1]" },
	{ "a>=1", "a>=[1]" },
	{ "a~x", "a~[x]" },
	{ "a!~x", "a!~[x]" },
	{ "\ta\n=\r\n1 ", "a=[1]" },
	{ "a\xE3\x80\x80=\xC2\xA0"
	  "1",
	  "a=[1]" }, /* a full-width and a no-break blank */
	/* words */
	{ "owner = 李雷", "owner=[李雷]" },
	{ "next_on <= +3d", "next_on<=[+3d]" },
	{ "stance = -2", "stance=[-2]" },
	{ "on = 2026-01-01..2026-04-01", "on=[2026-01-01..2026-04-01]" },
	{ "contact = A1/张三", "contact=[A1/张三]" },
	{ "a = what!", "a=[what!]" },
	{ "a = 50% or b = x;y", "(a=[50%] or b=[x;y])" },
	{ "a = 1.5", "a=[1.5]" },
	{ "a = android or b = Inn", "(a=[android] or b=[Inn])" },
	/* quotes */
	{ "a = '1,200'", "a=[1,200]" },
	{ "a = \"O'Brien (Ltd)\"", "a=[O'Brien (Ltd)]" },
	{ "a = 'O''Brien'", "a=[O'Brien]" },
	{ "a = \"5\"\" pipe\"", "a=[5\" pipe]" },
	{ "a = ''''", "a=[']" },
	{ "a = ''", "a=[]" },
	{ "a = 'and'", "a=[and]" },
	{ "a='x'and b='y'", "(a=[x] and b=[y])" },
	/* paths */
	{ "owner.manager.name ~ li", "owner.manager.name~[li]" },
	{ "closed_on.year = 2026", "closed_on.year=[2026]" },
	{ "tag.\"Lead Quality\" = High", "tag.Lead Quality=[High]" },
	{ "tag.'Lead Quality' is empty", "tag.Lead Quality empty" },
	{ "account.tag.\"a\"\"b.c\" = 1", "account.tag.a\"b.c=[1]" },
	{ "tag.\"x\".y = 1", "tag.x.y=[1]" },
	{ "tag.系列 = 1", "tag.系列=[1]" },
	/* keywords in any case */
	{ "A = 1 AND b = 2 Or c = 3", "((A=[1] and b=[2]) or c=[3])" },
	{ "a Is Empty", "a empty" },
	{ "a is not empty", "not a empty" },
	{ "a IS NOT EMPTY or NOT b is empty", "(not a empty or not b empty)" },
	{ "a in (x)", "a in [x]" },
	{ "a In ( x , 'y z',\"w\" )", "a in [x][y z][w]" },
	{ "a not in (x, y)", "not a in [x][y]" },
	{ "not a not in (x)", "not not a in [x]" },
	/* precedence: not, and, or; brackets override */
	{ "a=1 or b=2 and c=3", "(a=[1] or (b=[2] and c=[3]))" },
	{ "a=1 and b=2 or c=3", "((a=[1] and b=[2]) or c=[3])" },
	{ "(a=1 or b=2) and c=3", "((a=[1] or b=[2]) and c=[3])" },
	{ "not a=1 and b=2", "(not a=[1] and b=[2])" },
	{ "not (a=1 and b=2)", "not (a=[1] and b=[2])" },
	{ "((a=1))", "a=[1]" },
	{ "not(not(a=1))", "not not a=[1]" },
	{ "a=1 or b=2 or c=3", "((a=[1] or b=[2]) or c=[3])" },
	{ "a=1 or b=2 or c=3 or d=4 or e=5", "(((a=[1] or b=[2]) or (c=[3] or d=[4])) or e=[5])" },
};

static void test_reads(void **state)
{
	size_t index;

	(void)state;
	for (index = 0; index < sizeof readings / sizeof *readings; index++) {
		struct kam kam = { 0 };
		struct buffer tree = { 0 };
		struct filter *filter;

		if (filter_parse(&kam, readings[index].text, &filter) == KAM_OK)
			write_tree(&tree, filter);
		else
			buffer_put(&tree, buffer_text(&kam.message));
		assert_string_equal(buffer_text(&tree), readings[index].want);
		filter_free(filter);
		buffer_free(&tree);
		buffer_free(&kam.message);
	}
}

struct error {
	const char *text;
	size_t caret; /* columns before the caret, the indentation of two left out */
	const char *first;
};

static const struct error errors[] = {
	{ "", 0, "expected a field, 'not' or (, found the end" },
	{ "  ", 2, "expected a field, 'not' or (, found the end" },
	{ "value >", 7, "expected a value, found the end" },
	{ "value > and a = 1", 8, "expected a value, found and; write the word in quotes if it is meant as one" },
	{ "value", 5, "expected one of = != < <= > >= ~ !~ is in, found the end" },
	{ "value 3", 6, "expected one of = != < <= > >= ~ !~ is in, found 3" },
	{ "value == 3", 7, "expected a value, found =" },
	{ "value <> 3", 7, "expected a value, found >" },
	{ "'value' = 3", 0, "expected a field, 'not' or (, found 'value'" },
	{ "and = 3", 0, "expected a field, 'not' or (, found and" },
	{ "not not a = 3", 4, "expected a field or (, found not" },
	{ "!a", 0, "expected a field, 'not' or (, found !" },
	{ "a = 1,200", 5, "expected 'and', 'or' or the end, found ,; a value that holds a comma is written in quotes" },
	{ "a = last week", 9,
	  "expected 'and', 'or' or the end, found week; a value of several words is written in quotes" },
	{ "a = 1)", 5, "expected 'and', 'or' or the end, found )" },
	{ "(a = 1", 6, "expected 'and', 'or' or ), found the end" },
	{ "()", 1, "expected a field, 'not' or (, found )" },
	{ "a = 1 or", 8, "expected a field, 'not' or (, found the end" },
	{ "a = 1 and and b = 2", 10, "expected a field, 'not' or (, found and" },
	{ "a = 'b", 4, "expected a closing ' for the quote that opens here; a quote within is doubled" },
	{ "a = b\"c", 5, "expected a closing \" for the quote that opens here; a quote within is doubled" },
	{ "a = 'b'c", 7, "expected 'and', 'or' or the end, found c; a value of several words is written in quotes" },
	{ "a is 3", 5, "expected 'empty' or 'not empty', found 3" },
	{ "a is not 3", 9, "expected 'empty', found 3" },
	{ "a not = 3", 6, "expected 'in', found =" },
	{ "a in x", 5, "expected (, found x" },
	{ "a in ()", 6, "expected a value, found )" },
	{ "a in (x,)", 8, "expected a value, found )" },
	{ "a in (x y)", 8, "expected a comma or ), found y; a value of several words is written in quotes" },
	{ "a in (x", 7, "expected a comma or ), found the end" },
	{ "a. = 1", 3, "expected a name after the dot, found =" },
	{ ".a = 1", 0, "expected a name before the dot" },
	{ "a..b = 1", 2, "expected a name before the dot" },
	{ "tag.\"\" = 1", 4, "expected a name after the dot, found \"\"" },
	{ "tag. \"x\" = 1", 5, "expected a name after the dot, found \"x\"" },
	{ "tag.\"x\"y = 1", 7, "expected one of = != < <= > >= ~ !~ is in, found y" },
	/* a long word is shown by its first forty columns */
	{ "1234567890123456789012345678901234567890123 x", 44, "expected one of = != < <= > >= ~ !~ is in, found x" },
	{ "a 1234567890123456789012345678901234567890123", 2,
	  "expected one of = != < <= > >= ~ !~ is in, found 1234567890123456789012345678901234567890…" },
	/* the caret stands by width: two columns for a Chinese character */
	{ "名称 = 华为 公司", 12,
	  "expected 'and', 'or' or the end, found 公司; a value of several words is written in quotes" },
};

static void test_errors_point_at_the_column(void **state)
{
	size_t index;

	(void)state;
	for (index = 0; index < sizeof errors / sizeof *errors; index++) {
		const struct error *error = &errors[index];
		struct kam kam = { 0 };
		struct buffer want = { 0 };
		struct filter *filter;
		enum kam_status status = filter_parse(&kam, error->text, &filter);

		buffer_format(&want, "%s\n  %s\n  %*s^", error->first, error->text, (int)error->caret, "");
		assert_string_equal(buffer_text(&kam.message), buffer_text(&want));
		assert_int_equal(status, KAM_BAD_VALUE);
		assert_null(filter);
		buffer_free(&want);
		buffer_free(&kam.message);
	}
}

static void test_control_characters_are_shown(void **state)
{
	struct kam kam = { 0 };
	struct filter *filter;

	(void)state;
	assert_int_equal(filter_parse(&kam, "a =\n)\x1B[31m", &filter), KAM_BAD_VALUE);
	assert_string_equal(buffer_text(&kam.message), "expected a value, found )\n  a =\\n)\\e[31m\n       ^");
	buffer_free(&kam.message);
}

static void test_not_utf8(void **state)
{
	struct kam kam = { 0 };
	struct filter *filter;

	(void)state;
	assert_int_equal(filter_parse(&kam, "a = \xC0\xAF", &filter), KAM_BAD_VALUE);
	assert_null(filter);
	assert_string_equal(buffer_text(&kam.message), "the filter is not UTF-8 text from its byte 5 on");
	buffer_free(&kam.message);
}

static void test_columns_are_bytes_from_one(void **state)
{
	struct kam kam = { 0 };
	struct filter *filter;

	(void)state;
	assert_int_equal(filter_parse(&kam, "名 in (a, 'b')", &filter), KAM_OK);
	assert_int_equal(filter->column, 1);
	assert_int_equal(filter->value_columns[0], 9);
	assert_int_equal(filter->value_columns[1], 12);
	filter_free(filter);
	buffer_free(&kam.message);
}

static void test_fail_takes_any_column(void **state)
{
	static const struct {
		size_t column;
		const char *want;
	} rows[] = {
		{ 0, "why\n  a=b\n  ^" },
		{ 1, "why\n  a=b\n  ^" },
		{ 3, "why\n  a=b\n    ^" },
		{ 99, "why\n  a=b\n     ^" },
	};
	size_t index;

	(void)state;
	for (index = 0; index < sizeof rows / sizeof *rows; index++) {
		struct kam kam = { 0 };

		assert_int_equal(filter_fail(&kam, "a=b", rows[index].column, "why"), KAM_BAD_VALUE);
		assert_string_equal(buffer_text(&kam.message), rows[index].want);
		buffer_free(&kam.message);
	}
}

static void repeat(struct buffer *buffer, const char *text, int times)
{
	while (times-- > 0)
		buffer_put(buffer, text);
}

static enum kam_status parse_brackets(int depth)
{
	struct kam kam = { 0 };
	struct buffer text = { 0 };
	struct filter *filter;
	enum kam_status status;

	repeat(&text, "not (", depth);
	buffer_put(&text, "a=1");
	repeat(&text, ")", depth);
	status = filter_parse(&kam, buffer_text(&text), &filter);
	filter_free(filter);
	buffer_free(&text);
	buffer_free(&kam.message);
	return status;
}

static void test_depth_is_limited(void **state)
{
	(void)state;
	assert_int_equal(parse_brackets(100), KAM_OK);
	assert_int_equal(parse_brackets(101), KAM_BAD_VALUE);
	assert_int_equal(parse_brackets(100000), KAM_BAD_VALUE);
}

static int depth_of(const struct filter *filter)
{
	int left, right;

	if (!filter)
		return 0;
	left = depth_of(filter->left);
	right = depth_of(filter->right);
	return 1 + (left > right ? left : right);
}

/* 2^12 terms in a row need twelve joints above each. */
static void test_long_chains_stay_shallow(void **state)
{
	struct kam kam = { 0 };
	struct buffer text = { 0 };
	struct filter *filter;

	(void)state;
	buffer_put(&text, "a=1");
	repeat(&text, " or a=1", 4095);
	assert_int_equal(filter_parse(&kam, buffer_text(&text), &filter), KAM_OK);
	assert_int_equal(depth_of(filter), 13);
	filter_free(filter);
	buffer_free(&text);
	buffer_free(&kam.message);
}

static void test_free_takes_nothing(void **state)
{
	(void)state;
	filter_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reads),
		cmocka_unit_test(test_errors_point_at_the_column),
		cmocka_unit_test(test_control_characters_are_shown),
		cmocka_unit_test(test_not_utf8),
		cmocka_unit_test(test_columns_are_bytes_from_one),
		cmocka_unit_test(test_fail_takes_any_column),
		cmocka_unit_test(test_depth_is_limited),
		cmocka_unit_test(test_long_chains_stay_shallow),
		cmocka_unit_test(test_free_takes_nothing),
	};

	return cmocka_run_group_tests_name("filter", tests, NULL, NULL);
}
