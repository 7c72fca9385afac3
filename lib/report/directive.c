/* What each `-- word:` line of a report file says: of the report, of a section, of the SQL below it. */
#include "reader.h"

#include <stdlib.h>
#include <string.h>

/* ---- of a section ---- */

static enum kam_status read_section(struct reader *reader, char *text)
{
	struct kam_report *report = reader->report;
	char *name = take_word(&text);

	if (reader->implicit)
		return reader_wrong(reader, reader->line, _("SQL before the first -- section: belongs to no section"));
	if (!is_name(name))
		return reader_wrong(reader, reader->line,
		                    _("a section is written: -- section: name Title; its name is of a–z, 0–9 and _"));
	for (size_t i = 0; i < report->section_count; i++)
		if (strcmp(report->sections[i].name, name) == 0)
			return reader_wrong(reader, reader->line, _("there are two sections of this name"));
	return reader_new_section(reader, name, text);
}

static enum kam_status read_key(struct reader *reader, char *text)
{
	if (reader->section->key != NULL)
		return reader_wrong(reader, reader->line, _("a section has one key"));
	return reader_keep(reader, &reader->section->key, text);
}

static enum kam_status read_columns(struct reader *reader, char *text)
{
	const char *why;

	if (reader->statement == NULL ||
	    (reader->statement != &reader->section->main && reader->statement != &reader->section->rows))
		return reader_wrong(reader, reader->line, _("-- column: stands before the SQL that it describes"));
	return columns_read(reader->statement, text, &why) ? KAM_OK : reader_wrong(reader, reader->line, why);
}

static enum kam_status read_spare(struct reader *reader, char *text)
{
	if (reader->statement == NULL ||
	    (reader->statement != &reader->section->main && reader->statement != &reader->section->rows))
		return reader_wrong(reader, reader->line, _("-- spare: stands before the SQL that it describes"));
	return reader_keep(reader, &reader->statement->spare, text);
}

static enum kam_status read_chart(struct reader *reader, char *text)
{
	return reader_keep(reader, &reader->section->chart, text);
}

static enum kam_status read_shape(struct reader *reader, char *text)
{
	if (strcmp(text, "record") != 0)
		return reader_wrong(reader, reader->line, _("-- shape: takes record only"));
	reader->section->record = true;
	return KAM_OK;
}

static enum kam_status read_quiet(struct reader *reader, char *text)
{
	if (strcmp(text, "yes") != 0)
		return reader_wrong(reader, reader->line, _("-- quiet: takes yes only"));
	reader->section->quiet = true;
	return KAM_OK;
}

static enum kam_status read_with(struct reader *reader, char *text)
{
	return reader_keep(reader, &reader->section->with, text);
}

static enum kam_status read_findings(struct reader *reader, char *text)
{
	if (strcmp(text, "yes") != 0)
		return reader_wrong(reader, reader->line, _("-- findings: takes yes only"));
	reader->section->findings = true;
	return KAM_OK;
}

static enum kam_status need_main_first(struct reader *reader)
{
	if (reader->section->main.sql != NULL)
		return KAM_OK;
	return reader_wrong(reader, reader->line, _("this stands behind the SQL of the section"));
}

static enum kam_status read_rows(struct reader *reader, char *text)
{
	struct report_statement *rows = &reader->section->rows;
	enum kam_status status = need_main_first(reader);

	if (status != KAM_OK)
		return status;
	if (rows->line != 0)
		return reader_wrong(reader, reader->line, _("a section has one -- rows:"));
	rows->line = reader->line;
	reader->statement = rows;
	return reader_keep(reader, &rows->about, text);
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
	return reader_keep(reader, &counts->about, text);
}

static enum kam_status read_left_out(struct reader *reader, char *text)
{
	return read_count(reader, text, false);
}

static enum kam_status read_missing(struct reader *reader, char *text)
{
	return read_count(reader, text, true);
}

/* ---- of the report ---- */

static enum kam_status read_title(struct reader *reader, char *text)
{
	if (reader->report->title != NULL)
		return reader_wrong(reader, reader->line, _("a report has one title"));
	return reader_keep(reader, &reader->report->title, text);
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
		return reader_wrong(reader, reader->line, _("a report is about one record type"));
	reader->report->record = kam_type_find(text);
	if (reader->report->record == NULL)
		return reader_wrong(reader, reader->line, _("-- record: has to name a record type"));
	return KAM_OK;
}

static enum kam_status read_main(struct reader *reader, char *text)
{
	return reader_keep(reader, &reader->report->main, text);
}

static enum kam_status read_parameter(struct reader *reader, char *text)
{
	const char *why;

	return parameter_read(reader->report, text, &why) ? KAM_OK : reader_wrong(reader, reader->line, why);
}

static enum kam_status read_shared(struct reader *reader, char *text)
{
	const char *why;

	reader->sharing = true;
	return shared_read(reader->report, text, reader->line, &why) ? KAM_OK : reader_wrong(reader, reader->line, why);
}

enum place { IN_HEADING, IN_SECTION };

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

size_t directive_length(const char *line)
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

enum kam_status directive_read(struct reader *reader, char *line, size_t length)
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
		status = reader->sharing ? reader_end_sql(reader) : KAM_OK;
		if (status == KAM_OK)
			status = reader_need_section(reader);
		/* SQL ends where something else begins; but what describes SQL stands before it. */
		if (status == KAM_OK && (reader->sql.length > 0 || found->read == read_rows ||
		                         found->read == read_left_out || found->read == read_missing))
			status = reader_end_sql(reader);
	} else {
		status = reader_end_sql(reader);
		if (status == KAM_OK && reader->section != NULL && found->read != read_section)
			return fail(reader->kam, KAM_BAD_DATA,
			            _("%s:%d: '-- %s:' stands at the top, before the first section"),
			            reader->report->file, reader->line, name);
	}
	return status == KAM_OK ? found->read(reader, text) : status;
}
