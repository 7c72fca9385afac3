/* A contract that is being signed, and the steps in which it is delivered and billed. */
#ifndef KAM_BID_SIGN_H
#define KAM_BID_SIGN_H

#include "kam/outcome.h"
#include "standing.h"

struct signing {
	struct kam *kam;
	const struct kam_signing *asked;
	struct bid_standing standing;
	char contract[KAM_ID_SIZE];
	char currency[4]; /* of the bid, then of the contract */
	int64_t value;    /* likewise, in minor units */
	bool valued;      /* there is a value */
};

/* milestone.c: those that were asked for are added to the contract. KAM_BAD_VALUE: one that cannot be read. */
enum kam_status milestones_add(struct signing *signing);

#endif
