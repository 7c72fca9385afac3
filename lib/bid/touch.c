/* A touch about a bid: what was said with the customer, and what comes next while it is open. */
#include "kam/internal/followup.h"
#include "kam/outcome.h"
#include "standing.h"

#include <string.h>

/* With whom it is: the bid's customer, else the lead that it came from. */
static enum kam_status whom(struct kam *kam, const struct bid_standing *standing, const char **field,
                            char id[KAM_ID_SIZE])
{
	int64_t lead = 0;
	enum kam_status status;

	*field = "account";
	if (standing->account != 0) {
		reference_format(kam_type_find("account"), standing->account, id);
		return KAM_OK;
	}
	status = store_get_integer(kam, "SELECT lead FROM bid WHERE 'B' || id = :1 AND lead IS NOT NULL",
	                           (const char *const[]){ standing->id }, 1, &lead);
	if (status == KAM_DONE)
		return standing_customer(kam, standing);
	*field = "lead";
	reference_format(kam_type_find("lead"), lead, id);
	return status;
}

enum kam_status kam_bid_touch(struct kam *kam, const char *bid, const struct kam_followup *touch, struct kam_rows **out)
{
	struct bid_standing standing;
	struct kam_assignment whose = { 0 };
	char customer[KAM_ID_SIZE], day[KAM_DATE_SIZE];
	enum kam_status status = need_operation(kam);

	*out = NULL;
	if (status == KAM_OK)
		status = bid_standing_read(kam, bid, &standing);
	if (status == KAM_OK)
		status = followup_check_next(kam, touch, standing.id, strcmp(standing.outcome, "open") == 0, day);
	if (status == KAM_OK)
		status = whom(kam, &standing, &whose.field, customer);
	whose.value = customer;
	return status == KAM_OK ? followup_write_about(kam, touch, "bid", standing.id, &whose, day, out) : status;
}
