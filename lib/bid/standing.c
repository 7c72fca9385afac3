/* How a bid stands, and whether it is decided. */
#include "standing.h"

#include <string.h>

enum kam_status bid_standing_read(struct kam *kam, const char *bid, struct bid_standing *standing)
{
	const struct kam_type *type = kam_type_find("bid");
	struct statement *statement = NULL;
	enum kam_status status;

	*standing = (struct bid_standing){ 0 };
	status = reference_find(kam, type, bid, strlen(bid), REFERENCE_WRITE, &standing->bid, NULL);
	if (status == KAM_OK)
		status = store_prepare(kam,
		                       "SELECT stage.outcome, stage.id, stage.position, coalesce(bid.account, 0), "
		                       "coalesce(bid.owner, 0), coalesce(bid.unit, 0), coalesce(bid.product, 0), "
		                       "bid.tender IS NOT NULL "
		                       "FROM bid JOIN stage ON stage.id = bid.stage WHERE bid.id = :id",
		                       &statement);
	if (status != KAM_OK)
		return status;
	reference_format(type, standing->bid, standing->id);
	store_bind_integer(statement, ":id", standing->bid);
	status = store_step(statement);
	if (status == KAM_OK) {
		text_copy(standing->outcome, sizeof standing->outcome, store_text(statement, 0));
		standing->stage = store_integer(statement, 1);
		standing->position = store_integer(statement, 2);
		standing->account = store_integer(statement, 3);
		standing->owner = store_integer(statement, 4);
		standing->unit = store_integer(statement, 5);
		standing->product = store_integer(statement, 6);
		standing->tender = store_integer(statement, 7) != 0;
	}
	store_finalize(statement);
	return status;
}

enum kam_status bid_standing_open(struct kam *kam, const char *bid, struct bid_standing *standing)
{
	enum kam_status status = bid_standing_read(kam, bid, standing);

	if (status != KAM_OK || strcmp(standing->outcome, "open") == 0)
		return status;
	return fail(kam, KAM_REFUSED, _("%s is %s already; if it goes on after all: kam bid reopen %s"), standing->id,
	            _(standing->outcome), standing->id);
}

enum kam_status standing_customer(struct kam *kam, const struct bid_standing *standing)
{
	return standing->account != 0
	               ? KAM_OK
	               : fail(kam, KAM_REFUSED, _("who is the customer of %s? kam bid edit %s --account ACCOUNT"),
	                      standing->id, standing->id);
}
