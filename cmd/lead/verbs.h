/* The verbs of kam lead, each in a file of its own. */
#ifndef LEAD_VERBS_H
#define LEAD_VERBS_H

#include "../command.h"

extern const struct verb lead_assign_verb, lead_claim_verb, lead_release_verb, lead_sweep_verb; /* pool.c */
extern const struct verb audience_run_verb;
extern const struct verb lead_advance_verb;
extern const struct verb lead_convert_verb;
extern const struct verb lead_drop_verb;
extern const struct verb lead_dupes_verb;
extern const struct verb lead_match_verb;
extern const struct verb lead_next_verb;
extern const struct verb lead_qualify_verb;
extern const struct verb lead_show_verb;
extern const struct verb lead_touch_verb;
extern const struct verb lead_valid_verb;
extern const struct verb nurture_apply_verb;

#endif
