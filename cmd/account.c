/* kam account: customers and the people there. */
#include "command.h"

extern const struct command account_command;

const struct command account_command = {
	.name = "account",
	.summary = N_("customers, the people there, and what we do about them"),
	.has_records = true,
};
