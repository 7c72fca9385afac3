/* Any bytes as a CSV file, in any encoding: whatever is read must keep what the reader promises. */
#include "kam/internal/csv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool held, const char *what)
{
	if (held)
		return;
	fprintf(stderr, "broken: %s\n", what);
	abort();
}

static void check_row(const struct csv_row *row, int64_t after)
{
	require(row->line > after, "lines go up");
	for (size_t at = 0; at < row->count; at++) {
		const struct csv_cell *cell = &row->cells[at];

		require(cell->text[cell->length] == '\0' && strlen(cell->text) == cell->length, "a cell is a string");
		require(kam_text_valid(cell->text, cell->length, NULL), "a cell is UTF-8");
	}
}

static void check_problem(const struct csv_problem *problem)
{
	require(problem->line >= 1, "a problem has a line");
	require(problem->remedy && problem->remedy[0], "a problem has a remedy");
	require(kam_text_valid(problem->column, strlen(problem->column), NULL), "its column is UTF-8");
	require(kam_text_valid(problem->value, strlen(problem->value), NULL), "its value is UTF-8");
}

static void read_all(struct csv_source *source, bool no_header)
{
	size_t width = csv_header(source)->count;
	int64_t line = no_header ? 0 : csv_header(source)->line;
	const struct csv_row *row;
	enum kam_status status;

	check_row(csv_header(source), no_header && width == 0 ? -1 : 0);
	while ((status = csv_next(source, &row)) != KAM_DONE) {
		if (status == KAM_OK) {
			require(row->count == width, "a row is as wide as the header");
		} else {
			require(status == KAM_BAD_DATA, "a status");
			check_problem(csv_problem(source));
			if (csv_problem(source)->fatal) {
				require(csv_next(source, &row) == KAM_BAD_DATA, "what is fatal stays so");
				return;
			}
			require(row->count != width, "a bad row has another width");
		}
		check_row(row, line);
		line = row->line;
	}
}

/* The first byte chooses the options, the rest is the file. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const encodings[] = { NULL,       NULL,      NULL,           NULL,        "UTF-8",
		                                 "UTF-16LE", "GB18030", "WINDOWS-1252", "SHIFT_JIS", "ISO-2022-CN" };
	static char name[] = "/tmp/kam-fuzz-XXXXXX";
	static char path[32];
	static int file = -1;
	struct kam kam = { 0 };
	struct csv_options options = { 0 };
	struct csv_source *source;
	enum kam_status status;

	if (file < 0) {
		file = mkstemp(name);
		require(file >= 0 && unlink(name) == 0, "a temporary file");
		snprintf(path, sizeof path, "/dev/fd/%d", file);
	}
	if (size == 0)
		return 0;
	options.encoding = encodings[(data[0] & 63) % (sizeof encodings / sizeof *encodings)];
	options.no_header = data[0] & 64;
	options.delimiter = data[0] & 128 ? '|' : '\0';
	require(ftruncate(file, 0) == 0 && pwrite(file, data + 1, size - 1, 0) == (ssize_t)(size - 1), "the file");
	status = csv_open(&kam, path, &options, &source);
	if (status == KAM_OK)
		read_all(source, options.no_header);
	else
		require(status == KAM_BAD_DATA, "a status");
	csv_close(source);
	buffer_free(&kam.message);
	return 0;
}
