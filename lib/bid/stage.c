/* Where a bid begins, where it was last, and from where on it is handed in, whatever a company calls these stages. */
#include "rules.h"
#include "kam/internal/store.h"
#include "kam/internal/write.h"

enum kam_status stage_first(struct kam *kam, const struct kam_field *field, int64_t *id)
{
	struct statement *statement;
	enum kam_status status =
		store_keep(kam, "SELECT id FROM stage WHERE outcome = 'open' ORDER BY position, id LIMIT 1",
	                   &statement);

	(void)field; /* stage is the only one that has no word to begin with */
	if (status == KAM_OK)
		status = store_step(statement);
	if (status == KAM_DONE)
		return fail(kam, KAM_REFUSED,
		            _("no stage is open, so a bid has nowhere to begin; add one: kam config stage add NAME "
		              "POSITION"));
	if (status != KAM_OK)
		return status;
	*id = store_integer(statement, 0);
	store_reset(statement);
	return KAM_OK;
}

/* History may come from elsewhere, so names are folded. */
enum kam_status stage_last_open(struct kam *kam, int64_t bid, bool written, int64_t *id)
{
	struct statement *statement;
	enum kam_status status = store_keep(
		kam,
		"SELECT stage.id FROM change JOIN stage ON stage.outcome = 'open' AND "
		"(stage.name_key = kam_name_key(change.new) OR stage.name_key = kam_name_key(change.old)) "
		"WHERE change.bid = :bid AND change.field = 'stage' AND (NOT :written OR change.id < (SELECT max(id) "
		"FROM change WHERE bid = :bid AND field = 'stage')) ORDER BY change.happened_at DESC, change.id DESC, "
		"stage.name_key = kam_name_key(change.new) DESC LIMIT 1",
		&statement);

	*id = 0;
	if (status != KAM_OK)
		return status;
	store_bind_integer(statement, ":bid", bid);
	store_bind_integer(statement, ":written", written);
	status = store_step(statement);
	if (status == KAM_OK)
		*id = store_integer(statement, 0);
	store_reset(statement);
	return status == KAM_DONE ? stage_first(kam, NULL, id) : status;
}

enum kam_status stage_left(struct kam *kam, struct record_write *write, bool written, struct kam_value *out)
{
	struct statement *statement;
	enum kam_status status =
		store_keep(kam, "SELECT outcome = 'open' OR outcome = 'won' FROM stage WHERE id = :stage", &statement);
	bool stands = false;

	*out = *write_old(write, "stage");
	if (status != KAM_OK)
		return status;
	store_bind_value(statement, ":stage", out);
	status = store_step(statement);
	if (status == KAM_OK)
		stands = store_integer(statement, 0) != 0;
	store_reset(statement);
	if (status != KAM_OK || stands)
		return status == KAM_DONE ? KAM_OK : status;
	out->type = KAM_IS_INTEGER;
	return stage_last_open(kam, write->id, written, &out->integer);
}

/* Only the company knows which that is; of two whose names fold alike, the one that is written so. */
enum kam_status stage_submission(struct kam *kam, int64_t *id, int64_t *position)
{
	struct statement *statement;
	const char *name = kam_setting(kam, "submit_stage");
	enum kam_status status = store_keep(kam,
	                                    "SELECT id, position FROM stage WHERE outcome = 'open' AND name_key = "
	                                    "kam_name_key(:name) ORDER BY name <> :name, id LIMIT 1",
	                                    &statement);

	if (status != KAM_OK)
		return status;
	store_bind_text(statement, ":name", *name != '\0' ? name : "submitted");
	status = store_step(statement);
	if (status == KAM_OK) {
		*id = store_integer(statement, 0);
		*position = store_integer(statement, 1);
	}
	store_reset(statement);
	return status;
}

enum kam_status stage_handed_in(struct kam *kam, struct record_write *write, bool *handed_in, bool *forward)
{
	struct statement *statement;
	struct kam_value left, from = { .type = KAM_IS_INTEGER };
	int64_t submission;
	enum kam_status status = stage_submission(kam, &submission, &from.integer);

	*handed_in = *forward = false;
	if (status == KAM_DONE) {
		from.type = KAM_IS_EMPTY;
		status = KAM_OK;
	}
	if (status == KAM_OK)
		status = stage_left(kam, write, false, &left);
	if (status == KAM_OK)
		status = store_keep(
			kam,
			"SELECT at.position >= coalesce(:from, (SELECT min(position) FROM stage WHERE outcome = "
			"'won')), at.position > was.position FROM stage AS at JOIN stage AS was ON was.id = :old "
			"WHERE at.id = :new AND (at.outcome = 'open' OR at.outcome = 'won')",
			&statement);
	if (status != KAM_OK)
		return status;
	store_bind_value(statement, ":from", &from);
	store_bind_value(statement, ":old", &left);
	store_bind_value(statement, ":new", write_value(write, "stage"));
	status = store_step(statement);
	if (status == KAM_OK) {
		*handed_in = store_integer(statement, 0) != 0;
		*forward = store_integer(statement, 1) != 0;
	}
	store_reset(statement);
	return status == KAM_DONE ? KAM_OK : status;
}
