/* What is offered below its floor, somebody else than the owner has approved: before it is handed in, and after. */
#include "kam/internal/reference.h"
#include "kam/internal/write.h"
#include "rules.h"

#include <stdio.h>
#include <string.h>

#define AMOUNT_SIZE 48

/* An offer, and the least that it may be. */
struct offer {
	int64_t value, floor;
	const struct kam_value *currency;
};

/* The amount with its currency: 1,054.00 CNY */
static void say_amount(int64_t minor, const struct kam_value *currency, char out[AMOUNT_SIZE])
{
	char code[4] = "", amount[40];

	if (currency->length == 3)
		memcpy(code, currency->text, 3);
	kam_money_format(minor, code, true, amount);
	snprintf(out, AMOUNT_SIZE, "%s %s", amount, code);
}

static bool falls(struct record_write *write)
{
	const struct kam_value *old = write_old(write, "value"), *new = write_value(write, "value");

	return old->type == KAM_IS_EMPTY || new->integer < old->integer ||
	       !kam_value_equal(write_old(write, "currency"), write_value(write, "currency"));
}

/* The bid's own floor, else its product's, where that is in the same currency. KAM_DONE: there is none. */
static enum kam_status find_floor(struct kam *kam, struct record_write *write, int64_t *floor)
{
	const struct kam_value *own = write_value(write, "floor_value"), *product = write_value(write, "product");
	struct statement *statement;
	enum kam_status status;

	*floor = own->integer;
	if (own->type != KAM_IS_EMPTY)
		return KAM_OK;
	if (product->type == KAM_IS_EMPTY)
		return KAM_DONE;
	status = store_keep(
		kam,
		"SELECT floor_price FROM product WHERE id = :product AND currency = :currency AND floor_price IS "
		"NOT NULL",
		&statement);
	if (status != KAM_OK)
		return status;
	store_bind_value(statement, ":product", product);
	store_bind_value(statement, ":currency", write_value(write, "currency"));
	status = store_step(statement);
	if (status == KAM_OK)
		*floor = store_integer(statement, 0);
	store_reset(statement);
	return status;
}

static enum kam_status refuse(struct kam *kam, const struct record_write *write, const struct offer *offer,
                              int64_t assessment, const struct kam_value *approved)
{
	char bid[KAM_ID_SIZE], id[KAM_ID_SIZE], value[AMOUNT_SIZE], floor[AMOUNT_SIZE], least[AMOUNT_SIZE];

	reference_format(write->type, write->id, bid);
	say_amount(offer->value, offer->currency, value);
	say_amount(offer->floor, offer->currency, floor);
	if (approved->type == KAM_IS_EMPTY)
		return fail(kam, KAM_REFUSED,
		            _("%s offers %s, below its floor of %s; somebody else than its owner has to approve that "
		              "first: kam "
		              "bid decide %s --kind price --decision go --value AMOUNT"),
		            bid, value, floor, bid);
	reference_format(kam_type_find("assessment"), assessment, id);
	say_amount(approved->integer, approved, least);
	return fail(kam, KAM_REFUSED,
	            _("%s offers %s, below its floor of %s and below the %s that %s approved: kam bid decide %s --kind "
	              "price "
	              "--decision go --value AMOUNT"),
	            bid, value, floor, least, id, bid);
}

/*
 * The last word on the price counts: a go, not of who owns the bid, down to an amount. One that says no amount, as files
 * have it, holds for what the bid was worth then: until the value changes.
 */
static enum kam_status check_approval(struct kam *kam, struct record_write *write, const struct offer *offer)
{
	struct statement *statement;
	struct kam_value approved = { 0 };
	int64_t assessment = 0;
	bool covered = false;
	enum kam_status status = store_keep(
		kam,
		"SELECT id, value, currency, :falls = 0 AND NOT EXISTS (SELECT 1 FROM change WHERE change.bid = :bid "
		"AND change.field = 'value' AND change.happened_at > assessment.happened_at), decision = 'go' AND "
		"done_by IS NOT :owner, currency = :currency FROM assessment WHERE bid = :bid AND kind = 'price' AND "
		"decision IS NOT NULL ORDER BY happened_at DESC, id DESC LIMIT 1",
		&statement);

	if (status != KAM_OK)
		return status;
	store_clear(statement);
	store_bind_integer(statement, ":falls", falls(write));
	store_bind_integer(statement, ":bid", write->id);
	store_bind_value(statement, ":owner", write_value(write, "owner"));
	store_bind_value(statement, ":currency", offer->currency);
	status = store_step(statement);
	if (status == KAM_OK && store_integer(statement, 4) != 0) {
		assessment = store_integer(statement, 0);
		store_value(statement, 1, &approved);
		if (approved.type == KAM_IS_EMPTY)
			covered = store_integer(statement, 3) != 0;
		else
			covered = store_integer(statement, 5) != 0 && approved.integer <= offer->value;
		approved.text = store_text(statement, 2);
		approved.length = approved.text != NULL ? strlen(approved.text) : 0;
	}
	if ((status == KAM_OK || status == KAM_DONE) && !covered)
		status = refuse(kam, write, offer, assessment, &approved);
	if (status == KAM_OK || status == KAM_REFUSED)
		store_reset(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

enum kam_status floor_check(struct kam *kam, struct record_write *write)
{
	const struct kam_value *value = write_value(write, "value");
	struct offer offer = { .value = value->integer, .currency = write_value(write, "currency") };
	bool handed_in, forward;
	enum kam_status status;

	if (write->importing || write->carried || write->old == NULL || value->type == KAM_IS_EMPTY ||
	    (!falls(write) && kam_value_equal(write_old(write, "stage"), write_value(write, "stage"))))
		return KAM_OK;
	status = find_floor(kam, write, &offer.floor);
	if (status != KAM_OK || offer.value >= offer.floor)
		return status == KAM_DONE ? KAM_OK : status;
	status = stage_handed_in(kam, write, &handed_in, &forward);
	if (status != KAM_OK || !handed_in || (!forward && !falls(write)))
		return status;
	return check_approval(kam, write, &offer);
}
