/* Tiers set by hand: why, by whom, until when; kept with the customer's last snapshot. */
#include "kam/score.h"

#include "kam/internal/reference.h"
#include "kam/internal/write.h"

#include <stdlib.h>
#include <string.h>

/* The customer's last snapshot (0: none yet), its pin if it holds, and its cap. */
struct last {
	int64_t id;
	bool pinned;
	char cap[16];
};

static enum kam_status find_last(struct kam *kam, const char *account, int64_t *number, struct last *last)
{
	struct statement *statement = NULL;
	enum kam_status status =
		reference_find(kam, kam_type_find("account"), account, strlen(account), REFERENCE_WRITE, number, NULL);

	*last = (struct last){ 0 };
	if (status == KAM_OK)
		status = store_prepare(kam,
		                       "SELECT id, pinned_tier IS NOT NULL, coalesce(cap, '') FROM snapshot WHERE "
		                       "account = :account AND "
		                       "taken_on <= :today ORDER BY taken_on DESC LIMIT 1",
		                       &statement);
	if (status == KAM_OK) {
		store_bind_integer(statement, ":account", *number);
		store_bind_text(statement, ":today", kam->today_text);
		status = store_step(statement);
	}
	if (status == KAM_OK) {
		const char *cap = store_text(statement, 2);

		last->id = store_integer(statement, 0);
		last->pinned = store_integer(statement, 1) != 0;
		memcpy(last->cap, cap, strlen(cap) < sizeof last->cap ? strlen(cap) + 1 : 0);
	}
	store_finalize(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

/* As it is typed; without one, so many days from today. */
static enum kam_status read_until(struct kam *kam, const char *until, char day[KAM_DATE_SIZE])
{
	int64_t days = kam->today;
	const char *why;

	if (until == NULL)
		days += strtoll(kam_setting(kam, "pin_days"), NULL, 10);
	else if (kam_date_parse(until, strlen(until), kam->today, true, &days, &why) != KAM_OK)
		return fail(kam, KAM_BAD_VALUE, _("--until '%s' is not %s"), until, why);
	if (days < kam->today)
		return fail(kam, KAM_BAD_VALUE, _("--until '%s' is over already; name a day to come"), until);
	kam_date_format(days, day);
	return KAM_OK;
}

/* Who does it, if kam knows them. */
static enum kam_status find_self(struct kam *kam, char id[KAM_ID_SIZE])
{
	const struct kam_type *person = kam_type_find("person");
	const char *self = kam->claimed != NULL ? kam->claimed : kam->real_user;
	int64_t number;
	enum kam_status status;

	id[0] = '\0';
	if (self == NULL)
		return KAM_OK;
	status = reference_seek(kam, person, self, strlen(self), REFERENCE_IMPORT, &number, NULL);
	if (status == KAM_OK)
		reference_format(person, number, id);
	return status == KAM_NOT_FOUND ? KAM_OK : status;
}

enum kam_status kam_score_pin(struct kam *kam, const char *account, const char *tier, const char *why,
                              const char *until, char day[KAM_DATE_SIZE], char cap[16])
{
	const struct kam_type *snapshot = kam_type_find("snapshot");
	char self[KAM_ID_SIZE], customer[KAM_ID_SIZE], id[KAM_ID_SIZE];
	struct last last;
	int64_t number = 0;
	bool changed;
	enum kam_status status = need_operation(kam);

	cap[0] = '\0';
	if (status == KAM_OK && (why == NULL || *why == '\0'))
		status = fail(kam, KAM_BAD_VALUE, _("a tier set by hand needs a reason: --why"));
	if (status == KAM_OK)
		status = find_last(kam, account, &number, &last);
	if (status == KAM_OK)
		status = read_until(kam, until, day);
	if (status == KAM_OK)
		status = find_self(kam, self);
	if (status == KAM_OK) {
		struct kam_assignment assignments[] = { { "pinned_tier", tier },
			                                { "pinned_why", why },
			                                { "pinned_until", day },
			                                { "pinned_by", self },
			                                { "account", customer } };

		reference_format(kam_type_find("account"), number, customer);
		if (last.id != 0)
			status = record_edit(kam, snapshot, last.id, assignments, 4, NULL, &changed);
		else
			status = kam_record_add(kam, snapshot->name, assignments, 5, id);
		memcpy(cap, last.cap, sizeof last.cap);
	}
	return status;
}

enum kam_status kam_score_unpin(struct kam *kam, const char *account)
{
	static const struct kam_assignment assignments[] = {
		{ "pinned_tier", "" }, { "pinned_why", "" }, { "pinned_until", "" }, { "pinned_by", "" }
	};
	char customer[KAM_ID_SIZE];
	struct last last;
	int64_t number = 0;
	bool changed;
	enum kam_status status = need_operation(kam);

	if (status == KAM_OK)
		status = find_last(kam, account, &number, &last);
	if (status != KAM_OK)
		return status;
	reference_format(kam_type_find("account"), number, customer);
	if (!last.pinned)
		return fail(kam, KAM_REFUSED, _("the tier of %s is not pinned; nothing was changed"), customer);
	return record_edit(kam, kam_type_find("snapshot"), last.id, assignments, 4, NULL, &changed);
}
