/* What this room's descriptions point at. */
#ifndef KAM_BID_RULES_H
#define KAM_BID_RULES_H

#include "kam/internal/describe.h"

extern const struct kam_type_rules bid_rules; /* change.c */

#endif
