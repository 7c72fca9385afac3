/* Two records become one: values filled, references moved, tags carried. For merge.c and what it calls. */
#ifndef KAM_ACCOUNT_MERGE_H
#define KAM_ACCOUNT_MERGE_H

#include "kam/internal/write.h"

/* A merge under way; each thing that is done is told in a row of id, record, what, field and value. */
struct merge {
	struct kam *kam;
	struct kam_rows *rows;
	int64_t into, from;  /* the accounts */
	bool snapshots_kept; /* the account has a history of scores of its own */
};

/* The stored values of a record, kept apart. */
struct kept_values {
	struct kam_value *values;
	struct buffer texts;
};

enum kam_status kept_values_load(struct kam *kam, const struct kam_type *type, int64_t id, struct kept_values *out);
void kept_values_free(struct kept_values *kept);

/* "C3", contact, what, field, value; field and value may be NULL. Values of personal fields are not told. */
enum kam_status merge_tell(const struct merge *merge, const struct kam_type *type, int64_t id, const char *what,
                           const struct kam_field *field, const struct kam_value *value);

/* One field of a record set, as a write of its own. */
enum kam_status merge_set(const struct merge *merge, const struct kam_type *type, int64_t id, const char *field,
                          const struct kam_value *value);

/*
 * Make one record of two of a type: what is empty in `into` is filled from
 * `from`, whose tags and references go over, and which goes. KAM_REFUSED where
 * one of the fields named in `identity` (with blanks between) differs.
 */
enum kam_status merge_fold(const struct merge *merge, const struct kam_type *type, int64_t into, int64_t from,
                           const char *identity);
/* All references to a record go to another one. */
enum kam_status merge_references(const struct merge *merge, const struct kam_type *type, int64_t into, int64_t from);
enum kam_status merge_tags(const struct merge *merge, const struct kam_type *type, int64_t into, int64_t from);

/*
 * A record of the account that goes is to belong to the other one, which has
 * one of the same natural key already, or not (merge_clash.c). *done: it was
 * dealt with; else it is only to be moved.
 */
enum kam_status merge_clash(const struct merge *merge, const struct kam_type *type, int64_t id, bool *done);

#endif
