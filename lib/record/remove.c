/* Removing a record: refused with names while others refer to it, or with all that hangs on it. */
#include "kam/internal/query.h"
#include "kam/internal/reference.h"
#include "kam/internal/write.h"

#include <stdlib.h>
#include <string.h>

#define DEEPEST 32 /* records hang on records that hang on records */

/* A cascade in progress. */
struct removal {
	struct kam *kam;
	struct kam_rows *rows;
};

/* Names up to five records that refer to the one that is to go, and counts them all. */
static enum kam_status name_referrers(struct kam *kam, const struct kam_type *type, int64_t id, struct buffer *names,
                                      int64_t *out)
{
	struct query query;
	struct statement *statement = NULL;
	enum kam_status status;
	int64_t count = 0;

	query_start(&query, kam);
	query_referrers(&query, type);
	status = query_prepare(&query, &statement);
	if (status == KAM_OK) {
		store_bind_integer(statement, ":id", id);
		while ((status = store_step(statement)) == KAM_OK) {
			const char *name = store_text(statement, 0);
			const struct kam_type *other = name != NULL ? kam_type_find(name) : NULL;

			/* Without memory for its name, the next step fails. */
			if (++count <= 5 && other != NULL)
				buffer_format(names, "%s%s %s%lld", count > 1 ? ", " : "", other->name, other->prefix,
				              (long long)store_integer(statement, 1));
		}
	}
	if (count > 5)
		buffer_put(names, ", …");
	*out = count;
	store_finalize(statement);
	query_end(&query);
	return status == KAM_DONE ? KAM_OK : status;
}

static enum kam_status check_referrers(struct kam *kam, const struct kam_type *type, int64_t id)
{
	struct buffer names = { 0 };
	int64_t count = 0;
	enum kam_status status = name_referrers(kam, type, id, &names, &count);

	if (status == KAM_OK && count > 0)
		status =
			fail(kam, KAM_REFUSED,
		             _("%s%lld is still referred to by %s; change that first, or remove it too with --cascade"),
		             type->prefix, (long long)id, buffer_text(&names) != NULL ? names.text : "");
	buffer_free(&names);
	return status;
}

static enum kam_status tell(const struct removal *removal, const struct kam_type *type, int64_t id, const char *what,
                            const char *field)
{
	char text[KAM_ID_SIZE];
	enum kam_status status;

	reference_format(type, id, text);
	status = rows_put_text(removal->rows, text);
	if (status == KAM_OK)
		status = rows_put_text(removal->rows, type->name);
	if (status == KAM_OK)
		status = rows_put_text(removal->rows, what);
	return status == KAM_OK ? rows_put_text(removal->rows, field) : status;
}

static enum kam_status remove_with_all(struct removal *removal, const struct kam_type *type, int64_t id, int depth);

/* A field that kam keeps is no option of an edit. */
static enum kam_status empty_kept(struct kam *kam, const struct kam_type *type, const struct kam_field *field,
                                  int64_t id)
{
	struct record_write write = { .id = id };
	size_t count = type_field_count(type);
	struct writer *writer = NULL;
	bool changed;
	enum kam_status status = writer_get(kam, type, &writer);

	write.values = calloc(count, sizeof *write.values);
	if (status == KAM_OK && write.values == NULL)
		status = fail_memory(kam);
	if (status == KAM_OK)
		status = writer_load(writer, id, &write.old);
	if (status == KAM_OK) {
		memcpy(write.values, write.old, count * sizeof *write.values);
		write.values[type_field_index(type, field->name)] = (struct kam_value){ 0 };
		status = writer_update(writer, &write, &changed);
	}
	free(write.values);
	return status;
}

/* One record that refers: it goes too when it needs what it refers to, else that field is emptied. */
static enum kam_status let_go(struct removal *removal, const struct kam_type *type, const struct kam_field *field,
                              int64_t id, int depth)
{
	bool changed, needed = (field->flags & KAM_REQUIRED) != 0 || type_needs_one_of(type, field->name);
	enum kam_status status;

	if (needed)
		return remove_with_all(removal, type, id, depth + 1);
	if ((field->flags & KAM_DERIVED) != 0)
		status = empty_kept(removal->kam, type, field, id);
	else
		status = record_edit(removal->kam, type, id, &(struct kam_assignment){ field->name, "" }, 1, NULL,
		                     &changed);
	return status == KAM_OK ? tell(removal, type, id, "emptied", field->name) : status;
}

/* The records of one type that refer by one field: their ids first, for they are about to change. */
static enum kam_status let_all_go(struct removal *removal, const struct kam_type *type, const struct kam_field *field,
                                  int64_t id, int depth)
{
	struct statement *statement = NULL;
	struct buffer sql = { 0 }, ids = { 0 };
	enum kam_status status;

	buffer_format(&sql, "SELECT id FROM %s WHERE %s = :id ORDER BY id", type->name, field->name);
	status = store_prepare(removal->kam, buffer_text(&sql), &statement);
	if (status == KAM_OK)
		store_bind_integer(statement, ":id", id);
	while (status == KAM_OK && (status = store_step(statement)) == KAM_OK) {
		int64_t other = store_integer(statement, 0);

		buffer_add(&ids, (const char *)&other, sizeof other);
	}
	store_finalize(statement);
	if (status == KAM_DONE)
		status = ids.failed ? fail_memory(removal->kam) : KAM_OK;
	for (size_t at = 0; status == KAM_OK && at < ids.length; at += sizeof(int64_t)) {
		int64_t other;

		memcpy(&other, ids.text + at, sizeof other);
		status = let_go(removal, type, field, other, depth);
	}
	buffer_free(&sql);
	buffer_free(&ids);
	return status;
}

static enum kam_status remove_with_all(struct removal *removal, const struct kam_type *type, int64_t id, int depth)
{
	struct writer *writer = NULL;
	enum kam_status status = KAM_OK;

	if (depth > DEEPEST)
		return fail(removal->kam, KAM_REFUSED,
		            _("%s%lld: more than %d records hang on one another; remove some first"), type->prefix,
		            (long long)id, DEEPEST);
	for (const struct kam_type *const *other = kam_types(); *other != NULL && status == KAM_OK; other++)
		for (const struct kam_field *field = (*other)->fields; field->name != NULL && status == KAM_OK; field++)
			if (field_is_stored(field) && field->kind == KAM_REFERENCE &&
			    strcmp(field->target, type->name) == 0)
				status = let_all_go(removal, *other, field, id, depth);
	if (status == KAM_OK)
		status = writer_get(removal->kam, type, &writer);
	if (status == KAM_OK)
		status = writer_delete(writer, id);
	return status == KAM_OK ? tell(removal, type, id, "removed", NULL) : status;
}

/* The ids of a type's records that refer to one by a field, then each is removed: they are read to the end first. */
static enum kam_status remove_needing(struct kam *kam, const struct kam_type *type, const struct kam_field *field,
                                      int64_t id, int64_t *removed)
{
	struct writer *writer = NULL;
	struct buffer sql = { 0 };
	int64_t other = 0;
	enum kam_status status = writer_get(kam, type, &writer);

	buffer_format(&sql, "SELECT coalesce(min(id), 0) FROM %s WHERE %s = %lld", type->name, field->name,
	              (long long)id);
	if (buffer_text(&sql) == NULL)
		return fail_memory(kam);
	while (status == KAM_OK) {
		status = store_get_integer(kam, sql.text, NULL, 0, &other);
		if (status != KAM_OK || other == 0)
			break;
		status = writer_delete(writer, other);
		++*removed;
	}
	buffer_free(&sql);
	return status;
}

enum kam_status record_remove_unnamed(struct kam *kam, const struct kam_type *type, int64_t id, int64_t *removed)
{
	struct writer *writer = NULL;
	struct buffer names = { 0 };
	const struct kam_value *values;
	int64_t count = 0;
	enum kam_status status = KAM_OK;

	for (const struct kam_type *const *other = kam_types(); *other != NULL && status == KAM_OK; other++)
		for (const struct kam_field *field = (*other)->fields; field->name != NULL && status == KAM_OK; field++)
			if (type_has_seeds(*other) && field->kind == KAM_REFERENCE && field_is_stored(field) &&
			    (field->flags & KAM_REQUIRED) != 0 && strcmp(field->target, type->name) == 0)
				status = remove_needing(kam, *other, field, id, removed);
	if (status == KAM_OK)
		status = name_referrers(kam, type, id, &names, &count);
	if (status == KAM_OK)
		status = writer_get(kam, type, &writer);
	if (status == KAM_OK && count > 0) {
		const struct kam_value *label;

		status = writer_load(writer, id, &values);
		label = &values[type_field_index(type, type->label)];
		if (status == KAM_OK)
			status = fail(kam, KAM_REFUSED,
			              _("%s %s%lld (%.*s) is not in the file, but referred to by %s; name it there, or "
			                "change "
			                "that first; nothing was imported"),
			              type->name, type->prefix, (long long)id,
			              label->type == KAM_IS_TEXT ? (int)label->length : 0,
			              label->type == KAM_IS_TEXT ? label->text : "",
			              buffer_text(&names) != NULL ? names.text : "");
	}
	buffer_free(&names);
	if (status == KAM_OK)
		status = writer_delete(writer, id);
	++*removed;
	return status;
}

static enum kam_status begin_rows(struct kam *kam, struct kam_rows **out)
{
	enum kam_status status = rows_new(kam, out);

	if (status == KAM_OK && (!rows_add_column(*out, "id", _("ID"), KAM_TEXT, 0) ||
	                         !rows_add_column(*out, "record", _("Record"), KAM_TEXT, 1) ||
	                         !rows_add_column(*out, "what", _("What"), KAM_TEXT, 2) ||
	                         !rows_add_column(*out, "field", _("Field"), KAM_TEXT, 3)))
		status = fail_memory(kam);
	return status;
}

enum kam_status kam_record_remove(struct kam *kam, const char *record, const char *const *references, size_t count,
                                  bool cascade, struct kam_rows **out)
{
	struct removal removal = { .kam = kam };
	const struct kam_type *type;
	enum kam_status status = type_need(kam, record, &type);

	*out = NULL;
	if (status == KAM_OK)
		status = need_operation(kam);
	if (status == KAM_OK && strcmp(type->name, "setting") == 0)
		status = fail(kam, KAM_REFUSED, _("a setting cannot be removed; --value '' brings back its standard"));
	if (status == KAM_OK)
		status = begin_rows(kam, out);
	removal.rows = *out;
	for (size_t i = 0; i < count && status == KAM_OK; i++) {
		int64_t id;

		status = reference_find(kam, type, references[i], strlen(references[i]), REFERENCE_WRITE, &id, NULL);
		if (status == KAM_OK && type->rules != NULL && type->rules->before_remove != NULL)
			status = type->rules->before_remove(kam, id);
		if (status == KAM_OK && !cascade)
			status = check_referrers(kam, type, id);
		if (status == KAM_OK)
			status = remove_with_all(&removal, type, id, 0);
	}
	return status == KAM_OK ? rows_finish(*out) : status;
}
