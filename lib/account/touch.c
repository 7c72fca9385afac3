/* Who lies in the pool is nobody's to speak to: a lead is claimed first. */
#include "kam/internal/store.h"
#include "rules.h"

#include <string.h>

/* What an import brings has happened; a campaign is for all. */
static enum kam_status before_write(struct kam *kam, struct record_write *write)
{
	const struct kam_value *lead = write_value(write, "lead");
	struct statement *statement;
	enum kam_status status;

	if (write->old != NULL || write->importing || write->carried || lead->type != KAM_IS_INTEGER ||
	    write_value(write, "campaign")->type != KAM_IS_EMPTY)
		return KAM_OK;
	status = store_keep(kam, "SELECT 1 FROM lead WHERE id = :id AND status = 'pool'", &statement);
	if (status != KAM_OK)
		return status;
	store_bind_value(statement, ":id", lead);
	status = store_step(statement);
	store_reset(statement);
	if (status == KAM_OK)
		return fail(kam, KAM_REFUSED, _("L%lld lies in the pool; claim it first: kam lead claim L%lld"),
		            (long long)lead->integer, (long long)lead->integer);
	return status == KAM_DONE ? KAM_OK : status;
}

const struct kam_type_rules touch_rules = { .before_write = before_write, .bulk = true };
