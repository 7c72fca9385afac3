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

#endif
