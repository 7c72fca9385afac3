/* A touch about a ticket: what was said with the customer, and what comes next while it is open. */
#include "kam/ticket.h"
#include "kam/internal/followup.h"
#include "standing.h"

#include <string.h>

enum kam_status kam_ticket_touch(struct kam *kam, const char *ticket, const struct kam_followup *touch,
                                 struct kam_rows **out)
{
	struct ticket_standing standing;
	char account[KAM_ID_SIZE], day[KAM_DATE_SIZE];
	enum kam_status status = need_operation(kam);

	*out = NULL;
	if (status == KAM_OK)
		status = ticket_standing_read(kam, ticket, &standing);
	if (status == KAM_OK)
		status = followup_check_next(kam, touch, standing.id, strcmp(standing.status, "closed") != 0, day);
	if (status == KAM_OK && standing.account == 0)
		status = fail(kam, KAM_REFUSED, _("%s has no customer: kam ticket edit %s --account ACCOUNT"),
		              standing.id, standing.id);
	if (status != KAM_OK)
		return status;
	reference_format(kam_type_find("account"), standing.account, account);
	return followup_write_about(kam, touch, "ticket", standing.id,
	                            &(const struct kam_assignment){ "account", account }, day, out);
}
