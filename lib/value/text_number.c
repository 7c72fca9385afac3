/* Tender and lot numbers: what two ways of writing one have in common. */
#include "kam/value.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* Letters, the marks upon them, and digits tell numbers apart; all else is how somebody writes. */
static bool tells_apart(utf8proc_int32_t code)
{
	utf8proc_category_t category;

	if (code < 0x80)
		return (code >= '0' && code <= '9') || (code >= 'a' && code <= 'z');
	category = utf8proc_category(code);
	return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO;
}

char *kam_text_number_key(const char *text, size_t length)
{
	char *key = kam_text_fold(text, length);
	size_t folded = key == NULL ? 0 : strlen(key), kept = 0;

	if (key == NULL)
		return NULL;
	for (size_t i = 0; i < folded;) {
		utf8proc_int32_t code;
		utf8proc_ssize_t step =
			utf8proc_iterate((const utf8proc_uint8_t *)key + i, (utf8proc_ssize_t)(folded - i), &code);

		if (step < 1) {
			step = 1;
			code = 'x';
		}
		if (tells_apart(code)) {
			memmove(key + kept, key + i, (size_t)step);
			kept += (size_t)step;
		}
		i += (size_t)step;
	}
	key[kept] = '\0';
	return key;
}
