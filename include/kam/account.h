/* What a company does with its customers' records beside keeping them. */
#ifndef KAM_ACCOUNT_H
#define KAM_ACCOUNT_H

#include "kam/record.h"

/*
 * Blank a person: name, everything personal and every free text of the contact,
 * its tags, and the same in the journal's images and in the command lines that
 * wrote them. Ids and counts stay. Cannot be undone. `why` is kept.
 * KAM_REFUSED when it was done before. Needs an operation.
 */
KAM_API enum kam_status kam_contact_erase(struct kam *kam, const char *reference, const char *why,
                                          char id[KAM_ID_SIZE]);

/*
 * Before an account is added: those that may be it. Rows of id, name, owner,
 * unit, why and likeness, best first: the same tax number, name, code or former
 * name, the same but for legal form or region, a name that has what is asked
 * for as a part, and similar ones. *cut: so many have a part in common that not
 * all were looked at. KAM_BAD_VALUE: no name.
 */
KAM_API enum kam_status kam_account_find(struct kam *kam, const char *name, bool *cut, struct kam_rows **out);

/*
 * Accounts that are one and the same (`certain`: of one tax number, or of one
 * name folded for width, case, blanks and brackets), or may be. Rows of id,
 * name, other, other_name, why and likeness, best first; of one account only
 * unless `reference` is NULL. Of several that are certain, the first with each
 * other one. *cut: as above. What a reference can come to: KAM_NOT_FOUND …
 */
KAM_API enum kam_status kam_account_dupes(struct kam *kam, const char *reference, bool certain, bool *cut,
                                          struct kam_rows **out);

/* Where: a circle (`at` and `within`) or an area (`polygon`); and which, as in struct kam_query. */
struct kam_near {
	const char *at;      /* "22.54,114.06", degrees; NULL: distances are not told */
	const char *within;  /* "2km", "500m", "1.5mi" */
	const char *polygon; /* "LAT,LON LAT,LON LAT,LON …" */
	const char *where;   /* NULL: all */
	const struct kam_assignment *filters;
	size_t filter_count;
};

/*
 * Accounts with a place that is there, the nearest first: rows of id, name,
 * region, lat, lon and distance_km (to the metre). KAM_USAGE: neither or both.
 * KAM_BAD_VALUE: no place, no distance, or an area that has a pole within it.
 */
KAM_API enum kam_status kam_account_near(struct kam *kam, const struct kam_near *near, struct kam_rows **out);

/*
 * The account `from` becomes part of `into`: what refers to it refers to
 * `into`, whose empty fields are filled and whose former names get the other's;
 * tags go over; `from` goes. Records of both that go by one name are made one
 * or named anew. *out has a row of id, record, what (moved, removed, filled,
 * kept, left out, renumbered, renamed), field and value for each. KAM_REFUSED:
 * the same account, two tax numbers, different kinds, a circle, or two records
 * of one name that cannot be one. Needs an operation.
 */
KAM_API enum kam_status kam_account_merge(struct kam *kam, const char *into, const char *from, struct kam_rows **out);

#endif
