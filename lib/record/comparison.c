/* One comparison as SQL: the value is read by the kind of the field it is compared with. */
#include "comparison.h"

#include "kam/internal/reference.h"
#include "kam/internal/write.h"

#include <stdlib.h>
#include <string.h>

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
		              comparison->sign == FILTER_CONTAINS_NOT ? "NOT " : "", expression);
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
	bool negated = comparison->sign == FILTER_NOT_EQUAL;
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
	switch (comparison->sign) {
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
	bool nested = strchr(comparison->path, '.') != NULL, negated = comparison->sign == FILTER_NOT_EQUAL;

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
	buffer_format(&query->sql, "%s ", signs[comparison->sign]);
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

		if (comparison->sign > FILTER_NOT_EQUAL) {
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
	if (comparison->sign == FILTER_NOT_EQUAL)
		buffer_format(&query->sql, "(%s IS NULL OR %s <> ", expression, expression);
	else
		buffer_format(&query->sql, "(%s %s ", expression, signs[comparison->sign]);
	query_bind(query, &value);
	buffer_put(&query->sql, ")");
	return KAM_OK;
}

/* tag = WORD: has the key, or any key with that value. */
static void compare_tag(struct query *query, const struct comparison *comparison)
{
	buffer_format(&query->sql,
	              "(%sEXISTS (SELECT 1 FROM tag WHERE tag.record = '%s' AND tag.record_id = %s.id AND ",
	              comparison->sign == FILTER_NOT_EQUAL ? "NOT " : "", comparison->type->name, comparison->alias);
	buffer_put(&query->sql, "(tag.key = ");
	query_bind_text(query, comparison->value, strlen(comparison->value));
	buffer_put(&query->sql, " OR tag.value = ");
	query_bind_text(query, comparison->value, strlen(comparison->value));
	buffer_put(&query->sql, ")))");
}

enum kam_status comparison_put(struct query *query, const struct comparison *comparison, char scratch[KAM_SCRATCH_SIZE],
                               const char **why)
{
	struct path path;
	char *expression = NULL;
	enum kam_status status;

	*why = NULL;
	if (strcmp(comparison->path, "tag") == 0 && comparison->type->tags) {
		if (comparison->sign > FILTER_NOT_EQUAL) {
			*why = _("= or !=; for a tag's value write tag.KEY");
			return KAM_BAD_VALUE;
		}
		compare_tag(query, comparison);
		return KAM_OK;
	}
	if (comparison->sign == FILTER_CONTAINS || comparison->sign == FILTER_CONTAINS_NOT)
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

enum kam_status comparison_put_empty(struct query *query, const struct kam_type *type, const char *alias,
                                     const char *path)
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
