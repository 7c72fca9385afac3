/* The one list of commands, and finding a verb in it. */
#include "command.h"

#include <string.h>

extern const struct command account_command, bid_command, config_command, init_command, help_command_row;

const struct command *const commands[] = {
	&account_command, &bid_command, &config_command, &init_command, &help_command_row, NULL,
};

const struct command *command_find(const char *name)
{
	for (const struct command *const *command = commands; *command != NULL; command++)
		if (strcmp((*command)->name, name) == 0)
			return *command;
	return NULL;
}

const struct verb *verb_find(const struct command *command, const struct kam_type *type, const char *word)
{
	for (const struct verb *verb = command->verbs; verb != NULL && verb->name != NULL; verb++)
		if (strcmp(verb->name, word) == 0 &&
		    (verb->record == NULL || (type != NULL && strcmp(verb->record, type->name) == 0)))
			return verb;
	if (type == NULL)
		return NULL;
	for (const struct verb *verb = common_verbs; verb->name != NULL; verb++)
		if (strcmp(verb->name, word) == 0)
			return verb;
	return NULL;
}
