/* Operations: one transaction and one number each; savepoints and snapshots within. */
#include "sqlite.h"

#include <string.h>

enum kam_status kam_operation_begin(struct kam *kam)
{
	/* IMMEDIATE before the first read: a reader that turns writer fails at once, without waiting. */
	enum kam_status status = store_script(kam, "BEGIN IMMEDIATE");

	if (status == KAM_OK) {
		kam->store->in_operation = true;
		journal_reset(kam);
		events_forget(kam);
	}
	return status;
}

/* After a failed COMMIT: did it reach the disk all the same? Asked on a connection of its own. */
static bool operation_is_there(struct kam *kam, int64_t number)
{
	sqlite3 *other = NULL;
	sqlite3_stmt *statement = NULL;
	bool found = false;

	if (sqlite3_open_v2(kam->path, &other, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
	    sqlite3_prepare_v2(other, "SELECT command FROM operation WHERE id = ? AND happened_at = ?", -1, &statement,
	                       NULL) == SQLITE_OK) {
		sqlite3_bind_int64(statement, 1, number);
		sqlite3_bind_text(statement, 2, kam->now_text, -1, SQLITE_STATIC);
		found = sqlite3_step(statement) == SQLITE_ROW &&
		        strcmp((const char *)sqlite3_column_text(statement, 0), kam->command) == 0;
	}
	sqlite3_finalize(statement);
	sqlite3_close(other);
	return found;
}

enum kam_status kam_operation_settle(struct kam *kam)
{
	return kam->settle != NULL ? kam->settle(kam) : KAM_OK;
}

enum kam_status kam_operation_commit(struct kam *kam, int64_t *number)
{
	int64_t ignored;
	struct store *store = kam->store;
	enum kam_status status = kam_operation_settle(kam);
	int code;

	if (status == KAM_OK)
		status = journal_flush(kam);
	if (status == KAM_OK)
		status = events_note(kam, store->operation);

	number = number != NULL ? number : &ignored;
	*number = store->operation;
	if (status != KAM_OK || store->operation == 0) {
		/* Nothing journaled is nothing changed: no number, no write. */
		kam_operation_rollback(kam);
		return status;
	}
	code = sqlite3_exec(store->database, "COMMIT", NULL, NULL, NULL);
	if (code == SQLITE_OK) {
		store->in_operation = false;
		return KAM_OK;
	}
	status = store_fail(kam, code);
	kam_operation_rollback(kam);
	if ((code & 0xff) == SQLITE_IOERR && operation_is_there(kam, *number))
		return fail(kam, KAM_IO, _("written, the disk did not confirm it; see kam log %lld"),
		            (long long)*number);
	return status;
}

void kam_operation_rollback(struct kam *kam)
{
	if (!kam->store->in_operation)
		return;
	kam->store->in_operation = false;
	kam->settle = NULL;
	events_forget(kam);
	journal_reset(kam);
	/* A statement that failed badly (disk full) has rolled back already. */
	if (sqlite3_get_autocommit(kam->store->database) == 0)
		sqlite3_exec(kam->store->database, "ROLLBACK", NULL, NULL, NULL);
	/*
	 * After a full disk SQLite gives up and leaves its journal for the next reader: that is us, so that the file is
	 * as it was when the command ends.
	 */
	sqlite3_exec(kam->store->database, "SELECT 1 FROM sqlite_schema LIMIT 1", NULL, NULL, NULL);
}

bool store_in_operation(const struct kam *kam)
{
	return kam->store->in_operation;
}

enum kam_status store_snapshot_begin(struct kam *kam)
{
	enum kam_status status = KAM_OK;

	if (!kam->store->in_operation && kam->store->snapshots == 0)
		status = store_script(kam, "BEGIN");
	if (status == KAM_OK)
		kam->store->snapshots++;
	return status;
}

void store_snapshot_end(struct kam *kam)
{
	if (kam->store->snapshots > 0 && --kam->store->snapshots == 0 && !kam->store->in_operation &&
	    sqlite3_get_autocommit(kam->store->database) == 0)
		sqlite3_exec(kam->store->database, "COMMIT", NULL, NULL, NULL);
}

enum kam_status kam_snapshot_begin(struct kam *kam)
{
	return store_snapshot_begin(kam);
}

void kam_snapshot_end(struct kam *kam)
{
	store_snapshot_end(kam);
}
