/* One comparison of a condition, on its way into SQL. Internal to lib/record. */
#ifndef COMPARISON_H
#define COMPARISON_H

#include "kam/internal/query.h"

struct comparison {
	const struct kam_type *type;
	const char *alias;
	const char *path;
	enum filter_operator sign;
	const char *value;
};

/* KAM_BAD_VALUE with *why set (it may lie in scratch), or another failure with its message set and *why NULL. */
enum kam_status comparison_put(struct query *query, const struct comparison *comparison, char scratch[KAM_SCRATCH_SIZE],
                               const char **why);
/* The path has no value. */
enum kam_status comparison_put_empty(struct query *query, const struct kam_type *type, const char *alias,
                                     const char *path);

#endif
