/* What two spellings of a name have in common: UTF-8 checked, width and case folded, names compared. */
#include "kam/value.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

static bool is_continuation(unsigned char byte)
{
	return (byte & 0xc0) == 0x80;
}

/* Bytes of the well-formed character at `bytes`, 0 if it is not one. */
static size_t character_length(const unsigned char *bytes, size_t left)
{
	unsigned char first = bytes[0];

	if (first < 0x80)
		return first != 0 ? 1 : 0;
	if (first < 0xc2 || first > 0xf4)
		return 0;
	if (left < 2 || !is_continuation(bytes[1]))
		return 0;
	if (first < 0xe0)
		return 2;
	if (left < 3 || !is_continuation(bytes[2]))
		return 0;
	if (first < 0xf0) {
		if ((first == 0xe0 && bytes[1] < 0xa0) || (first == 0xed && bytes[1] > 0x9f)) /* overlong, surrogate */
			return 0;
		return 3;
	}
	if (left < 4 || !is_continuation(bytes[3]))
		return 0;
	if ((first == 0xf0 && bytes[1] < 0x90) || (first == 0xf4 && bytes[1] > 0x8f)) /* overlong, above U+10FFFF */
		return 0;
	return 4;
}

bool kam_text_valid(const char *text, size_t length, size_t *offset)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	const uint64_t tops = UINT64_C(0x8080808080808080);
	size_t i = 0;

	while (i < length) {
		size_t step;
		uint64_t word;

		/* Eight bytes at a time while they are ASCII and none is NUL. */
		while (length - i >= sizeof word) {
			memcpy(&word, text + i, sizeof word);
			if ((word & tops) != 0 || ((word - ones) & tops) != 0)
				break;
			i += sizeof word;
		}
		if (i == length)
			return true;
		step = character_length((const unsigned char *)text + i, length - i);
		if (step == 0) {
			if (offset != NULL)
				*offset = i;
			return false;
		}
		i += step;
	}
	return true;
}

static char lower(unsigned char byte)
{
	return (char)(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte);
}

/*
 * Fold what needs no tables: ASCII, Chinese characters (U+3400–U+9FFF, which stay as they are) and full-width
 * forms. Writes at most `length` bytes to `out`; false at the first other character. Names of companies in a
 * Chinese or English list are nearly all of this sort, and an import folds each of them.
 */
static bool fold_simple(const unsigned char *text, size_t length, char *out, size_t *used)
{
	size_t i = 0;

	*used = 0;
	while (i < length) {
		unsigned code;

		if (text[i] < 0x80) {
			out[(*used)++] = lower(text[i++]);
			continue;
		}
		if (length - i < 3 || text[i] < 0xe3 || text[i] > 0xef || !is_continuation(text[i + 1]) ||
		    !is_continuation(text[i + 2]))
			return false;
		code = (text[i] & 0x0fu) << 12 | (text[i + 1] & 0x3fu) << 6 | (text[i + 2] & 0x3fu);
		if (code >= 0x3400 && code <= 0x9fff) {
			memcpy(out + *used, text + i, 3);
			*used += 3;
		} else if (code >= 0xff01 && code <= 0xff5e) {
			out[(*used)++] = lower((unsigned char)(code - 0xff01 + '!'));
		} else if (code == 0x3000) {
			out[(*used)++] = ' ';
		} else {
			return false;
		}
		i += 3;
	}
	return true;
}

/* The folded text, perhaps empty, with its length. */
static char *fold(const char *text, size_t length, size_t *used)
{
	const utf8proc_option_t options =
		UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE;
	utf8proc_uint8_t *mapped = NULL;
	utf8proc_ssize_t result;
	char *out = malloc(length + 1);

	if (out == NULL)
		return NULL;
	if (fold_simple((const unsigned char *)text, length, out, used)) {
		out[*used] = '\0';
		return out;
	}
	result = utf8proc_map((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)length, &mapped, options);
	if (result >= 0) {
		free(out);
		*used = (size_t)result;
		return (char *)mapped;
	}
	if (result == UTF8PROC_ERROR_NOMEM) {
		free(out);
		return NULL;
	}
	/* Not UTF-8: folding is no judge of that. Its letters are folded, the rest is kept. */
	for (size_t i = 0; i < length; i++)
		out[i] = lower((unsigned char)text[i]);
	out[length] = '\0';
	*used = length;
	return out;
}

char *kam_text_fold(const char *text, size_t length)
{
	size_t used;
	char *folded = fold(text, length, &used);

	if (folded == NULL || used > 0 || length == 0)
		return folded;
	free(folded);
	return strndup(text, length);
}

char *kam_text_plain(const char *text, size_t length)
{
	const utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
	                                  UTF8PROC_IGNORE | UTF8PROC_STRIPMARK;
	utf8proc_uint8_t *mapped = NULL;
	utf8proc_ssize_t result =
		utf8proc_map((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)length, &mapped, options);

	if (result >= 0)
		return (char *)mapped;
	return result == UTF8PROC_ERROR_NOMEM ? NULL : strndup(text, length);
}

/* Blanks, controls and brackets: what a name can lose and still be the same name. */
static bool is_blank_or_bracket(utf8proc_int32_t code)
{
	if (code < 0x80)
		return code <= ' ' || code == 0x7f || code == '(' || code == ')' || code == '[' || code == ']' ||
		       code == '{' || code == '}';
	switch (utf8proc_category(code)) {
	case UTF8PROC_CATEGORY_ZS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
	case UTF8PROC_CATEGORY_CC:
		return true;
	case UTF8PROC_CATEGORY_PS:
	case UTF8PROC_CATEGORY_PE:
		return code != 0x201a && code != 0x201e; /* low quotation marks, which Unicode files here */
	default:
		return false;
	}
}

char *kam_text_name_key(const char *text, size_t length)
{
	size_t used;
	size_t kept = 0;
	char *key = fold(text, length, &used);

	if (key == NULL)
		return NULL;
	for (size_t i = 0; i < used;) {
		utf8proc_int32_t code = (unsigned char)key[i];
		utf8proc_ssize_t step = 1;

		if (code >= 0x80) {
			/* Chinese characters are no brackets: nothing to look up. */
			step = utf8proc_iterate((utf8proc_uint8_t *)key + i, (utf8proc_ssize_t)(used - i), &code);
			if (step < 1) {
				step = 1;
				code = 'x';
			}
		}
		if ((code >= 0x3400 && code <= 0x9fff) || !is_blank_or_bracket(code)) {
			for (utf8proc_ssize_t j = 0; j < step; j++)
				key[kept++] = key[i + (size_t)j];
		}
		i += (size_t)step;
	}
	key[kept] = '\0';
	if (kept > 0 || length == 0)
		return key;
	free(key);
	return strndup(text, length);
}
