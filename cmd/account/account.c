/* kam account: customers, the people there, and what we do about them. */
#include "verbs.h"

/* clang-format off */
static const struct verb *const verbs[] = {
	&account_dupes_verb,
	&account_find_verb,
	&account_handover_verb,
	&account_map_verb,
	&account_merge_verb,
	&account_near_verb,
	&account_pin_verb,
	&account_score_verb,
	&account_unpin_verb,
	&account_show_verb,
	&contact_erase_verb,
	&contact_match_verb,
	&gift_approve_verb,
	&gift_check_verb,
	&gift_give_verb,
	&gift_suggest_verb,
	&plan_review_verb,
	&seat_even_verb,
	NULL,
};
/* clang-format on */

extern const struct command account_command;

const struct command account_command = {
	.name = "account",
	.summary = N_("customers, the people there, and what we do about them"),
	.has_records = true,
	.verbs = verbs,
};
