/* A bid with a customer and a tender has the grant of it, or is refused; where it goes, its grant goes. */
#include "kam/internal/reference.h"
#include "registration.h"
#include "rules.h"

#include <stdlib.h>
#include <string.h>

static bool changes(struct record_write *write, const char *field)
{
	return !kam_value_equal(write_old(write, field), write_value(write, field));
}

static bool is_about_tender(struct record_write *write)
{
	return write_value(write, "tender")->type == KAM_IS_TEXT ||
	       (write->old != NULL && write_old(write, "tender")->type == KAM_IS_TEXT);
}

/* What a stage means to a grant. */
struct place {
	bool open, won, withdrawn;
	int64_t position;
};

static enum kam_status read_place(struct kam *kam, const struct kam_value *stage, struct place *out)
{
	struct statement *statement;
	enum kam_status status = store_keep(kam, "SELECT outcome, position FROM stage WHERE id = :stage", &statement);

	*out = (struct place){ 0 };
	if (status != KAM_OK)
		return status;
	store_bind_value(statement, ":stage", stage);
	status = store_step(statement);
	if (status == KAM_OK) {
		const char *outcome = store_text(statement, 0);

		out->open = strcmp(outcome, "open") == 0;
		out->won = strcmp(outcome, "won") == 0;
		out->withdrawn = strcmp(outcome, "withdrawn") == 0;
		out->position = store_integer(statement, 1);
	}
	store_reset(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

/* ---- what it has ---- */

/* A registration of the bid that still counts. */
struct standing_claim {
	int64_t id;
	bool granted, joined;
	bool lapsed;
	bool here, number; /* it is about this tender; and about this number and lot, in whatever group */
};

#define MOST_CLAIMS 16

static enum kam_status list_claims(struct kam *kam, int64_t bid, const struct tender *tender,
                                   struct standing_claim *claims, size_t *count)
{
	struct statement *statement;
	enum kam_status status = store_keep(
		kam,
		"SELECT id, status = 'granted', status = 'joined', coalesce(protected_until < :today, 0), group_root "
		"IS :root, tender_key IS :key AND coalesce(lot, '') = :lot FROM registration WHERE bid = :bid AND "
		"(status = 'granted' OR status = 'joined' OR status = 'disputed') ORDER BY status <> 'granted', id",
		&statement);

	*count = 0;
	if (status != KAM_OK)
		return status;
	store_bind_text(statement, ":today", kam->today_text);
	store_bind_integer(statement, ":root", tender->root);
	store_bind_text(statement, ":key", tender->key);
	store_bind_text(statement, ":lot", tender->lot != NULL ? tender->lot : "");
	store_bind_integer(statement, ":bid", bid);
	while (*count < MOST_CLAIMS && (status = store_step(statement)) == KAM_OK) {
		bool number = store_integer(statement, 5) != 0;

		claims[(*count)++] = (struct standing_claim){ .id = store_integer(statement, 0),
			                                      .granted = store_integer(statement, 1) != 0,
			                                      .joined = store_integer(statement, 2) != 0,
			                                      .lapsed = store_integer(statement, 3) != 0,
			                                      .here = number && store_integer(statement, 4) != 0,
			                                      .number = number };
	}
	store_reset(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

/* ---- before: who hands in has the grant ---- */

static enum kam_status check_claims(struct kam *kam, const struct record_write *write, const struct tender *tender)
{
	struct standing_claim claims[MOST_CLAIMS];
	struct holder holder = { 0 };
	struct buffer said = { 0 };
	size_t count;
	bool lapsed = false, joined = false;
	enum kam_status status = list_claims(kam, write->id, tender, claims, &count);

	for (size_t i = 0; status == KAM_OK && i < count; i++) {
		if (claims[i].here && claims[i].granted && !claims[i].lapsed)
			return KAM_OK;
		lapsed |= claims[i].here && claims[i].granted;
		joined |= claims[i].here && claims[i].joined;
	}
	if (status == KAM_OK && tender_is_there(tender))
		status = holder_find(kam, tender, 0, &holder);
	/* Who has joined is partner of a grant that lives: without one, somebody else may take it. */
	if (status == KAM_OK && joined && holder.registration != 0 && !holder.lapsed) {
		buffer_free(&holder.said);
		return KAM_OK;
	}
	if (status == KAM_OK)
		status = tender_say(kam, write->id, &said);
	if (status == KAM_OK && buffer_text(&said) == NULL)
		status = fail_memory(kam);
	if (status == KAM_OK && tender->root == 0)
		status = fail(kam, KAM_REFUSED,
		              _("B%lld has no customer, so tender %s cannot be registered for it: kam bid edit B%lld "
		                "--account ACCOUNT"),
		              (long long)write->id, said.text, (long long)write->id);
	else if (status == KAM_OK && (lapsed || holder.registration == 0 || holder.lapsed))
		status = fail(kam, KAM_REFUSED,
		              lapsed ? _("the grant of tender %s for B%lld has run out: kam bid claim B%lld")
		                     : _("tender %s is not registered for B%lld: kam bid claim B%lld"),
		              said.text, (long long)write->id, (long long)write->id);
	else if (status == KAM_OK)
		status = fail(
			kam, KAM_REFUSED,
			_("tender %s is held by %s; B%lld goes on as their partner, or when the dispute is settled: "
		          "kam bid claim B%lld --join, or --dispute WHY"),
			said.text, holder.said.text, (long long)write->id, (long long)write->id);
	buffer_free(&said);
	buffer_free(&holder.said);
	return status;
}

/*
 * A tender that comes with this write, and one of a bid that lives again, is claimed once the bid is written: what it
 * has is looked at then (`after`), else before.
 */
static enum kam_status check_submission(struct kam *kam, struct record_write *write, bool after)
{
	bool later = changes(write, "tender") || changes(write, "lot") || changes(write, "account");
	struct kam_value left;
	struct place was, from, to;
	struct tender tender = { 0 };
	int64_t submission, from_then_on = INT64_MAX;
	enum kam_status status = read_place(kam, write_old(write, "stage"), &was);

	if (status != KAM_OK || (later || (!was.open && !was.won)) != after)
		return status;
	status = stage_left(kam, write, after, &left);
	if (status == KAM_OK)
		status = read_place(kam, &left, &from);
	if (status == KAM_OK)
		status = read_place(kam, write_value(write, "stage"), &to);
	if (status == KAM_OK)
		status = stage_submission(kam, &submission, &from_then_on);
	/* A company without such a stage is asked when it wins. */
	if (status == KAM_DONE)
		status = KAM_OK;
	if (status != KAM_OK || (!to.open && !to.won) || to.position <= from.position ||
	    (!to.won && to.position < from_then_on))
		return status;
	status = tender_read(kam, write_value(write, "account"), write_value(write, "tender"),
	                     write_value(write, "lot"), &tender);
	if (status == KAM_OK && *tender.key != '\0')
		status = check_claims(kam, write, &tender);
	tender_free(&tender);
	return status;
}

/* Is this a move that may need a grant? */
static bool may_hand_in(struct record_write *write)
{
	return write->old != NULL && !write->carried && !write->importing && changes(write, "stage") &&
	       write_value(write, "tender")->type == KAM_IS_TEXT;
}

enum kam_status registration_check(struct kam *kam, struct record_write *write)
{
	return may_hand_in(write) ? check_submission(kam, write, false) : KAM_OK;
}

/* ---- after: what it has follows it ---- */

static enum kam_status let_go(struct kam *kam, const struct standing_claim *claims, size_t count)
{
	enum kam_status status = KAM_OK;

	for (size_t i = 0; i < count && status == KAM_OK; i++)
		status = registration_set(kam, claims[i].id, "released", NULL);
	return status;
}

/*
 * A grant goes along; who has joined or disputes another number stays out of this one. Where the bid has joined or
 * disputes the new tender already, it leaves what it had of the old one.
 */
static enum kam_status move_claims(struct kam *kam, const struct tender *tender, const struct standing_claim *claims,
                                   size_t count, bool importing, bool *there)
{
	enum kam_status status = KAM_OK;

	for (size_t i = 0; i < count; i++)
		*there |= claims[i].here;
	for (size_t i = 0; i < count && status == KAM_OK; i++) {
		if (claims[i].here)
			continue;
		if (claims[i].granted ? *there : !claims[i].number) {
			status = registration_set(kam, claims[i].id, "released", NULL);
		} else {
			status = registration_move(kam, claims[i].id, tender, importing);
			*there = true;
		}
	}
	return status;
}

static enum kam_status set_unit(struct kam *kam, struct record_write *write, const struct standing_claim *claims,
                                size_t count)
{
	const struct kam_value *unit = write_value(write, "unit");
	char id[KAM_ID_SIZE];
	bool changed;

	if (write->old == NULL || unit->type != KAM_IS_INTEGER || !changes(write, "unit") || count == 0 ||
	    !claims[0].granted)
		return KAM_OK;
	reference_format(kam_type_find("unit"), unit->integer, id);
	return record_edit(kam, kam_type_find("registration"), claims[0].id, &(struct kam_assignment){ "unit", id }, 1,
	                   NULL, &changed);
}

static enum kam_status take(struct kam *kam, struct record_write *write, const struct tender *tender)
{
	const struct claimed claimed = {
		.bid = write->id, .status = "granted", .share = -1, .importing = write->importing
	};
	int64_t id;

	return registration_add(kam, tender, &claimed, &id);
}

static enum kam_status follow(struct kam *kam, struct record_write *write, const struct tender *tender)
{
	struct standing_claim claims[MOST_CLAIMS];
	struct place place, before = { 0 };
	size_t count = 0;
	bool there = false, moved, claims_it;
	enum kam_status status = read_place(kam, write_value(write, "stage"), &place);

	if (status == KAM_OK && write->old != NULL)
		status = read_place(kam, write_old(write, "stage"), &before);
	if (status == KAM_OK && write->old != NULL)
		status = list_claims(kam, write->id, tender, claims, &count);
	if (status != KAM_OK)
		return status;
	/* What is over when it is imported claims nothing any more. */
	claims_it = place.open || (place.won && !write->importing);
	moved = write->old == NULL || changes(write, "account") || changes(write, "tender") || changes(write, "lot");
	if (!tender_is_there(tender) || place.withdrawn)
		return let_go(kam, claims, count);
	status = move_claims(kam, tender, claims, count, write->importing, &there);
	if (status == KAM_OK && !there && claims_it && (moved || (!before.open && !before.won)))
		status = take(kam, write, tender);
	return status == KAM_OK ? set_unit(kam, write, claims, count) : status;
}

enum kam_status registration_follow(struct kam *kam, struct record_write *write)
{
	struct tender tender = { 0 };
	enum kam_status status;

	if (write->carried)
		return KAM_OK;
	if (!is_about_tender(write))
		return write->old == NULL && !write->importing ? same_bid_warn(kam, write) : KAM_OK;
	if (write->old != NULL && !changes(write, "account") && !changes(write, "tender") && !changes(write, "lot") &&
	    !changes(write, "stage") && !changes(write, "unit"))
		return KAM_OK;
	status = tender_read(kam, write_value(write, "account"), write_value(write, "tender"),
	                     write_value(write, "lot"), &tender);
	if (status == KAM_OK)
		status = follow(kam, write, &tender);
	if (status == KAM_OK && may_hand_in(write))
		status = check_submission(kam, write, true);
	if (status == KAM_OK && write->old == NULL && !write->importing && tender_is_there(&tender))
		status = same_tender_warn(kam, write->id, &tender);
	tender_free(&tender);
	return status;
}
