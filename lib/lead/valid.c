/* What makes a lead valid is a setting: what each lacks, and by which rule. */
#include "kam/followup.h"
#include "standing.h"

#include <stdlib.h>
#include <string.h>

static enum kam_status read_rule(struct kam *kam, struct kam_valid_rule *rule)
{
	struct statement *statement = NULL;
	enum kam_status status =
		store_prepare(kam, "SELECT kam_day(updated_at) FROM setting WHERE name = 'lead_valid_rule'",
	                      &statement);

	if (status == KAM_OK)
		status = store_step(statement);
	if (status == KAM_OK && store_text(statement, 0) != NULL) {
		size_t length = strnlen(store_text(statement, 0), KAM_DATE_SIZE - 1);

		memcpy(rule->day, store_text(statement, 0), length);
		rule->day[length] = '\0';
	}
	store_finalize(statement);
	rule->words = kam_setting(kam, "lead_valid_rule");
	return status == KAM_DONE ? KAM_OK : status;
}

static enum kam_status count(struct kam_rows *rows, struct kam_valid_rule *rule)
{
	enum kam_status status;

	while ((status = kam_rows_step(rows)) == KAM_OK) {
		rule->leads++;
		rule->valid += kam_rows_value(rows, 3)->integer != 0;
	}
	kam_rows_rewind(rows);
	return status == KAM_DONE ? KAM_OK : status;
}

/* Leads that are worked on, where no status is asked for; to be freed. NULL: no memory. */
static struct kam_assignment *choose(const struct kam_query *query, size_t *count)
{
	struct kam_assignment *filters = calloc(query->filter_count + 2, sizeof *filters);
	bool asked = false;

	*count = query->filter_count;
	for (size_t i = 0; filters != NULL && i < query->filter_count; i++) {
		filters[i] = query->filters[i];
		asked |= strcmp(filters[i].field, "status") == 0;
	}
	if (filters != NULL && !asked) {
		filters[(*count)++] = (struct kam_assignment){ "status", "open" };
		filters[(*count)++] = (struct kam_assignment){ "status", "qualified" };
	}
	return filters;
}

enum kam_status kam_lead_valid(struct kam *kam, const char *lead, const struct kam_query *query,
                               struct kam_valid_rule *rule, struct kam_rows **out)
{
	struct kam_query all = { .record = "lead",
		                 .columns = "id,name,owner,valid,lacks",
		                 .limit = -1,
		                 .where = query->where,
		                 .labels = query->labels };
	struct standing standing;
	struct kam_assignment one = { "id", standing.id }, *several = NULL;
	enum kam_status status;

	*out = NULL;
	*rule = (struct kam_valid_rule){ 0 };
	if (lead == NULL && (several = choose(query, &all.filter_count)) == NULL)
		return fail_memory(kam);
	status = store_snapshot_begin(kam);
	if (status == KAM_OK) {
		if (lead != NULL)
			status = standing_read(kam, lead, &standing);
		all.filters = lead != NULL ? &one : several;
		if (lead != NULL)
			all.filter_count = 1;
		if (status == KAM_OK)
			status = read_rule(kam, rule);
		if (status == KAM_OK)
			status = kam_record_list(kam, &all, out);
		store_snapshot_end(kam);
	}
	free(several);
	return status == KAM_OK ? count(*out, rule) : status;
}

enum kam_status standing_valid(struct kam *kam, const struct standing *standing)
{
	const struct kam_query query = { .record = "lead",
		                         .filters = &(struct kam_assignment){ "id", standing->id },
		                         .filter_count = 1,
		                         .columns = "id,lacks",
		                         .limit = -1 };
	struct kam_rows *rows = NULL;
	enum kam_status status = kam_record_list(kam, &query, &rows);

	if (status == KAM_OK)
		status = kam_rows_step(rows);
	if (status == KAM_OK && kam_rows_value(rows, 1)->type == KAM_IS_TEXT) {
		const struct kam_value *lacks = kam_rows_value(rows, 1);

		status = fail(kam, KAM_REFUSED, _("%s is not valid yet; it lacks: %.*s (see kam lead valid %s)"),
		              standing->id, (int)lacks->length, lacks->text, standing->id);
	}
	kam_rows_free(rows);
	return status;
}
