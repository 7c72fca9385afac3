/* What this room's descriptions point at. */
#ifndef KAM_LEAD_RULES_H
#define KAM_LEAD_RULES_H

#include "kam/internal/describe.h"

extern const struct kam_type_rules lead_rules; /* owner.c */

#endif
