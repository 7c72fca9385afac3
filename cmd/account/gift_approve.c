/* kam account gift approve: a planned gift, by someone other than its giver. */
#include "verbs.h"

#include "kam/gift.h"

static enum kam_status approve(struct context *context, const void *parsed)
{
	char id[KAM_ID_SIZE];
	enum kam_status status;

	(void)parsed;
	if (context->operand_count != 1)
		return usage_error(context, KAM_USAGE, _("usage: %s"), "kam account gift approve GIFT");
	status = kam_gift_approve(context->kam, context->operands[0], id);
	if (status == KAM_OK)
		remark(context, _("%s is approved"), id);
	return status;
}

const struct verb gift_approve_verb = {
	.record = "gift",
	.name = "approve",
	.operands = N_("GIFT"),
	.summary = N_("approve a planned gift; never one's own"),
	.need = NEED_WRITE,
	.run = approve,
};
