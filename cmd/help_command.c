/* kam help: all of kam, or one command. */
#include "config_file.h"

#include <stdlib.h>
#include <string.h>

/* "wl = bid list --stage won", as it stands in the configuration. */
static enum kam_status say_alias(struct context *context, const char *word)
{
	const struct config_line *line = alias_find(context, word);

	if (line == NULL)
		return command_unknown(context, word);
	context->text = format_text(_("%s is an alias, see %s:%d:\n\n  kam"), word, line->file, line->number);
	for (int i = 1; i < line->count && context->text != NULL; i++) {
		char *longer = format_text(i + 1 < line->count ? "%s %s" : "%s %s\n", context->text, line->words[i]);

		free(context->text);
		context->text = longer;
	}
	return context->text != NULL ? KAM_OK : usage_error(context, KAM_NO_MEMORY, "%s", _("out of memory"));
}

static enum kam_status run(struct context *context, const void *arguments)
{
	struct context about = { 0 };

	(void)arguments;
	if (context->operand_count > 0) {
		about.command = command_find(context->operands[0]);
		if (about.command == NULL)
			return say_alias(context, context->operands[0]);
	}
	if (context->operand_count == 1)
		about.verb = command_itself(about.command);
	if (context->operand_count > 1) {
		const char *word = context->operands[1];

		about.type = kam_type_find(word);
		if (about.type == NULL || strcmp(about.type->command, about.command->name) != 0)
			about.type = kam_type_find(about.command->name);
		else
			word = context->operand_count > 2 ? context->operands[2] : NULL;
		about.verb = word != NULL ? verb_find(about.command, about.type, word) : NULL;
		if (word != NULL && about.verb == NULL) {
			context->command = about.command;
			context->type = about.type;
			return verb_unknown(context, word);
		}
	}
	context->text = help_text(&about);
	return context->text != NULL ? KAM_OK : usage_error(context, KAM_NO_MEMORY, "%s", _("out of memory"));
}

static const struct verb help_verb = {
	.name = "",
	.operands = N_("[COMMAND [RECORD] [VERB]]"),
	.summary = N_("how to use kam, or one command"),
	.need = NEED_NOTHING,
	.run = run,
};

static const struct verb *const verbs[] = { &help_verb, NULL };

extern const struct command help_command_row;

const struct command help_command_row = {
	.name = "help",
	.summary = N_("how to use kam, or one command"),
	.verbs = verbs,
};
