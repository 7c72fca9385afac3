/* Hours of a day, of work or of rest: read, checked and written. */
#include "kam/internal/span.h"
#include "kam/internal/handle.h"
#include "narrow.h"

#include <stdio.h>
#include <string.h>

static bool is_digit(char letter)
{
	return letter >= '0' && letter <= '9';
}

/* H:MM or HH:MM as minutes; -1 and *text unmoved when it is none. */
static int read_time(const char **text)
{
	const char *at = *text;
	int hour, minute;

	if (!is_digit(at[0]))
		return -1;
	hour = *at++ - '0';
	if (is_digit(*at))
		hour = hour * 10 + (*at++ - '0');
	if (at[0] != ':' || !is_digit(at[1]) || !is_digit(at[2]) || is_digit(at[3]))
		return -1;
	minute = (at[1] - '0') * 10 + (at[2] - '0');
	if (minute > 59)
		return -1;
	*text = at + 3;
	return hour * 60 + minute;
}

/* In its place among the others; they are few. */
static void insert(struct spans *spans, struct span span)
{
	int place = spans->count++;

	for (; place > 0 && spans->at[place - 1].from > span.from; place--)
		spans->at[place] = spans->at[place - 1];
	spans->at[place] = span;
}

static enum kam_status read_span(const char **text, bool nights, struct span *span, const char **why)
{
	const char *usual = nights ? _("hours such as 21:00-08:00, several with blanks between")
	                           : _("working hours such as 09:00-12:00 13:30-18:00");

	span->from = read_time(text);
	*text += strspn(*text, " ");
	if (span->from < 0 || **text != '-')
		return refuse(why, usual);
	++*text;
	*text += strspn(*text, " ");
	span->to = read_time(text);
	if (span->to < 0 || (**text != '\0' && **text != ' ' && **text != ',') || (nights && span->to == span->from))
		return refuse(why, usual);
	if (span->to > DAY_MINUTES || span->from >= DAY_MINUTES)
		return refuse(why, _("of one day, which ends at 24:00"));
	if (span->to <= span->from && !nights)
		return refuse(why, _("a span that ends after it begins; work through the night is two: until 24:00, "
		                     "and from 00:00 on the next day"));
	return KAM_OK;
}

/* One over midnight is the end of the day and the beginning of it. */
static bool add(struct spans *spans, struct span span)
{
	bool over = span.to < span.from;
	int parts = over && span.to > 0 ? 2 : 1;

	if (spans->count + parts > SPANS_MOST)
		return false;
	if (parts == 2)
		insert(spans, (struct span){ 0, span.to });
	insert(spans, (struct span){ span.from, over ? DAY_MINUTES : span.to });
	return true;
}

static enum kam_status read_all(const char *text, size_t length, bool nights, struct spans *spans, const char **why)
{
	char plain[NARROW_SIZE];
	const char *at = plain;
	struct span span;

	spans->count = 0;
	if (length > 0 && !narrow(text, length, plain))
		return refuse(why, _("working hours such as 09:00-12:00 13:30-18:00"));
	if (length == 0)
		plain[0] = '\0';
	while (*(at += strspn(at, " ,")) != '\0') {
		if (read_span(&at, nights, &span, why) != KAM_OK)
			return KAM_BAD_VALUE;
		if (!add(spans, span))
			return refuse(why, _("at most eight spans a day"));
	}
	for (int i = 1; i < spans->count; i++)
		if (spans->at[i].from < spans->at[i - 1].to)
			return refuse(why, _("spans that do not overlap: each begins when the one before has ended"));
	return KAM_OK;
}

enum kam_status spans_read(const char *text, size_t length, struct spans *spans, const char **why)
{
	return read_all(text, length, false, spans, why);
}

enum kam_status spans_read_nights(const char *text, size_t length, struct spans *spans, const char **why)
{
	return read_all(text, length, true, spans, why);
}

void spans_write(const struct spans *spans, char out[SPANS_SIZE])
{
	size_t used = 0;

	out[0] = '\0';
	for (int i = 0; i < spans->count && used < SPANS_SIZE; i++) {
		const struct span *span = &spans->at[i];

		used += (size_t)snprintf(out + used, SPANS_SIZE - used, "%s%02d:%02d-%02d:%02d", i > 0 ? " " : "",
		                         span->from / 60, span->from % 60, span->to / 60, span->to % 60);
	}
}
