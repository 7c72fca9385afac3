/* Leads that are worth a salesperson's time, and those that are not. */
#include "kam/followup.h"
#include "standing.h"

#include <string.h>

enum kam_status kam_lead_qualify(struct kam *kam, const char *lead, struct kam_rows **out)
{
	struct standing standing;
	bool changed;
	enum kam_status status = need_operation(kam);

	*out = NULL;
	if (status == KAM_OK)
		status = standing_open(kam, lead, &standing);
	if (status == KAM_OK && strcmp(standing.status, "qualified") == 0)
		status = fail(kam, KAM_REFUSED, _("%s is qualified already"), standing.id);
	if (status == KAM_OK)
		status = standing_valid(kam, &standing);
	if (status == KAM_OK)
		status = record_edit(kam, kam_type_find("lead"), standing.lead,
		                     &(struct kam_assignment){ "status", "qualified" }, 1, NULL, &changed);
	return status == KAM_OK ? standing_tell(kam, standing.lead, out) : status;
}

enum kam_status kam_lead_drop(struct kam *kam, const char *lead, const char *reason, char id[KAM_ID_SIZE])
{
	const struct kam_assignment assignments[] = { { "status", "dropped" }, { "drop_reason", reason },
		                                      { "next_step", "" },     { "next_on", "" },
		                                      { "nurture", "" },       { "nurture_on", "" } };
	struct standing standing;
	bool changed;
	enum kam_status status = need_operation(kam);

	if (status == KAM_OK && (reason == NULL || *reason == '\0'))
		status = fail(kam, KAM_BAD_VALUE, _("why is it given up? --reason TEXT"));
	if (status == KAM_OK)
		status = standing_read(kam, lead, &standing);
	if (status != KAM_OK)
		return status;
	if (strcmp(standing.status, "pool") != 0)
		status = standing_open(kam, lead, &standing);
	if (status == KAM_OK)
		status = record_edit(kam, kam_type_find("lead"), standing.lead, assignments,
		                     sizeof assignments / sizeof *assignments, NULL, &changed);
	memcpy(id, standing.id, sizeof standing.id);
	return status;
}
