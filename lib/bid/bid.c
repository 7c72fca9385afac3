/* What happens around the write of a bid: one rule after the other. */
#include "rules.h"

/* clang-format off */
/* Those that guard come first; the history is written of what the others have filled in. */
static enum kam_status (*const rules[])(struct kam *kam, struct record_write *write) = {
	floor_check,
	gate_check,
	registration_check,
	customer_check,
	outcome_follow,
	change_follow,
};
/* clang-format on */

static enum kam_status before_write(struct kam *kam, struct record_write *write)
{
	enum kam_status status = KAM_OK;

	for (size_t i = 0; i < sizeof rules / sizeof *rules && status == KAM_OK; i++)
		status = rules[i](kam, write);
	return status;
}

static enum kam_status after_write(struct kam *kam, struct record_write *write)
{
	enum kam_status status = registration_follow(kam, write);

	return status == KAM_OK ? checkitems_follow(kam, write) : status;
}

const struct kam_type_rules bid_rules = {
	.before_write = before_write, .after_write = after_write, .initial = stage_first, .bulk = true
};
