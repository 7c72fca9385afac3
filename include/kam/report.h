/* Reports: SQL files with a heading; found, read, checked and run. */
#ifndef KAM_REPORT_H
#define KAM_REPORT_H

#include "kam/record.h"

struct kam_report; /* a report file, read */

enum kam_parameter_kind {
	KAM_PARAMETER_PERIOD,
	KAM_PARAMETER_FIELD,
	KAM_PARAMETER_TEXT,
	KAM_PARAMETER_INTEGER,
	KAM_PARAMETER_DATE,
	KAM_PARAMETER_REFERENCE,
	KAM_PARAMETER_CHOICE,
	KAM_PARAMETER_MONEY /* an amount in the base currency */
};

/* A parameter is an option of the report: --period, --by … */
struct kam_parameter {
	const char *name;
	enum kam_parameter_kind kind;
	const char *
		record; /* KAM_PARAMETER_FIELD: fields of this record type; KAM_PARAMETER_REFERENCE: one of its records */
	const char *choices; /* KAM_PARAMETER_CHOICE: "won|invoiced" */
	const char *initial; /* as typed; NULL: must be given */
	const char *help;
};

/*
 * Find a report by name: `own` (a folder of the user's, or NULL) before the
 * shipped ones; a name with a slash or ending in .sql is a path. *out is freed
 * by kam_report_free(). KAM_NOT_FOUND names the nearest; KAM_BAD_DATA points
 * at file, line and what is wrong. Needs no open database: kam may be one
 * whose opening failed or was never tried (kam_open with path NULL).
 */
KAM_API enum kam_status kam_report_find(struct kam *kam, const char *name, const char *own, struct kam_report **out);
KAM_API void kam_report_free(struct kam_report *report);
KAM_API const char *kam_report_name(const struct kam_report *report);
KAM_API const char *kam_report_title(const struct kam_report *report);
KAM_API const char *kam_report_about(const struct kam_report *report);
KAM_API const struct kam_parameter *kam_report_parameter(const struct kam_report *report, size_t index); /* NULL: end */
/* Its sections' names in order; NULL: end. */
KAM_API const char *kam_report_section_name(const struct kam_report *report, size_t index);
/* The section for formats that take one only, the only one if there is but one; NULL: it has to be asked for. */
KAM_API const char *kam_report_main(const struct kam_report *report);

/* Has it sections whose rows are findings? */
KAM_API bool kam_report_has_findings(const struct kam_report *report);

/* All reports there are: name, title, whose (kam's or one's own). */
KAM_API enum kam_status kam_report_list(struct kam *kam, const char *own, struct kam_rows **out);

struct kam_report_request {
	const struct kam_assignment *arguments; /* parameter = value; repeated: the last one */
	size_t argument_count;
	const char *section;        /* only this one, or NULL */
	bool main_only;             /* of several, the main one only; findings are looked for in all */
	const char *where;          /* a filter on the report's record, or NULL */
	const char *sort, *columns; /* "a,-b" of the section's columns; of its main section where there are several */
	int64_t limit;              /* of the same; < 0: none */
	bool explain;               /* no sections but an explanation */
	const char *line; /* no sections but the rows behind the line with this key ("": the empty one), or NULL */
	bool unmask;      /* what is personal is shown */
	bool within;      /* its sections are put among others: none says what the report is */
	bool check;       /* say whether there are findings: rows, before --limit, of the sections that are marked so */
};

/* One section's answer. `title`: the first one's says the whole report's too, and so does that of rows behind a line. `note` (may be NULL) is what must be said
 * beside it: values without a rate … */
struct kam_report_section {
	const char *name;
	const char *title;
	struct kam_rows *rows;
	char *note;
	char *chart; /* "bar name rate", or NULL */
	char *key;   /* the column that names a line, or NULL */
	bool record; /* one row, to be shown as a record is: a line for each column */
	bool quiet;  /* people need not see it when it has no rows */
};

struct kam_report_answer {
	char *title; /* for people: the report's, its period, what it is by, of which day it is */
	struct kam_report_section *sections;
	size_t count;
	char *explanation; /* with explain: prose lines; NULL otherwise */
	bool findings;
};

/*
 * Run it: one snapshot for all sections. Free with kam_report_answer_free().
 * KAM_USAGE: no such parameter, section or column. KAM_BAD_VALUE: an argument
 * or filter that cannot be read. KAM_NOT_FOUND: no such line. KAM_BAD_DATA:
 * FILE:LINE: what is wrong with the report.
 */
KAM_API enum kam_status kam_report_run(struct kam *kam, const struct kam_report *report,
                                       const struct kam_report_request *request, struct kam_report_answer **out);
KAM_API void kam_report_answer_free(struct kam_report_answer *answer);

/* Would it run? Prepares every statement with every parameter's default; KAM_BAD_DATA says what is wrong. */
KAM_API enum kam_status kam_report_check(struct kam *kam, const struct kam_report *report);

#endif
