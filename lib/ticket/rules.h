/* What this room's descriptions point at. */
#ifndef KAM_TICKET_RULES_H
#define KAM_TICKET_RULES_H

#include "kam/internal/describe.h"

extern const struct kam_type_rules event_rules; /* route.c */

#endif
