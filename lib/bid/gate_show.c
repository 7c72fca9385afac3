/* The list of a bid as it stands, and what of it keeps the bid where it is. */
#include "kam/gate.h"
#include "kam/internal/answer.h"
#include "gate_show.h"
#include "standing.h"

#include <string.h>

static const struct answer_column columns[] = {
	{ .key = "role", .title = N_("Role"), .kind = KAM_CHOICE, .priority = 2 },
	{ .key = "id", .title = N_("ID"), .kind = KAM_ID, .record = "checkitem" },
	{ .key = "title", .title = N_("Title"), .kind = KAM_TEXT },
	{ .key = "state", .title = N_("State"), .kind = KAM_CHOICE, .priority = 1 },
	{ .key = "needed_by", .title = N_("Needed by"), .kind = KAM_DATE, .priority = 3 },
	{ .key = "owner", .title = N_("Owner"), .kind = KAM_TEXT, .priority = 4 },
	{ .key = "blocks", .title = N_("Blocks"), .kind = KAM_FLAG, .priority = 1 },
	{ .key = "stage", .title = N_("Stage"), .kind = KAM_TEXT, .priority = 6 },
	{ .key = "on", .title = N_("On"), .kind = KAM_DATE, .priority = 7 },
	{ .key = "waived_by", .title = N_("Waived by"), .kind = KAM_TEXT, .priority = 5 },
	{ .key = "why", .title = N_("Why waived"), .kind = KAM_TEXT, .priority = 5 },
	{ .key = NULL },
};

static enum kam_status ask(struct kam *kam, const char *parameter, int64_t number, struct statement **out)
{
	enum kam_status status = answer_prepare(kam, "bid/gate.sql", out);

	if (status == KAM_OK)
		store_bind_integer(*out, parameter, number);
	return status;
}

enum kam_status checkitem_tell(struct kam *kam, int64_t item, struct kam_rows **out)
{
	struct statement *statement = NULL;
	enum kam_status status = ask(kam, ":item", item, &statement);

	return status == KAM_OK ? answer_rows(kam, statement, columns, true, out) : status;
}

static enum kam_status head(struct kam *kam, const struct bid_standing *standing, struct kam_gate *gate)
{
	struct statement *statement = NULL;
	enum kam_status status = store_prepare(kam, "SELECT name FROM stage WHERE id = :id", &statement);

	if (status == KAM_OK) {
		store_bind_integer(statement, ":id", standing->stage);
		status = store_step(statement);
	}
	if (status == KAM_OK)
		text_copy(gate->stage, sizeof gate->stage, store_text(statement, 0));
	store_finalize(statement);
	gate->decided = strcmp(standing->outcome, "open") != 0;
	memcpy(gate->id, standing->id, sizeof gate->id);
	return status;
}

enum kam_status kam_bid_gate(struct kam *kam, const char *bid, struct kam_gate *gate, struct kam_rows **out)
{
	struct bid_standing standing;
	struct statement *statement = NULL;
	enum kam_status status = bid_standing_read(kam, bid, &standing);

	*out = NULL;
	*gate = (struct kam_gate){ 0 };
	if (status == KAM_OK)
		status = head(kam, &standing, gate);
	if (status == KAM_OK)
		status = ask(kam, ":bid", standing.bid, &statement);
	if (status == KAM_OK)
		status = answer_rows(kam, statement, columns, true, out);
	while (status == KAM_OK && (status = kam_rows_step(*out)) == KAM_OK) {
		const char *state = kam_rows_value(*out, 3)->text;

		gate->items++;
		gate->open += *state == 'o' || *state == 'l';
		gate->blocking += kam_rows_value(*out, 6)->type != KAM_IS_EMPTY;
	}
	if (status != KAM_DONE)
		return status;
	kam_rows_rewind(*out);
	return KAM_OK;
}
