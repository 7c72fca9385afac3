/* kam account gift give: a planned or approved gift, or a new one in one step. */
#include "verbs.h"

#include "kam/gift.h"

#include <stddef.h>
#include <string.h>

struct give_arguments {
	const char *amount, *title, *occasion, *on;
};

static const struct option_row give_options[] = {
	{ OPTION_TEXT, 0, "amount", "AMOUNT", N_("of a new gift, when it is not the price"),
	  offsetof(struct give_arguments, amount), NULL },
	{ OPTION_TEXT, 0, "title", "TITLE", N_("of a new gift that is not in the catalogue"),
	  offsetof(struct give_arguments, title), NULL },
	{ OPTION_TEXT, 0, "occasion", "OCCASION", N_("of a new gift: what for, as in gift add (festival)"),
	  offsetof(struct give_arguments, occasion), NULL },
	{ OPTION_TEXT, 0, "on", "DATE", N_("the day it is given (today)"), offsetof(struct give_arguments, on), NULL },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

/* What custom and the record would rather have said than passed over. */
static enum kam_status say_warnings(struct context *context, struct kam_rows *rows)
{
	enum kam_status status;

	while ((status = kam_rows_step(rows)) == KAM_OK) {
		const struct kam_value *verdict = kam_rows_value(rows, 1), *why = kam_rows_value(rows, 5);

		if (verdict->length == strlen("warning") && memcmp(verdict->text, "warning", verdict->length) == 0)
			remark(context, _("warning: %.*s"), (int)why->length, why->text);
	}
	return status == KAM_DONE ? KAM_OK : status;
}

static enum kam_status give(struct context *context, const void *parsed)
{
	const struct give_arguments *arguments = parsed;
	bool fresh = context->operand_count == 2 || arguments->amount != NULL;
	struct kam_gift_question question = { .amount = arguments->amount,
		                              .occasion = arguments->occasion,
		                              .day = arguments->on };
	struct kam_rows *rows = NULL;
	char id[KAM_ID_SIZE];
	enum kam_status status;

	if (context->operand_count < 1 || context->operand_count > 2 ||
	    (!fresh && (arguments->title != NULL || arguments->occasion != NULL)))
		return usage_error(context, KAM_USAGE, _("usage: %s"),
		                   "kam account gift give GIFT [--on DATE], or CONTACT ITEM [--option…], or CONTACT "
		                   "--amount AMOUNT --title TITLE [--option…]");
	question.contact = context->operands[0];
	question.item = context->operand_count > 1 ? context->operands[1] : NULL;
	status = kam_gift_give(context->kam, fresh ? NULL : context->operands[0], &question, arguments->title, id,
	                       &rows);
	if (status == KAM_OK)
		status = say_warnings(context, rows);
	kam_rows_free(rows);
	return status == KAM_OK ? kam_rows_single(context->kam, "id", _("ID"), id, &context->rows) : status;
}

const struct verb gift_give_verb = {
	.record = "gift",
	.name = "give",
	.operands = N_("GIFT | CONTACT [ITEM]"),
	.summary = N_("give a planned gift, or a new one; what needs an approval waits for it"),
	.need = NEED_WRITE,
	.options = give_options,
	.arguments_size = sizeof(struct give_arguments),
	.run = give,
	.format = "ids",
};
