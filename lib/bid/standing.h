/* How a bid stands: what its verbs and rules look at before they write. */
#ifndef KAM_BID_STANDING_H
#define KAM_BID_STANDING_H

#include "kam/internal/reference.h"
#include "kam/internal/write.h"

struct bid_standing {
	int64_t bid;
	char id[KAM_ID_SIZE];
	char outcome[16];                      /* of its stage: open, won, lost, withdrawn */
	int64_t stage, position;               /* the stage, and its place in the order */
	int64_t account, owner, unit, product; /* 0: none */
	bool tender;                           /* it is about a tender: it has a number */
};

/* By a reference. What reference_find() answers. */
enum kam_status bid_standing_read(struct kam *kam, const char *bid, struct bid_standing *standing);
/* The same, of a bid that is not decided yet. KAM_REFUSED: won, lost or withdrawn. */
enum kam_status bid_standing_open(struct kam *kam, const char *bid, struct bid_standing *standing);
/* KAM_REFUSED: it has no customer yet. */
enum kam_status standing_customer(struct kam *kam, const struct bid_standing *standing);

/* closing.c: the first stage of an outcome, or the last, by its id. KAM_REFUSED: the company has none. */
enum kam_status stage_of_outcome(struct kam *kam, const char *outcome, bool last, char stage[KAM_ID_SIZE]);
/* Move the bid to a stage (its id), with what was said beside it (values may be NULL: not given). */
enum kam_status bid_move(struct kam *kam, const struct bid_standing *standing, const char *stage,
                         const struct kam_assignment *said, size_t count);
/* A day as it is typed (NULL: none), not after today; `option` is named where it is none. KAM_BAD_VALUE. */
enum kam_status day_gone(struct kam *kam, const char *option, const char *day);

#endif
