/* Statements: prepared, bound by name, stepped; SQLite's answers turned into kam's. */
#include "sqlite.h"

#include <stdlib.h>
#include <string.h>

enum kam_status store_fail_of(struct kam *kam, sqlite3 *database, const char *path, int code)
{
	const char *text = database != NULL ? sqlite3_errmsg(database) : sqlite3_errstr(code);

	if (code == SQLITE_IOERR_NOMEM)
		return fail_memory(kam);
	if (code == SQLITE_READONLY_ROLLBACK || code == SQLITE_READONLY_RECOVERY || code == SQLITE_READONLY_CANTINIT)
		return fail(kam, KAM_NOT_PERMITTED,
		            _("%s was left half written by a crash and cannot be mended from here: run kam once as its "
		              "owner, in a folder that can be written to"),
		            path);
	switch (code & 0xff) {
	case SQLITE_NOMEM:
		return fail_memory(kam);
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		if (is_interrupted(kam))
			return fail(kam, KAM_INTERRUPTED, _("interrupted; nothing was changed"));
		return fail(kam, KAM_BUSY,
		            _("%s is busy: another process has been writing to it for %d s; try again, or wait longer "
		              "with --timeout"),
		            path, kam->timeout_ms / 1000);
	case SQLITE_READONLY:
	case SQLITE_PERM:
	case SQLITE_AUTH:
		return fail(kam, KAM_NOT_PERMITTED, _("%s cannot be written to: %s"), path, text);
	case SQLITE_CANTOPEN:
		return fail(kam, KAM_NOT_PERMITTED, _("%s cannot be opened, or its folder cannot be written to: %s"),
		            path, text);
	case SQLITE_FULL:
		return fail(kam, KAM_IO, _("the disk is full; nothing was changed in %s"), path);
	case SQLITE_IOERR:
		return fail(kam, KAM_IO, _("%s: reading or writing failed (%s)"), path, text);
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return fail(kam, KAM_BAD_DATA,
		            _("%s is damaged or no database (%s); see kam db check and kam db restore"), path, text);
	case SQLITE_CONSTRAINT:
		return fail(kam, KAM_REFUSED, _("the database refuses this: %s"), text);
	case SQLITE_INTERRUPT:
		return fail(kam, KAM_INTERRUPTED, _("interrupted; nothing was changed"));
	case SQLITE_TOOBIG:
		return fail(kam, KAM_BAD_VALUE, _("a value is too long for the database"));
	default:
		return fail(kam, KAM_SYSTEM, "%s: %s", path != NULL ? path : "kam", text);
	}
}

enum kam_status store_fail(struct kam *kam, int code)
{
	struct store *store = kam->store;
	enum kam_status status = code == SQLITE_CONSTRAINT_COMMITHOOK
	                                 ? fail_given_up(kam)
	                                 : store_fail_of(kam, store->database, kam->path, code);

	if (store->in_operation && store->given_up == KAM_OK && sqlite3_get_autocommit(store->database) != 0)
		store->given_up = status;
	return status;
}

enum kam_status store_ask(struct kam *kam, sqlite3 *database, const char *path, const char *sql, int64_t *out)
{
	sqlite3_stmt *statement = NULL;
	enum kam_status status = KAM_OK;
	int code = sqlite3_prepare_v2(database, sql, -1, &statement, NULL);

	if (code == SQLITE_OK && (code = sqlite3_step(statement)) == SQLITE_ROW)
		*out = sqlite3_column_int64(statement, 0);
	if (code != SQLITE_ROW && code != SQLITE_DONE)
		status = store_fail_of(kam, database, path, code);
	sqlite3_finalize(statement);
	return status;
}

enum kam_status store_prepare(struct kam *kam, const char *sql, struct statement **out)
{
	struct statement *statement;
	int code;

	*out = NULL;
	if (sql == NULL || (statement = calloc(1, sizeof *statement)) == NULL)
		return fail_memory(kam);
	statement->kam = kam;
	code = sqlite3_prepare_v3(kam->store->database, sql, -1, 0, &statement->sqlite, NULL);
	if (code == SQLITE_OK) {
		*out = statement;
		return KAM_OK;
	}
	free(statement);
	if ((code & 0xff) == SQLITE_ERROR)
		return fail(kam, KAM_SYSTEM, _("SQL: %s in: %s"), sqlite3_errmsg(kam->store->database), sql);
	return store_fail(kam, code);
}

enum kam_status store_keep(struct kam *kam, const char *sql, struct statement **out)
{
	struct statement **bucket, *statement;
	uint32_t hash = 2166136261U; /* FNV-1a */
	enum kam_status status;

	*out = NULL;
	if (sql == NULL)
		return fail_memory(kam);
	for (const char *at = sql; *at != '\0'; at++)
		hash = (hash ^ (unsigned char)*at) * 16777619U;
	bucket = &kam->store->kept[hash % KEPT_BUCKETS];
	for (statement = *bucket; statement != NULL; statement = statement->next)
		if (strcmp(sqlite3_sql(statement->sqlite), sql) == 0) {
			sqlite3_reset(statement->sqlite);
			*out = statement;
			return KAM_OK;
		}
	status = store_prepare(kam, sql, &statement);
	if (statement != NULL) {
		statement->next = *bucket;
		*bucket = statement;
		*out = statement;
	}
	return status;
}

void statements_free(struct kam *kam)
{
	for (size_t i = 0; i < KEPT_BUCKETS; i++)
		while (kam->store->kept[i] != NULL) {
			struct statement *statement = kam->store->kept[i];

			kam->store->kept[i] = statement->next;
			store_finalize(statement);
		}
}

void store_finalize(struct statement *statement)
{
	if (statement == NULL)
		return;
	sqlite3_finalize(statement->sqlite);
	free(statement);
}

void store_reset(struct statement *statement)
{
	sqlite3_reset(statement->sqlite);
}

void store_clear(struct statement *statement)
{
	sqlite3_reset(statement->sqlite);
	sqlite3_clear_bindings(statement->sqlite);
}

void store_bind_text(struct statement *statement, const char *name, const char *text)
{
	int position = sqlite3_bind_parameter_index(statement->sqlite, name);

	if (position > 0)
		sqlite3_bind_text(statement->sqlite, position, text, -1, SQLITE_STATIC);
}

void store_bind_integer(struct statement *statement, const char *name, int64_t integer)
{
	int position = sqlite3_bind_parameter_index(statement->sqlite, name);

	if (position > 0)
		sqlite3_bind_int64(statement->sqlite, position, integer);
}

void store_bind_value(struct statement *statement, const char *name, const struct kam_value *value)
{
	int position = sqlite3_bind_parameter_index(statement->sqlite, name);

	if (position > 0)
		store_bind_at(statement, position, value);
}

void store_bind_at(struct statement *statement, int position, const struct kam_value *value)
{
	switch (value->type) {
	case KAM_IS_TEXT:
		sqlite3_bind_text64(statement->sqlite, position, value->text, value->length, SQLITE_STATIC,
		                    SQLITE_UTF8);
		break;
	case KAM_IS_INTEGER:
		sqlite3_bind_int64(statement->sqlite, position, value->integer);
		break;
	case KAM_IS_NUMBER:
		sqlite3_bind_double(statement->sqlite, position, value->number);
		break;
	default:
		sqlite3_bind_null(statement->sqlite, position);
	}
}

enum kam_status store_step(struct statement *statement)
{
	struct kam *kam = statement->kam;
	enum kam_status status;
	int code;

	if (is_interrupted(kam)) {
		sqlite3_reset(statement->sqlite);
		return fail(kam, KAM_INTERRUPTED, _("interrupted; nothing was changed"));
	}
	if (kam->store->starved) {
		sqlite3_reset(statement->sqlite);
		return store_starved(kam);
	}
	code = sqlite3_step(statement->sqlite);
	if (code == SQLITE_ROW)
		return KAM_OK;
	if (code == SQLITE_DONE) {
		sqlite3_reset(statement->sqlite);
		return KAM_DONE;
	}
	/* The message first: a reset would set it anew. */
	status = store_fail(kam, code);
	sqlite3_reset(statement->sqlite);
	return status;
}

int store_width(const struct statement *statement)
{
	return sqlite3_column_count(statement->sqlite);
}

const char *store_column_name(const struct statement *statement, int column)
{
	return sqlite3_column_name(statement->sqlite, column);
}

int64_t store_integer(struct statement *statement, int column)
{
	return sqlite3_column_int64(statement->sqlite, column);
}

enum kam_status store_starved(struct kam *kam)
{
	/* Rows can be made without a database. */
	if (kam->store == NULL || !kam->store->starved)
		return KAM_OK;
	kam->store->starved = false;
	return fail_memory(kam);
}

const char *store_text(struct statement *statement, int column)
{
	struct store *store = statement->kam->store;
	const char *text = (const char *)sqlite3_column_text(statement->sqlite, column);

	if (text == NULL && sqlite3_errcode(store->database) == SQLITE_NOMEM)
		store->starved = true;
	return text;
}

void store_value(struct statement *statement, int column, struct kam_value *out)
{
	/* Asked once for the column, then for what is in it: this is run for every cell of an export. */
	sqlite3_value *value = sqlite3_column_value(statement->sqlite, column);

	*out = (struct kam_value){ .type = KAM_IS_EMPTY };
	switch (sqlite3_value_type(value)) {
	case SQLITE_INTEGER:
		out->type = KAM_IS_INTEGER;
		out->integer = sqlite3_value_int64(value);
		break;
	case SQLITE_FLOAT:
		out->type = KAM_IS_NUMBER;
		out->number = sqlite3_value_double(value);
		break;
	case SQLITE_NULL:
		break;
	case SQLITE_BLOB:
		/* What kam_personal() makes of a value that is not to be shown; any other one is read as text. */
		if (sqlite3_column_bytes(statement->sqlite, column) == 1) {
			out->type = KAM_IS_MASKED;
			break;
		}
		/* fall through */
	default:
		/* Text that is not there is one that there was no memory for. */
		out->text = (const char *)sqlite3_value_text(value);
		statement->kam->store->starved |= out->text == NULL;
		out->type = out->text == NULL ? KAM_IS_EMPTY : KAM_IS_TEXT;
		out->length = (size_t)sqlite3_value_bytes(value);
	}
}

static enum kam_status prepare_with(struct kam *kam, const char *sql, const char *const *texts, size_t count,
                                    struct statement **out)
{
	enum kam_status status = store_prepare(kam, sql, out);

	if (*out != NULL)
		for (size_t i = 0; i < count; i++)
			sqlite3_bind_text((*out)->sqlite, (int)i + 1, texts[i], -1, SQLITE_STATIC);
	return status;
}

enum kam_status store_execute(struct kam *kam, const char *sql, const char *const *texts, size_t count)
{
	struct statement *statement = NULL;
	enum kam_status status = prepare_with(kam, sql, texts, count, &statement);

	if (statement != NULL)
		status = store_step(statement);
	store_finalize(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

enum kam_status store_get_integer(struct kam *kam, const char *sql, const char *const *texts, size_t count,
                                  int64_t *out)
{
	struct statement *statement = NULL;
	enum kam_status status = prepare_with(kam, sql, texts, count, &statement);

	if (statement != NULL && (status = store_step(statement)) == KAM_OK)
		*out = store_integer(statement, 0);
	store_finalize(statement);
	return status;
}

enum kam_status store_script(struct kam *kam, const char *sql)
{
	int code = sqlite3_exec(kam->store->database, sql, NULL, NULL, NULL);

	return code == SQLITE_OK ? KAM_OK : store_fail(kam, code);
}

int64_t store_inserted_id(struct kam *kam)
{
	return sqlite3_last_insert_rowid(kam->store->database);
}
