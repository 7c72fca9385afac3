/* Running a report: its sections in one snapshot. */
#include "run.h"

#include "kam/internal/reference.h"

#include <stdlib.h>
#include <string.h>

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

/* Is one of the parameters given that the section needs to have something to say? */
static bool has_occasion(const struct run *run, const struct report_section *section)
{
	for (const char *word = section->with; word != NULL && *word != '\0';) {
		size_t length = strcspn(word, ", ");

		for (size_t i = 0; i < run->report->parameter_count; i++) {
			const char *name = run->report->parameters[i].name, *given = run->arguments[i].text;

			if (strncmp(name, word, length) == 0 && name[length] == '\0' && given != NULL && *given != '\0')
				return true;
		}
		word += length;
		word += strspn(word, ", ");
	}
	return section->with == NULL;
}

/* Is the section to be in the answer? */
static bool is_wanted(const struct run *run, const struct report_section *section)
{
	if (run->request->section != NULL)
		return strcmp(run->request->section, section->name) == 0;
	return (!run->request->main_only || section == chief_section(run)) && has_occasion(run, section);
}

static enum kam_status check_request(const struct run *run)
{
	const struct kam_report_request *request = run->request;
	enum kam_status status = KAM_OK;

	if (request->section != NULL && find_section(run->report, request->section) == NULL)
		return fail_no_section(run, _("the report %s has no section '%s'; there are %s"));
	if (chief_section(run) == NULL && (request->columns != NULL || request->sort != NULL || request->limit >= 0 ||
	                                   request->line != NULL || request->main_only))
		return fail_no_section(run, _("the report %s has several sections; say which with --section: %s"));
	for (size_t i = 0; i < run->report->section_count && status == KAM_OK; i++)
		if (is_wanted(run, &run->report->sections[i]))
			status = check_where(run, &run->report->sections[i]);
	return status;
}

/* Has a section before this one, in the same answer, counted the same? Then it has said so. */
static bool is_counted(const struct run *run, const struct report_section *section,
                       const struct report_statement *count)
{
	for (const struct report_section *before = run->report->sections; before < section; before++)
		for (size_t i = 0; i < before->count_count && is_wanted(run, before); i++)
			if (before->counts[i].missing && strcmp(before->counts[i].about, count->about) == 0 &&
			    strcmp(before->counts[i].sql, count->sql) == 0)
				return true;
	return false;
}

static enum kam_status say_missing(const struct run *run, const struct report_section *section, char **out)
{
	struct buffer note = { 0 };
	enum kam_status status = KAM_OK;

	for (size_t i = 0; i < section->count_count && status == KAM_OK; i++) {
		int64_t count = 0;

		if (!section->counts[i].missing || is_counted(run, section, &section->counts[i]))
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
	enum kam_status status = table_run(run, &section->main, section->key, false, &choice, NULL, &out->rows);

	if (status == KAM_OK)
		status = say_missing(run, section, &out->note);
	out->name = copy(section->name);
	out->record = section->record;
	out->quiet = section->quiet;
	if (out->note != NULL && said_before(answer, out->note)) {
		free(out->note);
		out->note = NULL;
	}
	run_title(run, section, &title);
	out->title = buffer_take(&title);
	out->chart = copy(section->chart);
	/* Findings are there or not: several may be about one record. */
	out->key = section->findings ? NULL : copy(section->key);
	if (status == KAM_OK &&
	    (out->name == NULL || out->title == NULL || (section->chart != NULL && out->chart == NULL) ||
	     (section->key != NULL && !section->findings && out->key == NULL)))
		status = fail_memory(run->kam);
	return status;
}

/* Are there rows? However few of them were asked for, and in whatever order. */
static enum kam_status look_for_findings(const struct run *run, const struct report_section *section, bool *found)
{
	struct table_choice any = { section->key, NULL, 1 };
	struct kam_rows *rows = NULL;
	enum kam_status status = table_run(run, &section->main, section->key, false, &any, NULL, &rows);

	if (status == KAM_OK && kam_rows_count(rows) > 0)
		*found = true;
	kam_rows_free(rows);
	return status;
}

/* In the section that was asked for, else in all. */
static enum kam_status check_findings(const struct run *run, struct kam_report_answer *answer)
{
	const char *asked = run->request->section;
	enum kam_status status = KAM_OK;

	for (size_t i = 0; i < run->report->section_count && status == KAM_OK && !answer->findings; i++) {
		const struct report_section *section = &run->report->sections[i];

		if (section->findings && (asked == NULL || strcmp(asked, section->name) == 0) &&
		    (status = check_where(run, section)) == KAM_OK)
			status = look_for_findings(run, section, &answer->findings);
	}
	return status;
}

/* ---- the whole ---- */

/* Win rate, 2026-01-01 to 2026-12-31, by owner, as of 2026-07-15 */
static enum kam_status make_title(const struct run *run, struct kam_report_answer *answer)
{
	struct buffer title = { 0 };
	bool dated = false; /* the first period is what the report is about */

	buffer_put(&title, kam_report_title(run->report));
	for (size_t i = 0; i < run->report->parameter_count; i++) {
		const struct kam_parameter *parameter = &run->report->parameters[i];

		if (parameter->kind == KAM_PARAMETER_PERIOD && !dated) {
			dated = true;
			buffer_put(&title, ", ");
			period_say(&run->arguments[i].period, &title);
		} else if (parameter->kind == KAM_PARAMETER_REFERENCE &&
		           run->arguments[i].value.type == KAM_IS_INTEGER) {
			const struct kam_field field = { .flags = KAM_BY_NAME, .target = parameter->record };
			char name[KAM_SCRATCH_SIZE];
			size_t length = 0;

			if (reference_say(run->kam, &field, run->arguments[i].value.integer, name, &length) == KAM_OK)
				buffer_format(&title, ", %.*s", (int)length, name);
		} else if (strcmp(parameter->name, "by") == 0) {
			struct buffer by = { 0 };

			argument_say(run, i, &by);
			buffer_format(&title, _(", by %s"), by.text != NULL ? by.text : "");
			buffer_free(&by);
		}
	}
	/* What is printed outlives the day it was asked on. */
	buffer_format(&title, _(", as of %s"), run->kam->today_text);
	answer->title = buffer_take(&title);
	return answer->title == NULL ? fail_memory(run->kam) : KAM_OK;
}

/* Whoever reads the first heading has to know what all of it is about. */
static enum kam_status title_first(const struct run *run, struct kam_report_answer *answer)
{
	struct kam_report_section *first = &answer->sections[0];
	const struct report_section *section = first->name == NULL ? NULL : find_section(run->report, first->name);
	/* "…, by owner: By owner" would say it twice. */
	bool said = run->request->line == NULL && section != NULL &&
	            (section->title == NULL || strcmp(section->title, "By {by}") == 0);
	struct buffer title = { 0 };

	if (first->title == NULL)
		return KAM_OK;
	buffer_put(&title, answer->title);
	if (!said)
		buffer_format(&title, ": %s", first->title);
	free((void *)first->title);
	first->title = buffer_take(&title);
	return first->title == NULL ? fail_memory(run->kam) : KAM_OK;
}

static enum kam_status answer_request(const struct run *run, struct kam_report_answer *answer)
{
	const struct kam_report_request *request = run->request;
	const struct report_section *chief = chief_section(run);
	enum kam_status status = KAM_OK;

	/* There is one: check_request() has seen to that. */
	if (request->line != NULL && chief != NULL) {
		status = run_line(run, chief, answer);
		return status == KAM_OK ? title_first(run, answer) : status;
	}
	if (request->explain)
		return explain(run, request->section, &answer->explanation);
	if (request->check)
		status = check_findings(run, answer);
	for (size_t i = 0; i < run->report->section_count && status == KAM_OK; i++)
		if (is_wanted(run, &run->report->sections[i]))
			status = run_section(run, &run->report->sections[i], answer);
	return status == KAM_OK && !request->within ? title_first(run, answer) : status;
}

enum kam_status kam_report_run(struct kam *kam, const struct kam_report *report,
                               const struct kam_report_request *request, struct kam_report_answer **out)
{
	struct kam_report_answer *answer = calloc(1, sizeof *answer);
	struct run run;
	enum kam_status status;

	*out = NULL;
	if (answer == NULL ||
	    (answer->sections = calloc(report->section_count + 1, sizeof *answer->sections)) == NULL) {
		free(answer);
		return fail_memory(kam);
	}
	status = run_start(&run, kam, report, request);
	if (status == KAM_OK)
		status = check_request(&run);
	if (status == KAM_OK)
		status = make_title(&run, answer);
	if (status == KAM_OK && (status = store_snapshot_begin(kam)) == KAM_OK) {
		kam->unmask = request->unmask;
		status = answer_request(&run, answer);
		kam->unmask = false;
		store_snapshot_end(kam);
	}
	run_end(&run);
	if (status == KAM_OK)
		*out = answer;
	else
		kam_report_answer_free(answer);
	return status;
}

void kam_report_answer_free(struct kam_report_answer *answer)
{
	if (answer == NULL)
		return;
	for (size_t i = 0; i < answer->count; i++) {
		free((void *)answer->sections[i].name);
		free((void *)answer->sections[i].title);
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
