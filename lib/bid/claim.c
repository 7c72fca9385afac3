/* Claiming a tender: the grant of it, or a place beside who has it. */
#include "kam/internal/answer.h"
#include "kam/internal/identity.h"
#include "kam/registration.h"
#include "registration.h"
#include "standing.h"

#include <string.h>

/* A claim in the making. */
struct claiming {
	const struct kam_claim *asked;
	struct bid_standing standing;
	struct tender tender; /* as it will be */
	struct holder holder;
	int64_t unit, acting_unit; /* 0: not given, unknown */
	int64_t share;             /* < 0: not given */
	int64_t registration;      /* what the bid has in the end */
	bool changed;
};

static bool is_apart(const struct claiming *claiming)
{
	return claiming->asked->join || claiming->asked->dispute != NULL;
}

static enum kam_status read_unit(struct kam *kam, struct claiming *claiming)
{
	const char *unit = claiming->asked->unit;
	int64_t person = 0;
	struct statement *statement;
	enum kam_status status = identity_acting(kam, &person);

	if (status == KAM_OK && unit != NULL)
		status = reference_find(kam, kam_type_find("unit"), unit, strlen(unit), REFERENCE_WRITE,
		                        &claiming->unit, NULL);
	if (status == KAM_OK)
		status = store_keep(kam, "SELECT coalesce(unit, 0) FROM person WHERE id = :id", &statement);
	if (status != KAM_OK)
		return status;
	store_bind_integer(statement, ":id", person);
	status = store_step(statement);
	if (status == KAM_OK)
		claiming->acting_unit = store_integer(statement, 0);
	store_reset(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

static enum kam_status read_share(struct kam *kam, struct claiming *claiming)
{
	const struct kam_type *type = kam_type_find("registration");
	const char *text = claiming->asked->share;
	char scratch[KAM_SCRATCH_SIZE];
	struct kam_value value;
	enum kam_status status;

	claiming->share = -1;
	if (text == NULL)
		return KAM_OK;
	status = field_parse(kam, type, kam_type_field(type, "share"), text, strlen(text), NULL, scratch, &value);
	if (status == KAM_OK && value.type == KAM_IS_INTEGER)
		claiming->share = value.integer;
	return status;
}

/* The bid's, or as it is to be. */
static enum kam_status read_tender(struct kam *kam, struct claiming *claiming)
{
	const struct kam_claim *asked = claiming->asked;
	struct kam_value account = { .type = claiming->standing.account != 0 ? KAM_IS_INTEGER : KAM_IS_EMPTY,
		                     .integer = claiming->standing.account };
	struct statement *statement;
	enum kam_status status =
		store_keep(kam, "SELECT coalesce(:tender, tender), coalesce(:lot, lot) FROM bid WHERE id = :bid",
	                   &statement);

	if (status != KAM_OK)
		return status;
	store_bind_text(statement, ":tender", asked->tender);
	store_bind_text(statement, ":lot", asked->lot);
	store_bind_integer(statement, ":bid", claiming->standing.bid);
	status = store_step(statement);
	if (status == KAM_OK) {
		struct kam_value number, lot;

		store_value(statement, 0, &number);
		store_value(statement, 1, &lot);
		status = tender_read(kam, &account, &number, &lot, &claiming->tender);
	}
	store_reset(statement);
	if (status != KAM_OK)
		return status;
	if (claiming->tender.key == NULL || *claiming->tender.key == '\0')
		return fail(kam, KAM_REFUSED,
		            _("%s has no tender number to be claimed: kam bid claim %s --tender TEXT"),
		            claiming->standing.id, claiming->standing.id);
	if (claiming->tender.root == 0)
		return fail(kam, KAM_REFUSED,
		            _("%s has no customer, and a tender is some customer's: kam bid edit %s --account ACCOUNT"),
		            claiming->standing.id, claiming->standing.id);
	return KAM_OK;
}

/* What the bid has of this tender already: the grant first. `apart`: beside who has it, for this unit. */
static enum kam_status find_own(struct kam *kam, const struct claiming *claiming, bool apart, int64_t *id, bool *lapsed,
                                int64_t *unit)
{
	struct statement *statement;
	enum kam_status status = store_keep(
		kam,
		"SELECT id, coalesce(protected_until < :today, 0), coalesce(unit, 0) FROM registration WHERE bid = "
		":bid AND "
		"group_root = :root AND tender_key = :key AND coalesce(lot, '') = :lot AND CASE :apart WHEN 0 THEN "
		"status "
		"= 'granted' ELSE (status = 'joined' OR status = 'disputed') AND (:unit = 0 OR unit IS :unit) END "
		"ORDER BY id DESC LIMIT 1",
		&statement);

	*id = *unit = 0;
	*lapsed = false;
	if (status != KAM_OK)
		return status;
	store_bind_text(statement, ":today", kam->today_text);
	store_bind_integer(statement, ":bid", claiming->standing.bid);
	store_bind_integer(statement, ":root", claiming->tender.root);
	store_bind_text(statement, ":key", claiming->tender.key);
	store_bind_text(statement, ":lot", claiming->tender.lot);
	store_bind_integer(statement, ":apart", apart);
	store_bind_integer(statement, ":unit", claiming->unit);
	status = store_step(statement);
	if (status == KAM_OK) {
		*id = store_integer(statement, 0);
		*lapsed = store_integer(statement, 1) != 0;
		*unit = store_integer(statement, 2);
	}
	store_reset(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

/* The bid gets the number that was given; what follows from that follows. */
static enum kam_status set_tender(struct kam *kam, struct claiming *claiming)
{
	struct kam_assignment assignments[2];
	size_t count = 0;
	bool changed = false;
	enum kam_status status = KAM_OK;

	if (claiming->asked->tender != NULL)
		assignments[count++] = (struct kam_assignment){ "tender", claiming->asked->tender };
	if (claiming->asked->lot != NULL)
		assignments[count++] = (struct kam_assignment){ "lot", claiming->asked->lot };
	if (count > 0)
		status = record_edit(kam, kam_type_find("bid"), claiming->standing.bid, assignments, count, NULL,
		                     &changed);
	claiming->changed |= changed;
	return status;
}

static enum kam_status set_field(struct kam *kam, struct claiming *claiming, const char *field, const char *value)
{
	bool changed = false;
	enum kam_status status = record_edit(kam, kam_type_find("registration"), claiming->registration,
	                                     &(struct kam_assignment){ field, value }, 1, NULL, &changed);

	claiming->changed |= changed;
	return status;
}

/* ---- beside who has it ---- */

static enum kam_status check_beside(struct kam *kam, struct claiming *claiming)
{
	if (claiming->holder.registration == 0 || claiming->holder.lapsed)
		return fail(kam, KAM_REFUSED, _("nobody has this tender: kam bid claim %s takes it"),
		            claiming->standing.id);
	if (claiming->holder.bid != claiming->standing.bid)
		return KAM_OK;
	/* Another unit comes to the bid that has it. */
	if (claiming->unit == 0)
		claiming->unit = claiming->acting_unit;
	if (claiming->unit == 0 || claiming->unit == claiming->holder.unit)
		return fail(kam, KAM_REFUSED,
		            _("%s has this tender itself, by %s; say which other unit comes to it: --unit UNIT"),
		            claiming->standing.id, claiming->holder.said.text);
	return KAM_OK;
}

static enum kam_status claim_beside(struct kam *kam, struct claiming *claiming)
{
	const struct kam_claim *asked = claiming->asked;
	const char *word = asked->join ? "joined" : "disputed";
	struct claimed claimed = {
		.bid = claiming->standing.bid, .status = word, .body = asked->dispute, .share = claiming->share
	};
	int64_t unit = 0;
	bool lapsed;
	enum kam_status status = check_beside(kam, claiming);

	if (status == KAM_OK && asked->dispute != NULL && *asked->dispute == '\0')
		status = fail(kam, KAM_BAD_VALUE, _("why is it contested? --dispute WHY"));
	claimed.unit = claiming->unit;
	if (status == KAM_OK)
		status = find_own(kam, claiming, true, &claiming->registration, &lapsed, &unit);
	if (status == KAM_OK && claiming->registration == 0) {
		claiming->changed = true;
		status = registration_add(kam, &claiming->tender, &claimed, &claiming->registration);
	} else if (status == KAM_OK) {
		status = set_field(kam, claiming, "status", word);
		if (status == KAM_OK && asked->share != NULL)
			status = set_field(kam, claiming, "share", asked->share);
		if (status == KAM_OK && asked->dispute != NULL)
			status = set_field(kam, claiming, "body", asked->dispute);
	}
	if (status == KAM_OK)
		status = set_tender(kam, claiming);
	if (status == KAM_OK && asked->dispute != NULL && claiming->changed)
		status = conflict_tell(kam, claiming->standing.bid, &claiming->holder, "disputed");
	return status;
}

/* ---- the grant ---- */

/* Who has it need not be its own partner or opponent. */
static enum kam_status release_beside(struct kam *kam, struct claiming *claiming)
{
	int64_t id, unit;
	bool lapsed;
	enum kam_status status = KAM_OK;

	while (status == KAM_OK && (status = find_own(kam, claiming, true, &id, &lapsed, &unit)) == KAM_OK && id != 0)
		status = registration_set(kam, id, "released", NULL);
	return status;
}

static enum kam_status claim_grant(struct kam *kam, struct claiming *claiming)
{
	struct claimed claimed = {
		.bid = claiming->standing.bid, .unit = claiming->unit, .status = "granted", .share = -1
	};
	char unit_id[KAM_ID_SIZE];
	int64_t unit = 0;
	bool lapsed = false;
	enum kam_status status = set_tender(kam, claiming);

	if (status == KAM_OK)
		status = find_own(kam, claiming, false, &claiming->registration, &lapsed, &unit);
	if (status == KAM_OK && claiming->registration != 0 && !lapsed) {
		reference_format(kam_type_find("unit"), claiming->unit, unit_id);
		return claiming->unit == 0 || claiming->unit == unit ? KAM_OK
		                                                     : set_field(kam, claiming, "unit", unit_id);
	}
	if (status == KAM_OK && lapsed) {
		status = registration_expire(kam, claiming->registration);
		claimed.unit = claiming->unit != 0 ? claiming->unit : unit;
	}
	claiming->changed = true;
	if (status == KAM_OK)
		status = registration_add(kam, &claiming->tender, &claimed, &claiming->registration);
	return status == KAM_OK ? release_beside(kam, claiming) : status;
}

static const struct answer_column columns[] = {
	{ .key = "id", .title = N_("ID"), .kind = KAM_ID, .record = "registration", .priority = 0 },
	{ .key = "bid", .title = N_("Bid"), .kind = KAM_ID, .record = "bid", .priority = 0 },
	{ .key = "title", .title = N_("Title"), .kind = KAM_TEXT, .priority = 2 },
	{ .key = "status", .title = N_("Status"), .kind = KAM_CHOICE, .priority = 0 },
	{ .key = "unit", .title = N_("Unit"), .kind = KAM_TEXT, .priority = 1 },
	{ .key = "person", .title = N_("Person"), .kind = KAM_TEXT, .priority = 1 },
	{ .key = "share", .title = N_("Share"), .kind = KAM_PERCENT, .priority = 3 },
	{ .key = "since", .title = N_("Since"), .kind = KAM_DATE, .priority = 3 },
	{ .key = "until", .title = N_("Until"), .kind = KAM_DATE, .priority = 1 },
	{ 0 },
};

enum kam_status registration_tell_begin(struct kam *kam, struct kam_rows **out)
{
	return answer_begin(kam, columns, out);
}

enum kam_status registration_tell(struct kam *kam, int64_t id, struct kam_rows *rows)
{
	struct statement *statement = NULL;
	enum kam_status status =
		store_prepare(kam,
	                      "SELECT registration.id, bid.id, bid.title, registration.status, unit.name, person.name, "
	                      "registration.share, kam_day(registration.claimed_at), registration.protected_until FROM "
	                      "registration JOIN bid ON bid.id = registration.bid LEFT JOIN unit ON unit.id = "
	                      "registration.unit LEFT JOIN person ON person.id = registration.person WHERE "
	                      "registration.id = :id",
	                      &statement);

	if (status == KAM_OK) {
		store_bind_integer(statement, ":id", id);
		status = answer_take(statement, columns, true, rows);
	}
	store_finalize(statement);
	return status;
}

enum kam_status kam_bid_claim(struct kam *kam, const char *bid, const struct kam_claim *claim, bool *changed,
                              struct kam_rows **out)
{
	struct claiming claiming = { .asked = claim };
	enum kam_status status = need_operation(kam);

	*out = NULL;
	*changed = false;
	if (status == KAM_OK)
		status = bid_standing_open(kam, bid, &claiming.standing);
	if (status == KAM_OK)
		status = read_unit(kam, &claiming);
	if (status == KAM_OK)
		status = read_share(kam, &claiming);
	if (status == KAM_OK)
		status = read_tender(kam, &claiming);
	if (status == KAM_OK)
		status = holder_find(kam, &claiming.tender, 0, &claiming.holder);
	if (status == KAM_OK)
		status = is_apart(&claiming) ? claim_beside(kam, &claiming) : claim_grant(kam, &claiming);
	if (status == KAM_OK)
		status = registration_tell_begin(kam, out);
	if (status == KAM_OK)
		status = registration_tell(kam, claiming.registration, *out);
	if (status == KAM_OK)
		status = rows_finish(*out);
	*changed = claiming.changed;
	buffer_free(&claiming.holder.said);
	tender_free(&claiming.tender);
	return status;
}
