/* kam account dupes: accounts that are, or may be, one and the same. */
#include "verbs.h"

#include "kam/account.h"

#include <stddef.h>

struct dupes_arguments {
	bool certain;
};

static const struct option_row dupes_options[] = {
	{ OPTION_FLAG, 0, "certain", NULL,
	  N_("only those of one tax number, or the same but for width, case, blanks, brackets"),
	  offsetof(struct dupes_arguments, certain), NULL },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

static enum kam_status dupes(struct context *context, const void *parsed)
{
	const struct dupes_arguments *arguments = parsed;
	bool cut;
	enum kam_status status;

	if (context->operand_count > 1)
		return usage_error(context, KAM_USAGE, _("usage: %s"), "kam account dupes [ACCOUNT] [--certain]");
	status = kam_account_dupes(context->kam, context->operand_count > 0 ? context->operands[0] : NULL,
	                           arguments->certain, &cut, &context->rows);
	if (status == KAM_OK && cut)
		remark(context, _("some names have so much in common with others that not all were looked at"));
	return status;
}

const struct verb account_dupes_verb = {
	.record = "account",
	.name = "dupes",
	.operands = N_("[ACCOUNT]"),
	.summary = N_("accounts that are, or may be, one and the same"),
	.need = NEED_READ,
	.options = dupes_options,
	.arguments_size = sizeof(struct dupes_arguments),
	.run = dupes,
};
