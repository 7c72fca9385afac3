/* What is handed in or won has a customer. */
#include "kam/internal/reference.h"
#include "kam/internal/write.h"
#include "rules.h"

/* One that is added or imported as it is states a fact; kam report quality names it. */
enum kam_status customer_check(struct kam *kam, struct record_write *write)
{
	char bid[KAM_ID_SIZE];
	bool handed_in, forward, taken;
	enum kam_status status;

	if (write->importing || write->carried || write->old == NULL ||
	    write_value(write, "account")->type != KAM_IS_EMPTY)
		return KAM_OK;
	taken = write_old(write, "account")->type != KAM_IS_EMPTY;
	if (!taken && kam_value_equal(write_old(write, "stage"), write_value(write, "stage")))
		return KAM_OK;
	status = stage_handed_in(kam, write, &handed_in, &forward);
	if (status != KAM_OK || !handed_in || (!forward && !taken))
		return status;
	reference_format(write->type, write->id, bid);
	return fail(kam, KAM_REFUSED, _("who is the customer of %s? kam bid edit %s --account ACCOUNT"), bid, bid);
}
