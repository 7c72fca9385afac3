/* kam lead next: the day's worklist. */
#include "verbs.h"

#include "kam/followup.h"

#include <stddef.h>

static const struct option_row next_options[] = {
	{ OPTION_TEXT, 0, "owner", "PERSON", N_("whose, if not mine; '' for leads without an owner"),
	  offsetof(struct kam_worklist, owner), NULL },
	{ OPTION_FLAG, 0, "all", NULL, N_("everybody's"), offsetof(struct kam_worklist, all), NULL },
	{ OPTION_TEXT, 0, "due", "DATE", N_("what is due by this day (today)"), offsetof(struct kam_worklist, due),
	  NULL },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

static enum kam_status next(struct context *context, const void *parsed)
{
	bool nobody = false;
	enum kam_status status;

	if (context->operand_count != 0)
		return usage_error(context, KAM_USAGE, _("usage: %s"), "kam lead next [--owner PERSON] [--due DATE]");
	status = kam_lead_next(context->kam, parsed, &nobody, &context->rows);
	if (status == KAM_OK && nobody)
		remark(context, "%s",
		       _("nobody has your login, so these are everybody's; say whose: --owner PERSON, or kam config "
		         "person edit PERSON --login LOGIN"));
	return status;
}

const struct verb lead_next_verb = {
	.record = "lead",
	.name = "next",
	.operands = "",
	.summary = N_("the day's worklist: overdue first, then by score"),
	.need = NEED_READ,
	.options = next_options,
	.arguments_size = sizeof(struct kam_worklist),
	.run = next,
	.asks_who = true,
};
