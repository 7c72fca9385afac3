/* The verbs of kam bid, each in a file of its own. */
#ifndef BID_VERBS_H
#define BID_VERBS_H

#include "../command.h"

extern const struct verb bid_advance_verb;
extern const struct verb bid_calendar_verb;
extern const struct verb bid_check_verb;
extern const struct verb bid_claim_verb;
extern const struct verb bid_conflicts_verb;
extern const struct verb bid_decide_verb;
extern const struct verb bid_gate_verb;
extern const struct verb bid_lose_verb;
extern const struct verb bid_release_verb;
extern const struct verb bid_reopen_verb;
extern const struct verb bid_settle_verb;
extern const struct verb bid_show_verb;
extern const struct verb bid_sign_verb;
extern const struct verb bid_submit_verb;
extern const struct verb bid_touch_verb;
extern const struct verb bid_win_verb;
extern const struct verb bid_withdraw_verb;
extern const struct verb checkitem_ask_verb;
extern const struct verb checkitem_done_verb;
extern const struct verb checkitem_grant_verb;
extern const struct verb checkitem_waive_verb;

#endif
