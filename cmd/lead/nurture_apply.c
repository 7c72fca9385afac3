/* kam lead nurture apply: a plan's dated steps for leads. */
#include "verbs.h"

#include "kam/followup.h"

#include <stddef.h>

struct apply_arguments {
	const char *on;
};

static const struct option_row apply_options[] = {
	{ OPTION_TEXT, 0, "on", "DATE", N_("the day the plan begins (today)"), offsetof(struct apply_arguments, on),
	  NULL },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

static enum kam_status apply(struct context *context, const void *parsed)
{
	const struct apply_arguments *arguments = parsed;

	if (context->operand_count < 2)
		return usage_error(context, KAM_USAGE, _("usage: %s"), "kam lead nurture apply PLAN LEAD… [--on DATE]");
	return kam_nurture_apply(context->kam, context->operands[0], context->operands + 1, context->operand_count - 1,
	                         arguments->on, &context->rows);
}

const struct verb nurture_apply_verb = {
	.record = "nurture",
	.name = "apply",
	.operands = N_("PLAN LEAD…"),
	.summary = N_("a plan's first step is next; each touch brings the one after it"),
	.need = NEED_WRITE,
	.options = apply_options,
	.arguments_size = sizeof(struct apply_arguments),
	.run = apply,
};
