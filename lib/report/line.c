/* The rows behind one line of a report. */
#include "run.h"

#include <stdlib.h>
#include <string.h>

#define NAMED_LINES 5

struct line {
	struct kam_value value;
	enum kam_kind kind;
	char *text;                  /* the value's, when it is one */
	struct buffer names;         /* of some lines, for the message */
	size_t named, folded, alike; /* alike: lines of that name, where the key is an id */
	struct buffer ids;           /* of these */
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
	line->text = malloc(value->length + 1);
	if (line->text == NULL)
		return fail_memory(kam);
	memcpy(line->text, value->text, value->length);
	line->text[value->length] = '\0';
	line->value.text = line->text;
	return KAM_OK;
}

/* A line whose key is an id may be asked for by its name, too. */
static bool has_name(const struct kam_rows *rows, const char *wanted)
{
	const struct kam_value *name = kam_rows_width(rows) > 1 ? kam_rows_value(rows, 1) : NULL;

	return name != NULL && name->type == KAM_IS_TEXT && name->length == strlen(wanted) &&
	       memcmp(name->text, wanted, name->length) == 0;
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
		if (has_name(rows, wanted)) {
			buffer_format(&line->ids, line->alike++ > 0 ? ", %.*s" : "%.*s", (int)length, text);
			if (line->alike == 1 && keep_line(run->kam, line, value) != KAM_OK)
				return KAM_NO_MEMORY;
		} else if (length > 0 && line->alike == 0 && same_folded(text, length, wanted) && line->folded++ == 0 &&
		           keep_line(run->kam, line, value) != KAM_OK)
			return KAM_NO_MEMORY;
		if (line->named++ < NAMED_LINES)
			buffer_format(&line->names, "%s'%.*s'", line->named > 1 ? ", " : "", (int)length, text);
	}
	line->found = line->alike == 1 || (line->alike == 0 && line->folded == 1);
	return status == KAM_DONE ? KAM_OK : status;
}

/* An id is shown as A1 and selected as 1. */
static void unwrap_id(struct line *line)
{
	if (line->kind == KAM_ID && line->text != NULL)
		line->value = (struct kam_value){
			.type = KAM_IS_INTEGER,
			.integer = strtoll(line->text + strcspn(line->text, "0123456789"), NULL, 10),
		};
}

static bool has_column(const struct report_section *section, const char *name)
{
	for (size_t i = 0; i < section->main.column_count; i++)
		if (strcmp(section->main.columns[i].name, name) == 0)
			return true;
	return false;
}

static enum kam_status find_line(const struct run *run, const struct report_section *section, struct line *line)
{
	/* Two customers may have one name: a line is known by its id, and found by its name as long as that is one. */
	bool by_id = section->key != NULL && strcmp(section->key, "id") == 0 && has_column(section, "name");
	struct table_choice keys = { by_id ? "id,name" : section->key, NULL, -1 };
	struct kam_rows *rows = NULL;
	enum kam_status status = table_run(run, &section->main, section->key, false, &keys, NULL, &rows);

	if (status == KAM_OK)
		status = look_for_line(run, rows, line);
	kam_rows_free(rows);
	if (status != KAM_OK)
		return status;
	if (line->found) {
		unwrap_id(line);
		return KAM_OK;
	}
	if (buffer_text(&line->names) == NULL || buffer_text(&line->ids) == NULL)
		return fail_memory(run->kam);
	if (line->alike > 1)
		return fail(run->kam, KAM_AMBIGUOUS, _("several lines are named '%s': %s; say which"),
		            run->request->line, line->ids.text);
	if (line->named == 0)
		return fail(run->kam, KAM_NOT_FOUND, _("no line '%s': section %s of the report %s has no lines"),
		            run->request->line, section->name, run->report->name);
	return fail(run->kam, KAM_NOT_FOUND, _("no line '%s' in section %s of the report %s; there are %s%s"),
	            run->request->line, section->name, run->report->name, line->names.text,
	            line->named > NAMED_LINES ? " …" : "");
}

enum kam_status run_line(const struct run *run, const struct report_section *section, struct kam_report_answer *answer)
{
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
		status = table_run(run, &section->rows, NULL, true, &choice, &line.value, &out->rows);
	}
	if (status == KAM_OK) {
		buffer_format(&title, "%s (%s)", line.text != NULL ? line.text : request->line, _(section->rows.about));
		out->name = strdup(section->name);
		out->title = buffer_take(&title);
		if (out->name == NULL || out->title == NULL)
			status = fail_memory(run->kam);
	}
	free(line.text);
	buffer_free(&line.names);
	buffer_free(&line.ids);
	return status;
}
