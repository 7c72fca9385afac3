/* A contract does not end before it begins. */
#include "rules.h"

#include <string.h>

static enum kam_status before_write(struct kam *kam, struct record_write *write)
{
	const struct kam_value *starts = write_value(write, "starts_on"), *ends = write_value(write, "ends_on");

	if (write->importing || write->carried || starts->type == KAM_IS_EMPTY || ends->type == KAM_IS_EMPTY ||
	    kam_value_order(ends, starts) >= 0)
		return KAM_OK;
	return fail(kam, KAM_REFUSED, _("the contract ends on %.*s, before its first day, %.*s"), (int)ends->length,
	            ends->text, (int)starts->length, starts->text);
}

const struct kam_type_rules contract_rules = { .before_write = before_write, .bulk = true };
