/* What an operation touched, and the rules that look at it once, before the commit. */
#include "kam/internal/query.h"
#include "kam/internal/write.h"

#include <string.h>

enum kam_status touch_begin(struct kam *kam)
{
	return store_script(kam, "CREATE TEMP TABLE IF NOT EXISTS touched (record TEXT NOT NULL, id INTEGER NOT NULL, "
	                         "PRIMARY KEY (record, id)) WITHOUT ROWID; DELETE FROM temp.touched");
}

/* Each type's rule in turn; the table is emptied for the next operation. */
static enum kam_status settle(struct kam *kam)
{
	enum kam_status status = KAM_OK;

	kam->settle = NULL;
	for (const struct kam_type *const *type = kam_types(); *type != NULL && status == KAM_OK; type++)
		if ((*type)->rules != NULL && (*type)->rules->after_operation != NULL)
			status = (*type)->rules->after_operation(kam);
	return status;
}

enum kam_status touch_settle(struct kam *kam)
{
	if (kam->settle != NULL)
		return KAM_OK;
	kam->settle = settle;
	memset(kam->touched, 0, sizeof kam->touched);
	return touch_begin(kam);
}

enum kam_status touch_record(struct kam *kam, const char *record, int64_t id)
{
	struct touched_mark *mark = &kam->touched[(uint64_t)id % TOUCHED_MARKS];
	struct statement *statement;
	enum kam_status status = touch_settle(kam);

	/* The rows of an import are about the same few records again and again. */
	if (status == KAM_OK && mark->id == id && mark->record != NULL && strcmp(mark->record, record) == 0)
		return status;
	if (status == KAM_OK)
		status = store_keep(kam, "INSERT INTO temp.touched VALUES (:record, :id) ON CONFLICT DO NOTHING",
		                    &statement);
	if (status != KAM_OK)
		return status;
	store_bind_text(statement, ":record", record);
	store_bind_integer(statement, ":id", id);
	status = store_step(statement);
	if (status != KAM_DONE)
		return status;
	*mark = (struct touched_mark){ record, id };
	return KAM_OK;
}

enum kam_status journal_before_all(struct kam *kam, const struct kam_type *type, const char *table)
{
	struct query query;
	struct statement *statement = NULL;
	struct buffer sql = { 0 };
	int64_t number = 0, any = 0;
	enum kam_status status;

	buffer_format(&sql, "SELECT EXISTS (SELECT 1 FROM %s)", table);
	status = buffer_text(&sql) == NULL ? fail_memory(kam) : store_get_integer(kam, sql.text, NULL, 0, &any);
	buffer_free(&sql);
	/* An operation that changes nothing has no number. */
	if (status == KAM_OK && any != 0)
		status = journal_number(kam, &number);
	if (status != KAM_OK || any == 0)
		return status;
	query_start(&query, kam);
	buffer_format(
		&query.sql,
		"INSERT INTO journal (operation, record, action, first_id, last_id, before) SELECT :operation, '%s', "
		"'update', chosen.id, chosen.id, (",
		type->name);
	query_image_of(&query, type, "chosen.id");
	buffer_format(&query.sql, ") FROM %s AS chosen", table);
	if (status == KAM_OK)
		status = query_prepare(&query, &statement);
	if (status == KAM_OK) {
		store_bind_integer(statement, ":operation", number);
		status = store_step(statement);
	}
	store_finalize(statement);
	query_end(&query);
	return status == KAM_DONE ? KAM_OK : status;
}
