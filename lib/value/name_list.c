/* Lists of words that names begin or end with, looked up by their bytes. */
#include "name_list.h"

#include <stdlib.h>
#include <string.h>

#define LONGEST 48 /* bytes of a word; a longer line is not taken */

static size_t hash_of(const char *text, size_t length)
{
	uint64_t hash = UINT64_C(0xCBF29CE484222325); /* FNV-1a */

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)text[i]) * UINT64_C(0x100000001B3);
	return (size_t)(hash ^ hash >> 32);
}

static void put(struct word_list *list, const char *text, size_t length)
{
	size_t at = hash_of(text, length) & list->mask;

	while (list->words[at].text != NULL)
		at = (at + 1) & list->mask;
	list->words[at] = (struct word){ text, length };
	if (length > list->longest)
		list->longest = length;
}

/* Calls with each line that is a word; their number. */
static size_t each_word(const char *text, struct word_list *list)
{
	size_t count = 0;

	while (*text != '\0') {
		size_t length = strcspn(text, "\n");

		if (length > 0 && length <= LONGEST && *text != '#') {
			count++;
			if (list != NULL)
				put(list, text, length);
		}
		text += length;
		text += *text == '\n';
	}
	return count;
}

bool word_list_fill(struct word_list *list, const char *text)
{
	size_t size = 16, count = each_word(text, NULL);

	while (size < count * 2)
		size *= 2;
	list->words = calloc(size, sizeof *list->words);
	if (list->words == NULL)
		return false;
	list->mask = size - 1;
	each_word(text, list);
	return true;
}

bool word_list_has(const struct word_list *list, const char *text, size_t length)
{
	if (length == 0 || length > list->longest)
		return false;
	for (size_t at = hash_of(text, length) & list->mask; list->words[at].text != NULL; at = (at + 1) & list->mask)
		if (list->words[at].length == length && memcmp(list->words[at].text, text, length) == 0)
			return true;
	return false;
}

/* Does a character begin at this byte? */
static bool is_start(char byte)
{
	return ((unsigned char)byte & 0xc0) != 0x80;
}

size_t word_list_begin(const struct word_list *list, const char *text, size_t length)
{
	size_t try = length < list->longest ? length : list->longest;

	for (; try > 0; try--)
		if ((try == length || is_start(text[try])) && word_list_has(list, text, try))
			return try;
	return 0;
}

size_t word_list_end(const struct word_list *list, const char *text, size_t length)
{
	size_t try = length < list->longest ? length : list->longest;

	for (; try > 0; try--)
		if (is_start(text[length - try]) && word_list_has(list, text + length - try, try))
			return try;
	return 0;
}

bool word_list_makes(const struct word_list *list, const char *text, size_t length)
{
	bool reached[LONGEST * 4 + 1] = { true };

	if (length >= sizeof reached)
		return false;
	for (size_t at = 0; at < length; at++)
		for (size_t word = 1; reached[at] && word <= list->longest && at + word <= length; word++)
			if ((at + word == length || is_start(text[at + word])) && word_list_has(list, text + at, word))
				reached[at + word] = true;
	return reached[length];
}
