/* Somebody else may be at the same business: said when a bid is added, and no reason to refuse it. */
#include "kam/internal/reference.h"
#include "registration.h"
#include "rules.h"

enum kam_status same_bid_warn(struct kam *kam, struct record_write *write)
{
	struct statement *statement;
	enum kam_status status = KAM_OK;

	if (write_value(write, "account")->type != KAM_IS_INTEGER ||
	    write_value(write, "product")->type != KAM_IS_INTEGER)
		return KAM_OK;
	status = store_keep(
		kam,
		"SELECT bid.id, bid.title, coalesce(person.name, unit.name), coalesce(bid.opened_on, "
		"kam_day(bid.created_at)) AS since FROM bid JOIN stage ON stage.id = bid.stage LEFT JOIN person ON "
		"person.id = bid.owner LEFT JOIN unit ON unit.id = bid.unit WHERE bid.account = :account AND "
		"bid.product "
		"= :product AND bid.id <> :id AND (stage.outcome = 'open' OR stage.outcome = 'won') AND since >= "
		"date(:today, '-' || (SELECT coalesce(value, standard) FROM setting WHERE name = 'same_bid_days') || "
		"' days') ORDER BY since DESC, bid.id DESC LIMIT 3",
		&statement);
	if (status != KAM_OK)
		return status;
	store_bind_value(statement, ":account", write_value(write, "account"));
	store_bind_value(statement, ":product", write_value(write, "product"));
	store_bind_integer(statement, ":id", write->id);
	store_bind_text(statement, ":today", kam->today_text);
	while (status == KAM_OK && (status = store_step(statement)) == KAM_OK) {
		const char *who = store_text(statement, 2);

		status = notice(
			kam,
			_("warning: B%lld %s (%s, since %s) is about the same product for the same customer; if it "
		          "is the same business, go on with that one"),
			(long long)store_integer(statement, 0), store_text(statement, 1),
			who != NULL ? who : _("nobody's"), store_text(statement, 3));
	}
	store_reset(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

enum kam_status same_tender_warn(struct kam *kam, int64_t bid, const struct tender *tender)
{
	struct statement *statement;
	enum kam_status status = store_keep(
		kam,
		"SELECT bid.id, bid.title, account.id, account.name, coalesce(unit.name, person.name, owner.name) FROM "
		"registration JOIN bid ON bid.id = registration.bid JOIN account ON account.id = bid.account LEFT JOIN "
		"unit ON unit.id = registration.unit LEFT JOIN person ON person.id = registration.person LEFT JOIN "
		"person AS owner ON owner.id = bid.owner WHERE registration.status = 'granted' AND "
		"registration.tender_key = :key AND coalesce(registration.lot, '') = :lot AND registration.group_root "
		"<> :root AND coalesce(registration.protected_until, '9999') >= :today AND bid.id <> :bid "
		"ORDER BY bid.id LIMIT 3",
		&statement);

	if (status != KAM_OK)
		return status;
	store_bind_text(statement, ":key", tender->key);
	store_bind_text(statement, ":lot", tender->lot);
	store_bind_integer(statement, ":root", tender->root);
	store_bind_integer(statement, ":bid", bid);
	store_bind_text(statement, ":today", kam->today_text);
	while (status == KAM_OK && (status = store_step(statement)) == KAM_OK) {
		const char *who = store_text(statement, 4);

		status = notice(
			kam,
			_("warning: a tender of this number is held by %s with B%lld %s, for A%lld %s; if that is "
		          "the same customer: kam account merge"),
			who != NULL ? who : _("somebody"), (long long)store_integer(statement, 0),
			store_text(statement, 1), (long long)store_integer(statement, 2), store_text(statement, 3));
	}
	store_reset(statement);
	return status == KAM_DONE ? KAM_OK : status;
}
