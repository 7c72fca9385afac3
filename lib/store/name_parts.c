/*
 * kam_name_parts(name, former_names, tax_id): a table of what names that are alike have in common, a row a part.
 * "华为", "为技": pairs of neighbouring characters of the name without its legal form, and of former names;
 * "=华为技术": the whole of it without its region too; "#9144…": the folded tax number. What is missing is given as '':
 * an empty argument would answer with nothing.
 */
#include "kam/internal/name.h"
#include "sqlite.h"

#include <stdlib.h>
#include <string.h>

enum { PART, NAME, FORMER_NAMES, TAX_ID };

struct cursor {
	sqlite3_vtab_cursor base;
	struct buffer parts; /* each with its NUL */
	size_t at;
	sqlite3_int64 row;
};

/* The table has nothing of its own but the handle. */
struct table {
	sqlite3_vtab base;
	struct kam *kam;
};

enum kam_status names_get(struct kam *kam, const struct names **out)
{
	static const char *const paths[NAME_LISTS] = {
		[NAME_FORMS] = "share/names/legal_forms.txt", [NAME_WORDS] = "share/names/legal_words.txt",
		[NAME_REGIONS] = "share/names/regions.txt",   [NAME_PLACES] = "share/names/places.txt",
		[NAME_TRADES] = "share/names/trades.txt",
	};
	const char *texts[NAME_LISTS];

	if (kam->names == NULL) {
		for (size_t i = 0; i < NAME_LISTS; i++)
			texts[i] = embedded_find(paths[i])->text;
		kam->names = names_new(texts);
	}
	*out = kam->names;
	return kam->names != NULL ? KAM_OK : fail_memory(kam);
}

static int connect(sqlite3 *database, void *kam, int count, const char *const *words, sqlite3_vtab **out, char **why)
{
	struct table *table;
	int code =
		sqlite3_declare_vtab(database,
	                             "CREATE TABLE parts (part TEXT, name HIDDEN, former_names HIDDEN, tax_id HIDDEN)");

	(void)count;
	(void)words;
	(void)why;
	*out = NULL;
	if (code != SQLITE_OK)
		return code;
	sqlite3_vtab_config(database, SQLITE_VTAB_INNOCUOUS);
	table = calloc(1, sizeof *table);
	if (table == NULL)
		return SQLITE_NOMEM;
	table->kam = kam;
	*out = &table->base;
	return SQLITE_OK;
}

static int disconnect(sqlite3_vtab *table)
{
	free(table);
	return SQLITE_OK;
}

/* All three arguments are given, or there is nothing to be said. */
static int plan(sqlite3_vtab *table, sqlite3_index_info *info)
{
	int found = 0;

	(void)table;
	for (int i = 0; i < info->nConstraint; i++) {
		const struct sqlite3_index_constraint *constraint = &info->aConstraint[i];

		if (constraint->iColumn == PART || constraint->op != SQLITE_INDEX_CONSTRAINT_EQ)
			continue;
		if (!constraint->usable)
			return SQLITE_CONSTRAINT;
		info->aConstraintUsage[i].argvIndex = constraint->iColumn;
		info->aConstraintUsage[i].omit = 1;
		found++;
	}
	info->estimatedCost = 20;
	info->estimatedRows = 10;
	return found == TAX_ID ? SQLITE_OK : SQLITE_CONSTRAINT;
}

static int open_cursor(sqlite3_vtab *table, sqlite3_vtab_cursor **out)
{
	struct cursor *cursor = calloc(1, sizeof *cursor);

	(void)table;
	*out = cursor != NULL ? &cursor->base : NULL;
	return cursor != NULL ? SQLITE_OK : SQLITE_NOMEM;
}

static int close_cursor(sqlite3_vtab_cursor *base)
{
	struct cursor *cursor = (struct cursor *)base;

	buffer_free(&cursor->parts);
	free(cursor);
	return SQLITE_OK;
}

static size_t next_character(const char *text)
{
	size_t length = 1;

	while (((unsigned char)text[length] & 0xc0) == 0x80)
		length++;
	return length;
}

static bool put_pairs(struct buffer *parts, char *key)
{
	if (key == NULL)
		return false;
	for (const char *at = key; *at != '\0';) {
		size_t first = next_character(at);

		if (at[first] == '\0')
			break;
		buffer_add(parts, at, first + next_character(at + first));
		buffer_add(parts, "", 1);
		at += first;
	}
	free(key);
	return true;
}

static bool put_whole(struct buffer *parts, const char *mark, char *key)
{
	if (key == NULL)
		return false;
	buffer_put(parts, mark);
	buffer_add(parts, key, strlen(key) + 1);
	free(key);
	return true;
}

static bool put_name(struct kam *kam, struct buffer *parts, const char *name, size_t length)
{
	const struct names *names;

	while (length > 0 && *name == ' ')
		name++, length--;
	while (length > 0 && name[length - 1] == ' ')
		length--;
	if (length == 0)
		return true;
	return names_get(kam, &names) == KAM_OK && put_pairs(parts, names_key(names, name, length, true)) &&
	       put_whole(parts, "=", names_key(names, name, length, false));
}

static int filter(sqlite3_vtab_cursor *base, int plan_number, const char *plan_text, int count, sqlite3_value **values)
{
	struct cursor *cursor = (struct cursor *)base;
	struct kam *kam = ((struct table *)base->pVtab)->kam;
	const char *name = (const char *)sqlite3_value_text(values[0]);
	const char *former = (const char *)sqlite3_value_text(values[1]);
	const char *tax_id = (const char *)sqlite3_value_text(values[2]);
	bool made = true;

	(void)plan_number;
	(void)plan_text;
	(void)count;
	buffer_reset(&cursor->parts);
	cursor->at = 0;
	cursor->row = 0;
	if (name != NULL)
		made = put_name(kam, &cursor->parts, name, strlen(name));
	while (made && former != NULL && *former != '\0') {
		size_t length = strcspn(former, ";");

		made = put_name(kam, &cursor->parts, former, length);
		former += length + (former[length] == ';');
	}
	if (made && tax_id != NULL && *tax_id != '\0')
		made = put_whole(&cursor->parts, "#", kam_text_name_key(tax_id, strlen(tax_id)));
	return made && !cursor->parts.failed ? SQLITE_OK : SQLITE_NOMEM;
}

static int next(sqlite3_vtab_cursor *base)
{
	struct cursor *cursor = (struct cursor *)base;

	cursor->at += strlen(cursor->parts.text + cursor->at) + 1;
	cursor->row++;
	return SQLITE_OK;
}

static int at_end(sqlite3_vtab_cursor *base)
{
	const struct cursor *cursor = (const struct cursor *)base;

	return cursor->at >= cursor->parts.length;
}

static int column(sqlite3_vtab_cursor *base, sqlite3_context *context, int number)
{
	const struct cursor *cursor = (const struct cursor *)base;

	if (number == PART)
		sqlite3_result_text(context, cursor->parts.text + cursor->at, -1, SQLITE_TRANSIENT);
	return SQLITE_OK;
}

static int row_number(sqlite3_vtab_cursor *base, sqlite3_int64 *out)
{
	*out = ((const struct cursor *)base)->row;
	return SQLITE_OK;
}

int name_parts_register(struct kam *kam, sqlite3 *database)
{
	static const sqlite3_module module = {
		.xConnect = connect,
		.xBestIndex = plan,
		.xDisconnect = disconnect,
		.xOpen = open_cursor,
		.xClose = close_cursor,
		.xFilter = filter,
		.xNext = next,
		.xEof = at_end,
		.xColumn = column,
		.xRowid = row_number,
	};

	return sqlite3_create_module(database, "kam_name_parts", &module, kam);
}
