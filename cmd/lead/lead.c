/* kam lead: interest, before it is trust: leads, where they come from, what keeps them. */
#include "verbs.h"

/* clang-format off */
static const struct verb *const verbs[] = {
	&audience_run_verb,
	&lead_advance_verb,
	&lead_assign_verb,
	&lead_claim_verb,
	&lead_convert_verb,
	&lead_drop_verb,
	&lead_dupes_verb,
	&lead_match_verb,
	&lead_next_verb,
	&lead_qualify_verb,
	&lead_release_verb,
	&lead_show_verb,
	&lead_sweep_verb,
	&lead_touch_verb,
	&lead_valid_verb,
	&nurture_apply_verb,
	NULL,
};
/* clang-format on */

extern const struct command lead_command;

const struct command lead_command = {
	.name = "lead",
	.summary = N_("interest, before it is trust: leads, where they come from, what keeps them"),
	.has_records = true,
	.verbs = verbs,
};
