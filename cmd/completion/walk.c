/* The words before the cursor, followed as far as they go: command, record, verb, options, how many operands. */
#include "../config_file.h"
#include "completion.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern const struct command help_command_row;

static void offer_row(struct offer *offer, const struct option_row *row, bool global)
{
	*offer =
		(struct offer){ .letter = row->letter, .argument = row->argument, .help = row->help, .global = global };
	snprintf(offer->name, sizeof offer->name, "%s", row->name);
}

static void offer_name(struct offer *offer, const char *name, const char *argument, const char *help)
{
	*offer = (struct offer){ .argument = argument, .help = help };
	snprintf(offer->name, sizeof offer->name, "%s", name);
	for (char *at = offer->name; *at != '\0'; at++)
		if (*at == '_')
			*at = '-';
}

static bool look_at_rows(const struct option_row *row, bool global, bool (*look)(const struct offer *, void *),
                         void *data, struct offer *option)
{
	for (; row != NULL && row->kind != OPTION_END; row++) {
		offer_row(option, row, global);
		if (look(option, data))
			return true;
	}
	return false;
}

static bool look_at_fields(const struct kam_type *type, enum field_options use,
                           bool (*look)(const struct offer *, void *), void *data, struct offer *option)
{
	for (const struct kam_field *field = type->fields; field->name != NULL; field++) {
		if (!option_is_for(field, use))
			continue;
		offer_name(option, field->name, field_argument(field), field->help);
		option->field = field;
		if (look(option, data))
			return true;
	}
	if (!type->tags)
		return false;
	offer_name(option, "tag", "KEY[=VALUE]", N_("a tag; may be repeated"));
	if (look(option, data))
		return true;
	offer_name(option, "untag", "KEY", N_("take a tag off"));
	return use == FIELDS_SET && look(option, data);
}

bool place_option(const struct place *place, bool (*look)(const struct offer *offer, void *data), void *data,
                  struct offer *option)
{
	const struct context *about = &place->about;
	const struct verb *verb = about->verb;

	if (verb != NULL && look_at_rows(verb->options, false, look, data, option))
		return true;
	if (verb != NULL && verb->fields != FIELDS_NONE && about->type != NULL &&
	    look_at_fields(about->type, verb->fields, look, data, option))
		return true;
	return look_at_rows(about->extra, false, look, data, option) ||
	       look_at_rows(global_options, true, look, data, option);
}

static bool has_this_name(const struct offer *offer, void *data)
{
	const char *word = *(const char **)data;
	size_t length = strlen(offer->name);

	return strncmp(word, offer->name, length) == 0 && (word[length] == '\0' || word[length] == '=');
}

static bool has_this_letter(const struct offer *offer, void *data)
{
	return offer->letter != 0 && offer->letter == **(const char **)data;
}

/* Which database is asked, and which fields need no operand any more. */
static void note(struct place *place, const struct offer *option, const char *value)
{
	struct kam_assignment *longer;

	if (option->global && strcmp(option->name, "db") == 0)
		place->about.globals.database = value;
	if (option->field == NULL)
		return;
	longer = realloc(place->about.assignments, (place->about.assignment_count + 1) * sizeof *longer);
	if (longer == NULL)
		return;
	place->about.assignments = longer;
	longer[place->about.assignment_count++] = (struct kam_assignment){ option->field->name, value };
}

/* A word with a dash: has it its value with it, or is that the next word? */
static void take_option(struct place *place, const char *word)
{
	struct offer *option = &place->option;
	const char *value = NULL, *name = word + 2;

	if (word[1] == '-') {
		if (!place_option(place, has_this_name, &name, option) || option->argument == NULL)
			return;
		value = strchr(word, '=');
		value = value != NULL ? value + 1 : NULL;
	} else {
		for (word++; *word != '\0' && value == NULL; word++) {
			if (!place_option(place, has_this_letter, &word, option))
				return;
			if (option->argument != NULL)
				value = word + 1;
		}
		if (value == NULL)
			return;
		value = *value != '\0' ? value : NULL;
	}
	place->has_option = value == NULL;
	if (value != NULL)
		note(place, option, value);
}

/* A command of one verb only, such as init: it is come to with the command. */
static void take_only_verb(struct place *place)
{
	const struct command *command = place->about.command;

	if (command_itself(command) != NULL)
		place->about.verb = command_itself(command);
}

static bool take_verb(struct place *place, const char *word)
{
	struct context *about = &place->about;
	const struct kam_type *type = kam_type_find(word);

	if (about->command->has_records && type != NULL && about->type == kam_type_find(about->command->name) &&
	    type != about->type && strcmp(type->command, about->command->name) == 0) {
		about->type = type;
		return true;
	}
	about->verb = verb_find(about->command, about->type, word);
	if (about->verb == NULL && about->command->other != NULL && !place->helping) {
		about->verb = about->command->other(about, word);
		place->report = about->verb != NULL ? word : NULL;
	}
	return about->verb != NULL;
}

static bool take_command(struct place *place, const char *word)
{
	struct context *about = &place->about;

	about->command = command_find(word);
	if (about->command == NULL)
		return false;
	if (about->command == &help_command_row && !place->helping) {
		place->helping = true;
		about->command = NULL;
		return true;
	}
	about->type = about->command->has_records ? kam_type_find(word) : NULL;
	take_only_verb(place);
	return true;
}

static bool take_word(struct place *place, struct config *config, const char *word, bool from_alias)
{
	const struct config_line *alias;

	if (place->has_option) {
		place->has_option = false;
		note(place, &place->option, word);
		return true;
	}
	if (!place->operands_only && word[0] == '-' && word[1] != '\0') {
		if (strcmp(word, "--") == 0)
			place->operands_only = true;
		else
			take_option(place, word);
		return true;
	}
	if (place->about.command == NULL) {
		if (take_command(place, word))
			return true;
		place->about.config = config;
		alias = from_alias ? NULL : alias_find(&place->about, word);
		place->about.config = NULL;
		for (int i = 1; alias != NULL && i < alias->count; i++)
			if (!take_word(place, config, alias->words[i], true))
				return false;
		return alias != NULL;
	}
	if (place->about.verb == NULL)
		return take_verb(place, word);
	place->operands++;
	return true;
}

bool place_find(struct place *place, struct config *config, const char *const *words, size_t count)
{
	*place = (struct place){ .operands = 0 };
	for (size_t i = 0; i < count; i++)
		if (!take_word(place, config, words[i], false))
			return false;
	return true;
}

void place_clear(struct place *place)
{
	if (place->about.private_free != NULL)
		place->about.private_free(place->about.private);
	free(place->about.assignments);
	free(place->about.message);
}
