/* The verbs of kam ticket, each in a file of its own. */
#ifndef TICKET_VERBS_H
#define TICKET_VERBS_H

#include "../command.h"

extern const struct verb ticket_ack_verb, ticket_assign_verb, ticket_confirm_verb, ticket_escalate_verb,
	ticket_note_verb, ticket_reject_verb, ticket_reopen_verb, ticket_resolve_verb, ticket_resume_verb,
	ticket_wait_verb, ticket_work_verb; /* step.c */
extern const struct verb ticket_clock_verb;
extern const struct verb ticket_queue_verb;
extern const struct verb ticket_sweep_verb;
extern const struct verb ticket_touch_verb;

#endif
