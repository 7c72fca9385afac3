/* What happens around the write of a bid: one rule after the other. */
#include "rules.h"

static enum kam_status before_write(struct kam *kam, struct record_write *write)
{
	enum kam_status status = floor_check(kam, write);

	return status == KAM_OK ? change_follow(kam, write) : status;
}

static enum kam_status after_write(struct kam *kam, struct record_write *write)
{
	return checkitems_follow(kam, write);
}

const struct kam_type_rules bid_rules = {
	.before_write = before_write, .after_write = after_write, .initial = stage_first, .bulk = true
};
