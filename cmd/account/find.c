/* kam account find: is it there already, and whose is it? */
#include "verbs.h"

#include "kam/account.h"

static enum kam_status find(struct context *context, const void *parsed)
{
	bool cut;
	enum kam_status status;

	(void)parsed;
	if (context->operand_count != 1)
		return usage_error(context, KAM_USAGE, _("usage: %s"), "kam account find NAME [--option…]");
	status = kam_account_find(context->kam, context->operands[0], &cut, &context->rows);
	if (status == KAM_OK && cut)
		remark(context,
		       _("many names have that in common: only those with most of it are listed; say more of it"));
	return status;
}

const struct verb account_find_verb = {
	.record = "account",
	.name = "find",
	.operands = N_("NAME"),
	.summary = N_("is it there already, under whatever spelling, and whose is it"),
	.need = NEED_READ,
	.run = find,
};
