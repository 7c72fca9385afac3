/* kam bid sign: what is won becomes a contract, with its milestones. */
#include "verbs.h"

#include "kam/outcome.h"

#include <stddef.h>
#include <stdlib.h>

static const struct option_row sign_options[] = {
	{ OPTION_TEXT, 0, "number", "TEXT", N_("number of the contract"), offsetof(struct kam_signing, number), NULL },
	{ OPTION_TEXT, 0, "signed-on", "DATE", N_("day of the signature (today)"),
	  offsetof(struct kam_signing, signed_on), NULL },
	{ OPTION_TEXT, 0, "value", "AMOUNT", N_("what it is worth (what the bid is)"),
	  offsetof(struct kam_signing, value), NULL },
	{ OPTION_TEXT, 0, "starts-on", "DATE", N_("first day"), offsetof(struct kam_signing, starts_on), NULL },
	{ OPTION_TEXT, 0, "ends-on", "DATE", N_("last day"), offsetof(struct kam_signing, ends_on), NULL },
	{ OPTION_REPEATED, 0, "milestone", "TITLE=DATE=AMOUNT",
	  N_("a step, when it is due and what is billed then, also as 30%; again for each"), 0, NULL },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

static enum kam_status sign(struct context *context, const void *parsed)
{
	struct kam_signing asked = *(const struct kam_signing *)parsed;
	const char **milestones;
	struct kam_signed made;
	enum kam_status status;

	if (context->operand_count != 1)
		return usage_error(context, KAM_USAGE, _("usage: %s"),
		                   "kam bid sign BID --number TEXT [--milestone TITLE=DATE=AMOUNT …]");
	milestones = calloc(context->assignment_count + 1, sizeof *milestones);
	if (milestones == NULL)
		return usage_error(context, KAM_NO_MEMORY, "%s", _("out of memory"));
	for (size_t i = 0; i < context->assignment_count; i++)
		milestones[i] = context->assignments[i].value;
	asked.milestones = milestones;
	asked.milestone_count = context->assignment_count;
	status = kam_bid_sign(context->kam, context->operands[0], &asked, &made, &context->rows);
	free(milestones);
	if (status == KAM_OK && !made.adds_up)
		remark(context,
		       _("the milestones do not make the value of the contract: kam bid milestone list --contract %s"),
		       made.contract);
	return status;
}

const struct verb bid_sign_verb = {
	.record = "bid",
	.name = "sign",
	.operands = N_("BID"),
	.summary = N_("what is won becomes a contract, with its milestones"),
	.need = NEED_WRITE,
	.options = sign_options,
	.arguments_size = sizeof(struct kam_signing),
	.run = sign,
};
