/* Tables: rows for people, aligned by what a terminal shows, never wider than it. */
#include "writer.h"

#include <stdlib.h>

#define MEASURED_ROWS 10000 /* on a screen; a pipe is measured to the end, as nothing is folded there */
#define NARROW 8            /* text is folded down to this … */
#define LONGEST_WORD 20     /* … or to its longest word, up to this */
#define CODE_WIDTH 4        /* a blank and the code of a currency */
#define RULE "─"

struct table {
	size_t count, last; /* last: index of the last shown column */
	struct table_column *columns;
	struct cell *cells;
	size_t *done; /* of each cell: bytes that were printed */
};

/* ---- measuring ---------------------------------------------------------------- */

static void widen(struct table_column *column, enum kam_kind kind, const char *text, size_t length, size_t extra)
{
	size_t width = text_columns(text, length) + extra, least = width;

	if (width > column->width)
		column->width = width;
	if (width > NARROW && (kind == KAM_TEXT || kind == KAM_REFERENCE)) {
		least = text_longest_word(text, length);
		if (least > LONGEST_WORD)
			least = LONGEST_WORD;
		if (least < NARROW)
			least = NARROW;
	}
	if (least > column->minimum)
		column->minimum = least;
}

static bool show_cell(struct output *output, struct kam_rows *rows, size_t index, struct cell *cell)
{
	if (cell_show(kam_rows_column(rows, index)->kind, kam_rows_value(rows, index), kam_rows_currency(rows),
	              output->options.zone, false, cell))
		return true;
	output_fail_memory(output);
	return false;
}

static void measure_cell(struct output *output, struct kam_rows *rows, size_t index, struct table_column *column)
{
	enum kam_kind kind = kam_rows_column(rows, index)->kind;
	const struct kam_value *value = kam_rows_value(rows, index);
	struct cell cell;

	if (value->type == KAM_IS_EMPTY || !show_cell(output, rows, index, &cell))
		return;
	if (value_is_foreign(kind, value, kam_rows_currency(rows)) && !column->coded) {
		column->coded = true;
		/* The amounts without a code make room for it, so that the figures stand in line. */
		if (column->width > 0) {
			column->width += CODE_WIDTH;
			column->minimum += CODE_WIDTH;
		}
	}
	widen(column, kind, cell.text, cell.length,
	      column->coded && kind == KAM_MONEY && !value_is_foreign(kind, value, kam_rows_currency(rows)) ? CODE_WIDTH
	                                                                                                    : 0);
	cell_release(&cell);
}

static void measure_rows(struct output *output, struct kam_rows *rows, struct table *table)
{
	int64_t limit = output->width > 0 ? MEASURED_ROWS : INT64_MAX;
	enum kam_status step = KAM_DONE;

	for (int64_t i = 0; i < limit && !output_is_over(output) && (step = kam_rows_step(rows)) == KAM_OK; i++)
		for (size_t j = 0; j < table->count; j++)
			if (table->columns[j].shown)
				measure_cell(output, rows, j, &table->columns[j]);
	if (step != KAM_OK && step != KAM_DONE)
		output_fail(output, step, _("the answer's temporary file cannot be read"));
	kam_rows_rewind(rows);
}

static void measure_headings(struct output *output, struct kam_rows *rows, struct table *table)
{
	if (output->header == HEADER_NONE)
		return;
	for (size_t i = 0; i < table->count; i++) {
		struct cell cell;

		/* A heading is folded before the figures below it are cut. */
		if (text_show(output, column_heading(output, kam_rows_column(rows, i)), &cell))
			widen(&table->columns[i], KAM_TEXT, cell.text, cell.length, 0);
		cell_release(&cell);
	}
}

/* ---- lines ----------------------------------------------------------------------- */

/* One line of a cell of `width` columns; `blanks` are owed to the line and only paid before something visible. */
static void print_part(struct output *output, const struct table_column *column, const char *text, size_t length,
                       size_t *blanks)
{
	size_t used = text_columns(text, length), rest = column->width > used ? column->width - used : 0, behind = 0;

	for (; column->coded && length > 0 && text[length - 1] == ' '; length--)
		behind++;
	if (column->right)
		*blanks += rest;
	if (length > 0) {
		output_blanks(output, *blanks);
		*blanks = 0;
		output_add(output, text, length);
	}
	*blanks += column->right ? behind : rest;
}

/* The cells of a row, or the headings: as many lines as the tallest needs. */
static void print_cells(struct output *output, const struct table *table, bool bold)
{
	bool more = true;

	for (size_t i = 0; i < table->count; i++)
		table->done[i] = 0;
	for (bool first = true; more || first; first = false) {
		size_t blanks = 0;

		more = false;
		if (bold)
			output_string(output, "\033[1m");
		for (size_t i = 0; i < table->count; i++) {
			const struct table_column *column = &table->columns[i];
			const struct cell *cell = &table->cells[i];
			const char *text = cell->text + table->done[i];
			size_t length = cell->length - table->done[i], next = length, part = length;

			if (!column->shown)
				continue;
			if (output->width > 0 && length > column->width)
				part = text_fold(text, length, column->width, &next);
			print_part(output, column, text, part, &blanks);
			blanks += COLUMN_GAP;
			table->done[i] += next;
			more = more || table->done[i] < cell->length;
		}
		output_string(output, bold ? "\033[0m\n" : "\n");
	}
}

static void print_heading(struct output *output, struct kam_rows *rows, struct table *table)
{
	for (size_t i = 0; i < table->count; i++)
		text_show(output, column_heading(output, kam_rows_column(rows, i)), &table->cells[i]);
	print_cells(output, table, output->color);
	for (size_t i = 0; i < table->count; i++) {
		cell_release(&table->cells[i]);
		if (!table->columns[i].shown)
			continue;
		for (size_t j = 0; j < table->columns[i].width; j++)
			output_string(output, RULE);
		output_string(output, i < table->last ? "  " : "\n");
	}
}

/* ---- the writer -------------------------------------------------------------------- */

static bool is_noted(const char *list, const char *key)
{
	size_t length = strlen(key);

	for (const char *name = list; name; name = *name == ',' ? name + 2 : NULL) {
		if (strncmp(name, key, length) == 0 && (name[length] == ',' || !name[length]))
			return true;
		name += strcspn(name, ",");
	}
	return false;
}

/* Once, in however many sections. */
static void note_left_out(struct output *output, const char *key)
{
	size_t before = output->left_out ? strlen(output->left_out) : 0, length = strlen(key);
	char *more;

	if (is_noted(output->left_out, key))
		return;
	more = realloc(output->left_out, before + length + 3);
	if (!more) {
		output_fail_memory(output);
		return;
	}
	if (before > 0) {
		memcpy(more + before, ", ", 2);
		before += 2;
	}
	memcpy(more + before, key, length + 1);
	output->left_out = more;
}

static struct table *table_new(struct output *output, size_t count)
{
	struct table *table = calloc(1, sizeof *table);

	if (table) {
		table->count = count;
		table->columns = calloc(count + 1, sizeof *table->columns);
		table->cells = calloc(count + 1, sizeof *table->cells);
		table->done = calloc(count + 1, sizeof *table->done);
	}
	output->state = table;
	if (!table || !table->columns || !table->cells || !table->done)
		output_fail_memory(output);
	return table;
}

static void table_end(struct output *output, struct kam_rows *rows)
{
	struct table *table = output->state;

	(void)rows;
	if (!table)
		return;
	free(table->columns);
	free(table->cells);
	free(table->done);
	free(table);
	output->state = NULL;
}

static void choose_columns(struct output *output, struct kam_rows *rows, struct table *table)
{
	for (size_t i = 0; i < table->count; i++) {
		const struct kam_column *column = kam_rows_column(rows, i);

		table->columns[i].priority = column->priority;
		table->columns[i].right = kind_is_figure(column->kind);
		/* On a screen a column that is empty all through only takes room. */
		table->columns[i].shown = output->width == 0 || column->filled || kam_rows_count(rows) == 0 || i == 0;
	}
}

static void table_begin(struct output *output, struct kam_rows *rows)
{
	struct table *table = table_new(output, kam_rows_width(rows));

	if (output_is_over(output))
		return;
	choose_columns(output, rows, table);
	measure_rows(output, rows, table);
	measure_headings(output, rows, table);
	if (output_is_over(output))
		return;
	if (output->width > 0) {
		for (size_t i = 0; i < table->count; i++)
			table->cells[i].length = table->columns[i].shown; /* kept to tell what did not fit */
		table_fit(table->columns, table->count, output->width);
		for (size_t i = 0; i < table->count; i++)
			if (table->cells[i].length && !table->columns[i].shown)
				note_left_out(output, kam_rows_column(rows, i)->key);
	}
	for (size_t i = 0; i < table->count; i++)
		if (table->columns[i].shown)
			table->last = i;
	if (output->header != HEADER_NONE && table->count > 0)
		print_heading(output, rows, table);
}

static void table_row(struct output *output, struct kam_rows *rows)
{
	struct table *table = output->state;
	size_t ready = 0;

	for (; ready < table->count; ready++) {
		struct cell *cell = &table->cells[ready];
		const struct table_column *column = &table->columns[ready];
		const struct kam_value *value = kam_rows_value(rows, ready);

		if (!column->shown) {
			*cell = (struct cell){ .text = "" };
			continue;
		}
		if (!show_cell(output, rows, ready, cell))
			break;
		if (column->coded && value->type == KAM_IS_INTEGER && cell->text == cell->scratch &&
		    !value_is_foreign(KAM_MONEY, value, kam_rows_currency(rows))) {
			memset(cell->scratch + cell->length, ' ', CODE_WIDTH);
			cell->length += CODE_WIDTH;
		}
	}
	if (ready == table->count)
		print_cells(output, table, false);
	while (ready > 0)
		cell_release(&table->cells[--ready]);
}

static void table_section(struct output *output, const char *name, const char *title)
{
	struct cell cell;

	if (output->section_count > 0)
		output_byte(output, '\n');
	text_show(output, title && *title ? title : name, &cell);
	output_bold(output, &cell);
	output_string(output, "\n\n");
	cell_release(&cell);
}

const struct writer table_writer = {
	.name = "table",
	.people = true,
	.sections = true,
	.section = table_section,
	.begin = table_begin,
	.row = table_row,
	.end = table_end,
	.record = table_record,
};
