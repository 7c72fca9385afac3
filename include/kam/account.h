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

#endif
