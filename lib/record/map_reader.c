/* What every line of a map file is made of: signs, quoted and plain texts, comments. */
#include "map_reader.h"

#include <stdlib.h>
#include <string.h>

enum kam_status map_fail(struct map_reader *reader, const char *format, ...)
{
	struct buffer text = { 0 };
	enum kam_status status;
	va_list list;

	va_start(list, format);
	buffer_format_list(&text, format, list);
	va_end(list);
	status = buffer_text(&text)
	                 ? fail(reader->kam, KAM_BAD_DATA, "%s:%d: %s", reader->name, reader->line, buffer_text(&text))
	                 : fail_memory(reader->kam);
	buffer_free(&text);
	return status;
}

static bool is_blank(char letter)
{
	return letter == ' ' || letter == '\t';
}

static void skip_blanks(struct map_reader *reader)
{
	while (reader->at < reader->end && is_blank(*reader->at))
		reader->at++;
}

bool map_at_end(struct map_reader *reader)
{
	skip_blanks(reader);
	return reader->at == reader->end || *reader->at == '#';
}

static bool starts(const struct map_reader *reader, const char *at, const char *sign, size_t length)
{
	return (size_t)(reader->end - at) >= length && memcmp(at, sign, length) == 0;
}

bool map_take(struct map_reader *reader, const char *sign)
{
	skip_blanks(reader);
	if (!starts(reader, reader->at, sign, strlen(sign)))
		return false;
	reader->at += strlen(sign);
	return true;
}

bool map_at_quote(struct map_reader *reader)
{
	skip_blanks(reader);
	return reader->at < reader->end && (*reader->at == '\'' || *reader->at == '"');
}

enum kam_status map_read_quoted(struct map_reader *reader, char **out)
{
	char quote = *reader->at;
	const char *at = reader->at + 1;
	char *text = malloc((size_t)(reader->end - reader->at) + 1), *to = text;

	if (!text)
		return fail_memory(reader->kam);
	for (; at < reader->end; *to++ = *at++) {
		if (*at != quote)
			continue;
		if (at + 1 < reader->end && at[1] == quote) {
			at++;
			continue;
		}
		*to = '\0';
		reader->at = at + 1;
		*out = text;
		return KAM_OK;
	}
	free(text);
	return map_fail(reader, _("the quote before %.*s is not closed; write a quote within as %c%c"),
	                (int)kam_text_prefix(reader->at + 1, (size_t)(reader->end - reader->at) - 1, 40, NULL),
	                reader->at + 1, quote, quote);
}

static bool at_sign(const struct map_reader *reader, const char *at, const char *signs)
{
	while (*signs) {
		size_t length = strcspn(signs, " ");

		if (starts(reader, at, signs, length))
			return true;
		signs += length;
		signs += strspn(signs, " ");
	}
	return false;
}

static enum kam_status copy_trimmed(struct map_reader *reader, const char *start, const char *end, char **out)
{
	size_t length;

	while (end > start && is_blank(end[-1]))
		end--;
	length = (size_t)(end - start);
	*out = malloc(length + 1);
	if (!*out)
		return fail_memory(reader->kam);
	memcpy(*out, start, length);
	(*out)[length] = '\0';
	return KAM_OK;
}

enum kam_status map_read_plain(struct map_reader *reader, const char *signs, char **out)
{
	const char *start;

	skip_blanks(reader);
	start = reader->at;
	while (reader->at < reader->end && *reader->at != '#' && !at_sign(reader, reader->at, signs))
		reader->at++;
	return copy_trimmed(reader, start, reader->at, out);
}

enum kam_status map_read_word(struct map_reader *reader, const char *stops, char **out)
{
	const char *start;

	skip_blanks(reader);
	start = reader->at;
	while (reader->at < reader->end && *reader->at != '#' && !is_blank(*reader->at) && !strchr(stops, *reader->at))
		reader->at++;
	return copy_trimmed(reader, start, reader->at, out);
}

void *map_grow(void *array, size_t count, size_t size)
{
	char *grown = array;

	/* Room doubles whenever it is used up: at each power of two. */
	if ((count & (count - 1)) == 0)
		grown = realloc(array, (count ? count * 2 : 1) * size);
	if (grown)
		memset(grown + count * size, 0, size);
	return grown;
}

enum kam_status map_unexpected(struct map_reader *reader, const char *wanted)
{
	if (map_at_end(reader))
		return map_fail(reader, _("expected %s, found the end of the line"), wanted);
	return map_fail(reader, _("expected %s, found %.*s"), wanted,
	                (int)kam_text_prefix(reader->at, (size_t)(reader->end - reader->at), 40, NULL), reader->at);
}
