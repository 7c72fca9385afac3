/* A bid moves on: one open stage, or to one that is named; what is let pass for it is written down. */
#include "kam/gate.h"
#include "kam/internal/answer.h"
#include "standing.h"

#include <string.h>

/* The open stage that comes next. KAM_REFUSED: it is at the last one. */
static enum kam_status next_stage(struct kam *kam, const struct bid_standing *standing, char stage[KAM_ID_SIZE])
{
	struct statement *statement = NULL;
	enum kam_status status = store_prepare(kam,
	                                       "SELECT id FROM stage WHERE outcome = 'open' AND position > :position "
	                                       "ORDER BY position, id LIMIT 1",
	                                       &statement);

	if (status != KAM_OK)
		return status;
	store_bind_integer(statement, ":position", standing->position);
	status = store_step(statement);
	if (status == KAM_OK)
		reference_format(kam_type_find("stage"), store_integer(statement, 0), stage);
	store_finalize(statement);
	if (status == KAM_DONE)
		return fail(
			kam, KAM_REFUSED,
			_("%s is at the last open stage; it is won or lost from here: kam bid win %s, or kam bid lose "
		          "%s --reason CHOICE"),
			standing->id, standing->id, standing->id);
	return status;
}

static enum kam_status tell(struct kam *kam, const struct bid_standing *standing, struct kam_rows **out)
{
	static const struct answer_column columns[] = {
		{ .key = "id", .title = N_("ID"), .kind = KAM_ID, .record = "bid" },
		{ .key = "title", .title = N_("Title"), .kind = KAM_TEXT, .priority = 2 },
		{ .key = "was", .title = N_("Was"), .kind = KAM_TEXT, .priority = 1 },
		{ .key = "stage", .title = N_("Stage"), .kind = KAM_TEXT },
		{ .key = "items", .title = N_("To be done"), .kind = KAM_INTEGER, .priority = 1 },
		{ .key = "needed_by", .title = N_("First by"), .kind = KAM_DATE, .priority = 1 },
		{ .key = NULL },
	};
	struct statement *statement = NULL;
	enum kam_status status = store_prepare(
		kam,
		"SELECT bid.id, bid.title, was.name, stage.name, count(checkitem.id), "
		"min(checkitem.needed_by) FROM bid JOIN stage ON stage.id = bid.stage JOIN stage AS was ON "
		"was.id = :was LEFT JOIN checkitem ON checkitem.bid = bid.id AND checkitem.stage = "
		"bid.stage AND checkitem.done_on IS NULL AND checkitem.waived_by IS NULL "
		"WHERE bid.id = :bid GROUP BY bid.id",
		&statement);

	if (status != KAM_OK)
		return status;
	store_bind_integer(statement, ":was", standing->stage);
	store_bind_integer(statement, ":bid", standing->bid);
	return answer_rows(kam, statement, columns, true, out);
}

/* An item of this bid, and of no other, is let pass. */
static enum kam_status waive(struct kam *kam, const struct bid_standing *standing, const struct kam_waiver *waiver)
{
	struct kam_rows *rows = NULL;
	int64_t id = 0, bid = 0;
	char item[KAM_ID_SIZE];
	struct buffer own = { 0 };
	const struct kam_type *type = kam_type_find("checkitem");
	enum kam_status status;

	/* By its title alone where this bid has one of it. */
	buffer_format(&own, "%s/%s", standing->id, waiver->checkitem);
	if (buffer_text(&own) == NULL)
		return fail_memory(kam);
	status = reference_seek(kam, type, own.text, own.length, REFERENCE_WRITE, &id, NULL);
	buffer_free(&own);
	if (status == KAM_NOT_FOUND)
		status = reference_find(kam, type, waiver->checkitem, strlen(waiver->checkitem), REFERENCE_WRITE, &id,
		                        NULL);
	if (status == KAM_OK) {
		struct statement *statement;

		reference_format(type, id, item);
		status = store_keep(kam, "SELECT bid FROM checkitem WHERE id = :id", &statement);
		if (status == KAM_OK) {
			store_bind_integer(statement, ":id", id);
			status = store_step(statement);
			bid = status == KAM_OK ? store_integer(statement, 0) : 0;
			store_reset(statement);
		}
	}
	if (status == KAM_OK && bid != standing->bid)
		status = fail(kam, KAM_REFUSED, _("%s is an item of B%lld, not of %s"), item, (long long)bid,
		              standing->id);
	if (status == KAM_OK)
		status = kam_checkitem_waive(kam, &(struct kam_waiver){ item, waiver->why }, &rows);
	kam_rows_free(rows);
	return status;
}

enum kam_status kam_bid_advance(struct kam *kam, const char *bid, const char *stage, const struct kam_waiver *waivers,
                                size_t count, struct kam_rows **out)
{
	struct bid_standing standing = { 0 };
	char next[KAM_ID_SIZE];
	bool changed = false;
	enum kam_status status = need_operation(kam);

	*out = NULL;
	if (status == KAM_OK)
		status = bid_standing_open(kam, bid, &standing);
	for (size_t i = 0; i < count && status == KAM_OK; i++)
		status = waive(kam, &standing, &waivers[i]);
	if (status == KAM_OK && stage == NULL) {
		status = next_stage(kam, &standing, next);
		stage = next;
	}
	if (status == KAM_OK)
		status = record_edit(kam, kam_type_find("bid"), standing.bid,
		                     &(struct kam_assignment){ "stage", stage }, 1, NULL, &changed);
	if (status == KAM_OK && !changed)
		status = fail(kam, KAM_REFUSED, _("%s is at %s already"), standing.id, stage);
	return status == KAM_OK ? tell(kam, &standing, out) : status;
}
