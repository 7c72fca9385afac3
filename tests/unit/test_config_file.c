/* The configuration: two files in their order, and lines cut into words. */
#include "config_file.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[] = "/tmp/kam-config.XXXXXX";
static char first[64], second[64];

static int make_folder(void **state)
{
	(void)state;
	if (mkdtemp(folder) == NULL)
		return -1;
	snprintf(first, sizeof first, "%s/system", folder);
	snprintf(second, sizeof second, "%s/user", folder);
	return 0;
}

static int remove_folder(void **state)
{
	(void)state;
	unlink(first);
	unlink(second);
	return rmdir(folder);
}

static void put(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_int_equal(fputs(text, file) >= 0, 1);
	assert_int_equal(fclose(file), 0);
}

static enum kam_status read_both(struct context *context, const char *system, const char *user)
{
	const char *paths[] = { system != NULL ? first : NULL, second };

	memset(context, 0, sizeof *context);
	if (system != NULL)
		put(first, system);
	put(second, user);
	return config_read(context, paths, 2);
}

static void forget(struct context *context)
{
	config_free(context->config);
	free(context->message);
}

/* The words of a line, [ ] around each. */
static void assert_words(const struct config_line *line, const char *wanted)
{
	char text[256] = "";
	size_t length = 0;

	assert_non_null(line);
	for (int i = 0; i < line->count; i++)
		length += (size_t)snprintf(text + length, sizeof text - length, "[%s]", line->words[i]);
	assert_null(line->words[line->count]);
	assert_string_equal(text, wanted);
}

static void the_users_file_comes_after_the_systems(void **state)
{
	struct context context;
	const struct config_line *line;

	(void)state;
	assert_int_equal(read_both(&context, "[alias]\na = bid list\n[hooks]\nbid-stage = /bin/one\ntimeout = 3\n",
	                           "[hooks]\nbid-stage = /bin/two\n[alias]\na = account list\n"), KAM_OK);
	assert_int_equal(context.config->hook_seconds, 3);
	line = config_before(context.config, CONFIG_ALIAS, NULL);
	assert_words(line, "[a][account][list]");
	assert_string_equal(line->file, second);
	assert_int_equal(line->number, 4);
	line = config_before(context.config, CONFIG_ALIAS, line);
	assert_words(line, "[a][bid][list]");
	assert_string_equal(line->file, first);
	assert_null(config_before(context.config, CONFIG_ALIAS, line));
	assert_words(alias_find(&context, "a"), "[a][account][list]");
	assert_null(alias_find(&context, "b"));
	/* hooks: timeout is a line of its own */
	line = config_before(context.config, CONFIG_HOOKS, NULL);
	assert_words(line, "[bid-stage][/bin/two]");
	line = config_before(context.config, CONFIG_HOOKS, line);
	assert_words(line, "[timeout][3]");
	line = config_before(context.config, CONFIG_HOOKS, line);
	assert_words(line, "[bid-stage][/bin/one]");
	forget(&context);
}

static void lines_are_cut_into_words(void **state)
{
	static const struct {
		const char *line, *wanted;
	} table[] = {
		{ "a=b", "[a][b]" },
		{ "  a\t =\t b  c \t", "[a][b][c]" },
		{ "a = 'b c'", "[a][b c]" },
		{ "a = \"b 'c'\"d", "[a][b 'c'd]" },
		{ "a = b=c==", "[a][b=c==]" },
		{ "a = b\\ c \\\\ \\'", "[a][b c][\\][']" },
		{ "a = '\\b' \"\\b \\\" \\\\\"", "[a][\\b][\\b \" \\]" },
		{ "a = '' b", "[a][][b]" },
		{ "a = b # c", "[a][b]" },
		{ "a = b#c '#'", "[a][b#c][#]" },
		{ "a = b \\\n  c", "[a][b][c]" },
		{ "a = b\\\r\nc", "[a][b][c]" },
		{ "a = b \\", "[a][b][\\]" },
		{ "a = 客户 '华 为'", "[a][客户][华 为]" },
		{ "a = $HOME `id` ~x ~", "[a][$HOME][`id`][~x][~]" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct context context;
		char text[128];

		snprintf(text, sizeof text, "[alias]\n%s", table[i].line);
		assert_int_equal(read_both(&context, NULL, text), KAM_OK);
		assert_words(config_before(context.config, CONFIG_ALIAS, NULL), table[i].wanted);
		forget(&context);
	}
}

static void a_wrong_line_is_named_by_the_first_of_its_lines(void **state)
{
	static const struct {
		const char *text;
		int line;
	} table[] = {
		{ "x", 1 },
		{ "# \\\nx", 2 },
		{ "[alias]\na = b \\\n c \\\n d\nx", 5 },
		{ "[alias]\r\n\r\na = 'b \\\r\n c\r\n", 3 },
		{ "[alias]\na = b\n\n\n[alia]\n", 5 },
		{ "[alias] b\n", 1 },
		{ "[alias\n", 1 },
		{ "[]\n", 1 },
		{ "=", 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct context context;
		char wanted[96];

		snprintf(wanted, sizeof wanted, "%s:%d: ", second, table[i].line);
		assert_int_equal(read_both(&context, NULL, table[i].text), KAM_BAD_DATA);
		assert_memory_equal(context_message(&context), wanted, strlen(wanted));
		forget(&context);
	}
}

static void a_large_file_is_read_and_a_larger_one_refused(void **state)
{
	size_t size = (1 << 20) + 2;
	char *text = malloc(size + 1);
	struct context context;

	(void)state;
	assert_non_null(text);
	memset(text, '#', size);
	memcpy(text + 100000, "\n[alias]\na = b\n#", 16);
	text[1 << 20] = '\0';
	assert_int_equal(read_both(&context, NULL, text), KAM_OK);
	assert_words(alias_find(&context, "a"), "[a][b]");
	forget(&context);
	text[1 << 20] = '#';
	text[size] = '\0';
	assert_int_equal(read_both(&context, NULL, text), KAM_BAD_DATA);
	forget(&context);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_users_file_comes_after_the_systems),
		cmocka_unit_test(lines_are_cut_into_words),
		cmocka_unit_test(a_wrong_line_is_named_by_the_first_of_its_lines),
		cmocka_unit_test(a_large_file_is_read_and_a_larger_one_refused),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
