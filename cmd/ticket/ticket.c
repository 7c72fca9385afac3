/* kam ticket: requests and complaints, closed by the customer. */
#include "verbs.h"

/* clang-format off */
static const struct verb *const verbs[] = {
	&ticket_clock_verb,
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
