/* Reading a report file, line by line: `-- word:` lines, the SQL between them, and whether the whole is a report. */
#include "reader.h"

#include <stdlib.h>
#include <string.h>

enum kam_status reader_wrong(const struct reader *reader, int line, const char *why)
{
	if (why == NULL)
		return fail_memory(reader->kam);
	return fail(reader->kam, KAM_BAD_DATA, "%s:%d: %s", reader->report->file, line, why);
}

enum kam_status reader_keep(const struct reader *reader, char **into, const char *text)
{
	free(*into);
	*into = strdup(text);
	return *into == NULL ? fail_memory(reader->kam) : KAM_OK;
}

/* What has been read of the SQL is shared by statements. */
static enum kam_status end_shared(struct reader *reader)
{
	struct report_shared *shared = &reader->report->shared[reader->report->shared_count - 1];

	reader->sharing = false;
	if (reader->sql.length == 0)
		return reader_wrong(reader, shared->line, _("there is no SQL here"));
	shared->line = reader->sql_line;
	shared->sql = buffer_take(&reader->sql);
	return shared->sql == NULL ? fail_memory(reader->kam) : KAM_OK;
}

enum kam_status reader_end_sql(struct reader *reader)
{
	struct report_statement *statement = reader->statement;
	const char *why;

	if (reader->sql.failed)
		return fail_memory(reader->kam);
	if (reader->sharing)
		return end_shared(reader);
	if (statement == NULL || (reader->sql.length == 0 && statement->sql == NULL && statement->line == 0))
		return KAM_OK;
	if (reader->sql.length == 0)
		return reader_wrong(reader, statement->line, _("there is no SQL here"));
	statement->line = reader->sql_line;
	statement->sql = buffer_take(&reader->sql);
	reader->statement = NULL;
	if (statement->sql == NULL || !shared_put(reader->report, statement))
		return fail_memory(reader->kam);
	why = statement_check(statement->sql);
	return why == NULL ? KAM_OK : reader_wrong(reader, statement->line, why);
}

enum kam_status reader_new_section(struct reader *reader, const char *name, const char *title)
{
	struct kam_report *report = reader->report;
	struct report_section *sections = realloc(report->sections, (report->section_count + 1) * sizeof *sections);
	struct report_section *section;

	if (sections == NULL)
		return fail_memory(reader->kam);
	report->sections = sections;
	section = &sections[report->section_count++];
	*section = (struct report_section){ .line = reader->line };
	reader->section = section;
	reader->statement = &section->main;
	if (reader_keep(reader, &section->name, name) != KAM_OK ||
	    (*title != '\0' && reader_keep(reader, &section->title, title) != KAM_OK))
		return KAM_NO_MEMORY;
	return KAM_OK;
}

enum kam_status reader_need_section(struct reader *reader)
{
	if (reader->section != NULL)
		return KAM_OK;
	reader->implicit = true;
	return reader_new_section(reader, reader->report->name, "");
}

static enum kam_status read_line(struct reader *reader, char *line)
{
	size_t length = directive_length(line);
	enum kam_status status = KAM_OK;

	if (length > 0)
		return directive_read(reader, line, length);
	/* Comments and blank lines before the SQL are nobody's. */
	if (reader->sql.length == 0 && (*skip_blanks(line) == '\0' || strncmp(line, "--", 2) == 0))
		return KAM_OK;
	if (reader->sql.length == 0) {
		status = reader->sharing ? KAM_OK : reader_need_section(reader);
		if (status == KAM_OK && !reader->sharing && reader->statement == NULL)
			return reader_wrong(
				reader, reader->line,
				_("only one SQL statement stands here; a further one needs its own -- section:"));
		reader->sql_line = reader->line;
	}
	buffer_put(&reader->sql, line);
	buffer_put(&reader->sql, "\n");
	return status;
}

static enum kam_status check_section(struct reader *reader, struct report_section *section)
{
	const char *why;

	if (section->main.sql == NULL)
		return reader_wrong(reader, section->line, _("this section has no SQL"));
	if (section->main.column_count == 0)
		return reader_wrong(reader, section->line, _("this section says no -- column:"));
	if (section->key == NULL && reader_keep(reader, &section->key, section->main.columns[0].name) != KAM_OK)
		return KAM_NO_MEMORY;
	why = section_check(reader->report, section);
	if (why == section_starved)
		return fail_memory(reader->kam);
	return why == NULL ? KAM_OK : reader_wrong(reader, section->line, why);
}

static enum kam_status check_whole(struct reader *reader)
{
	struct kam_report *report = reader->report;
	bool main_found = report->main == NULL;

	if (report->title == NULL)
		return reader_wrong(reader, 1, _("the report has no -- title:"));
	if (report->section_count == 0)
		return reader_wrong(reader, reader->line, _("the report has no SQL"));
	for (size_t i = 0; i < report->section_count; i++) {
		enum kam_status status = check_section(reader, &report->sections[i]);

		if (status != KAM_OK)
			return status;
		main_found = main_found || strcmp(report->sections[i].name, report->main) == 0;
	}
	if (!main_found)
		return reader_wrong(reader, 1, _("-- main: has to name a section"));
	for (size_t i = 0; i < report->parameter_count && report->record == NULL; i++)
		if (report->parameters[i].kind == KAM_PARAMETER_FIELD)
			report->record = kam_type_find(report->parameters[i].record);
	if (report->record == NULL)
		report->record = kam_type_find("bid");
	return KAM_OK;
}

static enum kam_status read_all(struct reader *reader, char *text)
{
	enum kam_status status = KAM_OK;

	while (status == KAM_OK && *text != '\0') {
		size_t length = strcspn(text, "\n");
		char *next = text + length + (text[length] == '\n');

		reader->line++;
		text[length] = '\0';
		if (length > 0 && text[length - 1] == '\r')
			text[length - 1] = '\0';
		if (!kam_text_valid(text, strlen(text), NULL))
			return reader_wrong(reader, reader->line, _("this line is not UTF-8"));
		status = read_line(reader, text);
		text = next;
	}
	if (status == KAM_OK)
		status = reader_end_sql(reader);
	return status == KAM_OK ? check_whole(reader) : status;
}

enum kam_status heading_read(struct kam *kam, const char *file, const char *name, const char *text,
                             struct kam_report **out)
{
	struct reader reader = { .kam = kam, .report = calloc(1, sizeof *reader.report) };
	char *copy = strdup(strncmp(text, "\xEF\xBB\xBF", 3) == 0 ? text + 3 : text);
	enum kam_status status;

	*out = NULL;
	if (reader.report == NULL || copy == NULL) {
		free(copy);
		free(reader.report);
		return fail_memory(kam);
	}
	status = reader_keep(&reader, &reader.report->file, file);
	if (status == KAM_OK)
		status = reader_keep(&reader, &reader.report->name, name);
	if (status == KAM_OK)
		status = read_all(&reader, copy);
	free(copy);
	buffer_free(&reader.sql);
	if (status != KAM_OK)
		kam_report_free(reader.report);
	else
		*out = reader.report;
	return status;
}
