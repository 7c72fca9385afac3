/* The one list of commands, and finding a verb in it, or the nearest. */
#include "config_file.h"

#include <string.h>

extern const struct command account_command, lead_command, bid_command, ticket_command, report_command, config_command,
	init_command, find_command, log_command, undo_command, db_command, completion_command, help_command_row;

const struct command *const commands[] = {
	&account_command,  &lead_command, &bid_command,  &ticket_command, &report_command, &config_command,
	&find_command,     &log_command,  &undo_command, &db_command,     &init_command,   &completion_command,
	&help_command_row, NULL,
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
	for (const struct verb *const *verb = command->verbs; *verb != NULL; verb++)
		if (strcmp((*verb)->name, word) == 0 &&
		    ((*verb)->record == NULL || (type != NULL && strcmp((*verb)->record, type->name) == 0)))
			return *verb;
	if (type == NULL)
		return NULL;
	for (const struct verb *const *verb = common_verbs; *verb != NULL; verb++)
		if (strcmp((*verb)->name, word) == 0)
			return *verb;
	return NULL;
}

const struct verb *command_itself(const struct command *command)
{
	const struct verb *verb = *command->verbs;

	return verb != NULL && *verb->name == '\0' ? verb : NULL;
}

/* A word that a name begins with is nearer than any typing error, the shortest such name nearest. */
void nearest_try(struct nearest *nearest, const char *word, const char *name)
{
	size_t length = strlen(word), distance = kam_text_distance(word, name);

	if (length >= 2 && strncmp(word, name, length) == 0)
		distance = 0;
	else if (distance * 3 > length + 1)
		return;
	if (nearest->name == NULL || distance < nearest->distance ||
	    (distance == nearest->distance && strlen(name) < strlen(nearest->name)))
		*nearest = (struct nearest){ name, distance };
}

enum kam_status command_unknown(struct context *context, const char *word)
{
	struct nearest nearest = { 0 };
	const struct config_line *alias = NULL;

	for (const struct command *const *command = commands; *command != NULL; command++)
		nearest_try(&nearest, word, (*command)->name);
	while ((alias = config_before(context->config, CONFIG_ALIAS, alias)) != NULL)
		nearest_try(&nearest, word, alias->words[0]);
	if (nearest.name != NULL)
		return usage_error(context, KAM_USAGE, _("there is no command '%s'; nearest: %s"), word, nearest.name);
	return usage_error(context, KAM_USAGE, _("there is no command '%s'; see kam help"), word);
}

enum kam_status verb_unknown(struct context *context, const char *word)
{
	const struct command *command = context->command;
	struct nearest nearest = { 0 };

	for (const struct verb *const *verb = command->verbs; *verb != NULL; verb++)
		nearest_try(&nearest, word, (*verb)->name);
	for (const struct verb *const *verb = common_verbs; command->has_records && *verb != NULL; verb++)
		nearest_try(&nearest, word, (*verb)->name);
	for (const struct kam_type *const *type = kam_types(); command->has_records && *type != NULL; type++)
		if (strcmp((*type)->command, command->name) == 0 && (context->type == NULL || context->type == *type ||
		                                                     strcmp(context->type->name, command->name) == 0))
			nearest_try(&nearest, word, (*type)->name);
	if (nearest.name != NULL)
		return usage_error(context, KAM_USAGE, _("kam %s has no '%s'; nearest: %s"), command->name, word,
		                   nearest.name);
	return usage_error(context, KAM_USAGE, _("kam %s has no '%s'; see kam %s --help"), command->name, word,
	                   command->name);
}
