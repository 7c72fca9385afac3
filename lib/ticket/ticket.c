/* What happens around the write of a ticket: one rule after the other. */
#include "rules.h"
#include "kam/internal/write.h"

static enum kam_status before_write(struct kam *kam, struct record_write *write)
{
	enum kam_status status = KAM_OK;

	/* A row with kam's own id derives nothing. */
	if (write->carried)
		return KAM_OK;
	if (!write->importing)
		status = step_check(kam, write);
	return status == KAM_OK ? clock_start(kam, write) : status;
}

static enum kam_status after_write(struct kam *kam, struct record_write *write)
{
	return write->carried ? KAM_OK : clock_terms_follow(kam, write);
}

const struct kam_type_rules ticket_rules = { .before_write = before_write,
	                                     .after_write = after_write,
	                                     .after_operation = tickets_follow,
	                                     .check = clocks_check,
	                                     .bulk = true };
