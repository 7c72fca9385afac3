/* kam bid advance: one stage on, or to one that is named. */
#include "verbs.h"

#include "kam/gate.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

struct advance_arguments {
	const char *to;
};

static const struct option_row advance_options[] = {
	{ OPTION_TEXT, 0, "to", "STAGE", N_("to this stage, not to the next"), offsetof(struct advance_arguments, to),
	  NULL },
	{ OPTION_REPEATED, 0, "waive", "CHECKITEM", N_("let this item pass; may be given again"), 0, NULL },
	{ OPTION_REPEATED, 0, "why", "TEXT", N_("why the items named before it are let pass"), 0, NULL },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

/* A reason is that of all items before it that have none yet. */
static enum kam_status pair(struct context *context, struct kam_waiver *waivers, size_t *count)
{
	size_t reasoned = 0;

	*count = 0;
	for (size_t i = 0; i < context->assignment_count; i++) {
		const struct kam_assignment *given = &context->assignments[i];

		if (strcmp(given->field, "waive") == 0) {
			waivers[(*count)++] = (struct kam_waiver){ given->value, NULL };
			continue;
		}
		if (reasoned == *count)
			return usage_error(context, KAM_USAGE,
			                   _("--why '%s': which item is let pass? --waive CHECKITEM"), given->value);
		while (reasoned < *count)
			waivers[reasoned++].why = given->value;
	}
	if (reasoned < *count)
		return usage_error(context, KAM_USAGE, _("why is %s let pass? --why TEXT"),
		                   waivers[reasoned].checkitem);
	return KAM_OK;
}

static enum kam_status advance(struct context *context, const void *parsed)
{
	const struct advance_arguments *arguments = parsed;
	struct kam_waiver *waivers;
	size_t count;
	enum kam_status status;

	if (context->operand_count != 1)
		return usage_error(context, KAM_USAGE, _("usage: %s"),
		                   "kam bid advance BID [--to STAGE] [--waive CHECKITEM --why TEXT]…");
	waivers = calloc(context->assignment_count + 1, sizeof *waivers);
	if (waivers == NULL)
		return usage_error(context, KAM_NO_MEMORY, "%s", _("out of memory"));
	status = pair(context, waivers, &count);
	if (status == KAM_OK)
		status = kam_bid_advance(context->kam, context->operands[0], arguments->to, waivers, count,
		                         &context->rows);
	free(waivers);
	return status;
}

const struct verb bid_advance_verb = {
	.record = "bid",
	.name = "advance",
	.operands = N_("BID"),
	.summary = N_("one stage on; what holds it up is named, or let pass by who may"),
	.need = NEED_WRITE,
	.options = advance_options,
	.arguments_size = sizeof(struct advance_arguments),
	.run = advance,
};
