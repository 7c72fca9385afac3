/* Cells: values as people read them, and how text is measured and folded. */
#include "writer.h"

#include <stdlib.h>

/* May it begin what is not seen? Controls, and the leads of C1, the Arabic letter mark and the bidirectional marks. */
static bool is_suspect(unsigned char byte, bool lines)
{
	if (byte < 0x20)
		return byte != '\n' || !lines;
	return byte == 0x7f || byte == 0xc2 || byte == 0xd8 || byte == 0xe2;
}

static bool is_printable_ascii(const char *text, size_t length)
{
	unsigned char wrong = 0;

	for (size_t i = 0; i < length; i++)
		wrong |= (unsigned char)((unsigned char)text[i] - 0x20) >= 0x5f;
	return !wrong;
}

bool kind_is_figure(enum kam_kind kind)
{
	return kind == KAM_INTEGER || kind == KAM_NUMBER || kind == KAM_MONEY || kind == KAM_PERCENT;
}

/* Ids and references are text to a spreadsheet, as are choices: a label may begin with anything. */
bool kind_is_text(enum kam_kind kind)
{
	return kind == KAM_TEXT || kind == KAM_CHOICE || kind == KAM_REFERENCE || kind == KAM_ID ||
	       kind == KAM_CURRENCY;
}

bool value_is_foreign(enum kam_kind kind, const struct kam_value *value, const char *currency)
{
	return kind == KAM_MONEY && value->type == KAM_IS_INTEGER && value->text && value->length == 3 &&
	       strncmp(value->text, currency ? currency : "", 3) != 0;
}

bool value_is_missing(enum kam_kind kind, const struct kam_value *value)
{
	return kind_is_figure(kind) && value->type == KAM_IS_TEXT && value->length == 2 &&
	       memcmp(value->text, "NA", 2) == 0;
}

const char *column_heading(const struct output *output, const struct kam_column *column)
{
	return output->header == HEADER_TITLE && column->title && *column->title ? column->title : column->key;
}

bool text_show(struct output *output, const char *text, struct cell *cell)
{
	const struct kam_value value = { .type = KAM_IS_TEXT, .text = text, .length = strlen(text) };

	if (cell_show(KAM_TEXT, &value, NULL, NULL, false, cell))
		return true;
	*cell = (struct cell){ .text = "" };
	output_fail_memory(output);
	return false;
}

static void show_money(const struct kam_value *value, const char *currency, bool foreign, struct cell *cell)
{
	char code[4] = "";

	if (value->text && value->length == 3)
		memcpy(code, value->text, 3);
	cell->text = cell->scratch;
	cell->length = kam_money_format(value->integer, *code ? code : currency ? currency : "", true, cell->scratch);
	if (foreign) {
		cell->scratch[cell->length++] = ' ';
		memcpy(cell->scratch + cell->length, code, 3);
		cell->length += 3;
	}
}

static bool show_instant(const struct kam_value *value, const char *zone, struct cell *cell)
{
	const char *why;
	int64_t seconds;

	if (kam_instant_parse(value->text, value->length, "", 0, false, &seconds, &why) != KAM_OK)
		return false;
	kam_instant_show(seconds, zone ? zone : "", cell->scratch);
	cell->text = cell->scratch;
	cell->length = strlen(cell->scratch);
	return true;
}

/* With lines: every line is escaped by itself, so that the breaks between them stay. */
static char *escape_lines(const char *text, size_t length)
{
	char *all = NULL;
	size_t used = 0;

	for (const char *end = text + length;;) {
		const char *newline = memchr(text, '\n', (size_t)(end - text));
		char *line = kam_text_escape(text, (size_t)((newline ? newline : end) - text)), *more;
		size_t size = line ? strlen(line) : 0;

		more = line ? realloc(all, used + size + 2) : NULL;
		if (!more) {
			free(line);
			free(all);
			return NULL;
		}
		all = more;
		memcpy(all + used, line, size);
		free(line);
		used += size;
		all[used] = '\0';
		if (!newline)
			return all;
		all[used++] = '\n';
		text = newline + 1;
	}
}

/* A terminal must be handed nothing that it obeys, nor half a character. */
static bool is_harmless(const char *text, size_t length, bool lines)
{
	if (is_printable_ascii(text, length))
		return true;
	for (size_t i = 0; i < length; i++)
		if (is_suspect((unsigned char)text[i], lines))
			return false;
	return kam_text_valid(text, length, NULL);
}

static bool show_escaped(bool lines, struct cell *cell)
{
	if (is_harmless(cell->text, cell->length, lines))
		return true;
	cell->owned = lines ? escape_lines(cell->text, cell->length) : kam_text_escape(cell->text, cell->length);
	if (!cell->owned)
		return false;
	cell->text = cell->owned;
	cell->length = strlen(cell->owned);
	return true;
}

bool cell_show(enum kam_kind kind, const struct kam_value *value, const char *currency, const char *zone, bool lines,
               struct cell *cell)
{
	cell->owned = NULL;
	if (value->type == KAM_IS_EMPTY) {
		cell->text = "";
		cell->length = 0;
		return true;
	}
	if (value->type == KAM_IS_MASKED) {
		cell->text = "•••";
		cell->length = strlen("•••");
		return true;
	}
	if (kind == KAM_MONEY && value->type == KAM_IS_INTEGER) {
		show_money(value, currency, value_is_foreign(kind, value, currency), cell);
		return true;
	}
	if (kind == KAM_INSTANT && value->type == KAM_IS_TEXT && show_instant(value, zone, cell))
		return true;
	cell->text = kam_value_text(kind, value, cell->scratch, &cell->length);
	if (kind == KAM_PERCENT && value->type == KAM_IS_INTEGER && cell->text == cell->scratch)
		cell->scratch[cell->length++] = '%';
	return value->type != KAM_IS_TEXT || show_escaped(lines, cell);
}

void cell_release(struct cell *cell)
{
	free(cell->owned);
	cell->owned = NULL;
}

/* ---- measuring and folding --------------------------------------------------- */

size_t text_columns(const char *text, size_t length)
{
	return is_printable_ascii(text, length) ? length : kam_text_width(text, length);
}

size_t text_longest_word(const char *text, size_t length)
{
	size_t longest = 0, run = 0;

	for (size_t i = 0; i < length; i++) {
		unsigned char byte = (unsigned char)text[i];

		if ((byte & 0xc0) == 0x80)
			continue;
		run = byte > ' ' && byte < 0xe3 ? run + 1 : 0;
		if (run > longest)
			longest = run;
	}
	return longest;
}

/*
 * May no line be broken before or behind the character that begins here? Up to U+2FFF (leads below 0xe3) stand
 * scripts with blanks between words; from there on those that are broken anywhere.
 */
static bool is_word_character(const char *text)
{
	unsigned char byte = (unsigned char)*text;

	return byte > ' ' && byte < 0xe3;
}

/* The character before `at`, which is not the first. */
static size_t step_back(const char *text, size_t at)
{
	do
		at--;
	while (at > 0 && ((unsigned char)text[at] & 0xc0) == 0x80);
	return at;
}

/* Where to break within the `fit` bytes that have room; a word longer than the line is broken. */
static size_t break_point(const char *text, size_t fit)
{
	size_t at = fit, before;

	if (!is_word_character(text + fit))
		return fit;
	while (at > 0 && is_word_character(text + (before = step_back(text, at))))
		at = before;
	return at > 0 ? at : fit;
}

size_t text_fold(const char *text, size_t length, size_t width, size_t *next)
{
	size_t fit = length <= width && is_printable_ascii(text, length) ? length
	                                                                 : kam_text_prefix(text, length, width, NULL);
	size_t at;

	if (fit >= length) {
		*next = length;
		return length;
	}
	/* A cluster wider than the line stands on a line of its own, too wide. */
	for (size_t wider = width + 1; fit == 0 && wider < width + 64; wider++)
		fit = kam_text_prefix(text, length, wider, NULL);
	if (fit == 0)
		fit = length;
	at = fit < length ? break_point(text, fit) : fit;
	*next = at;
	while (*next < length && text[*next] == ' ')
		(*next)++;
	while (at > 1 && text[at - 1] == ' ')
		at--;
	return at;
}
