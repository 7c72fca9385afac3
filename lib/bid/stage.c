/* Where a bid begins: at the first open stage, whatever a company calls it. */
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
