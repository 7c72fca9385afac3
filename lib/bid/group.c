/* Groups that become one: registrations follow to the new top, and no two live grants of one tender come together. */
#include "kam/internal/answer.h"
#include "kam/internal/grants.h"
#include "kam/internal/reference.h"
#include "registration.h"
#include "rules.h"

#include <string.h>

enum kam_status grants_follow_parent(struct kam *kam, struct record_write *write)
{
	if (write->old == NULL || kam_value_equal(write_old(write, "parent"), write_value(write, "parent")))
		return KAM_OK;
	return touch_record(kam, write->importing ? "imported group" : "group", write->id);
}

enum kam_status grants_follow_merge(struct kam *kam, int64_t into)
{
	return touch_record(kam, "group", into);
}

/* The tender of two bids that may not come together, and who has it. */
static enum kam_status fail_joined(struct kam *kam, struct statement *statement)
{
	struct buffer tender = { 0 };
	enum kam_status status = tender_say(kam, store_integer(statement, 0), &tender);

	if (status == KAM_OK)
		status = buffer_text(&tender) == NULL
		                 ? fail_memory(kam)
		                 : fail(kam, KAM_REFUSED,
		                        _("one group would have two grants of tender %s: B%lld %s (%s) and B%lld %s "
		                          "(%s); "
		                          "one of them gives it back first: kam bid release"),
		                        tender.text, (long long)store_integer(statement, 0), store_text(statement, 1),
		                        store_text(statement, 2), (long long)store_integer(statement, 3),
		                        store_text(statement, 4), store_text(statement, 5));
	buffer_free(&tender);
	return status;
}

/* Both names of a pair of grants: bid, title and whose of the older and of the younger one. */
#define PAIR_COLUMNS                                                                                                \
	"first.bid, one.title, coalesce((SELECT name FROM unit WHERE id = first.unit), (SELECT name FROM person "   \
	"WHERE id = coalesce(first.person, one.owner)), '-'), second.bid, other.title, coalesce((SELECT name FROM " \
	"unit WHERE id = second.unit), (SELECT name FROM person WHERE id = coalesce(second.person, other.owner)), " \
	"'-') "

enum kam_status grants_check_merge(struct kam *kam, int64_t into, int64_t from)
{
	struct statement *statement = NULL;
	int64_t root = 0, other = 0;
	enum kam_status status = tender_root(kam, into, &root);

	if (status == KAM_OK)
		status = tender_root(kam, from, &other);
	if (status != KAM_OK || root == other)
		return status;
	/* The whole of the other group comes along where the account that stays takes its parent. */
	status = store_prepare(
		kam,
		"WITH RECURSIVE below (id) AS (SELECT :from UNION SELECT account.id FROM below JOIN account ON "
		"account.parent = below.id) SELECT " PAIR_COLUMNS
		"FROM registration AS first JOIN registration AS second ON second.status = 'granted' AND "
		"second.tender_key = first.tender_key AND coalesce(second.lot, '') = coalesce(first.lot, '') AND "
		"second.group_root = :other JOIN bid AS one ON one.id = first.bid JOIN bid AS other ON other.id = "
		"second.bid WHERE first.status = 'granted' AND first.group_root = :root "
		"AND coalesce(first.protected_until, '9999') >= :today AND coalesce(second.protected_until, '9999') >= "
		":today AND (other.account IN (SELECT id FROM below) OR ((SELECT parent FROM account WHERE id = :into) "
		"IS NULL AND (SELECT parent FROM account WHERE id = :from) IS NOT NULL)) ORDER BY first.id LIMIT 1",
		&statement);
	if (status != KAM_OK)
		return status;
	store_bind_integer(statement, ":from", from);
	store_bind_integer(statement, ":into", into);
	store_bind_integer(statement, ":root", root);
	store_bind_integer(statement, ":other", other);
	store_bind_text(statement, ":today", kam->today_text);
	status = store_step(statement);
	if (status == KAM_OK)
		status = fail_joined(kam, statement);
	store_finalize(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

/* ---- at the end of the operation ---- */

static enum kam_status run(struct kam *kam, const char *sql)
{
	struct statement *statement = NULL;
	enum kam_status status = store_prepare(kam, sql, &statement);

	if (status == KAM_OK) {
		store_bind_text(statement, ":today", kam->today_text);
		store_bind_text(statement, ":now", kam->now_text);
		status = store_step(statement);
	}
	store_finalize(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

static enum kam_status list_moved(struct kam *kam)
{
	struct statement *statement = NULL;
	enum kam_status status = store_script(
		kam, "CREATE TEMP TABLE IF NOT EXISTS regrouped (id INTEGER PRIMARY KEY, root INTEGER NOT NULL); "
		     "CREATE TEMP TABLE IF NOT EXISTS joined (id INTEGER PRIMARY KEY, first INTEGER, status TEXT); "
		     "DELETE FROM temp.regrouped; DELETE FROM temp.joined");

	if (status == KAM_OK)
		status = answer_prepare(kam, "bid/group.sql", &statement);
	if (status == KAM_OK)
		status = store_step(statement);
	store_finalize(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

/*
 * Of the grants of one tender that come together the oldest live one stays (of lapsed ones the oldest); the others are
 * listed: what has lapsed expires, what lives is in dispute with the one that stays.
 */
static const char list_joined[] =
	"INSERT INTO temp.joined SELECT id, first, status FROM (SELECT registration.id, "
	"first_value(registration.id) OVER same AS first, CASE WHEN registration.protected_until < :today THEN "
	"'expired' ELSE 'disputed' END AS status, count(*) OVER (PARTITION BY coalesce(regrouped.root, "
	"registration.group_root), registration.tender_key, coalesce(registration.lot, '')) AS grants "
	"FROM registration LEFT JOIN temp.regrouped ON regrouped.id = registration.id WHERE registration.status = "
	"'granted' AND registration.tender_key IN (SELECT tender_key FROM registration JOIN temp.regrouped ON "
	"regrouped.id = registration.id WHERE registration.status = 'granted') WINDOW same AS (PARTITION BY "
	"coalesce(regrouped.root, registration.group_root), registration.tender_key, coalesce(registration.lot, '') "
	"ORDER BY coalesce(registration.protected_until < :today, 0), registration.claimed_at, registration.id)) "
	"WHERE grants > 1 AND id <> first";

static enum kam_status check_joined(struct kam *kam)
{
	struct statement *statement = NULL;
	enum kam_status status = store_prepare(
		kam,
		"SELECT " PAIR_COLUMNS
		"FROM temp.joined JOIN registration AS first ON first.id = joined.first JOIN registration AS second ON "
		"second.id = joined.id JOIN bid AS one ON one.id = first.bid JOIN bid AS other ON other.id = "
		"second.bid "
		"WHERE joined.status = 'disputed' AND EXISTS (SELECT 1 FROM temp.touched WHERE record = 'group') "
		"ORDER BY joined.id LIMIT 1",
		&statement);

	if (status == KAM_OK)
		status = store_step(statement);
	if (status == KAM_OK)
		status = fail_joined(kam, statement);
	store_finalize(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

static enum kam_status tell_joined(struct kam *kam)
{
	struct statement *statement = NULL;
	struct buffer bids = { 0 };
	enum kam_status status =
		store_prepare(kam,
	                      "SELECT second.bid, first.bid FROM temp.joined JOIN registration AS first ON first.id = "
	                      "joined.first JOIN registration AS second ON second.id = joined.id WHERE joined.status = "
	                      "'disputed' ORDER BY joined.id",
	                      &statement);

	while (status == KAM_OK && (status = store_step(statement)) == KAM_OK) {
		struct holder holder = { .bid = store_integer(statement, 1) };

		status = conflict_tell(kam, store_integer(statement, 0), &holder, "group");
		if (status == KAM_OK)
			status = touch_record(kam, "bid without grant", store_integer(statement, 0));
	}
	store_finalize(statement);
	buffer_free(&bids);
	return status == KAM_DONE ? KAM_OK : status;
}

/* Off their old places first: two that change theirs must not meet. */
static enum kam_status write_moved(struct kam *kam)
{
	const struct kam_type *type = kam_type_find("registration");
	enum kam_status status = store_script(
		kam,
		"CREATE TEMP TABLE IF NOT EXISTS regroup_all (id INTEGER PRIMARY KEY); DELETE FROM temp.regroup_all; "
		"INSERT INTO temp.regroup_all SELECT id FROM temp.regrouped UNION SELECT id FROM temp.joined");

	if (status == KAM_OK)
		status = journal_before_all(kam, type, "temp.regroup_all");
	if (status == KAM_OK)
		status = run(kam,
		             "UPDATE registration SET status = joined.status, updated_at = :now FROM temp.joined WHERE "
		             "joined.id = registration.id");
	if (status == KAM_OK)
		status = run(kam,
		             "UPDATE registration SET group_root = NULL WHERE id IN (SELECT id FROM temp.regrouped)");
	if (status == KAM_OK)
		status = run(kam, "UPDATE registration SET group_root = regrouped.root, updated_at = :now FROM "
		                  "temp.regrouped WHERE regrouped.id = registration.id");
	return status;
}

static enum kam_status count_refused(struct kam *kam)
{
	int64_t count = 0;
	enum kam_status status =
		store_get_integer(kam, "SELECT count(*) FROM temp.touched WHERE record = 'bid without grant'", NULL, 0,
	                          &count);

	if (status == KAM_OK && count > 0)
		status = notice(
			kam,
			dngettext("kam",
		                  "%lld bid has no grant, for another of our bids holds its tender: kam bid conflicts",
		                  "%lld bids have no grant, for others of our bids hold their tenders: kam bid "
		                  "conflicts",
		                  (unsigned long)count),
			(long long)count);
	return status;
}

enum kam_status registrations_settle(struct kam *kam)
{
	int64_t moved = 0;
	enum kam_status status =
		store_get_integer(kam,
	                          "SELECT EXISTS (SELECT 1 FROM temp.touched WHERE record = 'group' OR "
	                          "record = 'imported group')",
	                          NULL, 0, &moved);

	if (status == KAM_OK && moved != 0) {
		status = list_moved(kam);
		if (status == KAM_OK)
			status = run(kam, list_joined);
		if (status == KAM_OK)
			status = check_joined(kam);
		if (status == KAM_OK)
			status = tell_joined(kam);
		if (status == KAM_OK)
			status = write_moved(kam);
	}
	return status == KAM_OK ? count_refused(kam) : status;
}
