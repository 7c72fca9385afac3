/* kam account handover: what one person holds goes to another. */
#include "verbs.h"

#include "kam/team.h"

#include <stddef.h>

struct handover_arguments {
	const char *from, *to, *account;
	bool yes;
};

static const struct option_row handover_options[] = {
	{ OPTION_TEXT, 0, "from", "PERSON", N_("who hands over"), offsetof(struct handover_arguments, from), NULL },
	{ OPTION_TEXT, 0, "to", "PERSON", N_("who takes over"), offsetof(struct handover_arguments, to), NULL },
	{ OPTION_TEXT, 0, "account", "ACCOUNT", N_("only what concerns this customer"),
	  offsetof(struct handover_arguments, account), NULL },
	{ OPTION_FLAG, 0, "yes", NULL, N_("hand over more than 3 records"), offsetof(struct handover_arguments, yes),
	  NULL },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

static enum kam_status handover(struct context *context, const void *parsed)
{
	const struct handover_arguments *arguments = parsed;
	int64_t count;
	enum kam_status status;

	if (context->operand_count != 0 || arguments->from == NULL || arguments->to == NULL)
		return usage_error(context, KAM_USAGE, _("usage: %s"),
		                   "kam account handover --from PERSON --to PERSON [--account ACCOUNT] [--yes]");
	status = kam_handover(context->kam, arguments->from, arguments->to, arguments->account, &context->rows);
	if (status != KAM_OK)
		return status;
	count = kam_rows_count(context->rows);
	if (is_to_be_asked(context, count, arguments->yes))
		return usage_error(context, KAM_REFUSED,
		                   _("%lld records would be handed over, as shown; nothing was written: say --yes"),
		                   (long long)count);
	remark(context, by_number("%lld record handed over to %s", "%lld records handed over to %s", count),
	       (long long)count, arguments->to);
	return KAM_OK;
}

const struct verb account_handover_verb = {
	.record = "account",
	.name = "handover",
	.operands = "",
	.summary = N_("seats, open leads, bids, tickets and actions go to someone else"),
	.need = NEED_WRITE,
	.options = handover_options,
	.arguments_size = sizeof(struct handover_arguments),
	.run = handover,
};
