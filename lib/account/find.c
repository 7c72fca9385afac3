/* Before an account is added: is it there already, under whatever spelling, and whose is it? */
#include "alike.h"
#include "kam/account.h"
#include "kam/internal/answer.h"

#include <string.h>

static const struct answer_column columns[] = {
	{ .key = "id", .title = N_("ID"), .kind = KAM_ID, .record = "account", .priority = 0 },
	{ .key = "name", .title = N_("Name"), .kind = KAM_TEXT, .priority = 0 },
	{ .key = "owner", .title = N_("Owner"), .kind = KAM_TEXT, .priority = 2 },
	{ .key = "unit", .title = N_("Unit"), .kind = KAM_TEXT, .priority = 3 },
	{ .key = "why", .title = N_("Why"), .kind = KAM_TEXT, .priority = 1 },
	{ .key = "likeness", .title = N_("Likeness"), .kind = KAM_PERCENT, .priority = 4 },
	{ 0 },
};

/* Whoever has the account's seat, else the owner of its last bid. */
static const char about[] = "SELECT account.id, account.name, person.name, unit.name, :why, :percent FROM account "
			    "LEFT JOIN person ON person.id = coalesce("
			    "(SELECT seat.person FROM seat WHERE seat.account = account.id AND seat.role = 'account' "
			    "AND coalesce(seat.starts_on, '') <= :today AND coalesce(seat.ends_on, '9999') >= :today "
			    "ORDER BY seat.starts_on DESC, seat.id DESC LIMIT 1), "
			    "(SELECT bid.owner FROM bid WHERE bid.account = account.id AND bid.owner IS NOT NULL "
			    "ORDER BY coalesce(bid.closed_on, '9999') DESC, bid.id DESC LIMIT 1)) "
			    "LEFT JOIN unit ON unit.id = person.unit WHERE account.id = :id";

static enum kam_status put_hit(struct kam *kam, struct statement *statement, const struct alike_hit *hit,
                               struct kam_rows *rows)
{
	char why[96];

	alike_say(hit, why);
	store_bind_integer(statement, ":id", hit->id);
	store_bind_text(statement, ":why", why);
	store_bind_integer(statement, ":percent", hit->percent);
	store_bind_text(statement, ":today", kam->today_text);
	return answer_take(statement, columns, false, rows);
}

static enum kam_status find(struct kam *kam, struct alike *alike, const char *name, bool *cut, struct kam_rows *rows)
{
	const struct alike_question question = { .text = name, .spelling = true };
	const struct alike_hit *hits;
	struct statement *statement = NULL;
	size_t count = 0;
	enum kam_status status = alike_ask(alike, &question, &hits, &count, cut);

	if (status == KAM_OK)
		status = store_prepare(kam, about, &statement);
	for (size_t i = 0; i < count && status == KAM_OK; i++)
		status = put_hit(kam, statement, &hits[i], rows);
	store_finalize(statement);
	return status;
}

enum kam_status kam_account_find(struct kam *kam, const char *name, bool *cut, struct kam_rows **out)
{
	struct alike *alike = NULL;
	enum kam_status status = answer_begin(kam, columns, out);

	*cut = false;
	if (status == KAM_OK && (*name == '\0' || !kam_text_valid(name, strlen(name), NULL)))
		status = fail(kam, KAM_BAD_VALUE, _("find whom? a company's name or a part of it, as UTF-8"));
	if (status == KAM_OK)
		status = alike_open(kam, &alike);
	if (status == KAM_OK)
		status = store_snapshot_begin(kam);
	if (status == KAM_OK) {
		status = find(kam, alike, name, cut, *out);
		store_snapshot_end(kam);
	}
	alike_close(alike);
	return status == KAM_OK ? rows_finish(*out) : status;
}
