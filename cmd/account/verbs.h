/* The verbs of kam account, each in a file of its own. */
#ifndef ACCOUNT_VERBS_H
#define ACCOUNT_VERBS_H

#include "../command.h"

extern const struct verb account_dupes_verb;
extern const struct verb account_find_verb;
extern const struct verb account_handover_verb;
extern const struct verb account_merge_verb;
extern const struct verb account_near_verb;
extern const struct verb account_map_verb;
extern const struct verb account_pin_verb, account_score_verb, account_unpin_verb;
extern const struct verb account_show_verb;
extern const struct verb contact_erase_verb;
extern const struct verb contact_match_verb;
extern const struct verb gift_approve_verb;
extern const struct verb gift_check_verb;
extern const struct verb gift_give_verb;
extern const struct verb gift_suggest_verb;
extern const struct verb plan_review_verb;
extern const struct verb seat_even_verb;

#endif
