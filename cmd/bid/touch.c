/* kam bid touch: what was said about a bid, and what comes next. */
#include "verbs.h"

#include "kam/outcome.h"

#include <stddef.h>

static const struct option_row touch_options[] = {
	{ OPTION_TEXT, 0, "channel", "CHOICE", N_("by what way, as in account touch add (visit)"),
	  offsetof(struct kam_followup, channel), NULL },
	{ OPTION_TEXT, 0, "contact", "CONTACT", N_("with whom there"), offsetof(struct kam_followup, contact), NULL },
	{ OPTION_TEXT, 0, "next-step", "TEXT", N_("what comes next, and …"), offsetof(struct kam_followup, next_step),
	  NULL },
	{ OPTION_TEXT, 0, "next-on", "DATE", N_("… when that is due"), offsetof(struct kam_followup, next_on), NULL },
	{ OPTION_TEXT, 0, "no-next", "REASON", N_("why nothing comes next"), offsetof(struct kam_followup, no_next),
	  NULL },
	{ OPTION_TEXT, 0, "response", "CHOICE", N_("what they answered: none interested ordered refused"),
	  offsetof(struct kam_followup, response), NULL },
	{ OPTION_TEXT, 0, "direction", "CHOICE", N_("out: we went to them; in: they came to us"),
	  offsetof(struct kam_followup, direction), NULL },
	{ OPTION_TEXT, 0, "happened-at", "TIME", N_("when it took place (now)"),
	  offsetof(struct kam_followup, happened_at), NULL },
	{ OPTION_TEXT, 0, "done-by", "PERSON", N_("which of us (whoever writes it down)"),
	  offsetof(struct kam_followup, done_by), NULL },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

static enum kam_status touch(struct context *context, const void *parsed)
{
	struct kam_followup touch = *(const struct kam_followup *)parsed;

	if (context->operand_count != 2)
		return usage_error(context, KAM_USAGE, _("usage: %s"),
		                   "kam bid touch BID BODY --next-step TEXT --next-on DATE, or --no-next REASON");
	touch.body = context->operands[1];
	return kam_bid_touch(context->kam, context->operands[0], &touch, &context->rows);
}

const struct verb bid_touch_verb = {
	.record = "bid",
	.name = "touch",
	.operands = N_("BID BODY"),
	.summary = N_("what was said about it, and what comes next or why nothing does"),
	.need = NEED_WRITE,
	.options = touch_options,
	.arguments_size = sizeof(struct kam_followup),
	.run = touch,
};
