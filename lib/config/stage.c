/* Stages that a company can work with: in one order, and an end for what is won and what is lost. */
#include "rules.h"
#include "kam/internal/write.h"

#include <string.h>

static bool says(const struct kam_value *value, const char *text)
{
	return value->type == KAM_IS_TEXT && value->length == strlen(text) &&
	       memcmp(value->text, text, value->length) == 0;
}

/* What is decided is certain. */
static enum kam_status check_probability(struct kam *kam, struct record_write *write)
{
	const struct kam_value *name = write_value(write, "name"), *outcome = write_value(write, "outcome");
	struct kam_value *probability = write_value(write, "probability");
	int64_t certain = says(outcome, "won") ? 10000 : 0;

	if (says(outcome, "open"))
		return KAM_OK;
	if (probability->type == KAM_IS_EMPTY)
		*probability = (struct kam_value){ .type = KAM_IS_INTEGER, .integer = certain };
	if (probability->integer == certain)
		return KAM_OK;
	return fail(kam, KAM_BAD_VALUE, _("stage '%.*s' is %.*s: its probability is %d"), (int)name->length, name->text,
	            (int)outcome->length, outcome->text, (int)(certain / 100));
}

/* Bids would be won or lost without a word, and on no day. */
static enum kam_status check_outcome(struct kam *kam, struct record_write *write)
{
	const struct kam_value *name = write_value(write, "name");
	struct statement *statement;
	int64_t bids = 0;
	enum kam_status status;

	if (write->old == NULL || kam_value_equal(write_old(write, "outcome"), write_value(write, "outcome")))
		return KAM_OK;
	status = store_keep(kam, "SELECT count(*) FROM bid WHERE stage = :stage", &statement);
	if (status != KAM_OK)
		return status;
	store_bind_integer(statement, ":stage", write->id);
	status = store_step(statement);
	if (status == KAM_OK)
		bids = store_integer(statement, 0);
	store_reset(statement);
	if (status == KAM_OK && bids > 0)
		status = fail(
			kam, KAM_REFUSED,
			_("stage '%.*s' has bids (%lld), so what it means for them stays as it is; move them first"),
			(int)name->length, name->text, (long long)bids);
	return status;
}

static enum kam_status before_write(struct kam *kam, struct record_write *write)
{
	enum kam_status status;

	if (write->carried)
		return KAM_OK;
	status = check_probability(kam, write);
	if (status == KAM_OK)
		status = check_outcome(kam, write);
	return status == KAM_OK ? touch_record(kam, "stage", 0) : status;
}

static enum kam_status before_delete(struct kam *kam, int64_t id)
{
	(void)id;
	return touch_record(kam, "stage", 0);
}

static enum kam_status check_positions(struct kam *kam, int64_t *id)
{
	struct statement *statement = NULL;
	enum kam_status status = store_prepare(
		kam,
		"SELECT later.id, later.name, later.position, first.name FROM stage AS later JOIN stage AS "
		"first ON first.position = later.position AND first.id < later.id "
		"ORDER BY later.position, later.id LIMIT 1",
		&statement);

	if (status == KAM_OK)
		status = store_step(statement);
	if (status == KAM_OK) {
		*id = store_integer(statement, 0);
		status = fail(kam, KAM_REFUSED,
		              _("stage '%s': position %lld is that of '%s' already; two stages of one position have no "
		                "order"),
		              store_text(statement, 1), (long long)store_integer(statement, 2),
		              store_text(statement, 3));
	}
	store_finalize(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

static enum kam_status sound(struct kam *kam, int64_t *id)
{
	static const char *const needed[] = { "open", "won", "lost" };
	enum kam_status status = check_positions(kam, id);

	for (size_t i = 0; i < sizeof needed / sizeof *needed && status == KAM_OK; i++) {
		int64_t there;

		status = store_get_integer(kam, "SELECT 1 FROM stage WHERE outcome = :1 LIMIT 1",
		                           (const char *const[]){ needed[i] }, 1, &there);
		if (status == KAM_DONE)
			status = fail(
				kam, KAM_REFUSED,
				_("no stage is left with the outcome %s; bids need one that is open, one that is won "
			          "and one that is lost"),
				needed[i]);
	}
	return status;
}

static enum kam_status after_operation(struct kam *kam)
{
	int64_t touched, id = 0;
	enum kam_status status =
		store_get_integer(kam, "SELECT 1 FROM temp.touched WHERE record = 'stage' LIMIT 1", NULL, 0, &touched);

	if (status == KAM_DONE)
		return KAM_OK;
	return status == KAM_OK ? sound(kam, &id) : status;
}

const struct kam_type_rules stage_rules = {
	.before_write = before_write, .before_delete = before_delete, .after_operation = after_operation, .sound = sound
};
