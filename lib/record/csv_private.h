/* What the files of the CSV reader share: bytes to text, text to rows, rows to columns. */
#ifndef KAM_RECORD_CSV_PRIVATE_H
#define KAM_RECORD_CSV_PRIVATE_H

#include "kam/internal/csv.h"

#include <csv.h>
#include <iconv.h>
#include <sys/stat.h>

enum {
	CSV_BLOCK = 64 * 1024,             /* bytes read, and fed to libcsv, at a time */
	CSV_CELL_LIMIT = 16 * 1024 * 1024, /* bytes of one cell; a multiple of CSV_BLOCK */
	CSV_ROW_LIMIT = 32 * 1024 * 1024,  /* bytes of one row */
	CSV_COLUMN_LIMIT = 65536,
	/* the same row as it is written: each byte a doubled quote, and two quotes and a delimiter to each cell */
	CSV_WRITTEN_LIMIT = 2 * CSV_ROW_LIMIT + 4 * CSV_COLUMN_LIMIT
};

/* ---- what the bytes are (csv_detect.c) ---- */

/* A check that goes over a file block by block; starts as {0}. */
struct csv_utf8_check {
	int64_t offset;       /* bytes checked so far */
	int64_t character;    /* where the character that is under way begins; when the check fails, where it fails */
	unsigned char wanted; /* bytes still to come of it */
	unsigned char least, most; /* what the next of them may be */
};
/* False at the first byte that is not well-formed UTF-8, or is NUL; not to be called again then. */
bool csv_utf8_add(struct csv_utf8_check *check, const unsigned char *bytes, size_t length);
/* Does it end with a whole character? */
bool csv_utf8_whole(const struct csv_utf8_check *check);

struct csv_gb18030_check {
	int64_t characters;        /* of more than one byte */
	int64_t plain;             /* of those: in GB 2312, and not a single one between two ASCII letters */
	int64_t common;            /* of those: its punctuation and the 3,755 hanzi in everyday use */
	int64_t run;               /* characters since the last ASCII byte */
	unsigned char lead, place; /* of the character under way: first byte, bytes so far */
	bool after_letter, last_plain, last_common;
};
bool csv_gb18030_add(struct csv_gb18030_check *check, const unsigned char *bytes, size_t length);
/* Is it whole, and likely to be Chinese: four characters at least, nine tenths of them plain, half of them common?
 * Western text decodes as GB18030 now and then: it must not pass. */
bool csv_gb18030_likely(const struct csv_gb18030_check *check);

/* Follows a row by its quotes; starts as {0}. For encodings in which quotes and LF are never part of another
 * character. */
struct csv_row_watch {
	bool quoted;
	int64_t length; /* of the row so far, as it is written */
};
/* False once a row is longer than any row can be that the reader would take. */
bool csv_row_watch_add(struct csv_row_watch *watch, const unsigned char *bytes, size_t length);

/* Length of a `sep=X` line at the start, line end and all; 0: there is none. */
size_t csv_separator_line(const char *text, size_t length, char *delimiter);
/* The most frequent of , ; TAB outside quotes in the first line that is not blank; a comma when there is none. */
char csv_delimiter_guess(const char *text, size_t length);
/* ASCII, and not a quote, a line end or NUL. */
bool csv_delimiter_valid(char delimiter);

/* ---- bytes to UTF-8 (csv_input.c) ---- */

enum csv_fault { CSV_SOUND, CSV_BAD_BYTE, CSV_BAD_NUL, CSV_CUT_SHORT };

struct csv_input {
	struct kam *kam;
	char *name;             /* for messages */
	int file;               /* -1: not open */
	int64_t start, end, at; /* offsets in the file: of the first byte, after the last, of the next to read */
	struct stat state;      /* when it was opened */
	char *encoding;
	bool converts; /* false: the bytes are UTF-8 already */
	iconv_t converter;
	unsigned char *raw; /* bytes that wait for the converter */
	size_t raw_at, raw_length;
	bool raw_wanted, raw_ended, flushed, begun;
	bool broken_off;             /* spooling stopped early, at a row that is too long to be taken */
	int64_t bad_at;              /* the offset where UTF-8 breaks, or -1 */
	enum csv_fault fault;        /* what comes after the text that was handed out */
	char bad[12];                /* the byte at fault, "0xE9" */
	char *text;                  /* CSV_BLOCK bytes: the text handed out */
	size_t text_at, text_length; /* what of it was used, what there is */
};

/* Opens, spools where it must, finds out the encoding and, for UTF-8, where it breaks. The caller closes in any case. */
enum kam_status csv_input_open(struct csv_input *input, struct kam *kam, const char *path, const char *encoding);
/* More text. KAM_DONE: the end. KAM_BAD_DATA: input->fault comes next (no message set). */
enum kam_status csv_input_fill(struct csv_input *input);
void csv_input_close(struct csv_input *input);

/* Bytes at an offset of the file, as many as there are up to `length`. */
enum kam_status csv_input_read(struct csv_input *input, int64_t offset, unsigned char *bytes, size_t length,
                               size_t *got);

/* ---- the file itself (csv_file.c) ---- */

/* Opens the path, or spools what cannot be read twice: sets file, start, state. `watched`: spool no further than a row
 * that is too long to be taken (the encoding is one that csv_row_watch_add() can follow, or UTF-16 by its mark). */
enum kam_status csv_file_open(struct csv_input *input, const char *path, bool watched);

/* ---- text to rows (csv_rows.c) ---- */

enum csv_trouble {
	CSV_FINE,
	CSV_QUOTE_INSIDE,
	CSV_TEXT_AFTER_QUOTE,
	CSV_BACKSLASH,
	CSV_UNTERMINATED,
	CSV_LONE_RETURN,
	CSV_CELL_TOO_LONG,
	CSV_ROW_TOO_LONG,
	CSV_ROW_TOO_WIDE,
	CSV_INPUT_FAULT,
	CSV_OUT_OF_MEMORY
};

struct csv_source {
	struct kam *kam;
	struct csv_input input;
	struct csv_parser parser;
	char delimiter;

	int64_t line;       /* the physical line that is being read, from 1 */
	int64_t cell_line;  /* the one on which the cell that is being read began */
	struct csv_row row; /* the row that is being read */
	size_t cell_size;   /* cells there is room for */
	char *text;         /* of its cells */
	size_t text_length, text_size;
	bool begun;        /* some of the row was read */
	bool complete;     /* all of it was */
	bool after_return; /* its CR was read: a LF must follow */
	bool finished;     /* libcsv was told that this is all */
	bool exact;        /* names of columns keep their outer blanks */
	enum csv_trouble trouble;
	char around[128]; /* the text around it */

	struct csv_row header;
	char *header_text;
	bool pending; /* `row` was read before it was asked for */
	struct csv_problem problem;
	struct buffer remedy;
};

/* KAM_OK: source->row is the next row that is not blank. KAM_DONE. KAM_BAD_DATA: source->trouble (no message set). */
enum kam_status csv_rows_read(struct csv_source *source);
/* Nothing but spaces and TABs? */
bool csv_text_blank(const char *text, size_t length);

/* ---- what is wrong (csv_problem.c) ---- */

/* Make the problem and the handle's message. `column` counts from 1; 0: none. Returns KAM_BAD_DATA. */
enum kam_status csv_problem_set(struct csv_source *source, int64_t line, size_t column, const char *value,
                                size_t length, bool fatal, const char *remedy, ...) KAM_FORMAT(7, 8);
/* The problem that csv_rows_read() ran into. */
enum kam_status csv_problem_trouble(struct csv_source *source);

/* ---- the header (csv_header.c) ---- */

/* Makes source->header of source->row: empty names become numbers, a name that comes twice is refused. */
enum kam_status csv_header_take(struct csv_source *source);
/* Makes it of the number of its cells alone. */
enum kam_status csv_header_number(struct csv_source *source);

#endif
