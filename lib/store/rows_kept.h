/* Rows held in memory: copies that outlive the step, for what has to look at more than one row at a time. */
#ifndef ROWS_KEPT_H
#define ROWS_KEPT_H

#include "kam/internal/store.h"

struct kept_row {
	struct kam_value *values; /* as many as the rows have columns */
	char *texts;              /* what the values point into */
};

/* A copy of a row; false: no memory. Freed by kept_free(), also then. */
bool kept_copy(const struct kam_value *values, size_t width, struct kept_row *out);
void kept_free(struct kept_row *row);
/* Columns as those of `from`, after those that are there; false: no memory. */
bool rows_add_columns(struct kam_rows *rows, const struct kam_rows *from);
/* Place of the column with that key, -1: there is none. */
int rows_column_place(const struct kam_rows *rows, const char *key, size_t length);

#endif
