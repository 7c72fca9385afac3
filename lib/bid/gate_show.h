/* How an item of a bid's list is told. */
#ifndef KAM_BID_GATE_SHOW_H
#define KAM_BID_GATE_SHOW_H

#include "kam/rows.h"

/* One item in the columns of kam_bid_gate(). */
enum kam_status checkitem_tell(struct kam *kam, int64_t item, struct kam_rows **out);

#endif
