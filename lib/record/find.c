/* Find: a word in the texts of every record type, folded for width and case. */
#include "kam/internal/query.h"
#include "kam/internal/reference.h"

#include <stdlib.h>
#include <string.h>

/*
 * Read in full, not through an index: an index of words finds no part of a
 * Chinese name, one of letter pairs would be larger than the records, and
 * neither would know of an earlier day.
 */
static bool is_searched(const struct kam_field *field, bool unmask)
{
	return field->kind == KAM_TEXT && field_is_stored(field) && (unmask || (field->flags & KAM_PERSONAL) == 0);
}

/* For each type: name, id, label, the first field that has the word, its text. */
static void compose_type(struct query *query, const struct kam_type *type, bool unmask, const char *between)
{
	const char *also = "";

	buffer_format(&query->sql, "%sSELECT '%s', id, ", between, type->name);
	if (kam_type_field(type, type->label)->kind == KAM_TEXT)
		buffer_format(&query->sql, "%s, CASE", type->label);
	else
		buffer_put(&query->sql, "NULL, CASE");
	for (int part = 0; part < 2; part++) {
		for (const struct kam_field *field = type->fields; field->name != NULL; field++)
			if (is_searched(field, unmask))
				buffer_format(&query->sql,
				              part == 0 ? " WHEN instr(kam_fold(%s), :word) > 0 THEN '%s'"
				                        : " WHEN instr(kam_fold(%s), :word) > 0 THEN %s",
				              field->name, field->name);
		buffer_put(&query->sql, part == 0 ? " END, CASE" : " END");
	}
	buffer_format(&query->sql, " FROM %s WHERE instr(kam_fold(", type->name);
	for (const struct kam_field *field = type->fields; field->name != NULL; field++)
		if (is_searched(field, unmask)) {
			buffer_format(&query->sql, "%scoalesce(%s, '')", also, field->name);
			also = " || char(10) || ";
		}
	buffer_put(&query->sql, "), :word) > 0");
}

static bool has_texts(const struct kam_type *type, bool unmask)
{
	for (const struct kam_field *field = type->fields; field->name != NULL; field++)
		if (is_searched(field, unmask))
			return true;
	return false;
}

static void compose(struct query *query, bool unmask, int64_t limit)
{
	const char *between = "";

	buffer_put(&query->sql, "SELECT * FROM (");
	for (const struct kam_type *const *type = kam_types(); *type != NULL; type++)
		if (has_texts(*type, unmask)) {
			compose_type(query, *type, unmask, between);
			between = " UNION ALL ";
		}
	buffer_format(&query->sql,
	              "%sSELECT record, record_id, NULL, 'tag.' || key, coalesce(value, 'yes') FROM tag WHERE "
	              "instr(kam_fold(key || char(10) || coalesce(value, '')), :word) > 0%s)",
	              between,
	              unmask ? ""
	                     : " AND NOT kam_among(key, (SELECT coalesce(value, standard) FROM main.setting WHERE "
	                       "name = 'personal_tags'))");
	if (limit >= 0)
		buffer_format(&query->sql, " LIMIT %lld", (long long)limit);
}

static enum kam_status put_row(struct statement *statement, struct kam_rows *rows)
{
	const struct kam_type *type = kam_type_find(store_text(statement, 0));
	char id[KAM_ID_SIZE];
	enum kam_status status;

	reference_format(type, store_integer(statement, 1), id);
	status = rows_put_text(rows, id);
	if (status == KAM_OK)
		status = rows_put_text(rows, type->name);
	for (int i = 2; i < 5 && status == KAM_OK; i++)
		status = rows_put_text(rows, store_text(statement, i));
	return status;
}

enum kam_status kam_record_find(struct kam *kam, const char *word, int64_t limit, bool unmask, struct kam_rows **out)
{
	static const char *const keys[] = { "id", "record", "name", "field", "text" };
	static const char *const titles[] = { N_("ID"), N_("Record"), N_("Name"), N_("Field"), N_("Text") };
	struct query query;
	struct statement *statement = NULL;
	char *folded = kam_text_fold(word, strlen(word));
	enum kam_status status = rows_new(kam, out);

	for (int i = 0; i < 5 && status == KAM_OK; i++)
		if (!rows_add_column(*out, keys[i], _(titles[i]), KAM_TEXT, i))
			status = fail_memory(kam);
	if (status == KAM_OK && folded == NULL)
		status = fail_memory(kam);
	if (status == KAM_OK && (*word == '\0' || !kam_text_valid(word, strlen(word), NULL)))
		status = fail(kam, KAM_BAD_VALUE, _("find what? a word or a part of one, as UTF-8"));
	query_start(&query, kam);
	if (status == KAM_OK) {
		compose(&query, unmask, limit);
		status = query_prepare(&query, &statement);
	}
	if (status == KAM_OK)
		store_bind_text(statement, ":word", folded);
	while (status == KAM_OK && (status = store_step(statement)) == KAM_OK)
		status = put_row(statement, *out);
	if (status == KAM_DONE)
		status = rows_finish(*out);
	store_finalize(statement);
	query_end(&query);
	free(folded);
	return status;
}
