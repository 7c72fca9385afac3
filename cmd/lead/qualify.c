/* kam lead qualify: a lead is worth a salesperson's time. */
#include "verbs.h"

#include "kam/followup.h"

static enum kam_status qualify(struct context *context, const void *arguments)
{
	(void)arguments;
	if (context->operand_count != 1)
		return usage_error(context, KAM_USAGE, _("usage: %s"), "kam lead qualify LEAD");
	return kam_lead_qualify(context->kam, context->operands[0], &context->rows);
}

const struct verb lead_qualify_verb = {
	.record = "lead",
	.name = "qualify",
	.operands = N_("LEAD"),
	.summary = N_("a valid lead is worth pursuing; others are told what they lack"),
	.need = NEED_WRITE,
	.run = qualify,
};
