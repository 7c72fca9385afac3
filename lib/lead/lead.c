/* What happens around the write of a lead: one rule after the other. */
#include "rules.h"

static enum kam_status before_write(struct kam *kam, struct record_write *write)
{
	enum kam_status status = KAM_OK;

	if (!write->carried)
		status = scene_follow(kam, write);
	if (status == KAM_OK)
		status = owner_follow(kam, write);
	if (status == KAM_OK && !write->carried && !write->importing)
		status = trust_check(kam, write);
	return status == KAM_OK ? pool_follow(kam, write) : status;
}

const struct kam_type_rules lead_rules = { .before_write = before_write,
	                                   .after_write = lead_change_follow,
	                                   .bulk = true };
