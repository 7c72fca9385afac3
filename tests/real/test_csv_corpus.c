/* The CSV reader on other people's nasty files, where they are at hand: KAM_REAL_DATA, verdicts in tests/real. */
#include "test.h"

#include "kam/internal/csv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const verdicts = "tests/real/nasty_csv_verdicts.tsv";

/* What the reader says: "read" or "refused", rows that fit and columns, and the first message. */
struct outcome {
	bool refused;
	long long rows;
	size_t columns;
	struct buffer message;
};

static struct outcome read_file(const char *name)
{
	struct kam kam = { 0 };
	struct outcome outcome = { 0 };
	struct csv_source *source;
	const struct csv_row *row;
	enum kam_status status = csv_open(&kam, name, NULL, &source);

	if (status == KAM_OK)
		outcome.columns = csv_header(source)->count;
	while (status == KAM_OK) {
		status = csv_next(source, &row);
		outcome.rows += status == KAM_OK;
	}
	outcome.refused = status != KAM_DONE;
	outcome.message = kam.message;
	csv_close(source);
	return outcome;
}

/* Cut the line at its tabs: six columns. */
static void split(char *line, char *columns[6])
{
	for (size_t at = 0; at < 6; at++) {
		columns[at] = line;
		line += strcspn(line, "\t\n");
		if (*line != '\0')
			*line++ = '\0';
	}
}

/* FILE, read or refused, line of the first fault, a part of its message or "N rows of M" columns. */
static bool check_file(const char *folder, char *columns[6])
{
	struct buffer name = { 0 }, want = { 0 };
	struct outcome outcome;
	bool right;

	buffer_format(&name, "%s/nasty_csv/%s", folder, columns[0]);
	outcome = read_file(buffer_text(&name));
	if (strcmp(columns[1], "read") == 0) {
		buffer_format(&want, "%lld rows of %zu", outcome.rows, outcome.columns);
		right = !outcome.refused && strcmp(buffer_text(&want), columns[3]) == 0;
	} else {
		buffer_format(&want, "%s:%s: ", buffer_text(&name), columns[2]);
		right = outcome.refused && strncmp(buffer_text(&outcome.message), want.text, want.length) == 0 &&
		        strstr(buffer_text(&outcome.message), columns[3]);
	}
	if (!right)
		print_error("%s: not %s, %s: %lld rows, %s\n", columns[0], columns[1], columns[3], outcome.rows,
		            buffer_text(&outcome.message));
	buffer_free(&name);
	buffer_free(&want);
	buffer_free(&outcome.message);
	return right;
}

static void test_nasty_files(void **state)
{
	const char *folder = getenv("KAM_REAL_DATA") ? getenv("KAM_REAL_DATA") : "../shared/data";
	FILE *file = fopen(verdicts, "r");
	char line[1024], *columns[6];
	size_t files = 0, wrong = 0;
	struct buffer name = { 0 };
	bool there;

	(void)state;
	buffer_format(&name, "%s/nasty_csv/SOURCE.txt", folder);
	there = access(buffer_text(&name), R_OK) == 0;
	buffer_free(&name);
	if (!there) {
		if (file)
			fclose(file);
		skip();
	}
	assert_non_null(file);
	assert_non_null(fgets(line, sizeof line, file));
	while (fgets(line, sizeof line, file)) {
		split(line, columns);
		files++;
		wrong += !check_file(folder, columns);
	}
	fclose(file);
	assert_int_equal(files, 258);
	assert_int_equal(wrong, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nasty_files),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
