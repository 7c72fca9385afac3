/* The clocks of a ticket while they are told: what clock_show.c and clock_days.c share. */
#ifndef KAM_TICKET_SHOWING_H
#define KAM_TICKET_SHOWING_H

#include "clock.h"
#include "kam/internal/answer.h"
#include "kam/internal/reference.h"

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

/* The day an instant falls on, in the zone. */
int64_t showing_day(const struct showing *showing, int64_t instant);
/* Day by day, from the ticket's opening to last_day. */
enum kam_status showing_days(struct showing *showing, struct kam_rows **rows);

#endif
