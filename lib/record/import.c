/* The import: files read row by row, what is bad told, the rest written; one operation. */
#include "import_private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define LOOK_ROWS 512
#define SHOWN_COLUMNS 80 /* of a value at fault, on a terminal */

/* A value as messages show it: one that would fill the screen is cut. */
static void keep_value(struct import_run *run, const char *text, size_t length)
{
	size_t shown = kam_text_prefix(text, length, SHOWN_COLUMNS, NULL);

	buffer_reset(&run->problem_value);
	buffer_add(&run->problem_value, text, shown);
	if (shown < length)
		buffer_put(&run->problem_value, "…");
}

enum kam_status import_bad(struct import_run *run, const struct import_target *target, const char *format, ...)
{
	struct buffer remedy = { 0 };
	va_list list;

	/* Built apart, for an argument may be the remedy that stands there. */
	va_start(list, format);
	buffer_format_list(&remedy, format, list);
	va_end(list);
	buffer_free(&run->remedy);
	run->remedy = remedy;
	run->problem_column = target != NULL ? target->name : "";
	keep_value(run, target != NULL && target->cell != NULL ? target->cell : "",
	           target != NULL ? target->length : 0);
	return run->remedy.failed || run->problem_value.failed ? fail_memory(run->kam) : KAM_BAD_VALUE;
}

enum kam_status import_refused(struct import_run *run, const struct import_target *target, enum kam_status status)
{
	switch (status) {
	case KAM_REFUSED:
	case KAM_BAD_VALUE:
	case KAM_NOT_FOUND:
	case KAM_AMBIGUOUS:
		return import_bad(run, target, "%s", kam_error_message(run->kam));
	default:
		return status;
	}
}

/* A bad row is told, counted and kept for the rejects. */
static enum kam_status report(struct import_run *run, int64_t line)
{
	run->result->bad++;
	if (run->options->problem != NULL)
		run->options->problem(run->options->data, run->plan->file, line, run->problem_column,
		                      buffer_text(&run->problem_value), buffer_text(&run->remedy));
	return run->options->skip_bad ? import_reject(run) : KAM_OK;
}

/* The run's row: into values, then into the database. KAM_DONE: put aside. */
static enum kam_status process(struct import_run *run)
{
	enum kam_status status = import_read(run);

	if (status == KAM_OK)
		status = import_write(run);
	if (status == KAM_BAD_VALUE)
		status = report(run, run->row->line);
	return status;
}

/* A row that does not fit the header, or a place in the file beyond which nothing can be read. */
static enum kam_status file_problem(struct import_run *run, const struct csv_source *source)
{
	const struct csv_problem *problem = csv_problem(source);

	run->problem_column = problem->column;
	buffer_reset(&run->problem_value);
	buffer_put(&run->problem_value, problem->value);
	buffer_reset(&run->remedy);
	buffer_put(&run->remedy, problem->remedy);
	if (run->problem_value.failed || run->remedy.failed)
		return fail_memory(run->kam);
	if (problem->fatal) {
		run->broken = true;
		if (run->options->problem != NULL)
			run->options->problem(run->options->data, run->plan->file, problem->line, run->problem_column,
			                      buffer_text(&run->problem_value), buffer_text(&run->remedy));
		run->result->bad++;
		return KAM_DONE;
	}
	run->result->rows++;
	return report(run, problem->line);
}

/* Every now and then: how far it is. */
static enum kam_status look_around(struct import_run *run, const struct csv_source *source, int64_t before,
                                   int64_t total)
{
	int64_t done, all;

	if (is_interrupted(run->kam))
		return fail(run->kam, KAM_INTERRUPTED, _("interrupted; nothing was changed"));
	csv_progress(source, &done, &all);
	if (total < before + all)
		total = before + all;
	if (run->options->progress != NULL)
		run->options->progress(run->options->data, run->result->rows, before + done, total);
	return import_bulk_consider(run, before + done, total);
}

static enum kam_status read_rows(struct import_run *run, struct csv_source *source, int64_t before, int64_t total)
{
	enum kam_status status = look_around(run, source, before, total);

	for (run->row_number = 1; status == KAM_OK; run->row_number++) {
		if (run->row_number % LOOK_ROWS == 0)
			status = look_around(run, source, before, total);
		if (status != KAM_OK)
			break;
		status = csv_next(source, &run->row);
		if (status == KAM_BAD_DATA) {
			status = file_problem(run, source);
		} else if (status == KAM_OK) {
			run->result->rows++;
			status = process(run);
			if (status == KAM_DONE)
				status = import_aside_put(run);
		}
	}
	return status == KAM_DONE ? look_around(run, source, before, total) : status;
}

/* "-" has no name that a person would know. */
static const char *name_of(const char *path)
{
	return strcmp(path, "-") == 0 ? _("standard input") : path;
}

static enum kam_status read_file(struct import_run *run, const char *path, int64_t *before, int64_t total)
{
	const struct csv_options options = { .exact = run->options->carried,
		                             .encoding = run->options->encoding,
		                             .delimiter = run->options->delimiter,
		                             .no_header = run->options->no_header };
	struct import_plan *plan = &run->plans[run->plan_count];
	struct csv_source *source = NULL;
	int64_t done, all;
	enum kam_status status = csv_open(run->kam, path, &options, &source);

	if (status != KAM_OK)
		return status;
	status = import_plan(run, name_of(path), csv_header(source), plan);
	run->plan_count++;
	run->plan = plan;
	if (status == KAM_OK)
		status = import_bulk_file(run);
	if (status == KAM_OK)
		status = read_rows(run, source, *before, total);
	csv_progress(source, &done, &all);
	*before += all;
	csv_close(source);
	return status;
}

/* Bytes of all files, as far as that is known. */
static int64_t total_size(const struct kam_import *import)
{
	struct stat about;
	int64_t total = 0;

	for (size_t i = 0; i < import->file_count; i++)
		if (strcmp(import->files[i], "-") != 0 && stat(import->files[i], &about) == 0 && S_ISREG(about.st_mode))
			total += about.st_size;
	return total;
}

static enum kam_status begin(struct import_run *run)
{
	const struct kam_import *import = run->options;
	enum kam_status status;

	if (!store_in_operation(run->kam))
		return fail(run->kam, KAM_SYSTEM, _("a write needs kam_operation_begin() first"));
	status = type_need(run->kam, import->record, &run->type);
	if (status != KAM_OK)
		return status;
	if (import->key != NULL && kam_type_field(run->type, import->key) == NULL)
		return fail_no_field(run->kam, run->type, import->key);
	run->field_count = type_field_count(run->type);
	run->currency_index = type_has_money(run->type) ? type_field_index(run->type, "currency") : -1;
	run->map_name = import->map_name != NULL ? import->map_name : _("the map");
	run->id_index = type_field_index(run->type, "id");
	run->values = calloc(run->field_count, sizeof *run->values);
	run->record = calloc(run->field_count, sizeof *run->record);
	run->caches = calloc(run->field_count, sizeof *run->caches);
	run->plans = calloc(import->file_count > 0 ? import->file_count : 1, sizeof *run->plans);
	if (run->values == NULL || run->record == NULL || run->caches == NULL || run->plans == NULL)
		return fail_memory(run->kam);
	status = writer_get(run->kam, run->type, &run->writer);
	if (status == KAM_OK && import->map != NULL)
		status = map_parse(run->kam, run->map_name, import->map, &run->map);
	if (status == KAM_OK && run->map != NULL)
		status = import_creators(run);
	if (status == KAM_OK)
		status = import_reject_begin(run);
	if (status == KAM_OK)
		status = import_write_begin(run);
	if (status == KAM_OK)
		status = import_whole_begin(run);
	if (status == KAM_OK)
		status = import_hash_begin(run);
	return status == KAM_OK ? import_aside_begin(run) : status;
}

static void end(struct import_run *run)
{
	for (size_t i = 0; i < run->plan_count; i++)
		import_plan_free(&run->plans[i]);
	for (size_t i = 0; run->caches != NULL && i < run->field_count; i++)
		free(run->caches[i]);
	import_creators_free(run);
	map_free(run->map);
	free(run->plans);
	free(run->caches);
	free(run->values);
	free(run->record);
	free(run->filter);
	buffer_free(&run->problem_value);
	buffer_free(&run->remedy);
	buffer_free(&run->reject);
}

/* All is read: was it good? */
static enum kam_status judge(struct import_run *run)
{
	if (run->result->bad == 0)
		return KAM_OK;
	if (run->broken)
		return fail(run->kam, KAM_BAD_DATA, _("a file could not be read to its end; nothing was imported"));
	if (run->unsound)
		return fail(run->kam, KAM_BAD_DATA, _("these rows do not make sense together; nothing was imported"));
	if (run->options->replace)
		return fail(run->kam, KAM_BAD_DATA, _("%lld of %lld rows are bad; nothing was imported"),
		            (long long)run->result->bad, (long long)run->result->rows);
	if (!run->options->skip_bad)
		return fail(run->kam, KAM_BAD_DATA,
		            _("%lld of %lld rows are bad; nothing was imported (--skip-bad imports the others)"),
		            (long long)run->result->bad, (long long)run->result->rows);
	return fail(run->kam, KAM_FINDINGS, _("%lld of %lld rows are bad and were left out"),
	            (long long)run->result->bad, (long long)run->result->rows);
}

enum kam_status kam_import_run(struct kam *kam, const struct kam_import *import, struct kam_import_result *result)
{
	struct import_run run = { .kam = kam, .options = import, .result = result, .rejects = -1 };
	int64_t total = total_size(import), before = 0;
	enum kam_status status, closed;

	*result = (struct kam_import_result){ 0 };
	status = begin(&run);
	for (size_t i = 0; i < import->file_count && status == KAM_OK; i++)
		status = read_file(&run, import->files[i], &before, total);
	if (status == KAM_OK)
		status = import_bulk_end(&run);
	if (status == KAM_OK)
		status = import_aside_resolve(&run, process);
	if (status == KAM_OK)
		status = import_whole_end(&run);
	if (status == KAM_OK)
		status = judge(&run);
	closed = import_reject_end(&run, status == KAM_FINDINGS);
	end(&run);
	return closed != KAM_OK ? closed : status;
}

void kam_import_result_clear(struct kam_import_result *result)
{
	free(result->unused);
	*result = (struct kam_import_result){ 0 };
}
