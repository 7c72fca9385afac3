/* Rows: the spooled answer to a question, typed, without a look of its own. */
#ifndef KAM_ROWS_H
#define KAM_ROWS_H

#include "kam/value.h"

/*
 * A column of an answer. `key` is a contract (CSV header, JSON key); `title`
 * is for people, in the handle's language.
 */
struct kam_column {
	const char *key;
	const char *title;
	enum kam_kind kind;
	int priority; /* 0 is kept longest when a table has to become narrower */
	bool filled;  /* some row has a value here */
};

struct kam;
struct kam_rows;

/*
 * Rows are read one way, from the first: step, then look at the values. What a
 * value points to is borrowed until the next step. Up to 8 MiB are kept in
 * memory, the rest in an unlinked temporary file; no transaction is held.
 */
KAM_API size_t kam_rows_width(const struct kam_rows *rows);
KAM_API const struct kam_column *kam_rows_column(const struct kam_rows *rows, size_t index);
KAM_API int64_t kam_rows_count(const struct kam_rows *rows);

/* The base currency: amounts in another one are shown with its code. */
KAM_API const char *kam_rows_currency(const struct kam_rows *rows);

/* KAM_OK: there is a row. KAM_DONE: there are no more. KAM_IO: the spool could not be read. */
KAM_API enum kam_status kam_rows_step(struct kam_rows *rows);
KAM_API const struct kam_value *kam_rows_value(const struct kam_rows *rows, size_t index);
KAM_API void kam_rows_rewind(struct kam_rows *rows);
KAM_API void kam_rows_free(struct kam_rows *rows);

/* Rows of one cell: an id that was given. Freed by kam_rows_free(). */
KAM_API enum kam_status kam_rows_single(struct kam *kam, const char *key, const char *title, const char *text,
                                        struct kam_rows **out);

/*
 * Two answers to the same question, matched on a column: rows new, gone, and
 * those that changed as they were and as they are. key NULL: rows are matched
 * whole. Frees neither.
 */
KAM_API enum kam_status kam_rows_compare(struct kam *kam, struct kam_rows *before, struct kam_rows *now,
                                         const char *key, struct kam_rows **out);

/*
 * An answer as it is asked for: columns "a,b" (NULL: all), sorted by "a,-b" (NULL: as it is; empty values last), no
 * more than `limit` rows (< 0: all). KAM_USAGE names the columns there are. Reads `rows` to their end, does not free
 * them. For answers that are there already: lists and reports are asked for so from the beginning.
 */
KAM_API enum kam_status kam_rows_arrange(struct kam *kam, struct kam_rows *rows, const char *columns, const char *sort,
                                         int64_t limit, struct kam_rows **out);

#endif
