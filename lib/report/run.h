/* One run of a report: its arguments, its statements, the table that each makes. Internal to lib/report. */
#ifndef RUN_H
#define RUN_H

#include "heading.h"

#include "kam/internal/query.h"

/* A parameter's value. */
struct argument {
	const char *text;         /* as typed, or initial; NULL: none was given and none is needed (check) */
	struct kam_period period; /* of a period */
	char from_at[KAM_INSTANT_SIZE], to_at[KAM_INSTANT_SIZE]; /* its bounds as instants; "": none */
	char day[KAM_DATE_SIZE]; /* of a date: today, +3d … of the day that is asked about */
	struct kam_value value;  /* of a text, integer, date; of a field its path */
	char scratch[KAM_SCRATCH_SIZE];
};

struct run {
	struct kam *kam;
	const struct kam_report *report;
	const struct kam_report_request *request; /* NULL: check */
	struct argument *arguments;               /* as the report's parameters */
	struct substitution_name *names;          /* of periods and fields */
	struct substitutions substitutions;
};

/* argument.c — KAM_USAGE, KAM_BAD_VALUE. Always end it. */
enum kam_status run_start(struct run *run, struct kam *kam, const struct kam_report *report,
                          const struct kam_report_request *request);
void run_end(struct run *run);
const struct argument *run_argument(const struct run *run, const char *name); /* NULL: no such parameter */
/* The first day and the last one: "2026-01-01 to 2026-12-31". */
void period_say(const struct kam_period *period, struct buffer *out);

/* "2,089 bids without a date"; (s) in the text is an s where there are several. */
void count_say(int64_t count, const char *text, struct buffer *out);
/* A parameter's value for people: a field by its title where the language is not that of the fields' names. */
void argument_say(const struct run *run, size_t index, struct buffer *out);
/* A section's title, else the report's; {NAME} in it is a parameter's value: "By {by}" is "By owner". */
void run_title(const struct run *run, const struct report_section *section, struct buffer *out);

/* prepare.c — a statement ready to be stepped. Finalize it, then query_end(). */
enum kam_status run_prepare(const struct run *run, const struct report_statement *statement, struct query *query,
                            struct statement **out);
/* One number; 0 when there is none. */
enum kam_status run_count(const struct run *run, const struct report_statement *statement, int64_t *out);

/* table_columns.c, table.c — the rows of a statement, columns chosen, sorted, cut. */
struct table;
struct table_choice {
	const char *columns, *sort; /* NULL: all; as it comes */
	int64_t limit;              /* < 0: none */
};
/*
 * What is declared has to fit what is selected: KAM_BAD_DATA. `key` (or NULL) is kept longest in a narrow table;
 * `inferred`: what is not declared is as the record's field of that name. Always free *out.
 */
enum kam_status table_new(const struct run *run, const struct report_statement *statement, const char *key,
                          bool inferred, struct statement *selected, struct table **out);
void table_free(struct table *table);
/* Prepare, run, arrange. `line`: what :key stands for, or NULL. KAM_USAGE: no such column to choose or sort by. */
enum kam_status table_run(const struct run *run, const struct report_statement *statement, const char *key,
                          bool inferred, const struct table_choice *choice, const struct kam_value *line,
                          struct kam_rows **out);

/* line.c — the rows behind the line that was asked for, as the answer's one section. KAM_NOT_FOUND names some lines. */
enum kam_status run_line(const struct run *run, const struct report_section *section, struct kam_report_answer *answer);

/* explain.c */
enum kam_status explain(const struct run *run, const char *section, char **out);

#endif
