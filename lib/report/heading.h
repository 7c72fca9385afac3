/* A report file as read: heading, sections, their columns and statements. Internal to lib/report. */
#ifndef HEADING_H
#define HEADING_H

#include "formula.h"

#include "kam/internal/describe.h"
#include "kam/report.h"

struct report_column {
	char *name;
	char *title; /* for people, English; NULL: see column_title() */
	char *by;    /* `{by}`: kind and title are those of this parameter's path; else NULL */
	enum kam_kind kind;
	int decimals;                  /* a number is rounded to so many; < 0: a selected one stays as it is */
	const struct kam_type *target; /* KAM_ID: of which record */
	struct formula *formula;       /* computed from columns to its left; NULL: selected */
};

/* SQL that several statements of a report share. */
struct report_shared {
	char *name; /* `{name}` in a statement stands for it */
	char *sql;  /* NULL: still being read */
	int line;
};

/* From this place in a statement's SQL on, it stands in the file from this line on. */
struct report_place {
	size_t offset;
	int line;
};

/* One SQL statement of a report. */
struct report_statement {
	char *about;                 /* what it selects or counts, for people; NULL: nothing was said */
	char *sql;                   /* with what is shared put in; NULL: there is none */
	int line;                    /* of the file, where the SQL begins */
	struct report_place *places; /* where the file's lines are not one after the other */
	size_t place_count;
	bool missing; /* a count that is said beside the answer, not only by --explain */
	char *spare;  /* names of columns that a narrow table leaves out first; NULL: none */
	struct report_column *columns;
	size_t column_count;
};

struct report_section {
	char *name;
	char *title; /* NULL: the report's */
	char *key;   /* the column that names a line */
	char *chart;
	int line;
	bool record;   /* one row, shown as a record is */
	bool quiet;    /* without rows it is not there */
	char *with;    /* parameters, one of which has to be given; NULL: none has to */
	bool findings; /* each row is something to be said: --check */
	struct report_statement main;
	struct report_statement rows;    /* those behind one line */
	struct report_statement *counts; /* left out, missing */
	size_t count_count;
};

struct kam_report {
	char *file; /* as it is named in messages */
	char *name, *title, *about;
	char *main; /* the section for formats that take one only; NULL: none is */
	const struct kam_type *record;
	struct kam_parameter *parameters;
	size_t parameter_count;
	struct report_shared *shared;
	size_t shared_count;
	struct report_section *sections;
	size_t section_count;
};

/*
 * Read a report from `text` (NUL-terminated). `file` is how messages name it, `name` what the report is called.
 * KAM_BAD_DATA: FILE:LINE: what is wrong. KAM_NO_MEMORY. Free with kam_report_free().
 */
enum kam_status heading_read(struct kam *kam, const char *file, const char *name, const char *text,
                             struct kam_report **out);

/* columns.c — one `-- column:` line, appended to the statement's. False: *why is what is wrong (translated; NULL: memory). */
bool columns_read(struct report_statement *statement, char *text, const char **why);
void columns_free(struct report_statement *statement);
/* The place of a column; -1: none. */
int columns_find(const struct report_statement *statement, const char *name);
/* What people call it: its title, else that of the record's field of this name, else made of the name, in `scratch`. */
const char *column_title(const struct kam *kam, const struct kam_type *record, const struct report_column *column,
                         char scratch[64]);

/* section.c — key, chart, spare columns and the rows behind a line; NULL, or what is wrong (translated). */
const char *section_check(const struct kam_report *report, const struct report_section *section);
/* Its answer when memory ran out, known by its address. */
extern const char section_starved[];

/* statement.c — is it one statement that reads? Takes a `;` off its end. NULL, or what is wrong (translated). */
const char *statement_check(char *sql);

/* Past a quoted text or a comment that begins at `at`; `at` itself where there is none. */
const char *statement_past_quoted(const char *at);

/* shared.c — a `-- shared:` line: its SQL is to follow. False: *why is what is wrong (translated; NULL: memory). */
bool shared_read(struct kam_report *report, const char *name, int line, const char **why);
/* Puts it in, wherever the statement's SQL names it. False: out of memory. */
bool shared_put(const struct kam_report *report, struct report_statement *statement);
/* The line of the file on which a place of the statement's SQL is. */
int shared_line(const struct report_statement *statement, size_t offset);
void shared_free(struct kam_report *report);

/* parameter.c — one `-- param:` line, appended to the report's. False: as columns_read(). */
bool parameter_read(struct kam_report *report, char *text, const char **why);
/* Names that SQL and braces have already: :today, :base, :now, :key, :p0 …, {field(…)}, {where}. */
bool parameter_is_reserved(const char *name);
/* Is the word one of its choices? */
bool parameter_takes(const struct kam_parameter *parameter, const char *word);

/* Pieces of a heading: the word at *text, ended and stepped over with the blanks behind it; "" when there is none. */
char *take_word(char **text);
char *skip_blanks(char *text);
void trim_end(char *text);
/* a–z, then a–z, 0–9 and _ */
bool is_name(const char *text);

#endif
