/* kam find: a word in everything that is written down. */
#include "command.h"

static enum kam_status run(struct context *context, const void *arguments)
{
	(void)arguments;
	if (context->operand_count != 1)
		return usage_error(context, KAM_USAGE, _("usage: %s"), "kam find WORD [--option…]");
	/* What is sorted otherwise is cut afterwards. */
	return kam_record_find(context->kam, context->operands[0],
	                       context->globals.sort != NULL ? -1 : context->globals.limit, context->globals.unmask,
	                       &context->rows);
}

static const struct verb find_verb = {
	.name = "",
	.operands = N_("WORD"),
	.summary = N_("a word in names, titles, notes and tags of every record"),
	.need = NEED_READ,
	.run = run,
};

static const struct verb *const verbs[] = { &find_verb, NULL };

extern const struct command find_command;

const struct command find_command = {
	.name = "find",
	.summary = N_("a word in everything that is written down"),
	.verbs = verbs,
};
