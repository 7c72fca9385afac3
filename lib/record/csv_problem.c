/* What is wrong with a CSV file, in words: where, which text, and what to do about it. */
#include "csv_private.h"

#include <stdio.h>
#include <string.h>

/* Copy a text, cut between characters and at the line's end, with an ellipsis where something was left off. */
static void shorten(char *out, size_t size, const char *text, size_t length)
{
	static const char ellipsis[] = "…";
	const char *end = memchr(text, '\n', length);
	size_t room = size - sizeof ellipsis, used = end ? (size_t)(end - text) : length;
	bool cut = end != NULL;

	if (used > room) {
		used = room;
		cut = true;
		while (used > 0 && ((unsigned char)text[used] & 0xC0) == 0x80)
			used--;
	}
	while (cut && used > 0 && text[used - 1] == '\r')
		used--;
	memcpy(out, text, used);
	out[used] = '\0';
	if (cut)
		memcpy(out + used, ellipsis, sizeof ellipsis);
}

static void name_column(struct csv_source *source, size_t column, char *out, size_t size)
{
	out[0] = '\0';
	if (column == 0)
		return;
	if (column <= source->header.count) {
		const char *text = source->header.cells[column - 1].text;

		text += strspn(text, " \t");
		shorten(out, size, text, strlen(text));
	} else {
		snprintf(out, size, "%zu", column);
	}
}

enum kam_status csv_problem_set(struct csv_source *source, int64_t line, size_t column, const char *value,
                                size_t length, bool fatal, const char *remedy, ...)
{
	struct csv_problem *problem = &source->problem;
	va_list list;

	va_start(list, remedy);
	buffer_reset(&source->remedy);
	buffer_format_list(&source->remedy, remedy, list);
	va_end(list);
	problem->remedy = buffer_text(&source->remedy);
	if (!problem->remedy)
		return fail_memory(source->kam);
	problem->line = line;
	problem->fatal = fatal;
	name_column(source, column, problem->column, sizeof problem->column);
	shorten(problem->value, sizeof problem->value, value, length);
	if (problem->column[0] && problem->value[0])
		return fail(source->kam, KAM_BAD_DATA, _("%s:%lld: column %s: '%s': %s"), source->input.name,
		            (long long)line, problem->column, problem->value, problem->remedy);
	if (problem->column[0])
		return fail(source->kam, KAM_BAD_DATA, _("%s:%lld: column %s: %s"), source->input.name, (long long)line,
		            problem->column, problem->remedy);
	return fail(source->kam, KAM_BAD_DATA, "%s:%lld: %s", source->input.name, (long long)line, problem->remedy);
}

static enum kam_status input_fault(struct csv_source *source, size_t column)
{
	const struct csv_input *input = &source->input;
	bool plain = input->bad_at >= 0;
	const char *remedy;

	if (input->fault == CSV_BAD_NUL)
		remedy = _("a NUL byte: if this is UTF-16, name it with --encoding UTF-16LE; if not, this is no text "
		           "file");
	else if (input->fault == CSV_CUT_SHORT)
		remedy = _("the file ends within a character of %s: it is cut short, or give --encoding NAME");
	else if (plain)
		remedy = _("this byte is not %s (nor is the file Chinese GB18030); give --encoding NAME, such as "
		           "WINDOWS-1252");
	else
		remedy = _("this byte is not %s; give --encoding NAME");
	return csv_problem_set(source, source->line, column, input->bad, strlen(input->bad), true, remedy,
	                       input->encoding);
}

enum kam_status csv_problem_trouble(struct csv_source *source)
{
	size_t column = source->row.count + 1;
	const char *around = source->around;

	switch (source->trouble) {
	case CSV_QUOTE_INSIDE:
		return csv_problem_set(
			source, source->line, column, around, strlen(around), true,
			_("a quote inside a cell that does not begin with one; write the cell as \"…\" and each "
		          "quote in it twice"));
	case CSV_TEXT_AFTER_QUOTE:
		if (source->cell_line != source->line)
			return csv_problem_set(
				source, source->line, column, around, strlen(around), true,
				_("text after a closing quote; the cell was opened in line %lld: close it there, or "
			          "write each quote in it twice"),
				(long long)source->cell_line);
		return csv_problem_set(source, source->line, column, around, strlen(around), true,
		                       _("text after a closing quote; write each quote inside the cell twice"));
	case CSV_BACKSLASH:
		return csv_problem_set(source, source->line, column, around, strlen(around), true,
		                       _("a backslash does not protect a quote in CSV; write the quote twice"));
	case CSV_UNTERMINATED:
		return csv_problem_set(source, source->cell_line, column, "", 0, true,
		                       _("the quote that opens this cell is never closed; close it or take it away"));
	case CSV_LONE_RETURN:
		column = source->row.count > 0 ? source->row.count : 1;
		return csv_problem_set(
			source, source->line, column, "", 0, true,
			_("a carriage return without a line feed; save the file with line ends LF or CRLF"));
	case CSV_CELL_TOO_LONG:
		return csv_problem_set(source, source->cell_line, column, "", 0, true,
		                       _("a cell above 16 MiB; is its closing quote missing?"));
	case CSV_ROW_TOO_LONG:
		return csv_problem_set(source, source->row.line, column, "", 0, true,
		                       _("a row above 32 MiB; are line ends or closing quotes missing?"));
	case CSV_ROW_TOO_WIDE:
		return csv_problem_set(source, source->row.line, 0, "", 0, true,
		                       _("more than %d columns; are line ends missing?"), CSV_COLUMN_LIMIT);
	default:
		return input_fault(source, column);
	}
}
