/* Any bytes as text: folded, measured, cut and escaped without losing or inventing anything. */
#include "kam/value.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_fold(const char *text, size_t size, char *(*fold)(const char *, size_t))
{
	char *folded = fold(text, size);
	char *again = folded ? fold(folded, strlen(folded)) : NULL;

	/* A text is never folded to nothing, and what is folded stays as it is. */
	if (!folded || !again || (size > 0 && text[0] != '\0' && folded[0] == '\0') ||
	    (kam_text_valid(text, size, NULL) && strcmp(folded, again) != 0))
		abort();
	free(folded);
	free(again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;
	size_t offset, bytes, used;
	char *escaped;

	if (!kam_text_valid(text, size, &offset) && (offset >= size || !kam_text_valid(text, offset, NULL)))
		abort();
	check_fold(text, size, kam_text_fold);
	check_fold(text, size, kam_text_name_key);
	escaped = kam_text_escape(text, size);
	if (!escaped || !kam_text_valid(escaped, strlen(escaped), NULL) || strpbrk(escaped, "\n\t\r\x1b\x7f"))
		abort();
	bytes = kam_text_prefix(text, size, 20, &used);
	if (bytes > size || used > 20 || kam_text_width(text, bytes) != used)
		abort();
	/* Distances take the product of two lengths: names are short. */
	if (size < 200 &&
	    (kam_text_distance(escaped, escaped) != 0 || kam_text_distance("", escaped) > strlen(escaped)))
		abort();
	free(escaped);
	return 0;
}
