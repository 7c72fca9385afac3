/* kam account merge: two accounts that are one and the same. */
#include "verbs.h"

#include "kam/account.h"

static enum kam_status merge(struct context *context, const void *parsed)
{
	enum kam_status status;

	(void)parsed;
	if (context->operand_count != 2)
		return usage_error(context, KAM_USAGE, _("usage: %s"), "kam account merge ACCOUNT OTHER");
	status = kam_account_merge(context->kam, context->operands[0], context->operands[1], &context->rows);
	if (status == KAM_OK)
		remark(context, _("%s is now part of %s; kam undo takes it back"), context->operands[1],
		       context->operands[0]);
	return status;
}

const struct verb account_merge_verb = {
	.record = "account",
	.name = "merge",
	.operands = N_("ACCOUNT OTHER"),
	.summary = N_("the other account becomes part of the first, with all that refers to it"),
	.need = NEED_WRITE,
	.run = merge,
};
