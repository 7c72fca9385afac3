/* kam account seat even: 100 % divided evenly among the seats of a customer. */
#include "verbs.h"

#include "kam/team.h"

#include <stddef.h>

struct even_arguments {
	const char *day;
};

static const struct option_row even_options[] = {
	{ OPTION_TEXT, 0, "on", "DATE", N_("the seats as they stand on this day; else today"),
	  offsetof(struct even_arguments, day), NULL },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

static enum kam_status even(struct context *context, const void *parsed)
{
	const struct even_arguments *arguments = parsed;
	int64_t changed = 0;
	enum kam_status status;

	if (context->operand_count != 1)
		return usage_error(context, KAM_USAGE, _("usage: %s"), "kam account seat even ACCOUNT [--on DATE]");
	status = kam_seat_even(context->kam, context->operands[0], arguments->day, &changed, &context->rows);
	if (status == KAM_OK && changed == 0)
		remark(context, "%s", _("the shares are even already; nothing was changed"));
	return status;
}

const struct verb seat_even_verb = {
	.record = "seat",
	.name = "even",
	.operands = N_("ACCOUNT"),
	.summary = N_("divide 100 percent evenly among a customer's seats"),
	.need = NEED_WRITE,
	.options = even_options,
	.arguments_size = sizeof(struct even_arguments),
	.run = even,
};
