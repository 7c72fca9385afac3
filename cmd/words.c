/* Aliases, defaults and programs named kam-WORD, as git has them. */
#include "words.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void words_free(struct words *words)
{
	for (int i = 0; i < 2; i++)
		free(words->made[i]);
	for (int i = 0; i < 3; i++)
		free(words->lists[i]);
}

/* words[0 … place) + added + words[after …) */
static enum kam_status put(struct context *context, struct words *words, int place, int after, char **added, size_t count)
{
	char **list = calloc((size_t)words->count + count + 1, sizeof *list);
	int slot = words->lists[0] == NULL ? 0 : words->lists[1] == NULL ? 1 : 2, to = 0;

	if (list == NULL)
		return usage_error(context, KAM_NO_MEMORY, "%s", _("out of memory"));
	for (int i = 0; i < place; i++)
		list[to++] = words->list[i];
	for (size_t i = 0; i < count; i++)
		list[to++] = added[i];
	for (int i = after; i < words->count; i++)
		list[to++] = words->list[i];
	free(words->lists[slot]);
	words->lists[slot] = list;
	words->list = list;
	words->count = to;
	return KAM_OK;
}

enum kam_status words_alias(struct context *context, const struct config *config, struct words *words, int place)
{
	const char *value = config_get(config, "alias", words->list[place]);
	char **added;
	size_t count;
	enum kam_status status;

	if (value == NULL)
		return KAM_DONE;
	added = split_words(value, &count, &words->made[0]);
	if (added == NULL)
		return usage_error(context, KAM_NO_MEMORY, "%s", _("out of memory"));
	if (count == 0 || command_find(added[0]) == NULL)
		status = usage_error(context, KAM_BAD_DATA, _("the alias %s stands for '%s', which begins with no command"),
		                     words->list[place], value);
	else
		status = put(context, words, place, place + 1, added, count);
	free(added);
	return status;
}

enum kam_status words_defaults(struct context *context, const struct config *config, struct words *words, int place)
{
	const struct kam_type *type = context->type;
	bool own = type == NULL || strcmp(type->name, context->command->name) == 0;
	char *key = format_text("%s%s%s%s%s", context->command->name, own ? "" : " ", own ? "" : type->name,
	                        *context->verb->name != '\0' ? " " : "", context->verb->name);
	const char *all = config_get(config, "defaults", "*"), *one = NULL;
	char *joined = NULL, **added = NULL;
	size_t count = 0;
	enum kam_status status = KAM_OK;

	if (key != NULL)
		one = config_get(config, "defaults", key);
	if (all != NULL || one != NULL) {
		joined = format_text("%s %s", all != NULL ? all : "", one != NULL ? one : "");
		added = joined != NULL ? split_words(joined, &count, &words->made[1]) : NULL;
		status = added == NULL ? usage_error(context, KAM_NO_MEMORY, "%s", _("out of memory"))
		                       : put(context, words, place + 1, place + 1, added, count);
	}
	free(key);
	free(joined);
	free(added);
	return status;
}

void words_plugin(const struct context *context, const struct words *words, int place)
{
	char *program;

	if (strchr(words->list[place], '/') != NULL || *words->list[place] == '-')
		return;
	program = format_text("kam-%s", words->list[place]);
	if (program == NULL)
		return;
	/* What was said before the word is passed on as far as the environment can. */
	if (context->globals.database != NULL)
		setenv("KAM_DB", context->globals.database, 1);
	execvp(program, words->list + place);
	free(program);
}
