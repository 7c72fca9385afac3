/* kam lead dupes: leads that may be one and the same. */
#include "verbs.h"

#include "kam/conversion.h"

static enum kam_status dupes(struct context *context, const void *arguments)
{
	(void)arguments;
	if (context->operand_count > 1)
		return usage_error(context, KAM_USAGE, _("usage: %s"), "kam lead dupes [LEAD]");
	return kam_lead_dupes(context->kam, context->operand_count > 0 ? context->operands[0] : NULL, &context->rows);
}

const struct verb lead_dupes_verb = {
	.record = "lead",
	.name = "dupes",
	.operands = N_("[LEAD]"),
	.summary = N_("leads that may be one and the same, and why"),
	.need = NEED_READ,
	.run = dupes,
};
