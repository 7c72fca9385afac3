/* Finding reports: the user's own before those that come with kam. */
#include "heading.h"

#include "kam/internal/store.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define MAXIMUM_SIZE ((off_t)1 << 20)
#define NAME_SIZE 64

static bool ends_in_sql(const char *name)
{
	size_t length = strlen(name);

	return length > 4 && strcmp(name + length - 4, ".sql") == 0;
}

/* The name of FOLDER/NAME.sql; false when it is none. */
static bool name_of_file(const char *path, char name[NAME_SIZE])
{
	const char *slash = strrchr(path, '/');
	const char *start = slash == NULL ? path : slash + 1;
	size_t length = strlen(start);

	if (ends_in_sql(start))
		length -= 4;
	if (length == 0 || length >= NAME_SIZE)
		return false;
	memcpy(name, start, length);
	name[length] = '\0';
	return true;
}

/* Could it be a report's name: letters, digits, - and _? */
static bool is_report_name(const char *name)
{
	size_t length = strlen(name);

	return length > 0 && length < NAME_SIZE &&
	       name[strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")] == '\0';
}

static enum kam_status read_stream(struct kam *kam, const char *path, FILE *file, struct buffer *text)
{
	char block[4096];
	struct stat state;
	size_t got;

	if (fstat(fileno(file), &state) != 0)
		return fail(kam, KAM_IO, _("cannot read %s: %s"), path, strerror(errno));
	if (!S_ISREG(state.st_mode) || state.st_size > MAXIMUM_SIZE)
		return fail(kam, KAM_BAD_DATA, _("%s: is no report: it is no file, or above 1 MiB"), path);
	buffer_put(text, ""); /* there even when the file is empty */
	while ((got = fread(block, 1, sizeof block, file)) > 0)
		buffer_add(text, block, got);
	if (ferror(file))
		return fail(kam, KAM_IO, _("cannot read %s: %s"), path, strerror(errno));
	if (buffer_text(text) == NULL)
		return fail_memory(kam);
	if (text->length != strlen(text->text))
		return fail(kam, KAM_BAD_DATA, _("%s: is no report: it holds a NUL byte"), path);
	return KAM_OK;
}

static enum kam_status read_path(struct kam *kam, const char *path, struct kam_report **out)
{
	FILE *file = fopen(path, "re");
	struct buffer text = { 0 };
	char name[NAME_SIZE];
	enum kam_status status;

	if (file == NULL)
		return fail(kam, errno == EACCES ? KAM_NOT_PERMITTED : KAM_NO_DATABASE,
		            _("cannot read the report %s: %s"), path, strerror(errno));
	status = read_stream(kam, path, file, &text);
	fclose(file);
	if (status == KAM_OK && !name_of_file(path, name))
		status = fail(kam, KAM_BAD_DATA, _("%s: the file's name is too long"), path);
	if (status == KAM_OK)
		status = heading_read(kam, path, name, text.text, out);
	buffer_free(&text);
	return status;
}

static enum kam_status read_embedded(struct kam *kam, const struct embedded *file, struct kam_report **out)
{
	char name[NAME_SIZE];

	if (!name_of_file(file->path, name))
		return fail(kam, KAM_SYSTEM, "%s", file->path);
	return heading_read(kam, strchr(file->path, '/') + 1, name, file->text, out);
}

static bool is_shipped(const struct embedded *file)
{
	return strncmp(file->path, "report/", 7) == 0 && ends_in_sql(file->path);
}

/* ---- names of all there are ---- */

struct names {
	struct known {
		char name[NAME_SIZE];
		const struct embedded *shipped; /* NULL: the user's own */
	} * known;
	size_t count;
};

static bool add_name(struct names *names, const char *name, const struct embedded *shipped)
{
	struct known *known;

	for (size_t i = 0; i < names->count; i++)
		if (strcmp(names->known[i].name, name) == 0)
			return true;
	known = realloc(names->known, (names->count + 1) * sizeof *known);
	if (known == NULL)
		return false;
	names->known = known;
	known += names->count++;
	*known = (struct known){ .shipped = shipped };
	memcpy(known->name, name, strlen(name) + 1);
	return true;
}

static int by_name(const void *left, const void *right)
{
	return strcmp(((const struct known *)left)->name, ((const struct known *)right)->name);
}

static enum kam_status all_names(struct kam *kam, const char *own, struct names *names)
{
	DIR *folder = own == NULL ? NULL : opendir(own);
	const struct dirent *entry;
	char name[NAME_SIZE];
	bool done = true;

	/* A folder that is not there has no reports. */
	while (folder != NULL && done && (entry = readdir(folder)) != NULL)
		if (ends_in_sql(entry->d_name) && name_of_file(entry->d_name, name) && is_report_name(name))
			done = add_name(names, name, NULL);
	if (folder != NULL)
		closedir(folder);
	for (const struct embedded *file = embedded_files; file->path != NULL && done; file++)
		if (is_shipped(file) && name_of_file(file->path, name))
			done = add_name(names, name, file);
	if (!done)
		return fail_memory(kam);
	if (names->count > 0)
		qsort(names->known, names->count, sizeof *names->known, by_name);
	return KAM_OK;
}

static enum kam_status fail_unknown(struct kam *kam, const char *name, const char *own)
{
	struct names names = { 0 };
	const char *nearest = NULL;
	size_t best = 4;
	enum kam_status status = all_names(kam, own, &names);

	for (size_t i = 0; i < names.count; i++) {
		size_t distance = kam_text_distance(name, names.known[i].name);

		if (distance < best) {
			best = distance;
			nearest = names.known[i].name;
		}
	}
	if (status == KAM_OK && nearest != NULL)
		status = fail(kam, KAM_NOT_FOUND, _("there is no report '%s'; nearest: %s"), name, nearest);
	else if (status == KAM_OK)
		status = fail(kam, KAM_NOT_FOUND, _("there is no report '%s'; see kam report list"), name);
	free(names.known);
	return status;
}

static char *own_path(const char *own, const char *name)
{
	struct buffer path = { 0 };

	buffer_format(&path, "%s/%s.sql", own, name);
	return buffer_take(&path);
}

enum kam_status kam_report_find(struct kam *kam, const char *name, const char *own, struct kam_report **out)
{
	*out = NULL;
	if (strchr(name, '/') != NULL || ends_in_sql(name))
		return read_path(kam, name, out);
	if (!is_report_name(name))
		return fail_unknown(kam, name, own);
	if (own != NULL) {
		char *path = own_path(own, name);
		enum kam_status status;
		struct stat state;

		if (path == NULL)
			return fail_memory(kam);
		if (stat(path, &state) == 0) {
			status = read_path(kam, path, out);
			free(path);
			return status;
		}
		free(path);
	}
	for (const struct embedded *file = embedded_files; file->path != NULL; file++) {
		char shipped[NAME_SIZE];

		if (is_shipped(file) && name_of_file(file->path, shipped) && strcmp(shipped, name) == 0)
			return read_embedded(kam, file, out);
	}
	return fail_unknown(kam, name, own);
}

/* One that cannot be read is listed with what is wrong: the others still can. */
static enum kam_status put_known(struct kam *kam, const struct known *known, const char *own, struct kam_rows *rows)
{
	struct kam_report *report = NULL;
	char *path = known->shipped == NULL ? own_path(own, known->name) : NULL;
	enum kam_status status;

	if (known->shipped != NULL)
		status = read_embedded(kam, known->shipped, &report);
	else
		status = path == NULL ? fail_memory(kam) : read_path(kam, path, &report);
	free(path);
	if (status == KAM_NO_MEMORY)
		return status;
	rows_put_text(rows, known->name);
	rows_put_text(rows, status == KAM_OK ? kam_report_title(report) : kam_error_message(kam));
	kam_report_free(report);
	return rows_put_text(rows, known->shipped != NULL ? "kam" : "own");
}

enum kam_status kam_report_list(struct kam *kam, const char *own, struct kam_rows **out)
{
	struct names names = { 0 };
	struct kam_rows *rows = NULL;
	enum kam_status status = all_names(kam, own, &names);

	if (status == KAM_OK)
		status = rows_new(kam, &rows);
	if (status == KAM_OK && (!rows_add_column(rows, "name", _("Name"), KAM_TEXT, 0) ||
	                         !rows_add_column(rows, "title", _("Title"), KAM_TEXT, 1) ||
	                         !rows_add_column(rows, "whose", _("Whose"), KAM_TEXT, 2)))
		status = fail_memory(kam);
	for (size_t i = 0; i < names.count && status == KAM_OK; i++)
		status = put_known(kam, &names.known[i], own, rows);
	if (status == KAM_OK)
		status = rows_finish(rows);
	free(names.known);
	if (status != KAM_OK) {
		kam_rows_free(rows);
		rows = NULL;
	}
	*out = rows;
	return status;
}
