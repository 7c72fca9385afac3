/* kam db export and import: every record as CSV in a folder, and from there into a new database. */
#include "db.h"
#include "import.h"

#include "kam/maintenance.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const beside[] = { "imported", "numbers", NULL };

struct export
{
	struct context *context;
	char *folder; /* under its temporary name, NULL: not made */
	int64_t files, records;
	bool masked; /* something personal was left out */
};

static enum kam_status fail_file(struct context *context, enum kam_status status, const char *path, int error)
{
	if (error == ENOSPC || error == EDQUOT || error == EIO)
		status = KAM_IO;
	return usage_error(context, status, _("cannot make %s: %s"), path, strerror(error));
}

/* It must not be there, or be an empty folder. */
static enum kam_status check_place(struct context *context, const char *path)
{
	DIR *folder = opendir(path);
	struct dirent *entry;
	bool empty = true;

	if (folder == NULL && errno == ENOENT)
		return KAM_OK;
	if (folder == NULL)
		return fail_file(context, errno == EACCES ? KAM_NOT_PERMITTED : KAM_CANNOT_CREATE, path, errno);
	while (empty && (entry = readdir(folder)) != NULL)
		empty = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
	closedir(folder);
	if (!empty)
		return usage_error(context, KAM_CANNOT_CREATE, _("%s is not empty; nothing was written"), path);
	return KAM_OK;
}

static enum kam_status write_rows(struct export *export, const char *name, struct kam_rows *rows)
{
	struct context *context = export->context;
	char *path = format_text("%s/%s.csv", export->folder, name);
	struct output_options options = {
		.format = "csv", .header = "key", .file = path, .no_pager = true, .quiet = true
	};
	struct output *output = NULL;
	enum kam_status status = path == NULL ? usage_error(context, KAM_NO_MEMORY, "%s", _("out of memory")) : KAM_OK;

	if (status != KAM_OK)
		return status;
	status = output_open(&options, &output);
	if (status == KAM_OK)
		status = output_write(output, rows);
	if (status == KAM_OK)
		status = output_close(output);
	if (status != KAM_OK)
		usage_error(context, status, "%s", output_message(output));
	output_free(output);
	free(path);
	export->files++;
	return status;
}

/* Was a personal field or tag left out in some row? */
static bool is_masked(struct kam *kam, const struct kam_type *type, const struct kam_rows *rows)
{
	for (size_t i = 0; i < kam_rows_width(rows); i++) {
		const struct kam_column *column = kam_rows_column(rows, i);
		const struct kam_field *field = kam_type_field(type, column->key);

		bool personal = field != NULL && (field->flags & KAM_PERSONAL) != 0;

		if (field == NULL && strncmp(column->key, "tag.", 4) == 0 &&
		    kam_tag_is_personal(kam, column->key + 4, &personal) != KAM_OK)
			return true;
		if (personal && column->filled)
			return true;
	}
	return false;
}

static enum kam_status write_type(struct export *export, const struct kam_type *type)
{
	struct kam_query query = {
		.record = type->name, .sort = "id", .limit = -1, .ids = true, .unmask = export->context->globals.unmask
	};
	struct kam_rows *rows = NULL;
	enum kam_status status = kam_record_list(export->context->kam, &query, &rows);

	if (status == KAM_OK) {
		export->records += kam_rows_count(rows);
		export->masked |= !query.unmask && is_masked(export->context->kam, type, rows);
		status = write_rows(export, type->name, rows);
	}
	kam_rows_free(rows);
	return status;
}

/* All of one moment. */
static enum kam_status write_all(struct export *export)
{
	struct kam *kam = export->context->kam;
	enum kam_status status = kam_snapshot_begin(kam);

	if (status != KAM_OK)
		return status;
	for (const struct kam_type *const *type = kam_types(); *type != NULL && status == KAM_OK; type++)
		status = write_type(export, *type);
	for (size_t i = 0; beside[i] != NULL && status == KAM_OK; i++) {
		struct kam_rows *rows = NULL;

		status = kam_database_beside(kam, beside[i], &rows);
		if (status == KAM_OK)
			status = write_rows(export, beside[i], rows);
		kam_rows_free(rows);
	}
	kam_snapshot_end(kam);
	return status;
}

static void drop_folder(struct export *export)
{
	DIR *folder = export->folder != NULL ? opendir(export->folder) : NULL;
	struct dirent *entry;

	while (folder != NULL && (entry = readdir(folder)) != NULL)
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			unlinkat(dirfd(folder), entry->d_name, 0);
	if (folder != NULL)
		closedir(folder);
	if (export->folder != NULL)
		rmdir(export->folder);
}

/* On disk under its name. */
static enum kam_status place_folder(struct export *export, const char *path)
{
	char *parent = format_text("%s/..", path);
	int descriptor;

	if (rename(export->folder, path) != 0) {
		free(parent);
		return fail_file(export->context, KAM_CANNOT_CREATE, path, errno);
	}
	free(export->folder);
	export->folder = NULL;
	descriptor = parent != NULL ? open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
	/* Some file systems cannot sync a folder; the files are safe. */
	if (descriptor >= 0) {
		fsync(descriptor);
		close(descriptor);
	}
	free(parent);
	return KAM_OK;
}

static enum kam_status make_folder(struct export *export, const char *path)
{
	size_t length = strlen(path);

	while (length > 1 && path[length - 1] == '/')
		length--;
	export->folder = format_text("%.*s.new", (int)length, path);
	if (export->folder == NULL)
		return usage_error(export->context, KAM_NO_MEMORY, "%s", _("out of memory"));
	if (mkdir(export->folder, 0700) != 0) {
		enum kam_status status = fail_file(export->context, KAM_CANNOT_CREATE, export->folder, errno);

		free(export->folder);
		export->folder = NULL;
		return status;
	}
	return KAM_OK;
}

enum kam_status db_export(struct context *context, const void *arguments)
{
	struct export export = { .context = context };
	enum kam_status status = db_operands(context, 1);
	const char *path = context->operand_count > 0 ? context->operands[0] : "";
	mode_t mask;

	(void)arguments;
	if (status == KAM_OK)
		status = check_place(context, path);
	if (status != KAM_OK)
		return status;
	/* What is in the files is no less personal than the database. */
	mask = umask(077);
	status = make_folder(&export, path);
	if (status == KAM_OK)
		status = write_all(&export);
	if (status == KAM_OK && context->globals.unmask)
		status = context->note_reading(context);
	if (status == KAM_OK && !context->globals.dry_run)
		status = place_folder(&export, path);
	umask(mask);
	drop_folder(&export);
	free(export.folder);
	if (status != KAM_OK)
		return status;
	if (context->globals.dry_run)
		remark(context, _("dry run: %s was not made (%lld files, %lld records)"), path, (long long)export.files,
		       (long long)export.records);
	else
		remark(context, _("%s: %lld files, %lld records"), path, (long long)export.files,
		       (long long)export.records);
	if (export.masked)
		remark(context, "%s", _("personal fields were left empty; --unmask writes them"));
	return KAM_OK;
}

enum kam_status db_import(struct context *context, const void *arguments)
{
	struct import_watch watch = { .quiet = context->globals.quiet };
	const struct kam_import calls = { .progress = import_show_progress,
		                          .problem = import_show_problem,
		                          .data = &watch };
	struct kam_import_result result = { 0 };
	enum kam_status status = db_operands(context, 1);

	(void)arguments;
	if (status != KAM_OK)
		return status;
	progress_begin(&watch.progress, context->operands[0], context->globals.quiet);
	status = kam_database_import(context->kam, context->operands[0], &calls, &result);
	import_watch_end(&watch);
	if (status == KAM_OK)
		remark(context, by_number("%lld record read", "%lld records read", result.added),
		       (long long)result.added);
	kam_import_result_clear(&result);
	return status;
}
