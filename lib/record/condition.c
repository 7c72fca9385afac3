/* Conditions: --where trees and filters as SQL, of one comparison after the other. */
#include "comparison.h"

#include <string.h>

static enum kam_status fail_value(struct kam *kam, const char *text, const struct filter *filter, size_t index,
                                  const char *why)
{
	struct buffer said = { 0 };
	enum kam_status status;

	buffer_format(&said, _("'%s' cannot be compared with %s: expected %s"), filter->values[index], filter->path,
	              why);
	status = buffer_text(&said) == NULL ? fail_memory(kam)
	                                    : filter_fail(kam, text, filter->value_columns[index], said.text);
	buffer_free(&said);
	return status;
}

static enum kam_status compare_node(struct query *query, const struct kam_type *type, const char *alias,
                                    const char *text, const struct filter *filter)
{
	enum filter_operator sign = filter->node == FILTER_IN ? FILTER_EQUAL : filter->sign;
	const char *between = "(";

	for (size_t i = 0; i < filter->value_count; i++) {
		struct comparison comparison = { type, alias, filter->path, sign, filter->values[i] };
		char scratch[KAM_SCRATCH_SIZE];
		const char *why;
		enum kam_status status;

		buffer_put(&query->sql, between);
		between = " OR ";
		if (*filter->values[i] == '\0' && sign <= FILTER_NOT_EQUAL) {
			if (sign == FILTER_NOT_EQUAL)
				buffer_put(&query->sql, "NOT ");
			status = comparison_put_empty(query, type, alias, filter->path);
			why = NULL;
		} else {
			status = comparison_put(query, &comparison, scratch, &why);
		}
		if (status == KAM_BAD_VALUE && why != NULL)
			return fail_value(query->kam, text, filter, i, why);
		if (status == KAM_USAGE) {
			struct buffer said = { 0 };

			buffer_put(&said, kam_error_message(query->kam));
			if (buffer_text(&said) != NULL)
				filter_fail(query->kam, text, filter->column, said.text);
			buffer_free(&said);
			return KAM_USAGE;
		}
		if (status != KAM_OK)
			return status;
	}
	buffer_put(&query->sql, ")");
	return KAM_OK;
}

enum kam_status query_filter(struct query *query, const struct kam_type *type, const char *alias, const char *text,
                             const struct filter *filter)
{
	enum kam_status status;

	switch (filter->node) {
	case FILTER_NOT:
		/* coalesce: what is empty satisfies no comparison, so that its denial holds. */
		buffer_put(&query->sql, "(NOT coalesce(");
		status = query_filter(query, type, alias, text, filter->left);
		buffer_put(&query->sql, ", 0))");
		return status;
	case FILTER_AND:
	case FILTER_OR:
		buffer_put(&query->sql, "(");
		status = query_filter(query, type, alias, text, filter->left);
		if (status != KAM_OK)
			return status;
		buffer_put(&query->sql, filter->node == FILTER_AND ? " AND " : " OR ");
		status = query_filter(query, type, alias, text, filter->right);
		buffer_put(&query->sql, ")");
		return status;
	case FILTER_EMPTY:
		return comparison_put_empty(query, type, alias, filter->path);
	default:
		return compare_node(query, type, alias, text, filter);
	}
}

enum kam_status query_where(struct query *query, const struct kam_type *type, const char *alias, const char *where)
{
	struct filter *filter = NULL;
	enum kam_status status;

	if (where == NULL) {
		buffer_put(&query->sql, "1");
		return KAM_OK;
	}
	status = filter_parse(query->kam, where, &filter);
	if (status == KAM_OK)
		status = query_filter(query, type, alias, where, filter);
	filter_free(filter);
	return status;
}

/* --tag KEY or --tag KEY=VALUE */
static void equals_tag(struct query *query, const struct kam_type *type, const char *alias, const char *value)
{
	const char *equal = strchr(value, '=');
	size_t length = equal == NULL ? strlen(value) : (size_t)(equal - value);

	buffer_format(&query->sql,
	              " AND EXISTS (SELECT 1 FROM tag WHERE tag.record = '%s' AND tag.record_id = %s.id "
	              "AND tag.key = ",
	              type->name, alias);
	query_bind_text(query, value, length);
	if (equal != NULL) {
		buffer_put(&query->sql, " AND coalesce(tag.value, 'yes') = ");
		query_bind_text(query, equal + 1, strlen(equal + 1));
	}
	buffer_put(&query->sql, ")");
}

static enum kam_status equals_field(struct query *query, const struct kam_type *type, const char *alias,
                                    const struct kam_assignment *filters, size_t count, size_t first)
{
	const char *field = filters[first].field, *between = " AND (";

	for (size_t i = first; i < count; i++) {
		struct comparison comparison = { type, alias, field, FILTER_EQUAL, filters[i].value };
		char scratch[KAM_SCRATCH_SIZE];
		const char *why = NULL;
		enum kam_status status;

		if (strcmp(filters[i].field, field) != 0)
			continue;
		buffer_put(&query->sql, between);
		between = " OR ";
		if (*filters[i].value == '\0')
			status = comparison_put_empty(query, type, alias, field);
		else
			status = comparison_put(query, &comparison, scratch, &why);
		if (status == KAM_BAD_VALUE && why != NULL)
			return fail(query->kam, KAM_BAD_VALUE, _("--%s '%s': expected %s"), field, filters[i].value,
			            why);
		if (status != KAM_OK)
			return status;
	}
	buffer_put(&query->sql, ")");
	return KAM_OK;
}

/* A field repeated: or; different fields: and; tags repeated: and. */
enum kam_status query_equals(struct query *query, const struct kam_type *type, const char *alias,
                             const struct kam_assignment *filters, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		enum kam_status status = KAM_OK;
		bool seen = false;

		for (size_t j = 0; j < i; j++)
			seen |= strcmp(filters[j].field, filters[i].field) == 0;
		if (strcmp(filters[i].field, "tag") == 0 && type->tags) {
			if (*filters[i].value == '\0') {
				buffer_put(&query->sql, " AND ");
				status = comparison_put_empty(query, type, alias, "tag");
			} else {
				equals_tag(query, type, alias, filters[i].value);
			}
		} else if (!seen) {
			status = equals_field(query, type, alias, filters, count, i);
		}
		if (status != KAM_OK)
			return status;
	}
	return KAM_OK;
}
