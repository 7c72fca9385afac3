/* kam bid claim: take the grant of a bid's tender, join who has it, or contest it. */
#include "verbs.h"

#include "kam/registration.h"

#include <stddef.h>

struct claim_arguments {
	const char *unit, *tender, *lot, *share, *dispute;
	bool join;
};

static const struct option_row claim_options[] = {
	{ OPTION_TEXT, 0, "unit", "UNIT", N_("for this unit; else the bid's, its owner's, one's own"),
	  offsetof(struct claim_arguments, unit), NULL },
	{ OPTION_TEXT, 0, "tender", "TEXT", N_("the tender, where the bid does not have it yet"),
	  offsetof(struct claim_arguments, tender), NULL },
	{ OPTION_TEXT, 0, "lot", "TEXT", N_("the lot, likewise"), offsetof(struct claim_arguments, lot), NULL },
	{ OPTION_FLAG, 0, "join", NULL, N_("as the partner of who has it"), offsetof(struct claim_arguments, join),
	  NULL },
	{ OPTION_TEXT, 0, "share", "PERCENT", N_("with --join: the partner's share"),
	  offsetof(struct claim_arguments, share), NULL },
	{ OPTION_TEXT, 0, "dispute", "WHY", N_("contest who has it, for kam bid settle"),
	  offsetof(struct claim_arguments, dispute), NULL },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

static enum kam_status claim(struct context *context, const void *parsed)
{
	const struct claim_arguments *arguments = parsed;
	const struct kam_claim asked = { .unit = arguments->unit,
		                         .tender = arguments->tender,
		                         .lot = arguments->lot,
		                         .join = arguments->join,
		                         .share = arguments->share,
		                         .dispute = arguments->dispute };
	bool changed = false;
	enum kam_status status;

	if (context->operand_count != 1)
		return usage_error(context, KAM_USAGE, _("usage: %s"),
		                   "kam bid claim BID [--join [--share PERCENT] | --dispute WHY] [--option…]");
	if (arguments->join && arguments->dispute != NULL)
		return usage_error(context, KAM_USAGE, "%s",
		                   _("a partner or an opponent: --join or --dispute, not both"));
	if (arguments->share != NULL && !arguments->join)
		return usage_error(context, KAM_USAGE, "%s", _("a share is a partner's: --share goes with --join"));
	status = kam_bid_claim(context->kam, context->operands[0], &asked, &changed, &context->rows);
	if (status == KAM_OK && !changed)
		remark(context, _("%s has it already; nothing was changed"), context->operands[0]);
	return status;
}

const struct verb bid_claim_verb = {
	.record = "bid",
	.name = "claim",
	.operands = N_("BID"),
	.summary = N_("take the grant of its tender, or join or contest who has it"),
	.need = NEED_WRITE,
	.options = claim_options,
	.arguments_size = sizeof(struct claim_arguments),
	.run = claim,
};
