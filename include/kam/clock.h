/* The clocks of a ticket, day by day: so that a customer's objection can be answered. */
#ifndef KAM_CLOCK_H
#define KAM_CLOCK_H

#include "kam/report.h"

/*
 * Two sections. `clocks`: a row for the response and one for the resolution, as
 * far as the policy knows them: clock, minutes (there are), used, left, due,
 * state, sla, calendar and zone. `days`: the way of the clock of the resolution,
 * a row for each day from the ticket's opening to its end, to the day on which it
 * is due, or to today: day, weekday, hours (of work that day), counted (of
 * these), minutes, sum, and what happened. Times of day are of that zone, instants
 * as everywhere.
 *
 * The due days of a closed ticket are those that were in force; the section's
 * note says so where today's policy and calendars would make others. `recompute`
 * makes them so (needs an operation).
 *
 * KAM_REFUSED: no policy is for it. KAM_NOT_FOUND, KAM_AMBIGUOUS: no such ticket.
 * *out is freed by kam_report_answer_free().
 */
KAM_API enum kam_status kam_ticket_clock(struct kam *kam, const char *ticket, bool recompute,
                                         struct kam_report_answer **out);

#endif
