/* All records from one database to another: what an export says beside them, and reading it into a new one. */
#include "kam/import.h"
#include "kam/internal/csv.h"
#include "kam/internal/reference.h"
#include "kam/internal/write.h"
#include "kam/maintenance.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char imported_name[] = "imported", numbers_name[] = "numbers";

/* ---- out ---- */

static enum kam_status put_imported(struct kam *kam, struct kam_rows *rows)
{
	struct statement *statement = NULL;
	enum kam_status status =
		store_prepare(kam,
	                      "SELECT record, record_id, hash, ordinal FROM imported ORDER BY record, hash, ordinal",
	                      &statement);

	while (status == KAM_OK && (status = store_step(statement)) == KAM_OK) {
		const struct kam_type *type = kam_type_find(store_text(statement, 0));
		char id[KAM_ID_SIZE];

		if (type == NULL)
			continue;
		reference_format(type, store_integer(statement, 1), id);
		status = rows_put_text(rows, type->name);
		if (status == KAM_OK)
			status = rows_put_text(rows, id);
		if (status == KAM_OK)
			status = rows_put_text(rows, store_text(statement, 2));
		if (status == KAM_OK)
			status = rows_put_integer(rows, store_integer(statement, 3));
	}
	store_finalize(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

static enum kam_status put_numbers(struct kam *kam, struct kam_rows *rows)
{
	enum kam_status status = KAM_OK;

	for (const struct kam_type *const *type = kam_types(); *type != NULL && status == KAM_OK; type++) {
		int64_t highest = 0;

		status = store_highest_id(kam, (*type)->name, &highest);
		if (status == KAM_OK && highest > 0)
			status = rows_put_text(rows, (*type)->name);
		if (status == KAM_OK && highest > 0)
			status = rows_put_integer(rows, highest);
	}
	return status;
}

enum kam_status kam_database_beside(struct kam *kam, const char *name, struct kam_rows **out)
{
	bool imported = strcmp(name, imported_name) == 0;
	enum kam_status status;

	*out = NULL;
	if (!imported && strcmp(name, numbers_name) != 0)
		return fail(kam, KAM_USAGE, _("there is no '%s' beside the records"), name);
	status = rows_new(kam, out);
	if (status == KAM_OK && (!rows_add_column(*out, "record", _("Record"), KAM_TEXT, 0) ||
	                         (imported && (!rows_add_column(*out, "id", _("ID"), KAM_TEXT, 1) ||
	                                       !rows_add_column(*out, "hash", _("Hash"), KAM_TEXT, 2) ||
	                                       !rows_add_column(*out, "ordinal", _("Ordinal"), KAM_INTEGER, 3))) ||
	                         (!imported && !rows_add_column(*out, "number", _("Number"), KAM_INTEGER, 1))))
		status = fail_memory(kam);
	if (status == KAM_OK)
		status = imported ? put_imported(kam, *out) : put_numbers(kam, *out);
	return status == KAM_OK ? rows_finish(*out) : status;
}

/* ---- in ---- */

struct carry {
	struct kam *kam;
	const char *folder;
	const struct kam_import *watch; /* may be NULL */
	struct kam_import_result *result;
	int64_t files;
	struct buffer dangling; /* references to what is not there, the first few */
	int64_t dangling_count;
};

/* FOLDER/NAME.csv; NULL: out of memory. *there: is there such a file? */
static char *path_of(const struct carry *carry, const char *name, bool *there)
{
	struct buffer path = { 0 };
	struct stat status;
	char *text;

	buffer_format(&path, "%s/%s.csv", carry->folder, name);
	text = buffer_take(&path);
	*there = text != NULL && stat(text, &status) == 0;
	return text;
}

/* A file whose records this kam does not know would be lost without a word. */
static enum kam_status check_folder(struct carry *carry)
{
	DIR *folder = opendir(carry->folder);
	struct dirent *entry;
	enum kam_status status = KAM_OK;

	if (folder == NULL)
		return fail(carry->kam, errno == EACCES ? KAM_NOT_PERMITTED : KAM_NO_DATABASE, "%s: %s", carry->folder,
		            strerror(errno));
	while (status == KAM_OK && (entry = readdir(folder)) != NULL) {
		size_t length = strlen(entry->d_name);
		char name[64] = "";

		if (length < 5 || *entry->d_name == '.' || strcmp(entry->d_name + length - 4, ".csv") != 0)
			continue;
		if (length - 4 < sizeof name)
			memcpy(name, entry->d_name, length - 4);
		if (strcmp(name, imported_name) == 0 || strcmp(name, numbers_name) == 0)
			continue;
		if (kam_type_find(name) == NULL)
			status = fail(carry->kam, KAM_BAD_DATA,
			              _("%s/%s: this kam has no such record type; take the file away to do without it"),
			              carry->folder, entry->d_name);
		else
			carry->files++;
	}
	closedir(folder);
	if (status == KAM_OK && carry->files == 0)
		status = fail(carry->kam, KAM_NO_DATABASE, _("%s holds no file of an export, such as account.csv"),
		              carry->folder);
	return status;
}

/* Nothing may be there but what comes with a new database: one operation at most, and records that are given along. */
static enum kam_status check_new(struct kam *kam)
{
	int64_t operations = 0;
	enum kam_status status =
		store_get_integer(kam, "SELECT count(DISTINCT operation) FROM journal WHERE action <> 'read'", NULL, 0,
	                          &operations);

	for (const struct kam_type *const *type = kam_types(); *type != NULL && status == KAM_OK && operations <= 1;
	     type++) {
		int64_t highest = 0;

		if (type_has_seeds(*type) || strcmp((*type)->name, "setting") == 0)
			continue;
		status = store_highest_id(kam, (*type)->name, &highest);
		if (highest > 0)
			operations = 2;
	}
	if (status == KAM_OK && operations > 1)
		status = fail(kam, KAM_REFUSED,
		              _("%s is in use already; an export goes into a new database: kam init --db FILE first"),
		              kam->path);
	return status;
}

static enum kam_status remove_seeds_of(struct kam *kam, const struct kam_type *type)
{
	struct statement *statement = NULL;
	struct writer *writer = NULL;
	struct buffer sql = { 0 };
	enum kam_status status = writer_get(kam, type, &writer);

	/* One at a time, for a statement must not go over what is being removed. */
	buffer_format(&sql, "SELECT min(id) FROM %s", type->name);
	if (status == KAM_OK)
		status = buffer_text(&sql) == NULL ? fail_memory(kam) : store_prepare(kam, sql.text, &statement);
	while (status == KAM_OK && (status = store_step(statement)) == KAM_OK) {
		int64_t id = store_integer(statement, 0);

		store_reset(statement);
		if (id == 0)
			break;
		status = writer_delete(writer, id);
	}
	store_finalize(statement);
	buffer_free(&sql);
	return status;
}

/* Those of which the export has a file: an older kam's does not know them all. */
static enum kam_status remove_seeds(struct carry *carry)
{
	const struct kam_type *const *types = kam_types();
	size_t count = 0;
	enum kam_status status = KAM_OK;

	while (types[count] != NULL)
		count++;
	while (count-- > 0 && status == KAM_OK) {
		bool there = false;
		char *path = path_of(carry, types[count]->name, &there);

		if (path == NULL)
			status = fail_memory(carry->kam);
		else if (there && type_has_seeds(types[count]))
			status = remove_seeds_of(carry->kam, types[count]);
		free(path);
	}
	return status;
}

static enum kam_status import_type(struct carry *carry, const struct kam_type *type)
{
	struct kam_import_result result = { 0 };
	const char *files[1];
	bool there, settings = strcmp(type->name, "setting") == 0;
	char *path = path_of(carry, type->name, &there);
	struct kam_import import = {
		.record = type->name,
		.files = files,
		.file_count = 1,
		.encoding = "UTF-8",
		.delimiter = ',',
		.clear = settings, /* they are there, and what was empty is to be empty */
		.carried = true,
	};
	enum kam_status status = KAM_OK;

	if (path == NULL)
		return fail_memory(carry->kam);
	files[0] = path;
	if (carry->watch != NULL) {
		import.progress = carry->watch->progress;
		import.problem = carry->watch->problem;
		import.data = carry->watch->data;
	}
	if (there)
		status = kam_import_run(carry->kam, &import, &result);
	carry->result->rows += result.rows;
	carry->result->added += result.added;
	carry->result->changed += result.changed;
	carry->result->unchanged += result.unchanged;
	carry->result->bad += result.bad;
	if (status == KAM_BAD_DATA && result.bad > 0)
		status = fail(carry->kam, KAM_BAD_DATA, _("%s: %lld of %lld rows are bad; nothing was imported"), path,
		              (long long)result.bad, (long long)result.rows);
	if (status == KAM_OK && result.unused != NULL && !settings)
		status = fail(carry->kam, KAM_BAD_DATA, _("%s: records of the type %s have no such fields: %s"), path,
		              type->name, result.unused);
	kam_import_result_clear(&result);
	free(path);
	return status;
}

/* Amounts and rates are read in terms of the base currency: what it is must be known first. */
static enum kam_status import_settings(struct carry *carry)
{
	const char *currency;
	enum kam_status status = import_type(carry, kam_type_find("setting"));

	if (status != KAM_OK)
		return status;
	currency = kam_setting(carry->kam, "base_currency");
	if (strlen(currency) == 3)
		memcpy(carry->kam->currency, currency, sizeof carry->kam->currency);
	return KAM_OK;
}

/* A file beside the records: its rows, each with so many cells, one by one. */
static enum kam_status read_beside(struct carry *carry, const char *name, const char *header,
                                   enum kam_status (*take)(struct carry *carry, const struct csv_row *row))
{
	const struct csv_options options = { .encoding = "UTF-8", .delimiter = ',' };
	struct csv_source *source = NULL;
	const struct csv_row *row;
	struct buffer names = { 0 };
	const char *named;
	bool there;
	char *path = path_of(carry, name, &there);
	enum kam_status status = path == NULL ? fail_memory(carry->kam) : KAM_OK;

	if (status == KAM_OK && there)
		status = csv_open(carry->kam, path, &options, &source);
	for (size_t i = 0; source != NULL && i < csv_header(source)->count; i++)
		buffer_format(&names, "%s%s", i > 0 ? "," : "", csv_header(source)->cells[i].text);
	named = buffer_text(&names);
	if (status == KAM_OK && source != NULL && (named == NULL || strcmp(named, header) != 0))
		status = fail(carry->kam, KAM_BAD_DATA, _("%s: its first line is not %s"), path, header);
	while (status == KAM_OK && source != NULL && (status = csv_next(source, &row)) == KAM_OK) {
		status = take(carry, row);
		if (status == KAM_BAD_DATA || status == KAM_REFUSED)
			status = fail(carry->kam, KAM_BAD_DATA, _("%s:%lld: no row of an export"), path,
			              (long long)row->line);
	}
	csv_close(source);
	buffer_free(&names);
	free(path);
	return status == KAM_DONE ? KAM_OK : status;
}

static enum kam_status take_imported(struct carry *carry, const struct csv_row *row)
{
	const struct kam_type *type = kam_type_find(row->cells[0].text);
	int64_t id = 0, ordinal = 0;
	const char *why;

	if (type == NULL || !reference_is_id(type, row->cells[1].text, row->cells[1].length, &id) ||
	    row->cells[2].length == 0 ||
	    kam_integer_parse(row->cells[3].text, row->cells[3].length, &ordinal, &why) != KAM_OK)
		return KAM_BAD_DATA;
	return imported_add(carry->kam, type, id, row->cells[2].text, ordinal);
}

static enum kam_status take_number(struct carry *carry, const struct csv_row *row)
{
	const struct kam_type *type = kam_type_find(row->cells[0].text);
	int64_t number = 0;
	const char *why;

	if (type == NULL || kam_integer_parse(row->cells[1].text, row->cells[1].length, &number, &why) != KAM_OK ||
	    number < 0)
		return KAM_BAD_DATA;
	return store_raise_highest_id(carry->kam, type->name, number);
}

static enum kam_status found_dangling(void *data, const char *table, int64_t id, const char *column, const char *what,
                                      const char *remedy)
{
	struct carry *carry = data;
	const struct kam_type *type = kam_type_find(table);

	(void)remedy;
	if (++carry->dangling_count <= 5)
		buffer_format(&carry->dangling, "%s%s%lld %s %s", carry->dangling.length > 0 ? "; " : "",
		              type != NULL ? type->prefix : table, (long long)id, column != NULL ? column : "", what);
	return KAM_OK;
}

static enum kam_status check_references(struct carry *carry)
{
	enum kam_status status = store_check_references(carry->kam, found_dangling, carry);

	if (status == KAM_OK && carry->dangling_count > 0)
		status = fail(carry->kam, KAM_BAD_DATA, _("%s%s; nothing was imported"),
		              buffer_text(&carry->dangling) != NULL ? carry->dangling.text : "",
		              carry->dangling_count > 5 ? _("; and more") : "");
	buffer_free(&carry->dangling);
	return status;
}

static enum kam_status read_all(struct carry *carry)
{
	const struct kam_type *const *type = kam_types();
	enum kam_status status = import_settings(carry);

	for (; *type != NULL && status == KAM_OK; type++)
		if (strcmp((*type)->name, "setting") != 0)
			status = import_type(carry, *type);
	if (status == KAM_OK)
		status = read_beside(carry, imported_name, "record,id,hash,ordinal", take_imported);
	if (status == KAM_OK)
		status = read_beside(carry, numbers_name, "record,number", take_number);
	return status == KAM_OK ? check_references(carry) : status;
}

enum kam_status kam_database_import(struct kam *kam, const char *folder, const struct kam_import *watch,
                                    struct kam_import_result *result)
{
	struct carry carry = { .kam = kam, .folder = folder, .watch = watch, .result = result };
	char currency[sizeof kam->currency];
	enum kam_status status = need_operation(kam);

	memcpy(currency, kam->currency, sizeof currency);
	*result = (struct kam_import_result){ 0 };
	if (status == KAM_OK)
		status = check_folder(&carry);
	if (status == KAM_OK)
		status = check_new(kam);
	if (status == KAM_OK)
		status = store_defer_references(kam);
	if (status == KAM_OK)
		status = remove_seeds(&carry);
	if (status == KAM_OK)
		status = read_all(&carry);
	if (status != KAM_OK)
		memcpy(kam->currency, currency, sizeof currency);
	return status;
}
