/* Days of a calendar: when each is worked, and counting back by those that are. */
#include "week.h"

#include <string.h>

#define FIRST_DAY INT64_C(-719162) /* 0001-01-01, a Monday */

int week_day(int64_t day)
{
	int64_t place = (day - FIRST_DAY) % 7;

	return (int)(place < 0 ? place + 7 : place);
}

/* Monday's hours, or those of the first weekday that has any: the calendar has one. */
static const struct spans *usual(const struct calendar *calendar)
{
	int weekday = 0;

	while (weekday < 6 && calendar->week[weekday].count == 0)
		weekday++;
	return &calendar->week[weekday];
}

static struct spans first_half(const struct spans *whole)
{
	struct spans half = { .count = 1, .at = { whole->at[0] } };

	if (whole->count == 1)
		half.at[0].to = half.at[0].from + (half.at[0].to - half.at[0].from) / 2;
	return half;
}

void week_complete(struct calendar *calendar)
{
	for (size_t i = 0; i < calendar->odd_count; i++) {
		struct odd_day *odd = &calendar->odd[i];
		const struct spans *weekday = &calendar->week[week_day(odd->day)];

		if (odd->spans.count > 0)
			continue;
		if (strcmp(odd->kind, "workday") == 0)
			odd->spans = *usual(calendar);
		else if (strcmp(odd->kind, "halfday") == 0)
			odd->spans = first_half(weekday->count > 0 ? weekday : usual(calendar));
	}
}

static const struct odd_day *find_odd(const struct calendar *calendar, int64_t day)
{
	size_t low = 0, high = calendar->odd_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (calendar->odd[middle].day < day)
			low = middle + 1;
		else
			high = middle;
	}
	return low < calendar->odd_count && calendar->odd[low].day == day ? &calendar->odd[low] : NULL;
}

const struct spans *calendar_day(const struct calendar *calendar, int64_t day, const char **kind)
{
	const struct odd_day *odd = find_odd(calendar, day);

	if (kind != NULL)
		*kind = odd != NULL ? odd->kind : NULL;
	return odd != NULL ? &odd->spans : &calendar->week[week_day(day)];
}

bool calendar_is_working(const struct calendar *calendar, int64_t day)
{
	return calendar_day(calendar, day, NULL)->count > 0;
}

enum kam_status calendar_days_before(const struct calendar *calendar, int64_t day, int64_t n, int64_t *out)
{
	for (int64_t left = n; day >= FIRST_DAY; day--)
		if (calendar_is_working(calendar, day) && left-- <= 0) {
			*out = day;
			return KAM_OK;
		}
	return fail(calendar->kam, KAM_REFUSED, _("%lld working days before that there is no day any more"),
	            (long long)n);
}
