/* A statement in the making: text and bound values, and the statements over one type's columns. */
#include "kam/internal/query.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void query_start(struct query *query, struct kam *kam)
{
	memset(query, 0, sizeof *query);
	query->kam = kam;
}

void query_end(struct query *query)
{
	for (size_t i = 0; i < query->bind_count; i++)
		free(query->texts[i]);
	buffer_free(&query->sql);
}

void query_bind(struct query *query, const struct kam_value *value)
{
	struct kam_value *bind = &query->binds[query->bind_count];

	if (query->bind_count == QUERY_MAXIMUM_BINDS) {
		query->too_many = true;
		return;
	}
	*bind = *value;
	if (value->type == KAM_IS_TEXT) {
		char *text = malloc(value->length + 1);

		if (text == NULL) {
			query->sql.failed = true;
			return;
		}
		memcpy(text, value->text, value->length);
		text[value->length] = '\0';
		query->texts[query->bind_count] = text;
		bind->text = text;
	}
	buffer_format(&query->sql, ":p%zu", query->bind_count);
	query->bind_count++;
}

void query_bind_text(struct query *query, const char *text, size_t length)
{
	query_bind(query, &(struct kam_value){ .type = KAM_IS_TEXT, .text = text, .length = length });
}

void query_bind_all(const struct query *query, struct statement *statement)
{
	for (size_t i = 0; i < query->bind_count; i++) {
		char name[24];

		snprintf(name, sizeof name, ":p%zu", i);
		store_bind_value(statement, name, &query->binds[i]);
	}
	/* What any expression of a description may name. */
	store_bind_text(statement, ":today", query->kam->today_text);
	store_bind_text(statement, ":now", query->kam->now_text);
	store_bind_text(statement, ":base", query->kam->currency);
}

enum kam_status query_prepare(struct query *query, struct statement **out)
{
	enum kam_status status;

	*out = NULL;
	if (query->too_many)
		return fail(query->kam, KAM_BAD_VALUE, _("the filter names more than %d values"), QUERY_MAXIMUM_BINDS);
	status = store_prepare(query->kam, buffer_text(&query->sql), out);
	if (status == KAM_OK)
		query_bind_all(query, *out);
	return status;
}

/* The stored columns, as "a, b", each with `before` in front; id only if asked for. */
static void columns(struct query *query, const struct kam_type *type, const char *before, const char *after, bool id)
{
	const char *between = "";

	for (const struct kam_field *field = type->fields; field->name != NULL; field++) {
		if (!field_is_stored(field) || (field->kind == KAM_ID && !id))
			continue;
		buffer_format(&query->sql, "%s%s%s%s", between, before, field->name, after);
		between = ", ";
	}
	if (type_has_name_key(type))
		buffer_format(&query->sql, "%s%sname_key%s", between, before, after);
}

void query_select_one(struct query *query, const struct kam_type *type)
{
	buffer_put(&query->sql, "SELECT ");
	columns(query, type, "", "", true);
	buffer_format(&query->sql, " FROM %s WHERE id = :id", type->name);
}

void query_insert(struct query *query, const struct kam_type *type)
{
	buffer_format(&query->sql, "INSERT INTO %s (", type->name);
	columns(query, type, "", "", true);
	buffer_put(&query->sql, ") VALUES (?");
	for (const struct kam_field *field = type->fields; field->name != NULL; field++)
		if (field_is_stored(field) && field->kind != KAM_ID)
			buffer_put(&query->sql, ", ?");
	buffer_put(&query->sql, type_has_name_key(type) ? ", ?)" : ")");
}

void query_update(struct query *query, const struct kam_type *type)
{
	buffer_format(&query->sql, "UPDATE %s SET ", type->name);
	columns(query, type, "", " = ?", false);
	buffer_put(&query->sql, " WHERE id = ?");
}

void query_image_of(struct query *query, const struct kam_type *type, const char *id)
{
	const char *between = "";

	buffer_put(&query->sql, "SELECT json_object(");
	for (const struct kam_field *field = type->fields; field->name != NULL; field++)
		if (field_is_stored(field)) {
			buffer_format(&query->sql, "%s'%s', %s", between, field->name, field->name);
			between = ", ";
		}
	if (type_has_name_key(type))
		buffer_put(&query->sql, ", 'name_key', name_key");
	buffer_format(&query->sql, ") FROM %s WHERE id = %s", type->name, id);
}

void query_image(struct query *query, const struct kam_type *type)
{
	query_image_of(query, type, ":id");
}

void query_delete(struct query *query, const struct kam_type *type)
{
	buffer_format(&query->sql, "DELETE FROM %s WHERE id = :id", type->name);
}

void query_referrers(struct query *query, const struct kam_type *type)
{
	const char *between = "";

	for (const struct kam_type *const *other = kam_types(); *other != NULL; other++)
		for (const struct kam_field *field = (*other)->fields; field->name != NULL; field++)
			if (field_is_stored(field) && field->kind == KAM_REFERENCE &&
			    strcmp(field->target, type->name) == 0) {
				buffer_format(&query->sql, "%sSELECT '%s', id FROM %s WHERE %s = :id", between,
				              (*other)->name, (*other)->name, field->name);
				between = " UNION ALL ";
			}
	if (*between == '\0')
		buffer_put(&query->sql, "SELECT NULL, NULL WHERE 0");
}
