/* What happens to a ticket: each step is an event, and closing is the customer's. */
#ifndef KAM_TICKET_H
#define KAM_TICKET_H

#include "kam/followup.h"
#include "kam/record.h"

/* One step; texts as a person types them, NULL: not given. */
struct kam_ticket_step {
	const char *kind;        /* as an event has it: note ack assign work wait resume escalate resolve confirm reject
	                          * reopen */
	const char *body;        /* what was said or done, or why */
	const char *dept, *to;   /* assign: which department, which person */
	const char *root_cause;  /* resolve */
	const char *csat;        /* confirm: 1 … 5 */
	const char *happened_at; /* now */
};

/*
 * Write the step down, by whoever acts (--as, else whose login it is); a ticket
 * without events gets its opening first. *out: the ticket as it stands then, one
 * row of id, title, status, dept, assignee, level, ack_state and fix_state. KAM_REFUSED: the step is not possible as the ticket stands, a
 * reason is missing, or a third handoff names nobody who keeps it. Needs an operation.
 */
KAM_API enum kam_status kam_ticket_step(struct kam *kam, const char *ticket, const struct kam_ticket_step *step,
                                        struct kam_rows **out);

/* A touch with the customer about a ticket; *out: a row of id, ticket, title, next_step and next_on. KAM_REFUSED: it has
 * no customer, or nothing comes next though it is open. Needs an operation. */
KAM_API enum kam_status kam_ticket_touch(struct kam *kam, const char *ticket, const struct kam_followup *touch,
                                         struct kam_rows **out);

/*
 * What is to be worked on, the least time left first: open tickets, and those resolved unconfirmed_days ago or longer
 * that nobody confirmed. Of one department or person only, unless NULL. `columns` NULL: those of a queue.
 */
KAM_API enum kam_status kam_ticket_queue(struct kam *kam, const char *dept, const char *assignee,
                                         const struct kam_query *asked, struct kam_rows **out);

/*
 * One level up, or more: open tickets whose time is used as far as their policy says (l1_after, l2_after, l3_after), and
 * those reopened escalate_reopens times. May be run every minute, also by two at once: what went up does not go up again.
 * Each level is an event of nobody's, and told to the hook ticket-escalated; so is what an earlier sweep could not
 * deliver. *out: a row of id, title, account, level, why and whom for each. Needs an operation.
 */
KAM_API enum kam_status kam_ticket_sweep(struct kam *kam, struct kam_rows **out);

#endif
