/* An item answers a need of its own bid. */
#include "kam/internal/reference.h"
#include "kam/internal/write.h"
#include "rules.h"

static enum kam_status before_write(struct kam *kam, struct record_write *write)
{
	const struct kam_value *need = write_value(write, "need"), *bid = write_value(write, "bid");
	struct statement *statement;
	char need_id[KAM_ID_SIZE], other[KAM_ID_SIZE];
	enum kam_status status;

	if (write->importing || write->carried || need->type != KAM_IS_INTEGER)
		return KAM_OK;
	status = store_keep(kam, "SELECT bid FROM need WHERE id = :need AND bid IS NOT :bid", &statement);
	if (status != KAM_OK)
		return status;
	store_bind_value(statement, ":need", need);
	store_bind_value(statement, ":bid", bid);
	status = store_step(statement);
	if (status == KAM_OK) {
		reference_format(kam_type_find("need"), need->integer, need_id);
		reference_format(kam_type_find("bid"), store_integer(statement, 0), other);
		status = fail(kam, KAM_REFUSED, _("%s is a need of %s; an item answers one of its own bid"), need_id,
		              other);
	}
	store_reset(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

const struct kam_type_rules item_rules = { .before_write = before_write, .bulk = true };
