/* What is won is signed: a contract with its milestones, and the bid goes to the last stage that is won. */
#include "sign.h"
#include "kam/internal/reference.h"

#include <string.h>

/* The currency and the value of what `sql` finds by :id. */
static enum kam_status read_value(struct signing *signing, const char *sql, const char *id)
{
	struct statement *statement = NULL;
	enum kam_status status = store_prepare(signing->kam, sql, &statement);

	if (status != KAM_OK)
		return status;
	store_bind_text(statement, ":id", id);
	status = store_step(statement);
	if (status == KAM_OK) {
		signing->value = store_integer(statement, 0);
		signing->valued = store_text(statement, 0) != NULL;
		text_copy(signing->currency, sizeof signing->currency, store_text(statement, 1));
	}
	store_finalize(statement);
	return status;
}

static enum kam_status check(struct signing *signing)
{
	const char *bid = signing->standing.id;
	struct kam *kam = signing->kam;
	int64_t contract = 0;
	enum kam_status status;

	if (signing->asked->number == NULL || *signing->asked->number == '\0')
		return fail(kam, KAM_BAD_VALUE, _("what is the number of the contract? --number TEXT"));
	if (strcmp(signing->standing.outcome, "won") != 0)
		return fail(kam, KAM_REFUSED, _("%s is %s; only what is won is signed: kam bid win %s"), bid,
		            _(signing->standing.outcome), bid);
	status = standing_customer(kam, &signing->standing);
	if (status == KAM_OK)
		status = day_gone(kam, "--signed-on", signing->asked->signed_on);
	if (status == KAM_OK)
		status = store_get_integer(kam, "SELECT id FROM contract WHERE 'B' || bid = :1 ORDER BY id LIMIT 1",
		                           (const char *const[]){ bid }, 1, &contract);
	if (status == KAM_OK)
		return fail(kam, KAM_REFUSED,
		            _("%s is signed already: contract CT%lld; one more of it: kam bid contract add %s NUMBER"),
		            bid, (long long)contract, bid);
	return status == KAM_DONE ? KAM_OK : status;
}

static enum kam_status add_contract(struct signing *signing)
{
	const struct kam_signing *asked = signing->asked;
	char value[48];
	const struct kam_assignment all[] = {
		{ "bid", signing->standing.id },
		{ "number", asked->number },
		{ "currency", signing->currency },
		{ "value", asked->value != NULL ? asked->value
		           : signing->valued    ? value
		                                : NULL },
		{ "signed_on", asked->signed_on != NULL ? asked->signed_on : signing->kam->today_text },
		{ "starts_on", asked->starts_on },
		{ "ends_on", asked->ends_on },
	};
	struct kam_assignment given[sizeof all / sizeof *all];
	size_t count = 0;

	kam_money_format(signing->value, signing->currency, false, value);
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (all[i].value != NULL)
			given[count++] = all[i];
	return kam_record_add(signing->kam, "contract", given, count, signing->contract);
}

/* Milestones without an amount are dates only; those with one make the value, or something is not said. */
static enum kam_status add_up(const struct signing *signing, struct kam_signed *made)
{
	int64_t sum = 0;
	enum kam_status status = store_get_integer(
		signing->kam,
		"SELECT count(milestone.amount) = 0 OR (count(milestone.amount) = count(*) AND "
		"sum(milestone.amount) IS contract.value) "
		"FROM contract JOIN milestone ON milestone.contract = contract.id WHERE 'CT' || contract.id = :1 "
		"GROUP BY contract.id",
		(const char *const[]){ signing->contract }, 1, &sum);

	memcpy(made->contract, signing->contract, sizeof made->contract);
	made->adds_up = status == KAM_DONE || sum != 0;
	return status == KAM_DONE ? KAM_OK : status;
}

static enum kam_status tell(const struct signing *signing, struct kam_rows **out)
{
	const struct kam_query query = { .record = "contract",
		                         .filters = &(const struct kam_assignment){ "id", signing->contract },
		                         .filter_count = 1,
		                         .columns = "id,number,bid,bid.stage,signed_on,value,ends_on",
		                         .limit = -1,
		                         .labels = true };

	return kam_record_list(signing->kam, &query, out);
}

enum kam_status kam_bid_sign(struct kam *kam, const char *bid, const struct kam_signing *asked, struct kam_signed *made,
                             struct kam_rows **out)
{
	struct signing signing = { .kam = kam, .asked = asked };
	char stage[KAM_ID_SIZE];
	enum kam_status status = need_operation(kam);

	*out = NULL;
	*made = (struct kam_signed){ .adds_up = true };
	if (status == KAM_OK)
		status = bid_standing_read(kam, bid, &signing.standing);
	if (status == KAM_OK)
		status = check(&signing);
	if (status == KAM_OK)
		status = read_value(&signing, "SELECT value, currency FROM bid WHERE 'B' || id = :id",
		                    signing.standing.id);
	if (status == KAM_OK)
		status = add_contract(&signing);
	if (status == KAM_OK)
		status = read_value(&signing, "SELECT value, currency FROM contract WHERE 'CT' || id = :id",
		                    signing.contract);
	if (status == KAM_OK)
		status = milestones_add(&signing);
	if (status == KAM_OK)
		status = add_up(&signing, made);
	if (status == KAM_OK)
		status = stage_of_outcome(kam, "won", true, stage);
	if (status == KAM_OK)
		status = bid_move(kam, &signing.standing, stage, NULL, 0);
	return status == KAM_OK ? tell(&signing, out) : status;
}
