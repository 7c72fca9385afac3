/* kam bid checkitem done, waive, grant, ask: working off the list of a bid. */
#include "verbs.h"

#include "kam/gate.h"

#include <stddef.h>

struct done_arguments {
	const char *on;
};

static const struct option_row done_options[] = {
	{ OPTION_TEXT, 0, "on", "DATE", N_("the day it was done (today)"), offsetof(struct done_arguments, on), NULL },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

static enum kam_status done(struct context *context, const void *parsed)
{
	const struct done_arguments *arguments = parsed;

	if (context->operand_count != 1)
		return usage_error(context, KAM_USAGE, _("usage: %s"), "kam bid checkitem done CHECKITEM [--on DATE]");
	return kam_checkitem_done(context->kam, context->operands[0], arguments->on, &context->rows);
}

const struct verb checkitem_done_verb = {
	.record = "checkitem",
	.name = "done",
	.operands = N_("CHECKITEM"),
	.summary = N_("it is done"),
	.need = NEED_WRITE,
	.options = done_options,
	.arguments_size = sizeof(struct done_arguments),
	.run = done,
};

static const struct option_row waive_options[] = {
	{ OPTION_TEXT, 0, "why", "TEXT", N_("why it is let pass"), offsetof(struct kam_waiver, why), NULL },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

static enum kam_status waive(struct context *context, const void *parsed)
{
	struct kam_waiver waiver = *(const struct kam_waiver *)parsed;

	if (context->operand_count != 1)
		return usage_error(context, KAM_USAGE, _("usage: %s"), "kam bid checkitem waive CHECKITEM --why TEXT");
	waiver.checkitem = context->operands[0];
	return kam_checkitem_waive(context->kam, &waiver, &context->rows);
}

const struct verb checkitem_waive_verb = {
	.record = "checkitem",
	.name = "waive",
	.operands = N_("CHECKITEM"),
	.summary = N_("let it pass, and say why; never for a bid of one's own"),
	.need = NEED_WRITE,
	.options = waive_options,
	.arguments_size = sizeof(struct kam_waiver),
	.run = waive,
};

struct grant_arguments {
	const char *to, *on;
};

static const struct option_row grant_options[] = {
	{ OPTION_TEXT, 0, "to", "PERSON", N_("who it is: the person that is spared"),
	  offsetof(struct grant_arguments, to), NULL },
	{ OPTION_TEXT, 0, "on", "DATE", N_("the day it was granted (today)"), offsetof(struct grant_arguments, on),
	  NULL },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

static enum kam_status grant(struct context *context, const void *parsed)
{
	const struct grant_arguments *arguments = parsed;

	if (context->operand_count != 1)
		return usage_error(context, KAM_USAGE, _("usage: %s"),
		                   "kam bid checkitem grant CHECKITEM [--to PERSON] [--on DATE]");
	return kam_checkitem_grant(context->kam, context->operands[0], arguments->to, arguments->on, &context->rows);
}

const struct verb checkitem_grant_verb = {
	.record = "checkitem",
	.name = "grant",
	.operands = N_("CHECKITEM"),
	.summary = N_("a resource is granted; never by the bid's owner"),
	.need = NEED_WRITE,
	.options = grant_options,
	.arguments_size = sizeof(struct grant_arguments),
	.run = grant,
};

static const struct option_row ask_options[] = {
	{ OPTION_TEXT, 0, "needed-by", "DATE", N_("by when"), offsetof(struct kam_resource, needed_by), NULL },
	{ OPTION_TEXT, 0, "role", "CHOICE", N_("whose part it is: account, solution (the default), delivery, manager"),
	  offsetof(struct kam_resource, role), NULL },
	{ OPTION_FLAG, 0, "required", NULL, N_("the bid cannot move on without it"),
	  offsetof(struct kam_resource, required), NULL },
	{ OPTION_TEXT, 0, "note", "TEXT", N_("anything else"), offsetof(struct kam_resource, note), NULL },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

static enum kam_status ask(struct context *context, const void *parsed)
{
	struct kam_resource asked = *(const struct kam_resource *)parsed;

	if (context->operand_count != 2)
		return usage_error(context, KAM_USAGE, _("usage: %s"),
		                   "kam bid checkitem ask BID TITLE --needed-by DATE");
	asked.title = context->operands[1];
	return kam_checkitem_ask(context->kam, context->operands[0], &asked, &context->rows);
}

const struct verb checkitem_ask_verb = {
	.record = "checkitem",
	.name = "ask",
	.operands = N_("BID TITLE"),
	.summary = N_("ask for a resource that a bid needs, and by when"),
	.need = NEED_WRITE,
	.options = ask_options,
	.arguments_size = sizeof(struct kam_resource),
	.run = ask,
};
