/* Days: counted, written, and read from ISO 8601 or from words such as today, +3d, mon, eom. */
#include "kam/internal/handle.h"
#include "date.h"

#include <string.h>

static bool is_leap_year(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int month_days(int year, int month)
{
	static const signed char days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	return month == 2 && is_leap_year(year) ? 29 : days[month - 1];
}

/* Days from 0001-01-01 to the first of the month. */
static int64_t days_before(int year, int month)
{
	static const short before[] = { 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334 };
	int64_t past = year - 1;

	return past * 365 + past / 4 - past / 100 + past / 400 + before[month - 1] +
	       (month > 2 && is_leap_year(year) ? 1 : 0);
}

int64_t kam_date_days(int year, int month, int day)
{
	if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > month_days(year, month))
		return INT64_MIN;
	return FIRST_DAY + days_before(year, month) + day - 1;
}

void kam_date_civil(int64_t days, int *year, int *month, int *day)
{
	int64_t count;

	*year = *month = *day = 0;
	if (days < FIRST_DAY || days > LAST_DAY)
		return;
	count = days - FIRST_DAY;
	/* A first guess by the mean year of 365.2425 days is never more than one too late. */
	*year = (int)(count * 400 / 146097) + 1;
	if (*year < 9999 && days_before(*year + 1, 1) <= count)
		++*year;
	if (days_before(*year, 1) > count)
		--*year;
	count -= days_before(*year, 1);
	*month = (int)(count / 31) + 1;
	if (*month < 12 && days_before(*year, *month + 1) - days_before(*year, 1) <= count)
		++*month;
	*day = (int)(count - (days_before(*year, *month) - days_before(*year, 1))) + 1;
}

/* A number of as many digits as there is room for. */
static void put_digits(char *out, int digits, int value)
{
	for (; digits > 0; value /= 10)
		out[--digits] = (char)('0' + value % 10);
}

void kam_date_format(int64_t days, char out[KAM_DATE_SIZE])
{
	int year, month, day;

	out[0] = '\0';
	kam_date_civil(days, &year, &month, &day);
	if (year == 0)
		return;
	put_digits(out, 4, year);
	out[4] = '-';
	put_digits(out + 5, 2, month);
	out[7] = '-';
	put_digits(out + 8, 2, day);
	out[10] = '\0';
}

int64_t date_floor(int64_t value, int64_t divisor)
{
	int64_t quotient = value / divisor;

	return quotient - (value % divisor < 0 ? 1 : 0);
}

int date_weekday(int64_t days)
{
	return (int)((days - FIRST_DAY) % 7); /* 0001-01-01 was a Monday */
}

int64_t date_add_months(int64_t days, int64_t months)
{
	int year, month, day;
	int64_t count;

	kam_date_civil(days, &year, &month, &day);
	if (year == 0 || months < -120000 || months > 120000)
		return INT64_MIN;
	count = (int64_t)year * 12 + month - 1 + months;
	if (count < 12 || count >= 120000)
		return INT64_MIN;
	year = (int)(count / 12);
	month = (int)(count % 12) + 1;
	return kam_date_days(year, month, day < month_days(year, month) ? day : month_days(year, month));
}

int date_digits(const char **text, int least, int most)
{
	int count = 0;
	int value = 0;

	for (; count < most && (*text)[count] >= '0' && (*text)[count] <= '9'; count++)
		value = value * 10 + ((*text)[count] - '0');
	if (count < least)
		return -1;
	*text += count;
	return value;
}

enum kam_status date_read(const char **text, int64_t *days, const char **why)
{
	const char *at = *text;
	int year = date_digits(&at, 4, 4);
	bool dashes = *at == '-';
	int month, day = -1;

	at += dashes;
	month = date_digits(&at, dashes ? 1 : 2, 2);
	if (!dashes || *at++ == '-')
		day = date_digits(&at, dashes ? 1 : 2, 2);
	if (year < 0 || month < 0 || day < 0 || (*at >= '0' && *at <= '9'))
		return refuse(why, _("a date such as 2026-03-01"));
	*days = kam_date_days(year, month, day);
	if (*days == INT64_MIN)
		return refuse(why, _("a day that the calendar has"));
	*text = at;
	return KAM_OK;
}

/* +3d -2w +1m +1y; KAM_DONE when the text is nothing of the sort. */
static enum kam_status read_distance(const char *text, int64_t today, int64_t *days)
{
	bool back = *text == '-';
	int64_t count;
	char unit;

	if (*text != '+' && *text != '-')
		return KAM_DONE;
	text++;
	count = date_digits(&text, 1, 8);
	if (count < 0 || text[0] == '\0' || text[1] != '\0')
		return KAM_DONE;
	if (back)
		count = -count;
	unit = *text;
	if (unit == 'd' || unit == 'D')
		*days = today + count;
	else if (unit == 'w' || unit == 'W')
		*days = today + count * 7;
	else if (unit == 'm' || unit == 'M')
		*days = date_add_months(today, count);
	else if (unit == 'y' || unit == 'Y')
		*days = date_add_months(today, count * 12);
	else
		return KAM_DONE;
	return *days >= FIRST_DAY && *days <= LAST_DAY ? KAM_OK : KAM_BAD_VALUE;
}

/* A word for a day; KAM_DONE when the text is none. */
static enum kam_status read_relative(const char *text, int64_t today, int64_t *days)
{
	static const char weekdays[][4] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };
	int year, month, day;

	if (today < FIRST_DAY || today > LAST_DAY)
		return KAM_DONE;
	if (is_word(text, "today")) {
		*days = today;
	} else if (is_word(text, "yesterday")) {
		*days = today - 1;
	} else if (is_word(text, "tomorrow")) {
		*days = today + 1;
	} else if (is_word(text, "eom")) {
		kam_date_civil(today, &year, &month, &day);
		*days = kam_date_days(year, month, month_days(year, month));
	} else {
		for (int i = 0; i < 7; i++) {
			if (is_word(text, weekdays[i])) {
				*days = today + (i - date_weekday(today) + 7) % 7;
				return *days <= LAST_DAY ? KAM_OK : KAM_BAD_VALUE;
			}
		}
		return read_distance(text, today, days);
	}
	return *days >= FIRST_DAY && *days <= LAST_DAY ? KAM_OK : KAM_BAD_VALUE;
}

enum kam_status date_parse(const char *plain, int64_t today, bool relative, int64_t *days, const char **why)
{
	const char *end = plain;
	int64_t read;

	if (relative) {
		switch (read_relative(plain, today, &read)) {
		case KAM_OK:
			*days = read;
			return KAM_OK;
		case KAM_BAD_VALUE:
			return refuse(why, _("a day in the years 0001 to 9999"));
		default:
			break;
		}
	}
	if (date_read(&end, &read, why) == KAM_OK) {
		if (*end != '\0')
			return refuse(why, _("a date such as 2026-03-01"));
		*days = read;
		return KAM_OK;
	}
	/* What begins with a digit is meant for a date: its own reason says more. */
	if (relative && (*plain < '0' || *plain > '9'))
		return refuse(why, _("a date such as 2026-03-01, today, +3d, mon or eom"));
	return KAM_BAD_VALUE;
}

enum kam_status kam_date_parse(const char *text, size_t length, int64_t today, bool relative, int64_t *days,
                               const char **why)
{
	char plain[NARROW_SIZE];

	if (!narrow(text, length, plain))
		plain[0] = '\0';
	return date_parse(plain, today, relative, days, why);
}
