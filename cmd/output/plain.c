/* Markdown for documents, and bare ids for scripts. */
#include "writer.h"

#include <stdlib.h>

/* What would end the cell or begin markup; a line break within a cell is written as one. */
static void md_text(struct output *output, const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (text[i] == '|' || text[i] == '\\') {
			output_byte(output, '\\');
			output_byte(output, text[i]);
		} else if (text[i] == '\n') {
			output_string(output, "<br>");
		} else if (text[i] == '<') {
			output_string(output, "&lt;");
		} else {
			output_byte(output, text[i]);
		}
	}
}

static void md_heading(struct output *output, const char *text)
{
	struct cell cell;

	text_show(output, text, &cell);
	md_text(output, cell.text, cell.length);
	cell_release(&cell);
}

static void md_value(struct output *output, struct kam_rows *rows, size_t index)
{
	const struct kam_column *column = kam_rows_column(rows, index);
	struct cell cell;

	if (!cell_show(column->kind, kam_rows_value(rows, index), kam_rows_currency(rows), output->options.zone, true,
	               &cell)) {
		output_fail_memory(output);
		return;
	}
	md_text(output, cell.text, cell.length);
	cell_release(&cell);
}

static void md_section(struct output *output, const char *name, const char *title)
{
	output_string(output, output->section_count > 0 ? "\n## " : "## ");
	md_heading(output, title && *title ? title : name);
	output_string(output, "\n\n");
}

/* The format has no table without a header: without one its cells are empty. */
static void md_begin(struct output *output, struct kam_rows *rows)
{
	size_t width = kam_rows_width(rows);

	for (size_t i = 0; i < width; i++) {
		output_string(output, i > 0 ? " " : "| ");
		if (output->header != HEADER_NONE)
			md_heading(output, column_heading(output, kam_rows_column(rows, i)));
		output_string(output, " |");
	}
	output_byte(output, '\n');
	for (size_t i = 0; i < width; i++) {
		output_string(output, i > 0 ? " " : "| ");
		output_string(output, kind_is_figure(kam_rows_column(rows, i)->kind) ? "---: |" : "--- |");
	}
	output_byte(output, '\n');
}

static void md_row(struct output *output, struct kam_rows *rows)
{
	size_t width = kam_rows_width(rows);

	for (size_t i = 0; i < width; i++) {
		output_string(output, i > 0 ? " " : "| ");
		md_value(output, rows, i);
		output_string(output, " |");
	}
	output_byte(output, '\n');
}

/* Field and value side by side, without what is empty. */
static void md_record(struct output *output, struct kam_rows *rows)
{
	size_t width = kam_rows_width(rows);

	if (output->row_count > 0)
		output_byte(output, '\n');
	output_string(output, "| | |\n| --- | --- |\n");
	for (size_t i = 0; i < width; i++) {
		const struct kam_column *column = kam_rows_column(rows, i);

		if (kam_rows_value(rows, i)->type == KAM_IS_EMPTY)
			continue;
		output_string(output, "| ");
		if (output->header != HEADER_NONE)
			md_heading(output, column_heading(output, column));
		output_string(output, " | ");
		md_value(output, rows, i);
		output_string(output, " |\n");
	}
}

const struct writer md_writer = {
	.name = "md",
	.people = true,
	.sections = true,
	.section = md_section,
	.begin = md_begin,
	.row = md_row,
	.record = md_record,
};

/* ---- ids --------------------------------------------------------------------- */

static void ids_row(struct output *output, struct kam_rows *rows)
{
	char scratch[KAM_SCRATCH_SIZE];
	const struct kam_value *value;
	const char *text;
	size_t length;

	if (kam_rows_width(rows) == 0)
		return;
	value = kam_rows_value(rows, 0);
	if (value->type == KAM_IS_EMPTY || value->type == KAM_IS_MASKED)
		return;
	text = kam_value_text(kam_rows_column(rows, 0)->kind, value, scratch, &length);
	/* Of a report the first column may be any text: one line all the same. */
	tsv_cell(output, text, length);
	output_byte(output, '\n');
}

const struct writer ids_writer = { .name = "ids", .row = ids_row };
