/* Trees: a record must not come under itself. */
#include "kam/internal/write.h"

enum kam_status tree_check(struct kam *kam, const struct kam_type *type, const struct kam_field *field, int64_t id,
                           int64_t above)
{
	struct buffer sql = { 0 };
	struct statement *statement = NULL;
	enum kam_status status;

	buffer_format(&sql,
	              "WITH RECURSIVE up (id) AS (SELECT :above UNION SELECT node.%s FROM up JOIN %s AS node "
	              "ON node.id = up.id WHERE node.%s IS NOT NULL AND up.id <> :id) SELECT 1 FROM up WHERE id = :id",
	              field->name, type->name, field->name);
	status = store_prepare(kam, buffer_text(&sql), &statement);
	if (status == KAM_OK) {
		store_bind_integer(statement, ":above", above);
		store_bind_integer(statement, ":id", id);
		status = store_step(statement);
		if (status == KAM_OK)
			status = fail(kam, KAM_REFUSED,
			              _("%s %s%lld would make %s%lld stand above itself; nothing was changed"),
			              field->name, type->prefix, (long long)above, type->prefix, (long long)id);
		else if (status == KAM_DONE)
			status = KAM_OK;
	}
	store_finalize(statement);
	buffer_free(&sql);
	return status;
}
