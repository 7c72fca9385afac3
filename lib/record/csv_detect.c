/* What a file's bytes are: UTF-8 or Chinese GB18030, and which character parts its cells. Pure. */
#include "csv_private.h"

#include <string.h>

/* Eight bytes at once: 0 when none of them is above 0x7F or NUL. */
static uint64_t odd_bytes(uint64_t word)
{
	const uint64_t ones = UINT64_C(0x0101010101010101), highs = UINT64_C(0x8080808080808080);

	return (word | (word - ones)) & highs;
}

/* How many bytes from here on are ASCII without NUL: whole words only, the rest is left to the caller. */
static size_t plain_prefix(const unsigned char *bytes, size_t length)
{
	size_t at = 0;

	while (length - at >= 32) {
		uint64_t words[4];

		memcpy(words, bytes + at, sizeof words);
		if (odd_bytes(words[0]) | odd_bytes(words[1]) | odd_bytes(words[2]) | odd_bytes(words[3]))
			break;
		at += sizeof words;
	}
	return at;
}

/* The first byte of a character: how many follow, and the range of the second (RFC 3629, table of section 4). */
static bool utf8_begin(struct csv_utf8_check *check, unsigned char byte)
{
	check->least = 0x80;
	check->most = 0xBF;
	if (byte >= 0xC2 && byte <= 0xDF) {
		check->wanted = 1;
	} else if (byte >= 0xE0 && byte <= 0xEF) {
		check->wanted = 2;
		if (byte == 0xE0)
			check->least = 0xA0;
		if (byte == 0xED)
			check->most = 0x9F;
	} else if (byte >= 0xF0 && byte <= 0xF4) {
		check->wanted = 3;
		if (byte == 0xF0)
			check->least = 0x90;
		if (byte == 0xF4)
			check->most = 0x8F;
	} else {
		return false;
	}
	return true;
}

bool csv_utf8_add(struct csv_utf8_check *check, const unsigned char *bytes, size_t length)
{
	size_t at = 0;

	while (at < length) {
		if (check->wanted > 0) {
			if (bytes[at] < check->least || bytes[at] > check->most)
				return false;
			check->least = 0x80;
			check->most = 0xBF;
			check->wanted--;
			at++;
			continue;
		}
		if (bytes[at] < 0x80) {
			size_t plain = plain_prefix(bytes + at, length - at);

			at += plain;
			/* a few single steps, so that mixed text does not try a word at each byte */
			for (size_t step = 0; step < 32 && at < length && bytes[at] < 0x80; step++, at++)
				if (bytes[at] == 0) {
					check->character = check->offset + (int64_t)at;
					return false;
				}
			continue;
		}
		check->character = check->offset + (int64_t)at;
		if (!utf8_begin(check, bytes[at]))
			return false;
		at++;
	}
	check->offset += (int64_t)length;
	return true;
}

bool csv_utf8_whole(const struct csv_utf8_check *check)
{
	return check->wanted == 0;
}

static bool is_letter(unsigned char byte)
{
	return (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
}

/* A character of two bytes is complete. */
static void gb18030_count(struct csv_gb18030_check *check, unsigned char trail)
{
	unsigned char lead = check->lead;
	bool high = trail >= 0xA1;

	check->characters++;
	check->run++;
	check->last_plain = high && ((lead >= 0xA1 && lead <= 0xA9) || (lead >= 0xB0 && lead <= 0xF7));
	check->last_common = high && ((lead >= 0xA1 && lead <= 0xA3) || (lead >= 0xB0 && lead <= 0xD7));
	check->plain += check->last_plain;
	check->common += check->last_common;
}

/* An ASCII byte: hanzi come in runs, so a single one amid a word was a Western letter pair (KÄÖT). */
static void gb18030_ascii(struct csv_gb18030_check *check, unsigned char byte)
{
	bool letter = is_letter(byte);

	if (check->run == 1 && check->after_letter && letter) {
		check->plain -= check->last_plain;
		check->common -= check->last_common;
	}
	check->run = 0;
	check->after_letter = letter;
}

bool csv_gb18030_add(struct csv_gb18030_check *check, const unsigned char *bytes, size_t length)
{
	for (size_t at = 0; at < length; at++) {
		unsigned char byte = bytes[at];

		switch (check->place) {
		case 0:
			if (byte == 0 || byte == 0x80 || byte == 0xFF)
				return false;
			if (byte < 0x80) {
				gb18030_ascii(check, byte);
			} else {
				check->lead = byte;
				check->place = 1;
			}
			break;
		case 1:
			if (byte >= 0x30 && byte <= 0x39) {
				check->place = 2;
			} else if (byte >= 0x40 && byte != 0x7F && byte != 0xFF) {
				gb18030_count(check, byte);
				check->place = 0;
			} else {
				return false;
			}
			break;
		case 2:
			if (byte < 0x81 || byte == 0xFF)
				return false;
			check->place = 3;
			break;
		default:
			if (byte < 0x30 || byte > 0x39)
				return false;
			check->characters++;
			check->run++;
			check->last_plain = check->last_common = false;
			check->place = 0;
		}
	}
	return true;
}

bool csv_gb18030_likely(const struct csv_gb18030_check *check)
{
	return check->place == 0 && check->characters >= 4 && check->plain * 10 >= check->characters * 9 &&
	       check->common * 2 >= check->characters;
}

bool csv_row_watch_add(struct csv_row_watch *watch, const unsigned char *bytes, size_t length)
{
	size_t at = 0;

	while (at < length) {
		const unsigned char *quote = memchr(bytes + at, '"', length - at);
		size_t end = quote ? (size_t)(quote - bytes) : length, line = end;

		while (!watch->quoted && line > at && bytes[line - 1] != '\n')
			line--;
		if (!watch->quoted && line > at)
			watch->length = 0;
		watch->length += (int64_t)(end - (watch->quoted ? at : line)) + (quote ? 1 : 0);
		watch->quoted = quote ? !watch->quoted : watch->quoted;
		at = quote ? end + 1 : end;
	}
	return watch->length <= CSV_WRITTEN_LIMIT;
}

bool csv_delimiter_valid(char delimiter)
{
	unsigned char byte = (unsigned char)delimiter;

	return byte != 0 && byte < 0x80 && byte != '"' && byte != '\r' && byte != '\n';
}

size_t csv_separator_line(const char *text, size_t length, char *delimiter)
{
	if (length < 5 || (text[0] | 0x20) != 's' || (text[1] | 0x20) != 'e' || (text[2] | 0x20) != 'p' ||
	    text[3] != '=' || !csv_delimiter_valid(text[4]))
		return 0;
	*delimiter = text[4];
	if (length == 5)
		return 5;
	if (text[5] == '\n')
		return 6;
	if (text[5] == '\r' && length > 6 && text[6] == '\n')
		return 7;
	return 0;
}

/* A line of blanks and delimiters alone says nothing: skip all of them. */
static size_t first_line(const char *text, size_t length)
{
	size_t start = 0;

	for (size_t at = 0; at < length && strchr(",; \t\r\n", text[at]); at++)
		if (text[at] == '\n')
			start = at + 1;
	return start;
}

char csv_delimiter_guess(const char *text, size_t length)
{
	size_t commas = 0, semicolons = 0, tabs = 0;
	bool quoted = false;

	for (size_t at = first_line(text, length); at < length && (quoted || text[at] != '\n'); at++) {
		if (text[at] == '"')
			quoted = !quoted;
		if (quoted)
			continue;
		commas += text[at] == ',';
		semicolons += text[at] == ';';
		tabs += text[at] == '\t';
	}
	if (tabs > commas && tabs > semicolons)
		return '\t';
	return semicolons > commas ? ';' : ',';
}
