/* Text to rows: one physical line at a time through libcsv, so that every cell has its line. */
#include "csv_private.h"

#include <stdlib.h>
#include <string.h>

bool csv_text_blank(const char *text, size_t length)
{
	while (length > 0 && (*text == ' ' || *text == '\t')) {
		text++;
		length--;
	}
	return length == 0;
}

static bool row_blank(const struct csv_row *row)
{
	for (size_t at = 0; at < row->count; at++)
		if (!csv_text_blank(row->cells[at].text, row->cells[at].length))
			return false;
	return true;
}

/* Room for one more cell. */
static bool grow_cells(struct csv_source *source)
{
	size_t size = source->cell_size > 0 ? source->cell_size * 2 : 64;
	struct csv_cell *cells;

	if (source->row.count == CSV_COLUMN_LIMIT) {
		source->trouble = CSV_ROW_TOO_WIDE;
		return false;
	}
	cells = realloc(source->row.cells, size * sizeof *cells);
	if (!cells) {
		source->trouble = CSV_OUT_OF_MEMORY;
		return false;
	}
	source->row.cells = cells;
	source->cell_size = size;
	return true;
}

/* Room for `need` bytes of text; the cells that are there move along. */
static bool grow_text(struct csv_source *source, size_t need)
{
	size_t size = source->text_size > 0 ? source->text_size : 4096;
	size_t length = 0;
	char *text;

	if (need > CSV_ROW_LIMIT) {
		source->trouble = CSV_ROW_TOO_LONG;
		return false;
	}
	while (size < need)
		size *= 2;
	text = realloc(source->text, size);
	if (!text) {
		source->trouble = CSV_OUT_OF_MEMORY;
		return false;
	}
	source->text = text;
	source->text_size = size;
	for (size_t at = 0; at < source->row.count; at++) {
		source->row.cells[at].text = text + length;
		length += source->row.cells[at].length + 1;
	}
	return true;
}

/* libcsv has a cell. */
static void take_cell(void *bytes, size_t length, void *data)
{
	struct csv_source *source = data;
	struct csv_row *row = &source->row;
	char *text;

	if (source->trouble != CSV_FINE)
		return;
	if (source->after_return) {
		source->trouble = CSV_LONE_RETURN;
		return;
	}
	if (length > CSV_CELL_LIMIT) {
		source->trouble = CSV_CELL_TOO_LONG;
		return;
	}
	if (row->count == source->cell_size && !grow_cells(source))
		return;
	if (length >= source->text_size - source->text_length && !grow_text(source, source->text_length + length + 1))
		return;
	text = source->text + source->text_length;
	if (length > 0)
		memcpy(text, bytes, length);
	text[length] = '\0';
	source->text_length += length + 1;
	row->cells[row->count++] = (struct csv_cell){ .text = text, .length = length };
	source->cell_line = source->line;
}

/* libcsv is at a row's end, by CR, LF or (-1) the end of the text. CRLF comes as CR and then as a row without cells. */
static void take_row_end(int end, void *data)
{
	struct csv_source *source = data;

	if (source->trouble != CSV_FINE)
		return;
	if (source->after_return && end != '\n') {
		source->trouble = CSV_LONE_RETURN;
		return;
	}
	source->after_return = end == '\r';
	source->complete = true;
}

/* For the message: what surrounds the byte at which libcsv stopped, within its line. */
static void keep_around(struct csv_source *source, const char *text, size_t length, size_t at)
{
	size_t from = at > 24 ? at - 24 : 0, to = length - at > 24 ? at + 24 : length;

	while (from < at && ((unsigned char)text[from] & 0xC0) == 0x80)
		from++;
	while (to > at && to < length && ((unsigned char)text[to] & 0xC0) == 0x80)
		to--;
	while (to > from && (text[to - 1] == '\n' || text[to - 1] == '\r'))
		to--;
	memcpy(source->around, text + from, to - from);
	source->around[to - from] = '\0';
}

/* libcsv did not take all of `text`, but stopped at `at`: which of the rules for quotes was broken? */
static void quote_trouble(struct csv_source *source, const char *text, size_t length, size_t at)
{
	bool inside = text[at] == '"';
	size_t quote = inside ? at : at - 1;

	keep_around(source, text, length, at);
	if (at > 0 && quote > 0 && text[quote - 1] == '\\')
		source->trouble = CSV_BACKSLASH;
	else
		source->trouble = inside ? CSV_QUOTE_INSIDE : CSV_TEXT_AFTER_QUOTE;
}

/* Feed libcsv the rest of the line, or what there is of it. */
static void feed(struct csv_source *source)
{
	struct csv_input *input = &source->input;
	const char *text = input->text + input->text_at;
	const char *end = memchr(text, '\n', input->text_length - input->text_at);
	size_t length = end ? (size_t)(end - text) + 1 : input->text_length - input->text_at, taken;

	if (!source->begun) {
		source->begun = true;
		source->row.line = source->cell_line = source->line;
	}
	taken = csv_parse(&source->parser, text, length, take_cell, take_row_end, source);
	input->text_at += length;
	if (source->trouble != CSV_FINE)
		return;
	if (taken < length) {
		if (csv_error(&source->parser) == CSV_EPARSE)
			quote_trouble(source, text, length, taken);
		else
			source->trouble = CSV_OUT_OF_MEMORY;
		return;
	}
	/* libcsv's buffer grows by blocks, one more than the cell needs for the closing quote */
	if (csv_get_buffer_size(&source->parser) > CSV_CELL_LIMIT + CSV_BLOCK) {
		source->trouble = CSV_CELL_TOO_LONG;
		return;
	}
	if (end)
		source->line++;
}

/* There is no more text: the last row may lack its line end. */
static void finish(struct csv_source *source)
{
	source->finished = true;
	if (source->input.broken_off) {
		source->trouble = CSV_ROW_TOO_LONG;
		return;
	}
	if (source->after_return) {
		source->trouble = CSV_LONE_RETURN;
		return;
	}
	if (csv_fini(&source->parser, take_cell, take_row_end, source) != 0 && source->trouble == CSV_FINE)
		source->trouble = CSV_UNTERMINATED;
}

static void begin_row(struct csv_source *source)
{
	source->row.count = 0;
	source->text_length = 0;
	source->begun = source->complete = false;
}

enum kam_status csv_rows_read(struct csv_source *source)
{
	struct csv_input *input = &source->input;

	if (source->trouble == CSV_FINE)
		begin_row(source);
	while (source->trouble == CSV_FINE) {
		if (source->complete && !source->after_return) {
			if (!row_blank(&source->row))
				return KAM_OK;
			begin_row(source);
		}
		if (source->finished)
			return KAM_DONE;
		if (input->text_at == input->text_length) {
			enum kam_status status = csv_input_fill(input);

			if (status == KAM_BAD_DATA)
				source->trouble = CSV_INPUT_FAULT;
			else if (status == KAM_DONE)
				finish(source);
			else if (status != KAM_OK)
				return status;
			continue;
		}
		feed(source);
	}
	return source->trouble == CSV_OUT_OF_MEMORY ? fail_memory(source->kam) : KAM_BAD_DATA;
}
