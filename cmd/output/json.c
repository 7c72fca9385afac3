/* JSON: an array of objects, or one object a line; keys are the columns' in their order. */
#include "writer.h"

#include <stdio.h>
#include <stdlib.h>

/* May this byte begin what needs an escape? Controls, quote, backslash, DEL, and the leads of C1 and of U+2028. */
static bool is_suspect(unsigned char byte)
{
	return byte < 0x20 || byte == '"' || byte == '\\' || byte == 0x7f || byte == 0xc2 || byte == 0xe2;
}

static void escape_unicode(struct output *output, unsigned code)
{
	char escape[8];

	snprintf(escape, sizeof escape, "\\u%04x", code & 0xffff);
	output_string(output, escape);
}

static void escape_byte(struct output *output, unsigned char byte)
{
	static const char names[] = "\"\"\\\\\bb\ff\nn\rr\tt";
	const char *name = NULL;

	for (size_t i = 0; i + 1 < sizeof names && !name; i += 2)
		if (names[i] == (char)byte)
			name = names + i + 1;
	if (!name) {
		escape_unicode(output, byte);
		return;
	}
	output_byte(output, '\\');
	output_byte(output, *name);
}

/* Well-formed UTF-8. */
static void add_escaped(struct output *output, const char *text, size_t length)
{
	const unsigned char *bytes = (const unsigned char *)text;
	size_t from = 0, i = 0;

	while (i < length) {
		size_t size = 1;

		if (!is_suspect(bytes[i])) {
			i++;
			continue;
		}
		if (bytes[i] == 0xc2 && i + 1 < length && bytes[i + 1] < 0xa0)
			size = 2;
		else if (bytes[i] == 0xe2 && i + 2 < length && bytes[i + 1] == 0x80 && (bytes[i + 2] & 0xfe) == 0xa8)
			size = 3;
		else if (bytes[i] >= 0x80) {
			i++;
			continue;
		}
		output_add(output, text + from, i - from);
		if (size == 1)
			escape_byte(output, bytes[i]);
		else
			escape_unicode(output, size == 2 ? bytes[i + 1] : 0x2000u + (bytes[i + 2] & 0x3fu));
		i += size;
		from = i;
	}
	output_add(output, text + from, length - from);
}

/* Nothing that needs an escape? *ascii: nothing beyond ASCII either. */
static bool is_plain(const char *text, size_t length, bool *ascii)
{
	unsigned char all = 0;
	bool suspect = false;

	for (size_t i = 0; i < length; i++) {
		suspect |= is_suspect((unsigned char)text[i]);
		all |= (unsigned char)text[i];
	}
	*ascii = all < 0x80;
	return !suspect;
}

void json_string(struct output *output, const char *text, size_t length)
{
	size_t good = length;
	bool ascii, plain = is_plain(text, length, &ascii);

	output_byte(output, '"');
	/* Text that some other program put into the database must not make the whole answer unreadable. */
	while (!ascii && !kam_text_valid(text, length, &good) && good < length) {
		add_escaped(output, text, good);
		if (text[good])
			output_string(output, "\xEF\xBF\xBD");
		else
			escape_unicode(output, 0);
		text += good + 1;
		length -= good + 1;
	}
	if (plain)
		output_add(output, text, length);
	else
		add_escaped(output, text, length);
	output_byte(output, '"');
}

/* Is it a number to JSON? An infinite one is not. */
static bool is_json_number(const char *text, size_t length)
{
	size_t i = length > 0 && *text == '-' ? 1 : 0;

	return i < length && text[i] >= '0' && text[i] <= '9';
}

static void add_value(struct output *output, enum kam_kind kind, const struct kam_value *value)
{
	char scratch[KAM_SCRATCH_SIZE];
	const char *text;
	size_t length;

	if (value->type == KAM_IS_EMPTY || value->type == KAM_IS_MASKED || value_is_missing(kind, value)) {
		output_string(output, "null");
		return;
	}
	if (kind == KAM_FLAG && value->type == KAM_IS_INTEGER) {
		output_string(output, value->integer ? "true" : "false");
		return;
	}
	text = kam_value_text(kind, value, scratch, &length);
	if (!kind_is_figure(kind) || value->type == KAM_IS_TEXT)
		json_string(output, text, length);
	else if (is_json_number(text, length))
		output_add(output, text, length);
	else
		output_string(output, "null");
}

static void add_object(struct output *output, struct kam_rows *rows)
{
	size_t width = kam_rows_width(rows);

	output_byte(output, '{');
	for (size_t i = 0; i < width; i++) {
		const struct kam_column *column = kam_rows_column(rows, i);

		if (i > 0)
			output_byte(output, ',');
		json_string(output, column->key, strlen(column->key));
		output_byte(output, ':');
		add_value(output, column->kind, kam_rows_value(rows, i));
	}
	output_byte(output, '}');
}

/* ---- json -------------------------------------------------------------------- */

static void json_section(struct output *output, const char *name, const char *title)
{
	(void)title;
	output_string(output, output->section_count > 0 ? ",\n" : "{\n");
	json_string(output, name, strlen(name));
	output_byte(output, ':');
}

static bool is_lone(const struct output *output, const struct kam_rows *rows)
{
	return output->record && kam_rows_count(rows) == 1;
}

static void json_begin(struct output *output, struct kam_rows *rows)
{
	if (!is_lone(output, rows))
		output_byte(output, '[');
}

static void json_row(struct output *output, struct kam_rows *rows)
{
	if (!is_lone(output, rows))
		output_string(output, output->row_count > 0 ? ",\n" : "\n");
	add_object(output, rows);
}

static void json_end(struct output *output, struct kam_rows *rows)
{
	if (output_is_over(output))
		return;
	if (!is_lone(output, rows))
		output_string(output, output->row_count > 0 ? "\n]" : "]");
	/* Within sections a comma or a bracket may follow. */
	if (output->section_count == 0)
		output_byte(output, '\n');
}

static void json_close(struct output *output)
{
	if (output->section_count > 0)
		output_string(output, "\n}\n");
}

/* ---- jsonl ------------------------------------------------------------------- */

static void jsonl_row(struct output *output, struct kam_rows *rows)
{
	add_object(output, rows);
	output_byte(output, '\n');
}

const struct writer json_writer = {
	.name = "json",
	.sections = true,
	.section = json_section,
	.begin = json_begin,
	.row = json_row,
	.end = json_end,
	.close = json_close,
};
const struct writer jsonl_writer = { .name = "jsonl", .row = jsonl_row };
