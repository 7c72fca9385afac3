/* Reading a report file: heading lines, sections, and the SQL between them. */
#include "heading.h"

#include <stdlib.h>
#include <string.h>

struct reader {
	struct kam *kam;
	struct kam_report *report;
	int line;
	struct report_section *section;     /* the one being read; NULL: still the heading */
	struct report_statement *statement; /* where SQL goes */
	bool sharing;                       /* it goes to what is shared, the last of the report's */
	bool implicit;                      /* the section came without a -- section: */
	struct buffer sql;
	int sql_line;
};

enum place { IN_HEADING, IN_SECTION };

static enum kam_status wrong(const struct reader *reader, int line, const char *why)
{
	if (why == NULL)
		return fail_memory(reader->kam);
	return fail(reader->kam, KAM_BAD_DATA, "%s:%d: %s", reader->report->file, line, why);
}

static enum kam_status keep(const struct reader *reader, char **into, const char *text)
{
	free(*into);
	*into = strdup(text);
	return *into == NULL ? fail_memory(reader->kam) : KAM_OK;
}

/* ---- statements ---- */

/* The same to what is shared. */
static enum kam_status end_shared(struct reader *reader)
{
	struct report_shared *shared = &reader->report->shared[reader->report->shared_count - 1];

	reader->sharing = false;
	if (reader->sql.length == 0)
		return wrong(reader, shared->line, _("there is no SQL here"));
	shared->line = reader->sql_line;
	shared->sql = buffer_take(&reader->sql);
	return shared->sql == NULL ? fail_memory(reader->kam) : KAM_OK;
}

/* What has been read of the SQL goes to its statement. */
static enum kam_status end_sql(struct reader *reader)
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
		return wrong(reader, statement->line, _("there is no SQL here"));
	statement->line = reader->sql_line;
	statement->sql = buffer_take(&reader->sql);
	reader->statement = NULL;
	if (statement->sql == NULL || !shared_put(reader->report, statement))
		return fail_memory(reader->kam);
	why = statement_check(statement->sql);
	return why == NULL ? KAM_OK : wrong(reader, statement->line, why);
}

/* ---- sections ---- */

static enum kam_status new_section(struct reader *reader, const char *name, const char *title)
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
	if (keep(reader, &section->name, name) != KAM_OK ||
	    (*title != '\0' && keep(reader, &section->title, title) != KAM_OK))
		return KAM_NO_MEMORY;
	return KAM_OK;
}

/* A report without sections has one, named like the report. */
static enum kam_status need_section(struct reader *reader)
{
	if (reader->section != NULL)
		return KAM_OK;
	reader->implicit = true;
	return new_section(reader, reader->report->name, "");
}

static enum kam_status read_section(struct reader *reader, char *text)
{
	struct kam_report *report = reader->report;
	char *name = take_word(&text);

	if (reader->implicit)
		return wrong(reader, reader->line, _("SQL before the first -- section: belongs to no section"));
	if (!is_name(name))
		return wrong(reader, reader->line,
		             _("a section is written: -- section: name Title; its name is of a–z, 0–9 and _"));
	for (size_t i = 0; i < report->section_count; i++)
		if (strcmp(report->sections[i].name, name) == 0)
			return wrong(reader, reader->line, _("there are two sections of this name"));
	return new_section(reader, name, text);
}

static enum kam_status read_key(struct reader *reader, char *text)
{
	if (reader->section->key != NULL)
		return wrong(reader, reader->line, _("a section has one key"));
	return keep(reader, &reader->section->key, text);
}

static enum kam_status read_columns(struct reader *reader, char *text)
{
	const char *why;

	if (reader->statement == NULL ||
	    (reader->statement != &reader->section->main && reader->statement != &reader->section->rows))
		return wrong(reader, reader->line, _("-- column: stands before the SQL that it describes"));
	return columns_read(reader->statement, text, &why) ? KAM_OK : wrong(reader, reader->line, why);
}

static enum kam_status read_spare(struct reader *reader, char *text)
{
	if (reader->statement == NULL ||
	    (reader->statement != &reader->section->main && reader->statement != &reader->section->rows))
		return wrong(reader, reader->line, _("-- spare: stands before the SQL that it describes"));
	return keep(reader, &reader->statement->spare, text);
}

static enum kam_status read_chart(struct reader *reader, char *text)
{
	return keep(reader, &reader->section->chart, text);
}

static enum kam_status read_shape(struct reader *reader, char *text)
{
	if (strcmp(text, "record") != 0)
		return wrong(reader, reader->line, _("-- shape: takes record only"));
	reader->section->record = true;
	return KAM_OK;
}

static enum kam_status read_quiet(struct reader *reader, char *text)
{
	if (strcmp(text, "yes") != 0)
		return wrong(reader, reader->line, _("-- quiet: takes yes only"));
	reader->section->quiet = true;
	return KAM_OK;
}

static enum kam_status read_with(struct reader *reader, char *text)
{
	return keep(reader, &reader->section->with, text);
}

static enum kam_status read_findings(struct reader *reader, char *text)
{
	if (strcmp(text, "yes") != 0)
		return wrong(reader, reader->line, _("-- findings: takes yes only"));
	reader->section->findings = true;
	return KAM_OK;
}

static enum kam_status need_main_first(struct reader *reader)
{
	if (reader->section->main.sql != NULL)
		return KAM_OK;
	return wrong(reader, reader->line, _("this stands behind the SQL of the section"));
}

static enum kam_status read_rows(struct reader *reader, char *text)
{
	struct report_statement *rows = &reader->section->rows;
	enum kam_status status = need_main_first(reader);

	if (status != KAM_OK)
		return status;
	if (rows->line != 0)
		return wrong(reader, reader->line, _("a section has one -- rows:"));
	rows->line = reader->line;
	reader->statement = rows;
	return keep(reader, &rows->about, text);
}

static enum kam_status read_count(struct reader *reader, char *text, bool missing)
{
	struct report_section *section = reader->section;
	struct report_statement *counts;
	enum kam_status status = need_main_first(reader);

	if (status != KAM_OK)
		return status;
	counts = realloc(section->counts, (section->count_count + 1) * sizeof *counts);
	if (counts == NULL)
		return fail_memory(reader->kam);
	section->counts = counts;
	counts += section->count_count++;
	*counts = (struct report_statement){ .line = reader->line, .missing = missing };
	reader->statement = counts;
	return keep(reader, &counts->about, text);
}

static enum kam_status read_left_out(struct reader *reader, char *text)
{
	return read_count(reader, text, false);
}

static enum kam_status read_missing(struct reader *reader, char *text)
{
	return read_count(reader, text, true);
}

/* ---- the heading itself ---- */

static enum kam_status read_title(struct reader *reader, char *text)
{
	if (reader->report->title != NULL)
		return wrong(reader, reader->line, _("a report has one title"));
	return keep(reader, &reader->report->title, text);
}

/* Several lines are one text. */
static enum kam_status read_about(struct reader *reader, char *text)
{
	struct buffer about = { 0 };
	char *old = reader->report->about;

	if (old != NULL) {
		buffer_put(&about, old);
		buffer_put(&about, "\n");
	}
	buffer_put(&about, text);
	free(old);
	reader->report->about = buffer_take(&about);
	return reader->report->about == NULL ? fail_memory(reader->kam) : KAM_OK;
}

static enum kam_status read_record(struct reader *reader, char *text)
{
	if (reader->report->record != NULL)
		return wrong(reader, reader->line, _("a report is about one record type"));
	reader->report->record = kam_type_find(text);
	if (reader->report->record == NULL)
		return wrong(reader, reader->line, _("-- record: has to name a record type"));
	return KAM_OK;
}

static enum kam_status read_main(struct reader *reader, char *text)
{
	return keep(reader, &reader->report->main, text);
}

static enum kam_status read_parameter(struct reader *reader, char *text)
{
	const char *why;

	return parameter_read(reader->report, text, &why) ? KAM_OK : wrong(reader, reader->line, why);
}

static enum kam_status read_shared(struct reader *reader, char *text)
{
	const char *why;

	reader->sharing = true;
	return shared_read(reader->report, text, reader->line, &why) ? KAM_OK : wrong(reader, reader->line, why);
}

static const struct directive {
	const char *name;
	enum place place;
	enum kam_status (*read)(struct reader *reader, char *text);
} directives[] = {
	{ "title", IN_HEADING, read_title },     { "about", IN_HEADING, read_about },
	{ "param", IN_HEADING, read_parameter }, { "record", IN_HEADING, read_record },
	{ "main", IN_HEADING, read_main },       { "section", IN_HEADING, read_section },
	{ "key", IN_SECTION, read_key },         { "column", IN_SECTION, read_columns },
	{ "chart", IN_SECTION, read_chart },     { "findings", IN_SECTION, read_findings },
	{ "rows", IN_SECTION, read_rows },       { "left out", IN_SECTION, read_left_out },
	{ "missing", IN_SECTION, read_missing }, { "spare", IN_SECTION, read_spare },
	{ "with", IN_SECTION, read_with },       { "shared", IN_HEADING, read_shared },
	{ "shape", IN_SECTION, read_shape },     { "quiet", IN_SECTION, read_quiet },
};

/* `-- word: …` or `-- two words: …` at the beginning of a line; its length up to the colon. */
static size_t directive_length(const char *line)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
	const char *word, *end;

	if (strncmp(line, "--", 2) != 0 || (line[2] != ' ' && line[2] != '\t'))
		return 0;
	word = line + 2 + strspn(line + 2, " \t");
	end = word + strspn(word, letters);
	if (end != word && *end == ' ')
		end += 1 + strspn(end + 1, letters);
	return end != word && *end == ':' ? (size_t)(end - line) : 0;
}

static enum kam_status read_directive(struct reader *reader, char *line, size_t length)
{
	char *name = skip_blanks(line + 2), *text = skip_blanks(line + length + 1);
	const struct directive *found = NULL;
	enum kam_status status;

	line[length] = '\0';
	trim_end(text);
	for (size_t i = 0; i < sizeof directives / sizeof *directives && found == NULL; i++)
		if (strcmp(directives[i].name, name) == 0)
			found = &directives[i];
	if (found == NULL)
		return fail(
			reader->kam, KAM_BAD_DATA,
			_("%s:%d: there is no '-- %s:'; there are title, about, param, record, main, shared, section, "
		          "key, column, spare, with, quiet, shape, chart, findings, rows, left out and missing (a "
		          "comment begins with ---)"),
			reader->report->file, reader->line, name);
	if (*text == '\0')
		return fail(reader->kam, KAM_BAD_DATA, _("%s:%d: nothing stands behind '-- %s:'"), reader->report->file,
		            reader->line, name);
	if (found->place == IN_SECTION) {
		status = reader->sharing ? end_sql(reader) : KAM_OK;
		if (status == KAM_OK)
			status = need_section(reader);
		/* SQL ends where something else begins; but what describes SQL stands before it. */
		if (status == KAM_OK && (reader->sql.length > 0 || found->read == read_rows ||
		                         found->read == read_left_out || found->read == read_missing))
			status = end_sql(reader);
	} else {
		status = end_sql(reader);
		if (status == KAM_OK && reader->section != NULL && found->read != read_section)
			return fail(reader->kam, KAM_BAD_DATA,
			            _("%s:%d: '-- %s:' stands at the top, before the first section"),
			            reader->report->file, reader->line, name);
	}
	return status == KAM_OK ? found->read(reader, text) : status;
}

static enum kam_status read_line(struct reader *reader, char *line)
{
	size_t length = directive_length(line);
	enum kam_status status = KAM_OK;

	if (length > 0)
		return read_directive(reader, line, length);
	/* Comments and blank lines before the SQL are nobody's. */
	if (reader->sql.length == 0 && (*skip_blanks(line) == '\0' || strncmp(line, "--", 2) == 0))
		return KAM_OK;
	if (reader->sql.length == 0) {
		status = reader->sharing ? KAM_OK : need_section(reader);
		if (status == KAM_OK && !reader->sharing && reader->statement == NULL)
			return wrong(reader, reader->line,
			             _("only one SQL statement stands here; a further one needs its own -- section:"));
		reader->sql_line = reader->line;
	}
	buffer_put(&reader->sql, line);
	buffer_put(&reader->sql, "\n");
	return status;
}

/* ---- the whole ---- */

static enum kam_status check_section(struct reader *reader, struct report_section *section)
{
	const char *why;

	if (section->main.sql == NULL)
		return wrong(reader, section->line, _("this section has no SQL"));
	if (section->main.column_count == 0)
		return wrong(reader, section->line, _("this section says no -- column:"));
	if (section->key == NULL && keep(reader, &section->key, section->main.columns[0].name) != KAM_OK)
		return KAM_NO_MEMORY;
	why = section_check(reader->report, section);
	if (why == section_starved)
		return fail_memory(reader->kam);
	return why == NULL ? KAM_OK : wrong(reader, section->line, why);
}

static enum kam_status check_whole(struct reader *reader)
{
	struct kam_report *report = reader->report;
	bool main_found = report->main == NULL;

	if (report->title == NULL)
		return wrong(reader, 1, _("the report has no -- title:"));
	if (report->section_count == 0)
		return wrong(reader, reader->line, _("the report has no SQL"));
	for (size_t i = 0; i < report->section_count; i++) {
		enum kam_status status = check_section(reader, &report->sections[i]);

		if (status != KAM_OK)
			return status;
		main_found = main_found || strcmp(report->sections[i].name, report->main) == 0;
	}
	if (!main_found)
		return wrong(reader, 1, _("-- main: has to name a section"));
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
			return wrong(reader, reader->line, _("this line is not UTF-8"));
		status = read_line(reader, text);
		text = next;
	}
	if (status == KAM_OK)
		status = end_sql(reader);
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
	status = keep(&reader, &reader.report->file, file);
	if (status == KAM_OK)
		status = keep(&reader, &reader.report->name, name);
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
