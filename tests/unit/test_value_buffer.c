/* Growing text, and the exit status of each answer. */
#include "kam/internal/buffer.h"

#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void test_growing(void **state)
{
	struct buffer buffer = { 0 };
	char *taken;

	(void)state;
	assert_string_equal(buffer_text(&buffer), "");
	for (int i = 0; i < 1000; i++)
		buffer_add(&buffer, "0123456789", 10);
	assert_int_equal(buffer.length, 10000);
	assert_int_equal(strlen(buffer_text(&buffer)), 10000);
	buffer_reset(&buffer);
	assert_string_equal(buffer_text(&buffer), "");
	buffer_put(&buffer, "a");
	buffer_add(&buffer, "", 0);
	buffer_format(&buffer, "-%d-%s", 7, "b");
	assert_string_equal(buffer_text(&buffer), "a-7-b");
	taken = buffer_take(&buffer);
	assert_string_equal(taken, "a-7-b");
	free(taken);
	assert_null(buffer.text);
	taken = buffer_take(&buffer); /* nothing was added */
	assert_string_equal(taken, "");
	free(taken);
	buffer_free(&buffer);
	buffer_free(&buffer);
}

/* Around the size that is made at first, where the terminating NUL does or does not fit. */
static void test_format_lengths(void **state)
{
	char text[300];

	(void)state;
	memset(text, 'x', sizeof text);
	for (int length = 0; length < 300; length++) {
		struct buffer buffer = { 0 };

		buffer_format(&buffer, "%.*s|", length, text);
		assert_int_equal(buffer.length, length + 1);
		assert_int_equal(buffer.text[length], '|');
		assert_int_equal(buffer.text[length + 1], '\0');
		buffer_free(&buffer);
	}
}

static void test_failure(void **state)
{
	struct buffer buffer = { 0 };

	(void)state;
	buffer_put(&buffer, "some");
	buffer_add(&buffer, "never read", SIZE_MAX - 2); /* refused before it is looked at */
	buffer_put(&buffer, "more");
	assert_true(buffer.failed);
	assert_null(buffer_text(&buffer));
	assert_null(buffer_take(&buffer));
	buffer_put(&buffer, "anew");
	assert_string_equal(buffer_text(&buffer), "anew");
	buffer_free(&buffer);
}

static void test_exit(void **state)
{
	static const struct {
		enum kam_status status;
		int exit;
	} cases[] = {
		{ KAM_OK, 0 },           { KAM_DONE, 0 },       { KAM_REFUSED, 1 },      { KAM_NOT_FOUND, 1 },
		{ KAM_AMBIGUOUS, 1 },    { KAM_USAGE, 2 },      { KAM_BAD_VALUE, 2 },    { KAM_FINDINGS, 3 },
		{ KAM_UNDELIVERED, 4 },  { KAM_BAD_DATA, 65 },  { KAM_NO_DATABASE, 66 }, { KAM_NO_MEMORY, 71 },
		{ KAM_SYSTEM, 71 },      { KAM_CANNOT_CREATE, 73 }, { KAM_IO, 74 },      { KAM_BUSY, 75 },
		{ KAM_NOT_PERMITTED, 77 }, { KAM_INTERRUPTED, 130 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_int_equal(kam_status_exit(cases[i].status), cases[i].exit);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_growing),
		cmocka_unit_test(test_format_lengths),
		cmocka_unit_test(test_failure),
		cmocka_unit_test(test_exit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
