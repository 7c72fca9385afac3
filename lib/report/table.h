/* A table in the making: columns declared and selected, and how they are to be arranged. Internal to lib/report. */
#ifndef TABLE_H
#define TABLE_H

#include "run.h"

#define MAXIMUM_SORTS 8

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

struct kept_row {
	struct kam_value *values;
	size_t number; /* as it came: ties stay so */
	const struct table *table;
};

struct table {
	struct kam *kam;
	const struct kam_report *report;
	const struct report_statement *statement;
	struct cell_source *columns;
	size_t count;
	struct kam_value *row;
	size_t *chosen; /* places of the columns to be put out */
	size_t chosen_count;
	struct {
		size_t place;
		bool down;
	} sorts[MAXIMUM_SORTS];
	size_t sort_count;
	struct kept_row *kept;
	size_t kept_count;
};

/* table_columns.c — by name; NULL: none. */
struct cell_source *table_column(const struct table *table, const char *name, size_t length);

#endif
