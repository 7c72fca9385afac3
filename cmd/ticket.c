/* kam ticket: requests and complaints, closed by the customer. */
#include "command.h"

static const struct verb *const verbs[] = { NULL };

extern const struct command ticket_command;

const struct command ticket_command = {
	.name = "ticket",
	.summary = N_("requests and complaints, closed by the customer"),
	.has_records = true,
	.verbs = verbs,
};
