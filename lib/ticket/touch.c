/* A touch about a ticket: what was said with the customer, and what comes next while it is open. */
#include "kam/ticket.h"
#include "kam/internal/answer.h"
#include "kam/internal/followup.h"
#include "standing.h"

#include <string.h>

static enum kam_status tell(struct kam *kam, const char *touch, struct kam_rows **out)
{
	static const struct answer_column columns[] = {
		{ .key = "id", .title = N_("ID"), .kind = KAM_ID, .record = "touch" },
		{ .key = "ticket", .title = N_("Ticket"), .kind = KAM_ID, .record = "ticket", .priority = 1 },
		{ .key = "title", .title = N_("Title"), .kind = KAM_TEXT, .priority = 2 },
		{ .key = "next_step", .title = N_("Next step"), .kind = KAM_TEXT },
		{ .key = "next_on", .title = N_("Next on"), .kind = KAM_DATE },
		{ .key = NULL },
	};
	struct statement *statement = NULL;
	enum kam_status status =
		store_prepare(kam,
	                      "SELECT touch.id, ticket.id, ticket.title, touch.next_step, touch.next_on FROM touch "
	                      "JOIN ticket ON ticket.id = touch.ticket WHERE 'TC' || touch.id = :id",
	                      &statement);

	if (status != KAM_OK)
		return status;
	store_bind_text(statement, ":id", touch);
	return answer_rows(kam, statement, columns, false, out);
}

enum kam_status kam_ticket_touch(struct kam *kam, const char *ticket, const struct kam_followup *touch,
                                 struct kam_rows **out)
{
	struct ticket_standing standing;
	char account[KAM_ID_SIZE], day[KAM_DATE_SIZE] = "", id[KAM_ID_SIZE] = "";
	const struct kam_assignment about[2] = { { "ticket", standing.id }, { "account", account } };
	bool step = touch->next_step != NULL && *touch->next_step != '\0';
	enum kam_status status = need_operation(kam);

	*out = NULL;
	if (status == KAM_OK)
		status = ticket_standing_read(kam, ticket, &standing);
	if (status == KAM_OK)
		status = followup_check(kam, touch);
	if (status == KAM_OK && step)
		status = day_to_come(kam, "--next-on", touch->next_on, day);
	if (status == KAM_OK && !step && touch->no_next == NULL && strcmp(standing.status, "closed") != 0)
		status = fail(kam, KAM_REFUSED,
		              _("what comes next with %s? --next-step TEXT --next-on DATE, or --no-next REASON"),
		              standing.id);
	if (status == KAM_OK && standing.account == 0)
		status = fail(kam, KAM_REFUSED, _("%s has no customer: kam ticket edit %s --account ACCOUNT"),
		              standing.id, standing.id);
	if (status != KAM_OK)
		return status;
	reference_format(kam_type_find("account"), standing.account, account);
	status = followup_write(kam, touch, about, 2, step ? touch->next_step : NULL, day, id);
	return status == KAM_OK ? tell(kam, id, out) : status;
}
