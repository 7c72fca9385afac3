/* How a lead stands, and whether it can be worked on. */
#include "standing.h"

#include <string.h>

enum kam_status standing_read(struct kam *kam, const char *lead, struct standing *standing)
{
	const struct kam_type *type = kam_type_find("lead");
	struct statement *statement = NULL;
	enum kam_status status;

	*standing = (struct standing){ 0 };
	status = reference_find(kam, type, lead, strlen(lead), REFERENCE_WRITE, &standing->lead, NULL);
	if (status == KAM_OK)
		status = store_prepare(
			kam,
			"SELECT status, trust, coalesce(opt_out, 0), coalesce(nurture, 0), coalesce(account, 0) "
			"FROM lead WHERE id = :id",
			&statement);
	if (status != KAM_OK)
		return status;
	reference_format(type, standing->lead, standing->id);
	store_bind_integer(statement, ":id", standing->lead);
	status = store_step(statement);
	if (status == KAM_OK) {
		text_copy(standing->status, sizeof standing->status, store_text(statement, 0));
		text_copy(standing->trust, sizeof standing->trust, store_text(statement, 1));
		standing->opt_out = store_integer(statement, 2) != 0;
		standing->nurture = store_integer(statement, 3);
		standing->account = store_integer(statement, 4);
	}
	store_finalize(statement);
	return status;
}

enum kam_status standing_open(struct kam *kam, const char *lead, struct standing *standing)
{
	char account[KAM_ID_SIZE] = "";
	enum kam_status status = standing_read(kam, lead, standing);

	if (status != KAM_OK)
		return status;
	if (strcmp(standing->status, "pool") == 0)
		return fail(kam, KAM_REFUSED, _("%s lies in the pool; claim it first: kam lead claim %s"), standing->id,
		            standing->id);
	if (strcmp(standing->status, "dropped") == 0)
		return fail(kam, KAM_REFUSED, _("%s was dropped; if it lives again: kam lead edit %s --status open"),
		            standing->id, standing->id);
	if (strcmp(standing->status, "converted") != 0)
		return KAM_OK;
	if (standing->account == 0)
		return fail(kam, KAM_REFUSED, _("%s is a customer already; go on with that: kam account touch add"),
		            standing->id);
	reference_format(kam_type_find("account"), standing->account, account);
	return fail(kam, KAM_REFUSED, _("%s is the customer %s already; go on with that: kam account touch add %s"),
	            standing->id, account, account);
}

enum kam_status standing_tell(struct kam *kam, int64_t lead, struct kam_rows **out)
{
	static const char columns[] = "id,name,status,trust,forced_by,valid,lacks";
	char id[KAM_ID_SIZE];
	const struct kam_query query = { .record = "lead",
		                         .filters = &(struct kam_assignment){ "id", id },
		                         .filter_count = 1,
		                         .columns = columns,
		                         .limit = -1,
		                         .labels = true };

	reference_format(kam_type_find("lead"), lead, id);
	return kam_record_list(kam, &query, out);
}
