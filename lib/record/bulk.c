/* Bulk edit: all records that a filter names, and what it does to each. */
#include "kam/internal/query.h"
#include "kam/internal/write.h"

#include <string.h>

/* The ids first: an edit may change which records the filter names. */
static enum kam_status select_ids(struct kam *kam, const struct kam_type *type, const char *where, struct buffer *ids)
{
	struct query query;
	struct statement *statement = NULL;
	enum kam_status status;

	query_start(&query, kam);
	buffer_format(&query.sql, "SELECT id FROM %s WHERE ", type->name);
	status = query_where(&query, type, type->name, where);
	buffer_put(&query.sql, " ORDER BY id");
	if (status == KAM_OK)
		status = query_prepare(&query, &statement);
	while (status == KAM_OK && (status = store_step(statement)) == KAM_OK) {
		int64_t id = store_integer(statement, 0);

		buffer_add(ids, (const char *)&id, sizeof id);
	}
	store_finalize(statement);
	query_end(&query);
	if (status == KAM_DONE)
		status = ids->failed ? fail_memory(kam) : KAM_OK;
	return status;
}

static enum kam_status begin_rows(struct kam *kam, struct kam_rows **out)
{
	enum kam_status status = rows_new(kam, out);

	if (status == KAM_OK && (!rows_add_column(*out, "id", _("ID"), KAM_TEXT, 0) ||
	                         !rows_add_column(*out, "field", _("Field"), KAM_TEXT, 1) ||
	                         !rows_add_column(*out, "old", _("From"), KAM_TEXT, 2) ||
	                         !rows_add_column(*out, "new", _("To"), KAM_TEXT, 3)))
		status = fail_memory(kam);
	return status;
}

enum kam_status kam_record_edit_where(struct kam *kam, const char *record, const char *where,
                                      const struct kam_assignment *assignments, size_t count, int64_t *changed,
                                      struct kam_rows **out)
{
	const struct kam_type *type;
	struct buffer ids = { 0 };
	enum kam_status status = type_need(kam, record, &type);

	*changed = 0;
	*out = NULL;
	if (status == KAM_OK)
		status = need_operation(kam);
	if (status == KAM_OK)
		status = begin_rows(kam, out);
	if (status == KAM_OK)
		status = select_ids(kam, type, where, &ids);
	for (size_t at = 0; status == KAM_OK && at < ids.length; at += sizeof(int64_t)) {
		bool one = false;
		int64_t id;

		memcpy(&id, ids.text + at, sizeof id);
		status = record_edit(kam, type, id, assignments, count, *out, &one);
		*changed += one;
	}
	buffer_free(&ids);
	return status == KAM_OK ? rows_finish(*out) : status;
}
