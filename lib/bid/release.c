/* A tender given back, and a dispute decided by somebody who is no party to it. */
#include "kam/internal/answer.h"
#include "kam/internal/identity.h"
#include "kam/registration.h"
#include "registration.h"
#include "standing.h"

#include <string.h>

#define MOST 64 /* registrations of one tender that count */

/* Registrations that one statement names: their ids, and whether each is granted. */
struct listed {
	int64_t ids[MOST], bids[MOST];
	bool granted[MOST];
	size_t count;
};

/* Of rows of id, bid and whether it is granted; the statement is finalized. */
static enum kam_status list(struct statement *statement, struct listed *out)
{
	enum kam_status status = KAM_OK;

	out->count = 0;
	while (out->count < MOST && (status = store_step(statement)) == KAM_OK) {
		out->ids[out->count] = store_integer(statement, 0);
		out->bids[out->count] = store_integer(statement, 1);
		out->granted[out->count++] = store_integer(statement, 2) != 0;
	}
	store_finalize(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

/* ---- given back ---- */

/* Theirs, or somebody's whom nobody knows. */
static enum kam_status check_theirs(struct kam *kam, const struct bid_standing *standing)
{
	struct statement *statement = NULL;
	int64_t person = 0;
	enum kam_status status = identity_acting(kam, &person);

	if (status == KAM_OK)
		status = store_prepare(
			kam,
			"SELECT coalesce(person.name, owner.name) FROM registration JOIN bid ON bid.id = "
			"registration.bid "
			"LEFT JOIN person ON person.id = registration.person LEFT JOIN person AS owner ON owner.id = "
			"bid.owner LEFT JOIN unit ON unit.id = registration.unit WHERE registration.bid = :bid AND "
			"(registration.status = 'granted' OR registration.status = 'joined' OR registration.status = "
			"'disputed') AND coalesce(person.id, owner.id) IS NOT NULL AND :person NOT IN "
			"(coalesce(person.id, "
			"0), coalesce(owner.id, 0), coalesce(person.manager, 0), coalesce(owner.manager, 0), "
			"coalesce(unit.head, 0)) AND coalesce((SELECT unit FROM person WHERE id = :person), 0) <> "
			"coalesce(registration.unit, -1) ORDER BY registration.id LIMIT 1",
			&statement);
	if (status != KAM_OK)
		return status;
	store_bind_integer(statement, ":bid", standing->bid);
	store_bind_integer(statement, ":person", person);
	status = store_step(statement);
	if (status == KAM_OK)
		status = fail(kam, KAM_REFUSED, _("%s is not yours to release: %s has registered its tender"),
		              standing->id, store_text(statement, 0));
	store_finalize(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

enum kam_status kam_bid_release(struct kam *kam, const char *bid, const char *why, struct kam_rows **out)
{
	struct bid_standing standing;
	struct statement *statement = NULL;
	struct listed listed = { .count = 0 };
	enum kam_status status = need_operation(kam);

	*out = NULL;
	if (status == KAM_OK)
		status = bid_standing_read(kam, bid, &standing);
	if (status == KAM_OK)
		status = store_prepare(
			kam,
			"SELECT id, bid, status = 'granted' FROM registration WHERE bid = :bid AND (status = "
			"'granted' OR status = 'joined' OR status = 'disputed') ORDER BY id",
			&statement);
	if (status == KAM_OK) {
		store_bind_integer(statement, ":bid", standing.bid);
		status = list(statement, &listed);
	}
	if (status == KAM_OK && listed.count == 0)
		status = fail(kam, KAM_REFUSED, _("%s has no tender registered; there is nothing to give back"),
		              standing.id);
	if (status == KAM_OK)
		status = check_theirs(kam, &standing);
	if (status == KAM_OK)
		status = registration_tell_begin(kam, out);
	for (size_t i = 0; i < listed.count && status == KAM_OK; i++) {
		status = registration_set(kam, listed.ids[i], "released", why != NULL && *why != '\0' ? why : NULL);
		if (status == KAM_OK)
			status = registration_tell(kam, listed.ids[i], *out);
	}
	return status == KAM_OK ? rows_finish(*out) : status;
}

/* ---- decided ---- */

/* Those that have or dispute the tender of the one named, which is at `chosen`. */
static enum kam_status list_parties(struct kam *kam, const char *winner, struct listed *out, size_t *chosen)
{
	const struct kam_type *type = kam_type_find("registration"), *bids = kam_type_find("bid");
	struct statement *statement = NULL;
	int64_t registration = 0, bid = 0;
	size_t hits = 0, disputes = 0;
	enum kam_status status = KAM_OK;

	if (reference_is_id(type, winner, strlen(winner), &registration))
		status = reference_find(kam, type, winner, strlen(winner), REFERENCE_WRITE, &registration, NULL);
	else
		status = reference_find(kam, bids, winner, strlen(winner), REFERENCE_WRITE, &bid, NULL);
	if (status == KAM_OK)
		status = store_prepare(
			kam,
			"SELECT DISTINCT other.id, other.bid, other.status = 'granted' FROM registration AS one JOIN "
			"registration AS other ON other.group_root = one.group_root AND other.tender_key = "
			"one.tender_key "
			"AND coalesce(other.lot, '') = coalesce(one.lot, '') WHERE (one.id = :registration OR one.bid "
			"= "
			":bid) AND (one.status = 'granted' OR one.status = 'disputed') AND (other.status = 'granted' "
			"OR "
			"other.status = 'disputed') ORDER BY other.status <> 'granted', other.id",
			&statement);
	if (status != KAM_OK)
		return status;
	store_bind_integer(statement, ":registration", registration);
	store_bind_integer(statement, ":bid", bid);
	status = list(statement, out);
	for (size_t i = 0; i < out->count && status == KAM_OK; i++) {
		disputes += !out->granted[i];
		if (registration != 0 ? out->ids[i] == registration : out->bids[i] == bid) {
			*chosen = i;
			hits++;
		}
	}
	if (status == KAM_OK && (hits == 0 || disputes == 0))
		status = fail(kam, KAM_REFUSED, _("%s is in no dispute; kam bid conflicts lists those there are"),
		              winner);
	else if (status == KAM_OK && hits > 1)
		status = fail(
			kam, KAM_REFUSED,
			_("%s has the tender and is disputed by another unit, too; name the registration that is to "
		          "have it: kam bid registration list --bid %s"),
			winner, winner);
	return status;
}

/* Whoever registered or owns one of them; and whoever is of one of their units, where these are several. */
static enum kam_status check_party(struct kam *kam, const struct listed *parties, int64_t person)
{
	struct statement *statement = NULL;
	struct buffer sql = { 0 };
	enum kam_status status;

	buffer_put(&sql, "WITH party AS (SELECT registration.id, registration.bid, registration.unit, "
	                 "registration.person, bid.owner FROM registration JOIN bid ON bid.id = registration.bid WHERE "
	                 "registration.id IN (");
	for (size_t i = 0; i < parties->count; i++)
		buffer_format(&sql, "%s%lld", i > 0 ? ", " : "", (long long)parties->ids[i]);
	buffer_put(&sql,
	           ")) SELECT 'RG' || party.id, person.name FROM party JOIN person ON person.id = :person WHERE "
	           "party.person = :person OR party.owner = :person OR ((SELECT count(DISTINCT coalesce(unit, 0)) "
	           "FROM party) > 1 AND party.unit = person.unit) ORDER BY party.id LIMIT 1");
	status = buffer_text(&sql) == NULL ? fail_memory(kam) : store_prepare(kam, sql.text, &statement);
	if (status == KAM_OK) {
		store_bind_integer(statement, ":person", person);
		status = store_step(statement);
	}
	if (status == KAM_OK)
		status = fail(kam, KAM_REFUSED, _("%s is a party to it, by %s; somebody else has to decide"),
		              store_text(statement, 1), store_text(statement, 0));
	store_finalize(statement);
	buffer_free(&sql);
	return status == KAM_DONE ? KAM_OK : status;
}

static enum kam_status say_who(struct kam *kam, int64_t person, const char *why, struct buffer *out)
{
	struct statement *statement = NULL;
	enum kam_status status = store_prepare(kam, "SELECT name FROM person WHERE id = :id", &statement);

	if (status == KAM_OK) {
		store_bind_integer(statement, ":id", person);
		status = store_step(statement);
	}
	if (status == KAM_OK)
		buffer_format(out, _("settled by %s on %s: %s"), store_text(statement, 0), kam->today_text, why);
	store_finalize(statement);
	return status == KAM_OK && out->failed ? fail_memory(kam) : status;
}

/* Who loses gives way first: there is one grant at a time. */
static enum kam_status settle(struct kam *kam, const struct listed *parties, size_t chosen, const char *said,
                              struct kam_rows *rows)
{
	enum kam_status status = KAM_OK;

	for (size_t i = 0; i < parties->count && status == KAM_OK; i++)
		if (i != chosen)
			status = registration_set(kam, parties->ids[i], "refused", said);
	if (status == KAM_OK)
		status = registration_set(kam, parties->ids[chosen], "granted", said);
	if (status == KAM_OK)
		status = registration_tell(kam, parties->ids[chosen], rows);
	for (size_t i = 0; i < parties->count && status == KAM_OK; i++)
		if (i != chosen)
			status = registration_tell(kam, parties->ids[i], rows);
	return status;
}

enum kam_status kam_bid_settle(struct kam *kam, const char *winner, const char *why, struct kam_rows **out)
{
	struct listed parties = { .count = 0 };
	struct buffer said = { 0 };
	int64_t person = 0;
	size_t chosen = 0;
	enum kam_status status = need_operation(kam);

	*out = NULL;
	if (status == KAM_OK && (why == NULL || *why == '\0'))
		status = fail(kam, KAM_BAD_VALUE, _("why is it settled so? --why TEXT"));
	if (status == KAM_OK)
		status = list_parties(kam, winner, &parties, &chosen);
	if (status == KAM_OK)
		status = identity_approver(kam, 0, &person);
	if (status == KAM_OK)
		status = check_party(kam, &parties, person);
	if (status == KAM_OK)
		status = say_who(kam, person, why, &said);
	if (status == KAM_OK)
		status = registration_tell_begin(kam, out);
	if (status == KAM_OK)
		status = settle(kam, &parties, chosen, said.text, *out);
	buffer_free(&said);
	return status == KAM_OK ? rows_finish(*out) : status;
}
