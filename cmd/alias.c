/* A word that is no command: an alias from the configuration, else a program kam-WORD, else the nearest names. */
#include "config_file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const struct config_line *alias_find(const struct context *context, const char *word)
{
	const struct config_line *line = NULL;

	while ((line = config_before(context->config, CONFIG_ALIAS, line)) != NULL)
		if (strcmp(line->words[0], word) == 0)
			return line;
	return NULL;
}

/* Its words in the place of the word; those of the configuration are only borrowed. */
static enum kam_status expand(struct context *context, const struct config_line *line, int at, int *argc, char ***argv)
{
	int words = line->count - 1, count = *argc - 1 + words;
	char **longer = calloc((size_t)count + 1, sizeof *longer);

	if (longer == NULL)
		return usage_error(context, KAM_NO_MEMORY, "%s", _("out of memory"));
	memcpy(longer, *argv, (size_t)at * sizeof *longer);
	memcpy(longer + at, line->words + 1, (size_t)words * sizeof *longer);
	memcpy(longer + at + words, *argv + at + 1, (size_t)(*argc - at - 1) * sizeof *longer);
	context->alias = line;
	context->expanded = longer;
	*argc = count;
	*argv = longer;
	return KAM_OK;
}

/* The database in the environment, as it is found here; a program may need none. */
static enum kam_status pass_database(struct context *context)
{
	char *path = NULL, *full;
	enum kam_status status = KAM_OK;

	if (database_find(context, false, &path) == KAM_OK) {
		full = realpath(path, NULL);
		if (setenv("KAM_DB", full != NULL ? full : path, 1) != 0)
			status = usage_error(context, KAM_NO_MEMORY, "%s", _("out of memory"));
		free(full);
	}
	free(path);
	return status;
}

/* The first such program on the PATH, to be freed; *status tells why one that is there is of no use. */
static char *find_program(struct context *context, const char *name, enum kam_status *status)
{
	const char *path = getenv("PATH");
	size_t length;

	for (; path != NULL && *path != '\0'; path += length + (path[length] == ':')) {
		char *program;

		length = strcspn(path, ":");
		/* An empty part would be the folder we happen to be in. */
		if (length == 0)
			continue;
		program = format_text("%.*s/%s", (int)length, path, name);
		if (program == NULL) {
			*status = usage_error(context, KAM_NO_MEMORY, "%s", _("out of memory"));
			return NULL;
		}
		if (access(program, X_OK) == 0) {
			*status = KAM_OK;
			return program;
		}
		if (access(program, F_OK) == 0)
			*status = usage_error(context, KAM_NOT_PERMITTED,
			                      _("%s is no program that may be run; chmod +x it"), program);
		free(program);
	}
	return NULL;
}

/* Only comes back when there is no such program, or with what is in its way. */
static enum kam_status run_program(struct context *context, const char *word, char **rest)
{
	char *name, *program;
	enum kam_status status = KAM_OK;

	if (strchr(word, '/') != NULL || *word == '\0')
		return KAM_OK;
	name = format_text("kam-%s", word);
	if (name == NULL)
		return usage_error(context, KAM_NO_MEMORY, "%s", _("out of memory"));
	program = find_program(context, name, &status);
	for (size_t i = 0; program != NULL && i < context->given_count && status == KAM_OK; i++)
		if (context->given[i] != &context->globals.database)
			status = usage_error(context, KAM_USAGE,
			                     _("only --db goes before %s, which is %s; put its options after it"), word,
			                     program);
	if (program != NULL && status == KAM_OK)
		status = defaults_take(context, NULL, NULL);
	if (program != NULL && status == KAM_OK)
		status = pass_database(context);
	if (program != NULL && status == KAM_OK) {
		rest[0] = name;
		execvp(program, rest);
		status = usage_error(context, KAM_SYSTEM, _("%s cannot be run: %s"), program, strerror(errno));
	}
	free(program);
	free(name);
	return status;
}

enum kam_status alias_take(struct context *context, int at, int *argc, char ***argv)
{
	const char *word = (*argv)[at];
	enum kam_status status = config_load(context);
	const struct config_line *line;

	if (status != KAM_OK)
		return status;
	line = context->alias == NULL ? alias_find(context, word) : NULL;
	if (line != NULL)
		return expand(context, line, at, argc, argv);
	status = run_program(context, word, *argv + at);
	if (status != KAM_OK)
		return status;
	if (context->alias != NULL)
		return config_error(context, context->alias,
		                    _("the alias '%s' begins with '%s', which is no command; see kam help"),
		                    context->alias->words[0], word);
	return command_unknown(context, word);
}
