/* One record for people: a "title  value" line for every field that holds something. */
#include "writer.h"

#define LEAST_ROOM 8 /* with fewer columns than this beside the titles nothing is folded */

void output_bold(struct output *output, const struct cell *cell)
{
	if (output->color)
		output_string(output, "\033[1m");
	output_add(output, cell->text, cell->length);
	if (output->color)
		output_string(output, "\033[0m");
}

/* The lines of one value beside its title, folded to what the screen leaves. */
static void print_value(struct output *output, const struct cell *cell, size_t indent)
{
	size_t room = output->width > indent + LEAST_ROOM ? output->width - indent : 0, done = 0;

	while (done < cell->length) {
		const char *text = cell->text + done, *newline = memchr(text, '\n', cell->length - done);
		size_t length = newline ? (size_t)(newline - text) : cell->length - done, next = length, part = length;

		if (room > 0 && length > room)
			part = text_fold(text, length, room, &next);
		if (done > 0 && part > 0)
			output_blanks(output, indent);
		output_add(output, text, part);
		output_byte(output, '\n');
		done += next;
		if (newline && next == length)
			done++;
	}
}

static size_t title_width(struct output *output, struct kam_rows *rows)
{
	size_t count = kam_rows_width(rows), widest = 0;

	for (size_t i = 0; i < count; i++) {
		struct cell cell;
		size_t width;

		if (kam_rows_value(rows, i)->type == KAM_IS_EMPTY)
			continue;
		text_show(output, column_heading(output, kam_rows_column(rows, i)), &cell);
		width = text_columns(cell.text, cell.length);
		if (width > widest)
			widest = width;
		cell_release(&cell);
	}
	return widest;
}

static void print_title(struct output *output, const struct kam_column *column, size_t indent)
{
	struct cell cell;

	if (!text_show(output, column_heading(output, column), &cell))
		return;
	output_bold(output, &cell);
	output_blanks(output, indent - text_columns(cell.text, cell.length));
	cell_release(&cell);
}

void table_record(struct output *output, struct kam_rows *rows)
{
	size_t count = kam_rows_width(rows);
	size_t indent = output->header == HEADER_NONE ? 0 : title_width(output, rows) + COLUMN_GAP;

	if (output->row_count > 0)
		output_byte(output, '\n');
	for (size_t i = 0; i < count && !output_is_over(output); i++) {
		const struct kam_column *column = kam_rows_column(rows, i);
		const struct kam_value *value = kam_rows_value(rows, i);
		struct cell cell;

		if (value->type == KAM_IS_EMPTY)
			continue;
		if (!cell_show(column->kind, value, kam_rows_currency(rows), output->options.zone, true, &cell)) {
			output_fail_memory(output);
			return;
		}
		if (indent > 0)
			print_title(output, column, indent);
		print_value(output, &cell, indent);
		cell_release(&cell);
	}
}
