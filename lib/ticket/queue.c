/* The queue: what is to be worked on, the least time left first, and what the customer has not confirmed. */
#include "kam/ticket.h"
#include "kam/internal/describe.h"
#include "kam/value.h"

#include <stdlib.h>

enum kam_status kam_ticket_queue(struct kam *kam, const char *dept, const char *assignee, const struct kam_query *asked,
                                 struct kam_rows **out)
{
	struct kam_assignment filters[2];
	struct kam_query query = *asked;
	struct buffer where = { 0 };
	char day[KAM_DATE_SIZE];
	enum kam_status status;

	kam_date_format(kam->today - strtoll(kam_setting(kam, "unconfirmed_days"), NULL, 10), day);
	buffer_format(&where, "status != closed and (status != resolved or resolved_at <= %s)", day);
	if (asked->where != NULL)
		buffer_format(&where, " and (%s)", asked->where);
	if (buffer_text(&where) == NULL)
		return fail_memory(kam);
	query.record = "ticket";
	query.where = where.text;
	query.filters = filters;
	query.filter_count = 0;
	if (dept != NULL)
		filters[query.filter_count++] = (struct kam_assignment){ "dept", dept };
	if (assignee != NULL)
		filters[query.filter_count++] = (struct kam_assignment){ "assignee", assignee };
	if (query.columns == NULL)
		query.columns =
			"id,remaining,title,account,severity,dept,assignee,status,unaccepted,fix_state,ack_state";
	if (query.sort == NULL)
		query.sort = "time_left,resolved_at,opened_at,id";
	status = kam_record_list(kam, &query, out);
	buffer_free(&where);
	return status;
}
