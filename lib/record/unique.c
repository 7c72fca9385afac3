/* Keys that another record has already, said in words and not as the database says it. */
#include "kam/internal/write.h"

#include <stdio.h>
#include <string.h>

/* One field that no two records share. */
static enum kam_status check_field(struct kam *kam, const struct record_write *write, const struct kam_field *field,
                                   const struct kam_value *value)
{
	char sql[160];
	struct statement *statement;
	int64_t other = 0;
	enum kam_status status;

	snprintf(sql, sizeof sql, "SELECT id FROM %s WHERE %s = :value AND id <> :id", write->type->name, field->name);
	status = store_keep(kam, sql, &statement);
	if (status != KAM_OK)
		return status;
	store_bind_value(statement, ":value", value);
	store_bind_integer(statement, ":id", write->id);
	status = store_step(statement);
	if (status == KAM_OK)
		other = store_integer(statement, 0);
	else if (status != KAM_DONE)
		return status;
	store_reset(statement);
	if (other == 0)
		return KAM_OK;
	return fail(kam, KAM_REFUSED, _("%s '%.*s' is taken by %s%lld; use another, or edit that one"), field->name,
	            (int)value->length, value->text, write->type->prefix, (long long)other);
}

enum kam_status unique_check(struct kam *kam, const struct record_write *write)
{
	enum kam_status status = KAM_OK;

	for (size_t i = 0; write->type->fields[i].name != NULL && status == KAM_OK; i++) {
		const struct kam_field *field = &write->type->fields[i];
		const struct kam_value *value = &write->values[i];

		if (field->kind != KAM_TEXT || !field_is_stored(field) || value->type != KAM_IS_TEXT ||
		    !type_is_unique(write->type, field->name) ||
		    (write->old != NULL && kam_value_equal(&write->old[i], value)))
			continue;
		status = check_field(kam, write, field, value);
	}
	return status;
}

/* One alternative of a natural key, as far as a write has it. */
struct together {
	const struct kam_value *values[16];
	size_t count;
	struct buffer sql, names;
};

/* "a + b?" into a question; false: it does not apply, for a field that may not be empty is. */
static bool read_together(struct together *together, const struct record_write *write, const char *text, size_t length)
{
	const char *end = text + length;

	buffer_format(&together->sql, "SELECT id FROM %s WHERE id <> :id", write->type->name);
	while (text < end && together->count < sizeof together->values / sizeof *together->values) {
		char name[64];
		const struct kam_value *value;
		int place;

		text += strspn(text, " +?");
		snprintf(name, sizeof name, "%.*s", (int)strcspn(text, " +?|"), text);
		place = type_field_index(write->type, name);
		if (place < 0)
			break;
		text += strlen(name);
		value = &write->values[place];
		if (value->type == KAM_IS_EMPTY && *text != '?')
			return false;
		buffer_format(&together->sql, " AND %s IS :p%zu", name, together->count);
		buffer_format(&together->names, "%s%s", together->count > 0 ? ", " : "", name);
		together->values[together->count++] = value;
	}
	return together->count > 0;
}

/* Is there another record that is the same in all of it? */
static enum kam_status check_together(struct kam *kam, const struct record_write *write, struct together *together)
{
	struct statement *statement = NULL;
	int64_t other = 0;
	enum kam_status status = store_prepare(kam, buffer_text(&together->sql), &statement);

	if (status != KAM_OK)
		return status;
	store_bind_integer(statement, ":id", write->id);
	for (size_t i = 0; i < together->count; i++) {
		char name[24];

		snprintf(name, sizeof name, ":p%zu", i);
		store_bind_value(statement, name, together->values[i]);
	}
	status = store_step(statement);
	if (status == KAM_OK)
		other = store_integer(statement, 0);
	store_finalize(statement);
	if (other == 0 || buffer_text(&together->names) == NULL)
		return status == KAM_DONE ? KAM_OK : status;
	return fail(kam, KAM_REFUSED, _("%s%lld is the same %s already (the same %s); edit that one"),
	            write->type->prefix, (long long)other, write->type->name, together->names.text);
}

enum kam_status unique_explain(struct kam *kam, const struct record_write *write)
{
	enum kam_status status = unique_check(kam, write);

	for (const char *at = write->type->same; at != NULL && *at != '\0' && status == KAM_OK;) {
		struct together together = { .count = 0 };
		size_t length = strcspn(at, "|");

		if (read_together(&together, write, at, length))
			status = check_together(kam, write, &together);
		buffer_free(&together.sql);
		buffer_free(&together.names);
		at += length + (at[length] == '|');
	}
	if (status != KAM_OK)
		return status;
	return fail(kam, KAM_REFUSED, _("this %s is there already; edit that one"), write->type->name);
}
