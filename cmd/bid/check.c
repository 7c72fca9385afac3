/* kam bid check: may we bid on this tender? The exit status answers. */
#include "verbs.h"

#include "kam/registration.h"

#include <stddef.h>

struct check_arguments {
	const char *account, *tender, *lot;
};

static const struct option_row check_options[] = {
	{ OPTION_TEXT, 0, "tender", "TEXT", N_("the customer's tender number, however it is written"),
	  offsetof(struct check_arguments, tender), NULL },
	{ OPTION_TEXT, 0, "lot", "TEXT", N_("lot of the tender; else the whole of it"),
	  offsetof(struct check_arguments, lot), NULL },
	{ OPTION_TEXT, 0, "account", "ACCOUNT", N_("the customer; else whoever it is"),
	  offsetof(struct check_arguments, account), NULL },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

static enum kam_status check(struct context *context, const void *parsed)
{
	const struct check_arguments *arguments = parsed;
	bool held = false;
	enum kam_status status;

	if (context->operand_count != 0 || arguments->tender == NULL)
		return usage_error(context, KAM_USAGE, _("usage: %s"),
		                   "kam bid check --tender TEXT [--lot TEXT] [--account ACCOUNT]");
	status = kam_bid_check(context->kam, arguments->account, arguments->tender, arguments->lot, &held,
	                       &context->rows);
	if (status != KAM_OK || !held) {
		if (status == KAM_OK && kam_rows_count(context->rows) == 0 && people_read_it(context)) {
			kam_rows_free(context->rows);
			context->rows = NULL;
			remark(context, _("tender %s is free"), arguments->tender);
		}
		return status;
	}
	context->preview = true;
	return usage_error(context, KAM_REFUSED, _("tender %s is held already"), arguments->tender);
}

const struct verb bid_check_verb = {
	.record = "bid",
	.name = "check",
	.operands = "",
	.summary = N_(
		"is a tender free? exit status 1 when one of our bids has it, whatever the customer is called there"),
	.need = NEED_READ,
	.options = check_options,
	.arguments_size = sizeof(struct check_arguments),
	.run = check,
};
