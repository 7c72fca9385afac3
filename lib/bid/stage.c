/* Where a bid begins, and from where on it is handed in, whatever a company calls these stages. */
#include "rules.h"
#include "kam/internal/store.h"

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

enum kam_status stage_handed_in(struct kam *kam, struct record_write *write, bool *handed_in, bool *forward)
{
	struct statement *statement;
	const char *name;
	enum kam_status status = store_keep(
		kam,
		"SELECT at.position >= coalesce((SELECT position FROM stage WHERE outcome = 'open' AND "
		"name_key = kam_name_key(:name) ORDER BY name <> :name, id LIMIT 1), (SELECT min(position) FROM stage "
		"WHERE "
		"outcome = 'won')), at.position > was.position FROM stage AS at JOIN stage AS was ON was.id = :old "
		"WHERE at.id = :new AND (at.outcome = 'open' OR at.outcome = 'won')",
		&statement);

	*handed_in = *forward = false;
	if (status != KAM_OK)
		return status;
	name = kam_setting(kam, "submit_stage");
	store_bind_text(statement, ":name", *name != '\0' ? name : "submitted");
	store_bind_value(statement, ":old", write_old(write, "stage"));
	store_bind_value(statement, ":new", write_value(write, "stage"));
	status = store_step(statement);
	if (status == KAM_OK) {
		*handed_in = store_integer(statement, 0) != 0;
		*forward = store_integer(statement, 1) != 0;
	}
	store_reset(statement);
	return status == KAM_DONE ? KAM_OK : status;
}
