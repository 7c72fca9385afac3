/* What may stand in the place of a word: names of commands, records, verbs and options, or the value of one. */
#include "../config_file.h"
#include "completion.h"

#include <stdlib.h>
#include <string.h>

/* What is beside a word is shown, and must stay in its line: control characters are made visible. */
static char *shown(const char *text, bool *failed)
{
	char *copy = kam_text_escape(text, strlen(text));

	*failed |= copy == NULL;
	return copy;
}

/* What a terminal would not show as it is would do something else on the command line than stand there. */
static bool can_stand(const char *word, bool *failed)
{
	char *visible = shown(word, failed);
	bool can = visible != NULL && *word != '\0' && strcmp(visible, word) == 0;

	free(visible);
	return can;
}

void candidates_add(struct candidates *candidates, const char *word, const char *about)
{
	struct candidate *longer;

	if (strncmp(word, candidates->typed, strlen(candidates->typed)) != 0 || !can_stand(word, &candidates->failed) ||
	    (candidates->plain && strpbrk(word, " '\"(),=<>~!") != NULL))
		return;
	for (size_t i = 0; i < candidates->count; i++)
		if (strcmp(candidates->items[i].word + candidates->before_length, word) == 0)
			return;
	longer = realloc(candidates->items, (candidates->count + 1) * sizeof *longer);
	if (longer == NULL) {
		candidates->failed = true;
		return;
	}
	candidates->items = longer;
	longer += candidates->count;
	longer->word = format_text("%.*s%s", (int)candidates->before_length, candidates->before, word);
	longer->about = about != NULL ? shown(about, &candidates->failed) : NULL;
	if (longer->word == NULL) {
		candidates->failed = true;
		free(longer->about);
		return;
	}
	candidates->count++;
}

void candidates_add_words(struct candidates *candidates, const char *words, const char *separators)
{
	while (*(words += strspn(words, separators)) != '\0') {
		size_t length = strcspn(words, separators);
		char *word = format_text("%.*s", (int)length, words);

		if (word != NULL)
			candidates_add(candidates, word, NULL);
		free(word);
		words += length;
	}
}

void candidates_clear(struct candidates *candidates)
{
	for (size_t i = 0; i < candidates->count; i++) {
		free(candidates->items[i].word);
		free(candidates->items[i].about);
	}
	free(candidates->items);
}

static void add_commands(const struct place *place, struct config *config, struct candidates *out)
{
	const struct config_line *alias = NULL;

	for (const struct command *const *command = commands; *command != NULL; command++)
		candidates_add(out, (*command)->name, _((*command)->summary));
	while (!place->helping && (alias = config_before(config, CONFIG_ALIAS, alias)) != NULL)
		candidates_add(out, alias->words[0], _("an alias of yours"));
}

static void add_verbs(const struct place *place, const struct verb *const *verbs, struct candidates *out)
{
	const struct kam_type *type = place->about.type;

	for (; *verbs != NULL; verbs++)
		if (*(*verbs)->name != '\0' && verb_find(place->about.command, type, (*verbs)->name) == *verbs)
			candidates_add(out, (*verbs)->name, _((*verbs)->summary));
}

void complete_other_words(const struct command *command, struct candidates *out)
{
	struct kam_rows *rows = command->others != NULL ? command->others() : NULL;

	while (rows != NULL && kam_rows_step(rows) == KAM_OK) {
		const struct kam_value *name = kam_rows_value(rows, 0), *title = kam_rows_value(rows, 1);
		char *word = format_text("%.*s", (int)name->length, name->text);
		char *about = title->type == KAM_IS_TEXT ? format_text("%.*s", (int)title->length, title->text) : NULL;

		if (word != NULL)
			candidates_add(out, word, about);
		free(word);
		free(about);
	}
	kam_rows_free(rows);
}

static void add_records_and_verbs(const struct place *place, struct candidates *out)
{
	const struct context *about = &place->about;
	const struct command *command = about->command;

	add_verbs(place, command->verbs, out);
	if (command->has_records)
		add_verbs(place, common_verbs, out);
	for (const struct kam_type *const *type = kam_types(); command->has_records && *type != NULL; type++)
		if (strcmp((*type)->command, command->name) == 0 && about->type == kam_type_find(command->name) &&
		    *type != about->type)
			candidates_add(out, (*type)->name, _((*type)->help));
	if (!place->helping)
		complete_other_words(command, out);
}

struct listing {
	struct candidates *out;
	bool globals;
};

static bool list_option(const struct offer *offer, void *data)
{
	const struct listing *listing = data;
	char *word = format_text("--%s", offer->name);

	if (word != NULL && (listing->globals || !offer->global))
		candidates_add(listing->out, word, offer->help != NULL ? _(offer->help) : NULL);
	free(word);
	return false;
}

static void add_options(const struct place *place, bool globals, struct candidates *out)
{
	struct listing listing = { out, globals };
	struct offer offer;

	place_option(place, list_option, &listing, &offer);
}

static bool is_called(const struct offer *offer, void *data)
{
	const char *word = *(const char **)data;
	size_t length = strlen(offer->name);

	return strncmp(word, offer->name, length) == 0 && word[length] == '=' && offer->argument != NULL;
}

/* --stage=WORD: what is looked for begins behind the sign. */
static void add_joined_value(const struct place *place, struct candidates *out)
{
	const char *name = out->typed + 2;
	struct offer option;

	if (!place_option(place, is_called, &name, &option))
		return;
	out->before = out->typed;
	out->before_length = strlen(option.name) + 3;
	out->typed += out->before_length;
	complete_value(place, &option, out);
}

/* The operand at this place: a name such as RECORD, from "TICKET [PERSON] FILE…". Empty: there is none. */
static void operand_name(const char *operands, size_t number, char *name, size_t size)
{
	size_t length = 0;

	*name = '\0';
	for (size_t i = 0; i <= number; i++) {
		operands += strspn(operands, " []");
		if (*operands == '\0')
			return;
		/* Words with | between them stand for one operand. */
		for (length = strcspn(operands, " []"); strncmp(operands + length, " | ", 3) == 0;)
			length += 3 + strcspn(operands + length + 3, " []");
		if (i == number || strstr(operands, "…") != NULL) {
			char *copy = format_text("%.*s", (int)length, operands);
			const char *more = copy != NULL ? strstr(copy, "…") : NULL;

			if (i == number || more != NULL || strncmp(operands + length, "]…", strlen("]…")) == 0) {
				if (copy != NULL && strlen(copy) < size)
					memcpy(name, copy, strlen(copy) + 1);
				if (more != NULL)
					name[more - copy] = '\0';
				free(copy);
				return;
			}
			free(copy);
		}
		operands += length;
	}
}

static bool is_given(const struct context *about, const char *field)
{
	for (size_t i = 0; i < about->assignment_count; i++)
		if (strcmp(about->assignments[i].field, field) == 0)
			return true;
	return false;
}

/* The operands of add stand for fields, as far as no option sets them. */
static void add_field_operand(const struct place *place, struct candidates *out)
{
	size_t left = place->operands;

	for (const struct kam_field *field = place->about.type->fields; field->name != NULL; field++)
		if ((field->flags & KAM_OPERAND) != 0 && !is_given(&place->about, field->name) && left-- == 0) {
			complete_field_value(place, field, out);
			return;
		}
}

static void add_operand(const struct place *place, struct candidates *out)
{
	const struct verb *verb = place->about.verb;
	char name[64] = "";

	if (place->helping)
		return;
	if (verb->operands == NULL && place->about.type != NULL) {
		add_field_operand(place, out);
		return;
	}
	if (verb->operands != NULL)
		operand_name(verb->operands, place->operands, name, sizeof name);
	if (*name != '\0')
		complete_operand(place, name, out);
	else if (*out->typed == '\0' && !place->operands_only)
		add_options(place, false, out);
}

void complete(struct config *config, const char *const *words, size_t count, struct candidates *out)
{
	struct place place;

	*out = (struct candidates){ .typed = count > 0 ? words[count - 1] : "", .before = "" };
	if (!place_find(&place, config, words, count > 0 ? count - 1 : 0))
		/* A program kam-WORD, whose words nobody here knows. */
		out->files = place.about.command == NULL;
	else if (place.has_option)
		complete_value(&place, &place.option, out);
	else if (out->typed[0] == '-' && !place.operands_only && strchr(out->typed, '=') != NULL)
		add_joined_value(&place, out);
	else if (out->typed[0] == '-' && !place.operands_only)
		add_options(&place, true, out);
	else if (place.about.command == NULL)
		add_commands(&place, config, out);
	else if (place.about.verb == NULL)
		add_records_and_verbs(&place, out);
	else
		add_operand(&place, out);
	place_clear(&place);
}
