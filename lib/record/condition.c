/* Conditions: filters and --where trees as SQL, each value read by the kind of its field. */
#include "kam/internal/query.h"
#include "kam/internal/reference.h"
#include "kam/internal/write.h"

#include <stdlib.h>
#include <string.h>

/* One comparison in the making. */
struct comparison {
	const struct kam_type *type;
	const char *alias;
	const char *path;
	enum filter_operator operator;
	const char *value;
};

static const char *const signs[] = { "=", "<>", "<", "<=", ">", ">=", "", "" };

void query_period(struct query *query, const char *expression, const struct kam_period *period, bool instant)
{
	const char *const bounds[] = { period->from, period->to };
	static const char *const comparisons[] = { ">=", "<" };
	const char *between = "";

	if (period->all) {
		buffer_put(&query->sql, "1");
		return;
	}
	buffer_put(&query->sql, "(");
	for (int i = 0; i < 2; i++) {
		if (bounds[i][0] == '\0')
			continue;
		buffer_format(&query->sql, "%s%s %s ", between, expression, comparisons[i]);
		between = " AND ";
		if (instant) {
			char text[KAM_INSTANT_SIZE];
			int64_t seconds;
			const char *why;

			/* The first instant of the day, in the handle's zone. */
			kam_instant_parse(bounds[i], strlen(bounds[i]), query->kam->zone, 0, false, &seconds, &why);
			kam_instant_format(seconds, text);
			query_bind_text(query, text, strlen(text));
		} else {
			query_bind_text(query, bounds[i], strlen(bounds[i]));
		}
	}
	if (*between == '\0')
		buffer_format(&query->sql, "%s IS NOT NULL", expression);
	buffer_put(&query->sql, ")");
}

/* The expression of a path as text of its own, for conditions that name it more than once. */
static enum kam_status path_text(struct query *query, const struct comparison *comparison, enum path_form form,
                                 struct path *path, char **out)
{
	struct buffer outer = query->sql;
	enum kam_status status;

	query->sql = (struct buffer){ 0 };
	status = query_path(query, comparison->type, comparison->alias, comparison->path, form, path);
	*out = buffer_take(&query->sql);
	query->sql = outer;
	if (status == KAM_OK && *out == NULL)
		status = fail_memory(query->kam);
	if (status != KAM_OK) {
		free(*out);
		*out = NULL;
	}
	return status;
}

static enum kam_status contains(struct query *query, const struct comparison *comparison)
{
	struct path path;
	char *expression = NULL, *folded = kam_text_fold(comparison->value, strlen(comparison->value));
	enum kam_status status = path_text(query, comparison, PATH_LABEL, &path, &expression);

	if (folded == NULL) {
		status = fail_memory(query->kam);
	} else if (status == KAM_OK) {
		buffer_format(&query->sql, "%s(coalesce(instr(kam_fold(%s), ",
		              comparison->operator== FILTER_CONTAINS_NOT ? "NOT " : "", expression);
		query_bind_text(query, folded, strlen(folded));
		buffer_put(&query->sql, "), 0) > 0)");
	}
	free(expression);
	free(folded);
	return status;
}

/* A period, or a day in words such as +3d: what lies inside, before or after it. */
static enum kam_status compare_date(struct query *query, const struct comparison *comparison, const struct path *path,
                                    const char *expression, const char **why)
{
	struct kam_period period, half = { "", "", false };
	bool instant = path->kind == KAM_INSTANT;
	bool negated = comparison->operator== FILTER_NOT_EQUAL;
	int64_t day;
	const char *ignored;

	if (kam_period_parse(comparison->value, strlen(comparison->value), query->kam->today, &period, why) != KAM_OK) {
		if (kam_date_parse(comparison->value, strlen(comparison->value), query->kam->today, true, &day,
		                   &ignored) != KAM_OK)
			return KAM_BAD_VALUE;
		memset(&period, 0, sizeof period);
		kam_date_format(day, period.from);
		kam_date_format(day + 1, period.to);
	}
	switch (comparison->operator) {
	case FILTER_LESS:
		memcpy(half.to, period.from, sizeof half.to);
		break;
	case FILTER_AT_MOST:
		memcpy(half.to, period.to, sizeof half.to);
		break;
	case FILTER_MORE:
		memcpy(half.from, period.to, sizeof half.from);
		break;
	case FILTER_AT_LEAST:
		memcpy(half.from, period.from, sizeof half.from);
		break;
	default:
		half = period;
	}
	if (negated)
		buffer_format(&query->sql, "(%s IS NULL OR NOT ", expression);
	query_period(query, expression, &half, instant);
	if (negated)
		buffer_put(&query->sql, ")");
	return KAM_OK;
}

/* A sum with a currency is compared with amounts of that currency only; without, in the base currency. */
static enum kam_status compare_money(struct query *query, const struct comparison *comparison, const char **why)
{
	struct path path;
	char currency[4], *expression = NULL;
	int64_t minor;
	enum kam_status status = kam_money_parse(comparison->value, strlen(comparison->value), '.',
	                                         query->kam->currency, currency, &minor, why);
	bool nested = strchr(comparison->path, '.') != NULL, negated = comparison->operator== FILTER_NOT_EQUAL;

	if (status != KAM_OK)
		return status;
	if (currency[0] != '\0' && strcmp(currency, query->kam->currency) != 0 && nested) {
		*why = _("an amount without a currency, for it is compared in the base currency");
		return KAM_BAD_VALUE;
	}
	status = path_text(query, comparison, currency[0] != '\0' && !nested ? PATH_VALUE : PATH_SHOWN, &path,
	                   &expression);
	if (status != KAM_OK)
		return status;
	buffer_format(&query->sql, negated ? "(%s IS NULL OR %s " : "(%s IS NOT NULL AND %s ", expression, expression);
	buffer_format(&query->sql, "%s ", signs[comparison->operator]);
	query_bind(query, &(struct kam_value){ .type = KAM_IS_INTEGER, .integer = minor });
	if (currency[0] != '\0' && !nested) {
		buffer_format(&query->sql, negated ? " OR %s.currency <> " : " AND %s.currency = ", comparison->alias);
		query_bind_text(query, currency, 3);
	}
	buffer_put(&query->sql, ")");
	free(expression);
	return KAM_OK;
}

static enum kam_status compare_value(struct query *query, const struct comparison *comparison, const struct path *path,
                                     const char *expression, char scratch[KAM_SCRATCH_SIZE], const char **why)
{
	struct kam_value value = { .type = KAM_IS_TEXT,
		                   .text = comparison->value,
		                   .length = strlen(comparison->value) };
	enum kam_status status = KAM_OK;

	if (path->kind == KAM_REFERENCE || path->kind == KAM_ID) {
		const struct kam_type *target = path->kind == KAM_ID ? path->type : kam_type_find(path->field->target);

		if (comparison->operator> FILTER_NOT_EQUAL) {
			*why = _("= or !=, for a reference has no order");
			return KAM_BAD_VALUE;
		}
		status = reference_find(query->kam, target, comparison->value, value.length, REFERENCE_READ,
		                        &value.integer, NULL);
		value.type = KAM_IS_INTEGER;
	} else if (path->field != NULL && !path->part) {
		struct kam_reading reading = { .decimal = '.',
			                       .choices = path->field->choices,
			                       .zone = query->kam->zone,
			                       .now = query->kam->now };

		status = kam_value_parse(path->kind, &reading, comparison->value, value.length, scratch, &value, why);
	}
	if (status != KAM_OK)
		return status;
	if (comparison->operator== FILTER_NOT_EQUAL)
		buffer_format(&query->sql, "(%s IS NULL OR %s <> ", expression, expression);
	else
		buffer_format(&query->sql, "(%s %s ", expression, signs[comparison->operator]);
	query_bind(query, &value);
	buffer_put(&query->sql, ")");
	return KAM_OK;
}

/* tag = WORD: has the key, or any key with that value. */
static void compare_tag(struct query *query, const struct comparison *comparison)
{
	buffer_format(&query->sql,
	              "(%sEXISTS (SELECT 1 FROM tag WHERE tag.record = '%s' AND tag.record_id = %s.id AND ",
	              comparison->operator== FILTER_NOT_EQUAL ? "NOT " : "", comparison->type->name, comparison->alias);
	buffer_put(&query->sql, "(tag.key = ");
	query_bind_text(query, comparison->value, strlen(comparison->value));
	buffer_put(&query->sql, " OR tag.value = ");
	query_bind_text(query, comparison->value, strlen(comparison->value));
	buffer_put(&query->sql, ")))");
}

/* KAM_BAD_VALUE with *why set (it may lie in scratch), or another failure with its message set and *why NULL. */
static enum kam_status compare(struct query *query, const struct comparison *comparison, char scratch[KAM_SCRATCH_SIZE],
                               const char **why)
{
	struct path path;
	char *expression = NULL;
	enum kam_status status;

	*why = NULL;
	if (strcmp(comparison->path, "tag") == 0 && comparison->type->tags) {
		if (comparison->operator> FILTER_NOT_EQUAL) {
			*why = _("= or !=; for a tag's value write tag.KEY");
			return KAM_BAD_VALUE;
		}
		compare_tag(query, comparison);
		return KAM_OK;
	}
	if (comparison->operator== FILTER_CONTAINS || comparison->operator== FILTER_CONTAINS_NOT)
		return contains(query, comparison);
	status = path_text(query, comparison, PATH_VALUE, &path, &expression);
	if (status != KAM_OK)
		return status;
	if (path.kind == KAM_MONEY)
		status = compare_money(query, comparison, why);
	else if (path.kind == KAM_DATE || path.kind == KAM_INSTANT)
		status = compare_date(query, comparison, &path, expression, why);
	else
		status = compare_value(query, comparison, &path, expression, scratch, why);
	free(expression);
	return status;
}

static enum kam_status is_empty(struct query *query, const struct kam_type *type, const char *alias, const char *path)
{
	struct path end;
	enum kam_status status;

	if (strcmp(path, "tag") == 0 && type->tags) {
		buffer_format(&query->sql,
		              "(NOT EXISTS (SELECT 1 FROM tag WHERE tag.record = '%s' AND tag.record_id = %s.id))",
		              type->name, alias);
		return KAM_OK;
	}
	buffer_put(&query->sql, "(");
	status = query_path(query, type, alias, path, PATH_VALUE, &end);
	buffer_put(&query->sql, " IS NULL)");
	return status;
}

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
	enum filter_operator operator= filter->node == FILTER_IN ? FILTER_EQUAL : filter->operator;
	const char *between = "(";

	for (size_t i = 0; i < filter->value_count; i++) {
		struct comparison comparison = { type, alias, filter->path, operator, filter->values[i] };
		char scratch[KAM_SCRATCH_SIZE];
		const char *why;
		enum kam_status status;

		buffer_put(&query->sql, between);
		between = " OR ";
		if (*filter->values[i] == '\0' && operator<= FILTER_NOT_EQUAL) {
			if (operator== FILTER_NOT_EQUAL)
				buffer_put(&query->sql, "NOT ");
			status = is_empty(query, type, alias, filter->path);
			why = NULL;
		} else {
			status = compare(query, &comparison, scratch, &why);
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
		return is_empty(query, type, alias, filter->path);
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
			status = is_empty(query, type, alias, field);
		else
			status = compare(query, &comparison, scratch, &why);
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
				status = is_empty(query, type, alias, "tag");
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
