/* Reads the rule by which a zone's clock changes go on, as POSIX writes it: CET-1CEST,M3.5.0,M10.5.0/3. */
#include "kam/internal/zone.h"

#include <string.h>

/* A number up to `most`; NULL when there is none. */
static const char *read_number(const char *text, int most, int *out)
{
	*out = 0;
	if (*text < '0' || *text > '9')
		return NULL;
	for (; *text >= '0' && *text <= '9'; text++) {
		*out = *out * 10 + (*text - '0');
		if (*out > most)
			return NULL;
	}
	return text;
}

/* [+-]hours[:minutes[:seconds]] in seconds. */
static const char *read_time(const char *text, int *seconds)
{
	bool negative = *text == '-';
	int part;

	if (*text == '-' || *text == '+')
		text++;
	text = read_number(text, 167, &part);
	*seconds = part * 3600;
	for (int unit = 60; text != NULL && *text == ':' && unit > 0; unit /= 60) {
		text = read_number(text + 1, 59, &part);
		*seconds += part * unit;
	}
	if (negative)
		*seconds = -*seconds;
	return text;
}

/* CET or <+03>. */
static const char *skip_name(const char *text)
{
	const char *end;

	if (*text == '<') {
		end = strchr(text, '>');
		return end != NULL ? end + 1 : NULL;
	}
	end = text + strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
	return end - text >= 3 ? end : NULL;
}

/* ,M3.5.0/2 or ,J60 or ,59 */
static const char *read_change(const char *text, struct zone_change *change)
{
	if (text == NULL || *text++ != ',')
		return NULL;
	if (*text == 'M') {
		change->how = ZONE_BY_WEEKDAY;
		text = read_number(text + 1, 12, &change->month);
		if (text != NULL && *text++ == '.')
			text = read_number(text, 5, &change->week);
		if (text != NULL && *text++ == '.')
			text = read_number(text, 6, &change->weekday);
		if (change->month < 1 || change->week < 1)
			return NULL;
	} else if (*text == 'J') {
		change->how = ZONE_BY_DAY_NO_LEAP;
		text = read_number(text + 1, 365, &change->day);
		if (change->day < 1)
			return NULL;
	} else {
		change->how = ZONE_BY_DAY;
		text = read_number(text, 365, &change->day);
	}
	change->seconds = 7200;
	if (text != NULL && *text == '/')
		text = read_time(text + 1, &change->seconds);
	return text;
}

bool zone_read_rule(const char *text, struct zone *out)
{
	int seconds;

	text = skip_name(text);
	if (text == NULL)
		return false;
	text = read_time(text, &seconds);
	if (text == NULL)
		return false;
	out->has_rule = true;
	out->standard = -seconds; /* POSIX counts westward */
	out->summer = out->standard;
	if (*text == '\0')
		return true;
	text = skip_name(text);
	if (text == NULL)
		return false;
	out->summer = out->standard + 3600;
	if (*text != ',') {
		text = read_time(text, &seconds);
		out->summer = -seconds;
	}
	text = read_change(text, &out->to_summer);
	text = read_change(text, &out->to_standard);
	return text != NULL && *text == '\0';
}
