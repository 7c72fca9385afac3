/* Two records of a type made one: what is empty is filled, tags and references go over. */
#include "merge.h"
#include "kam/internal/query.h"
#include "kam/internal/reference.h"

#include <stdlib.h>
#include <string.h>

enum kam_status kept_values_load(struct kam *kam, const struct kam_type *type, int64_t id, struct kept_values *out)
{
	const struct kam_value *values = NULL;
	size_t count = type_field_count(type);
	struct writer *writer = NULL;
	enum kam_status status = writer_get(kam, type, &writer);

	*out = (struct kept_values){ 0 };
	if (status == KAM_OK)
		status = writer_load(writer, id, &values);
	if (status != KAM_OK)
		return status;
	out->values = calloc(count, sizeof *values);
	if (out->values == NULL)
		return fail_memory(kam);
	memcpy(out->values, values, count * sizeof *values);
	/* Offsets first, for the buffer may move. */
	for (size_t i = 0; i < count; i++)
		if (values[i].type == KAM_IS_TEXT) {
			out->values[i].integer = (int64_t)out->texts.length;
			buffer_add(&out->texts, values[i].text, values[i].length);
			buffer_add(&out->texts, "", 1);
		}
	if (out->texts.failed)
		return fail_memory(kam);
	for (size_t i = 0; i < count; i++)
		if (values[i].type == KAM_IS_TEXT) {
			out->values[i].text = out->texts.text + out->values[i].integer;
			out->values[i].integer = 0;
		}
	return KAM_OK;
}

void kept_values_free(struct kept_values *kept)
{
	free(kept->values);
	buffer_free(&kept->texts);
}

enum kam_status merge_tell(const struct merge *merge, const struct kam_type *type, int64_t id, const char *what,
                           const struct kam_field *field, const struct kam_value *value)
{
	char text[KAM_ID_SIZE], scratch[KAM_SCRATCH_SIZE];
	struct kam_value shown = { 0 };
	enum kam_status status;

	reference_format(type, id, text);
	if (field != NULL && value != NULL && value->type != KAM_IS_EMPTY) {
		shown.type = KAM_IS_TEXT;
		if ((field->flags & KAM_PERSONAL) != 0)
			shown.type = KAM_IS_MASKED;
		else if (field->kind == KAM_REFERENCE) {
			shown.length = reference_format(kam_type_find(field->target), value->integer, scratch);
			shown.text = scratch;
		} else {
			shown.text = kam_value_text(field->kind, value, scratch, &shown.length);
		}
	}
	status = rows_put_text(merge->rows, text);
	if (status == KAM_OK)
		status = rows_put_text(merge->rows, type->name);
	if (status == KAM_OK)
		status = rows_put_text(merge->rows, what);
	if (status == KAM_OK)
		status = rows_put_text(merge->rows, field != NULL ? field->name : NULL);
	return status == KAM_OK ? rows_put(merge->rows, &shown) : status;
}

enum kam_status merge_set(const struct merge *merge, const struct kam_type *type, int64_t id, const char *field,
                          const struct kam_value *value)
{
	struct kept_values old, new = { 0 };
	struct record_write write = { .id = id, .importing = true };
	struct writer *writer = NULL;
	bool changed;
	enum kam_status status = kept_values_load(merge->kam, type, id, &old);

	if (status == KAM_OK)
		status = kept_values_load(merge->kam, type, id, &new);
	if (status == KAM_OK)
		status = writer_get(merge->kam, type, &writer);
	if (status == KAM_OK) {
		new.values[type_field_index(type, field)] = *value;
		write.old = old.values;
		write.values = new.values;
		status = writer_check(writer, &write);
	}
	if (status == KAM_OK)
		status = writer_update(writer, &write, &changed);
	kept_values_free(&old);
	kept_values_free(&new);
	return status;
}

/* The records of one type that refer by one field: their ids first, for they are about to change. */
static enum kam_status list_referrers(struct kam *kam, const struct kam_type *type, const struct kam_field *field,
                                      int64_t id, struct buffer *ids)
{
	struct statement *statement = NULL;
	struct buffer sql = { 0 };
	enum kam_status status;

	buffer_format(&sql, "SELECT id FROM %s WHERE %s = :id ORDER BY id", type->name, field->name);
	status = buffer_text(&sql) == NULL ? fail_memory(kam) : store_prepare(kam, sql.text, &statement);
	if (status == KAM_OK)
		store_bind_integer(statement, ":id", id);
	while (status == KAM_OK && (status = store_step(statement)) == KAM_OK) {
		int64_t other = store_integer(statement, 0);

		buffer_add(ids, (const char *)&other, sizeof other);
	}
	store_finalize(statement);
	buffer_free(&sql);
	if (status == KAM_DONE)
		status = ids->failed ? fail_memory(kam) : KAM_OK;
	return status;
}

/* What stood under the one that goes takes the place that this one had. */
static enum kam_status take_place(const struct merge *merge, const struct kam_type *type, const char *field,
                                  int64_t into, int64_t from)
{
	struct kept_values above;
	struct kam_value value;
	enum kam_status status = kept_values_load(merge->kam, type, from, &above);

	if (status == KAM_OK) {
		value = above.values[type_field_index(type, field)];
		if (value.type == KAM_IS_INTEGER && value.integer == into)
			value = (struct kam_value){ 0 };
		status = merge_set(merge, type, into, field, &value);
	}
	kept_values_free(&above);
	return status;
}

static enum kam_status move(const struct merge *merge, const struct kam_type *type, const struct kam_field *field,
                            int64_t id, int64_t into, int64_t from)
{
	const struct kam_value value = { .type = KAM_IS_INTEGER, .integer = into };
	bool done = false;
	enum kam_status status = KAM_OK;

	if ((field->flags & KAM_TREE) != 0 && id == into)
		return take_place(merge, type, field->name, into, from);
	if (strcmp(field->target, "account") == 0 && strcmp(field->name, "account") == 0)
		status = merge_clash(merge, type, id, &done);
	if (status == KAM_OK && !done)
		status = merge_set(merge, type, id, field->name, &value);
	if (status == KAM_OK && !done)
		status = merge_tell(merge, type, id, "moved", field, &value);
	return status;
}

enum kam_status merge_references(const struct merge *merge, const struct kam_type *type, int64_t into, int64_t from)
{
	enum kam_status status = KAM_OK;

	for (const struct kam_type *const *other = kam_types(); *other != NULL && status == KAM_OK; other++)
		for (const struct kam_field *field = (*other)->fields; field->name != NULL && status == KAM_OK;
		     field++) {
			struct buffer ids = { 0 };

			if (!field_is_stored(field) || field->kind != KAM_REFERENCE ||
			    strcmp(field->target, type->name) != 0)
				continue;
			status = list_referrers(merge->kam, *other, field, from, &ids);
			for (size_t at = 0; status == KAM_OK && at < ids.length; at += sizeof(int64_t)) {
				int64_t id;

				memcpy(&id, ids.text + at, sizeof id);
				/* It goes itself in a moment. */
				if (*other != type || id != from)
					status = move(merge, *other, field, id, into, from);
			}
			buffer_free(&ids);
		}
	return status;
}

enum kam_status merge_tags(const struct merge *merge, const struct kam_type *type, int64_t into, int64_t from)
{
	struct statement *statement = NULL;
	struct buffer tags = { 0 }; /* key, value, each with its NUL; a value that is empty is none */
	enum kam_status status = store_prepare(
		merge->kam,
		"SELECT key, coalesce(value, '') FROM tag AS one WHERE record = :record AND record_id = :from AND NOT "
		"EXISTS (SELECT 1 FROM tag AS other WHERE other.record = :record AND other.record_id = :into AND "
		"other.key = one.key) ORDER BY key",
		&statement);

	if (status == KAM_OK) {
		store_bind_text(statement, ":record", type->name);
		store_bind_integer(statement, ":from", from);
		store_bind_integer(statement, ":into", into);
	}
	while (status == KAM_OK && (status = store_step(statement)) == KAM_OK)
		for (int i = 0; i < 2; i++)
			buffer_add(&tags, store_text(statement, i), strlen(store_text(statement, i)) + 1);
	store_finalize(statement);
	if (status == KAM_DONE)
		status = tags.failed ? fail_memory(merge->kam) : KAM_OK;
	for (size_t at = 0; status == KAM_OK && at < tags.length;) {
		const char *key = tags.text + at, *value = key + strlen(key) + 1;
		bool changed;

		status = tag_set(merge->kam, type, into, key, strlen(key), *value != '\0' ? value : NULL, strlen(value),
		                 false, &changed);
		at += strlen(key) + strlen(value) + 2;
	}
	buffer_free(&tags);
	return status;
}

static bool names_field(const char *list, const char *name)
{
	size_t length = strlen(name);

	for (const char *at = strstr(list, name); at != NULL; at = strstr(at + 1, name))
		if ((at == list || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
			return true;
	return false;
}

/* What two records of one thing cannot both say. */
static enum kam_status check_identity(const struct merge *merge, const struct kam_type *type, int64_t into,
                                      int64_t from, const struct kept_values *one, const struct kept_values *other,
                                      const char *identity)
{
	for (size_t i = 0; type->fields[i].name != NULL; i++)
		if (names_field(identity, type->fields[i].name) && one->values[i].type != KAM_IS_EMPTY &&
		    other->values[i].type != KAM_IS_EMPTY && !kam_value_equal(&one->values[i], &other->values[i]))
			return fail(
				merge->kam, KAM_REFUSED,
				_("%s%lld and %s%lld go by the same name and differ in %s; if they are two, name one "
			          "otherwise, if one, correct it: kam %s %s edit"),
				type->prefix, (long long)into, type->prefix, (long long)from, type->fields[i].name,
				type->command, type->name);
	return KAM_OK;
}

/* Empty fields of the one that stays; what the other says besides is told. */
static enum kam_status fill(const struct merge *merge, const struct kam_type *type, int64_t into,
                            const struct kept_values *one, const struct kept_values *other)
{
	enum kam_status status = KAM_OK;

	for (size_t i = 0; type->fields[i].name != NULL && status == KAM_OK; i++) {
		const struct kam_field *field = &type->fields[i];
		const struct kam_value *value = &other->values[i];

		if (!field_is_stored(field) || (field->flags & KAM_DERIVED) != 0 || value->type == KAM_IS_EMPTY ||
		    strcmp(field->name, "ref") == 0 || kam_value_equal(&one->values[i], value) ||
		    (field->kind == KAM_REFERENCE &&
		     (strcmp(field->target, type->name) == 0 || strcmp(field->name, "account") == 0)))
			continue;
		if (one->values[i].type == KAM_IS_EMPTY) {
			status = merge_set(merge, type, into, field->name, value);
			if (status == KAM_OK)
				status = merge_tell(merge, type, into, "filled", field, value);
		} else {
			status = merge_tell(merge, type, into, "kept", field, &one->values[i]);
		}
	}
	return status;
}

enum kam_status merge_fold(const struct merge *merge, const struct kam_type *type, int64_t into, int64_t from,
                           const char *identity)
{
	struct kept_values one, other = { 0 };
	struct writer *writer = NULL;
	enum kam_status status = kept_values_load(merge->kam, type, into, &one);

	if (status == KAM_OK)
		status = kept_values_load(merge->kam, type, from, &other);
	if (status == KAM_OK)
		status = check_identity(merge, type, into, from, &one, &other, identity);
	if (status == KAM_OK)
		status = merge_references(merge, type, into, from);
	if (status == KAM_OK && type->tags)
		status = merge_tags(merge, type, into, from);
	if (status == KAM_OK)
		status = writer_get(merge->kam, type, &writer);
	if (status == KAM_OK)
		status = writer_delete(writer, from);
	if (status == KAM_OK)
		status = merge_tell(merge, type, from, "removed", NULL, NULL);
	if (status == KAM_OK)
		status = fill(merge, type, into, &one, &other);
	kept_values_free(&one);
	kept_values_free(&other);
	return status;
}
