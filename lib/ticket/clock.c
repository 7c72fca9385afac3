/* The two clocks of a ticket, run along its events. */
#include "clock.h"

#include <stdlib.h>
#include <string.h>

bool ticket_state_after(const char *kind, enum ticket_state *state)
{
	static const struct {
		const char *kind;
		enum ticket_state state;
	} states[] = {
		{ "open", TICKET_RUNS },   { "ack", TICKET_RUNS },       { "work", TICKET_RUNS },
		{ "resume", TICKET_RUNS }, { "reject", TICKET_RUNS },    { "reopen", TICKET_RUNS },
		{ "wait", TICKET_WAITS },  { "resolve", TICKET_STANDS }, { "confirm", TICKET_STANDS },
	};

	for (size_t i = 0; i < sizeof states / sizeof *states; i++)
		if (strcmp(states[i].kind, kind) == 0) {
			*state = states[i].state;
			return true;
		}
	return false;
}

/* Who does something about a ticket has taken it; who waits for the customer has not, and who opens or rejects it neither. */
static bool is_answer(const char *kind)
{
	return strcmp(kind, "ack") == 0 || strcmp(kind, "work") == 0 || strcmp(kind, "resolve") == 0 ||
	       strcmp(kind, "confirm") == 0;
}

static void keep_run(struct ticket_clocks *clocks, int64_t from, int64_t to)
{
	struct ticket_runs *runs = clocks->runs;

	if (runs == NULL || clocks->failed)
		return;
	if (runs->count == runs->room) {
		size_t room = runs->room * 2 + 8;
		int64_t(*more)[2] = realloc(runs->at, room * sizeof *more);

		if (more == NULL) {
			clocks->failed = true;
			return;
		}
		runs->at = more;
		runs->room = room;
	}
	runs->at[runs->count][0] = from;
	runs->at[runs->count++][1] = to;
}

static void run_levels(struct ticket_clocks *clocks, int64_t from, int64_t to)
{
	for (int i = 0; i < 3; i++)
		if (clocks->terms.level_limits[i] >= 0)
			clock_run(&clocks->levels[i], from, to);
}

static void run_ack(struct ticket_clocks *clocks, int64_t from, int64_t to)
{
	if (clocks->terms.ack_limit < 0 || clocks->acked)
		return;
	clock_run(&clocks->ack, from, to);
	if (clocks->terms.fix_limit < 0)
		run_levels(clocks, from, to);
}

static void run_fix(struct ticket_clocks *clocks, int64_t from, int64_t to)
{
	keep_run(clocks, from, to);
	if (clocks->terms.fix_limit < 0)
		return;
	clock_run(&clocks->fix, from, to);
	run_levels(clocks, from, to);
}

void ticket_clocks_begin(struct ticket_clocks *clocks, int64_t opened, const char *status)
{
	clocks->opened = clocks->since = opened;
	clocks->acked = false;
	clocks->state = TICKET_RUNS;
	if (strcmp(status, "waiting") == 0)
		clocks->state = TICKET_WAITS;
	/* Done, and nobody said when: no clock can tell anything of it. */
	else if (strcmp(status, "resolved") == 0 || strcmp(status, "closed") == 0)
		clocks->state = TICKET_STANDS;
	clock_set(&clocks->ack, clocks->terms.calendar, clocks->terms.ack_limit);
	clock_set(&clocks->fix, clocks->terms.calendar, clocks->terms.fix_limit);
	for (int i = 0; i < 3; i++)
		clock_set(&clocks->levels[i], clocks->terms.calendar, clocks->terms.level_limits[i]);
}

void ticket_clocks_follow(struct ticket_clocks *clocks, const char *kind, int64_t at)
{
	enum ticket_state before = clocks->state, state;

	if (!ticket_state_after(kind, &state))
		return;
	/* What is older than the ticket has its place, but no time. */
	at = at > clocks->opened ? at : clocks->opened;
	if (!clocks->acked && is_answer(kind)) {
		run_ack(clocks, before == TICKET_RUNS ? clocks->since : at, at);
		clocks->acked = true;
		clocks->acked_at = at;
	} else if (before == TICKET_RUNS && state != TICKET_RUNS) {
		run_ack(clocks, clocks->since, at);
	}
	if (before == TICKET_RUNS && state != TICKET_RUNS)
		run_fix(clocks, clocks->since, at);
	/* Resolved while one waits for the customer: it goes on, and stops, in that moment. */
	else if (before == TICKET_WAITS && state == TICKET_STANDS)
		run_fix(clocks, at, at);
	else if (before != TICKET_RUNS && state == TICKET_RUNS)
		clocks->since = at;
	clocks->state = state;
}

void ticket_clocks_end(struct ticket_clocks *clocks)
{
	if (clocks->state != TICKET_RUNS)
		return;
	run_ack(clocks, clocks->since, CLOCK_NEVER);
	run_fix(clocks, clocks->since, CLOCK_NEVER);
}

/* While it waits, only what is over already has a day. */
static int64_t due(const struct ticket_clocks *clocks, const struct clock *clock, int64_t limit, bool done)
{
	if (limit < 0 || (clocks->state == TICKET_WAITS && !done && !clock->over))
		return CLOCK_NEVER;
	return clock->due;
}

int64_t ticket_ack_due(const struct ticket_clocks *clocks)
{
	return due(clocks, &clocks->ack, clocks->terms.ack_limit, clocks->acked);
}

int64_t ticket_fix_due(const struct ticket_clocks *clocks)
{
	return due(clocks, &clocks->fix, clocks->terms.fix_limit, false);
}

int64_t ticket_level_at(const struct ticket_clocks *clocks, int level)
{
	/* What is solved, or answered where only that has a time, goes up no further. */
	if (clocks->state == TICKET_STANDS || (clocks->terms.fix_limit < 0 && clocks->acked))
		return CLOCK_NEVER;
	return due(clocks, &clocks->levels[level - 1], clocks->terms.level_limits[level - 1], false);
}

int64_t ticket_next_level_at(const struct ticket_clocks *clocks, int level)
{
	int64_t next = CLOCK_NEVER, at;

	for (int above = level + 1; above <= 3; above++)
		if ((at = ticket_level_at(clocks, above)) < next)
			next = at;
	return next;
}

enum kam_status ticket_instant_read(struct kam *kam, const char *text, int64_t *out)
{
	const char *why;

	if (text == NULL || kam_instant_parse(text, strlen(text), "", 0, false, out, &why) == KAM_OK)
		return KAM_OK;
	return fail(kam, KAM_BAD_DATA, _("'%s' is no point in time; see kam db check"), text);
}

/* A row of terms or steps that is not for this ticket is left for the next one. */
struct passage {
	struct kam *kam;
	struct statement *terms, *steps;
	enum kam_status step; /* what the last step of `steps` answered */
};

static enum kam_status begin(struct passage *passage, const char *asked)
{
	struct buffer sql = { 0 };
	enum kam_status status = ticket_terms_sql(&sql, asked) ? store_prepare(passage->kam, sql.text, &passage->terms)
	                                                       : fail_memory(passage->kam);

	buffer_reset(&sql);
	if (status == KAM_OK)
		status = ticket_steps_sql(&sql, asked) ? store_prepare(passage->kam, sql.text, &passage->steps)
		                                       : fail_memory(passage->kam);
	buffer_free(&sql);
	passage->step = KAM_DONE;
	if (status == KAM_OK)
		passage->step = store_step(passage->steps);
	return status;
}

/* All steps of the ticket; the one behind them waits. */
static enum kam_status follow(struct passage *passage, int64_t ticket, struct ticket_clocks *clocks, const char *status)
{
	enum kam_status read = KAM_OK;
	int64_t at;
	bool any = passage->step == KAM_OK && store_integer(passage->steps, 0) == ticket;

	/* Events are the truth: what the ticket says of itself counts where there are none. */
	ticket_clocks_begin(clocks, clocks->opened, any ? "open" : status);
	while (read == KAM_OK && passage->step == KAM_OK && store_integer(passage->steps, 0) == ticket) {
		read = ticket_instant_read(passage->kam, store_text(passage->steps, 2), &at);
		if (read != KAM_OK)
			break;
		ticket_clocks_follow(clocks, store_text(passage->steps, 1), at);
		passage->step = store_step(passage->steps);
	}
	ticket_clocks_end(clocks);
	if (passage->step != KAM_OK && passage->step != KAM_DONE)
		return passage->step;
	return clocks->failed ? fail_memory(passage->kam) : read;
}

static enum kam_status next(struct passage *passage, struct ticket_clocks *clocks)
{
	enum kam_status status = ticket_terms_take(passage->kam, passage->terms, &clocks->terms);

	if (status == KAM_OK)
		status = ticket_instant_read(passage->kam, store_text(passage->terms, 1), &clocks->opened);
	if (status == KAM_OK)
		status = follow(passage, store_integer(passage->terms, 0), clocks, store_text(passage->terms, 2));
	return status;
}

enum kam_status ticket_clocks_each(struct kam *kam, const char *asked,
                                   enum kam_status (*take)(void *data, int64_t ticket,
                                                           const struct ticket_clocks *clocks),
                                   void *data)
{
	struct passage passage = { .kam = kam };
	enum kam_status status = begin(&passage, asked);

	while (status == KAM_OK && (status = store_step(passage.terms)) == KAM_OK) {
		struct ticket_clocks clocks = { .runs = NULL };

		status = next(&passage, &clocks);
		if (status == KAM_OK)
			status = take(data, store_integer(passage.terms, 0), &clocks);
		calendar_close(clocks.terms.calendar);
	}
	store_finalize(passage.terms);
	store_finalize(passage.steps);
	return status == KAM_DONE ? KAM_OK : status;
}

enum kam_status ticket_clocks_read(struct kam *kam, int64_t ticket, struct ticket_clocks *clocks,
                                   struct ticket_runs *runs)
{
	struct passage passage = { .kam = kam };
	struct buffer asked = { 0 };
	enum kam_status status;

	*clocks = (struct ticket_clocks){ .runs = runs };
	buffer_format(&asked,
	              "SELECT id, severity, account, region, dept, assignee, opened_at, status FROM ticket "
	              "WHERE id = %lld",
	              (long long)ticket);
	status = buffer_text(&asked) == NULL ? fail_memory(kam) : begin(&passage, asked.text);
	buffer_free(&asked);
	if (status == KAM_OK)
		status = store_step(passage.terms);
	if (status == KAM_OK)
		status = next(&passage, clocks);
	store_finalize(passage.terms);
	store_finalize(passage.steps);
	return status == KAM_DONE ? fail(kam, KAM_NOT_FOUND, _("there is no ticket T%lld"), (long long)ticket) : status;
}
