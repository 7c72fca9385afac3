/* Plans: a long-term objective with a customer and its dated, owned next actions. */
#ifndef KAM_PLAN_H
#define KAM_PLAN_H

#include "kam/record.h"

/* What a review says; each text as a person types it. */
struct kam_review {
	const char *day;         /* NULL: today */
	const char *status;      /* NULL: as before */
	const char *why;         /* what was found; needed for missed and dropped */
	const char *next;        /* title of the next action; NULL: none. Then both … */
	const char *owner, *due; /* … of these are needed */
};

/*
 * A plan is looked at: the day, how it stands, what was found, and what is done
 * next. *out: one row of id, title, status, reviewed_on, done, open, overdue
 * and next (the action that was added, or the one that is due first).
 * KAM_REFUSED: a day to come, or before the last review; missed or dropped
 * without a reason; a plan that is over and is not opened again; a next action
 * for a plan that is over, or for someone who has left. Needs an operation.
 */
KAM_API enum kam_status kam_plan_review(struct kam *kam, const char *plan, const struct kam_review *review,
                                        struct kam_rows **out);

#endif
