/* A table in the making: columns declared and selected. Internal to lib/report. */
#ifndef TABLE_H
#define TABLE_H

#include "run.h"

/* A column of the answer. */
struct cell_source {
	const char *name;
	char title[96];
	enum kam_kind kind;
	int decimals;                  /* as in report_column */
	const struct kam_type *target; /* ids: of which record */
	const struct formula *formula;
	int from; /* column of the statement; -1: computed */
	int priority;
	char scratch[KAM_SCRATCH_SIZE]; /* what this row's value had to be written into */
};

struct table {
	struct kam *kam;
	const struct kam_report *report;
	const struct report_statement *statement;
	struct cell_source *columns;
	size_t count;
	struct kam_value *row;
};

#endif
