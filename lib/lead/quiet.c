/* Quiet hours: which minutes of a day, and until when it is quiet now. */
#include "quiet.h"

#include <string.h>

enum kam_status quiet_read(struct kam *kam, const char *what, const char *text, struct quiet *out)
{
	struct spans spans;
	const char *why = "";
	enum kam_status status = spans_read_nights(text, strlen(text), &spans, &why);

	memset(out, 0, sizeof *out);
	if (status != KAM_OK)
		return fail(kam, status, _("%s '%s' is not %s"), what, text, why);
	for (int i = 0; i < spans.count; i++)
		for (int minute = spans.at[i].from; minute < spans.at[i].to; minute++)
			out->minute[minute] = true;
	if (memchr(out->minute, false, sizeof out->minute) == NULL)
		return fail(kam, KAM_BAD_VALUE, _("%s '%s' leaves no time to reach anybody"), what, text);
	return KAM_OK;
}

/* The minute of the day, of YYYY-MM-DD HH:MM; -1: out of the years there are. */
static int minute_of(const struct kam *kam, int64_t seconds)
{
	char shown[KAM_INSTANT_SIZE];

	kam_instant_show(seconds, kam->zone, shown);
	if (strlen(shown) != strlen("YYYY-MM-DD HH:MM"))
		return -1;
	return ((shown[11] - '0') * 10 + shown[12] - '0') * 60 + (shown[14] - '0') * 10 + shown[15] - '0';
}

/* Minute by minute on the clock on the wall: then it is right, too, in the night in which that is changed. */
bool quiet_now(const struct kam *kam, const struct quiet *quiet, int64_t *until)
{
	int64_t seconds = kam->now - (kam->now % 60 + 60) % 60;
	int steps = 0;

	for (; steps < 2 * DAY_MINUTES; steps++, seconds += 60) {
		int minute = minute_of(kam, seconds);

		if (minute < 0 || !quiet->minute[minute])
			break;
	}
	*until = seconds;
	return steps > 0;
}
