/* What this room's descriptions point at. */
#ifndef KAM_LEAD_RULES_H
#define KAM_LEAD_RULES_H

#include "kam/internal/describe.h"

extern const struct kam_type_rules lead_rules;     /* lead.c */
extern const struct kam_type_rules audience_rules; /* audience.c */

/* What happens before a lead is written; each may refuse. */
enum kam_status pool_follow(struct kam *kam, struct record_write *write);  /* change.c */
enum kam_status owner_follow(struct kam *kam, struct record_write *write); /* owner.c */
enum kam_status scene_follow(struct kam *kam, struct record_write *write); /* scene.c */
enum kam_status trust_check(struct kam *kam, struct record_write *write);  /* trust.c */

/* … and when it is. */
enum kam_status lead_change_follow(struct kam *kam, struct record_write *write); /* change.c */

#endif
