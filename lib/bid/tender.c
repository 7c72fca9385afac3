/* One lot of one tender: how it is recognised, and which of our bids has it. */
#include "tender.h"
#include "kam/internal/reference.h"
#include "kam/internal/store.h"

#include <stdlib.h>
#include <string.h>

/* The one above; 0: none. */
static enum kam_status find_parent(struct kam *kam, int64_t account, int64_t *parent)
{
	struct statement *statement;
	enum kam_status status =
		store_keep(kam, "SELECT coalesce(parent, 0) FROM account WHERE id = :account", &statement);

	*parent = 0;
	if (status != KAM_OK)
		return status;
	store_bind_integer(statement, ":account", account);
	status = store_step(statement);
	if (status == KAM_OK)
		*parent = store_integer(statement, 0);
	store_reset(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

/* Most customers stand alone: they are asked for in one step, which an import notices. */
enum kam_status tender_root(struct kam *kam, int64_t account, int64_t *root)
{
	struct statement *statement;
	int64_t parent = 0;
	enum kam_status status = find_parent(kam, account, &parent);

	/* Where a circle has no top, each stands for itself. */
	*root = account;
	if (status == KAM_OK && parent != 0)
		status = store_keep(
			kam,
			"WITH RECURSIVE up (id, parent) AS (SELECT id, parent FROM account WHERE id = :account "
			"UNION SELECT above.id, above.parent FROM up JOIN account AS above ON above.id = up.parent) "
			"SELECT id FROM up WHERE parent IS NULL",
			&statement);
	if (status != KAM_OK || parent == 0)
		return status;
	store_bind_integer(statement, ":account", account);
	status = store_step(statement);
	if (status == KAM_OK)
		*root = store_integer(statement, 0);
	store_reset(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

enum kam_status tender_read(struct kam *kam, const struct kam_value *account, const struct kam_value *number,
                            const struct kam_value *lot, struct tender *out)
{
	*out = (struct tender){ 0 };
	if (number->type != KAM_IS_TEXT)
		return KAM_OK;
	out->key = kam_text_number_key(number->text, number->length);
	out->lot = lot->type == KAM_IS_TEXT ? kam_text_number_key(lot->text, lot->length) : strdup("");
	if (out->key == NULL || out->lot == NULL)
		return fail_memory(kam);
	return account->type == KAM_IS_INTEGER ? tender_root(kam, account->integer, &out->root) : KAM_OK;
}

enum kam_status tender_read_bid(struct kam *kam, int64_t bid, struct tender *out)
{
	struct statement *statement;
	enum kam_status status = store_keep(kam, "SELECT account, tender, lot FROM bid WHERE id = :bid", &statement);

	*out = (struct tender){ 0 };
	if (status != KAM_OK)
		return status;
	store_bind_integer(statement, ":bid", bid);
	status = store_step(statement);
	if (status == KAM_OK) {
		struct kam_value account, number, lot;

		store_value(statement, 0, &account);
		store_value(statement, 1, &number);
		store_value(statement, 2, &lot);
		status = tender_read(kam, &account, &number, &lot, out);
	}
	store_reset(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

void tender_free(struct tender *tender)
{
	free(tender->key);
	free(tender->lot);
	*tender = (struct tender){ 0 };
}

enum kam_status tender_say(struct kam *kam, int64_t bid, struct buffer *out)
{
	struct statement *statement;
	enum kam_status status = store_keep(kam, "SELECT tender, lot FROM bid WHERE id = :bid", &statement);

	if (status != KAM_OK)
		return status;
	store_bind_integer(statement, ":bid", bid);
	status = store_step(statement);
	if (status == KAM_OK && store_text(statement, 1) != NULL)
		buffer_format(out, _("%s, lot %s"), store_text(statement, 0), store_text(statement, 1));
	else if (status == KAM_OK && store_text(statement, 0) != NULL)
		buffer_put(out, store_text(statement, 0));
	store_reset(statement);
	return out->failed ? fail_memory(kam) : status == KAM_DONE ? KAM_OK : status;
}

/* "华东 (李雷) with B1 Core, since 2026-07-15, until 2026-10-13", as far as that is known. */
static void say(struct statement *statement, struct buffer *out)
{
	const char *unit = store_text(statement, 4), *person = store_text(statement, 5);
	const char *since = store_text(statement, 7), *until = store_text(statement, 8);
	char bid[KAM_ID_SIZE];

	reference_format(kam_type_find("bid"), store_integer(statement, 1), bid);
	if (unit != NULL && person != NULL)
		buffer_format(out, "%s (%s)", unit, person);
	else
		buffer_put(out, unit != NULL ? unit : person != NULL ? person : _("somebody"));
	if (until == NULL)
		buffer_format(out, _(" with %s %s, since %s"), bid, store_text(statement, 6), since);
	else
		buffer_format(out, _(" with %s %s, since %s, until %s"), bid, store_text(statement, 6), since, until);
}

enum kam_status holder_find(struct kam *kam, const struct tender *tender, int64_t but, struct holder *out)
{
	struct statement *statement;
	enum kam_status status = store_keep(
		kam,
		"SELECT registration.id, bid.id, coalesce(registration.unit, 0), registration.protected_until < "
		":today, "
		"unit.name, coalesce(person.name, owner.name), bid.title, kam_day(registration.claimed_at), "
		"registration.protected_until FROM registration JOIN bid ON bid.id = registration.bid "
		"LEFT JOIN unit ON unit.id = registration.unit LEFT JOIN person ON person.id = registration.person "
		"LEFT JOIN person AS owner ON owner.id = bid.owner WHERE registration.status = 'granted' AND "
		"registration.group_root = :root AND registration.tender_key = :key AND "
		"coalesce(registration.lot, '') = :lot AND registration.id <> :but",
		&statement);

	*out = (struct holder){ 0 };
	if (status != KAM_OK)
		return status;
	store_bind_text(statement, ":today", kam->today_text);
	store_bind_integer(statement, ":root", tender->root);
	store_bind_text(statement, ":key", tender->key);
	store_bind_text(statement, ":lot", tender->lot);
	store_bind_integer(statement, ":but", but);
	status = store_step(statement);
	if (status == KAM_OK) {
		out->registration = store_integer(statement, 0);
		out->bid = store_integer(statement, 1);
		out->unit = store_integer(statement, 2);
		out->lapsed = store_integer(statement, 3) != 0;
		say(statement, &out->said);
	}
	store_reset(statement);
	return out->said.failed ? fail_memory(kam) : status == KAM_DONE ? KAM_OK : status;
}
