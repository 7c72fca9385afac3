/*
 * A question in SQL from outside. Whatever it says, it reads rows of this
 * database and does nothing else: SQLite asks an authorizer for each thing that
 * a statement would do, and all is refused but what is named here.
 */
#include "sqlite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct asking {
	struct kam *kam;
	const struct store_question *question;
	bool expired;
	struct buffer tables;  /* of this database and of --as-of, NUL after each */
	struct buffer refused; /* what the statement wanted to do, first of all */
};

/* Also of use to who asks for JSON. */
static const char *const functions_of_tables[] = { "json_each",     "json_tree",          "sqlite_schema",
	                                           "sqlite_master", "sqlite_temp_schema", "sqlite_temp_master" };
/* What gives out pages, files or code. */
static const char *const refused_functions[] = { "load_extension", "fts3_tokenizer", "sqlite_offset", "readfile",
	                                         "writefile",      "edit",           "zipfile" };

static bool is_among(const char *name, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (sqlite3_stricmp(name, names[i]) == 0)
			return true;
	return false;
}
#define IS_AMONG(name, names) is_among(name, names, sizeof(names) / sizeof *(names))

static int refuse(struct asking *asking, const char *format, const char *name)
{
	if (asking->refused.length == 0)
		buffer_format(&asking->refused, format, name != NULL ? name : "");
	return SQLITE_DENY;
}

/* A table or view of this database: others are SQLite's own, which show pages and programs. */
static bool is_own_table(const struct asking *asking, const char *table)
{
	const char *name;

	for (size_t at = 0; at < asking->tables.length; at += strlen(name) + 1) {
		name = asking->tables.text + at;
		if (sqlite3_stricmp(name, table) == 0)
			return true;
	}
	return IS_AMONG(table, functions_of_tables);
}

/* Asked before: an authorizer cannot ask the database itself. */
static enum kam_status list_tables(struct asking *asking)
{
	struct statement *statement = NULL;
	enum kam_status status =
		store_prepare(asking->kam,
	                      "SELECT name FROM (SELECT name, sql FROM main.sqlite_schema WHERE type IN "
	                      "('table', 'view') UNION ALL SELECT name, sql FROM temp.sqlite_schema WHERE "
	                      "type IN ('table', 'view')) WHERE name NOT LIKE 'sqlite\\_stat%' ESCAPE '\\' "
	                      "AND coalesce(sql, '') NOT LIKE 'CREATE VIRTUAL%'",
	                      &statement);

	while (status == KAM_OK && (status = store_step(statement)) == KAM_OK) {
		const char *name = store_text(statement, 0);

		buffer_add(&asking->tables, name, strlen(name) + 1);
	}
	store_finalize(statement);
	if (status == KAM_DONE)
		status = asking->tables.failed ? fail_memory(asking->kam) : KAM_OK;
	return status;
}

/* What a record was before is kept as JSON, personal fields and all. */
static bool is_image(const char *table, const char *column)
{
	return sqlite3_stricmp(table, "journal") == 0 && sqlite3_stricmp(column, "before") == 0;
}

static int authorize(void *data, int action, const char *first, const char *second, const char *schema,
                     const char *inner)
{
	struct asking *asking = data;
	const struct store_question *question = asking->question;

	(void)schema;
	(void)inner;
	switch (action) {
	case SQLITE_SELECT:
	case SQLITE_RECURSIVE:
		return SQLITE_OK;
	case SQLITE_FUNCTION:
		return IS_AMONG(second, refused_functions) ? refuse(asking, _("the function %s()"), second) : SQLITE_OK;
	case SQLITE_READ:
		/* Without a column it may be a name that the statement itself gives: WITH name AS … */
		if (*second == '\0')
			return SQLITE_OK;
		if (!is_own_table(asking, first))
			return refuse(asking, _("the table %s"), first);
		if (!question->unmask && (is_image(first, second) || question->masked(first, second)))
			return SQLITE_IGNORE;
		return SQLITE_OK;
	case SQLITE_ATTACH:
	case SQLITE_DETACH:
		return refuse(asking, "%s", "ATTACH, DETACH");
	case SQLITE_PRAGMA:
		return refuse(asking, "PRAGMA %s", first);
	case SQLITE_INSERT:
	case SQLITE_UPDATE:
	case SQLITE_DELETE:
		/* SQLite's own tables are declared when they are first named. */
		if (sqlite3_strnicmp(first, "sqlite_", 7) == 0)
			return refuse(asking, "%s", _("a change of the schema or a table of SQLite itself"));
		return refuse(asking, _("a write to %s"), first);
	case SQLITE_TRANSACTION:
	case SQLITE_SAVEPOINT:
		return refuse(asking, "%s", first);
	default:
		return refuse(asking, "%s", _("a change of the schema"));
	}
}

static int should_stop(void *data)
{
	struct asking *asking = data;
	const struct store_question *question = asking->question;

	asking->expired = question->expired != NULL && question->expired(question->data);
	return asking->expired || is_interrupted(asking->kam);
}

/* No question needs more; a statement made to exhaust kam does. */
static const struct {
	int which, most;
} limits[] = {
	{ SQLITE_LIMIT_LENGTH, 64 << 20 },
	{ SQLITE_LIMIT_SQL_LENGTH, 1 << 20 },
	{ SQLITE_LIMIT_COLUMN, 1000 },
	{ SQLITE_LIMIT_EXPR_DEPTH, 500 },
	{ SQLITE_LIMIT_COMPOUND_SELECT, 100 },
	{ SQLITE_LIMIT_VDBE_OP, 1 << 20 },
	{ SQLITE_LIMIT_FUNCTION_ARG, 100 },
	{ SQLITE_LIMIT_ATTACHED, 0 },
	{ SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000 },
	{ SQLITE_LIMIT_WORKER_THREADS, 0 },
};
#define LIMITS (sizeof limits / sizeof *limits)

static enum kam_status fail_question(struct asking *asking, int code)
{
	struct kam *kam = asking->kam;

	if (asking->refused.failed)
		return fail_memory(kam);
	if (asking->refused.length > 0)
		return fail(kam, KAM_REFUSED, _("kam db sql only reads: %s is not allowed"), asking->refused.text);
	if (asking->expired)
		return fail(
			kam, KAM_BUSY,
			_("the question took longer than it may; ask for less, or allow more with --timeout SECONDS"));
	if ((code & 0xff) == SQLITE_ERROR || (code & 0xff) == SQLITE_TOOBIG || (code & 0xff) == SQLITE_AUTH ||
	    (code & 0xff) == SQLITE_MISMATCH || (code & 0xff) == SQLITE_RANGE)
		return fail(kam, KAM_BAD_VALUE, "SQL: %s", sqlite3_errmsg(kam->store->database));
	return store_fail(kam, code);
}

/* One statement, and nothing behind it but blanks, comments and semicolons. */
static enum kam_status prepare(struct asking *asking, struct statement *out)
{
	sqlite3 *database = asking->kam->store->database;
	const char *rest = asking->question->sql;
	sqlite3_stmt *more = NULL;

	for (;;) {
		int code = sqlite3_prepare_v2(database, rest, -1, &more, &rest);

		if (code != SQLITE_OK)
			return fail_question(asking, code);
		if (more == NULL && *rest == '\0')
			break;
		if (more != NULL && out->sqlite != NULL) {
			sqlite3_finalize(more);
			return fail(asking->kam, KAM_BAD_VALUE, _("SQL: one statement at a time"));
		}
		if (more != NULL)
			out->sqlite = more;
		if (*rest == '\0')
			break;
	}
	if (out->sqlite == NULL)
		return fail(asking->kam, KAM_BAD_VALUE,
		            _("SQL: there is no statement in it; try SELECT name FROM account"));
	if (sqlite3_column_count(out->sqlite) == 0 || !sqlite3_stmt_readonly(out->sqlite))
		return fail(asking->kam, KAM_REFUSED, _("kam db sql only reads: this statement answers nothing"));
	return KAM_OK;
}

/* a, b, a:1: names are the keys of columns, so that none comes twice. */
static enum kam_status add_columns(struct asking *asking, struct statement *statement, struct kam_rows *rows)
{
	int width = store_width(statement);

	for (int i = 0; i < width; i++) {
		const char *name = store_column_name(statement, i);
		char *shown = name != NULL ? kam_text_escape(name, strlen(name)) : NULL;
		struct buffer key = { 0 };
		bool added = false;
		int same = 0;

		for (int before = 0; before < i && name != NULL; before++)
			same += strcmp(store_column_name(statement, before), name) == 0;
		if (shown != NULL)
			buffer_format(&key, same > 0 ? "%s:%d" : "%s", shown, same);
		if (shown != NULL && buffer_text(&key) != NULL)
			added = rows_add_column(rows, key.text, key.text, KAM_TEXT, i);
		free(shown);
		buffer_free(&key);
		if (!added)
			return fail_memory(asking->kam);
	}
	return KAM_OK;
}

/* Bytes that are no text as hexadecimal digits. */
static enum kam_status put_bytes(struct asking *asking, const unsigned char *bytes, size_t length,
                                 struct kam_rows *rows)
{
	static const char digits[] = "0123456789abcdef";
	struct buffer text = { 0 };
	enum kam_status status;

	for (size_t i = 0; i < length; i++) {
		char pair[2] = { digits[bytes[i] >> 4], digits[bytes[i] & 15] };

		buffer_add(&text, pair, 2);
	}
	status = text.failed ? fail_memory(asking->kam) : rows_put_text(rows, length > 0 ? text.text : NULL);
	buffer_free(&text);
	return status;
}

static enum kam_status put_cell(struct asking *asking, struct statement *statement, int column, struct kam_rows *rows)
{
	struct kam_value value;

	store_value(statement, column, &value);
	if (sqlite3_column_type(statement->sqlite, column) == SQLITE_BLOB)
		return put_bytes(asking, sqlite3_column_blob(statement->sqlite, column),
		                 (size_t)sqlite3_column_bytes(statement->sqlite, column), rows);
	if (value.type == KAM_IS_TEXT && !kam_text_valid(value.text, value.length, NULL))
		return put_bytes(asking, (const unsigned char *)value.text, value.length, rows);
	return rows_put(rows, &value);
}

/* What a column turned out to hold: integers, numbers, or text. */
static void set_kinds(struct kam_rows *rows, const unsigned *seen)
{
	for (size_t i = 0; i < kam_rows_width(rows); i++)
		if ((seen[i] & 1U << KAM_IS_TEXT) == 0 && seen[i] > 1U << KAM_IS_EMPTY)
			rows_set_kind(rows, i, (seen[i] & 1U << KAM_IS_NUMBER) != 0 ? KAM_NUMBER : KAM_INTEGER);
}

static enum kam_status answer(struct asking *asking, struct statement *statement, struct kam_rows *rows)
{
	int width = store_width(statement), code = SQLITE_ROW;
	unsigned *seen = calloc((size_t)width + 1, sizeof *seen);
	enum kam_status status = seen == NULL ? fail_memory(asking->kam) : KAM_OK;

	for (int64_t count = 0; status == KAM_OK && (asking->question->limit < 0 || count < asking->question->limit);
	     count++) {
		code = sqlite3_step(statement->sqlite);
		if (code != SQLITE_ROW)
			break;
		for (int i = 0; i < width && status == KAM_OK; i++) {
			struct kam_value value;

			store_value(statement, i, &value);
			seen[i] |= 1U << value.type;
			status = put_cell(asking, statement, i, rows);
		}
	}
	if (status == KAM_OK && code != SQLITE_DONE && code != SQLITE_ROW)
		status = fail_question(asking, code);
	if (status == KAM_OK) {
		set_kinds(rows, seen);
		status = rows_finish(rows);
	}
	free(seen);
	return status;
}

/*
 * With --as-of, records as they were are made of before-images that lie in
 * tables of kam's own; a question has no business there, and personal fields do
 * lie there.
 */
static bool names_images(const char *sql)
{
	for (; *sql != '\0'; sql++)
		if (sqlite3_strnicmp(sql, "as_of_r", 7) == 0)
			return true;
	return false;
}

enum kam_status store_question_run(struct kam *kam, const struct store_question *question, struct kam_rows **out)
{
	sqlite3 *database = kam->store->database;
	struct asking asking = { .kam = kam, .question = question };
	struct statement statement = { .kam = kam };
	int before[LIMITS];
	enum kam_status status = rows_new(kam, out);

	if (status == KAM_OK && !question->unmask && names_images(question->sql))
		status =
			fail(kam, KAM_REFUSED, _("kam db sql only reads: %s is not allowed"), _("the table as_of_row"));
	if (status == KAM_OK)
		status = list_tables(&asking);
	/* Declared now, or their declaration would be taken for a change of the schema; without JSON there are none. */
	sqlite3_exec(database, "SELECT 1 FROM json_each('[]'), json_tree('[]')", NULL, NULL, NULL);
	for (size_t i = 0; i < LIMITS; i++)
		before[i] = sqlite3_limit(database, limits[i].which, limits[i].most);
	sqlite3_set_authorizer(database, authorize, &asking);
	sqlite3_progress_handler(database, 1000, should_stop, &asking);
	if (status == KAM_OK)
		status = prepare(&asking, &statement);
	if (status == KAM_OK) {
		store_bind_text(&statement, ":today", kam->today_text);
		store_bind_text(&statement, ":base", kam->currency);
		status = add_columns(&asking, &statement, *out);
	}
	if (status == KAM_OK)
		status = answer(&asking, &statement, *out);
	sqlite3_finalize(statement.sqlite);
	sqlite3_set_authorizer(database, NULL, NULL);
	sqlite3_progress_handler(database, 10000, progress_stop, kam);
	for (size_t i = 0; i < LIMITS; i++)
		sqlite3_limit(database, limits[i].which, before[i]);
	buffer_free(&asking.refused);
	buffer_free(&asking.tables);
	if (status != KAM_OK) {
		kam_rows_free(*out);
		*out = NULL;
	}
	return status;
}
