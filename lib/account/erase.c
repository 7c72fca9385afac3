/* Erasing a person: out of the record, out of the journal, for good; ids and counts stay. */
#include "kam/account.h"
#include "kam/internal/query.h"
#include "kam/internal/reference.h"
#include "kam/internal/write.h"

#include <string.h>

static const char erased_name[] = "(erased)";

/* What says nothing about who it was: ids, references, times and figures that are counted. */
static bool is_kept(const struct kam_field *field)
{
	static const char *const kept[] = { "level", "buying_role", "stance", "influence", "opt_out", "left_on" };

	if (field->kind == KAM_ID || field->kind == KAM_REFERENCE || field->kind == KAM_INSTANT)
		return true;
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		if (strcmp(field->name, kept[i]) == 0)
			return true;
	return false;
}

static enum kam_status erase_record(struct kam *kam, const struct kam_type *type, int64_t id)
{
	struct query query;
	struct statement *statement = NULL;
	enum kam_status status;

	query_start(&query, kam);
	buffer_format(&query.sql, "UPDATE %s SET name = :erased, name_key = kam_name_key(:erased), updated_at = :now",
	              type->name);
	for (const struct kam_field *field = type->fields; field->name != NULL; field++)
		if (field_is_stored(field) && !is_kept(field) && strcmp(field->name, "name") != 0)
			buffer_format(&query.sql, ", %s = NULL", field->name);
	buffer_put(&query.sql, " WHERE id = :id");
	status = query_prepare(&query, &statement);
	if (status == KAM_OK) {
		store_bind_text(statement, ":erased", erased_name);
		store_bind_integer(statement, ":id", id);
		status = store_step(statement);
	}
	store_finalize(statement);
	query_end(&query);
	return status == KAM_DONE ? KAM_OK : status;
}

/* The same fields in every image of the record. */
static enum kam_status erase_images(struct kam *kam, const struct kam_type *type, int64_t id)
{
	struct query query;
	struct statement *statement = NULL;
	enum kam_status status;

	query_start(&query, kam);
	buffer_put(
		&query.sql,
		"UPDATE journal SET before = json_set(before, '$.name', :erased, '$.name_key', kam_name_key(:erased)");
	for (const struct kam_field *field = type->fields; field->name != NULL; field++)
		if (field_is_stored(field) && !is_kept(field) && strcmp(field->name, "name") != 0)
			buffer_format(&query.sql, ", '$.%s', NULL", field->name);
	buffer_put(&query.sql, ") WHERE record = :record AND first_id = :id AND before IS NOT NULL");
	status = query_prepare(&query, &statement);
	if (status == KAM_OK) {
		store_bind_text(statement, ":erased", erased_name);
		store_bind_text(statement, ":record", type->name);
		store_bind_integer(statement, ":id", id);
		status = store_step(statement);
	}
	store_finalize(statement);
	query_end(&query);
	return status == KAM_DONE ? KAM_OK : status;
}

/* One statement that knows the record by :record and :id. */
static enum kam_status run(struct kam *kam, const char *sql, const struct kam_type *type, int64_t id, const char *text)
{
	struct statement *statement = NULL;
	enum kam_status status = store_prepare(kam, sql, &statement);

	if (status == KAM_OK) {
		store_bind_text(statement, ":record", type->name);
		store_bind_integer(statement, ":id", id);
		store_bind_text(statement, ":text", text);
		status = store_step(statement);
	}
	store_finalize(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

/* Command lines hold what was typed: name, phone. Those of the operations that touched only this record go. */
static enum kam_status erase_commands(struct kam *kam, const struct kam_type *type, int64_t id)
{
	return run(kam,
	           "UPDATE operation SET command = 'kam account contact … (erased)' WHERE id IN (SELECT operation FROM "
	           "journal "
	           "WHERE record = :record AND first_id <= :id AND last_id >= :id AND action <> 'erase')",
	           type, id, NULL);
}

static enum kam_status erase_tags(struct kam *kam, const struct kam_type *type, int64_t id)
{
	enum kam_status status;

	/* Present ones, and those that were there once. */
	status = run(
		kam,
		"UPDATE journal SET before = json_set(before, '$.key', 'erased ' || first_id, '$.value', NULL) WHERE "
		"record = 'tag' AND before IS NOT NULL AND json_extract(before, '$.record') = :record AND "
		"json_extract(before, '$.record_id') = :id",
		type, id, NULL);
	if (status == KAM_OK)
		status = run(
			kam,
			"UPDATE tag SET key = 'erased ' || id, value = NULL WHERE record = :record AND record_id = :id",
			type, id, NULL);
	return status;
}

/* One who was removed, or made one with another, is still in the journal: found there by the id. */
static enum kam_status find_contact(struct kam *kam, const struct kam_type *type, const char *reference, int64_t *id)
{
	int64_t number = 0, known = 0;
	enum kam_status status = reference_find(kam, type, reference, strlen(reference), REFERENCE_WRITE, id, NULL);

	if (status != KAM_NOT_FOUND || !reference_is_id(type, reference, strlen(reference), &number))
		return status;
	status = store_get_integer(kam,
	                           "SELECT EXISTS (SELECT 1 FROM journal WHERE record = :1 AND action = 'delete' AND "
	                           "first_id = CAST(substr(:2, 2) AS INTEGER))",
	                           (const char *const[]){ type->name, reference }, 2, &known);
	if (status == KAM_OK && known == 0)
		return reference_find(kam, type, reference, strlen(reference), REFERENCE_WRITE, id, NULL);
	*id = number;
	return status;
}

enum kam_status kam_contact_erase(struct kam *kam, const char *reference, const char *why, char id[KAM_ID_SIZE])
{
	const struct kam_type *type = kam_type_find("contact");
	int64_t number = 0, before = 0;
	enum kam_status status = need_operation(kam);

	if (status == KAM_OK && (why == NULL || *why == '\0'))
		status = fail(kam, KAM_BAD_VALUE, _("an erasure is for good, and needs a reason: --why"));
	if (status == KAM_OK)
		status = find_contact(kam, type, reference, &number);
	if (status != KAM_OK)
		return status;
	reference_format(type, number, id);
	status =
		store_get_integer(kam,
	                          "SELECT operation FROM journal WHERE action = 'erase' AND record = :1 AND first_id = "
	                          "CAST(substr(:2, 2) AS INTEGER)",
	                          (const char *const[]){ type->name, id }, 2, &before);
	if (status == KAM_OK)
		return fail(kam, KAM_REFUSED, _("%s was erased already, by operation %lld"), id, (long long)before);
	/* What is freed is zeroed in the file too: lib/store sees to that for every write. */
	status = journal_erase(kam, type->name, number);
	if (status == KAM_OK)
		status = erase_record(kam, type, number);
	if (status == KAM_OK)
		status = erase_images(kam, type, number);
	if (status == KAM_OK)
		status = erase_tags(kam, type, number);
	return status == KAM_OK ? erase_commands(kam, type, number) : status;
}
