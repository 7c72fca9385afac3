/* A bid is decided, or open again: the day of it, why it was lost, and that a contract is not taken back by a move. */
#include "kam/internal/reference.h"
#include "kam/internal/write.h"
#include "rules.h"

#include <string.h>

static enum kam_status read_outcome(struct kam *kam, const struct kam_value *stage, char outcome[16])
{
	struct statement *statement;
	enum kam_status status = store_keep(kam, "SELECT outcome FROM stage WHERE id = :stage", &statement);

	text_copy(outcome, 16, "");
	if (status != KAM_OK || stage->type != KAM_IS_INTEGER)
		return status;
	store_bind_value(statement, ":stage", stage);
	status = store_step(statement);
	if (status == KAM_OK)
		text_copy(outcome, 16, store_text(statement, 0));
	store_reset(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

/* Was it said in this very write? Then it stands. */
static bool is_said(struct record_write *write, const char *field)
{
	return write_value(write, field)->type != KAM_IS_EMPTY &&
	       (write->old == NULL || !kam_value_equal(write_old(write, field), write_value(write, field)));
}

/* What was signed is no matter of a stage any more. */
static enum kam_status check_contract(struct kam *kam, const struct record_write *write, const char *outcome)
{
	struct statement *statement;
	char bid[KAM_ID_SIZE], contract[KAM_ID_SIZE];
	enum kam_status status =
		store_keep(kam, "SELECT id, number FROM contract WHERE bid = :bid ORDER BY id LIMIT 1", &statement);

	if (status != KAM_OK)
		return status;
	store_bind_integer(statement, ":bid", write->id);
	status = store_step(statement);
	if (status == KAM_OK) {
		reference_format(write->type, write->id, bid);
		reference_format(kam_type_find("contract"), store_integer(statement, 0), contract);
		status = fail(kam, KAM_REFUSED,
		              _("%s cannot be %s: contract %s (%s) is signed; if that was a mistake, remove it first: "
		                "kam bid contract rm %s"),
		              bid, _(outcome), contract, store_text(statement, 1), contract);
	}
	store_reset(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

static enum kam_status check_reason(struct kam *kam, struct record_write *write)
{
	char bid[KAM_ID_SIZE];

	if (write->old == NULL || write_value(write, "reason")->type != KAM_IS_EMPTY)
		return KAM_OK;
	reference_format(write->type, write->id, bid);
	return fail(kam, KAM_REFUSED, _("why is %s lost? --reason, one of: %s"), bid,
	            kam_type_field(write->type, "reason")->choices);
}

static void open_again(struct record_write *write)
{
	static const char *const ended[] = { "closed_on", "reason", "reason2" };

	for (size_t i = 0; i < sizeof ended / sizeof *ended; i++)
		if (!is_said(write, ended[i]))
			*write_value(write, ended[i]) = (struct kam_value){ .type = KAM_IS_EMPTY };
}

enum kam_status outcome_follow(struct kam *kam, struct record_write *write)
{
	const struct kam_value *stage = write_value(write, "stage");
	bool moves = write->old == NULL || !kam_value_equal(write_old(write, "stage"), stage);
	char before[16] = "open", after[16];
	enum kam_status status = KAM_OK;

	if (write->carried || (!moves && kam_value_equal(write_old(write, "reason"), write_value(write, "reason"))))
		return KAM_OK;
	/* History that arrives without its day has none: nobody knows it. */
	if (write->old == NULL && write->importing)
		return KAM_OK;
	if (write->old != NULL)
		status = read_outcome(kam, write_old(write, "stage"), before);
	if (status == KAM_OK)
		status = read_outcome(kam, stage, after);
	if (status == KAM_OK && !write->importing && strcmp(before, "won") == 0 && strcmp(after, "won") != 0)
		status = check_contract(kam, write, after);
	if (status == KAM_OK && !write->importing && strcmp(after, "lost") == 0)
		status = check_reason(kam, write);
	if (status != KAM_OK || !moves)
		return status;
	if (strcmp(after, "open") == 0) {
		if (strcmp(before, "open") != 0)
			open_again(write);
	} else if (write_value(write, "closed_on")->type == KAM_IS_EMPTY) {
		*write_value(write, "closed_on") = (struct kam_value){ .type = KAM_IS_TEXT,
			                                               .text = kam->today_text,
			                                               .length = strlen(kam->today_text) };
	}
	return KAM_OK;
}
