/* What an export and its import need of the file: references looked at last, and ids that are never given twice. */
#include "sqlite.h"

enum kam_status store_defer_references(struct kam *kam)
{
	return store_script(kam, "PRAGMA defer_foreign_keys = 1");
}

enum kam_status store_highest_id(struct kam *kam, const char *table, int64_t *id)
{
	enum kam_status status;

	*id = 0;
	status = store_get_integer(kam, "SELECT seq FROM sqlite_sequence WHERE name = :1",
	                           (const char *const[]){ table }, 1, id);
	return status == KAM_DONE ? KAM_OK : status;
}

enum kam_status store_raise_highest_id(struct kam *kam, const char *table, int64_t id)
{
	struct statement *statement = NULL;
	int64_t now = 0;
	enum kam_status status = store_highest_id(kam, table, &now);

	if (status != KAM_OK || id <= now)
		return status;
	/* A table that never had a row has no place there either. */
	status = store_prepare(kam,
	                       now > 0 ? "UPDATE sqlite_sequence SET seq = :id WHERE name = :table"
	                               : "INSERT INTO sqlite_sequence (name, seq) VALUES (:table, :id)",
	                       &statement);
	if (status == KAM_OK) {
		store_bind_text(statement, ":table", table);
		store_bind_integer(statement, ":id", id);
		status = store_step(statement);
	}
	store_finalize(statement);
	return status == KAM_DONE ? KAM_OK : status;
}
