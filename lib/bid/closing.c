/* A bid is handed in, won, lost, withdrawn, or taken up again: each a move to the stage that the company has for it. */
#include "kam/internal/reference.h"
#include "kam/outcome.h"
#include "rules.h"
#include "standing.h"

#include <string.h>

#define MOST_ASSIGNMENTS 8

/* The first stage of an outcome, or the last. KAM_REFUSED: the company has none. */
enum kam_status stage_of_outcome(struct kam *kam, const char *outcome, bool last, char stage[KAM_ID_SIZE])
{
	int64_t id = 0;
	enum kam_status status =
		store_get_integer(kam,
	                          "SELECT id FROM stage WHERE outcome = :1 "
	                          "ORDER BY CASE :2 WHEN '1' THEN -position ELSE position END, id LIMIT 1",
	                          (const char *const[]){ outcome, last ? "1" : "0" }, 2, &id);

	if (status == KAM_DONE)
		return fail(kam, KAM_REFUSED, _("there is no stage with the outcome %s: kam config stage add"),
		            outcome);
	reference_format(kam_type_find("stage"), id, stage);
	return status;
}

enum kam_status bid_move(struct kam *kam, const struct bid_standing *standing, const char *stage,
                         const struct kam_assignment *said, size_t count)
{
	struct kam_assignment assignments[MOST_ASSIGNMENTS] = { { "stage", stage } };
	size_t given = 1;
	bool changed;

	for (size_t i = 0; i < count && given < MOST_ASSIGNMENTS; i++)
		if (said[i].value != NULL)
			assignments[given++] = said[i];
	return record_edit(kam, kam_type_find("bid"), standing->bid, assignments, given, NULL, &changed);
}

/* How it is now, in one row. */
static enum kam_status move_and_tell(struct kam *kam, const struct bid_standing *standing, const char *stage,
                                     const struct kam_assignment *said, size_t count, struct kam_rows **out)
{
	const struct kam_query query = { .record = "bid",
		                         .filters = &(struct kam_assignment){ "id", standing->id },
		                         .filter_count = 1,
		                         .columns = "id,title,stage,outcome,value,close_on,closed_on,reason,reason2",
		                         .limit = -1,
		                         .labels = true };
	enum kam_status status = bid_move(kam, standing, stage, said, count);

	return status == KAM_OK ? kam_record_list(kam, &query, out) : status;
}

enum kam_status day_gone(struct kam *kam, const char *option, const char *day)
{
	const char *why = "";
	int64_t days = 0;

	if (day == NULL)
		return KAM_OK;
	if (kam_date_parse(day, strlen(day), kam->today, true, &days, &why) != KAM_OK)
		return fail(kam, KAM_BAD_VALUE, _("%s '%s' is not %s"), option, day, why);
	return days <= kam->today
	               ? KAM_OK
	               : fail(kam, KAM_BAD_VALUE,
	                      _("%s %s is still to come; a decision is written down when it was made"), option, day);
}

static enum kam_status end(struct kam *kam, const char *bid, const char *outcome, const struct kam_ending *ending,
                           struct kam_rows **out)
{
	const struct kam_assignment said[] = { { "closed_on", ending->on },
		                               { "reason", ending->reason },
		                               { "reason2", ending->reason2 },
		                               { "competitor", ending->competitor },
		                               { "value", ending->value } };
	struct bid_standing standing;
	char stage[KAM_ID_SIZE];
	enum kam_status status = need_operation(kam);

	*out = NULL;
	if (status == KAM_OK)
		status = bid_standing_open(kam, bid, &standing);
	if (status == KAM_OK && strcmp(outcome, "won") == 0)
		status = standing_customer(kam, &standing);
	if (status == KAM_OK)
		status = day_gone(kam, "--on", ending->on);
	if (status == KAM_OK)
		status = stage_of_outcome(kam, outcome, false, stage);
	return status == KAM_OK ? move_and_tell(kam, &standing, stage, said, sizeof said / sizeof *said, out) : status;
}

enum kam_status kam_bid_win(struct kam *kam, const char *bid, const struct kam_ending *ending, struct kam_rows **out)
{
	return end(kam, bid, "won", ending, out);
}

enum kam_status kam_bid_lose(struct kam *kam, const char *bid, const struct kam_ending *ending, struct kam_rows **out)
{
	*out = NULL;
	if (ending->reason == NULL || *ending->reason == '\0')
		return fail(kam, KAM_BAD_VALUE, _("why is it lost? --reason, one of: %s"),
		            kam_type_field(kam_type_find("bid"), "reason")->choices);
	return end(kam, bid, "lost", ending, out);
}

enum kam_status kam_bid_withdraw(struct kam *kam, const char *bid, const char *why, struct kam_rows **out)
{
	*out = NULL;
	if (why == NULL || *why == '\0')
		return fail(kam, KAM_BAD_VALUE, _("why do we not bid? --why TEXT"));
	return end(kam, bid, "withdrawn", &(const struct kam_ending){ .reason2 = why }, out);
}

static enum kam_status submit_stage(struct kam *kam, char stage[KAM_ID_SIZE], int64_t *position)
{
	int64_t id = 0;
	enum kam_status status = stage_submission(kam, &id, position);

	if (status == KAM_DONE)
		return fail(kam, KAM_REFUSED,
		            _("the setting submit_stage is '%s', and no open stage has that name: kam config setting "
		              "edit submit_stage --value STAGE"),
		            kam_setting(kam, "submit_stage"));
	reference_format(kam_type_find("stage"), id, stage);
	return status;
}

static enum kam_status check_deadline(struct kam *kam, const struct bid_standing *standing)
{
	struct statement *statement = NULL;
	enum kam_status status =
		store_prepare(kam, "SELECT submit_by FROM bid WHERE id = :id AND submit_by < :today", &statement);

	if (status != KAM_OK)
		return status;
	store_bind_integer(statement, ":id", standing->bid);
	store_bind_text(statement, ":today", kam->today_text);
	status = store_step(statement);
	if (status == KAM_OK)
		status = fail(kam, KAM_REFUSED,
		              _("%s had to be handed in by %s; if the customer gave more time: kam bid edit %s "
		                "--submit-by DATE, else kam bid withdraw %s --why TEXT"),
		              standing->id, store_text(statement, 0), standing->id, standing->id);
	store_finalize(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

/* What the templates ask for on the very day is the handing in: it is done with it. */
static enum kam_status tick_handing_in(struct kam *kam, const struct bid_standing *standing)
{
	int64_t item = 0;
	enum kam_status status;

	while ((status = store_get_integer(
			kam,
			"SELECT checkitem.id FROM checkitem JOIN template ON template.stage = checkitem.stage AND "
			"template.title = checkitem.title WHERE 'B' || checkitem.bid = :1 AND template.days_before = 0 "
			"AND checkitem.kind = 'task' AND checkitem.done_on IS NULL AND checkitem.waived_by IS NULL "
			"LIMIT 1",
			(const char *const[]){ standing->id }, 1, &item)) == KAM_OK) {
		bool changed;

		status = record_edit(kam, kam_type_find("checkitem"), item,
		                     &(const struct kam_assignment){ "done_on", kam->today_text }, 1, NULL, &changed);
		if (status != KAM_OK)
			return status;
	}
	return status == KAM_DONE ? KAM_OK : status;
}

enum kam_status kam_bid_submit(struct kam *kam, const char *bid, struct kam_rows **out)
{
	struct bid_standing standing;
	char stage[KAM_ID_SIZE];
	int64_t position = 0;
	enum kam_status status = need_operation(kam);

	*out = NULL;
	if (status == KAM_OK)
		status = bid_standing_open(kam, bid, &standing);
	if (status == KAM_OK)
		status = submit_stage(kam, stage, &position);
	if (status == KAM_OK && standing.position >= position)
		status = fail(kam, KAM_REFUSED, _("%s is handed in already"), standing.id);
	if (status == KAM_OK)
		status = standing_customer(kam, &standing);
	if (status == KAM_OK)
		status = check_deadline(kam, &standing);
	if (status == KAM_OK)
		status = tick_handing_in(kam, &standing);
	return status == KAM_OK ? move_and_tell(kam, &standing, stage, NULL, 0, out) : status;
}

enum kam_status kam_bid_reopen(struct kam *kam, const char *bid, struct kam_rows **out)
{
	struct bid_standing standing;
	char stage[KAM_ID_SIZE];
	int64_t last = 0;
	enum kam_status status = need_operation(kam);

	*out = NULL;
	if (status == KAM_OK)
		status = bid_standing_read(kam, bid, &standing);
	if (status == KAM_OK && strcmp(standing.outcome, "open") == 0)
		status = fail(kam, KAM_REFUSED, _("%s is open already"), standing.id);
	if (status == KAM_OK)
		status = stage_last_open(kam, standing.bid, false, &last);
	reference_format(kam_type_find("stage"), last, stage);
	return status == KAM_OK ? move_and_tell(kam, &standing, stage, NULL, 0, out) : status;
}
