/* A company's name without its region and legal form, and the code made of it. */
#include "name.h"
#include "kam/value.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define WORD_LENGTH 12
#define HAN_LENGTH 8

/* Takes region and legal form off, unless nothing would be left. */
static void strip(const struct names *names, const char **text, size_t *length)
{
	size_t part;

	while ((part = names_end(names, NAME_FORMS, *text, *length)) > 0 && part < *length)
		*length -= part;
	while ((part = names_begin(names, NAME_REGIONS, *text, *length)) > 0 && part < *length) {
		*text += part;
		*length -= part;
	}
}

static bool is_word(char letter)
{
	return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
}

static bool latin_code(const char *plain, char *out, size_t size)
{
	size_t length = 0;

	while (*plain != '\0' && !is_word(*plain))
		plain++;
	while (is_word(*plain) && length < WORD_LENGTH && length + 1 < size)
		out[length++] = (char)toupper((unsigned char)*plain++);
	out[length] = '\0';
	return length > 0;
}

/* The first letters decide: a name that starts beyond Latin, Greek and Cyrillic is one without words. */
static bool is_han(const char *key)
{
	unsigned char first = (unsigned char)key[0], second = (unsigned char)key[1];

	return first >= 0xe4 || (first == 0xe3 && second >= 0x81) ||
	       (first == 0xe1 && second >= 0x84 && second <= 0x87);
}

static bool han_code(const struct names *names, const char *key, char *out, size_t size)
{
	size_t length = strlen(key), end = 0;

	strip(names, &key, &length);
	for (int letters = 0; letters < HAN_LENGTH && end < length; letters++) {
		end++;
		while (end < length && ((unsigned char)key[end] & 0xc0) == 0x80)
			end++;
	}
	if (end == 0 || end >= size)
		return false;
	for (size_t i = 0; i < end; i++)
		out[i] = (char)toupper((unsigned char)key[i]);
	out[end] = '\0';
	return true;
}

bool account_name_code(const struct names *names, const char *name, size_t length, char *out, size_t size)
{
	char *key = kam_text_name_key(name, length), *plain = kam_text_plain(name, length);
	bool made = false;

	if (key != NULL && plain != NULL)
		made = is_han(key) ? han_code(names, key, out, size)
		                   : latin_code(plain, out, size) || han_code(names, key, out, size);
	free(key);
	free(plain);
	return made;
}
