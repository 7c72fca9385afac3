/* kam account gift check: may this be given? The exit status answers. */
#include "verbs.h"

#include "kam/gift.h"

#include <stddef.h>

struct check_arguments {
	const char *amount, *occasion, *on;
};

static const struct option_row check_options[] = {
	{ OPTION_TEXT, 0, "amount", "AMOUNT", N_("what it costs, when it is not the price"),
	  offsetof(struct check_arguments, amount), NULL },
	{ OPTION_TEXT, 0, "occasion", "OCCASION", N_("what for, as in gift add (festival)"),
	  offsetof(struct check_arguments, occasion), NULL },
	{ OPTION_TEXT, 0, "on", "DATE", N_("the day it is to be given (today)"), offsetof(struct check_arguments, on),
	  NULL },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

static enum kam_status check(struct context *context, const void *parsed)
{
	const struct check_arguments *arguments = parsed;
	struct kam_gift_question question = { .amount = arguments->amount,
		                              .occasion = arguments->occasion,
		                              .day = arguments->on,
		                              .unmask = context->globals.unmask };
	bool allowed = false;
	enum kam_status status;

	if (context->operand_count < 1 || context->operand_count > 2)
		return usage_error(context, KAM_USAGE, _("usage: %s"),
		                   "kam account gift check CONTACT [ITEM] [--amount AMOUNT] [--option…]");
	question.contact = context->operands[0];
	question.item = context->operand_count > 1 ? context->operands[1] : NULL;
	status = kam_gift_check(context->kam, &question, &allowed, &context->rows);
	if (status != KAM_OK || allowed)
		return status;
	context->preview = true;
	return usage_error(context, KAM_REFUSED, "%s", _("this gift is not to be given as it stands"));
}

const struct verb gift_check_verb = {
	.record = "gift",
	.name = "check",
	.operands = N_("CONTACT [ITEM]"),
	.summary = N_("may it be given? exit status 1 when limits, custom or an open tender forbid it"),
	.need = NEED_READ,
	.options = check_options,
	.arguments_size = sizeof(struct check_arguments),
	.run = check,
};
