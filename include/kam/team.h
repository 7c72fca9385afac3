/* The team that serves a customer: account, solution and delivery owner, their shares, and who takes over from whom. */
#ifndef KAM_TEAM_H
#define KAM_TEAM_H

#include "kam/record.h"

/*
 * Divide 100.00 % evenly among the seats of a customer as they stand on a day
 * (`day` as a person types it; NULL: today), by the largest remainder, in the
 * order account, solution, delivery. *changed counts the seats whose share was
 * another one. *out: a row of id, role, person and share for each.
 * KAM_REFUSED: nobody sits there then. Needs an operation.
 */
KAM_API enum kam_status kam_seat_even(struct kam *kam, const char *account, const char *day, int64_t *changed,
                                      struct kam_rows **out);

/*
 * What `from` still holds goes to `to`: seats (ended yesterday, begun anew
 * today; where the other one sits in that role already, the share is added),
 * open leads, bids, tickets and plan actions; at one customer only, unless
 * `account` is NULL. Nothing but the owner changes. *out: a row of id, record,
 * account, name and standing for each. KAM_REFUSED: they are the same person,
 * `to` has left, or there is nothing. Needs an operation.
 */
KAM_API enum kam_status kam_handover(struct kam *kam, const char *from, const char *to, const char *account,
                                     struct kam_rows **out);

#endif
