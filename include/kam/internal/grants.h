/* What accounts have to do with the grants of tenders: of two groups that become one. Internal to libkam. */
#ifndef KAM_INTERNAL_GRANTS_H
#define KAM_INTERNAL_GRANTS_H

#include "kam/internal/describe.h"

/*
 * An account is about to be written: where its parent changes, the registrations of all that stands under it follow to
 * the new group at the end of the operation. There, two live grants of one tender are refused by name; in an import the
 * younger one is in dispute with the older.
 */
enum kam_status grants_follow_parent(struct kam *kam, struct record_write *write);

/* Two accounts are about to be made one: KAM_REFUSED, both bids named, where that would join two live grants. */
enum kam_status grants_check_merge(struct kam *kam, int64_t into, int64_t from);
/* They are one: registrations follow as above. */
enum kam_status grants_follow_merge(struct kam *kam, int64_t into);

#endif
