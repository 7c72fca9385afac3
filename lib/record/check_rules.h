/* The rules that kam db check asks about. Internal to lib/record. */
#ifndef CHECK_RULES_H
#define CHECK_RULES_H

#include "kam/internal/describe.h"

/*
 * What must not be true of a field, where the rule applies. {field} and {table}
 * are names, {choices}, {minimum} and {maximum} what the description says.
 */
struct field_rule {
	bool (*applies)(const struct kam_type *type, const struct kam_field *field);
	const char *broken;
	const char *what;
};

/*
 * What no single field shows: `broken` selects record, id and field of each
 * row that breaks it. With {table} it is asked for each record type, with
 * {field} for each tree of one; {types} is a list of all.
 */
struct check_rule {
	const char *broken;
	const char *what;
	const char *remedy;
};

extern const struct field_rule field_rules[];
extern const size_t field_rule_count;
extern const struct check_rule check_rules[];
extern const size_t check_rule_count;

#endif
