/* Is the file itself sound: its pages, its schema, and the references between its rows? */
#include "sqlite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct check {
	struct kam *kam;
	store_found *found;
	void *data;
	bool *damaged;
	sqlite3 *fresh; /* a new database in memory */
};

static enum kam_status tell(const struct check *check, const char *table, int64_t id, const char *column,
                            const char *what, const char *remedy)
{
	return check->found(check->data, table, id, column, what, remedy);
}

/*
 * "NULL value in account.name", "CHECK constraint failed in account": the file
 * is whole, but a row of it holds what it must not.
 */
static const char *place_in_message(const char *message)
{
	const char *at = strstr(message, " value in ");

	if (at != NULL)
		return at + strlen(" value in ");
	at = strstr(message, "CHECK constraint failed in ");
	return at == message ? at + strlen("CHECK constraint failed in ") : NULL;
}

static enum kam_status tell_integrity(const struct check *check, const char *message)
{
	const char *place = place_in_message(message);
	char table[80], *column;

	if (place == NULL) {
		*check->damaged = true;
		return tell(check, NULL, 0, NULL, message, _("restore a backup: kam db restore FILE"));
	}
	snprintf(table, sizeof table, "%s", place);
	column = strchr(table, '.');
	if (column != NULL)
		*column++ = '\0';
	return tell(check, table, 0, column, message, _("find the row with kam db sql; undo what wrote it"));
}

static enum kam_status check_integrity(const struct check *check)
{
	struct statement *statement = NULL;
	enum kam_status status = store_prepare(check->kam, "PRAGMA main.integrity_check", &statement);

	while (status == KAM_OK && (status = store_step(statement)) == KAM_OK) {
		const char *message = store_text(statement, 0);

		if (message == NULL || strcmp(message, "ok") == 0)
			continue;
		status = tell_integrity(check, message);
	}
	store_finalize(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

/* Which column a reference is in: its number says so. */
static char *reference_column(const struct check *check, const char *table, int64_t number)
{
	struct statement *statement = NULL;
	char *column = NULL;

	if (store_prepare(check->kam, "SELECT \"from\" FROM pragma_foreign_key_list(:table) WHERE id = :number",
	                  &statement) != KAM_OK)
		return NULL;
	store_bind_text(statement, ":table", table);
	store_bind_integer(statement, ":number", number);
	if (store_step(statement) == KAM_OK)
		column = strdup(store_text(statement, 0));
	store_finalize(statement);
	return column;
}

static enum kam_status check_references(const struct check *check)
{
	struct statement *statement = NULL;
	enum kam_status status = store_prepare(check->kam, "PRAGMA main.foreign_key_check", &statement);

	while (status == KAM_OK && (status = store_step(statement)) == KAM_OK) {
		const char *table = store_text(statement, 0);
		char *column = reference_column(check, table, store_integer(statement, 3));
		char what[160];

		snprintf(what, sizeof what, _("names a record that is not there (%s)"), store_text(statement, 2));
		status = tell(check, table, store_integer(statement, 1), column, what, NULL);
		free(column);
	}
	store_finalize(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

/* The schema as the migrations make it. */
static enum kam_status make_fresh(struct check *check)
{
	int code = sqlite3_open_v2(":memory:", &check->fresh, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);

	if (code == SQLITE_OK)
		code = functions_register(check->kam, check->fresh);
	for (int next = 1; code == SQLITE_OK && next <= migrate_latest(); next++)
		for (const struct embedded *file = embedded_files; file->path != NULL && code == SQLITE_OK; file++)
			if (migrate_number(file) == next)
				code = sqlite3_exec(check->fresh, file->text, NULL, NULL, NULL);
	return code == SQLITE_OK ? KAM_OK : store_fail_of(check->kam, check->fresh, ":memory:", code);
}

static const char list_schema[] =
	"SELECT type, name, sql FROM main.sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid";

/* What the other database has of that type and name: its SQL, to be freed; NULL when it has none. */
static enum kam_status find_object(const struct check *check, sqlite3 *database, const char *type, const char *name,
                                   char **sql)
{
	sqlite3_stmt *statement = NULL;
	int code = sqlite3_prepare_v2(database, "SELECT sql FROM main.sqlite_schema WHERE type = ? AND name = ?", -1,
	                              &statement, NULL);

	*sql = NULL;
	if (code == SQLITE_OK) {
		sqlite3_bind_text(statement, 1, type, -1, SQLITE_STATIC);
		sqlite3_bind_text(statement, 2, name, -1, SQLITE_STATIC);
		code = sqlite3_step(statement);
	}
	if (code == SQLITE_ROW) {
		const char *text = (const char *)sqlite3_column_text(statement, 0);

		*sql = strdup(text != NULL ? text : "");
		code = *sql != NULL ? SQLITE_DONE : SQLITE_NOMEM;
	}
	sqlite3_finalize(statement);
	return code == SQLITE_DONE ? KAM_OK : store_fail_of(check->kam, database, check->kam->path, code);
}

static enum kam_status tell_object(const struct check *check, const char *type, const char *name, const char *problem)
{
	struct buffer what = { 0 };
	enum kam_status status;

	buffer_format(&what, "%s %s: %s", type, name, problem);
	status = buffer_text(&what) == NULL ? fail_memory(check->kam)
	                                    : tell(check, NULL, 0, NULL, what.text,
	                                           _("kam db export into a folder, kam db import into a new database"));
	buffer_free(&what);
	return status;
}

/* Each object of one schema, looked up in the other. */
static enum kam_status compare_schema(const struct check *check, sqlite3 *here, sqlite3 *other, const char *lacking,
                                      const char *different)
{
	sqlite3_stmt *list = NULL;
	enum kam_status status = KAM_OK;
	int code = sqlite3_prepare_v2(here, list_schema, -1, &list, NULL);

	while (code == SQLITE_OK && status == KAM_OK && (code = sqlite3_step(list)) == SQLITE_ROW) {
		const char *type = (const char *)sqlite3_column_text(list, 0);
		const char *name = (const char *)sqlite3_column_text(list, 1);
		const char *sql = (const char *)sqlite3_column_text(list, 2);
		char *theirs;

		code = SQLITE_OK;
		status = find_object(check, other, type, name, &theirs);
		if (status == KAM_OK && theirs == NULL)
			status = tell_object(check, type, name, lacking);
		else if (status == KAM_OK && different != NULL && strcmp(theirs, sql != NULL ? sql : "") != 0)
			status = tell_object(check, type, name, different);
		free(theirs);
	}
	if (status == KAM_OK && code != SQLITE_DONE)
		status = store_fail_of(check->kam, here, check->kam->path, code);
	sqlite3_finalize(list);
	return status;
}

static enum kam_status check_schema(struct check *check)
{
	sqlite3 *own = check->kam->store->database;
	enum kam_status status = make_fresh(check);

	if (status == KAM_OK)
		status = compare_schema(check, check->fresh, own, _("is missing"),
		                        _("is not what this kam makes of it"));
	if (status == KAM_OK)
		status = compare_schema(check, own, check->fresh, _("is not kam's"), NULL);
	sqlite3_close(check->fresh);
	return status;
}

enum kam_status store_check(struct kam *kam, store_found *found, void *data, bool *damaged)
{
	struct check check = { .kam = kam, .found = found, .data = data, .damaged = damaged };
	enum kam_status status = check_integrity(&check);

	if (status == KAM_OK)
		status = check_schema(&check);
	return status == KAM_OK ? check_references(&check) : status;
}

enum kam_status store_check_references(struct kam *kam, store_found *found, void *data)
{
	const struct check check = { .kam = kam, .found = found, .data = data };

	return check_references(&check);
}
