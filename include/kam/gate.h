/* Gates of bids: what is asked of a bid before it moves on, who lets it pass, and what is granted for it. */
#ifndef KAM_GATE_H
#define KAM_GATE_H

#include "kam/record.h"

/* A check item that is let pass, and why: as a person types them. */
struct kam_waiver {
	const char *checkitem, *why;
};

/*
 * One open stage on, or to a stage by its name, once the items named are let
 * pass by whoever approves; both or neither. *out: one row of id, title, was,
 * stage, items (what is to be done before it leaves that stage) and needed_by
 * (the first of their days). KAM_REFUSED: required items are open, all named; a
 * stage that asks for something would be passed over; the bid is decided, or at
 * its last open stage; the owner would let their own pass. Needs an operation.
 */
KAM_API enum kam_status kam_bid_advance(struct kam *kam, const char *bid, const char *stage,
                                        const struct kam_waiver *waivers, size_t count, struct kam_rows **out);

/* A bid's list in numbers: items that keep it where it is, those that are open, all of them. */
struct kam_gate {
	char id[KAM_ID_SIZE];
	char stage[128]; /* its name */
	int64_t blocking, open, items;
	bool decided; /* won, lost or withdrawn: nothing keeps it any more */
};

/*
 * The list of a bid, by role: rows of role, id, title, state (open, late, done,
 * granted, waived), needed_by, owner, blocks, stage, on, waived_by and why.
 * An item blocks when the bid cannot leave its stage without it.
 */
KAM_API enum kam_status kam_bid_gate(struct kam *kam, const char *bid, struct kam_gate *gate, struct kam_rows **out);

/*
 * What is done with an item; each needs an operation and answers with its row as of
 * kam_bid_gate(). Days as a person types them, NULL: today.
 */

/* It is done. KAM_REFUSED: it is done or waived already; a resource, which is granted. KAM_BAD_VALUE: a day to come. */
KAM_API enum kam_status kam_checkitem_done(struct kam *kam, const char *checkitem, const char *on,
                                           struct kam_rows **out);
/* It is let pass, by whoever approves. KAM_REFUSED: without a reason, one's own bid, done or waived already. */
KAM_API enum kam_status kam_checkitem_waive(struct kam *kam, const struct kam_waiver *waiver, struct kam_rows **out);
/* A resource is there, by whoever approves: who or what (a person; NULL: as it stands). KAM_REFUSED: as above; no resource. */
KAM_API enum kam_status kam_checkitem_grant(struct kam *kam, const char *checkitem, const char *to, const char *on,
                                            struct kam_rows **out);

/* A resource that a bid needs, at the stage it is at. */
struct kam_resource {
	const char *title;
	const char *role;      /* whose part it is; NULL: solution */
	const char *needed_by; /* a day */
	const char *note;
	bool required; /* the bid cannot move on without it */
};

/* Ask for a resource. KAM_BAD_VALUE: no day by which it is needed. KAM_REFUSED: asked for already; a bid that is decided. */
KAM_API enum kam_status kam_checkitem_ask(struct kam *kam, const char *bid, const struct kam_resource *asked,
                                          struct kam_rows **out);

#endif
