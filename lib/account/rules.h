/* What this room's description points at. */
#ifndef KAM_ACCOUNT_RULES_H
#define KAM_ACCOUNT_RULES_H

#include "kam/internal/describe.h"

extern const struct kam_type_rules account_rules; /* code.c */
extern const struct kam_type_rules gift_rules;    /* gift.c */
extern const struct kam_type_rules invoice_rules; /* invoice.c */
extern const struct kam_type_rules seat_rules;    /* seat.c */
extern const struct kam_type_rules touch_rules;   /* touch.c */

/* likeness.c: once an operation, where a name, former names or tax number came, went or changed. */
enum kam_status likeness_follow(struct kam *kam);

#endif
