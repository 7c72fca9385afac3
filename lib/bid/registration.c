/* A registration is about its bid's tender; one grant of it lives, and shares of it are no more than the whole. */
#include "registration.h"
#include "kam/internal/identity.h"
#include "kam/internal/reference.h"
#include "rules.h"

#include <stdlib.h>
#include <string.h>

static bool is_word(const struct kam_value *value, const char *word)
{
	return value->type == KAM_IS_TEXT && value->length == strlen(word) &&
	       memcmp(value->text, word, value->length) == 0;
}

static bool changes(struct record_write *write, const char *field)
{
	return write->old == NULL || !kam_value_equal(write_old(write, field), write_value(write, field));
}

static struct kam_value of_integer(int64_t integer)
{
	return (struct kam_value){ .type = integer != 0 ? KAM_IS_INTEGER : KAM_IS_EMPTY, .integer = integer };
}

/* The empty string is never stored. */
static struct kam_value of_text(const char *text)
{
	if (text == NULL || *text == '\0')
		return (struct kam_value){ 0 };
	return (struct kam_value){ .type = KAM_IS_TEXT, .text = text, .length = strlen(text) };
}

/* The tender as a registration has it; to be freed. False: out of memory. */
static bool read_tender(struct record_write *write, struct tender *out)
{
	const struct kam_value *root = write_value(write, "group_root"), *key = write_value(write, "tender_key"),
			       *lot = write_value(write, "lot");

	*out = (struct tender){ .root = root->type == KAM_IS_INTEGER ? root->integer : 0 };
	out->key = strndup(key->type == KAM_IS_TEXT ? key->text : "", key->type == KAM_IS_TEXT ? key->length : 0);
	out->lot = strndup(lot->type == KAM_IS_TEXT ? lot->text : "", lot->type == KAM_IS_TEXT ? lot->length : 0);
	return out->key != NULL && out->lot != NULL;
}

/* What is not said of a registration is said by its bid: the tender, whose it is. */
static enum kam_status follow_bid(struct kam *kam, struct record_write *write)
{
	struct kam_value *key = write_value(write, "tender_key"), *lot = write_value(write, "lot");
	const struct kam_value *bid = write_value(write, "bid");
	struct tender tender = { 0 };
	size_t length;
	enum kam_status status;

	if (bid->type != KAM_IS_INTEGER || (write->old == NULL ? key->type != KAM_IS_EMPTY : !changes(write, "bid")))
		return KAM_OK;
	status = tender_read_bid(kam, bid->integer, &tender);
	if (status == KAM_OK) {
		length = tender.key != NULL ? strlen(tender.key) : 0;
		buffer_reset(&kam->made);
		buffer_add(&kam->made, tender.key != NULL ? tender.key : "", length + 1);
		buffer_put(&kam->made, tender.lot != NULL ? tender.lot : "");
		*write_value(write, "group_root") = of_integer(tender_is_there(&tender) ? tender.root : 0);
		*key = of_text(tender_is_there(&tender) ? buffer_text(&kam->made) : NULL);
		*lot = of_text(tender_is_there(&tender) && !kam->made.failed ? kam->made.text + length + 1 : NULL);
		if (kam->made.failed)
			status = fail_memory(kam);
	}
	tender_free(&tender);
	return status;
}

static enum kam_status fill_people(struct kam *kam, struct record_write *write)
{
	struct kam_value *unit = write_value(write, "unit"), *person = write_value(write, "person");
	struct statement *statement;
	int64_t acting = 0;
	enum kam_status status = KAM_OK;

	if (write->old != NULL || (unit->type != KAM_IS_EMPTY && person->type != KAM_IS_EMPTY))
		return KAM_OK;
	/* Whoever runs an import has registered nothing of it. */
	if (!write->importing)
		status = identity_acting(kam, &acting);
	if (status == KAM_OK)
		status = store_keep(
			kam,
			"SELECT coalesce(bid.unit, owner.unit, (SELECT unit FROM person WHERE id = :acting), "
			"0), coalesce(bid.owner, 0) FROM bid LEFT JOIN person AS owner ON owner.id = "
			"bid.owner WHERE bid.id = :bid",
			&statement);
	if (status != KAM_OK)
		return status;
	store_bind_integer(statement, ":acting", acting);
	store_bind_value(statement, ":bid", write_value(write, "bid"));
	status = store_step(statement);
	if (status == KAM_OK) {
		int64_t owner = store_integer(statement, 1);

		if (unit->type == KAM_IS_EMPTY)
			*unit = of_integer(store_integer(statement, 0));
		if (person->type == KAM_IS_EMPTY)
			*person = of_integer(acting != 0 ? acting : owner);
	}
	store_reset(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

/* A grant has an end, unless somebody says that it has none. */
static void fill_end(struct kam *kam, struct record_write *write)
{
	struct kam_value *until = write_value(write, "protected_until");

	if (!is_word(write_value(write, "status"), "granted") || until->type != KAM_IS_EMPTY ||
	    (write->old != NULL && is_word(write_old(write, "status"), "granted")))
		return;
	protection_end(kam, write->made);
	*until = of_text(write->made);
}

/* How one who came later goes on. */
static enum kam_status fail_held(struct kam *kam, int64_t bid, const struct holder *holder)
{
	struct buffer tender = { 0 };
	enum kam_status status = tender_say(kam, bid, &tender);

	if (status == KAM_OK)
		status = buffer_text(&tender) == NULL ? fail_memory(kam)
		                                      : fail(kam, KAM_REFUSED,
		                                             _("tender %s is held by %s; to be their partner, or to "
		                                               "contest it: kam bid claim "
		                                               "B%lld --join, or --dispute WHY"),
		                                             tender.text, holder->said.text, (long long)holder->bid);
	buffer_free(&tender);
	return status;
}

static bool is_over(struct kam *kam, struct record_write *write)
{
	const struct kam_value *until = write_value(write, "protected_until");

	return until->type == KAM_IS_TEXT && strncmp(until->text, kam->today_text, KAM_DATE_SIZE - 1) < 0;
}

/* An import states facts: who came later is on record without a grant. */
static enum kam_status state_refusal(struct kam *kam, struct record_write *write, const struct holder *holder)
{
	int64_t bid = write_value(write, "bid")->integer;
	enum kam_status status;

	*write_value(write, "status") = of_text("refused");
	*write_value(write, "protected_until") = (struct kam_value){ 0 };
	status = touch_record(kam, "bid without grant", bid);
	return status == KAM_OK ? conflict_tell(kam, bid, holder, "refused") : status;
}

/* What a file says of a bid's own grant stands for what was derived when the bid came. */
static enum kam_status give_way(struct kam *kam, int64_t id)
{
	struct writer *writer = NULL;
	enum kam_status status = writer_get(kam, kam_type_find("registration"), &writer);

	return status == KAM_OK ? writer_delete(writer, id) : status;
}

/* One that is granted, or granted anew, or comes to another tender: nobody else has that. */
static enum kam_status make_room(struct kam *kam, struct record_write *write)
{
	struct tender tender;
	struct holder holder = { 0 };
	enum kam_status status = KAM_OK;

	if (!is_word(write_value(write, "status"), "granted") ||
	    (!changes(write, "status") && !changes(write, "group_root") && !changes(write, "tender_key") &&
	     !changes(write, "lot")))
		return KAM_OK;
	if (!read_tender(write, &tender))
		status = fail_memory(kam);
	if (status == KAM_OK && tender_is_there(&tender))
		status = holder_find(kam, &tender, write->id, &holder);
	if (status == KAM_OK && holder.registration != 0) {
		if (holder.lapsed && !write->carried)
			status = registration_expire(kam, holder.registration);
		else if (write->old != NULL && is_word(write_old(write, "status"), "granted") && is_over(kam, write))
			*write_value(write, "status") = of_text("expired");
		else if (write->importing && !write->carried && write->old == NULL &&
		         holder.bid == write_value(write, "bid")->integer)
			status = give_way(kam, holder.registration);
		else if (write->importing && !write->carried)
			status = state_refusal(kam, write, &holder);
		else
			status = fail_held(kam, write_value(write, "bid")->integer, &holder);
	}
	buffer_free(&holder.said);
	tender_free(&tender);
	return status;
}

/* Shares of one tender are no more than the whole of it. */
static enum kam_status check_shares(struct kam *kam, struct record_write *write)
{
	const struct kam_value *share = write_value(write, "share");
	struct statement *statement;
	int64_t others = 0;
	char left[40];
	enum kam_status status;

	if (share->type != KAM_IS_INTEGER || !changes(write, "share") ||
	    !(is_word(write_value(write, "status"), "joined") || is_word(write_value(write, "status"), "granted")))
		return KAM_OK;
	status =
		store_keep(kam,
	                   "SELECT coalesce(sum(share), 0) FROM registration WHERE group_root = :root AND tender_key = "
	                   ":key AND coalesce(lot, '') = coalesce(:lot, '') AND id <> :id AND (status = 'joined' OR "
	                   "status = 'granted')",
	                   &statement);
	if (status != KAM_OK)
		return status;
	store_clear(statement);
	store_bind_value(statement, ":root", write_value(write, "group_root"));
	store_bind_value(statement, ":key", write_value(write, "tender_key"));
	store_bind_value(statement, ":lot", write_value(write, "lot"));
	store_bind_integer(statement, ":id", write->id);
	status = store_step(statement);
	if (status == KAM_OK)
		others = store_integer(statement, 0);
	store_reset(statement);
	if (status != KAM_OK || others + share->integer <= 10000)
		return status;
	kam_percent_format(others < 10000 ? 10000 - others : 0, left);
	return fail(kam, KAM_REFUSED, _("the shares of one tender are at most 100 %%; %s %% is left"), left);
}

static enum kam_status before_write(struct kam *kam, struct record_write *write)
{
	enum kam_status status = KAM_OK;

	if (!write->carried) {
		status = follow_bid(kam, write);
		if (status == KAM_OK)
			status = fill_people(kam, write);
		if (status == KAM_OK)
			fill_end(kam, write);
	}
	if (status == KAM_OK)
		status = make_room(kam, write);
	return status == KAM_OK && !write->carried && !write->importing ? check_shares(kam, write) : status;
}

/* NULL: out of memory, also where the text could not be read for that. */
static char *copy(const char *text)
{
	return text != NULL ? strdup(text) : NULL;
}

/* A grant that would come back, and that somebody else has by now. */
static enum kam_status before_undo(struct kam *kam, int64_t operation)
{
	struct tender tender = { 0 };
	struct holder holder = { 0 };
	int64_t bid = 0;
	struct statement *statement = NULL;
	enum kam_status status = store_prepare(
		kam,
		"SELECT json_extract(gone.image, '$.bid'), now.group_root, now.tender_key, coalesce(now.lot, '') "
		"FROM temp.undo_row AS gone JOIN registration AS now ON now.status = 'granted' AND now.group_root = "
		"json_extract(gone.image, '$.group_root') AND now.tender_key = json_extract(gone.image, "
		"'$.tender_key') "
		"AND coalesce(now.lot, '') = coalesce(json_extract(gone.image, '$.lot'), '') WHERE gone.record = "
		"'registration' AND json_extract(gone.image, '$.status') = 'granted' AND now.id NOT IN "
		"(SELECT id FROM temp.undo_row WHERE record = 'registration') LIMIT 1",
		&statement);

	if (status == KAM_OK)
		status = store_step(statement);
	if (status == KAM_OK) {
		bid = store_integer(statement, 0);
		tender.root = store_integer(statement, 1);
		tender.key = copy(store_text(statement, 2));
		tender.lot = copy(store_text(statement, 3));
		status = tender.key == NULL || tender.lot == NULL ? fail_memory(kam) : KAM_OK;
	}
	store_finalize(statement);
	if (status == KAM_OK)
		status = holder_find(kam, &tender, 0, &holder);
	if (status == KAM_OK)
		status = fail(
			kam, KAM_REFUSED,
			_("operation %lld cannot be undone: B%lld would have the grant of its tender again, which is "
		          "held by %s"),
			(long long)operation, (long long)bid, holder.said.text);
	buffer_free(&holder.said);
	tender_free(&tender);
	return status == KAM_DONE ? KAM_OK : status;
}

const struct kam_type_rules registration_rules = { .before_write = before_write,
	                                           .after_operation = registrations_settle,
	                                           .before_undo = before_undo };
