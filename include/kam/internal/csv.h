/* CSV in: any encoding kam knows, strict rules, every cell with its line. Internal to libkam. */
#ifndef KAM_INTERNAL_CSV_H
#define KAM_INTERNAL_CSV_H

#include "kam/internal/handle.h"

#include <stdio.h>

struct csv_source; /* one open file */

struct csv_cell {
	const char *text; /* NUL-terminated too; borrowed until the next row */
	size_t length;
};

struct csv_row {
	int64_t line;           /* physical line of the row's first cell, from 1 */
	struct csv_cell *cells; /* trailing surplus empty cells beyond the header are dropped */
	size_t count;
};

struct csv_options {
	const char *encoding; /* NULL: UTF-8 (BOM or not), UTF-16 by BOM, else GB18030 if it looks like it */
	char delimiter;       /* 0: a sep= line, else the most frequent of , ; TAB in the first line, else a comma */
	bool no_header;
};

/*
 * Open a file ("-": standard input, spooled first to an unlinked temporary
 * file). Detects encoding and delimiter and reads the header, unless told that
 * there is none. KAM_NO_DATABASE (no such file), KAM_NOT_PERMITTED, KAM_IO,
 * KAM_BAD_DATA (message: file, line, column, what to do).
 */
enum kam_status csv_open(struct kam *kam, const char *path, const struct csv_options *options, struct csv_source **out);
void csv_close(struct csv_source *source); /* NULL-safe */

/* The header's cells, outer blanks kept. Without a header: as many as the first row has, named 1, 2, 3;
 * an empty header cell is named by its number as well. */
const struct csv_row *csv_header(const struct csv_source *source);

/*
 * KAM_OK: *row is the next row that is not blank. KAM_DONE: the end.
 * KAM_BAD_DATA: the file breaks the rules (missing or surplus non-empty cells,
 * stray quote, lone CR, NUL, bad bytes, unterminated quote, a cell above
 * 16 MiB): *row holds the line; column (may be NULL) and remedy are read with
 * csv_problem(). `*fatal` of csv_problem() false: the next call goes on with the next row
 * (only for a wrong number of cells).
 */
enum kam_status csv_next(struct csv_source *source, const struct csv_row **row);
struct csv_problem {
	int64_t line;
	char column[64];  /* name or number of the column; "" when it is not about one */
	char value[128];  /* the offending text, shortened; "" when there is none to show */
	const char *remedy; /* what is wrong and what to do, translated */
	bool fatal;
};
const struct csv_problem *csv_problem(const struct csv_source *source);

/* Bytes read so far and in all, for progress. */
void csv_progress(const struct csv_source *source, int64_t *done, int64_t *total);
char csv_delimiter_of(const struct csv_source *source);
const char *csv_encoding_of(const struct csv_source *source);

#endif
