/* What this room's descriptions point at. */
#ifndef KAM_BID_RULES_H
#define KAM_BID_RULES_H

#include "kam/internal/describe.h"

extern const struct kam_type_rules assessment_rules;   /* assessment.c */
extern const struct kam_type_rules bid_rules;          /* bid.c */
extern const struct kam_type_rules checkitem_rules;    /* checkitem_check.c */
extern const struct kam_type_rules contract_rules;     /* contract.c */
extern const struct kam_type_rules item_rules;         /* item.c */
extern const struct kam_type_rules registration_rules; /* registration.c */

/* The first open stage (stage.c). KAM_REFUSED: there is none. */
enum kam_status stage_first(struct kam *kam, const struct kam_field *field, int64_t *id);

/* The open stage that the setting submit_stage names, and its place in the order (stage.c). KAM_DONE: there is none. */
enum kam_status stage_submission(struct kam *kam, int64_t *id, int64_t *position);

/*
 * Is the bid handed in (or won) as this write leaves it, and does it go forward by it? Both false for what is lost or
 * withdrawn. A company that has no stage of the name in submit_stage is asked when it wins (stage.c).
 */
enum kam_status stage_handed_in(struct kam *kam, struct record_write *write, bool *handed_in, bool *forward);
/* The open stage that a bid was in last, by its changes (`written`: before the newest of them); else the first one. */
enum kam_status stage_last_open(struct kam *kam, int64_t bid, bool written, int64_t *id);
/*
 * The stage from which a write moves a bid on: the one it is in, or, once lost or withdrawn, the open one it was in
 * last. `written`: its change is on record already.
 */
enum kam_status stage_left(struct kam *kam, struct record_write *write, bool written, struct kam_value *out);

/* What happens before a bid is written; each may refuse. */
enum kam_status customer_check(struct kam *kam, struct record_write *write);     /* customer.c */
enum kam_status floor_check(struct kam *kam, struct record_write *write);        /* floor.c */
enum kam_status gate_check(struct kam *kam, struct record_write *write);         /* gate.c */
enum kam_status registration_check(struct kam *kam, struct record_write *write); /* grant.c */
enum kam_status outcome_follow(struct kam *kam, struct record_write *write);     /* outcome.c */
enum kam_status change_follow(struct kam *kam, struct record_write *write);      /* change.c */

/* What follows from a bid that is there. */
enum kam_status checkitems_follow(struct kam *kam, struct record_write *write);   /* checkitem.c */
enum kam_status registration_follow(struct kam *kam, struct record_write *write); /* grant.c */

#endif
