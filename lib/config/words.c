/* Values that are a list of words. */
#include "words.h"

#include <string.h>

static bool is_known(const char *text, size_t length, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(words[i]) == length && memcmp(words[i], text, length) == 0)
			return true;
	return false;
}

bool words_known(const char *text, size_t length, const char *const *words, size_t count)
{
	const char *end = text + length;

	for (const char *at = text;; at++) {
		const char *blank = memchr(at, ' ', (size_t)(end - at)), *stop = blank != NULL ? blank : end;

		if (!is_known(at, (size_t)(stop - at), words, count))
			return false;
		if (blank == NULL)
			return true;
		at = blank;
	}
}
