/* The gate of a stage: a bid moves on when all that it must have is done, or somebody has let it pass. */
#include "rules.h"
#include "kam/internal/reference.h"
#include "kam/internal/store.h"

#include <string.h>

/* A move from one stage to another: where it is in the order. */
struct move {
	struct record_write *write;
	char bid[KAM_ID_SIZE];
	int64_t from, to; /* positions */
	bool forward;     /* on to an open or won stage that comes later */
	char stage[128];  /* the name of the one it leaves */
};

static enum kam_status read_move(struct kam *kam, struct move *move)
{
	struct kam_value left;
	struct statement *statement;
	enum kam_status status = store_keep(
		kam,
		"SELECT was.position, at.position, at.position > was.position AND (at.outcome = 'open' OR at.outcome = "
		"'won') AND (was.outcome = 'open' OR was.outcome = 'won'), was.name FROM stage AS was JOIN stage AS at "
		"ON at.id = :new WHERE was.id = :old",
		&statement);

	if (status == KAM_OK)
		status = stage_left(kam, move->write, false, &left);
	if (status != KAM_OK)
		return status;
	store_bind_value(statement, ":old", &left);
	store_bind_value(statement, ":new", write_value(move->write, "stage"));
	status = store_step(statement);
	if (status == KAM_OK) {
		move->from = store_integer(statement, 0);
		move->to = store_integer(statement, 1);
		move->forward = store_integer(statement, 2) != 0;
		text_copy(move->stage, sizeof move->stage, store_text(statement, 3));
		reference_format(move->write->type, move->write->id, move->bid);
	}
	store_reset(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

/* What must be done before the bid may be where it is to go: "CK3 Bid bond (account); CK4 …". */
static enum kam_status check_items(struct kam *kam, const struct move *move)
{
	struct statement *statement;
	struct buffer said = { 0 };
	char first[KAM_ID_SIZE] = "";
	bool resource = false;
	enum kam_status status =
		store_keep(kam,
	                   "SELECT checkitem.id, checkitem.title, checkitem.role, checkitem.kind = 'resource' FROM "
	                   "checkitem JOIN stage ON stage.id = checkitem.stage WHERE checkitem.bid = :bid AND "
	                   "checkitem.required = 1 AND checkitem.done_on IS NULL AND checkitem.waived_by IS NULL AND "
	                   "stage.position < :to ORDER BY stage.position, checkitem.needed_by, checkitem.id",
	                   &statement);

	if (status != KAM_OK)
		return status;
	store_bind_integer(statement, ":bid", move->write->id);
	store_bind_integer(statement, ":to", move->to);
	while ((status = store_step(statement)) == KAM_OK) {
		char id[KAM_ID_SIZE];

		reference_format(kam_type_find("checkitem"), store_integer(statement, 0), id);
		if (*first == '\0') {
			text_copy(first, sizeof first, id);
			resource = store_integer(statement, 3) != 0;
		}
		buffer_format(&said, "%s%s %s (%s)", said.length > 0 ? "; " : "", id, store_text(statement, 1),
		              store_text(statement, 2));
	}
	if (status == KAM_DONE)
		status = said.failed ? fail_memory(kam) : KAM_OK;
	if (status == KAM_OK && *first != '\0')
		status = fail(
			kam, KAM_REFUSED,
			_("%s does not leave %s while these are open: %s; get them done (kam bid checkitem %s %s), "
		          "or have them let pass by someone else (kam bid advance %s --waive %s --why TEXT)"),
			move->bid, move->stage, said.text, resource ? "grant" : "done", first, move->bid, first);
	buffer_free(&said);
	return status;
}

/*
 * What stages would have asked of the bid that it does not enter, the stage it leaves too where its tender comes to
 * light in the same write.
 */
static enum kam_status check_passed_over(struct kam *kam, const struct move *move)
{
	const struct kam_value *before = write_old(move->write, "submit_by");
	const struct kam_value *submit_by = write_value(move->write, "submit_by");
	bool dated_now = before->type == KAM_IS_EMPTY && submit_by->type != KAM_IS_EMPTY;
	struct statement *statement;
	struct buffer said = { 0 };
	char first[128] = "";
	enum kam_status status = store_keep(
		kam,
		"SELECT stage.name, template.title, template.role FROM template JOIN stage ON stage.id = "
		"template.stage "
		"WHERE template.required = 1 AND stage.outcome = 'open' AND stage.position < :to AND (stage.position > "
		":from OR (stage.position = :from AND :dated_now AND template.days_before IS NOT NULL)) AND "
		"(template.days_before IS NULL OR :submit_by IS NOT NULL) AND NOT EXISTS (SELECT 1 FROM checkitem "
		"WHERE "
		"checkitem.bid = :bid AND checkitem.stage = stage.id AND checkitem.title = template.title) "
		"ORDER BY stage.position, template.id",
		&statement);

	if (status != KAM_OK)
		return status;
	store_bind_integer(statement, ":bid", move->write->id);
	store_bind_integer(statement, ":from", move->from);
	store_bind_integer(statement, ":to", move->to);
	store_bind_integer(statement, ":dated_now", dated_now);
	store_bind_value(statement, ":submit_by", submit_by);
	while ((status = store_step(statement)) == KAM_OK) {
		const char *stage = store_text(statement, 0);

		if (*first == '\0')
			text_copy(first, sizeof first, stage);
		buffer_format(&said, "%s%s: %s (%s)", said.length > 0 ? "; " : "", stage, store_text(statement, 1),
		              store_text(statement, 2));
	}
	if (status == KAM_DONE)
		status = said.failed ? fail_memory(kam) : KAM_OK;
	if (status == KAM_OK && *first != '\0' && strcmp(first, move->stage) == 0)
		status =
			fail(kam, KAM_REFUSED,
		             _("with a day to hand it in, %s is asked for more where it is: %s; say the day first: kam "
		               "bid edit %s --submit-by DATE, then move on"),
		             move->bid, said.text, move->bid);
	else if (status == KAM_OK && *first != '\0')
		status = fail(
			kam, KAM_REFUSED,
			_("%s would pass over what is asked for on the way: %s; go there first: kam bid advance %s "
		          "--to %s"),
			move->bid, said.text, move->bid, first);
	buffer_free(&said);
	return status;
}

enum kam_status gate_check(struct kam *kam, struct record_write *write)
{
	struct move move = { .write = write };
	enum kam_status status;

	if (write->carried || write->importing || write->old == NULL ||
	    kam_value_equal(write_old(write, "stage"), write_value(write, "stage")))
		return KAM_OK;
	status = read_move(kam, &move);
	if (status != KAM_OK || !move.forward)
		return status;
	status = check_items(kam, &move);
	return status == KAM_OK ? check_passed_over(kam, &move) : status;
}
