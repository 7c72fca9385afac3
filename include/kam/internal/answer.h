/* Answers of verbs: the rows of one statement in columns that are described. Internal to libkam. */
#ifndef KAM_INTERNAL_ANSWER_H
#define KAM_INTERNAL_ANSWER_H

#include "kam/internal/describe.h"
#include "kam/internal/store.h"

/* One column of an answer, in the order of what is selected. */
struct answer_column {
	const char *key;    /* NULL ends the list */
	const char *title;  /* marked with N_() */
	enum kam_kind kind; /* KAM_MONEY: minor units of the base currency */
	const char *record; /* KAM_ID: the type whose id is selected as a number; NULL: it is text already */
	int priority;       /* 0 is kept longest in a narrow table */
	bool personal;      /* masked unless asked for */
};

/*
 * All rows of a bound statement, which is finalized, also after an error. `unmask`: personal columns are shown.
 * *out is the caller's, to be freed by kam_rows_free().
 */
enum kam_status answer_rows(struct kam *kam, struct statement *statement, const struct answer_column *columns,
                            bool unmask, struct kam_rows **out);
/* The same in steps, for an answer of several statements: the columns; then rows of one; then rows_finish(). */
enum kam_status answer_begin(struct kam *kam, const struct answer_column *columns, struct kam_rows **out);
enum kam_status answer_take(struct statement *statement, const struct answer_column *columns, bool unmask,
                            struct kam_rows *rows);

/* Prepare the SQL of a file in lib/, named from there: "account/chain.sql"; :today, :now and :base are bound. */
enum kam_status answer_prepare(struct kam *kam, const char *path, struct statement **out);

#endif
