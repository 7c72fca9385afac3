/* Instants: read from ISO 8601, written in UTC and shown in a zone. */
#include "kam/internal/handle.h"
#include "date.h"
#include "instant.h"
#include "kam/internal/zone.h"

#include <string.h>

enum kam_status instant_of(int64_t days, int64_t time, const struct zone *zone, int64_t *seconds, const char **why)
{
	int64_t local = days * DAY_SECONDS + (time >= 0 ? time : 0);
	int64_t result;

	if (!zone_instant(zone, local, &result)) {
		/* A day begins with the clock change that skips its midnight, unless all of it is skipped. */
		if (time >= 0 || date_floor(result + zone_offset(zone, result), DAY_SECONDS) != days)
			return refuse(why, _("a local time that a clock change does not skip"));
	}
	if (result < FIRST_INSTANT || result > LAST_INSTANT)
		return refuse(why, _("an instant in the years 0001 to 9999"));
	*seconds = result;
	return KAM_OK;
}

/* HH:MM, HH:MM:SS, HHMM, HHMMSS and a fraction of a second, which is dropped; -1 and *text unmoved when it is none. */
static int64_t read_time(const char **text)
{
	const char *at = *text;
	int hour = date_digits(&at, 2, 2);
	bool colon = *at == ':';
	int minute, second = 0;

	at += colon;
	minute = date_digits(&at, 2, 2);
	if (hour < 0 || hour > 23 || minute < 0 || minute > 59)
		return -1;
	if (colon ? *at == ':' : *at >= '0' && *at <= '9') {
		at += colon;
		second = date_digits(&at, 2, 2);
		if (second < 0 || second > 59)
			return -1;
		if ((*at == '.' || *at == ',') && at[1] >= '0' && at[1] <= '9')
			at += 1 + strspn(at + 1, "0123456789");
	}
	*text = at;
	return hour * 3600 + minute * 60 + second;
}

/* Z, +08:00, +0800 or +08 to the end of the text; false when it is none. */
static bool read_offset(const char *text, int32_t *offset)
{
	int sign = *text == '-' ? -1 : 1;
	int hours, minutes = 0;

	*offset = 0;
	if (is_word(text, "z"))
		return true;
	if (*text != '+' && *text != '-')
		return false;
	text++;
	hours = date_digits(&text, 2, 2);
	if (*text != '\0') {
		text += *text == ':';
		minutes = date_digits(&text, 2, 2);
	}
	if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59 || *text != '\0')
		return false;
	*offset = sign * (hours * 3600 + minutes * 60);
	return true;
}

/* YYYY-MM-DD[T ]HH:MM[:SS][offset] */
static enum kam_status read_iso(const char *text, const struct zone *zone, int64_t *seconds, const char **why)
{
	int64_t days;
	int64_t time = -1;
	int32_t offset = 0;

	if (date_read(&text, &days, why) != KAM_OK)
		return KAM_BAD_VALUE;
	if (*text == '\0')
		return instant_of(days, -1, zone, seconds, why);
	if (*text == 'T' || *text == 't' || *text == ' ') {
		text += *text == ' ' ? strspn(text, " ") : 1;
		time = read_time(&text);
		text += strspn(text, " ");
	}
	if (time >= 0 && *text == '\0')
		return instant_of(days, time, zone, seconds, why);
	if (time < 0 || !read_offset(text, &offset))
		return refuse(why, _("a date and time such as 2026-03-01T13:30 or 2026-03-01T05:30:00Z"));
	time += days * DAY_SECONDS - offset;
	if (time < FIRST_INSTANT || time > LAST_INSTANT)
		return refuse(why, _("an instant in the years 0001 to 9999"));
	*seconds = time;
	return KAM_OK;
}

enum kam_status kam_instant_parse(const char *text, size_t length, const char *zone, int64_t now, bool relative,
                                  int64_t *seconds, const char **why)
{
	const struct zone *found = zone_find(zone);
	char plain[NARROW_SIZE];
	int64_t days;

	if (found == NULL)
		return refuse(why, _("a time zone that this system knows, such as Asia/Shanghai"));
	if (!narrow(text, length, plain))
		plain[0] = '\0';
	if (relative && is_word(plain, "now")) {
		*seconds = now;
		return KAM_OK;
	}
	/* A word for a day never begins with a digit, an ISO date always does. */
	if (relative && plain[0] != '\0' && strchr("0123456789", plain[0]) == NULL) {
		if (date_parse(plain, kam_instant_day(now, zone), true, &days, why) != KAM_OK)
			return KAM_BAD_VALUE;
		return instant_of(days, -1, found, seconds, why);
	}
	return read_iso(plain, found, seconds, why);
}

static void put_two(char *out, int value)
{
	out[0] = (char)('0' + value / 10);
	out[1] = (char)('0' + value % 10);
}

void kam_instant_format(int64_t seconds, char out[KAM_INSTANT_SIZE])
{
	int64_t days = date_floor(seconds, DAY_SECONDS);
	int time;

	kam_date_format(days, out);
	if (out[0] == '\0')
		return;
	time = (int)(seconds - days * DAY_SECONDS);
	out[10] = 'T';
	put_two(out + 11, time / 3600);
	out[13] = ':';
	put_two(out + 14, time / 60 % 60);
	out[16] = ':';
	put_two(out + 17, time % 60);
	out[19] = 'Z';
	out[20] = '\0';
}

/* Seconds of the zone's clock; as they are where they are out of the years there are. */
static int64_t local_time(int64_t seconds, const char *zone)
{
	const struct zone *found = zone_find(zone);

	if (found == NULL || seconds < FIRST_INSTANT || seconds > LAST_INSTANT)
		return seconds;
	return seconds + zone_offset(found, seconds);
}

void kam_instant_show(int64_t seconds, const char *zone, char out[KAM_INSTANT_SIZE])
{
	kam_instant_format(local_time(seconds, zone), out);
	if (out[0] == '\0')
		return;
	out[10] = ' ';
	out[16] = '\0';
}

int64_t kam_instant_day(int64_t seconds, const char *zone)
{
	return date_floor(local_time(seconds, zone), DAY_SECONDS);
}

bool kam_zone_known(const char *zone)
{
	return zone_find(zone) != NULL;
}
