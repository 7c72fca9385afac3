/* A lead becomes a customer (转化); and leads that are one and the same. */
#ifndef KAM_CONVERSION_H
#define KAM_CONVERSION_H

#include "kam/record.h"

/* What it becomes. */
struct kam_conversion {
	const char *account; /* an account that is there; NULL: a new one */
	bool new_account;    /* a new one, though there may be one already; not together with `account` */
	const char *bid;     /* title of a bid that begins with it; NULL: none */
	const char *value;   /* of the bid, as typed; NULL: not known */
};

/*
 * The lead becomes a customer: its account (a new one gets its company or name,
 * kind, region and place, and the lead's owner a seat there), its contact (one
 * of that name there is joined, and what it lacks is filled), a bid. Touches
 * move to the account and its contact. Tags are copied, those of a consumer to
 * the contact too; what the account says already stays. Concerns that are open
 * become risks there. The lead keeps all else and is converted. *out has a row
 * of id, record, what (added, joined, filled, kept, moved, tagged, left out,
 * converted), field and value for each; account takes the account's id.
 * KAM_REFUSED: converted, dropped, in the pool; or, with neither `account` nor
 * `new_account`, it may be a customer already: then they are named, and why.
 * Needs an operation.
 */
KAM_API enum kam_status kam_lead_convert(struct kam *kam, const char *lead, const struct kam_conversion *conversion,
                                         char account[KAM_ID_SIZE], struct kam_rows **out);

/*
 * Leads that may be one: of one phone (as digits; with and without the prefix),
 * one mail address, one company or name, folded. Rows of id, name, owner,
 * other, other_name, other_owner, status (the other's) and why, best first; of
 * one lead unless `reference` is NULL. Of several that have a thing in common,
 * the first with each other one. Two that are both converted or dropped are
 * told only where one of them is asked for. Phones and addresses are not told.
 */
KAM_API enum kam_status kam_lead_dupes(struct kam *kam, const char *reference, struct kam_rows **out);

#endif
