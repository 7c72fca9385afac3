/* The clocks of a ticket told: what there is of each, what is used, and the days. */
#include "kam/clock.h"
#include "showing.h"
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

/* To its end; while it runs to the day on which it is due, or to this day where that is over. */
static void set_last(struct showing *showing, int64_t last_event)
{
	const struct ticket_clocks *clocks = &showing->clocks;
	int64_t due = clocks->terms.fix_limit >= 0 ? ticket_fix_due(clocks) : ticket_ack_due(clocks);

	showing->last = last_event > clocks->opened ? last_event : clocks->opened;
	showing->last_day = showing_day(showing, showing->last);
	if (clocks->state != TICKET_RUNS)
		return;
	if (due == CLOCK_NEVER || due < showing->kam->now)
		due = showing->kam->now;
	if (due <= showing->last)
		return;
	showing->last = due;
	showing->last_day = showing_day(showing, due - 1);
}

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
		status = ticket_instant_read(showing->kam, store_text(statement, 1), &showing->stored[0]);
	}
	if (status == KAM_OK)
		status = ticket_instant_read(showing->kam, store_text(statement, 2), &showing->stored[1]);
	if (status == KAM_OK)
		status = ticket_instant_read(showing->kam, store_text(statement, 3), &last);
	store_finalize(statement);
	if (status == KAM_OK)
		set_last(showing, last);
	return status;
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
		status = showing_days(showing, &answer->sections[1].rows);
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
	calendar_close(showing.clocks.terms.calendar);
	free(showing.runs.at);
	if (status == KAM_OK)
		*out = answer;
	else
		kam_report_answer_free(answer);
	return status;
}
