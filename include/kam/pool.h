/* The pool (公海): leads that are nobody's, and how they come to someone and go back. */
#ifndef KAM_POOL_H
#define KAM_POOL_H

#include "kam/record.h"

/*
 * Take a lead that is nobody's: it is the acting person's (--as, else whose
 * login it is) from today on, and open. *changed is false when it is theirs
 * already. KAM_REFUSED names who has it and since when, or says that it is
 * converted or dropped, or that nobody has this login. Needs an operation.
 */
KAM_API enum kam_status kam_lead_claim(struct kam *kam, const char *lead, bool *changed);

/* Give back a lead of one's own. KAM_REFUSED: it is not theirs, or not being worked on. Needs an operation. */
KAM_API enum kam_status kam_lead_release(struct kam *kam, const char *lead);

/* Give leads to a person, whoever has them. *out: a row of id, name, was and owner for each that changes.
 * KAM_REFUSED: the person has left, a lead is converted or dropped. Needs an operation. */
KAM_API enum kam_status kam_lead_assign(struct kam *kam, const char *const *leads, size_t count, const char *to,
                                        struct kam_rows **out);

/*
 * Share out the pool: each lead, the oldest first, to whoever has the fewest
 * open ones, by `by_region` only among those of its region; of one unit only,
 * unless `unit` is NULL. *left counts the leads that there was nobody for.
 * *out as above. Needs an operation.
 */
KAM_API enum kam_status kam_lead_share(struct kam *kam, bool by_region, const char *unit, int64_t *left,
                                       struct kam_rows **out);

/*
 * Back to the pool: open leads that nobody touched for pool_days since they
 * were taken or last dealt with, and those whose owner has left. May be run
 * every minute: what went does not go again. *out: a row of id, name, owner
 * (whose it was), last_touch, days and why for each; each is told to the hook
 * lead-pooled. Needs an operation.
 */
KAM_API enum kam_status kam_lead_sweep(struct kam *kam, struct kam_rows **out);

#endif
