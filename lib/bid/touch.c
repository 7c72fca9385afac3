/* A touch about a bid: what was said with the customer, and what comes next while it is open. */
#include "kam/internal/answer.h"
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

static enum kam_status tell(struct kam *kam, const char *touch, struct kam_rows **out)
{
	static const struct answer_column columns[] = {
		{ .key = "id", .title = N_("ID"), .kind = KAM_ID, .record = "touch" },
		{ .key = "bid", .title = N_("Bid"), .kind = KAM_ID, .record = "bid", .priority = 1 },
		{ .key = "title", .title = N_("Title"), .kind = KAM_TEXT, .priority = 2 },
		{ .key = "next_step", .title = N_("Next step"), .kind = KAM_TEXT },
		{ .key = "next_on", .title = N_("Next on"), .kind = KAM_DATE },
		{ .key = NULL },
	};
	struct statement *statement = NULL;
	enum kam_status status =
		store_prepare(kam,
	                      "SELECT touch.id, bid.id, bid.title, touch.next_step, touch.next_on FROM touch "
	                      "JOIN bid ON bid.id = touch.bid WHERE 'TC' || touch.id = :id",
	                      &statement);

	if (status != KAM_OK)
		return status;
	store_bind_text(statement, ":id", touch);
	return answer_rows(kam, statement, columns, false, out);
}

enum kam_status kam_bid_touch(struct kam *kam, const char *bid, const struct kam_followup *touch, struct kam_rows **out)
{
	struct bid_standing standing;
	struct kam_assignment about[2] = { { "bid", NULL } };
	char customer[KAM_ID_SIZE], day[KAM_DATE_SIZE] = "", id[KAM_ID_SIZE] = "";
	bool step = touch->next_step != NULL && *touch->next_step != '\0';
	enum kam_status status = need_operation(kam);

	*out = NULL;
	if (status == KAM_OK)
		status = bid_standing_read(kam, bid, &standing);
	if (status == KAM_OK)
		status = followup_check(kam, touch);
	if (status == KAM_OK && step)
		status = day_to_come(kam, "--next-on", touch->next_on, day);
	if (status == KAM_OK && !step && touch->no_next == NULL && strcmp(standing.outcome, "open") == 0)
		status = fail(kam, KAM_REFUSED,
		              _("what comes next with %s? --next-step TEXT --next-on DATE, or --no-next REASON"),
		              standing.id);
	if (status == KAM_OK)
		status = whom(kam, &standing, &about[1].field, customer);
	if (status != KAM_OK)
		return status;
	about[0].value = standing.id;
	about[1].value = customer;
	status = followup_write(kam, touch, about, 2, step ? touch->next_step : NULL, day, id);
	return status == KAM_OK ? tell(kam, id, out) : status;
}
