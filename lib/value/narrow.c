/* Brings what people type for numbers and dates to plain characters, and reads decimal numbers exactly. */
#include "narrow.h"

#include <string.h>

static bool is_plain_blank(char character)
{
	return character == ' ' || (character >= '\t' && character <= '\r');
}

/* One character beyond ASCII as its plain form, 0 if it has none. `text` has at least three bytes. */
static char plain_form(const unsigned char *text)
{
	unsigned code = (text[0] & 0x0fu) << 12 | (text[1] & 0x3fu) << 6 | (text[2] & 0x3fu);

	if ((text[0] & 0xf0) != 0xe0 || (text[1] & 0xc0) != 0x80 || (text[2] & 0xc0) != 0x80)
		return 0;
	if (code >= 0xff01 && code <= 0xff5e)
		return (char)(code - 0xff01 + '!');
	if (code == 0x2212)
		return '-';
	/* the ideographic blank, the widths of typography, the narrow no-break blank */
	if (code == 0x3000 || (code >= 0x2000 && code <= 0x200a) || code == 0x202f || code == 0x205f)
		return ' ';
	return 0;
}

bool narrow(const char *text, size_t length, char out[NARROW_SIZE])
{
	const unsigned char *bytes = (const unsigned char *)text;
	size_t used = 0;
	size_t i = 0;

	while (i < length) {
		char plain = text[i];
		size_t step = 1;

		if (bytes[i] == 0)
			return false;
		if (bytes[i] >= 0x80) {
			char form = length - i >= 3 ? plain_form(bytes + i) : (char)0;

			if (form != 0) {
				plain = form;
				step = 3;
			} else if (length - i >= 2 && bytes[i] == 0xc2 && bytes[i + 1] == 0xa0) { /* no-break blank */
				plain = ' ';
				step = 2;
			}
		}
		i += step;
		if (is_plain_blank(plain)) {
			if (used == 0)
				continue;
			plain = ' ';
		}
		/* Trailing blanks may be many: they are counted only once something follows. */
		if (used == NARROW_SIZE - 1) {
			if (plain != ' ')
				return false;
			continue;
		}
		out[used++] = plain;
	}
	while (used > 0 && out[used - 1] == ' ')
		used--;
	out[used] = '\0';
	return true;
}

const char *skip_word(const char *text, const char *word)
{
	for (; *word != '\0'; text++, word++) {
		char letter = *text >= 'A' && *text <= 'Z' ? (char)(*text + 32) : *text;

		if (letter != *word)
			return NULL;
	}
	return text;
}

bool is_word(const char *text, const char *word)
{
	const char *end = skip_word(text, word);

	return end != NULL && *end == '\0';
}

static bool is_digit(char character)
{
	return character >= '0' && character <= '9';
}

/* Append `zeros` zeros and then a digit; false when 64 bits do not hold it. */
static bool append(uint64_t *digits, int zeros, int digit)
{
	for (int i = 0; i <= zeros; i++) {
		if (*digits > UINT64_MAX / 10)
			return false;
		*digits *= 10;
	}
	if (*digits > UINT64_MAX - (uint64_t)digit)
		return false;
	*digits += (uint64_t)digit;
	return true;
}

/* The digits before the point, in one run or in groups of three. A group cannot begin the number with a
 * zero: `0,123` is a decimal comma that was read with a decimal point. */
static const char *read_whole(const char *text, char separator, uint64_t *digits)
{
	const char *start = text;
	bool grouped = false;

	for (;;) {
		const char *group = text;

		for (; is_digit(*text); text++) {
			if (!append(digits, 0, *text - '0'))
				return NULL;
		}
		if (grouped ? text - group != 3 : *text == separator && (text - group > 3 || *start == '0'))
			return NULL;
		if (*text != separator || !is_digit(text[1]))
			break;
		if (text == start)
			return NULL;
		grouped = true;
		text++;
	}
	return *text == separator ? NULL : text;
}

const char *decimal_read(const char *text, char point, struct decimal *out)
{
	const char *start;
	int zeros = 0;

	*out = (struct decimal){ 0 };
	if (*text == '-' || *text == '+')
		out->negative = *text++ == '-';
	start = text;
	text = read_whole(text, point == ',' ? '.' : ',', &out->digits);
	if (text == NULL || (text == start && *text != point))
		return NULL;
	if (*text != point)
		return text;
	if (!is_digit(*++text))
		return NULL;
	for (; is_digit(*text); text++) {
		if (*text == '0') {
			zeros++;
			continue;
		}
		if (!append(&out->digits, zeros, *text - '0'))
			return NULL;
		out->decimals += zeros + 1;
		zeros = 0;
	}
	return text;
}

enum decimal_fit decimal_scale(const struct decimal *decimal, int power, int64_t *out)
{
	uint64_t digits = decimal->digits;
	uint64_t most = decimal->negative ? (uint64_t)INT64_MAX + 1 : (uint64_t)INT64_MAX;
	int places = power - decimal->decimals;

	for (; places < 0; places++) {
		if (digits % 10 != 0)
			return DECIMAL_TOO_FINE;
		digits /= 10;
	}
	for (; places > 0 && digits != 0; places--) {
		if (digits > most / 10)
			return DECIMAL_TOO_LARGE;
		digits *= 10;
	}
	if (digits > most)
		return DECIMAL_TOO_LARGE;
	if (decimal->negative)
		*out = digits == 0 ? 0 : -(int64_t)(digits - 1) - 1;
	else
		*out = (int64_t)digits;
	return DECIMAL_FITS;
}
