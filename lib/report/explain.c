/* What a report's figures mean: period, formulas, sources, and what is left out. */
#include "run.h"

#include <stdlib.h>
#include <string.h>

static void say_arguments(const struct run *run, struct buffer *out)
{
	for (size_t i = 0; i < run->report->parameter_count; i++) {
		const struct kam_parameter *parameter = &run->report->parameters[i];
		const char *text = run->arguments[i].text;

		buffer_format(out, "%s: %s", parameter->name, *text == '\0' ? _("(none)") : text);
		if (parameter->kind == KAM_PARAMETER_PERIOD && !run->arguments[i].period.all) {
			buffer_put(out, ", ");
			period_say(&run->arguments[i].period, out);
		}
		if (*parameter->help != '\0')
			buffer_format(out, " (%s)", _(parameter->help));
		buffer_put(out, "\n");
	}
	if (run->request->where != NULL)
		buffer_format(out, "where: %s\n", run->request->where);
	buffer_format(out, _("as of: %s\n"), run->kam->today_text);
}

struct said {
	const struct run *run;
	const struct report_statement *statement;
};

static void put_title(const void *data, size_t place, struct buffer *out)
{
	const struct said *said = data;
	char made[64];

	buffer_put(out,
	           column_title(said->run->kam, said->run->report->record, &said->statement->columns[place], made));
}

static void say_formulas(const struct run *run, const struct report_statement *statement, struct buffer *out)
{
	struct said said = { run, statement };

	for (size_t i = 0; i < statement->column_count; i++) {
		const struct report_column *column = &statement->columns[i];

		if (column->formula == NULL)
			continue;
		buffer_put(out, "  ");
		put_title(&said, i, out);
		buffer_format(out, " (%s) = ", column->name);
		formula_say(column->formula, out, put_title, &said);
		if (column->kind == KAM_PERCENT)
			buffer_put(out, " × 100");
		if (formula_divides(column->formula))
			buffer_put(out, _(", NA where that divides by zero"));
		buffer_put(out, "\n");
	}
}

/* ---- sources: the tables and fields that the SQL names ---- */

static bool is_word(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
	       byte == '_';
}

static size_t word_length(const char *text)
{
	size_t length = 0;

	while (is_word(text[length]))
		length++;
	return length;
}

static const struct kam_type *find_type(const char *word, size_t length)
{
	for (const struct kam_type *const *type = kam_types(); *type != NULL; type++)
		if (strlen((*type)->name) == length && memcmp((*type)->name, word, length) == 0)
			return *type;
	return NULL;
}

/* Is type.field in the SQL, or a date or path of it in braces? */
static bool names_field(const char *sql, const struct kam_type *type, const char *field, bool own)
{
	size_t length = strlen(field);

	for (const char *at = strstr(sql, field); at != NULL; at = strstr(at + 1, field)) {
		size_t before = (size_t)(at - sql), table = strlen(type->name);

		if (is_word(at[length]) || before == 0)
			continue;
		if (at[-1] == '.' && before > table && memcmp(at - 1 - table, type->name, table) == 0 &&
		    (before == table + 1 || !is_word(at[-2 - (ptrdiff_t)table])))
			return true;
		if (own && at[-1] == '(' && (at[length] == ')' || at[length] == '.') && before > 2 && is_word(at[-2]))
			return true;
	}
	return false;
}

static void say_source(const struct run *run, const char *sql, const struct kam_type *type, struct buffer *out)
{
	const char *between = " (";

	buffer_put(out, type->name);
	for (const struct kam_field *field = type->fields; field->name != NULL; field++)
		if (field->kind != KAM_ID && names_field(sql, type, field->name, type == run->report->record)) {
			buffer_format(out, "%s%s", between, field->name);
			between = ", ";
		}
	if (*between == ',')
		buffer_put(out, ")");
}

static void say_sources(const struct run *run, const char *sql, struct buffer *out)
{
	const struct kam_type *said[16];
	size_t count = 0;

	for (const char *at = sql; *at != '\0';) {
		size_t length = word_length(at);
		const struct kam_type *type = NULL;
		bool known = false;

		/* A table is named behind FROM, JOIN or a comma of theirs. */
		if (length == 4 && (memcmp(at, "FROM", 4) == 0 || memcmp(at, "JOIN", 4) == 0)) {
			const char *table = at + 4 + strspn(at + 4, " \t\n");

			type = find_type(table, word_length(table));
		}
		for (size_t i = 0; i < count; i++)
			known |= said[i] == type;
		if (type != NULL && !known && count < sizeof said / sizeof *said) {
			buffer_put(out, count == 0 ? _("  from: ") : ", ");
			say_source(run, sql, type, out);
			said[count++] = type;
		}
		at += length > 0 ? length : 1;
	}
	if (count > 0)
		buffer_put(out, "\n");
}

static enum kam_status say_counts(const struct run *run, const struct report_section *section, struct buffer *out)
{
	enum kam_status status = KAM_OK;

	for (size_t i = 0; i < section->count_count && status == KAM_OK; i++) {
		int64_t count = 0;

		status = run_count(run, &section->counts[i], &count);
		if (status != KAM_OK || count == 0)
			continue;
		buffer_put(out, section->counts[i].missing ? _("  beware: ") : _("  left out: "));
		count_say(count, _(section->counts[i].about), out);
		buffer_put(out, "\n");
	}
	return status;
}

static enum kam_status say_section(const struct run *run, const struct report_section *section, struct buffer *out)
{
	enum kam_status status;

	buffer_format(out, "\n%s: ", section->name);
	run_title(run, section, out);
	buffer_put(out, "\n");
	say_formulas(run, &section->main, out);
	say_sources(run, section->main.sql, out);
	status = say_counts(run, section, out);
	if (section->rows.sql != NULL) {
		const char *main = kam_report_main(run->report);
		bool chief = main != NULL && strcmp(main, section->name) == 0;

		buffer_format(out, "  %s: kam report %s%s%s --explain <%s>\n", _(section->rows.about),
		              run->report->name, chief ? "" : " --section ", chief ? "" : section->name, section->key);
	}
	return status;
}

enum kam_status explain(const struct run *run, const char *section, char **out)
{
	struct buffer text = { 0 };
	enum kam_status status = KAM_OK;

	buffer_format(&text, "%s: %s\n", run->report->name, kam_report_title(run->report));
	if (*kam_report_about(run->report) != '\0')
		buffer_format(&text, "%s\n", kam_report_about(run->report));
	say_arguments(run, &text);
	buffer_format(&text, _("money: in %s, converted at the rate of the record's own date\n"), run->kam->currency);
	for (size_t i = 0; i < run->report->section_count && status == KAM_OK; i++)
		if (section == NULL || strcmp(section, run->report->sections[i].name) == 0)
			status = say_section(run, &run->report->sections[i], &text);
	*out = buffer_take(&text);
	if (status == KAM_OK && *out == NULL)
		status = fail_memory(run->kam);
	return status;
}
