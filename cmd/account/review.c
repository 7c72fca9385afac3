/* kam account plan review: a plan is looked at, and the day, the verdict and the next action are written down. */
#include "verbs.h"

#include "kam/plan.h"

#include <stddef.h>

static const struct option_row review_options[] = {
	{ OPTION_TEXT, 0, "status", "CHOICE", N_("how it stands now: open met missed dropped"),
	  offsetof(struct kam_review, status), NULL },
	{ OPTION_TEXT, 0, "why", "TEXT", N_("what was found; missed and dropped need it"),
	  offsetof(struct kam_review, why), NULL },
	{ OPTION_TEXT, 0, "next", "TEXT", N_("an action to add: what is done next"), offsetof(struct kam_review, next),
	  NULL },
	{ OPTION_TEXT, 0, "owner", "PERSON", N_("with --next: who does it"), offsetof(struct kam_review, owner), NULL },
	{ OPTION_TEXT, 0, "due", "DATE", N_("with --next: by when"), offsetof(struct kam_review, due), NULL },
	{ OPTION_TEXT, 0, "on", "DATE", N_("when the review was held; else today"), offsetof(struct kam_review, day),
	  NULL },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

static enum kam_status review(struct context *context, const void *parsed)
{
	if (context->operand_count != 1)
		return usage_error(context, KAM_USAGE, _("usage: %s"),
		                   "kam account plan review PLAN [--status CHOICE] [--why TEXT] [--next TEXT]");
	return kam_plan_review(context->kam, context->operands[0], parsed, &context->rows);
}

const struct verb plan_review_verb = {
	.record = "plan",
	.name = "review",
	.operands = N_("PLAN"),
	.summary = N_("date a review of a plan: how it stands, and what is next"),
	.need = NEED_WRITE,
	.options = review_options,
	.arguments_size = sizeof(struct kam_review),
	.run = review,
};
