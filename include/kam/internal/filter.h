/* Filters: the --where language as a tree (kam(1), Filters). Pure: text in, tree out. */
#ifndef KAM_INTERNAL_FILTER_H
#define KAM_INTERNAL_FILTER_H

#include "kam/internal/handle.h"

enum filter_node {
	FILTER_AND,
	FILTER_OR,
	FILTER_NOT,
	FILTER_COMPARE, /* path sign value */
	FILTER_EMPTY,   /* path is empty */
	FILTER_IN       /* path in (values) */
};

enum filter_operator {
	FILTER_EQUAL,
	FILTER_NOT_EQUAL,
	FILTER_LESS,
	FILTER_AT_MOST,
	FILTER_MORE,
	FILTER_AT_LEAST,
	FILTER_CONTAINS,
	FILTER_CONTAINS_NOT
};

struct filter {
	enum filter_node node;
	struct filter *left, *right; /* AND, OR: both; NOT: left */
	enum filter_operator sign;
	char *path;            /* "value", "owner.manager", "tag.Lead Quality", "tag" */
	size_t column;         /* of the path in the expression, in bytes from 1, for filter_fail() */
	char **values;         /* COMPARE: one; "" is the quoted empty text */
	size_t *value_columns; /* as column */
	size_t value_count;
};

/*
 * KAM_BAD_VALUE: the message says what was expected, shows the expression and
 * a caret under the column (three lines). KAM_NO_MEMORY. `is not empty` and
 * `not in` come as NOT. Brackets go 100 deep, and long chains of and, or become
 * balanced trees: whoever walks the tree may recurse.
 */
enum kam_status filter_parse(struct kam *kam, const char *text, struct filter **out);
void filter_free(struct filter *filter); /* NULL-safe */
/* An error about what filter_parse() took: same form as its own. */
enum kam_status filter_fail(struct kam *kam, const char *text, size_t column, const char *why);

#endif
