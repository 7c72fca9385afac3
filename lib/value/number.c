/* Whole numbers, numbers of 15 digits, percentages and flags: read and written. */
#include "kam/internal/handle.h"
#include "number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum kam_status integer_parse(const char *text, size_t length, char point, int64_t *out, const char **why)
{
	char plain[NARROW_SIZE];
	struct decimal decimal;
	const char *end = narrow(text, length, plain) ? decimal_read(plain, point, &decimal) : NULL;

	if (end == NULL || *end != '\0')
		return refuse(why, _("a whole number such as 12"));
	switch (decimal_scale(&decimal, 0, out)) {
	case DECIMAL_FITS:
		return KAM_OK;
	case DECIMAL_TOO_LARGE:
		return refuse(why, _("a whole number of at most 18 digits"));
	case DECIMAL_TOO_FINE:
		break;
	}
	return refuse(why, _("a whole number such as 12"));
}

enum kam_status kam_integer_parse(const char *text, size_t length, int64_t *out, const char **why)
{
	return integer_parse(text, length, '.', out, why);
}

/* The e+20 of a number so written; where it ends, NULL when it is no power. */
static const char *read_power(const char *text, int *power)
{
	bool negative;
	int value = 0;

	if (*text != 'e' && *text != 'E')
		return text;
	negative = *++text == '-';
	if (*text == '-' || *text == '+')
		text++;
	if (*text < '0' || *text > '9')
		return NULL;
	for (; *text >= '0' && *text <= '9' && value < 1000; text++)
		value = value * 10 + (*text - '0');
	*power = negative ? -value : value;
	return text;
}

enum kam_status kam_number_parse(const char *text, size_t length, char decimal, double *out, const char **why)
{
	/* Powers of ten that a double holds exactly: with 15 digits, one division or multiplication rounds right. */
	static const double powers[] = { 1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
		                         1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };
	const int most = (int)(sizeof powers / sizeof powers[0]) - 1;
	char plain[NARROW_SIZE];
	struct decimal read;
	int power = 0;
	const char *end = narrow(text, length, plain) ? decimal_read(plain, decimal, &read) : NULL;

	if (end != NULL)
		end = read_power(end, &power);
	if (end == NULL || *end != '\0')
		return refuse(why, decimal == ',' ? _("a number such as 12,5") : _("a number such as 12.5"));
	power -= read.decimals;
	for (; read.digits != 0 && read.digits % 10 == 0; power++)
		read.digits /= 10;
	if (read.digits >= UINT64_C(1000000000000000))
		return refuse(why, _("a number of at most 15 significant digits"));
	if (read.digits == 0)
		power = 0;
	if (power < -most || power > most)
		return refuse(why, _("a number that is not so large or so small"));
	*out = (double)read.digits;
	if (power < 0)
		*out /= powers[-power];
	else
		*out *= powers[power];
	if (read.negative && read.digits != 0)
		*out = -*out;
	return KAM_OK;
}

enum kam_status kam_percent_parse(const char *text, size_t length, char decimal, int64_t *hundredths, const char **why)
{
	char plain[NARROW_SIZE];
	struct decimal read;
	const char *end = narrow(text, length, plain) ? decimal_read(plain, decimal, &read) : NULL;

	if (end != NULL) {
		end += strspn(end, " ");
		end += *end == '%';
	}
	if (end == NULL || *end != '\0')
		return refuse(why, decimal == ',' ? _("a percentage such as 12,5") : _("a percentage such as 12.5"));
	switch (decimal_scale(&read, 2, hundredths)) {
	case DECIMAL_FITS:
		return KAM_OK;
	case DECIMAL_TOO_FINE:
		return refuse(why, _("a percentage with at most two decimals"));
	case DECIMAL_TOO_LARGE:
		break;
	}
	return refuse(why, _("a smaller percentage"));
}

enum kam_status kam_flag_parse(const char *text, size_t length, int64_t *out, const char **why)
{
	static const char *const yes[] = { "yes", "true", "1", "y", "是" };
	static const char *const no[] = { "no", "false", "0", "n", "否" };
	char plain[NARROW_SIZE];

	if (!narrow(text, length, plain))
		return refuse(why, _("yes or no"));
	for (size_t i = 0; i < sizeof yes / sizeof yes[0]; i++) {
		if (is_word(plain, yes[i]) || is_word(plain, no[i])) {
			*out = is_word(plain, yes[i]) ? 1 : 0;
			return KAM_OK;
		}
	}
	return refuse(why, _("yes or no"));
}

size_t fixed_format(int64_t value, int decimals, bool grouped, char *buffer)
{
	uint64_t magnitude = value < 0 ? (uint64_t)(-(value + 1)) + 1 : (uint64_t)value;
	char digits[40], *start = digits + sizeof digits;
	size_t length;

	/* From the end, where the first digit that is known is. */
	for (int i = 0; i < decimals; i++) {
		*--start = (char)('0' + magnitude % 10);
		magnitude /= 10;
	}
	if (decimals > 0)
		*--start = '.';
	for (int i = 0; i == 0 || magnitude != 0; i++) {
		if (grouped && i > 0 && i % 3 == 0)
			*--start = ',';
		*--start = (char)('0' + magnitude % 10);
		magnitude /= 10;
	}
	if (value < 0)
		*--start = '-';
	length = (size_t)(digits + sizeof digits - start);
	memcpy(buffer, start, length);
	buffer[length] = '\0';
	return length;
}

size_t kam_percent_format(int64_t hundredths, char *buffer)
{
	return fixed_format(hundredths, 2, false, buffer);
}

size_t kam_number_format(double number, char *buffer)
{
	char text[40];
	size_t length = 0;

	buffer[0] = '\0';
	if (!isfinite(number))
		return 0;
	if (number == 0) /* or else -0 */
		number = 0;
	snprintf(text, sizeof text, "%.15g", number);
	/* The locale's decimal point, of whatever bytes, becomes a full stop. */
	for (const char *from = text; *from != '\0'; from++) {
		if (strchr("0123456789+-e", *from) != NULL)
			buffer[length++] = *from;
		else if (length == 0 || buffer[length - 1] != '.')
			buffer[length++] = '.';
	}
	buffer[length] = '\0';
	return length;
}
