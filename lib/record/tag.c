/* What stands beside a record: its tags, and the keys by which an import knows it again. */
#include "kam/internal/write.h"

#include <string.h>

/* One statement kept with the handle, its texts bound by name; the caller steps it. */
static enum kam_status prepare(struct kam *kam, const char *sql, const struct kam_type *type, int64_t id,
                               struct statement **out)
{
	enum kam_status status = store_keep(kam, sql, out);

	if (status == KAM_OK) {
		store_bind_text(*out, ":record", type->name);
		store_bind_integer(*out, ":id", id);
	}
	return status;
}

static enum kam_status insert(struct kam *kam, struct statement *statement, const char *record)
{
	enum kam_status status = store_step(statement);

	return status == KAM_DONE ? journal_insert(kam, record, store_inserted_id(kam)) : status;
}

/* Is the tag there, and with which value? */
static enum kam_status find_tag(struct kam *kam, const struct kam_type *type, int64_t id, const struct kam_value *key,
                                const struct kam_value *value, int64_t *tag, bool *same)
{
	struct statement *statement = NULL;
	enum kam_status status = prepare(kam,
	                                 "SELECT id, value IS :value FROM tag "
	                                 "WHERE record = :record AND record_id = :id AND key = :key",
	                                 type, id, &statement);

	*tag = 0;
	if (status == KAM_OK) {
		store_bind_value(statement, ":key", key);
		store_bind_value(statement, ":value", value);
		status = store_step(statement);
		if (status == KAM_OK) {
			*tag = store_integer(statement, 0);
			*same = store_integer(statement, 1) != 0;
		} else if (status == KAM_DONE) {
			status = KAM_OK;
		}
		store_reset(statement);
	}
	return status;
}

static enum kam_status change_tag(struct kam *kam, int64_t tag, const char *action, const char *sql,
                                  const struct kam_value *value)
{
	struct statement *image = NULL, *statement = NULL;
	enum kam_status status = store_keep(kam,
	                                    "SELECT json_object('id', id, 'record', record, 'record_id', record_id, "
	                                    "'key', key, 'value', value) FROM tag WHERE id = :id",
	                                    &image);

	if (status == KAM_OK)
		status = journal_before(kam, "tag", action, tag, image);
	if (status == KAM_OK)
		status = store_keep(kam, sql, &statement);
	if (status == KAM_OK) {
		store_bind_integer(statement, ":id", tag);
		if (value != NULL)
			store_bind_value(statement, ":value", value);
		status = store_step(statement);
	}
	return status == KAM_DONE ? KAM_OK : status;
}

enum kam_status tag_key_check(struct kam *kam, const char *key, size_t key_length)
{
	if (key_length == 0 || memchr(key, '=', key_length) != NULL)
		return fail(kam, KAM_BAD_VALUE, _("a tag is KEY or KEY=VALUE, and a key is not empty and has no ="));
	for (size_t i = 0; i < key_length; i++)
		if ((unsigned char)key[i] < 0x20 || key[i] == 0x7f)
			return fail(kam, KAM_BAD_VALUE, _("a tag's key must not hold control characters"));
	return KAM_OK;
}

enum kam_status kam_tag_is_personal(struct kam *kam, const char *key, bool *out)
{
	struct statement *statement = NULL;
	enum kam_status status = store_keep(kam,
	                                    "SELECT kam_among(:key, coalesce(value, standard)) FROM main.setting "
	                                    "WHERE name = 'personal_tags'",
	                                    &statement);

	*out = false;
	if (status != KAM_OK)
		return status;
	store_bind_text(statement, ":key", key);
	status = store_step(statement);
	if (status == KAM_OK)
		*out = store_integer(statement, 0) != 0;
	store_reset(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

enum kam_status tag_set(struct kam *kam, const struct kam_type *type, int64_t id, const char *key, size_t key_length,
                        const char *value, size_t value_length, bool fresh, bool *changed)
{
	struct kam_value key_value = { .type = KAM_IS_TEXT, .text = key, .length = key_length };
	struct kam_value value_value = { .type = KAM_IS_EMPTY, .text = value, .length = value_length };
	struct statement *statement = NULL;
	enum kam_status status = KAM_OK;
	int64_t tag = 0;
	bool same = false;

	status = tag_key_check(kam, key, key_length);
	if (status != KAM_OK)
		return status;
	/* "yes" is how a tag without value is written down. */
	if (value != NULL && value_length > 0 && (value_length != 3 || memcmp(value, "yes", 3) != 0))
		value_value.type = KAM_IS_TEXT;
	if (!fresh)
		status = find_tag(kam, type, id, &key_value, &value_value, &tag, &same);
	*changed = status == KAM_OK && !same;
	if (status != KAM_OK || same)
		return status;
	if (tag != 0)
		return change_tag(kam, tag, "update", "UPDATE tag SET value = :value WHERE id = :id", &value_value);
	status = prepare(kam, "INSERT INTO tag (record, record_id, key, value) VALUES (:record, :id, :key, :value)",
	                 type, id, &statement);
	if (status == KAM_OK) {
		store_bind_value(statement, ":key", &key_value);
		store_bind_value(statement, ":value", &value_value);
		status = insert(kam, statement, "tag");
	}
	return status;
}

enum kam_status tag_unset(struct kam *kam, const struct kam_type *type, int64_t id, const char *key, bool *changed)
{
	struct kam_value key_value = { .type = KAM_IS_TEXT, .text = key, .length = strlen(key) };
	int64_t tag;
	bool same;
	enum kam_status status = find_tag(kam, type, id, &key_value, &(struct kam_value){ 0 }, &tag, &same);

	*changed = tag != 0;
	if (status != KAM_OK || tag == 0)
		return status;
	return change_tag(kam, tag, "delete", "DELETE FROM tag WHERE id = :id", NULL);
}

/* Journal the rows of a side table that belong to a record, then delete them. */
static enum kam_status remove_side(struct kam *kam, const struct kam_type *type, int64_t id, const char *table,
                                   const char *ids, const char *image_sql, const char *delete_sql)
{
	struct statement *list = NULL, *image = NULL, *statement = NULL;
	enum kam_status status = prepare(kam, ids, type, id, &list);

	if (status == KAM_OK)
		status = store_keep(kam, image_sql, &image);
	while (status == KAM_OK && (status = store_step(list)) == KAM_OK)
		status = journal_before(kam, table, "delete", store_integer(list, 0), image);
	if (status == KAM_DONE)
		status = prepare(kam, delete_sql, type, id, &statement);
	if (status == KAM_OK)
		status = store_step(statement);
	if (list != NULL)
		store_reset(list);
	return status == KAM_DONE ? KAM_OK : status;
}

enum kam_status side_remove(struct kam *kam, const struct kam_type *type, int64_t id)
{
	enum kam_status status = KAM_OK;

	if (type->tags)
		status = remove_side(
			kam, type, id, "tag", "SELECT id FROM tag WHERE record = :record AND record_id = :id",
			"SELECT json_object('id', id, 'record', record, 'record_id', record_id, 'key', key, "
			"'value', value) FROM tag WHERE id = :id",
			"DELETE FROM tag WHERE record = :record AND record_id = :id");
	if (status == KAM_OK)
		status = remove_side(
			kam, type, id, "imported", "SELECT id FROM imported WHERE record = :record AND record_id = :id",
			"SELECT json_object('id', id, 'record', record, 'record_id', record_id, 'hash', hash, "
			"'ordinal', ordinal) FROM imported WHERE id = :id",
			"DELETE FROM imported WHERE record = :record AND record_id = :id");
	return status;
}

enum kam_status imported_add(struct kam *kam, const struct kam_type *type, int64_t id, const char *hash,
                             int64_t ordinal)
{
	struct statement *statement = NULL;
	enum kam_status status = prepare(kam,
	                                 "INSERT INTO imported (record, record_id, hash, ordinal) "
	                                 "VALUES (:record, :id, :hash, :ordinal)",
	                                 type, id, &statement);

	if (status == KAM_OK) {
		store_bind_text(statement, ":hash", hash);
		store_bind_integer(statement, ":ordinal", ordinal);
		status = insert(kam, statement, "imported");
	}
	return status;
}
