/* kam ticket: requests and complaints, closed by the customer. */
#include "verbs.h"

/* clang-format off */
static const struct verb *const verbs[] = {
	&ticket_ack_verb,
	&ticket_assign_verb,
	&ticket_clock_verb,
	&ticket_confirm_verb,
	&ticket_escalate_verb,
	&ticket_note_verb,
	&ticket_queue_verb,
	&ticket_reject_verb,
	&ticket_reopen_verb,
	&ticket_resolve_verb,
	&ticket_resume_verb,
	&ticket_sweep_verb,
	&ticket_touch_verb,
	&ticket_wait_verb,
	&ticket_work_verb,
	NULL,
};
/* clang-format on */

extern const struct command ticket_command;

const struct command ticket_command = {
	.name = "ticket",
	.summary = N_("requests and complaints, closed by the customer"),
	.has_records = true,
	.verbs = verbs,
};
