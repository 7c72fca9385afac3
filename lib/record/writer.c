/* Writing one record: checked, journaled, written; statements are prepared once a handle. */
#include "kam/internal/write.h"
#include "kam/internal/query.h"
#include "kam/internal/reference.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct writer {
	struct kam *kam;
	const struct kam_type *type;
	size_t count;                          /* fields */
	int label, currency, created, updated; /* places of those every record has; -1: none, or no name to be folded */
	struct statement *select, *insert, *update, *image, *delete;
	struct kam_value *loaded;
	struct buffer texts; /* of loaded values */
	struct writer *next;
};

static void writers_free(void *session)
{
	for (struct writer *writer = session, *next; writer != NULL; writer = next) {
		next = writer->next;
		store_finalize(writer->select);
		store_finalize(writer->insert);
		store_finalize(writer->update);
		store_finalize(writer->image);
		store_finalize(writer->delete);
		free(writer->loaded);
		buffer_free(&writer->texts);
		free(writer);
	}
}

enum kam_status writer_get(struct kam *kam, const struct kam_type *type, struct writer **out)
{
	struct writer *writer;

	for (writer = kam->session; writer != NULL; writer = writer->next)
		if (writer->type == type) {
			*out = writer;
			return KAM_OK;
		}
	*out = NULL;
	writer = calloc(1, sizeof *writer);
	if (writer == NULL)
		return fail_memory(kam);
	writer->kam = kam;
	writer->type = type;
	writer->count = type_field_count(type);
	writer->label = type_has_name_key(type) ? type_field_index(type, type->label) : -1;
	writer->currency = type_has_money(type) ? type_field_index(type, "currency") : -1;
	writer->created = type_field_index(type, "created_at");
	writer->updated = type_field_index(type, "updated_at");
	writer->loaded = calloc(writer->count, sizeof *writer->loaded);
	writer->next = kam->session;
	kam->session = writer;
	kam->session_free = writers_free;
	if (writer->loaded == NULL)
		return fail_memory(kam);
	*out = writer;
	return KAM_OK;
}

/* Prepared at first use: an add needs no UPDATE. */
static enum kam_status ready(struct writer *writer, struct statement **statement,
                             void (*compose)(struct query *query, const struct kam_type *type))
{
	struct query query;
	enum kam_status status;

	if (*statement != NULL)
		return KAM_OK;
	query_start(&query, writer->kam);
	compose(&query, writer->type);
	status = query_prepare(&query, statement);
	query_end(&query);
	return status;
}

enum kam_status writer_load(struct writer *writer, int64_t id, const struct kam_value **values)
{
	enum kam_status status = ready(writer, &writer->select, query_select_one);
	int column = 0;

	if (status != KAM_OK)
		return status;
	store_bind_integer(writer->select, ":id", id);
	status = store_step(writer->select);
	if (status == KAM_DONE)
		return fail(writer->kam, KAM_NOT_FOUND, _("there is no %s %s%lld"), writer->type->name,
		            writer->type->prefix, (long long)id);
	if (status != KAM_OK)
		return status;
	buffer_reset(&writer->texts);
	for (size_t i = 0; i < writer->count; i++) {
		struct kam_value *value = &writer->loaded[i];

		*value = (struct kam_value){ 0 };
		if (!field_is_stored(&writer->type->fields[i]))
			continue;
		store_value(writer->select, column++, value);
		if (value->type == KAM_IS_TEXT) {
			/* An offset until all texts are there, for the buffer may move. */
			size_t offset = writer->texts.length;

			buffer_add(&writer->texts, value->text, value->length);
			buffer_add(&writer->texts, "", 1);
			value->integer = (int64_t)offset;
		}
	}
	store_reset(writer->select);
	if (writer->texts.failed)
		return fail_memory(writer->kam);
	for (size_t i = 0; i < writer->count; i++)
		if (writer->loaded[i].type == KAM_IS_TEXT) {
			writer->loaded[i].text = writer->texts.text + writer->loaded[i].integer;
			writer->loaded[i].integer = 0;
		}
	*values = writer->loaded;
	return KAM_OK;
}

enum kam_status writer_defaults(struct writer *writer, struct kam_value *values)
{
	for (size_t i = 0; i < writer->count; i++) {
		const struct kam_field *field = &writer->type->fields[i];
		enum kam_status status = KAM_OK;

		if (field->initial == NULL || values[i].type != KAM_IS_EMPTY)
			continue;
		if (field->kind == KAM_CHOICE || field->kind == KAM_TEXT) {
			values[i] = (struct kam_value){ .type = KAM_IS_TEXT,
				                        .text = field->initial,
				                        .length = strlen(field->initial) };
		} else if (field->kind == KAM_REFERENCE) {
			values[i].type = KAM_IS_INTEGER;
			status = *field->initial == '\0'
			                 ? writer->type->rules->initial(writer->kam, field, &values[i].integer)
			                 : reference_find(writer->kam, kam_type_find(field->target), field->initial,
			                                  strlen(field->initial), REFERENCE_IMPORT, &values[i].integer,
			                                  NULL);
		} else if (field->kind == KAM_DATE || field->kind == KAM_INSTANT) {
			/* Only today and now are used as initial values. */
			const char *text = field->kind == KAM_DATE ? writer->kam->today_text : writer->kam->now_text;

			values[i] = (struct kam_value){ .type = KAM_IS_TEXT, .text = text, .length = strlen(text) };
		} else if (field->kind == KAM_INTEGER || field->kind == KAM_FLAG) {
			values[i] = (struct kam_value){ .type = KAM_IS_INTEGER,
				                        .integer = strtoll(field->initial, NULL, 10) };
		}
		if (status != KAM_OK)
			return status;
	}
	if (writer->currency >= 0 && values[writer->currency].type == KAM_IS_EMPTY)
		values[writer->currency] =
			(struct kam_value){ .type = KAM_IS_TEXT, .text = writer->kam->currency, .length = 3 };
	return KAM_OK;
}

static enum kam_status fail_required(const struct writer *writer, const char *name)
{
	struct buffer option = { 0 };

	buffer_put(&option, name);
	for (char *at = option.text; at != NULL && *at != '\0'; at++)
		if (*at == '_')
			*at = '-';
	fail(writer->kam, KAM_BAD_VALUE, _("every %s needs %s (--%s)"), writer->type->name, name,
	     buffer_text(&option) != NULL ? option.text : name);
	buffer_free(&option);
	return KAM_BAD_VALUE;
}

/* Required fields are there; a tree has no circle. */
static enum kam_status check(struct writer *writer, const struct record_write *write)
{
	size_t chosen = 0;

	for (size_t i = 0; i < writer->count; i++) {
		const struct kam_field *field = &writer->type->fields[i];

		if ((field->flags & KAM_REQUIRED) && write->values[i].type == KAM_IS_EMPTY)
			return fail_required(writer, field->name);
		if ((field->flags & KAM_TREE) && write->values[i].type == KAM_IS_INTEGER && write->id != 0) {
			enum kam_status status =
				tree_check(writer->kam, writer->type, field, write->id, write->values[i].integer);

			if (status != KAM_OK)
				return status;
		}
		if (write->values[i].type != KAM_IS_EMPTY && type_needs_one_of(writer->type, field->name))
			chosen++;
	}
	if (writer->type->one_of != NULL && chosen != 1)
		return fail(writer->kam, KAM_BAD_VALUE,
		            _("every %s belongs to one of %s: exactly one of them is given"), writer->type->name,
		            writer->type->one_of);
	return KAM_OK;
}

static void stamp(struct writer *writer, struct record_write *write, int index, bool keep)
{
	struct kam_value *value = &write->values[index];

	if (keep && value->type != KAM_IS_EMPTY)
		return;
	*value = (struct kam_value){ .type = KAM_IS_TEXT,
		                     .text = writer->kam->now_text,
		                     .length = strlen(writer->kam->now_text) };
}

enum kam_status writer_check(struct writer *writer, struct record_write *write)
{
	enum kam_status status;

	write->type = writer->type;
	status = check(writer, write);
	return status == KAM_OK ? unique_check(writer->kam, write) : status;
}

/* The stored columns by position, name key and all; then step. */
static enum kam_status bind_and_step(struct writer *writer, struct statement *statement,
                                     const struct record_write *write, bool id_first)
{
	int position = 1;
	struct kam_value id = { .type = write->id != 0 ? KAM_IS_INTEGER : KAM_IS_EMPTY, .integer = write->id };
	char *key = NULL;
	enum kam_status status;

	store_clear(statement);
	if (id_first)
		store_bind_at(statement, position++, &id);
	for (size_t i = 0; i < writer->count; i++) {
		if (!field_is_stored(&writer->type->fields[i]) || writer->type->fields[i].kind == KAM_ID)
			continue;
		if (write->values[i].type != KAM_IS_EMPTY)
			store_bind_at(statement, position, &write->values[i]);
		position++;
	}
	if (writer->label >= 0) {
		key = kam_text_name_key(write->values[writer->label].text, write->values[writer->label].length);
		if (key == NULL)
			return fail_memory(writer->kam);
		store_bind_at(statement, position++,
		              &(struct kam_value){ .type = KAM_IS_TEXT, .text = key, .length = strlen(key) });
	}
	if (!id_first)
		store_bind_at(statement, position, &id);
	status = store_step(statement);
	if (status == KAM_REFUSED)
		status = unique_explain(writer->kam, write);
	free(key);
	return status == KAM_DONE ? KAM_OK : status;
}

enum kam_status writer_insert(struct writer *writer, struct record_write *write, int64_t *id)
{
	const struct kam_type_rules *rules = writer->type->rules;
	enum kam_status status = ready(writer, &writer->insert, query_insert);

	write->type = writer->type;
	write->old = NULL;
	stamp(writer, write, writer->created, write->carried);
	stamp(writer, write, writer->updated, write->carried);
	if (status == KAM_OK && rules != NULL && rules->before_write != NULL)
		status = rules->before_write(writer->kam, write);
	if (status == KAM_OK)
		status = check(writer, write);
	if (status == KAM_OK)
		status = bind_and_step(writer, writer->insert, write, true);
	if (status != KAM_OK)
		return status;
	*id = write->id = write->id != 0 ? write->id : store_inserted_id(writer->kam);
	status = journal_insert(writer->kam, writer->type->name, *id);
	if (status == KAM_OK && rules != NULL && rules->after_write != NULL)
		status = rules->after_write(writer->kam, write);
	return status;
}

static bool is_same(const struct writer *writer, const struct record_write *write)
{
	for (size_t i = 0; i < writer->count; i++)
		if (field_is_stored(&writer->type->fields[i]) && !kam_value_equal(&write->old[i], &write->values[i]))
			return false;
	return true;
}

enum kam_status writer_update(struct writer *writer, struct record_write *write, bool *changed)
{
	const struct kam_type_rules *rules = writer->type->rules;
	enum kam_status status;

	write->type = writer->type;
	*changed = !is_same(writer, write);
	if (!*changed)
		return KAM_OK;
	status = ready(writer, &writer->update, query_update);
	if (status == KAM_OK)
		status = ready(writer, &writer->image, query_image);
	stamp(writer, write, writer->updated, write->carried);
	if (status == KAM_OK && rules != NULL && rules->before_write != NULL)
		status = rules->before_write(writer->kam, write);
	if (status == KAM_OK)
		status = check(writer, write);
	if (status == KAM_OK)
		status = journal_before(writer->kam, writer->type->name, "update", write->id, writer->image);
	if (status == KAM_OK)
		status = bind_and_step(writer, writer->update, write, false);
	if (status == KAM_OK && rules != NULL && rules->after_write != NULL)
		status = rules->after_write(writer->kam, write);
	return status;
}

enum kam_status writer_delete(struct writer *writer, int64_t id)
{
	enum kam_status status = ready(writer, &writer->image, query_image);

	if (status == KAM_OK)
		status = ready(writer, &writer->delete, query_delete);
	if (status == KAM_OK && writer->type->rules != NULL && writer->type->rules->before_delete != NULL)
		status = writer->type->rules->before_delete(writer->kam, id);
	if (status == KAM_OK)
		status = side_remove(writer->kam, writer->type, id);
	if (status == KAM_OK)
		status = journal_before(writer->kam, writer->type->name, "delete", id, writer->image);
	if (status != KAM_OK)
		return status;
	store_bind_integer(writer->delete, ":id", id);
	status = store_step(writer->delete);
	return status == KAM_DONE ? KAM_OK : status;
}
