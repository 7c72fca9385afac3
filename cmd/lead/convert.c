/* kam lead convert: interest has become trust: a customer, a contact, a bid. */
#include "verbs.h"

#include "kam/conversion.h"

#include <stddef.h>

struct convert_arguments {
	const char *account, *bid, *value;
	bool new_account;
};

static const struct option_row convert_options[] = {
	{ OPTION_TEXT, 0, "account", "ACCOUNT", N_("it becomes part of this customer"),
	  offsetof(struct convert_arguments, account), NULL },
	{ OPTION_FLAG, 0, "new", NULL, N_("it becomes a new customer, whoever is there already"),
	  offsetof(struct convert_arguments, new_account), NULL },
	{ OPTION_TEXT, 0, "bid", "TITLE", N_("a bid begins with it"), offsetof(struct convert_arguments, bid), NULL },
	{ OPTION_TEXT, 0, "value", "AMOUNT", N_("what the bid is worth"), offsetof(struct convert_arguments, value),
	  NULL },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

static enum kam_status convert(struct context *context, const void *parsed)
{
	const struct convert_arguments *arguments = parsed;
	const struct kam_conversion conversion = { .account = arguments->account,
		                                   .new_account = arguments->new_account,
		                                   .bid = arguments->bid,
		                                   .value = arguments->value };
	char account[KAM_ID_SIZE];
	enum kam_status status;

	if (context->operand_count != 1)
		return usage_error(context, KAM_USAGE, _("usage: %s"),
		                   "kam lead convert LEAD [--account ACCOUNT | --new] [--bid TITLE [--value AMOUNT]]");
	status = kam_lead_convert(context->kam, context->operands[0], &conversion, account, &context->rows);
	if (status == KAM_OK)
		remark(context, _("%s is a customer now, %s; kam undo takes it back"), context->operands[0], account);
	return status;
}

const struct verb lead_convert_verb = {
	.record = "lead",
	.name = "convert",
	.operands = N_("LEAD"),
	.summary = N_("it becomes a customer: account, contact, and a bid, with all that is known of it"),
	.need = NEED_WRITE,
	.options = convert_options,
	.arguments_size = sizeof(struct convert_arguments),
	.run = convert,
};
