/* Is a tender free, or is one of our bids about it already, under whatever name of the customer? */
#include "kam/internal/answer.h"
#include "kam/internal/reference.h"
#include "kam/registration.h"
#include "tender.h"

#include <string.h>

static const struct answer_column columns[] = {
	{ .key = "what", .title = N_("What"), .kind = KAM_TEXT, .priority = 0 },
	{ .key = "bid", .title = N_("Bid"), .kind = KAM_ID, .record = "bid", .priority = 0 },
	{ .key = "title", .title = N_("Title"), .kind = KAM_TEXT, .priority = 3 },
	{ .key = "account", .title = N_("Account"), .kind = KAM_TEXT, .priority = 2 },
	{ .key = "tender", .title = N_("Tender"), .kind = KAM_TEXT, .priority = 6 },
	{ .key = "lot", .title = N_("Lot"), .kind = KAM_TEXT, .priority = 5 },
	{ .key = "unit", .title = N_("Unit"), .kind = KAM_TEXT, .priority = 1 },
	{ .key = "person", .title = N_("Person"), .kind = KAM_TEXT, .priority = 1 },
	{ .key = "since", .title = N_("Since"), .kind = KAM_DATE, .priority = 4 },
	{ .key = "until", .title = N_("Until"), .kind = KAM_DATE, .priority = 1 },
	{ 0 },
};

static bool says(const struct kam_value *value, const char *word)
{
	return value->type == KAM_IS_TEXT && value->length == strlen(word) &&
	       memcmp(value->text, word, value->length) == 0;
}

/* Held, also under another customer: an agent's name for it may be another one than ours. */
static enum kam_status judge(struct kam_rows *rows, bool *held)
{
	enum kam_status status;

	*held = false;
	while ((status = kam_rows_step(rows)) == KAM_OK)
		*held |= says(kam_rows_value(rows, 0), "held") || says(kam_rows_value(rows, 0), "same tender");
	kam_rows_rewind(rows);
	return status == KAM_DONE ? KAM_OK : status;
}

static struct kam_value of_text(const char *text)
{
	return (struct kam_value){ .type = text != NULL ? KAM_IS_TEXT : KAM_IS_EMPTY,
		                   .text = text,
		                   .length = text != NULL ? strlen(text) : 0 };
}

enum kam_status kam_bid_check(struct kam *kam, const char *account, const char *tender, const char *lot, bool *held,
                              struct kam_rows **out)
{
	const struct kam_value number = of_text(tender), part = of_text(lot);
	struct kam_value customer = { 0 };
	struct statement *statement = NULL;
	struct tender asked = { 0 };
	enum kam_status status = KAM_OK;

	*out = NULL;
	*held = false;
	if (account != NULL) {
		customer.type = KAM_IS_INTEGER;
		status = reference_find(kam, kam_type_find("account"), account, strlen(account), REFERENCE_READ,
		                        &customer.integer, NULL);
	}
	if (status == KAM_OK)
		status = tender_read(kam, &customer, &number, &part, &asked);
	if (status == KAM_OK && (asked.key == NULL || *asked.key == '\0'))
		status = fail(kam, KAM_BAD_VALUE, _("'%s' is no tender number: it has neither letters nor digits"),
		              tender != NULL ? tender : "");
	if (status == KAM_OK)
		status = answer_prepare(kam, "bid/check.sql", &statement);
	if (status == KAM_OK) {
		store_bind_integer(statement, ":root", asked.root);
		store_bind_text(statement, ":key", asked.key);
		store_bind_text(statement, ":lot", asked.lot);
		status = answer_rows(kam, statement, columns, true, out);
	}
	if (status == KAM_OK)
		status = judge(*out, held);
	tender_free(&asked);
	return status;
}
