/* The verbs of kam lead, each in a file of its own. */
#ifndef LEAD_VERBS_H
#define LEAD_VERBS_H

#include "../command.h"

extern const struct verb lead_assign_verb, lead_claim_verb, lead_release_verb, lead_sweep_verb; /* pool.c */

#endif
