/* kam lead: interest, before it is trust: leads, where they come from, what keeps them. */
#include "verbs.h"

static const struct verb *const verbs[] = {
	&lead_assign_verb,
	&lead_claim_verb,
	&lead_release_verb,
	&lead_sweep_verb,
	NULL,
};

extern const struct command lead_command;

const struct command lead_command = {
	.name = "lead",
	.summary = N_("interest, before it is trust: leads, where they come from, what keeps them"),
	.has_records = true,
	.verbs = verbs,
};
