/* kam undo: take an operation back. */
#include "command.h"

#include "kam/history.h"

#include <stddef.h>
#include <string.h>

#define MOST_UNDONE 1000

struct undo_arguments {
	int64_t last;
};

static const struct option_row options[] = {
	{ OPTION_INTEGER, 0, "last", "N", N_("my last N operations"), offsetof(struct undo_arguments, last), NULL },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

static bool is_typed(const struct context *context, const void *place)
{
	for (size_t i = 0; i < context->given_count; i++)
		if (context->given[i] == place)
			return true;
	return false;
}

static enum kam_status run(struct context *context, const void *parsed)
{
	const struct undo_arguments *arguments = parsed;
	int64_t numbers[MOST_UNDONE];
	bool several = is_typed(context, &arguments->last);
	size_t count = several ? (size_t)arguments->last : 1;
	const char *why;
	enum kam_status status = KAM_OK;

	if (context->operand_count > 1 || (context->operand_count == 1 && several))
		return usage_error(context, KAM_USAGE, _("kam undo takes one number, or --last N"));
	if (several && (arguments->last < 1 || arguments->last > MOST_UNDONE))
		return usage_error(context, KAM_BAD_VALUE, _("--last %lld: from 1 to %d at a time"),
		                   (long long)arguments->last, MOST_UNDONE);
	if (context->operand_count == 1) {
		if (kam_integer_parse(context->operands[0], strlen(context->operands[0]), &numbers[0], &why) != KAM_OK)
			return usage_error(context, KAM_BAD_VALUE,
			                   _("'%s' is not the number of an operation; see kam log"),
			                   context->operands[0]);
	} else {
		status = kam_history_last(context->kam, numbers, &count);
		if (status == KAM_OK && count == 0)
			return usage_error(context, KAM_NOT_FOUND, _("there is nothing of yours to undo; see kam log"));
	}
	if (status == KAM_OK)
		status = kam_history_undo(context->kam, numbers, count, &context->rows);
	for (size_t i = 0; i < count && status == KAM_OK; i++)
		remark(context, _("operation %lld is undone"), (long long)numbers[i]);
	return status;
}

static const struct verb undo_verb = {
	.name = "",
	.operands = N_("[NUMBER]"),
	.summary = N_("take back my last operation, or that one; undoing an undo is redo"),
	.need = NEED_WRITE,
	.options = options,
	.arguments_size = sizeof(struct undo_arguments),
	.run = run,
};

static const struct verb *const verbs[] = { &undo_verb, NULL };

extern const struct command undo_command;

const struct command undo_command = {
	.name = "undo",
	.summary = N_("take back my last operation, or that one"),
	.verbs = verbs,
};
