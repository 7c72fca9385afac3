/* The clocks of a ticket told day by day: what was counted, what was not, and why. */
#include "kam/clock.h"
#include "clock.h"
#include "kam/internal/answer.h"
#include "kam/internal/reference.h"
#include "kam/internal/write.h"

#include <stdlib.h>
#include <string.h>

static const struct answer_column clock_columns[] = {
	{ "clock", N_("Clock"), KAM_TEXT, NULL, 0, false },
	{ "minutes", N_("Minutes"), KAM_INTEGER, NULL, 0, false },
	{ "used", N_("Used"), KAM_INTEGER, NULL, 0, false },
	{ "left", N_("Minutes left"), KAM_INTEGER, NULL, 1, false },
	{ "due", N_("Due"), KAM_INSTANT, NULL, 0, false },
	{ "state", N_("State"), KAM_TEXT, NULL, 0, false },
	{ "sla", N_("Service level"), KAM_ID, "sla", 2, false },
	{ "calendar", N_("Calendar"), KAM_TEXT, NULL, 2, false },
	{ "zone", N_("Time zone"), KAM_TEXT, NULL, 2, false },
	{ .key = NULL },
};

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

struct showing {
	struct kam *kam;
	int64_t ticket;
	char id[KAM_ID_SIZE];
	struct ticket_clocks clocks;
	struct ticket_runs runs;
	const char *zone;  /* by name */
	int64_t last;      /* the last instant that is told of */
	int64_t last_day;  /* and the day that ends with it */
	int64_t stored[2]; /* of a closed ticket, what was in force: ack, fix; CLOCK_NEVER: nothing */
	bool closed;
	struct statement *events; /* in their order, from the day on that is told next */
	enum kam_status step;
	struct statement *festival;
};

static int64_t local_day(const struct showing *showing, int64_t instant)
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

static enum kam_status read_instant(struct kam *kam, const char *text, int64_t *out)
{
	const char *why;

	if (text == NULL || kam_instant_parse(text, strlen(text), "", 0, false, out, &why) == KAM_OK)
		return KAM_OK;
	return fail(kam, KAM_BAD_DATA, _("'%s' is no point in time; see kam db check"), text);
}

/* ---- the clocks ---- */

static const char *state_of(const struct showing *showing, const struct clock *clock, int64_t due, bool done,
                            int64_t at)
{
	if (done)
		return at <= due ? "met" : "breached";
	if (due == CLOCK_NEVER)
		return showing->clocks.state == TICKET_WAITS ? "paused" : NULL;
	return clock->over || due < showing->kam->now ? "breached" : "running";
}

static enum kam_status put_clock(struct showing *showing, struct kam_rows *rows, bool fix)
{
	const struct ticket_clocks *clocks = &showing->clocks;
	const struct clock *clock = fix ? &clocks->fix : &clocks->ack;
	int64_t due = fix ? ticket_fix_due(clocks) : ticket_ack_due(clocks), used = clock->used, at = 0;
	bool done = fix ? clocks->state == TICKET_STANDS && showing->runs.count > 0 : clocks->acked;
	char text[KAM_INSTANT_SIZE] = "", id[KAM_ID_SIZE];
	const char *state;
	enum kam_status status;

	if (fix)
		at = showing->runs.count > 0 ? showing->runs.at[showing->runs.count - 1][1] : 0;
	else
		at = clocks->acked_at;
	if (showing->closed && showing->stored[fix] != CLOCK_NEVER)
		due = showing->stored[fix];
	/* One that is still running has used what has passed since it began to. */
	if (!clock->over && !done && clocks->state == TICKET_RUNS)
		used += clock_worked(clock->calendar, clocks->since, showing->kam->now);
	used = used < clock->limit ? used : clock->limit;
	state = state_of(showing, clock, due, done, at);
	if (due != CLOCK_NEVER)
		kam_instant_format(due, text);
	status = rows_put_text(rows, fix ? "resolution" : "response");
	if (status == KAM_OK)
		status = rows_put_integer(rows, clock->limit / 60);
	if (status == KAM_OK)
		status = rows_put_integer(rows, used / 60);
	if (status == KAM_OK)
		status = rows_put_integer(rows, clock->limit / 60 - used / 60);
	if (status == KAM_OK)
		status = rows_put_text(rows, *text != '\0' ? text : NULL);
	if (status == KAM_OK)
		status = rows_put_text(rows, state);
	reference_format(kam_type_find("sla"), clocks->terms.sla, id);
	if (status == KAM_OK)
		status = rows_put_text(rows, id);
	if (status == KAM_OK)
		status = rows_put_text(rows, clocks->terms.always ? "always" : calendar_name(clocks->terms.calendar));
	return status == KAM_OK ? rows_put_text(rows, *showing->zone != '\0' ? showing->zone : "UTC") : status;
}

static enum kam_status fill_clocks(struct showing *showing, struct kam_rows **rows)
{
	enum kam_status status = answer_begin(showing->kam, clock_columns, rows);

	if (status == KAM_OK && showing->clocks.terms.ack_limit >= 0)
		status = put_clock(showing, *rows, false);
	if (status == KAM_OK && showing->clocks.terms.fix_limit >= 0)
		status = put_clock(showing, *rows, true);
	return status == KAM_OK ? rows_finish(*rows) : status;
}

/* ---- the days ---- */

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
		if (ends == day_begins(showing, local_day(showing, begins) + 1))
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

		status = read_instant(showing->kam, store_text(showing->events, 1), &at);
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
	if (day == local_day(showing, showing->clocks.opened)) {
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

/* To its end; while it runs to the day on which it is due, or to this day where that is over. */
static void set_last(struct showing *showing, int64_t last_event)
{
	const struct ticket_clocks *clocks = &showing->clocks;
	int64_t due = clocks->terms.fix_limit >= 0 ? ticket_fix_due(clocks) : ticket_ack_due(clocks);

	showing->last = last_event > clocks->opened ? last_event : clocks->opened;
	showing->last_day = local_day(showing, showing->last);
	if (clocks->state != TICKET_RUNS)
		return;
	if (due == CLOCK_NEVER || due < showing->kam->now)
		due = showing->kam->now;
	if (due <= showing->last)
		return;
	showing->last = due;
	showing->last_day = local_day(showing, due - 1);
}

static enum kam_status fill_days(struct showing *showing, struct kam_rows **rows)
{
	int64_t seconds = 0;
	enum kam_status status = answer_begin(showing->kam, day_columns, rows);

	for (int64_t day = local_day(showing, showing->clocks.opened); day <= showing->last_day && status == KAM_OK;
	     day++)
		status = put_day(showing, *rows, day, &seconds);
	return status == KAM_OK ? rows_finish(*rows) : status;
}

/* ---- reading it ---- */

static enum kam_status read_stored(struct showing *showing)
{
	struct statement *statement = NULL;
	int64_t last = INT64_MIN;
	enum kam_status status = store_prepare(showing->kam,
	                                       "SELECT closed_at IS NOT NULL, ack_due, fix_due, (SELECT "
	                                       "max(happened_at) FROM event WHERE event.ticket = "
	                                       "ticket.id AND event.kind <> 'note' AND event.kind <> 'assign' AND "
	                                       "event.kind <> 'escalate') FROM ticket "
	                                       "WHERE id = :id",
	                                       &statement);

	showing->stored[0] = showing->stored[1] = CLOCK_NEVER;
	if (status == KAM_OK) {
		store_bind_integer(statement, ":id", showing->ticket);
		status = store_step(statement);
	}
	if (status == KAM_OK) {
		showing->closed = store_integer(statement, 0) != 0;
		status = read_instant(showing->kam, store_text(statement, 1), &showing->stored[0]);
	}
	if (status == KAM_OK)
		status = read_instant(showing->kam, store_text(statement, 2), &showing->stored[1]);
	if (status == KAM_OK)
		status = read_instant(showing->kam, store_text(statement, 3), &last);
	store_finalize(statement);
	if (status == KAM_OK)
		set_last(showing, last);
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

/* What is stored of a closed ticket is what was in force then; where that is not what it would be by now, it is said. */
static enum kam_status note_force(struct showing *showing, char **note)
{
	const struct ticket_clocks *clocks = &showing->clocks;
	struct buffer text = { 0 };

	if (!showing->closed ||
	    (showing->stored[0] == ticket_ack_due(clocks) && showing->stored[1] == ticket_fix_due(clocks)))
		return KAM_OK;
	buffer_format(&text,
	              _("%s is closed: due is what was in force then; by today's policy and calendars it would be "
	                "another: kam ticket clock %s --recompute"),
	              showing->id, showing->id);
	*note = buffer_take(&text);
	return *note != NULL ? KAM_OK : fail_memory(showing->kam);
}

static bool set_section(struct kam_report_section *section, const char *name, const char *title)
{
	section->name = strdup(name);
	section->title = strdup(title);
	return section->name != NULL && section->title != NULL;
}

static enum kam_status fill(struct showing *showing, struct kam_report_answer *answer)
{
	struct buffer title = { 0 };
	enum kam_status status = KAM_OK;

	buffer_format(&title, _("Clocks of %s"), showing->id);
	if (buffer_text(&title) == NULL || !set_section(&answer->sections[0], "clocks", title.text) ||
	    !set_section(&answer->sections[1], "days", _("Day by day")))
		status = fail_memory(showing->kam);
	answer->count = 2;
	buffer_free(&title);
	if (status == KAM_OK)
		status = fill_clocks(showing, &answer->sections[0].rows);
	if (status == KAM_OK)
		status = begin_days(showing);
	if (status == KAM_OK)
		status = fill_days(showing, &answer->sections[1].rows);
	if (status == KAM_OK)
		status = note_force(showing, &answer->sections[0].note);
	return status;
}

static enum kam_status read(struct showing *showing, bool recompute)
{
	enum kam_status status = ticket_clocks_read(showing->kam, showing->ticket, &showing->clocks, &showing->runs);

	if (status == KAM_OK && showing->clocks.terms.sla == 0)
		status =
			fail(showing->kam, KAM_REFUSED,
		             _("no service level is for %s, so no clock runs; see kam config sla list, or add one: kam "
		               "config sla add SEVERITY ACK_MINUTES FIX_MINUTES"),
		             showing->id);
	if (status != KAM_OK)
		return status;
	showing->zone =
		showing->clocks.terms.always ? showing->kam->zone : calendar_zone(showing->clocks.terms.calendar)->name;
	status = read_stored(showing);
	if (status != KAM_OK || !recompute)
		return status;
	showing->closed = false;
	status = need_operation(showing->kam);
	return status == KAM_OK ? touch_record(showing->kam, "ticket clock", showing->ticket) : status;
}

enum kam_status kam_ticket_clock(struct kam *kam, const char *ticket, bool recompute, struct kam_report_answer **out)
{
	const struct kam_type *type = kam_type_find("ticket");
	struct kam_report_answer *answer = calloc(1, sizeof *answer);
	struct showing showing = { .kam = kam };
	enum kam_status status;

	*out = NULL;
	if (answer != NULL)
		answer->sections = calloc(2, sizeof *answer->sections);
	status = answer == NULL || answer->sections == NULL
	                 ? fail_memory(kam)
	                 : reference_find(kam, type, ticket, strlen(ticket),
	                                  recompute ? REFERENCE_WRITE : REFERENCE_READ, &showing.ticket, NULL);
	if (status == KAM_OK) {
		reference_format(type, showing.ticket, showing.id);
		status = read(&showing, recompute);
	}
	if (status == KAM_OK)
		status = fill(&showing, answer);
	store_finalize(showing.events);
	store_finalize(showing.festival);
	calendar_close(showing.clocks.terms.calendar);
	free(showing.runs.at);
	if (status == KAM_OK)
		*out = answer;
	else
		kam_report_answer_free(answer);
	return status;
}
