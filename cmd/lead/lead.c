/* kam lead: interest, before it is trust: leads, where they come from, what keeps them. */
#include "verbs.h"

static const struct verb *const verbs[] = {
	NULL,
};

extern const struct command lead_command;

const struct command lead_command = {
	.name = "lead",
	.summary = N_("interest, before it is trust: leads, where they come from, what keeps them"),
	.has_records = true,
	.verbs = verbs,
};
