/* kam account pin and unpin: a tier set by hand, and taken off again. */
#include "verbs.h"

#include "kam/score.h"

#include <stddef.h>

struct pin_arguments {
	const char *why, *until;
};

static const struct option_row pin_options[] = {
	{ OPTION_TEXT, 0, "why", "TEXT", N_("the reason; every pin needs one"), offsetof(struct pin_arguments, why),
	  NULL },
	{ OPTION_TEXT, 0, "until", "DATE", N_("the last day of it; else as many days on as the setting pin_days says"),
	  offsetof(struct pin_arguments, until), NULL },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

static enum kam_status pin(struct context *context, const void *parsed)
{
	const struct pin_arguments *arguments = parsed;
	char day[KAM_DATE_SIZE], cap[16];
	enum kam_status status;

	if (context->operand_count != 2)
		return usage_error(context, KAM_USAGE, _("usage: %s"),
		                   "kam account pin ACCOUNT TIER --why TEXT [--until DATE]");
	status = kam_score_pin(context->kam, context->operands[0], context->operands[1], arguments->why,
	                       arguments->until, day, cap);
	if (status != KAM_OK)
		return status;
	remark(context, _("%s is %s until %s"), context->operands[0], context->operands[1], day);
	if (*cap != '\0')
		remark(context, _("but not above %s while its risk is open"), cap);
	return KAM_OK;
}

static enum kam_status unpin(struct context *context, const void *arguments)
{
	enum kam_status status;

	(void)arguments;
	if (context->operand_count != 1)
		return usage_error(context, KAM_USAGE, _("usage: %s"), "kam account unpin ACCOUNT");
	status = kam_score_unpin(context->kam, context->operands[0]);
	if (status == KAM_OK)
		remark(context, _("%s has the tier of its score again"), context->operands[0]);
	return status;
}

const struct verb account_pin_verb = {
	.record = "account",
	.name = "pin",
	.operands = N_("ACCOUNT TIER"),
	.summary = N_("set a customer's tier by hand, for a reason and a time"),
	.need = NEED_WRITE,
	.options = pin_options,
	.arguments_size = sizeof(struct pin_arguments),
	.run = pin,
};

const struct verb account_unpin_verb = {
	.record = "account",
	.name = "unpin",
	.operands = N_("ACCOUNT"),
	.summary = N_("take the tier set by hand off"),
	.need = NEED_WRITE,
	.run = unpin,
};
