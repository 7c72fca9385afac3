/* Paths: owner.manager, tag.X, closed_on.month, as SQL expressions over a record's table. */
#include "kam/internal/query.h"

#include <stdio.h>
#include <string.h>

struct step {
	const char *text;
	size_t length;
};

/* Put an expression of a description, its @ being `alias`. */
static void put_expression(struct query *query, const char *expression, const char *alias)
{
	for (const char *at = expression; *at != '\0'; at++)
		if (*at == '@')
			buffer_put(&query->sql, alias);
		else
			buffer_add(&query->sql, at, 1);
}

static void put_field(struct query *query, const struct kam_field *field, const char *alias)
{
	if (field->flags & KAM_COMPUTED)
		put_expression(query, field->expression, alias);
	else
		buffer_format(&query->sql, "%s.%s", alias, field->name);
}

void query_base_money(struct query *query, const struct kam_type *type, const char *alias, const char *field)
{
	const struct kam_field *description = kam_type_field(type, field);

	buffer_format(&query->sql, "CASE WHEN %s.currency = :base THEN ", alias);
	put_field(query, description, alias);
	buffer_put(&query->sql, " ELSE CAST(round(");
	put_field(query, description, alias);
	buffer_format(&query->sql,
	              " * (SELECT rate.factor FROM rate WHERE rate.currency = %s.currency AND rate.starts_on <= ",
	              alias);
	if (type->dated != NULL)
		buffer_format(&query->sql, "coalesce(%s.%s, :today)", alias, type->dated);
	else
		buffer_put(&query->sql, ":today");
	buffer_put(&query->sql, " ORDER BY rate.starts_on DESC LIMIT 1)) AS INTEGER) END");
}

static void put_tag(struct query *query, const struct kam_type *type, const char *alias, struct step key)
{
	buffer_format(&query->sql,
	              "(SELECT coalesce(tag.value, 'yes') FROM tag WHERE tag.record = '%s' AND tag.record_id = %s.id "
	              "AND tag.key = ",
	              type->name, alias);
	query_bind_text(query, key.text, key.length);
	buffer_put(&query->sql, ")");
}

/* A date's part; `day` is the date as SQL. Weeks are ISO 8601's: the year and week of its Thursday. */
static bool put_part(struct query *query, const char *day, struct step part)
{
	static const struct {
		const char *name, *before, *middle, *after;
	} parts[] = {
		{ "year", "substr(", NULL, ", 1, 4)" },
		{ "quarter", "substr(", ", 1, 4) || '-Q' || ((CAST(substr(", ", 6, 2) AS INTEGER) + 2) / 3)" },
		{ "month", "substr(", NULL, ", 1, 7)" },
		{ "week", "strftime('%Y', ",
		  ", '-3 days', 'weekday 4') || '-W' || substr('0' || ((CAST(strftime('%j', ",
		  ", '-3 days', 'weekday 4') AS INTEGER) - 1) / 7 + 1), -2)" },
	};

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		if (strlen(parts[i].name) != part.length || memcmp(parts[i].name, part.text, part.length) != 0)
			continue;
		buffer_put(&query->sql, parts[i].before);
		buffer_put(&query->sql, day);
		if (parts[i].middle != NULL) {
			buffer_put(&query->sql, parts[i].middle);
			buffer_put(&query->sql, day);
		}
		buffer_put(&query->sql, parts[i].after);
		return true;
	}
	return false;
}

static struct step next_step(const char **path)
{
	struct step step = { *path, strcspn(*path, ".") };

	*path += step.length;
	if (**path == '.')
		(*path)++;
	return step;
}

static const struct kam_field *find_field(const struct kam_type *type, struct step step)
{
	for (const struct kam_field *field = type->fields; field->name != NULL; field++)
		if (strlen(field->name) == step.length && memcmp(field->name, step.text, step.length) == 0)
			return field;
	return NULL;
}

static enum kam_status no_field(struct query *query, const struct kam_type *type, struct step step)
{
	char name[80];

	snprintf(name, sizeof name, "%.*s", (int)(step.length < 79 ? step.length : 79), step.text);
	return fail_no_field(query->kam, type, name);
}

static enum kam_status put_date_part(struct query *query, const struct kam_type *type, const struct kam_field *field,
                                     const char *alias, struct step part, struct path *out)
{
	struct query day = { .kam = query->kam };
	enum kam_status status = KAM_OK;

	if (field->kind == KAM_INSTANT)
		buffer_put(&day.sql, "kam_day(");
	put_field(&day, field, alias);
	if (field->kind == KAM_INSTANT)
		buffer_put(&day.sql, ")");
	if (buffer_text(&day.sql) == NULL)
		status = fail_memory(query->kam);
	else if (!put_part(query, day.sql.text, part))
		status = fail(query->kam, KAM_USAGE,
		              _("'%.*s' is no part of the date %s.%s; there are year, quarter, month and week"),
		              (int)part.length, part.text, type->name, field->name);
	buffer_free(&day.sql);
	out->kind = KAM_TEXT;
	out->part = true;
	return status;
}

static void put_last(struct query *query, const struct kam_type *type, const struct kam_field *field, const char *alias,
                     enum path_form form)
{
	if (field->kind == KAM_REFERENCE && form != PATH_VALUE) {
		const struct kam_type *target = kam_type_find(field->target);

		buffer_format(&query->sql, "(SELECT label.%s FROM %s AS label WHERE label.id = ", target->label,
		              target->name);
		put_field(query, field, alias);
		buffer_put(&query->sql, ")");
	} else if (field->kind == KAM_MONEY && form == PATH_SHOWN) {
		query_base_money(query, type, alias, field->name);
	} else {
		put_field(query, field, alias);
	}
}

static enum kam_status put_path(struct query *query, const struct kam_type *type, const char *alias, const char *path,
                                enum path_form form, int depth, struct path *out)
{
	struct step step = next_step(&path);
	const struct kam_field *field;
	const struct kam_type *target;
	enum kam_status status;
	bool personal;
	char inner[16];

	if (step.length == 3 && memcmp(step.text, "tag", 3) == 0 && *path != '\0') {
		if (!type->tags)
			return fail(query->kam, KAM_USAGE, _("%s takes no tags"), type->name);
		out->type = type;
		out->field = NULL;
		out->kind = KAM_TEXT;
		put_tag(query, type, alias, (struct step){ path, strlen(path) });
		status = kam_tag_is_personal(query->kam, path, &personal);
		out->personal |= personal;
		return status;
	}
	field = find_field(type, step);
	if (field == NULL)
		return no_field(query, type, step);
	out->personal |= (field->flags & KAM_PERSONAL) != 0;
	if (*path == '\0') {
		out->type = type;
		out->field = field;
		out->kind = field->kind;
		put_last(query, type, field, alias, form);
		return KAM_OK;
	}
	if (field->kind == KAM_DATE || field->kind == KAM_INSTANT) {
		out->type = type;
		out->field = field;
		return put_date_part(query, type, field, alias, (struct step){ path, strlen(path) }, out);
	}
	if (field->kind != KAM_REFERENCE)
		return fail(query->kam, KAM_USAGE, _("%s.%s is no reference, so that nothing can follow it"),
		            type->name, field->name);
	if (depth > 8)
		return fail(query->kam, KAM_USAGE, _("a path may go over 8 references at most"));
	/* One scalar subquery a reference: it stands wherever an expression may. */
	target = kam_type_find(field->target);
	snprintf(inner, sizeof inner, "r%d", depth);
	buffer_put(&query->sql, "(SELECT ");
	status = put_path(query, target, inner, path, form, depth + 1, out);
	buffer_format(&query->sql, " FROM %s AS %s WHERE %s.id = ", target->name, inner, inner);
	put_field(query, field, alias);
	buffer_put(&query->sql, ")");
	return status;
}

enum kam_status query_path(struct query *query, const struct kam_type *type, const char *alias, const char *path,
                           enum path_form form, struct path *out)
{
	enum kam_status status;

	memset(out, 0, sizeof *out);
	status = put_path(query, type, alias, path, form, 1, out);
	if (status != KAM_OK)
		return status;
	/* The title says the way only as far as needed: the last field, or the tag's key. */
	if (out->field == NULL)
		snprintf(out->title, sizeof out->title, "%s", strstr(path, "tag.") + 4);
	else if (out->part)
		snprintf(out->title, sizeof out->title, "%s (%s)", kam_field_title(query->kam, out->field),
		         strrchr(path, '.') + 1);
	else
		snprintf(out->title, sizeof out->title, "%s", kam_field_title(query->kam, out->field));
	return KAM_OK;
}
