/* Copies of a database: pages copied while others write, and read back. */
#include "copy.h"

#include <stdlib.h>
#include <string.h>

#define STEP_PAGES 1024 /* 4 MiB: others wait for one step at most */
#define MOST_ROUNDS 3   /* each time somebody writes, the copying begins anew */

enum kam_status other_open(struct kam *kam, const char *path, int flags, sqlite3 **out)
{
	int code = sqlite3_open_v2(path, out, flags, NULL);

	if (code != SQLITE_OK)
		return store_fail_of(kam, *out, path, code);
	sqlite3_extended_result_codes(*out, 1);
	sqlite3_busy_handler(*out, busy_handler, kam);
	sqlite3_progress_handler(*out, 10000, progress_stop, kam);
	sqlite3_db_config(*out, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(*out, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(*out, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	code = sqlite3_exec(*out, "PRAGMA cell_size_check = 1; PRAGMA synchronous = EXTRA", NULL, NULL, NULL);
	return code == SQLITE_OK ? KAM_OK : store_fail_of(kam, *out, path, code);
}

enum kam_status other_open_new(struct kam *kam, const char *path, sqlite3 **out)
{
	enum kam_status status = other_open(kam, path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW, out);

	if (status == KAM_OK && sqlite3_exec(*out, "PRAGMA journal_mode = MEMORY", NULL, NULL, NULL) != SQLITE_OK)
		status = store_fail_of(kam, *out, path, sqlite3_errcode(*out));
	return status;
}

enum kam_status other_close(struct kam *kam, sqlite3 *database, const char *path, enum kam_status status)
{
	if (sqlite3_close(database) != SQLITE_OK && status == KAM_OK)
		return fail(kam, KAM_IO, _("%s could not be closed"), path);
	return status;
}

/* Reading finds damage and waits for writers; all else happens to the file that is written. */
static bool is_reading_fault(int code)
{
	switch (code & 0xff) {
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return true;
	default:
		return code == SQLITE_IOERR_READ || code == SQLITE_IOERR_SHORT_READ || code == SQLITE_IOERR_CORRUPTFS;
	}
}

enum kam_status copy_pages(struct kam *kam, sqlite3 *from, const char *from_path, sqlite3 *to, const char *to_path,
                           bool at_once)
{
	sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
	int64_t steps = 0, most = 0;
	int code = SQLITE_OK;

	if (backup == NULL)
		return store_fail_of(kam, to, to_path, sqlite3_errcode(to));
	while (code == SQLITE_OK && !is_interrupted(kam) && (most == 0 || at_once || steps < most)) {
		code = sqlite3_backup_step(backup, STEP_PAGES);
		most = MOST_ROUNDS * (sqlite3_backup_pagecount(backup) / STEP_PAGES + 1);
		steps++;
	}
	/* An end before its time: what was written to the other database is taken back. */
	sqlite3_backup_finish(backup);
	if (code == SQLITE_DONE)
		return KAM_OK;
	if (is_interrupted(kam))
		return fail(kam, KAM_INTERRUPTED, _("interrupted; nothing was changed"));
	if (code == SQLITE_OK)
		return KAM_DONE;
	return store_fail_of(kam, to, is_reading_fault(code) ? from_path : to_path, code);
}

static enum kam_status count_tables(struct kam *kam, sqlite3 *database, const char *path, struct census *census)
{
	sqlite3_stmt *list = NULL;
	enum kam_status status = KAM_OK;
	int code = sqlite3_prepare_v2(
		database,
		"SELECT name, printf('SELECT count(*) FROM main.\"%w\"', name) FROM main.sqlite_schema "
		"WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name",
		-1, &list, NULL);

	while (code == SQLITE_OK && (code = sqlite3_step(list)) == SQLITE_ROW && status == KAM_OK) {
		int64_t rows = 0;

		status = store_ask(kam, database, path, (const char *)sqlite3_column_text(list, 1), &rows);
		buffer_format(&census->tables, "%s:%lld\n", (const char *)sqlite3_column_text(list, 0),
		              (long long)rows);
		census->rows += rows;
		code = SQLITE_OK;
	}
	if (status == KAM_OK && code != SQLITE_DONE)
		status = store_fail_of(kam, database, path, code);
	sqlite3_finalize(list);
	return status == KAM_OK && census->tables.failed ? fail_memory(kam) : status;
}

enum kam_status census_take(struct kam *kam, sqlite3 *database, const char *path, struct census *census)
{
	enum kam_status status = store_ask(kam, database, path, "PRAGMA main.application_id", &census->application);

	if (status == KAM_OK)
		status = store_ask(kam, database, path, "PRAGMA main.user_version", &census->version);
	if (status == KAM_OK)
		status = count_tables(kam, database, path, census);
	if (status == KAM_OK && census->application == APPLICATION_ID)
		status = store_ask(kam, database, path, "SELECT coalesce(max(id), 0) FROM main.operation",
		                   &census->operation);
	return status;
}

bool census_same(const struct census *left, const struct census *right)
{
	return left->operation == right->operation && left->application == right->application &&
	       left->version == right->version && left->tables.length == right->tables.length &&
	       (left->tables.length == 0 || memcmp(left->tables.text, right->tables.text, left->tables.length) == 0);
}

void census_free(struct census *census)
{
	buffer_free(&census->tables);
	*census = (struct census){ .rows = 0 };
}

/* The first thing that SQLite finds wrong. */
static enum kam_status check_integrity(struct kam *kam, sqlite3 *database, const char *path)
{
	sqlite3_stmt *statement = NULL;
	enum kam_status status = KAM_OK;
	int code = sqlite3_prepare_v2(database, "PRAGMA main.integrity_check(1)", -1, &statement, NULL);
	const char *text;

	if (code == SQLITE_OK)
		code = sqlite3_step(statement);
	text = code == SQLITE_ROW ? (const char *)sqlite3_column_text(statement, 0) : NULL;
	if (code != SQLITE_ROW)
		status = store_fail_of(kam, database, path, code);
	else if (text == NULL || strcmp(text, "ok") != 0)
		status = fail(kam, KAM_BAD_DATA, _("%s is damaged (%s); it was left untouched"), path,
		              text != NULL ? text : "");
	sqlite3_finalize(statement);
	return status;
}

enum kam_status copy_verify(struct kam *kam, sqlite3 *database, const char *path, struct census *census)
{
	int64_t application = 0, version = 0;
	enum kam_status status = store_ask(kam, database, path, "PRAGMA main.application_id", &application);

	if (status == KAM_OK)
		status = store_ask(kam, database, path, "PRAGMA main.user_version", &version);
	if (status != KAM_OK)
		return status;
	if (application != APPLICATION_ID || version < 1)
		return fail(kam, KAM_BAD_DATA, _("%s is not a kam database"), path);
	if (version > migrate_latest())
		return fail(kam, KAM_BAD_DATA,
		            _("%s was written by a newer kam (schema %lld, this one knows %d); install the newer kam"),
		            path, (long long)version, migrate_latest());
	status = check_integrity(kam, database, path);
	return status == KAM_OK ? census_take(kam, database, path, census) : status;
}

enum kam_status copy_read_back(struct kam *kam, const char *path, const char *shown, const struct census *wanted)
{
	struct census found = { .rows = 0 };
	sqlite3 *database = NULL;
	enum kam_status status = other_open(kam, path, SQLITE_OPEN_READONLY, &database);

	if (status == KAM_OK)
		status = copy_verify(kam, database, shown, &found);
	sqlite3_close(database);
	if (status == KAM_OK && !census_same(&found, wanted))
		status = fail(kam, KAM_BAD_DATA, _("%s, read back, does not hold what was written; is the disk sound?"),
		              shown);
	census_free(&found);
	return status;
}

void kam_copy_clear(struct kam_copy *copy)
{
	free(copy->kept);
	*copy = (struct kam_copy){ 0 };
}
