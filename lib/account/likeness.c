/* What names have in common, kept beside the accounts: written anew for those that an operation has named otherwise. */
#include "rules.h"
#include "kam/internal/write.h"

/*
 * The journal of the operation says it all, whatever wrote: an add, an edit, an import, a removal, an undo. Images are
 * of what was there before; a name that was given and changed again meanwhile has left nothing.
 */
static const char forget[] =
	"DELETE FROM likeness WHERE (part, account) IN (SELECT part.part, was.first_id FROM journal AS was "
	"LEFT JOIN account AS now ON now.id = was.first_id "
	"JOIN kam_name_parts(json_extract(was.before, '$.name'), coalesce(json_extract(was.before, "
	"'$.former_names'), ''), coalesce(json_extract(was.before, '$.tax_id'), '')) AS part "
	"WHERE was.operation = :operation AND was.record = 'account' AND was.before IS NOT NULL "
	"AND (now.name, now.former_names, now.tax_id) IS NOT (json_extract(was.before, '$.name'), "
	"json_extract(was.before, '$.former_names'), json_extract(was.before, '$.tax_id')))";

/* In the table's order: the parts of a million names go in one behind the other. */
static const char note[] =
	"INSERT INTO likeness SELECT part.part, now.id FROM journal AS was "
	"JOIN account AS now ON now.id BETWEEN was.first_id AND was.last_id "
	"JOIN kam_name_parts(now.name, coalesce(now.former_names, ''), coalesce(now.tax_id, '')) AS part "
	"WHERE was.operation = :operation AND was.record = 'account' AND (was.before IS NULL "
	"OR (now.name, now.former_names, now.tax_id) IS NOT (json_extract(was.before, '$.name'), "
	"json_extract(was.before, '$.former_names'), json_extract(was.before, '$.tax_id'))) "
	"AND was.action IN ('insert', 'update', 'delete') ORDER BY 1, 2 ON CONFLICT DO NOTHING";

static enum kam_status run(struct kam *kam, const char *sql, int64_t operation)
{
	struct statement *statement = NULL;
	enum kam_status status = store_prepare(kam, sql, &statement);

	if (status == KAM_OK) {
		store_bind_integer(statement, ":operation", operation);
		status = store_step(statement);
	}
	store_finalize(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

enum kam_status likeness_follow(struct kam *kam)
{
	int64_t operation = 0;
	enum kam_status status;

	/* An operation that changes nothing has no number. */
	if (!journal_started(kam))
		return KAM_OK;
	status = journal_number(kam, &operation);
	if (status == KAM_OK)
		status = run(kam, forget, operation);
	return status == KAM_OK ? run(kam, note, operation) : status;
}
