/* What this room's descriptions point at. */
#ifndef KAM_TICKET_RULES_H
#define KAM_TICKET_RULES_H

#include "kam/internal/describe.h"

extern const struct kam_type_rules event_rules;  /* route.c */
extern const struct kam_type_rules ticket_rules; /* ticket.c */

/*
 * SQL of a ticket, by the name that its table has: was it handed over, and nobody has said since that they have it?
 * Empty: nothing of the kind has happened.
 */
#define TICKET_UNACCEPTED(ticket)                                                                                \
	"(SELECT step.kind = 'assign' FROM event AS step WHERE step.ticket = " ticket ".id AND step.kind IN "    \
	"('assign', 'ack', 'work', 'resolve') ORDER BY step.happened_at DESC, step.position DESC, step.id DESC " \
	"LIMIT 1)"

/* What a ticket stores of its events, and its clocks, once an operation (route.c). */
enum kam_status tickets_follow(struct kam *kam);

/* Before a ticket is written: its status and who has it follow from steps, and are not typed (step_check.c). */
enum kam_status step_check(struct kam *kam, struct record_write *write);
/* A new one has its clocks; after it is written: they are to be run anew where it goes by other terms. */
enum kam_status clock_start(struct kam *kam, struct record_write *write);        /* start.c */
enum kam_status clock_terms_follow(struct kam *kam, struct record_write *write); /* start.c */
/* Of every open ticket: are its stored clocks what they would be? Closed ones keep what was in force. */
enum kam_status clocks_check(struct kam *kam, enum kam_status (*differs)(void *data, int64_t id, const char *field),
                             void *data); /* recheck.c */

#endif
