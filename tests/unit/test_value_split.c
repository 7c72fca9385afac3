/* A whole divided by weights: the parts sum to it, by the largest remainder. */
#include "kam/value.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static void test_split(void **state)
{
	static const struct {
		int64_t whole;
		size_t count;
		int64_t weights[5], parts[5];
	} cases[] = {
		{ 10000, 3, { 1, 1, 1 }, { 3334, 3333, 3333 } },
		{ 10000, 1, { 7 }, { 10000 } },
		{ 10000, 2, { 1, 1 }, { 5000, 5000 } },
		{ 0, 2, { 1, 1 }, { 0, 0 } },
		{ 1, 3, { 1, 1, 1 }, { 1, 0, 0 } },
		{ 2, 3, { 1, 1, 1 }, { 1, 1, 0 } },
		/* 3 of 7 × 100 = 42.857…, 14.285…, 42.857…: two more, to the two larger remainders */
		{ 100, 3, { 3, 1, 3 }, { 43, 14, 43 } },
		/* 16.666…, 33.333…, 50: the first has the largest remainder */
		{ 100, 3, { 1, 2, 3 }, { 17, 33, 50 } },
		/* 11.111…, 22.222…, 66.666… */
		{ 100, 3, { 1, 2, 6 }, { 11, 22, 67 } },
		{ 100, 3, { 0, 1, 0 }, { 0, 100, 0 } },
		{ 7, 5, { 1, 1, 1, 1, 1 }, { 2, 2, 1, 1, 1 } },
		/* INT64_MAX = 3 × 3074457345618258602 + 1 */
		{ INT64_MAX, 3, { 1, 1, 1 }, { 3074457345618258603, 3074457345618258602, 3074457345618258602 } },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		int64_t parts[5], sum = 0;

		assert_true(kam_split(cases[i].whole, cases[i].weights, cases[i].count, parts));
		for (size_t part = 0; part < cases[i].count; part++) {
			assert_int_equal(parts[part], cases[i].parts[part]);
			sum += parts[part];
		}
		assert_true(sum == cases[i].whole);
	}
}

static void test_nothing_to_divide_by(void **state)
{
	int64_t parts[2];

	(void)state;
	assert_false(kam_split(100, (int64_t[]){ 0, 0 }, 2, parts));
	assert_false(kam_split(100, (int64_t[]){ -1, 2 }, 2, parts));
	assert_false(kam_split(-1, (int64_t[]){ 1, 2 }, 2, parts));
	assert_false(kam_split(100, (int64_t[]){ INT64_MAX, 1 }, 2, parts));
	assert_false(kam_split(100, (int64_t[]){ 3037000500, 0 }, 2, parts));
	assert_true(kam_split(100, (int64_t[]){ 3037000499, 0 }, 2, parts));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_split),
		cmocka_unit_test(test_nothing_to_divide_by),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
