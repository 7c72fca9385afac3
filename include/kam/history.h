/* What was done: the log of operations, a record's history, and undo. */
#ifndef KAM_HISTORY_H
#define KAM_HISTORY_H

#include "kam/record.h"

/* Which operations: all members may be empty. */
struct kam_log {
	const char *record;    /* "A1", or a type's name before a reference: "account 华为"; NULL: all */
	const char *person;    /* claimed, or logged in as */
	const char *period;    /* when */
	const char *operation; /* a number */
	int64_t limit;         /* < 0: no limit; the newest are kept */
	bool unmask;
};

/*
 * Of all, person or period: one row an operation, the newest first. Of a record
 * or an operation: one row for each field that changed, from what to what.
 */
KAM_API enum kam_status kam_history_log(struct kam *kam, const struct kam_log *log, struct kam_rows **out);

/* My last operations that are not undone and undo nothing, the newest first; *count is how many were found. */
KAM_API enum kam_status kam_history_last(struct kam *kam, int64_t *numbers, size_t *count);

/*
 * Take operations back, in the order given, within an operation of its own.
 * *out tells in a sentence a record what was done. KAM_REFUSED, with names, where a record was
 * changed since, or a record added since refers to one that would go, or when
 * the operation is undone already. KAM_NOT_FOUND: no such operation.
 */
KAM_API enum kam_status kam_history_undo(struct kam *kam, const int64_t *numbers, size_t count, struct kam_rows **out);

/* The ids that an operation added, of one record type: for --once. */
KAM_API enum kam_status kam_history_added(struct kam *kam, int64_t number, const char *record, struct kam_rows **out);

#endif
