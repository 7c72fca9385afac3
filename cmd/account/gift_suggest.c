/* kam account gift suggest: what to give to whom. */
#include "verbs.h"

#include "kam/gift.h"

#include <stddef.h>
#include <string.h>

struct suggest_arguments {
	const char *occasion, *on;
	bool all, explain;
};

static const struct option_row suggest_options[] = {
	{ OPTION_TEXT, 0, "occasion", "OCCASION", N_("what for, as in gift add (festival)"),
	  offsetof(struct suggest_arguments, occasion), NULL },
	{ OPTION_TEXT, 0, "on", "DATE", N_("the day it is to be given (today)"), offsetof(struct suggest_arguments, on),
	  NULL },
	{ OPTION_FLAG, 0, "all", NULL, N_("what is left out too, last, and why"),
	  offsetof(struct suggest_arguments, all), NULL },
	{ OPTION_FLAG, 0, "explain", NULL, N_("the same, and how it is ranked"),
	  offsetof(struct suggest_arguments, explain), NULL },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

/* An amount of the base currency, or that there is no limit. */
static void say_amount(const struct context *context, int64_t minor, char out[48])
{
	if (minor < 0)
		memcpy(out, "-", 2);
	else
		kam_money_format(minor, kam_rows_currency(context->rows), true, out);
}

static void say_budget(struct context *context, const struct kam_gift_budget *budget, bool explain)
{
	char gift[48], person[48], account[48];

	say_amount(context, budget->per_gift, gift);
	say_amount(context, budget->person_left, person);
	say_amount(context, budget->account_left, account);
	remark(context,
	       _("to spend: %s on one gift; left this year for the person %s, for the customer %s (-: no limit)"), gift,
	       person, account);
	if (explain)
		remark(context, "%s",
		       _("score: the mean of budget (price as a share of the least of these; 50 where one is not "
		         "known), "
		         "season (100 in season, 50 where none is said), suits (100 where a tag of the person is the "
		         "style or a tag of the item, else 50; 0 where custom warns) and novelty (100 when nobody "
		         "there "
		         "had that style, 50 when somebody else had, 0 when the person had)"));
}

static enum kam_status suggest(struct context *context, const void *parsed)
{
	const struct suggest_arguments *arguments = parsed;
	struct kam_gift_question question = { .occasion = arguments->occasion,
		                              .day = arguments->on,
		                              .unmask = context->globals.unmask };
	struct kam_gift_budget budget;
	bool all = arguments->all || arguments->explain;
	enum kam_status status;

	if (context->operand_count != 1)
		return usage_error(context, KAM_USAGE, _("usage: %s"),
		                   "kam account gift suggest CONTACT [--occasion OCCASION] [--option…]");
	question.contact = context->operands[0];
	status = kam_gift_suggest(context->kam, &question, all, &budget, &context->rows);
	if (status != KAM_OK)
		return status;
	say_budget(context, &budget, arguments->explain);
	if (budget.left_out > 0 && !all)
		remark(context,
		       dngettext("kam", "%lld item is left out; --all shows it and why",
		                 "%lld items are left out; --all shows them and why", (unsigned long)budget.left_out),
		       (long long)budget.left_out);
	return KAM_OK;
}

const struct verb gift_suggest_verb = {
	.record = "gift",
	.name = "suggest",
	.operands = N_("CONTACT"),
	.summary = N_("what to give, best first, within the limits and nothing that custom forbids"),
	.need = NEED_READ,
	.options = suggest_options,
	.arguments_size = sizeof(struct suggest_arguments),
	.run = suggest,
};
