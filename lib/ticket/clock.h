/* The two clocks of a ticket: until somebody takes it, and until it is done. */
#ifndef KAM_TICKET_CLOCK_H
#define KAM_TICKET_CLOCK_H

#include "kam/internal/clock.h"
#include "kam/internal/store.h"

/* By what a ticket's clocks run: the config record sla of its severity and its customer's tier, and a calendar. */
struct ticket_terms {
	int64_t sla;                  /* 0: none applies, and there are no clocks */
	int64_t ack_limit, fix_limit; /* seconds; -1: no such clock */
	int64_t level_limits[3];      /* seconds after which it goes up to level 1, 2, 3; -1: not by time */
	bool always;                  /* round the clock: calendar is NULL */
	struct calendar *calendar;    /* given back with calendar_close() */
};

enum ticket_state {
	TICKET_RUNS,
	TICKET_WAITS,  /* for the customer */
	TICKET_STANDS, /* resolved or closed */
};

/* What an event makes of it; false: it changes nothing of that (a note, an assignment, an escalation). */
bool ticket_state_after(const char *kind, enum ticket_state *state);

/* An instant as it is stored; NULL leaves *out as it is. KAM_BAD_DATA: it is none. */
enum kam_status ticket_instant_read(struct kam *kam, const char *text, int64_t *out);

/* From when to when the clock of the resolution ran; to CLOCK_NEVER: to this day. */
struct ticket_runs {
	int64_t (*at)[2];
	size_t count, room;
};

struct ticket_clocks {
	struct ticket_terms terms;
	int64_t opened;
	enum ticket_state state; /* as it is now */
	int64_t since;           /* from when the clock runs, while it does */
	bool acked;
	int64_t acked_at;
	struct clock ack, fix, levels[3]; /* levels run with fix; without one, with ack */
	struct ticket_runs *runs;         /* kept where somebody asks for them; NULL: not */
	bool failed;                      /* memory ran out while they were kept */
};

/*
 * They begin to run with the ticket, then follow its events in their order; what
 * comes last is the instant now, or that of which one asks. `status` is what a
 * ticket without events says of itself.
 */
void ticket_clocks_begin(struct ticket_clocks *clocks, int64_t opened, const char *status);
void ticket_clocks_follow(struct ticket_clocks *clocks, const char *kind, int64_t at);
void ticket_clocks_end(struct ticket_clocks *clocks);

/* By when; CLOCK_NEVER: it has no such clock, or waits for the customer and has time left. Once they have ended. */
int64_t ticket_ack_due(const struct ticket_clocks *clocks);
int64_t ticket_fix_due(const struct ticket_clocks *clocks);
/* When its time brings it to level 1, 2 or 3; CLOCK_NEVER: not as it stands. */
int64_t ticket_level_at(const struct ticket_clocks *clocks, int level);
/* When it goes further up by time than `level`. */
int64_t ticket_next_level_at(const struct ticket_clocks *clocks, int level);

/*
 * SQL about the tickets that `asked` selects: id, severity, account, region, dept, assignee, opened_at and status, in
 * this order. Of each, in the order of their ids, its terms: id, opened_at, status, sla (0: none), ack_minutes,
 * fix_minutes, clock, calendar, and percents of the time after which it goes up, in hundredths. And its events that move a clock: ticket, kind, happened_at. False: out of memory.
 */
bool ticket_terms_sql(struct buffer *sql, const char *asked);
bool ticket_steps_sql(struct buffer *sql, const char *asked);

/* The terms of the row that a statement of ticket_terms_sql() stands on. */
enum kam_status ticket_terms_take(struct kam *kam, struct statement *row, struct ticket_terms *terms);

/* Goes over the tickets that `asked` (SQL of a SELECT as above) names, with their clocks ended. */
enum kam_status ticket_clocks_each(struct kam *kam, const char *asked,
                                   enum kam_status (*take)(void *data, int64_t ticket,
                                                           const struct ticket_clocks *clocks),
                                   void *data);

/* The same for one ticket, and from when to when its clock ran: runs->at is the caller's to free(). */
enum kam_status ticket_clocks_read(struct kam *kam, int64_t ticket, struct ticket_clocks *clocks,
                                   struct ticket_runs *runs);

/* Of the tickets in temp.recounted, which has what their events say, the clocks too. */
enum kam_status clocks_follow(struct kam *kam);
/* temp.clocked (id, sla, ack_due, fix_due, l1, l2, l3: when its time brings it to that level), made anew and empty. */
enum kam_status clocks_clear(struct kam *kam);
/* Of the tickets that `asked` selects, as in ticket_clocks_each(), into temp.clocked. */
enum kam_status clocks_collect(struct kam *kam, const char *asked);
/* Every open ticket whose terms may be others than before, put into temp.recounted. */
enum kam_status clocks_choose(struct kam *kam);

#endif
