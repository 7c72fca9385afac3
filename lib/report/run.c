/* Running a report: its sections in one snapshot, the rows behind one line, a check without any. */
#include "run.h"

#include <stdlib.h>
#include <string.h>

#define NAMED_LINES 5

static struct report_section *find_section(const struct kam_report *report, const char *name)
{
	for (size_t i = 0; i < report->section_count; i++)
		if (strcmp(report->sections[i].name, name) == 0)
			return &report->sections[i];
	return NULL;
}

static enum kam_status fail_no_section(const struct run *run, const char *format)
{
	struct buffer names = { 0 };
	enum kam_status status;

	for (size_t i = 0; i < run->report->section_count; i++)
		buffer_format(&names, i == 0 ? "%s" : ", %s", run->report->sections[i].name);
	if (buffer_text(&names) == NULL)
		status = fail_memory(run->kam);
	else
		status = fail(run->kam, KAM_USAGE, format, run->report->name,
		              run->request->section != NULL ? run->request->section : names.text, names.text);
	buffer_free(&names);
	return status;
}

/* The section that --columns, --sort, --limit and a line's name are about; NULL: all of them, or none. */
static const struct report_section *chief_section(const struct run *run)
{
	const char *name = run->request->section != NULL ? run->request->section : kam_report_main(run->report);

	return name == NULL ? NULL : find_section(run->report, name);
}

/* A filter that a section passes over would be a lie. */
static enum kam_status check_where(const struct run *run, const struct report_section *section)
{
	if (run->request->where == NULL || strstr(section->main.sql, "{where}") != NULL)
		return KAM_OK;
	return fail(run->kam, KAM_USAGE,
	            _("section %s of the report %s takes no --where; ask for another with --section"), section->name,
	            run->report->name);
}

static enum kam_status check_request(const struct run *run)
{
	const struct kam_report_request *request = run->request;
	enum kam_status status = KAM_OK;

	if (request->section != NULL && find_section(run->report, request->section) == NULL)
		return fail_no_section(run, _("the report %s has no section '%s'; there are %s"));
	if (chief_section(run) == NULL &&
	    (request->columns != NULL || request->sort != NULL || request->limit >= 0 || request->line != NULL))
		return fail_no_section(run, _("the report %s has several sections; say which with --section: %s"));
	for (size_t i = 0; i < run->report->section_count && status == KAM_OK; i++)
		if (request->section == NULL || strcmp(request->section, run->report->sections[i].name) == 0)
			status = check_where(run, &run->report->sections[i]);
	return status;
}

static enum kam_status fill_rows(const struct run *run, const struct report_statement *statement, const char *key,
                                 bool inferred, const struct table_choice *choice, const struct kam_value *line,
                                 struct kam_rows **out)
{
	struct query query;
	struct statement *selected = NULL;
	struct table *table = NULL;
	enum kam_status status = run_prepare(run, statement, &query, &selected);

	*out = NULL;
	if (status == KAM_OK)
		status = table_new(run, statement, key, inferred, selected, &table);
	if (status == KAM_OK && line != NULL)
		store_bind_value(selected, ":key", line);
	if (status == KAM_OK)
		status = table_fill(table, selected, choice, out);
	table_free(table);
	store_finalize(selected);
	query_end(&query);
	return status;
}

static enum kam_status say_missing(const struct run *run, const struct report_section *section, char **out)
{
	struct buffer note = { 0 };
	enum kam_status status = KAM_OK;

	for (size_t i = 0; i < section->count_count && status == KAM_OK; i++) {
		int64_t count = 0;

		if (!section->counts[i].missing)
			continue;
		status = run_count(run, &section->counts[i], &count);
		if (status != KAM_OK || count == 0)
			continue;
		buffer_put(&note, note.length > 0 ? "; " : "");
		count_say(count, _(section->counts[i].about), &note);
	}
	if (status == KAM_OK && note.failed)
		status = fail_memory(run->kam);
	*out = buffer_take(&note);
	if (status == KAM_OK && *out != NULL && **out == '\0') {
		free(*out);
		*out = NULL;
	}
	return status;
}

static char *copy(const char *text)
{
	return text == NULL ? NULL : strdup(text);
}

static bool said_before(const struct kam_report_answer *answer, const char *note)
{
	for (size_t i = 0; i + 1 < answer->count; i++)
		if (answer->sections[i].note != NULL && strcmp(answer->sections[i].note, note) == 0)
			return true;
	return false;
}

static enum kam_status run_section(const struct run *run, const struct report_section *section,
                                   struct kam_report_answer *answer)
{
	const struct kam_report_request *request = run->request;
	struct kam_report_section *out = &answer->sections[answer->count++];
	bool chief = section == chief_section(run);
	struct table_choice choice = { chief ? request->columns : NULL, chief ? request->sort : NULL,
		                       chief ? request->limit : -1 };
	struct buffer title = { 0 };
	enum kam_status status = fill_rows(run, &section->main, section->key, false, &choice, NULL, &out->rows);

	if (status == KAM_OK)
		status = say_missing(run, section, &out->note);
	out->name = copy(section->name);
	if (out->note != NULL && said_before(answer, out->note)) {
		free(out->note);
		out->note = NULL;
	}
	run_title(run, section, &title);
	out->title = buffer_take(&title);
	out->chart = copy(section->chart);
	out->key = copy(section->key);
	if (status == KAM_OK &&
	    (out->name == NULL || out->title == NULL || (section->chart != NULL && out->chart == NULL) ||
	     (section->key != NULL && out->key == NULL)))
		status = fail_memory(run->kam);
	if (status == KAM_OK && request->check && section->findings && kam_rows_count(out->rows) > 0)
		answer->findings = true;
	return status;
}

/* ---- the rows behind one line ---- */

struct line {
	struct kam_value value;
	enum kam_kind kind;
	char *text;          /* the value's, when it is one */
	struct buffer names; /* of some lines, for the message */
	size_t named, folded;
	bool found;
};

static bool same_folded(const char *left, size_t left_length, const char *right)
{
	char *a = kam_text_fold(left, left_length), *b = kam_text_fold(right, strlen(right));
	bool same = a != NULL && b != NULL && strcmp(a, b) == 0;

	free(a);
	free(b);
	return same;
}

static enum kam_status keep_line(struct kam *kam, struct line *line, const struct kam_value *value)
{
	free(line->text);
	line->text = NULL;
	line->value = *value;
	if (value->type != KAM_IS_TEXT)
		return KAM_OK;
	line->text = strndup(value->text, value->length);
	line->value.text = line->text;
	return line->text == NULL ? fail_memory(kam) : KAM_OK;
}

/* As it is written, else the one that differs in case and width only. */
static enum kam_status look_for_line(const struct run *run, struct kam_rows *rows, struct line *line)
{
	const char *wanted = run->request->line;
	enum kam_kind kind = kam_rows_column(rows, 0)->kind;
	enum kam_status status = KAM_DONE;

	line->kind = kind;
	while (!line->found && (status = kam_rows_step(rows)) == KAM_OK) {
		const struct kam_value *value = kam_rows_value(rows, 0);
		char scratch[KAM_SCRATCH_SIZE];
		size_t length;
		const char *text = kam_value_text(kind, value, scratch, &length);

		if (length == strlen(wanted) && memcmp(text, wanted, length) == 0) {
			line->found = true;
			return keep_line(run->kam, line, value);
		}
		if (length > 0 && same_folded(text, length, wanted) && line->folded++ == 0 &&
		    keep_line(run->kam, line, value) != KAM_OK)
			return KAM_NO_MEMORY;
		if (line->named++ < NAMED_LINES)
			buffer_format(&line->names, "%s'%.*s'", line->named > 1 ? ", " : "", (int)length, text);
	}
	line->found = line->folded == 1;
	return status == KAM_DONE ? KAM_OK : status;
}

/* An id is shown as A1 and selected as 1. */
static void unwrap_id(struct line *line)
{
	if (line->kind == KAM_ID && line->value.type == KAM_IS_TEXT)
		line->value = (struct kam_value){
			.type = KAM_IS_INTEGER,
			.integer = strtoll(line->text + strcspn(line->text, "0123456789"), NULL, 10),
		};
}

static enum kam_status find_line(const struct run *run, const struct report_section *section, struct line *line)
{
	struct table_choice keys = { section->key, NULL, -1 };
	struct kam_rows *rows = NULL;
	enum kam_status status = fill_rows(run, &section->main, section->key, false, &keys, NULL, &rows);

	if (status == KAM_OK)
		status = look_for_line(run, rows, line);
	kam_rows_free(rows);
	if (status != KAM_OK)
		return status;
	if (line->found) {
		unwrap_id(line);
		return KAM_OK;
	}
	if (buffer_text(&line->names) == NULL)
		return fail_memory(run->kam);
	if (line->named == 0)
		return fail(run->kam, KAM_NOT_FOUND, _("no line '%s': section %s of the report %s has no lines"),
		            run->request->line, section->name, run->report->name);
	return fail(run->kam, KAM_NOT_FOUND, _("no line '%s' in section %s of the report %s; there are %s%s"),
	            run->request->line, section->name, run->report->name, line->names.text,
	            line->named > NAMED_LINES ? " …" : "");
}

static enum kam_status run_line(const struct run *run, struct kam_report_answer *answer)
{
	const struct report_section *section = chief_section(run);
	const struct kam_report_request *request = run->request;
	struct table_choice choice = { request->columns, request->sort, request->limit };
	struct kam_report_section *out = &answer->sections[0];
	struct buffer title = { 0 };
	struct line line = { .found = false };
	enum kam_status status;

	if (section->rows.sql == NULL)
		return fail(run->kam, KAM_USAGE,
		            _("section %s of the report %s does not say which rows are behind a line"), section->name,
		            run->report->name);
	status = find_line(run, section, &line);
	if (status == KAM_OK) {
		answer->count = 1;
		status = fill_rows(run, &section->rows, NULL, true, &choice, &line.value, &out->rows);
	}
	if (status == KAM_OK) {
		run_title(run, section, &title);
		buffer_format(&title, ": %s (%s)", line.text != NULL ? line.text : request->line,
		              _(section->rows.about));
		out->name = copy(section->name);
		out->title = buffer_take(&title);
		if (out->name == NULL || out->title == NULL)
			status = fail_memory(run->kam);
	}
	free(line.text);
	buffer_free(&line.names);
	return status;
}

/* ---- the whole ---- */

/* Win rate, 2026-01-01 to 2026-12-31, by owner */
static enum kam_status make_title(const struct run *run, struct kam_report_answer *answer)
{
	struct buffer title = { 0 };

	buffer_put(&title, kam_report_title(run->report));
	for (size_t i = 0; i < run->report->parameter_count; i++) {
		const struct kam_parameter *parameter = &run->report->parameters[i];

		if (parameter->kind == KAM_PARAMETER_PERIOD) {
			buffer_put(&title, ", ");
			period_say(&run->arguments[i].period, &title);
		} else if (strcmp(parameter->name, "by") == 0) {
			buffer_format(&title, _(", by %s"), run->arguments[i].text);
		}
	}
	answer->title = buffer_take(&title);
	return answer->title == NULL ? fail_memory(run->kam) : KAM_OK;
}

/* Whoever reads the first heading has to know what all of it is about. */
static enum kam_status title_first(const struct run *run, struct kam_report_answer *answer)
{
	struct kam_report_section *first = &answer->sections[0];
	struct buffer title = { 0 };

	buffer_put(&title, answer->title);
	if (strcmp(first->title, kam_report_title(run->report)) != 0)
		buffer_format(&title, ": %s", first->title);
	free((void *)(uintptr_t)first->title);
	first->title = buffer_take(&title);
	return first->title == NULL ? fail_memory(run->kam) : KAM_OK;
}

static enum kam_status answer_request(const struct run *run, struct kam_report_answer *answer)
{
	const struct kam_report_request *request = run->request;
	enum kam_status status = KAM_OK;

	if (request->line != NULL)
		return run_line(run, answer);
	if (request->explain)
		return explain(run, request->section, &answer->explanation);
	for (size_t i = 0; i < run->report->section_count && status == KAM_OK; i++)
		if (request->section == NULL || strcmp(request->section, run->report->sections[i].name) == 0)
			status = run_section(run, &run->report->sections[i], answer);
	return status == KAM_OK ? title_first(run, answer) : status;
}

enum kam_status kam_report_run(struct kam *kam, const struct kam_report *report,
                               const struct kam_report_request *request, struct kam_report_answer **out)
{
	struct kam_report_answer *answer = calloc(1, sizeof *answer);
	struct run run;
	enum kam_status status = run_start(&run, kam, report, request);

	if (answer != NULL)
		answer->sections = calloc(report->section_count + 1, sizeof *answer->sections);
	if (answer == NULL || answer->sections == NULL)
		status = fail_memory(kam);
	if (status == KAM_OK)
		status = check_request(&run);
	if (status == KAM_OK)
		status = make_title(&run, answer);
	if (status == KAM_OK && (status = store_snapshot_begin(kam)) == KAM_OK) {
		status = answer_request(&run, answer);
		store_snapshot_end(kam);
	}
	run_end(&run);
	if (status != KAM_OK) {
		kam_report_answer_free(answer);
		answer = NULL;
	}
	*out = answer;
	return status;
}

void kam_report_answer_free(struct kam_report_answer *answer)
{
	if (answer == NULL)
		return;
	for (size_t i = 0; i < answer->count; i++) {
		free((void *)(uintptr_t)answer->sections[i].name);
		free((void *)(uintptr_t)answer->sections[i].title);
		kam_rows_free(answer->sections[i].rows);
		free(answer->sections[i].note);
		free(answer->sections[i].chart);
		free(answer->sections[i].key);
	}
	free(answer->sections);
	free(answer->title);
	free(answer->explanation);
	free(answer);
}

/* ---- check ---- */

static enum kam_status check_statement(const struct run *run, const struct report_statement *statement, bool inferred)
{
	struct query query;
	struct statement *prepared = NULL;
	struct table *table = NULL;
	enum kam_status status = run_prepare(run, statement, &query, &prepared);

	if (status == KAM_OK)
		status = table_new(run, statement, NULL, inferred, prepared, &table);
	table_free(table);
	store_finalize(prepared);
	query_end(&query);
	return status;
}

static enum kam_status check_section(const struct run *run, const struct report_section *section)
{
	enum kam_status status = check_statement(run, &section->main, false);
	int64_t ignored;

	if (status == KAM_OK && section->rows.sql != NULL)
		status = check_statement(run, &section->rows, true);
	for (size_t i = 0; i < section->count_count && status == KAM_OK; i++)
		status = run_count(run, &section->counts[i], &ignored);
	return status;
}

enum kam_status kam_report_check(struct kam *kam, const struct kam_report *report)
{
	struct run run;
	enum kam_status status = run_start(&run, kam, report, NULL);

	if (status == KAM_OK && (status = store_snapshot_begin(kam)) == KAM_OK) {
		for (size_t i = 0; i < report->section_count && status == KAM_OK; i++)
			status = check_section(&run, &report->sections[i]);
		store_snapshot_end(kam);
	}
	run_end(&run);
	/* With its own initial values: what cannot be read then is the report's mistake, not an argument's. */
	if (status == KAM_USAGE || status == KAM_BAD_VALUE) {
		struct buffer said = { 0 };

		buffer_put(&said, kam_error_message(kam));
		status = buffer_text(&said) == NULL ? fail_memory(kam)
		                                    : fail(kam, KAM_BAD_DATA, "%s: %s", report->file, said.text);
		buffer_free(&said);
	}
	return status;
}
