/* Text on a terminal: the columns it takes, where to cut it, what to show for what would not be seen. */
#include "kam/internal/buffer.h"
#include "kam/value.h"

#include <string.h>
#include <utf8proc.h>

static bool is_flag_letter(utf8proc_int32_t code)
{
	return code >= 0x1f1e6 && code <= 0x1f1ff;
}

/* One character and its length; a byte that is no UTF-8 stands for itself as U+FFFD. */
static size_t next_character(const char *text, size_t length, utf8proc_int32_t *code)
{
	utf8proc_ssize_t step = utf8proc_iterate((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)length, code);

	if (step >= 1)
		return (size_t)step;
	*code = 0xfffd;
	return 1;
}

/*
 * The grapheme cluster at the start of the text: its bytes, and the columns it takes: as many as its widest
 * character (an accent or a joined emoji adds none), but two for the two letters of a flag.
 */
static size_t next_cluster(const char *text, size_t length, size_t *columns)
{
	utf8proc_int32_t code, next;
	utf8proc_int32_t state = 0;
	size_t used;

	/* Printable ASCII before more of its kind is a cluster by itself. */
	if (text[0] >= ' ' && text[0] <= '~' && (length == 1 || (unsigned char)text[1] < 0x80)) {
		*columns = 1;
		return 1;
	}
	used = next_character(text, length, &code);
	*columns = (size_t)utf8proc_charwidth(code);
	while (used < length) {
		size_t step = next_character(text + used, length - used, &next);
		size_t width = (size_t)utf8proc_charwidth(next);

		if (utf8proc_grapheme_break_stateful(code, next, &state))
			break;
		if (is_flag_letter(code) && is_flag_letter(next))
			*columns = 2;
		else if (width > *columns)
			*columns = width;
		used += step;
		code = next;
	}
	return used;
}

size_t kam_text_prefix(const char *text, size_t length, size_t width, size_t *used)
{
	size_t bytes = 0;
	size_t columns = 0;

	while (bytes < length) {
		size_t more;
		size_t step = next_cluster(text + bytes, length - bytes, &more);

		if (more > width - columns)
			break;
		columns += more;
		bytes += step;
	}
	if (used != NULL)
		*used = columns;
	return bytes;
}

size_t kam_text_width(const char *text, size_t length)
{
	size_t columns;

	kam_text_prefix(text, length, SIZE_MAX, &columns);
	return columns;
}

/* Would it move the cursor, hide, or turn the text around? */
static bool is_hazard(utf8proc_int32_t code)
{
	return code < 0x20 || (code >= 0x7f && code <= 0x9f) || code == 0x061c || code == 0x200e || code == 0x200f ||
	       (code >= 0x2028 && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}

char *kam_text_escape(const char *text, size_t length)
{
	struct buffer out = { 0 };
	size_t start = 0; /* of what is copied as it is */

	for (size_t i = 0; i < length;) {
		utf8proc_int32_t code = (unsigned char)text[i];
		size_t step = 1;
		bool broken = false;

		if (code >= 0x80) {
			step = next_character(text + i, length - i, &code);
			broken = step == 1;
		}
		if (broken || is_hazard(code)) {
			buffer_add(&out, text + start, i - start);
			start = i + step;
			if (broken)
				buffer_format(&out, "\\x{%02X}", (unsigned)(unsigned char)text[i]);
			else if (code == '\n')
				buffer_put(&out, "\\n");
			else if (code == '\t')
				buffer_put(&out, "\\t");
			else if (code == '\r')
				buffer_put(&out, "\\r");
			else if (code == 0x1b)
				buffer_put(&out, "\\e");
			else
				buffer_format(&out, "\\u{%X}", (unsigned)code);
		}
		i += step;
	}
	buffer_add(&out, text + start, length - start);
	return buffer_take(&out);
}

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* What a formula is made of is missing. */
static bool is_phone_number(const char *text, size_t length)
{
	size_t i = length > 0 && (*text == '+' || *text == '-') ? 1 : 0;

	if (i >= length || !is_digit(text[i]))
		return false;
	for (; i < length; i++)
		if (!is_digit(text[i]) && memchr(" ().-", text[i], 5) == NULL)
			return false;
	return true;
}

bool kam_text_is_formula(const char *text, size_t length)
{
	size_t i = 0;

	while (i < length && text[i] == '\'')
		i++;
	return i < length && memchr("=+-@\t\r", text[i], 6) != NULL && !is_phone_number(text, length);
}
