/*
 * Taking an operation back: the rows it touched, what each was before it, and
 * putting them back table by table. Who may, and what stands in the way, is
 * asked by lib/record/undo.c.
 */
#include "sqlite.h"

#include <stdio.h>
#include <string.h>

/* temp.undo_row: each row the operation touched; its image before, empty where there was none. */
static const char prepare_sql[] =
	"DROP TABLE IF EXISTS temp.undo_row; DROP TABLE IF EXISTS temp.undone;"
	"CREATE TEMP TABLE undo_row (record TEXT NOT NULL, id INTEGER NOT NULL, image TEXT, PRIMARY KEY (record, id)) "
	"WITHOUT ROWID;"
	"CREATE TEMP TABLE undone (id INTEGER PRIMARY KEY);";

enum kam_status undo_begin(struct kam *kam)
{
	return store_script(kam, prepare_sql);
}

/*
 * Operations that are taken back, and those that took them back: neither counts
 * as a change since. Undoing an undo makes the first one live again, so they are
 * settled from the newest to the oldest.
 */
enum kam_status undo_settle(struct kam *kam)
{
	struct statement *statement = NULL, *mark = NULL;
	enum kam_status status =
		store_prepare(kam, "SELECT operation, undoes FROM undoing ORDER BY operation DESC", &statement);

	if (status == KAM_OK)
		status = store_prepare(
			kam,
			"INSERT INTO temp.undone SELECT :undoes WHERE :id NOT IN (SELECT id FROM temp.undone) "
			"AND :undoes NOT IN (SELECT id FROM temp.undone)",
			&mark);
	while (status == KAM_OK && (status = store_step(statement)) == KAM_OK) {
		store_bind_integer(mark, ":id", store_integer(statement, 0));
		store_bind_integer(mark, ":undoes", store_integer(statement, 1));
		status = store_step(mark);
		status = status == KAM_DONE ? KAM_OK : status;
	}
	store_finalize(statement);
	store_finalize(mark);
	return status == KAM_DONE ? KAM_OK : status;
}

static enum kam_status run(struct kam *kam, const char *sql, int64_t number)
{
	struct statement *statement = NULL;
	enum kam_status status = store_prepare(kam, sql, &statement);

	if (status == KAM_OK) {
		store_bind_integer(statement, ":operation", number);
		status = store_step(statement);
	}
	store_finalize(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

/* "a, b" of a table; each column between the two texts. */
static enum kam_status list_columns(struct kam *kam, const char *table, const char *before, const char *after,
                                    struct buffer *out)
{
	struct statement *statement = NULL;
	enum kam_status status =
		store_prepare(kam, "SELECT name FROM pragma_table_info(:1, 'main') ORDER BY cid", &statement);
	size_t start = out->length;

	if (status == KAM_OK)
		store_bind_text(statement, ":1", table);
	while (status == KAM_OK && (status = store_step(statement)) == KAM_OK)
		buffer_format(out, "%s%s%s%s", out->length > start ? ", " : "", before, store_text(statement, 0),
		              after);
	store_finalize(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

/* json_object('a', a, …) of a table's row. */
static enum kam_status list_image(struct kam *kam, const char *table, struct buffer *out)
{
	struct statement *statement = NULL;
	enum kam_status status =
		store_prepare(kam, "SELECT name FROM pragma_table_info(:1, 'main') ORDER BY cid", &statement);
	const char *between = "json_object(";

	if (status == KAM_OK)
		store_bind_text(statement, ":1", table);
	while (status == KAM_OK && (status = store_step(statement)) == KAM_OK) {
		buffer_format(out, "%s'%s', now.%s", between, store_text(statement, 0), store_text(statement, 0));
		between = ", ";
	}
	buffer_put(out, ")");
	store_finalize(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

/* The first entry of a row within the operation says what it was: not there, or its image. */
static enum kam_status collect(struct kam *kam, const char *table, int64_t number)
{
	struct buffer sql = { 0 };
	enum kam_status status;

	buffer_format(
		&sql,
		"INSERT INTO temp.undo_row SELECT '%s', id, image FROM ("
		"SELECT first_id AS id, id AS entry, before AS image FROM journal "
		"WHERE operation = :operation AND record = '%s' AND action IN ('update', 'delete') UNION ALL "
		"SELECT now.id, came.id, NULL FROM journal AS came JOIN %s AS now ON now.id BETWEEN came.first_id "
		"AND came.last_id WHERE came.operation = :operation AND came.record = '%s' AND came.action = 'insert' "
		"UNION ALL SELECT went.first_id, came.id, NULL FROM journal AS came JOIN journal AS went ON "
		"went.operation = came.operation AND went.record = came.record AND went.action IN ('update', 'delete') "
		"AND "
		"went.first_id BETWEEN came.first_id AND came.last_id WHERE came.operation = :operation AND "
		"came.record = '%s' AND came.action = 'insert') GROUP BY id HAVING entry = min(entry)",
		table, table, table, table, table);
	status = buffer_text(&sql) == NULL ? fail_memory(kam) : run(kam, sql.text, number);
	buffer_free(&sql);
	return status;
}

/* Each table the operation touched, ready to be gone through while others are written. */
static enum kam_status list_tables(struct kam *kam, const char *sql, int64_t number, struct buffer *tables)
{
	struct statement *statement = NULL;
	enum kam_status status = store_prepare(kam, sql, &statement);

	if (status == KAM_OK)
		store_bind_integer(statement, ":operation", number);
	while (status == KAM_OK && (status = store_step(statement)) == KAM_OK) {
		const char *name = store_text(statement, 0);

		buffer_add(tables, name, strlen(name) + 1);
	}
	store_finalize(statement);
	if (status == KAM_DONE)
		status = tables->failed ? fail_memory(kam) : KAM_OK;
	return status;
}

enum kam_status undo_collect(struct kam *kam, int64_t number)
{
	struct buffer tables = { 0 };
	enum kam_status status =
		list_tables(kam, "SELECT DISTINCT record FROM journal WHERE operation = :operation", number, &tables);

	for (size_t at = 0; status == KAM_OK && at < tables.length; at += strlen(tables.text + at) + 1)
		status = collect(kam, tables.text + at, number);
	buffer_free(&tables);
	return status;
}

/* Rows that are there now go into the journal as they are, before they are deleted or put back. */
static enum kam_status journal_present(struct kam *kam, const char *table, int64_t number)
{
	struct buffer sql = { 0 };
	enum kam_status status;

	buffer_put(&sql,
	           "INSERT INTO journal (operation, record, action, first_id, last_id, before) SELECT :operation, '");
	buffer_format(&sql, "%s', CASE WHEN undo_row.image IS NULL THEN 'delete' ELSE 'update' END, now.id, now.id, ",
	              table);
	status = list_image(kam, table, &sql);
	buffer_format(&sql,
	              " FROM temp.undo_row JOIN main.%s AS now ON now.id = undo_row.id WHERE undo_row.record = '%s'",
	              table, table);
	if (status == KAM_OK)
		status = buffer_text(&sql) == NULL ? fail_memory(kam) : run(kam, sql.text, number);
	buffer_free(&sql);
	return status;
}

static enum kam_status delete_rows(struct kam *kam, const char *table)
{
	struct buffer sql = { 0 };
	enum kam_status status;

	/* Those that are put back too: as a delete and an insert, whatever unique keys they have swapped. */
	buffer_format(&sql, "DELETE FROM main.%s WHERE id IN (SELECT id FROM temp.undo_row WHERE record = '%s')", table,
	              table);
	status = buffer_text(&sql) == NULL ? fail_memory(kam) : run(kam, sql.text, 0);
	buffer_free(&sql);
	return status;
}

/* Rows that are not there now come back: journaled as inserts, a range for each run of ids. */
static enum kam_status journal_absent(struct kam *kam, const char *table, int64_t number)
{
	struct buffer sql = { 0 };
	enum kam_status status;

	buffer_format(
		&sql,
		"INSERT INTO journal (operation, record, action, first_id, last_id) SELECT :operation, '%s', 'insert', "
		"min(id), max(id) FROM (SELECT id, id - row_number() OVER (ORDER BY id) AS run FROM temp.undo_row "
		"WHERE record = '%s' AND image IS NOT NULL AND id NOT IN (SELECT id FROM main.%s)) GROUP BY run",
		table, table, table);
	status = buffer_text(&sql) == NULL ? fail_memory(kam) : run(kam, sql.text, number);
	buffer_free(&sql);
	return status;
}

static enum kam_status insert_rows(struct kam *kam, const char *table)
{
	struct buffer sql = { 0 };
	enum kam_status status;

	buffer_format(&sql, "INSERT INTO main.%s (", table);
	status = list_columns(kam, table, "", "", &sql);
	buffer_put(&sql, ") SELECT ");
	if (status == KAM_OK)
		status = list_columns(kam, table, "json_extract(image, '$.", "')", &sql);
	buffer_format(&sql, " FROM temp.undo_row WHERE record = '%s' AND image IS NOT NULL ORDER BY id", table);
	if (status == KAM_OK)
		status = buffer_text(&sql) == NULL ? fail_memory(kam) : run(kam, sql.text, 0);
	buffer_free(&sql);
	return status;
}

enum kam_status undo_apply(struct kam *kam, int64_t number)
{
	struct buffer tables = { 0 };
	int64_t own = 0;
	enum kam_status status = journal_undoing(kam, number, &own);

	/* References are checked at the commit: tables are put back in any order. */
	if (status == KAM_OK)
		status = store_script(kam, "PRAGMA defer_foreign_keys = 1");
	if (status == KAM_OK)
		status = list_tables(kam, "SELECT DISTINCT record FROM temp.undo_row WHERE :operation IS NOT NULL",
		                     number, &tables);
	for (size_t at = 0; status == KAM_OK && at < tables.length; at += strlen(tables.text + at) + 1) {
		const char *table = tables.text + at;

		status = journal_present(kam, table, own);
		if (status == KAM_OK)
			status = journal_absent(kam, table, own);
		if (status == KAM_OK)
			status = delete_rows(kam, table);
		if (status == KAM_OK)
			status = insert_rows(kam, table);
	}
	if (kam->calendars_forget != NULL)
		kam->calendars_forget(kam);
	buffer_free(&tables);
	return status;
}
