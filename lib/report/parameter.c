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

static const char *read_parameter_kind(struct kam_parameter *parameter, char *kind)
{
	static const char *const words[] = { "period", "field", "text", "integer", "date" };
	size_t length = strlen(kind);

	if (length > 7 && strncmp(kind, "field(", 6) == 0 && kind[length - 1] == ')') {
		kind[length - 1] = '\0';
		parameter->kind = KAM_PARAMETER_FIELD;
		if (kam_type_find(kind + 6) == NULL)
			return _("field(…) has to name a record type");
		parameter->record = kam_type_find(kind + 6)->name;
		return NULL;
	}
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (i != KAM_PARAMETER_FIELD && strcmp(words[i], kind) == 0) {
			parameter->kind = (enum kam_parameter_kind)i;
			return NULL;
		}
	return _("a parameter's kind is period, field(RECORD), text, integer or date");
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
	if (parameter->kind == KAM_PARAMETER_INTEGER && kam_integer_parse(text, strlen(text), &ignored, &why) != KAM_OK)
		return _("the initial value is no integer");
	if (parameter->kind == KAM_PARAMETER_DATE &&
	    kam_date_parse(text, strlen(text), 0, true, &ignored, &why) != KAM_OK)
		return _("the initial value is no date");
	return NULL;
}

/* Names that SQL and braces have already: :today, :base, :now, :key, :p0 …, {field(…)}, {where}. */
static bool is_reserved(const char *name)
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
	*why = _("a parameter's name is of a–z, 0–9 and _, and none that kam uses itself");
	if (!is_name(name) || is_reserved(name))
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
	parameters[report->parameter_count++] = parameter;
	return parameter.name != NULL && parameter.help != NULL && (initial == NULL || parameter.initial != NULL);
}
