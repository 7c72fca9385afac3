/* A ticket's clock day by day: what was counted, what was not, and why. */
#include "showing.h"

#include <string.h>

static const struct answer_column day_columns[] = {
	{ "day", N_("Day"), KAM_DATE, NULL, 0, false },
	{ "weekday", N_("Weekday"), KAM_TEXT, NULL, 3, false },
	{ "hours", N_("Working hours"), KAM_TEXT, NULL, 2, false },
	{ "counted", N_("Counted"), KAM_TEXT, NULL, 1, false },
	{ "minutes", N_("Minutes"), KAM_INTEGER, NULL, 0, false },
	{ "sum", N_("Minutes so far"), KAM_INTEGER, NULL, 0, false },
	{ "what", N_("What"), KAM_TEXT, NULL, 0, false },
	{ .key = NULL },
};

int64_t showing_day(const struct showing *showing, int64_t instant)
{
	return kam_instant_day(instant, showing->zone);
}

static int64_t day_begins(const struct showing *showing, int64_t day)
{
	int64_t instant = day * 86400;

	(void)zone_instant(zone_find(showing->zone), instant, &instant);
	return instant;
}

/* HH:MM in the zone. */
static void put_time(const struct showing *showing, struct buffer *text, int64_t instant)
{
	char shown[KAM_INSTANT_SIZE];

	kam_instant_show(instant, showing->zone, shown);
	buffer_put(text, shown + 11);
}

/* What is counted of one span of working time that day, as text and as seconds. */
static int64_t count_span(const struct showing *showing, int64_t from, int64_t to, struct buffer *text)
{
	int64_t counted = 0;

	for (size_t i = 0; i < showing->runs.count; i++) {
		int64_t begins = showing->runs.at[i][0], ends = showing->runs.at[i][1];

		ends = ends < showing->last ? ends : showing->last;
		begins = begins > from ? begins : from;
		ends = ends < to ? ends : to;
		if (ends <= begins)
			continue;
		buffer_put(text, text->length > 0 ? " " : "");
		put_time(showing, text, begins);
		buffer_put(text, "-");
		/* The day's end is 24:00, as in the hours. */
		if (ends == day_begins(showing, showing_day(showing, begins) + 1))
			buffer_put(text, "24:00");
		else
			put_time(showing, text, ends);
		counted += ends - begins;
	}
	return counted;
}

static int64_t count_day(const struct showing *showing, int64_t day, const struct spans *spans, struct buffer *text)
{
	const struct calendar *calendar = showing->clocks.terms.calendar;
	int64_t counted = 0;

	if (calendar == NULL)
		return count_span(showing, day_begins(showing, day), day_begins(showing, day + 1), text);
	for (int i = 0; i < spans->count; i++) {
		int64_t from, to;

		clock_span(calendar, day, &spans->at[i], &from, &to);
		counted += count_span(showing, from, to, text);
	}
	return counted;
}

static void put_note(struct buffer *what, const char *note)
{
	buffer_put(what, what->length > 0 ? "; " : "");
	buffer_put(what, note);
}

/* Which festival is it? That of the calendar's own name, or of none in particular. */
static enum kam_status put_kind(const struct showing *showing, const char *day, const char *kind, struct buffer *what)
{
	enum kam_status status = KAM_OK;

	if (kind == NULL)
		return status;
	put_note(what, strcmp(kind, "holiday") == 0   ? _("holiday")
	               : strcmp(kind, "workday") == 0 ? _("worked weekend")
	                                              : _("half day"));
	store_bind_text(showing->festival, ":day", day);
	store_bind_text(showing->festival, ":calendar", calendar_name(showing->clocks.terms.calendar));
	status = store_step(showing->festival);
	if (status == KAM_OK && store_text(showing->festival, 0) != NULL)
		buffer_format(what, " %s", store_text(showing->festival, 0));
	store_reset(showing->festival);
	return status == KAM_DONE ? KAM_OK : status;
}

static const char *word_of(const char *kind)
{
	static const char *const words[][2] = {
		{ "open", N_("opened") },       { "ack", N_("acknowledged") }, { "work", N_("at work") },
		{ "wait", N_("waits") },        { "resume", N_("resumed") },   { "resolve", N_("resolved") },
		{ "confirm", N_("confirmed") }, { "reject", N_("rejected") },  { "reopen", N_("reopened") },
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i][0], kind) == 0)
			return _(words[i][1]);
	return kind;
}

/* What happened up to the end of the day; the event behind it waits for its own. */
static enum kam_status put_events(struct showing *showing, int64_t until, struct buffer *what)
{
	enum kam_status status = KAM_OK;
	int64_t at = 0;

	while (showing->step == KAM_OK) {
		const char *body = store_text(showing->events, 2), *kind = store_text(showing->events, 0);

		status = ticket_instant_read(showing->kam, store_text(showing->events, 1), &at);
		if (status != KAM_OK || at >= until)
			return status;
		put_note(what, word_of(kind));
		buffer_put(what, " ");
		put_time(showing, what, at);
		if (strcmp(kind, "wait") == 0 && body != NULL)
			buffer_format(what, " (%s)", body);
		showing->step = store_step(showing->events);
	}
	return showing->step == KAM_DONE ? KAM_OK : showing->step;
}

/* On the day that it ends, not the one that begins then. */
static void put_due(const struct showing *showing, const char *word, int64_t due, int64_t from, int64_t to,
                    struct buffer *what)
{
	if (due > to || (due <= from && due != showing->clocks.opened) || due < from)
		return;
	put_note(what, word);
	buffer_put(what, " ");
	if (due == to)
		buffer_put(what, "24:00");
	else
		put_time(showing, what, due);
}

static enum kam_status put_row(struct kam_rows *rows, const char *const *texts, const char *day, const char *weekday,
                               int64_t minutes, int64_t sum)
{
	enum kam_status status = rows_put_text(rows, day);

	if (status == KAM_OK)
		status = rows_put_text(rows, weekday);
	for (int i = 0; i < 2 && status == KAM_OK; i++)
		status = rows_put_text(rows, texts[i] != NULL && *texts[i] != '\0' ? texts[i] : NULL);
	if (status == KAM_OK)
		status = rows_put_integer(rows, minutes);
	if (status == KAM_OK)
		status = rows_put_integer(rows, sum);
	return status == KAM_OK ? rows_put_text(rows, texts[2] != NULL && *texts[2] != '\0' ? texts[2] : NULL) : status;
}

static enum kam_status put_day(struct showing *showing, struct kam_rows *rows, int64_t day, int64_t *seconds)
{
	static const char *const weekdays[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };
	static const struct spans whole = { .count = 1, .at = { { 0, DAY_MINUTES } } };
	const struct calendar *calendar = showing->clocks.terms.calendar;
	int64_t from = day_begins(showing, day), to = day_begins(showing, day + 1), before = *seconds / 60;
	const char *kind = NULL;
	const struct spans *spans = calendar != NULL ? calendar_day(calendar, day, &kind) : &whole;
	struct buffer counted = { 0 }, what = { 0 };
	char date[KAM_DATE_SIZE], hours[SPANS_SIZE];
	enum kam_status status;

	kam_date_format(day, date);
	spans_write(spans, hours);
	*seconds += count_day(showing, day, spans, &counted);
	status = put_kind(showing, date, kind, &what);
	if (to - from != 86400)
		put_note(&what, to - from < 86400 ? _("the clock goes forward") : _("the clock goes back"));
	if (day == showing_day(showing, showing->clocks.opened)) {
		put_note(&what, _("opened"));
		buffer_put(&what, " ");
		put_time(showing, &what, showing->clocks.opened);
	}
	if (status == KAM_OK)
		status = put_events(showing, to, &what);
	if (showing->clocks.terms.ack_limit >= 0)
		put_due(showing, _("response due"), ticket_ack_due(&showing->clocks), from, to, &what);
	if (showing->clocks.terms.fix_limit >= 0)
		put_due(showing, _("due"), ticket_fix_due(&showing->clocks), from, to, &what);
	if (status == KAM_OK && (counted.failed || what.failed))
		status = fail_memory(showing->kam);
	if (status == KAM_OK)
		status = put_row(rows, (const char *const[]){ hours, counted.text, what.text }, date,
		                 weekdays[((day + 3) % 7 + 7) % 7], *seconds / 60 - before, *seconds / 60);
	buffer_free(&counted);
	buffer_free(&what);
	return status;
}

static enum kam_status begin_days(struct showing *showing)
{
	enum kam_status status = store_prepare(
		showing->kam,
		"SELECT kind, happened_at, body FROM event WHERE ticket = :ticket AND kind <> 'note' AND kind <> "
		"'assign' "
		"AND kind <> 'escalate' AND (kind <> 'open' OR happened_at > (SELECT opened_at FROM ticket WHERE id = "
		":ticket)) ORDER BY happened_at, position, id",
		&showing->events);

	if (status == KAM_OK)
		status = store_prepare(showing->kam,
		                       "SELECT group_concat(DISTINCT name) FROM festival WHERE day = :day AND "
		                       "(calendar IS NULL OR calendar = :calendar)",
		                       &showing->festival);
	if (status != KAM_OK)
		return status;
	store_bind_integer(showing->events, ":ticket", showing->ticket);
	showing->step = store_step(showing->events);
	return showing->step == KAM_DONE ? KAM_OK : showing->step;
}

static enum kam_status fill_days(struct showing *showing, struct kam_rows **rows)
{
	int64_t seconds = 0;
	enum kam_status status = answer_begin(showing->kam, day_columns, rows);

	for (int64_t day = showing_day(showing, showing->clocks.opened); day <= showing->last_day && status == KAM_OK;
	     day++)
		status = put_day(showing, *rows, day, &seconds);
	return status == KAM_OK ? rows_finish(*rows) : status;
}

enum kam_status showing_days(struct showing *showing, struct kam_rows **rows)
{
	enum kam_status status = begin_days(showing);

	if (status == KAM_OK)
		status = fill_days(showing, rows);
	store_finalize(showing->events);
	store_finalize(showing->festival);
	return status;
}
