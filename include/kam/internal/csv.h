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
	/* NULL: UTF-8 (BOM or not), UTF-16 by BOM, else GB18030 if it looks like it; else a name that iconv knows */
	const char *encoding;
	/* A sep= line in the file wins over it. 0: the most frequent of , ; TAB in the first line, else a comma. */
	char delimiter;
	bool no_header;
	bool exact; /* outer blanks are part of a column's name */
};

/*
 * Open a file ("-": standard input; what is no regular file is spooled first
 * to an unlinked temporary file). Goes over the whole file to see whether it
 * is UTF-8 (a byte that is not is refused here), chooses the delimiter and
 * reads the header, unless told that there is none. `options` may be NULL.
 * KAM_NO_DATABASE (no such file, a folder), KAM_NOT_PERMITTED, KAM_IO,
 * KAM_CANNOT_CREATE (the temporary file), KAM_BAD_VALUE (no such encoding,
 * no delimiter), KAM_INTERRUPTED, KAM_BAD_DATA (message: file, line, column,
 * what to do); *out is NULL then.
 */
enum kam_status csv_open(struct kam *kam, const char *path, const struct csv_options *options, struct csv_source **out);
void csv_close(struct csv_source *source); /* NULL-safe */

/* The header's cells, outer blanks kept; no name comes twice (blanks aside). Without a header: as many as the
 * first row has, named 1, 2, 3; an empty header cell is named by its number as well. */
const struct csv_row *csv_header(const struct csv_source *source);

/*
 * KAM_OK: *row is the next row that is not blank (some cell holds more than
 * spaces and TABs), with as many cells as the header. KAM_DONE: the end.
 * KAM_BAD_DATA: the file breaks the rules (missing or surplus non-blank cells,
 * stray quote, lone CR, NUL, bad bytes, unterminated quote, a cell above
 * 16 MiB, a row above 32 MiB or 65536 columns): read csv_problem(). If it is
 * not fatal (a wrong number of cells: *row holds those there are), the next
 * call goes on with the next row; if it is, each call answers the same.
 * KAM_BUSY: the file was changed while it was read. KAM_IO, KAM_INTERRUPTED,
 * KAM_NO_MEMORY. The handle's message is set for every status but KAM_OK and
 * KAM_DONE.
 */
enum kam_status csv_next(struct csv_source *source, const struct csv_row **row);
struct csv_problem {
	int64_t line;
	char column[64];    /* name or number of the column, shortened; "" when it is not about one */
	char value[128];    /* the offending text, shortened; a byte as 0xE9; "" when there is none to show */
	const char *remedy; /* what is wrong and what to do, translated; borrowed until the next row */
	bool fatal;
};
const struct csv_problem *csv_problem(const struct csv_source *source);

/* Bytes read so far and in all, for progress. */
void csv_progress(const struct csv_source *source, int64_t *done, int64_t *total);
char csv_delimiter_of(const struct csv_source *source);
const char *csv_encoding_of(const struct csv_source *source);

#endif
