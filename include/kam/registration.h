/* One tender, one bid from our side: who has it, who else wants it, and how that is decided. */
#ifndef KAM_REGISTRATION_H
#define KAM_REGISTRATION_H

#include "kam/record.h"

/* What is claimed, and how; texts as a person types them, NULL: not given. */
struct kam_claim {
	const char *unit;         /* for which of our units; else the bid's, its owner's, that of who is acting */
	const char *tender, *lot; /* set on the bid in the same operation */
	bool join;                /* as the partner of who has it */
	const char *share;        /* with `join`: what share is ours, in percent */
	const char *dispute;      /* to contest who has it, and why */
};

/*
 * Claim the tender of a bid: the grant of it until protection_days from today, or with `join` or `dispute` a place
 * beside the one who has it, which is no grant. Another unit may join or dispute the bid that has the grant itself. A
 * grant whose protection has run out is expired in the same operation. *changed is false when the bid has the grant
 * already. *out: one row of id, bid, title, status, unit, person, share, since and until: the registration.
 * KAM_REFUSED names who has the tender, since when and until when, or says that the bid has no customer or no
 * tender, is over, or that more than the whole would be shared. Needs an operation.
 */
KAM_API enum kam_status kam_bid_claim(struct kam *kam, const char *bid, const struct kam_claim *claim, bool *changed,
                                      struct kam_rows **out);

/*
 * Give back what a bid has of its tender: the grant, or its place beside who has it. By whoever registered or owns it,
 * somebody of its unit, or a manager of these. `why` may be NULL. *out: a row for each registration, as above.
 * KAM_REFUSED: it has none; it is another's. Needs an operation.
 */
KAM_API enum kam_status kam_bid_release(struct kam *kam, const char *bid, const char *why, struct kam_rows **out);

/*
 * Decide a dispute. `winner` is a registration, or a bid with one, of those that have or dispute the tender: it has the
 * grant from now on, protected anew where it had not; the others in dispute are refused, and why is kept with each.
 * *out: a row for each, as above. KAM_REFUSED: there is no dispute, several registrations of that bid are in it, or who
 * decides is a party to it: registered or owns one of them, or is of one of their units where these differ. Needs an
 * operation.
 */
KAM_API enum kam_status kam_bid_settle(struct kam *kam, const char *winner, const char *why, struct kam_rows **out);

/*
 * Is a tender free? *held: it is not; nobody of ours may start another bid on it. `account` may be NULL: whoever the
 * customer is. *out has a row for each bid that is or was about it, those that hold it first: what (held, same
 * tender: held under another customer; joined, disputed, other lot), bid, title, account, tender, lot, unit, person,
 * since, until. What is lapsed, released or refused does not count and is not listed.
 */
KAM_API enum kam_status kam_bid_check(struct kam *kam, const char *account, const char *tender, const char *lot,
                                      bool *held, struct kam_rows **out);

#endif
