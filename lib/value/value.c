/* Any kind of value: read and written by what its kind says. */
#include "kam/internal/handle.h"
#include "date.h"
#include "number.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static enum kam_status parse_integer(const struct kam_reading *reading, const char *text, size_t length, char *scratch,
                                     struct kam_value *out, const char **why)
{
	enum kam_status status = integer_parse(text, length, reading->decimal, &out->integer, why);

	out->type = KAM_IS_INTEGER;
	if (status != KAM_OK || (reading->minimum == 0 && reading->maximum == 0))
		return status;
	if (out->integer >= reading->minimum && out->integer <= reading->maximum)
		return KAM_OK;
	snprintf(scratch, KAM_SCRATCH_SIZE, _("a whole number from %" PRId64 " to %" PRId64), reading->minimum,
	         reading->maximum);
	return refuse(why, scratch);
}

static enum kam_status parse_percent(const struct kam_reading *reading, const char *text, size_t length, char *scratch,
                                     struct kam_value *out, const char **why)
{
	enum kam_status status = kam_percent_parse(text, length, reading->decimal, &out->integer, why);

	out->type = KAM_IS_INTEGER;
	if (status != KAM_OK || (reading->minimum == 0 && reading->maximum == 0))
		return status;
	if (out->integer >= reading->minimum && out->integer <= reading->maximum)
		return KAM_OK;
	snprintf(scratch, KAM_SCRATCH_SIZE, _("a percentage from %" PRId64 " to %" PRId64), reading->minimum / 100,
	         reading->maximum / 100);
	return refuse(why, scratch);
}

static enum kam_status parse_number(const struct kam_reading *reading, const char *text, size_t length, char *scratch,
                                    struct kam_value *out, const char **why)
{
	enum kam_status status = kam_number_parse(text, length, reading->decimal, &out->number, why);

	out->type = KAM_IS_NUMBER;
	if (status != KAM_OK || (reading->minimum == 0 && reading->maximum == 0))
		return status;
	if (out->number >= (double)reading->minimum && out->number <= (double)reading->maximum)
		return KAM_OK;
	snprintf(scratch, KAM_SCRATCH_SIZE, _("a number from %" PRId64 " to %" PRId64), reading->minimum,
	         reading->maximum);
	return refuse(why, scratch);
}

static void set_text(struct kam_value *out, const char *text)
{
	out->type = KAM_IS_TEXT;
	out->text = text;
	out->length = strlen(text);
}

static enum kam_status parse_money(const struct kam_reading *reading, const char *text, size_t length, char *scratch,
                                   struct kam_value *out, const char **why)
{
	enum kam_status status =
		kam_money_parse(text, length, reading->decimal, reading->currency, scratch, &out->integer, why);

	if (status != KAM_OK)
		return status;
	if (scratch[0] == '\0' && kam_currency_digits(reading->currency) >= 0)
		memcpy(scratch, reading->currency, 4);
	set_text(out, scratch);
	out->type = KAM_IS_INTEGER;
	return KAM_OK;
}

static enum kam_status parse_date(const struct kam_reading *reading, const char *text, size_t length, char *scratch,
                                  struct kam_value *out, const char **why)
{
	enum kam_status status;
	int64_t days;

	if (reading->format != NULL)
		status = kam_date_scan(text, length, reading->format, &days, why);
	else
		status = kam_date_parse(text, length,
		                        reading->relative ? kam_instant_day(reading->now, reading->zone) : 0,
		                        reading->relative, &days, why);
	if (status != KAM_OK)
		return status;
	kam_date_format(days, scratch);
	set_text(out, scratch);
	return KAM_OK;
}

static enum kam_status parse_instant(const struct kam_reading *reading, const char *text, size_t length, char *scratch,
                                     struct kam_value *out, const char **why)
{
	enum kam_status status;
	int64_t seconds;

	if (reading->format != NULL)
		status = kam_instant_scan(text, length, reading->format, reading->zone, &seconds, why);
	else
		status = kam_instant_parse(text, length, reading->zone, reading->now, reading->relative, &seconds, why);
	if (status != KAM_OK)
		return status;
	kam_instant_format(seconds, scratch);
	set_text(out, scratch);
	return KAM_OK;
}

/* One of the words of a list with a blank between each two, in the list's own spelling. */
static enum kam_status parse_choice(const char *choices, const char *plain, char *scratch, struct kam_value *out,
                                    const char **why)
{
	size_t length = strlen(plain);

	for (const char *choice = choices; choice != NULL && *choice != '\0';) {
		size_t size = strcspn(choice, " ");

		if (size == length && size < KAM_SCRATCH_SIZE) {
			memcpy(scratch, choice, size);
			scratch[size] = '\0';
			if (strcmp(plain, scratch) == 0 || skip_word(plain, scratch) != NULL) {
				set_text(out, scratch);
				return KAM_OK;
			}
		}
		choice += size + (choice[size] == ' ');
	}
	snprintf(scratch, KAM_SCRATCH_SIZE, _("one of: %s"), choices != NULL ? choices : "");
	return refuse(why, scratch);
}

static enum kam_status parse_currency(const char *plain, char *scratch, struct kam_value *out, const char **why)
{
	if (strlen(plain) == 3) {
		for (int i = 0; i < 4; i++)
			scratch[i] = plain[i] >= 'a' && plain[i] <= 'z' ? (char)(plain[i] - 32) : plain[i];
		if (kam_currency_digits(scratch) >= 0) {
			set_text(out, scratch);
			return KAM_OK;
		}
	}
	return refuse(why, _("a currency code of ISO 4217 such as USD"));
}

static enum kam_status parse_text(const char *text, size_t length, struct kam_value *out, const char **why)
{
	if (!kam_text_valid(text, length, NULL))
		return refuse(why, _("text in UTF-8"));
	out->type = KAM_IS_TEXT;
	out->text = text;
	out->length = length;
	return KAM_OK;
}

enum kam_status kam_value_parse(enum kam_kind kind, const struct kam_reading *reading, const char *text, size_t length,
                                char *scratch, struct kam_value *out, const char **why)
{
	char plain[NARROW_SIZE];

	*out = (struct kam_value){ .type = KAM_IS_EMPTY };
	if (length == 0)
		return KAM_OK;
	if (kind == KAM_TEXT)
		return parse_text(text, length, out, why);
	if (!narrow(text, length, plain))
		memcpy(plain, "?", 2); /* longer than any value of these kinds: no parser takes it */
	else if (plain[0] == '\0')
		return KAM_OK;
	switch (kind) {
	case KAM_INTEGER:
		return parse_integer(reading, text, length, scratch, out, why);
	case KAM_NUMBER:
		return parse_number(reading, text, length, scratch, out, why);
	case KAM_MONEY:
		return parse_money(reading, text, length, scratch, out, why);
	case KAM_PERCENT:
		return parse_percent(reading, text, length, scratch, out, why);
	case KAM_DATE:
		return parse_date(reading, text, length, scratch, out, why);
	case KAM_INSTANT:
		return parse_instant(reading, text, length, scratch, out, why);
	case KAM_CHOICE:
		return parse_choice(reading->choices, plain, scratch, out, why);
	case KAM_FLAG:
		out->type = KAM_IS_INTEGER;
		return kam_flag_parse(text, length, &out->integer, why);
	case KAM_CURRENCY:
		return parse_currency(plain, scratch, out, why);
	case KAM_TEXT:
	case KAM_REFERENCE:
	case KAM_ID:
		break;
	}
	return refuse(why, _("a reference, which is looked up and not read"));
}

static size_t integer_text(enum kam_kind kind, const struct kam_value *value, int64_t integer, char *scratch)
{
	char currency[4] = "";

	switch (kind) {
	case KAM_MONEY:
		if (value->text != NULL && value->length == 3)
			memcpy(currency, value->text, 3);
		return kam_money_format(integer, currency, false, scratch);
	case KAM_PERCENT:
		return kam_percent_format(integer, scratch);
	case KAM_FLAG:
		memcpy(scratch, integer != 0 ? "yes" : "no", integer != 0 ? 4 : 3);
		return integer != 0 ? 3 : 2;
	default:
		return fixed_format(integer, 0, false, scratch);
	}
}

const char *kam_value_text(enum kam_kind kind, const struct kam_value *value, char *scratch, size_t *length)
{
	/* *length may be the value's own, so that it is written last. */
	switch (value->type) {
	case KAM_IS_TEXT:
		*length = value->length;
		return value->text;
	case KAM_IS_INTEGER:
		*length = integer_text(kind, value, value->integer, scratch);
		return scratch;
	case KAM_IS_NUMBER:
		/* A mean of amounts or percentages is no whole number of minor units: it is rounded to one. */
		if ((kind == KAM_MONEY || kind == KAM_PERCENT) && fabs(value->number) < 9e18)
			*length = integer_text(kind, value, (int64_t)llround(value->number), scratch);
		else
			*length = kam_number_format(value->number, scratch);
		return scratch;
	case KAM_IS_EMPTY:
	case KAM_IS_MASKED:
		break;
	}
	*length = 0;
	return "";
}

static bool same_text(const struct kam_value *left, const struct kam_value *right)
{
	return left->length == right->length &&
	       (left->length == 0 || memcmp(left->text, right->text, left->length) == 0);
}

int kam_value_order(const struct kam_value *left, const struct kam_value *right)
{
	double a = left->type == KAM_IS_NUMBER ? left->number : (double)left->integer;
	double b = right->type == KAM_IS_NUMBER ? right->number : (double)right->integer;
	size_t shorter = left->length < right->length ? left->length : right->length;
	int order;

	if (left->type == KAM_IS_INTEGER && right->type == KAM_IS_INTEGER)
		return (left->integer > right->integer) - (left->integer < right->integer);
	if (left->type != KAM_IS_TEXT || right->type != KAM_IS_TEXT)
		return (a > b) - (a < b);
	order = shorter == 0 ? 0 : memcmp(left->text, right->text, shorter);
	return order != 0 ? order : (left->length > right->length) - (left->length < right->length);
}

bool kam_value_equal(const struct kam_value *left, const struct kam_value *right)
{
	if (left->type != right->type) {
		/* A whole number may have been kept as one: 3 is 3.0. */
		if (left->type == KAM_IS_INTEGER && right->type == KAM_IS_NUMBER)
			return (double)left->integer == right->number;
		if (left->type == KAM_IS_NUMBER && right->type == KAM_IS_INTEGER)
			return left->number == (double)right->integer;
		return false;
	}
	switch (left->type) {
	case KAM_IS_EMPTY:
		return true;
	case KAM_IS_INTEGER:
		/* Amounts differ by their currency too, where both say it. */
		return left->integer == right->integer &&
		       (left->length == 0 || right->length == 0 || same_text(left, right));
	case KAM_IS_NUMBER:
		return left->number == right->number;
	case KAM_IS_TEXT:
	case KAM_IS_MASKED:
		break;
	}
	return same_text(left, right);
}
