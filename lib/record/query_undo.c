/* Statements about what an undo touches: over all record types, from their descriptions. */
#include "kam/internal/query.h"

#include <string.h>

void query_referrers_of_gone(struct query *query)
{
	const char *between = "";

	for (const struct kam_type *const *type = kam_types(); *type != NULL; type++)
		for (const struct kam_field *field = (*type)->fields; field->name != NULL; field++) {
			if (!field_is_stored(field) || field->kind != KAM_REFERENCE)
				continue;
			buffer_format(&query->sql,
			              "%sSELECT '%s', other.id FROM temp.undo_row AS gone JOIN %s AS other ON other.%s "
			              "= gone.id "
			              "WHERE gone.record = '%s' AND gone.image IS NULL AND NOT EXISTS (SELECT 1 FROM "
			              "temp.undo_row "
			              "AS too WHERE too.record = '%s' AND too.id = other.id)",
			              between, (*type)->name, (*type)->name, field->name, field->target, (*type)->name);
			between = " UNION ALL ";
		}
	/* A tag has no reference that the database knows. */
	buffer_format(
		&query->sql,
		"%sSELECT tag.record, tag.record_id FROM temp.undo_row AS gone JOIN tag ON tag.record = gone.record "
		"AND "
		"tag.record_id = gone.id WHERE gone.image IS NULL AND NOT EXISTS (SELECT 1 FROM temp.undo_row AS too "
		"WHERE too.record = 'tag' AND too.id = tag.id) LIMIT 6",
		between);
}

void query_undo_sentences(struct query *query)
{
	for (const struct kam_type *const *each = kam_types(); *each != NULL; each++) {
		const struct kam_type *type = *each;
		bool titled = strcmp(type->label, "name") == 0 || strcmp(type->label, "title") == 0;
		const char *between = "";

		buffer_format(&query->sql, "%sSELECT undo_row.record, undo_row.id, ",
		              each == kam_types() ? "" : " UNION ALL ");
		if (titled)
			buffer_format(&query->sql, "coalesce(now.%s, json_extract(undo_row.image, '$.%s'))",
			              type->label, type->label);
		else
			buffer_put(&query->sql, "NULL");
		buffer_put(&query->sql, ", (now.id IS NULL) - (undo_row.image IS NULL), ");
		buffer_put(&query->sql, "substr(");
		for (const struct kam_field *field = type->fields; field->name != NULL; field++) {
			if (!field_is_stored(field) || field->kind == KAM_ID || strcmp(field->name, "updated_at") == 0)
				continue;
			buffer_format(&query->sql,
			              "%sCASE WHEN now.%s IS NOT json_extract(undo_row.image, '$.%s') THEN ', %s' ELSE "
			              "'' END",
			              between, field->name, field->name, field->name);
			between = " || ";
		}
		buffer_format(&query->sql,
		              ", 3) FROM temp.undo_row LEFT JOIN %s AS now ON now.id = undo_row.id "
		              "WHERE undo_row.record = '%s' AND (now.id IS NOT NULL OR undo_row.image IS NOT NULL)",
		              type->name, type->name);
	}
	/* Tags: told as part of the record they belong to. */
	buffer_put(&query->sql,
	           " UNION ALL SELECT coalesce(now.record, json_extract(undo_row.image, '$.record')), "
	           "coalesce(now.record_id, json_extract(undo_row.image, '$.record_id')), "
	           "'tag ' || coalesce(now.key, json_extract(undo_row.image, '$.key')), "
	           "(now.id IS NULL) - (undo_row.image IS NULL), 'value' FROM temp.undo_row LEFT JOIN tag AS now "
	           "ON now.id = undo_row.id WHERE undo_row.record = 'tag' AND (now.id IS NOT NULL OR undo_row.image IS "
	           "NOT NULL) ORDER BY 1, 2");
}

void query_history(struct query *query, const struct kam_type *type)
{
	struct query image = { .kam = query->kam };
	const char *currency = type_has_money(type) ? "json_extract(coalesce(image, after), '$.currency')" : "NULL";

	query_image(&image, type);
	/* Each entry with the record's state after it: the next entry's image, else what is there now. */
	buffer_format(
		&query->sql,
		"WITH entry AS (SELECT journal.id, operation, action, before AS image, lead(before) OVER (ORDER BY "
		"journal.id) AS next FROM journal WHERE record = :record AND first_id <= :id AND last_id >= :id), "
		"state AS (SELECT id, operation, action, image, CASE action WHEN 'delete' THEN NULL ELSE "
		"coalesce(next, "
		"(%s)) END AS after FROM entry) "
		"SELECT operation.id, operation.happened_at, operation.real_user, NULL, state.action, field.key, "
		"field.value, json_extract(state.after, '$.' || field.key), %s FROM state "
		"JOIN operation ON operation.id = state.operation "
		"LEFT JOIN json_each(state.image) AS field ON state.action = 'update' AND field.key NOT IN "
		"('updated_at', 'name_key') AND field.value IS NOT json_extract(state.after, '$.' || field.key) "
		"WHERE (:operation = 0 OR state.operation = :operation) "
		"AND (state.action <> 'update' OR field.key IS NOT NULL) ORDER BY state.id DESC LIMIT :limit",
		buffer_text(&image.sql) != NULL ? image.sql.text : "NULL", currency);
	query->sql.failed |= image.sql.failed;
	buffer_free(&image.sql);
}
