/* Dates and instants read by a format, for files that write them their own way. */
#include "kam/internal/handle.h"
#include "date.h"
#include "instant.h"

#include <string.h>

/* What the text has said so far; -1 for what it has not. */
struct found {
	int year, month, day;
	int hour, hour_of_12, minute, second;
	int afternoon; /* 0 or 1 */
};

/* One number of the text into *out, between two bounds. */
static bool take(const char **text, int least, int most, int low, int high, int *out)
{
	*out = date_digits(text, least, most);
	return *out >= low && *out <= high;
}

/* March, mar, Sept: an English month. */
static bool take_month(const char **text, int *out)
{
	static const char *const months[] = { "january", "february", "march",     "april",   "may",      "june",
		                              "july",    "august",   "september", "october", "november", "december",
		                              "jan",     "feb",      "mar",       "apr",     "may",      "jun",
		                              "jul",     "aug",      "sept",      "oct",     "nov",      "dec" };

	for (int i = 0; i < 24; i++) {
		const char *end = skip_word(*text, months[i]);

		if (end == NULL && i == 20)
			end = skip_word(*text, "sep");
		if (end != NULL) {
			*text = end;
			*out = i % 12 + 1;
			return true;
		}
	}
	return false;
}

static bool take_half(const char **text, int *out)
{
	static const char *const halves[] = { "am", "pm", "上午", "下午" };

	for (int i = 0; i < 4; i++) {
		const char *end = skip_word(*text, halves[i]);

		if (end != NULL) {
			*text = end;
			*out = i % 2;
			return true;
		}
	}
	return false;
}

/* Read by one letter of a format. KAM_USAGE: there is no such letter. */
static enum kam_status take_part(char letter, const char **text, struct found *found)
{
	bool taken;

	switch (letter) {
	case 'Y':
		taken = take(text, 4, 4, 1, 9999, &found->year);
		break;
	case 'y':
		taken = take(text, 2, 2, 0, 99, &found->year);
		found->year += found->year <= 68 ? 2000 : 1900;
		break;
	case 'm':
		taken = take(text, 1, 2, 1, 12, &found->month);
		break;
	case 'd':
		taken = take(text, 1, 2, 1, 31, &found->day);
		break;
	case 'H':
		taken = take(text, 1, 2, 0, 23, &found->hour);
		break;
	case 'I':
		taken = take(text, 1, 2, 1, 12, &found->hour_of_12);
		break;
	case 'M':
		taken = take(text, 1, 2, 0, 59, &found->minute);
		break;
	case 'S':
		taken = take(text, 1, 2, 0, 59, &found->second);
		break;
	case 'p':
		taken = take_half(text, &found->afternoon);
		break;
	case 'b':
	case 'B':
		taken = take_month(text, &found->month);
		break;
	case '%':
		taken = **text == '%';
		*text += taken;
		break;
	default:
		return KAM_USAGE;
	}
	return taken ? KAM_OK : KAM_BAD_VALUE;
}

/* Follow the format through the text. A blank in it stands for any number of blanks, none too. */
static enum kam_status follow(const char *format, const char **text, struct found *found)
{
	enum kam_status status = KAM_OK;

	while (*format != '\0' && status == KAM_OK) {
		if (*format == ' ') {
			format++;
			*text += strspn(*text, " ");
		} else if (*format != '%') {
			if (*format++ != *(*text)++)
				return KAM_BAD_VALUE;
		} else if (format[1] == 'F') {
			status = follow("%Y-%m-%d", text, found);
			format += 2;
		} else if (format[1] == 'T') {
			status = follow("%H:%M:%S", text, found);
			format += 2;
		} else {
			status = take_part(format[1], text, found);
			format += format[1] != '\0' ? 2 : 1;
		}
	}
	return status;
}

/* The hour from %H, or from %I and %p, unless they contradict each other, or one is missing. */
static enum kam_status settle_hour(struct found *found, const char **why)
{
	if (found->hour_of_12 >= 0 && found->afternoon < 0)
		/* xgettext:no-c-format */
		return refuse(why, _("a format with %p (AM or PM) beside %I, or with %H"));
	if (found->hour_of_12 >= 0) {
		found->hour = found->hour_of_12 % 12 + 12 * found->afternoon;
	} else if (found->hour >= 0 && found->afternoon >= 0 && (found->hour >= 12) != found->afternoon) {
		/* xgettext:no-c-format */
		return refuse(why, _("an hour of 0 to 23; hours of AM and PM are read by %I"));
	}
	return KAM_OK;
}

/* The day of a text and its time in seconds, -1 when the format has none. */
static enum kam_status scan(const char *text, size_t length, const char *format, int64_t *days, int64_t *time,
                            const char **why)
{
	char plain[NARROW_SIZE], plain_format[NARROW_SIZE];
	struct found found = { -1, -1, -1, -1, -1, -1, -1, -1 };
	const char *at = plain;
	enum kam_status status;

	if (!narrow(text, length, plain))
		return refuse(why, _("a date written as its format says"));
	status = narrow(format, strlen(format), plain_format) ? follow(plain_format, &at, &found) : KAM_USAGE;
	if (status == KAM_USAGE)
		/* xgettext:no-c-format */
		return refuse(why, _("a format of %Y %y %m %d %H %M %S %p %I %b %B %T %F and other text"));
	if (status != KAM_OK || *at != '\0')
		return refuse(why, _("a date written as its format says"));
	if (found.year < 0 || found.month < 0 || found.day < 0)
		return refuse(why, _("a format with a year, a month and a day"));
	if (settle_hour(&found, why) != KAM_OK)
		return KAM_BAD_VALUE;
	*days = kam_date_days(found.year, found.month, found.day);
	if (*days == INT64_MIN)
		return refuse(why, _("a day that the calendar has"));
	*time = -1;
	if (found.hour >= 0)
		*time = found.hour * 3600 + (found.minute > 0 ? found.minute : 0) * 60 +
		        (found.second > 0 ? found.second : 0);
	return KAM_OK;
}

enum kam_status kam_date_scan(const char *text, size_t length, const char *format, int64_t *days, const char **why)
{
	int64_t read, time;
	enum kam_status status = scan(text, length, format, &read, &time, why);

	if (status == KAM_OK)
		*days = read;
	return status;
}

enum kam_status kam_instant_scan(const char *text, size_t length, const char *format, const char *zone,
                                 int64_t *seconds, const char **why)
{
	const struct zone *found = zone_find(zone);
	int64_t days, time;
	enum kam_status status;

	if (found == NULL)
		return refuse(why, _("a time zone that this system knows, such as Asia/Shanghai"));
	status = scan(text, length, format, &days, &time, why);
	return status == KAM_OK ? instant_of(days, time, found, seconds, why) : status;
}
