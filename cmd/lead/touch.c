/* kam lead touch: what was said with a lead, and what comes next. */
#include "../followup.h"
#include "verbs.h"

static const struct option_row touch_options[] = {
	FOLLOWUP_OPTIONS,
	{ OPTION_FLAG, 0, "opt-out", NULL, N_("they do not want to be contacted any more"),
	  offsetof(struct kam_followup, opt_out), NULL },
	FOLLOWUP_OPTION("campaign", "CAMPAIGN", N_("as part of which campaign"), campaign),
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

static enum kam_status touch(struct context *context, const void *parsed)
{
	return followup_run(context, parsed,
	                    "kam lead touch LEAD BODY --next-step TEXT --next-on DATE, or --no-next REASON",
	                    kam_lead_touch);
}

const struct verb lead_touch_verb = {
	.record = "lead",
	.name = "touch",
	.operands = N_("LEAD BODY"),
	.summary = N_("what was said, and what comes next or why nothing does"),
	.need = NEED_WRITE,
	.options = touch_options,
	.arguments_size = sizeof(struct kam_followup),
	.run = touch,
};
