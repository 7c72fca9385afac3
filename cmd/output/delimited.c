/* CSV and TSV: one line a row, for programs and spreadsheets. */
#include "writer.h"

/* Digits beyond this many a spreadsheet rounds or shows as 8.6E+12. */
#define EXCEL_DIGITS 11

enum byte_class {
	QUOTED = 1,  /* the cell has to stand in quotes */
	ESCAPED = 2, /* has an escape in TSV */
	LEADING = 4  /* may begin a formula */
};

static const unsigned char byte_classes[256] = {
	['"'] = QUOTED,
	[','] = QUOTED,
	['\n'] = QUOTED | ESCAPED,
	['\r'] = QUOTED | ESCAPED | LEADING,
	['\t'] = ESCAPED | LEADING,
	['\\'] = ESCAPED,
	['\''] = LEADING,
	['='] = LEADING,
	['+'] = LEADING,
	['-'] = LEADING,
	['@'] = LEADING,
};

static unsigned classes_of(const char *text, size_t length)
{
	unsigned classes = 0;

	for (size_t i = 0; i < length; i++)
		classes |= byte_classes[(unsigned char)text[i]];
	return classes;
}

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

bool csv_is_formula(const char *text, size_t length)
{
	/* Asked of every cell: what it begins with says it of nearly all. */
	return length > 0 && (byte_classes[(unsigned char)*text] & LEADING) != 0 && kam_text_is_formula(text, length);
}

/* Digits only, that a spreadsheet would change: too many, or zeros in front. */
static bool is_fragile_number(const char *text, size_t length)
{
	if (length < 2 || (length <= EXCEL_DIGITS && *text != '0'))
		return false;
	for (size_t i = 0; i < length; i++)
		if (!is_digit(text[i]))
			return false;
	return true;
}

void csv_cell(struct output *output, const char *value, size_t length, bool text)
{
	bool quoted;

	if (length == 0)
		return;
	if (text && output->options.excel && is_fragile_number(value, length)) {
		output_string(output, "\"=\"\"");
		output_add(output, value, length);
		output_string(output, "\"\"\"");
		return;
	}
	quoted = classes_of(value, length) & QUOTED;
	if (quoted)
		output_byte(output, '"');
	if (text && !output->options.raw && csv_is_formula(value, length))
		output_byte(output, '\'');
	if (!quoted) {
		output_add(output, value, length);
		return;
	}
	for (const char *end = value + length; value < end;) {
		const char *quote = memchr(value, '"', (size_t)(end - value)), *stop = quote ? quote + 1 : end;

		output_add(output, value, (size_t)(stop - value));
		if (quote)
			output_byte(output, '"');
		value = stop;
	}
	output_byte(output, '"');
}

void tsv_cell(struct output *output, const char *value, size_t length)
{
	static const char escapes[] = "\nn\rr\tt\\\\";

	if (!(classes_of(value, length) & ESCAPED)) {
		output_add(output, value, length);
		return;
	}
	for (size_t i = 0; i < length; i++) {
		const char *escape = byte_classes[(unsigned char)value[i]] & ESCAPED ? escapes : NULL;

		while (escape && *escape != value[i])
			escape += 2;
		if (escape)
			output_byte(output, '\\');
		output_byte(output, escape ? escape[1] : value[i]);
	}
}

/* ---- lines ----------------------------------------------------------------- */

static bool is_csv(const struct output *output)
{
	return output->writer == &csv_writer;
}

static void end_line(struct output *output)
{
	if (is_csv(output) && output->options.excel)
		output_byte(output, '\r');
	output_byte(output, '\n');
}

static void delimited_begin(struct output *output, struct kam_rows *rows)
{
	size_t width = kam_rows_width(rows);

	if (is_csv(output) && output->options.excel)
		output_string(output, "\xEF\xBB\xBF");
	if (output->header == HEADER_NONE)
		return;
	for (size_t i = 0; i < width; i++) {
		const char *heading = column_heading(output, kam_rows_column(rows, i));

		if (i > 0)
			output_byte(output, is_csv(output) ? ',' : '\t');
		if (is_csv(output))
			csv_cell(output, heading, strlen(heading), true);
		else
			tsv_cell(output, heading, strlen(heading));
	}
	end_line(output);
}

static const char *value_text(enum kam_kind kind, const struct kam_value *value, char *scratch, size_t *length)
{
	*length = 0;
	if (value->type == KAM_IS_EMPTY || value->type == KAM_IS_MASKED || value_is_missing(kind, value))
		return "";
	return kam_value_text(kind, value, scratch, length);
}

static void csv_row(struct output *output, struct kam_rows *rows)
{
	size_t width = kam_rows_width(rows), length = 0;
	char scratch[KAM_SCRATCH_SIZE];

	for (size_t i = 0; i < width; i++) {
		enum kam_kind kind = kam_rows_column(rows, i)->kind;
		const struct kam_value *value = kam_rows_value(rows, i);
		const char *text = value_text(kind, value, scratch, &length);

		if (i > 0)
			output_byte(output, ',');
		/* Figures have nothing in them that would need a quote. */
		if (value->type == KAM_IS_TEXT)
			csv_cell(output, text, length, kind_is_text(kind));
		else
			output_add(output, text, length);
	}
	/* An empty line would be no row to most readers. */
	if (width == 1 && length == 0)
		output_string(output, "\"\"");
	end_line(output);
}

static void tsv_row(struct output *output, struct kam_rows *rows)
{
	size_t width = kam_rows_width(rows), length;
	char scratch[KAM_SCRATCH_SIZE];

	for (size_t i = 0; i < width; i++) {
		const char *text =
			value_text(kam_rows_column(rows, i)->kind, kam_rows_value(rows, i), scratch, &length);

		if (i > 0)
			output_byte(output, '\t');
		tsv_cell(output, text, length);
	}
	end_line(output);
}

const struct writer csv_writer = { .name = "csv", .begin = delimited_begin, .row = csv_row };
const struct writer tsv_writer = { .name = "tsv", .begin = delimited_begin, .row = tsv_row };
