/* The value of an option or an operand: choices, days, periods, files, records, by the name its row gives it. */
#include "completion.h"

#include <dirent.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

static void add_dates(struct candidates *out)
{
	static const struct {
		const char *word, *about;
	} dates[] = {
		{ "today", NULL },
		{ "yesterday", NULL },
		{ "tomorrow", NULL },
		{ "+1d", NULL },
		{ "+1w", NULL },
		{ "+1m", NULL },
		{ "eom", N_("the last day of this month") },
		{ "mon", N_("the next one, today included") },
		{ "tue", NULL },
		{ "wed", NULL },
		{ "thu", NULL },
		{ "fri", NULL },
		{ "sat", NULL },
		{ "sun", NULL },
	};

	for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
		candidates_add(out, dates[i].word, dates[i].about != NULL ? _(dates[i].about) : NULL);
}

static void add_periods(struct candidates *out)
{
	candidates_add_words(out,
	                     "this week|this month|this quarter|this year|last week|last month|last quarter|last year",
	                     "|");
	candidates_add(out, "all", _("without a bound"));
}

/* What --csv and its like stand for. */
static void add_formats(struct candidates *out)
{
	candidates_add(out, "table", NULL);
	for (const struct option_row *row = global_options; row->kind != OPTION_END; row++)
		if (row->implies != NULL && row->offset == offsetof(struct globals, format))
			candidates_add(out, row->implies, NULL);
}

/* A map is a file, or one of the user's own by its name. */
static void add_maps(struct candidates *out)
{
	char *path = config_folder("maps");
	DIR *folder = path != NULL ? opendir(path) : NULL;
	const struct dirent *entry;

	while (folder != NULL && (entry = readdir(folder)) != NULL) {
		const char *end = strrchr(entry->d_name, '.');
		char *name = end != NULL && strcmp(end, ".map") == 0
		                     ? format_text("%.*s", (int)(end - entry->d_name), entry->d_name)
		                     : NULL;

		if (name != NULL)
			candidates_add(out, name, _("a map of yours"));
		free(name);
	}
	if (folder != NULL)
		closedir(folder);
	free(path);
	out->files = true;
}

/* A report knows its sections, and whose fields its parameters are. */
static void add_from_report(const struct place *place, const struct offer *option, struct candidates *out)
{
	struct kam_options options = { .path = NULL };
	struct kam *kam = NULL;
	struct kam_report *report = NULL;
	char *own = config_folder("reports");

	if (kam_open(&options, &kam) == KAM_OK)
		(void)kam_report_find(kam, place->report, own, &report);
	if (report != NULL && strcmp(option->name, "section") == 0)
		for (size_t i = 0; kam_report_section_name(report, i) != NULL; i++)
			candidates_add(out, kam_report_section_name(report, i), NULL);
	for (size_t i = 0; report != NULL && kam_report_parameter(report, i) != NULL; i++) {
		const struct kam_parameter *parameter = kam_report_parameter(report, i);

		if (parameter->kind == KAM_PARAMETER_FIELD && strcmp(parameter->name, option->name) == 0)
			complete_path(kam_type_find(parameter->record), out);
	}
	kam_report_free(report);
	kam_close(kam);
	free(own);
}

void complete_field_value(const struct place *place, const struct kam_field *field, struct candidates *out)
{
	switch (field->kind) {
	case KAM_CHOICE:
		candidates_add_words(out, field->choices, " ");
		break;
	case KAM_FLAG:
		candidates_add_words(out, "yes no", " ");
		break;
	case KAM_DATE:
	case KAM_INSTANT:
		add_dates(out);
		break;
	case KAM_REFERENCE:
		complete_record(place, field->target, (field->flags & KAM_BY_NAME) != 0, out);
		break;
	case KAM_ID:
		complete_record(place, place->about.type->name, false, out);
		break;
	default:
		break;
	}
}

/* "A,B": the last of several, with those before it left alone. */
static void add_columns(const struct place *place, struct candidates *out)
{
	const char *last = strrchr(out->typed, ','), *name = last != NULL ? last + 1 : out->typed;

	if (place->about.type == NULL)
		return;
	name += *name == '-';
	if (out->before_length == 0)
		out->before = out->typed;
	out->before_length += (size_t)(name - out->typed);
	out->typed = name;
	complete_path(place->about.type, out);
}

/* ACCOUNT, person …: the name of a record type, in capitals or not. */
static const struct kam_type *type_called(const char *name)
{
	char lower[32] = "";

	if (strlen(name) >= sizeof lower)
		return NULL;
	for (size_t i = 0; name[i] != '\0'; i++) {
		lower[i] = (char)(name[i] >= 'A' && name[i] <= 'Z' ? name[i] + 32 : name[i]);
	}
	return kam_type_find(lower);
}

static void complete_argument(const struct place *place, const char *name, struct candidates *out)
{
	const struct kam_type *type = place->about.type;
	bool own = strcmp(name, "RECORD") == 0;

	if (name[0] >= 'a' && name[0] <= 'z' && strchr(name, '|') != NULL)
		candidates_add_words(out, name, "|");
	else if (strcmp(name, "FILE") == 0 || strcmp(name, "DIR") == 0)
		out->files = true;
	else if (strcmp(name, "FORMAT") == 0)
		add_formats(out);
	else if (strcmp(name, "DATE") == 0)
		add_dates(out);
	else if (strcmp(name, "PERIOD") == 0)
		add_periods(out);
	else if (strcmp(name, "A,B") == 0 || strcmp(name, "A,-B") == 0)
		add_columns(place, out);
	else if (strcmp(name, "EXPRESSION") == 0 && type != NULL)
		complete_condition(place, type, out);
	else if (strcmp(name, "FIELD") == 0 && type != NULL)
		complete_path(type, out);
	else if (strncmp(name, "KEY", 3) == 0)
		complete_tag(place, out);
	else if (own ? type != NULL : type_called(name) != NULL)
		complete_record(place, own ? type->name : type_called(name)->name, false, out);
}

/* The field whose choices an option of a verb takes: of what the verb is about, or of the record that it writes. */
static const struct kam_field *choice_field(const struct place *place, const struct offer *option)
{
	const struct kam_type *types[] = {
		place->about.type,
		place->about.verb != NULL ? kam_type_find(place->about.verb->name) : NULL,
	};
	char name[sizeof option->name];

	for (size_t i = 0; i < sizeof name; i++)
		name[i] = (char)(option->name[i] == '-' ? '_' : option->name[i]);
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		const struct kam_field *field = types[i] != NULL ? kam_type_field(types[i], name) : NULL;

		if (field != NULL && field->kind == KAM_CHOICE)
			return field;
	}
	return NULL;
}

void complete_value(const struct place *place, const struct offer *option, struct candidates *out)
{
	if (option->field != NULL)
		complete_field_value(place, option->field, out);
	else if (place->report != NULL && !option->global &&
	         (strcmp(option->argument, "FIELD") == 0 || strcmp(option->name, "section") == 0))
		add_from_report(place, option, out);
	else if (strcmp(option->name, "map") == 0)
		add_maps(out);
	else if (option->argument != NULL && strcmp(option->argument, "CHOICE") == 0 &&
	         choice_field(place, option) != NULL)
		complete_field_value(place, choice_field(place, option), out);
	else
		complete_argument(place, option->argument, out);
}

void complete_operand(const struct place *place, const char *name, struct candidates *out)
{
	const char *command = place->about.command->name;
	char one[32];

	for (const char *at = name; *at != '\0'; at += strspn(at, " |")) {
		size_t length = strcspn(at, " |");

		if (length < sizeof one) {
			memcpy(one, at, length);
			one[length] = '\0';
			if (strcmp(one, "NAME") == 0 && strcmp(command, "report") == 0)
				complete_other_words(place->about.command, out);
			else
				complete_argument(place, one, out);
		}
		at += length;
	}
}
