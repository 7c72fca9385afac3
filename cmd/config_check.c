/* Does a line of the configuration make sense: a verb for [defaults], a name for an alias, an event and a program? */
#include "config_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_SECONDS 3600

static const char *const events[] = { "ticket-escalated", "lead-pooled", "bid-stage", "bid-conflict", "gift-approval" };
#define EVENT_COUNT (sizeof events / sizeof *events)

/* The next word of a name, copied; "" at its end. */
static void scope_word(const char **name, char *word, size_t size)
{
	size_t length;

	*name += strspn(*name, " ");
	length = strcspn(*name, " ");
	snprintf(word, size, "%.*s", (int)length, *name);
	*name += length;
}

/* Does the verb exist? What follows a command that takes other words (a report's name) is not looked up here. */
static enum kam_status find_scope(struct context *about, const char *name)
{
	char word[64];
	const char *rest = name;
	const struct kam_type *type;

	scope_word(&rest, word, sizeof word);
	about->command = command_find(word);
	if (about->command == NULL)
		return command_unknown(about, word);
	about->type = about->command->has_records ? kam_type_find(word) : NULL;
	about->verb = command_itself(about->command);
	for (scope_word(&rest, word, sizeof word); *word != '\0'; scope_word(&rest, word, sizeof word)) {
		if (about->command->other != NULL)
			return KAM_OK;
		type = about->command->has_records ? kam_type_find(word) : NULL;
		if (about->verb == NULL && type != NULL && strcmp(type->command, about->command->name) == 0) {
			about->type = type;
			continue;
		}
		if (about->verb != NULL || (about->verb = verb_find(about->command, about->type, word)) == NULL)
			return verb_unknown(about, word);
	}
	if (about->verb == NULL && about->command->other == NULL)
		return usage_error(about, KAM_USAGE, _("'%s' lacks a verb, as in '%s list'"), name, name);
	return KAM_OK;
}

static enum kam_status check_scope(struct context *context, const struct config_line *line)
{
	const char *name = line->words[0];
	struct context about = { 0 };
	enum kam_status status = strcmp(name, "*") == 0 ? KAM_OK : find_scope(&about, name);

	if (status != KAM_OK)
		status = config_error(context, line, "%s", context_message(&about));
	free(about.message);
	return status;
}

static enum kam_status check_alias(struct context *context, const struct config_line *line)
{
	if (strpbrk(line->words[0], " /") != NULL || *line->words[0] == '-')
		return config_error(context, line, _("'%s' is no name for an alias; use one word without /"),
		                    line->words[0]);
	if (line->count > 1 && *line->words[1] == '!')
		return config_error(context, line,
		                    _("an alias runs no program; put one called kam-%s on the PATH instead"),
		                    line->words[0]);
	return KAM_OK;
}

static enum kam_status check_hook(struct context *context, const struct config_line *line, bool trusted)
{
	struct nearest nearest = { 0 };
	const char *why;

	if (strcmp(line->words[0], "timeout") == 0) {
		int64_t seconds = 0;

		if (line->count != 2 ||
		    kam_integer_parse(line->words[1], strlen(line->words[1]), &seconds, &why) != KAM_OK ||
		    seconds < 1 || seconds > MOST_SECONDS)
			return config_error(context, line, _("timeout is a number of seconds from 1 to %d, such as %d"),
			                    MOST_SECONDS, HOOK_SECONDS);
		context->config->hook_seconds = seconds;
		return KAM_OK;
	}
	for (size_t i = 0; i < EVENT_COUNT && nearest.name == NULL; i++)
		if (strcmp(events[i], line->words[0]) == 0)
			nearest.name = events[i];
	if (nearest.name == NULL) {
		for (size_t i = 0; i < EVENT_COUNT; i++)
			nearest_try(&nearest, line->words[0], events[i]);
		return config_error(context, line, _("there is no event '%s'; %s %s"), line->words[0],
		                    nearest.name != NULL ? _("nearest:") : _("see"),
		                    nearest.name != NULL ? nearest.name : "kam-config(5)");
	}
	if (line->count > 1 && *line->words[1] != '/')
		return config_error(context, line, _("'%s' is not a full path; begin it with / or ~/"), line->words[1]);
	if (!trusted)
		return usage_error(context, KAM_NOT_PERMITTED,
		                   _("%s:%d: no program is run from here: the file belongs to another user, or all may "
		                     "write to it; chown or chmod it"),
		                   line->file, line->number);
	return KAM_OK;
}

enum kam_status config_check(struct context *context, const struct config_line *line, bool trusted)
{
	switch (line->section) {
	case CONFIG_DEFAULTS:
		return check_scope(context, line);
	case CONFIG_ALIAS:
		return check_alias(context, line);
	default:
		return check_hook(context, line, trusted);
	}
}
