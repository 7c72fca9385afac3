/* What the tests of the CSV reader share: a file in a folder of this run alone, and all that the reader says of it. */
#ifndef CSV_READ_H
#define CSV_READ_H

#include "test.h"

#include "kam/internal/csv.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const char *const path = "test_csv.tmp";

static void write_file(const char *bytes, size_t length)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, length, file), length);
	assert_int_equal(fclose(file), 0);
}

static void put_row(struct buffer *out, const struct csv_row *row)
{
	buffer_format(out, "%lld", (long long)row->line);
	for (size_t at = 0; at < row->count; at++) {
		assert_int_equal(row->cells[at].text[row->cells[at].length], '\0');
		buffer_put(out, "|");
		buffer_add(out, row->cells[at].text, row->cells[at].length);
	}
	buffer_put(out, "\n");
}

/* All that csv_next() has to say: LINE|CELL|CELL, the header first, and !LINE COLUMN VALUE for a bad row. */
static enum kam_status read_all(struct csv_source *source, struct buffer *out)
{
	const struct csv_row *row;
	enum kam_status status;

	put_row(out, csv_header(source));
	while ((status = csv_next(source, &row)) != KAM_DONE) {
		const struct csv_problem *problem = csv_problem(source);

		if (status == KAM_OK) {
			put_row(out, row);
			continue;
		}
		if (status != KAM_BAD_DATA || problem->fatal)
			return status;
		assert_int_equal(row->line, problem->line);
		buffer_format(out, "!%lld %s %s\n", (long long)problem->line, problem->column, problem->value);
	}
	assert_int_equal(csv_next(source, &row), KAM_DONE);
	return KAM_DONE;
}

static int enter_folder(void **state)
{
	static char folder[] = "/tmp/kam-test-csv-XXXXXX";

	*state = folder;
	return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int leave_folder(void **state)
{
	unlink(path);
	return chdir("/") == 0 && rmdir(*state) == 0 ? 0 : -1;
}

#endif
