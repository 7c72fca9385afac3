/* What writers stand on: the buffered way out, the state they share, cells as text. Private to cmd/output. */
#ifndef OUTPUT_WRITER_H
#define OUTPUT_WRITER_H

#include "output.h"

#include <libintl.h>
#include <string.h>
#include <sys/types.h>

#define _(text) dgettext("kam", text)

#define BUFFER_SIZE 65536
#define COLUMN_GAP 2

enum header { HEADER_KEY, HEADER_TITLE, HEADER_NONE };

/* A format. Failures are kept in the output by output_fail(); what is NULL is not needed. */
struct writer {
	const char *name;
	bool people;   /* made for reading: headings, titles, masks are shown */
	bool sections; /* several sections can be told apart */
	void (*section)(struct output *output, const char *name, const char *title);
	void (*begin)(struct output *output, struct kam_rows *rows);
	void (*row)(struct output *output, struct kam_rows *rows);
	void (*end)(struct output *output, struct kam_rows *rows);
	void (*record)(struct output *output, struct kam_rows *rows); /* instead of begin, row, end */
	void (*close)(struct output *output);                         /* the document ends */
};

extern const struct writer table_writer, csv_writer, tsv_writer, json_writer, jsonl_writer, md_writer, ids_writer;

/* Where the bytes go: standard output, a pager, or a file in the making. */
struct target {
	int descriptor;
	int folder;         /* of a file in the making; -1: none */
	char *name;         /* of the file, below the folder */
	char temporary[48]; /* its name until it is whole; "" when there is none */
	bool gone;          /* the reader went away: the rest is dropped */
	pid_t pager;        /* 0: none */
	int screen_height;  /* lines; 0: never ask the pager */
	size_t screen_width;
	const char *pager_command;
	struct sigaction interrupt_before;
};

struct output {
	const struct writer *writer;
	struct output_options options;
	enum header header;
	bool color;
	size_t width; /* columns to stay within; 0: no limit */

	int64_t row_count;    /* rows of this section so far */
	size_t section_count; /* sections so far */
	bool record;          /* JSON: this section is a lone object */
	void *state;          /* the writer's, between begin and end */
	char *left_out;       /* keys of columns that did not fit, ", " between */

	struct target target;
	struct sigaction pipe_before;
	bool closed;
	enum kam_status status;
	char message[512];

	size_t used;
	char buffer[BUFFER_SIZE];
};

/* The first failure is kept. Returns the status that is kept. */
enum kam_status output_fail(struct output *output, enum kam_status status, const char *format, ...) KAM_FORMAT(3, 4);
enum kam_status output_fail_memory(struct output *output);
/* Nothing more can or need be written. */
bool output_is_over(const struct output *output);

/* ---- bytes --------------------------------------------------------------- */

/* Hand over what is buffered. */
void output_flush(struct output *output);
/* output_add() for what does not fit. */
void output_add_slowly(struct output *output, const char *text, size_t length);

static inline void output_add(struct output *output, const char *text, size_t length)
{
	if (length > BUFFER_SIZE - output->used) {
		output_add_slowly(output, text, length);
		return;
	}
	memcpy(output->buffer + output->used, text, length);
	output->used += length;
}

static inline void output_byte(struct output *output, char byte)
{
	if (output->used == BUFFER_SIZE)
		output_flush(output);
	output->buffer[output->used++] = byte;
}

static inline void output_string(struct output *output, const char *text)
{
	output_add(output, text, strlen(text));
}

void output_blanks(struct output *output, size_t count);

/* ---- target and pager ---------------------------------------------------- */

enum kam_status target_open(struct output *output);
/* The file is synced and takes its place; standard output is asked whether all arrived. */
void target_finish(struct output *output);
/* What was not finished is removed. */
void target_drop(struct output *output);
void target_write(struct output *output, const char *text, size_t length);

/* Start the pager and make it the target; does nothing when there is none. */
void pager_start(struct output *output);
void pager_wait(struct output *output);

/* ---- cells --------------------------------------------------------------- */

/* A value as people read it. `text` points into `scratch`, to `owned` or to the value. */
struct cell {
	const char *text;
	size_t length;
	char *owned;
	char scratch[KAM_SCRATCH_SIZE + 8];
};

/*
 * Grouped money with its code where it is not `currency`, percent with its
 * sign, instants in `zone`, masks as •••. Control characters become visible,
 * newlines only unless `lines`. False: out of memory.
 */
bool cell_show(enum kam_kind kind, const struct kam_value *value, const char *currency, const char *zone, bool lines,
               struct cell *cell);
void cell_release(struct cell *cell);

bool kind_is_figure(enum kam_kind kind);
bool kind_is_text(enum kam_kind kind);
/* Is this money in another currency than `currency`? */
bool value_is_foreign(enum kam_kind kind, const struct kam_value *value, const char *currency);
/* A figure that could not be computed (a zero denominator): nothing, for programs. */
bool value_is_missing(enum kam_kind kind, const struct kam_value *value);
/* The header's text for a column. */
const char *column_heading(const struct output *output, const struct kam_column *column);
/* Headings and titles as cells: a tag's key or a report's title may hold anything too. False: out of memory. */
bool text_show(struct output *output, const char *text, struct cell *cell);

/* Columns of a terminal, quick for ASCII. */
size_t text_columns(const char *text, size_t length);
/* The longest word in characters: what should not be broken. */
size_t text_longest_word(const char *text, size_t length);
/*
 * The first line of a text folded to `width` columns: its length in bytes.
 * *next is where the next line begins. Breaks at a blank, else between clusters.
 */
size_t text_fold(const char *text, size_t length, size_t width, size_t *next);

/* ---- delimited text ------------------------------------------------------ */

/* Would a spreadsheet take this cell for a formula? */
bool csv_is_formula(const char *text, size_t length);
/* One cell of CSV. `text`: it is of a kind of text, so that guard and --excel apply. */
void csv_cell(struct output *output, const char *value, size_t length, bool text);
void tsv_cell(struct output *output, const char *value, size_t length);
void json_string(struct output *output, const char *text, size_t length);

/* ---- table --------------------------------------------------------------- */

struct table_column {
	size_t width;   /* columns it would like, then is given */
	size_t minimum; /* below this it is left out rather than folded */
	int priority;
	bool shown;
	bool right; /* aligned */
	bool coded; /* some money carries its currency's code */
};

/* The cell, bold where there is colour. */
void output_bold(struct output *output, const struct cell *cell);
/* One row as a record. */
void table_record(struct output *output, struct kam_rows *rows);

/* Make the shown columns fit into `limit` columns: fold the widest, then leave out; the first one always stays. */
void table_fit(struct table_column *columns, size_t count, size_t limit);

#endif
