/* Words: the command line up to its verb, and how it is written down. */
#include "main.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* A word as a shell would have to be given it; to be freed. */
static char *quoted(const char *word)
{
	size_t length = strlen(word);
	char *text, *to;

	if (length > 0 && strpbrk(word, " \t\n'\"\\$`*?[]{}()<>|&;!#~") == NULL)
		return strdup(word);
	if (length > SIZE_MAX / 4 - 3 || (text = malloc(length * 4 + 3)) == NULL)
		return NULL;
	to = text;
	*to++ = '\'';
	for (; *word != '\0'; word++) {
		/* A quote within ends the quoted part, stands by itself, and begins another. */
		if (*word == '\'') {
			memcpy(to, "'\\'", 3);
			to += 3;
		}
		*to++ = *word;
	}
	memcpy(to, "'", 2);
	return text;
}

/* Words after those that are there, quoted where a shell would need it. */
static char *add_words(char *line, int count, char *const *words)
{
	for (int i = 0; i < count && line != NULL; i++) {
		char *word = quoted(words[i]);
		char *longer = word != NULL ? format_text("%s %s", line, word) : NULL;

		free(word);
		free(line);
		line = longer;
	}
	return line;
}

enum kam_status words_command(struct context *context, int *argc, char ***argv, int *first)
{
	enum kam_status status = options_globals(context, *argc, *argv, first);

	while (status == KAM_OK && *first < *argc && (context->command = command_find((*argv)[*first])) == NULL) {
		status = alias_take(context, *first, argc, argv);
		if (status == KAM_OK)
			status = options_globals(context, *argc, *argv, first);
	}
	return status;
}

enum kam_status words_verb(struct context *context, int argc, char **argv, int *first)
{
	int at = *first, next = 0;
	enum kam_status status = KAM_OK;
	const char *word;

	context->type = context->command->has_records ? kam_type_find(context->command->name) : NULL;
	/* A command of one verb only: init, help. */
	context->verb = command_itself(context->command);
	if (context->verb != NULL)
		return KAM_OK;
	for (int words = 0; words < 2; words++) {
		const struct kam_type *type;

		status = options_globals(context, argc - at, argv + at, &next);
		if (status != KAM_OK || next >= argc - at)
			return status;
		at += next;
		word = argv[at];
		type = kam_type_find(word);
		if (words == 0 && context->command->has_records && type != NULL &&
		    strcmp(type->command, context->command->name) == 0 && strcmp(word, context->command->name) != 0) {
			context->type = type;
			continue;
		}
		context->verb = verb_find(context->command, context->type, word);
		if (context->verb == NULL && context->command->other != NULL)
			context->verb = context->command->other(context, word);
		if (context->verb == NULL && context->message == NULL && context->failure == KAM_OK)
			return verb_unknown(context, word);
		*first = at;
		if (context->verb == NULL)
			return context->failure != KAM_OK ? context->failure : KAM_USAGE;
		return KAM_OK;
	}
	return KAM_OK;
}

char *words_scope(const struct context *context, const char *last)
{
	const struct command *command = context->command;

	if (strcmp(last, command->name) == 0)
		return format_text("%s", last);
	if (context->type != NULL && strcmp(context->type->name, command->name) != 0)
		return format_text("%s %s %s", command->name, context->type->name, last);
	return format_text("%s %s", command->name, last);
}

char *words_line(const struct context *context, const char *scope, int argc, char **argv, int first)
{
	const struct config *config = context->config;
	char *line = add_words(format_text("kam"), first, argv + 1);

	for (int pass = 0; pass < 2 && config != NULL; pass++)
		for (size_t i = 0; i < config->count; i++)
			if (config->lines[i].section == CONFIG_DEFAULTS &&
			    strcmp(config->lines[i].words[0], pass == 0 ? "*" : scope) == 0)
				line = add_words(line, config->lines[i].count - 1, config->lines[i].words + 1);
	return add_words(line, argc - first - 1, argv + first + 1);
}
