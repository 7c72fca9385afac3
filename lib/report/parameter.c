/* The parameters of a report, which become its options. */
#include "heading.h"

#include <stdlib.h>
#include <string.h>

/* Where the initial value ends and the help begins: at two blanks or a #. */
static char *split_help(char *text)
{
	for (char *at = text; *at != '\0'; at++)
		if (*at == '#' || *at == '\t' || (at[0] == ' ' && at[1] == ' ')) {
			char *help = skip_blanks(at);

			if (*help == '#')
				help = skip_blanks(help + 1);
			*at = '\0';
			return help;
		}
	return text + strlen(text);
}

static bool takes_brackets(enum kam_parameter_kind kind)
{
	return kind == KAM_PARAMETER_FIELD || kind == KAM_PARAMETER_REFERENCE || kind == KAM_PARAMETER_CHOICE;
}

/* What stands in the brackets: of which record, or the choices. */
static const char *read_bracket(struct kam_parameter *parameter, const char *text)
{
	const struct kam_type *type = kam_type_find(text);

	if (parameter->kind == KAM_PARAMETER_CHOICE) {
		parameter->choices = text;
		return text[strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_|")] != '\0' || strchr(text, '|') == NULL
		               ? _("choice(…) has to name several words of a–z, 0–9 and _, with | between them")
		               : NULL;
	}
	if (type == NULL)
		return _("field(…) and reference(…) have to name a record type");
	parameter->record = type->name;
	return NULL;
}

static const char *read_parameter_kind(struct kam_parameter *parameter, char *kind)
{
	static const char *const words[] = { "period", "field",     "text",   "integer",
		                             "date",   "reference", "choice", "money" };
	size_t length = strlen(kind), word = strcspn(kind, "(");
	bool bracketed = kind[word] == '(' && kind[length - 1] == ')' && word + 2 < length;

	if (bracketed)
		kind[word] = kind[length - 1] = '\0';
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i], kind) == 0 && bracketed == takes_brackets((enum kam_parameter_kind)i)) {
			parameter->kind = (enum kam_parameter_kind)i;
			return bracketed ? read_bracket(parameter, kind + word + 1) : NULL;
		}
	return _("a parameter's kind is period, field(RECORD), reference(RECORD), choice(ONE|OTHER), text, integer, "
	         "date or money");
}

bool parameter_takes(const struct kam_parameter *parameter, const char *word)
{
	size_t length = strlen(word);

	for (const char *at = parameter->choices; length > 0; at++) {
		size_t choice = strcspn(at, "|");

		if (choice == length && memcmp(at, word, length) == 0)
			return true;
		at += choice;
		if (*at == '\0')
			break;
	}
	return false;
}

static const char *check_initial(const struct kam_parameter *parameter)
{
	struct kam_period period;
	int64_t ignored;
	const char *text = parameter->initial, *why;

	if (text == NULL || *text == '\0')
		return NULL;
	if (parameter->kind == KAM_PARAMETER_PERIOD && kam_period_parse(text, strlen(text), 0, &period, &why) != KAM_OK)
		return _("the initial value is no period");
	if (parameter->kind == KAM_PARAMETER_CHOICE && !parameter_takes(parameter, text))
		return _("the initial value is none of the choices");
	if (parameter->kind == KAM_PARAMETER_INTEGER && kam_integer_parse(text, strlen(text), &ignored, &why) != KAM_OK)
		return _("the initial value is no integer");
	if (parameter->kind == KAM_PARAMETER_DATE &&
	    kam_date_parse(text, strlen(text), 0, true, &ignored, &why) != KAM_OK)
		return _("the initial value is no date");
	return NULL;
}

bool parameter_is_reserved(const char *name)
{
	static const char *const reserved[] = { "today", "base", "now", "key", "field", "where" };

	for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
		if (strcmp(reserved[i], name) == 0)
			return true;
	return name[0] == 'p' && name[1] != '\0' && name[1 + strspn(name + 1, "0123456789")] == '\0';
}

bool parameter_read(struct kam_report *report, char *text, const char **why)
{
	struct kam_parameter *parameters =
		realloc(report->parameters, (report->parameter_count + 1) * sizeof *parameters);
	struct kam_parameter parameter = { 0 };
	char *name = take_word(&text), *kind = text, *end, *help, *initial = NULL;

	*why = NULL;
	if (parameters == NULL)
		return false;
	report->parameters = parameters;
	*why = _("there are two parameters of this name");
	for (size_t i = 0; i < report->parameter_count; i++)
		if (strcmp(parameters[i].name, name) == 0)
			return false;
	*why = _("what is shared has this name already");
	for (size_t i = 0; i < report->shared_count; i++)
		if (strcmp(report->shared[i].name, name) == 0)
			return false;
	*why = _("a parameter's name is of a–z, 0–9 and _, and none that kam uses itself");
	if (!is_name(name) || parameter_is_reserved(name))
		return false;
	end = kind + strcspn(kind, " \t=");
	help = skip_blanks(end);
	if (*help == '=') {
		initial = skip_blanks(help + 1);
		help = split_help(initial);
		trim_end(initial);
	} else if (*help == '#') {
		help = skip_blanks(help + 1);
	}
	*end = '\0';
	if ((*why = read_parameter_kind(&parameter, kind)) != NULL)
		return false;
	parameter.initial = initial;
	if ((*why = check_initial(&parameter)) != NULL)
		return false;
	parameter.name = strdup(name);
	parameter.help = strdup(help);
	parameter.initial = initial == NULL ? NULL : strdup(initial);
	parameter.choices = parameter.choices == NULL ? NULL : strdup(parameter.choices);
	parameters[report->parameter_count++] = parameter;
	return parameter.name != NULL && parameter.help != NULL && (initial == NULL || parameter.initial != NULL) &&
	       (parameter.kind != KAM_PARAMETER_CHOICE || parameter.choices != NULL);
}
