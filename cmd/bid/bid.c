/* kam bid: opportunities, bids and their history. */
#include "verbs.h"

/* clang-format off */
static const struct verb *const verbs[] = {
	&bid_advance_verb,
	&bid_calendar_verb,
	&bid_check_verb,
	&bid_claim_verb,
	&bid_conflicts_verb,
	&bid_decide_verb,
	&bid_gate_verb,
	&bid_lose_verb,
	&bid_release_verb,
	&bid_reopen_verb,
	&bid_settle_verb,
	&bid_show_verb,
	&bid_sign_verb,
	&bid_submit_verb,
	&bid_touch_verb,
	&bid_win_verb,
	&bid_withdraw_verb,
	&checkitem_ask_verb,
	&checkitem_done_verb,
	&checkitem_grant_verb,
	&checkitem_waive_verb,
	NULL,
};
/* clang-format on */

extern const struct command bid_command;

const struct command bid_command = {
	.name = "bid",
	.summary = N_("opportunities and bids, and what happened to them"),
	.has_records = true,
	.verbs = verbs,
};
