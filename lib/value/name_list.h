/* A list of words, for lib/value's own use. */
#ifndef VALUE_NAME_LIST_H
#define VALUE_NAME_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct word {
	const char *text; /* not NUL-terminated; NULL: a free place */
	size_t length;
};

struct word_list {
	struct word *words;
	size_t mask, longest;
};

/* Takes the lines of a text, which must outlive it, that do not begin with #. False: out of memory. */
bool word_list_fill(struct word_list *list, const char *text);
bool word_list_has(const struct word_list *list, const char *text, size_t length);
/* The longest word at the beginning or the end, its bytes. */
size_t word_list_begin(const struct word_list *list, const char *text, size_t length);
size_t word_list_end(const struct word_list *list, const char *text, size_t length);
/* Is the text one word after another, with nothing between? The empty one is. */
bool word_list_makes(const struct word_list *list, const char *text, size_t length);

#endif
