/* Operations: one transaction and one number each; savepoints and snapshots within. */
#include "sqlite.h"

#include <string.h>

/*
 * Out of memory or disk, SQLite may roll back by itself. What is written after that would be an operation of its own, the
 * half of ours that came later: not even where somebody overlooked the failure may it be kept.
 */
static int guard(void *data)
{
	const struct kam *kam = data;

	return kam->store->in_operation && !kam->store->committing;
}

enum kam_status fail_given_up(struct kam *kam)
{
	enum kam_status status = kam->store->given_up;

	if (status == KAM_NO_MEMORY)
		return fail_memory(kam);
	return fail(kam, status != KAM_OK ? status : KAM_SYSTEM,
	            _("%s: reading or writing failed halfway; nothing was changed"), kam->path);
}

enum kam_status kam_operation_begin(struct kam *kam)
{
	/* IMMEDIATE before the first read: a reader that turns writer fails at once, without waiting. */
	enum kam_status status = store_script(kam, "BEGIN IMMEDIATE");

	if (status == KAM_OK) {
		kam->store->in_operation = true;
		kam->store->given_up = KAM_OK;
		sqlite3_commit_hook(kam->store->database, guard, kam);
		journal_reset(kam);
		events_forget(kam);
		buffer_reset(&kam->notices);
		if (kam->calendars_forget != NULL)
			kam->calendars_forget(kam);
	}
	return status;
}

/* After a failed COMMIT: did it reach the disk all the same? Asked on a connection of its own. */
static bool operation_is_there(struct kam *kam, int64_t number)
{
	sqlite3 *other = NULL;
	sqlite3_stmt *statement = NULL;
	const char *command = NULL;
	bool found = false;

	if (sqlite3_open_v2(kam->path, &other, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
	    sqlite3_prepare_v2(other, "SELECT command FROM operation WHERE id = ? AND happened_at = ?", -1, &statement,
	                       NULL) == SQLITE_OK) {
		sqlite3_bind_int64(statement, 1, number);
		sqlite3_bind_text(statement, 2, kam->now_text, -1, SQLITE_STATIC);
		if (sqlite3_step(statement) == SQLITE_ROW)
			command = (const char *)sqlite3_column_text(statement, 0);
		found = command != NULL && strcmp(command, kam->command) == 0;
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
	if (status == KAM_OK)
		status = store_starved(kam);
	if (status == KAM_OK && sqlite3_get_autocommit(store->database) != 0)
		status = fail_given_up(kam);

	number = number != NULL ? number : &ignored;
	*number = store->operation;
	if (status != KAM_OK || store->operation == 0) {
		/* Nothing journaled is nothing changed: no number, no write. */
		kam_operation_rollback(kam);
		return status;
	}
	store->committing = true;
	code = sqlite3_exec(store->database, "COMMIT", NULL, NULL, NULL);
	store->committing = false;
	if (code == SQLITE_OK) {
		store->in_operation = false;
		return KAM_OK;
	}
	status = store_fail(kam, code);
	kam_operation_rollback(kam);
	if ((code & 0xff) == SQLITE_IOERR && operation_is_there(kam, *number)) {
		fail(kam, KAM_IO, _("written, the disk did not confirm it; see kam log %lld"), (long long)*number);
		return KAM_IO;
	}
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
	if (kam->calendars_forget != NULL)
		kam->calendars_forget(kam);
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
