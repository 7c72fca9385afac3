/* Periods: 2026, 2026-Q3, 2026-W30, this month, 2026-01-01..2026-04-01, all. */
#include "kam/internal/handle.h"
#include "date.h"

#include <string.h>

/* Half-open days; INT64_MIN and INT64_MAX are no bound. */
struct span {
	int64_t from, to;
};

/* A span of months from the first of one, counted as year × 12 + month − 1. */
static bool month_span(int64_t first, int64_t months, struct span *span)
{
	int64_t last = first + months;

	if (first < 12 || first >= 120000)
		return false;
	span->from = kam_date_days((int)(first / 12), (int)(first % 12) + 1, 1);
	/* Nothing comes after the year 9999: a period that ends with it has no bound. */
	span->to = last < 120000 ? kam_date_days((int)(last / 12), (int)(last % 12) + 1, 1) : INT64_MAX;
	return true;
}

/* Some days from a first one. */
static bool day_span(int64_t first, int64_t days, struct span *span)
{
	if (first < FIRST_DAY || first > LAST_DAY)
		return false;
	span->from = first;
	span->to = first + days <= LAST_DAY ? first + days : INT64_MAX;
	return true;
}

/* The ISO week: week 1 is the one with 4 January in it. */
static bool week_span(int year, int week, struct span *span)
{
	int64_t fourth = kam_date_days(year, 1, 4);
	int64_t monday;

	if (fourth == INT64_MIN || week < 1 || week > 53)
		return false;
	monday = fourth - date_weekday(fourth) + (int64_t)(week - 1) * 7;
	/* A week belongs to the year of its Thursday: only some years have a week 53. */
	if (week == 53 && monday + 3 >= kam_date_days(year, 1, 1) + 365 + (kam_date_days(year, 2, 29) != INT64_MIN))
		return false;
	return day_span(monday, 7, span);
}

/* 2026, 2026-Q3, 2026-07, 2026-W30; *known: it is written like one of these. */
static bool read_calendar(const char *text, struct span *span, bool *known)
{
	int year = date_digits(&text, 4, 4);
	int number;

	*known = false;
	if (year < 0)
		return false;
	if (*text == '\0') {
		*known = true;
		return month_span((int64_t)year * 12, 12, span);
	}
	if (*text++ != '-')
		return false;
	if (*text == 'Q' || *text == 'q') {
		text++;
		number = date_digits(&text, 1, 1);
		*known = number >= 0 && *text == '\0';
		return *known && number >= 1 && number <= 4 &&
		       month_span((int64_t)year * 12 + (number - 1) * 3, 3, span);
	}
	if (*text == 'W' || *text == 'w') {
		text++;
		number = date_digits(&text, 1, 2);
		*known = number >= 0 && *text == '\0';
		return *known && week_span(year, number, span);
	}
	number = date_digits(&text, 1, 2);
	*known = number >= 0 && *text == '\0';
	return *known && number >= 1 && number <= 12 && month_span((int64_t)year * 12 + number - 1, 1, span);
}

/* this|last|next week|month|quarter|year; *known: it is one of these. */
static bool read_words(const char *text, int64_t today, struct span *span, bool *known)
{
	char first[8];
	size_t length = strcspn(text, " ");
	const char *unit = text + length + strspn(text + length, " ");
	int64_t step = 0;
	int64_t months;
	int year, month, day;

	*known = false;
	if (length >= sizeof first || length == 0 || *unit == '\0')
		return false;
	memcpy(first, text, length);
	first[length] = '\0';
	if (is_word(first, "last"))
		step = -1;
	else if (is_word(first, "next"))
		step = 1;
	else if (!is_word(first, "this"))
		return false;
	*known = true;
	if (today < FIRST_DAY || today > LAST_DAY)
		return false;
	if (is_word(unit, "week"))
		return day_span(today - date_weekday(today) + step * 7, 7, span);
	kam_date_civil(today, &year, &month, &day);
	months = (int64_t)year * 12 + month - 1;
	if (is_word(unit, "month"))
		return month_span(months + step, 1, span);
	if (is_word(unit, "quarter"))
		return month_span(months - months % 3 + step * 3, 3, span);
	if (is_word(unit, "year"))
		return month_span((int64_t)year * 12 + step * 12, 12, span);
	*known = false;
	return false;
}

/* FROM..TO, either left out, not both. The text is cut in two at `dots`. */
static enum kam_status read_range(char *text, char *dots, int64_t today, struct span *span, const char **why)
{
	char *second = dots + 2;

	while (dots > text && dots[-1] == ' ')
		dots--;
	*dots = '\0';
	second += strspn(second, " ");
	*span = (struct span){ INT64_MIN, INT64_MAX };
	if (*text == '\0' && *second == '\0')
		return refuse(why, _("a range with a first day, or the day after its last, or both"));
	if (*text != '\0' && date_parse(text, today, true, &span->from, why) != KAM_OK)
		return KAM_BAD_VALUE;
	if (*second != '\0' && date_parse(second, today, true, &span->to, why) != KAM_OK)
		return KAM_BAD_VALUE;
	if (span->from >= span->to)
		return refuse(why, _("a range whose end (the day after its last) comes after its beginning"));
	return KAM_OK;
}

static enum kam_status read_span(char *text, int64_t today, struct span *span, const char **why)
{
	char *dots = strstr(text, "..");
	bool known;
	int64_t day;

	if (dots != NULL)
		return read_range(text, dots, today, span, why);
	if (read_calendar(text, span, &known))
		return KAM_OK;
	if (!known && read_words(text, today, span, &known))
		return KAM_OK;
	if (known)
		return refuse(why, _("a period that the calendar has"));
	if (date_parse(text, today, true, &day, why) == KAM_OK && day_span(day, 1, span))
		return KAM_OK;
	/* What looks like a date is refused as one; the rest is told what there is. */
	if (strlen(text) < 8 || text[0] < '0' || text[0] > '9')
		*why = _(
			"a period such as 2026, 2026-Q3, 2026-07, 2026-W30, this month, 2026-01-01..2026-04-01 or all");
	return KAM_BAD_VALUE;
}

enum kam_status kam_period_parse(const char *text, size_t length, int64_t today, struct kam_period *period,
                                 const char **why)
{
	char plain[NARROW_SIZE];
	struct span span;
	enum kam_status status;

	*period = (struct kam_period){ 0 };
	if (!narrow(text, length, plain))
		plain[0] = '\0';
	if (is_word(plain, "all")) {
		period->all = true;
		return KAM_OK;
	}
	status = read_span(plain, today, &span, why);
	if (status != KAM_OK)
		return status;
	if (span.from != INT64_MIN)
		kam_date_format(span.from, period->from);
	if (span.to != INT64_MAX)
		kam_date_format(span.to, period->to);
	return KAM_OK;
}
