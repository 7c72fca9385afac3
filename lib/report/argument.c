/* The values of a report's parameters: as given, else initial; read by their kinds. */
#include "run.h"

#include "kam/internal/reference.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void first_instant(const struct kam *kam, const char *day, char out[KAM_INSTANT_SIZE])
{
	int64_t seconds;
	const char *ignored;

	out[0] = '\0';
	if (*day != '\0' && kam_instant_parse(day, strlen(day), kam->zone, 0, false, &seconds, &ignored) == KAM_OK)
		kam_instant_format(seconds, out);
}

static enum kam_status read_period(const struct run *run, struct argument *argument, const char **why)
{
	const char *text = argument->text == NULL ? "all" : argument->text;
	enum kam_status status = kam_period_parse(text, strlen(text), run->kam->today, &argument->period, why);

	first_instant(run->kam, argument->period.from, argument->from_at);
	first_instant(run->kam, argument->period.to, argument->to_at);
	return status;
}

/* As a reference is resolved anywhere where one reads; none stays empty. */
static enum kam_status read_reference(const struct run *run, const struct kam_parameter *parameter,
                                      struct argument *argument)
{
	const char *text = argument->text == NULL ? "" : argument->text;
	enum kam_status status;

	argument->value = (struct kam_value){ .type = KAM_IS_EMPTY };
	if (*text == '\0')
		return KAM_OK;
	status = reference_find(run->kam, kam_type_find(parameter->record), text, strlen(text), REFERENCE_READ,
	                        &argument->value.integer, NULL);
	if (status == KAM_OK)
		argument->value.type = KAM_IS_INTEGER;
	return status;
}

static enum kam_status fail_choice(const struct run *run, const struct kam_parameter *parameter, const char *text)
{
	struct buffer choices = { 0 };
	enum kam_status status;

	for (const char *at = parameter->choices; *at != '\0'; at++)
		buffer_add(&choices, *at == '|' ? ", " : at, *at == '|' ? 2 : 1);
	status = buffer_text(&choices) == NULL ? fail_memory(run->kam)
	                                       : fail(run->kam, KAM_BAD_VALUE, _("--%s '%s': expected one of %s"),
	                                              parameter->name, text, choices.text);
	buffer_free(&choices);
	return status;
}

static enum kam_status read_argument(const struct run *run, const struct kam_parameter *parameter,
                                     struct argument *argument)
{
	static const enum kam_kind kinds[] = { KAM_TEXT, KAM_TEXT, KAM_TEXT, KAM_INTEGER,
		                               KAM_DATE, KAM_TEXT, KAM_TEXT, KAM_MONEY };
	struct kam_reading reading = { .decimal = '.',
		                       .relative = true,
		                       .currency = run->kam->currency,
		                       .zone = run->kam->zone,
		                       .now = run->kam->now };
	const char *why = "", *text = argument->text == NULL ? "" : argument->text;
	char signed_text[16];
	size_t span;
	enum kam_status status;
	int64_t day;

	/* Of an earlier day, today is that day. What cannot be read is told below. */
	if (parameter->kind == KAM_PARAMETER_DATE &&
	    kam_date_parse(text, strlen(text), run->kam->today, true, &day, &why) == KAM_OK) {
		kam_date_format(day, argument->day);
		text = argument->day;
	}
	if (parameter->kind == KAM_PARAMETER_REFERENCE)
		return read_reference(run, parameter, argument);
	/* None of them only where the report begins with none. */
	if (parameter->kind == KAM_PARAMETER_CHOICE && argument->text != NULL && !parameter_takes(parameter, text) &&
	    (*text != '\0' || parameter->initial == NULL || *parameter->initial != '\0'))
		return fail_choice(run, parameter, text);
	/* --next 30d: where only a day to come is meant, its sign may be left out. */
	if (parameter->kind == KAM_PARAMETER_DATE && text[span = strspn(text, "0123456789")] != '\0' && span > 0 &&
	    strchr("dwmy", text[span]) != NULL && text[span + 1] == '\0' && span + 3 < sizeof signed_text) {
		snprintf(signed_text, sizeof signed_text, "+%s", text);
		text = signed_text;
	}
	if (parameter->kind == KAM_PARAMETER_PERIOD)
		status = read_period(run, argument, &why);
	else
		status = kam_value_parse(kinds[parameter->kind], &reading, text, strlen(text), argument->scratch,
		                         &argument->value, &why);
	if (status == KAM_BAD_VALUE)
		return fail(run->kam, KAM_BAD_VALUE, _("--%s '%s': expected %s"), parameter->name, text, why);
	if (status == KAM_OK && parameter->kind == KAM_PARAMETER_MONEY && argument->value.type == KAM_IS_INTEGER &&
	    strncmp(argument->value.text, run->kam->currency, 3) != 0)
		return fail(run->kam, KAM_BAD_VALUE, _("--%s '%s': expected an amount in %s, the base currency"),
		            parameter->name, text, run->kam->currency);
	return status;
}

static enum kam_status take_given(struct run *run)
{
	const struct kam_report *report = run->report;

	for (size_t i = 0; i < run->request->argument_count; i++) {
		const struct kam_assignment *given = &run->request->arguments[i];
		bool found = false;

		for (size_t j = 0; j < report->parameter_count; j++)
			if (strcmp(report->parameters[j].name, given->field) == 0) {
				run->arguments[j].text = given->value;
				found = true;
			}
		if (!found)
			return fail(run->kam, KAM_USAGE, _("the report %s takes no --%s"), report->name, given->field);
	}
	return KAM_OK;
}

static enum kam_status read_arguments(struct run *run)
{
	const struct kam_report *report = run->report;
	enum kam_status status = run->request == NULL ? KAM_OK : take_given(run);

	for (size_t i = 0; i < report->parameter_count && status == KAM_OK; i++) {
		const struct kam_parameter *parameter = &report->parameters[i];
		struct argument *argument = &run->arguments[i];
		struct substitution_name *name = &run->names[i];

		if (argument->text == NULL)
			argument->text = parameter->initial;
		/* A check has to do without what must be given. */
		if (argument->text == NULL && run->request != NULL)
			return fail(run->kam, KAM_USAGE, _("the report %s needs --%s"), report->name, parameter->name);
		name->name = parameter->name;
		status = read_argument(run, parameter, argument);
		if (parameter->kind == KAM_PARAMETER_PERIOD) {
			name->period = &argument->period;
		} else if (parameter->kind == KAM_PARAMETER_FIELD) {
			name->type = kam_type_find(parameter->record);
			if (argument->text == NULL)
				argument->text = name->type->label;
			name->path = argument->text;
		}
	}
	return status;
}

enum kam_status run_start(struct run *run, struct kam *kam, const struct kam_report *report,
                          const struct kam_report_request *request)
{
	*run = (struct run){ .kam = kam, .report = report, .request = request };
	run->arguments = calloc(report->parameter_count + 1, sizeof *run->arguments);
	run->names = calloc(report->parameter_count + 1, sizeof *run->names);
	if (run->arguments == NULL || run->names == NULL)
		return fail_memory(kam);
	run->substitutions = (struct substitutions){ report->record, request == NULL ? NULL : request->where,
		                                     run->names, report->parameter_count };
	return read_arguments(run);
}

void run_end(struct run *run)
{
	free(run->arguments);
	free(run->names);
}

/* Of the parameter with that name; as many as there are: none has it. */
static size_t place_of_parameter(const struct run *run, const char *name)
{
	size_t place = 0;

	while (place < run->report->parameter_count && strcmp(run->report->parameters[place].name, name) != 0)
		place++;
	return place;
}

const struct argument *run_argument(const struct run *run, const char *name)
{
	size_t place = place_of_parameter(run, name);

	return place < run->report->parameter_count ? &run->arguments[place] : NULL;
}

void period_say(const struct kam_period *period, struct buffer *out)
{
	char last[KAM_DATE_SIZE] = "";
	const char *ignored;
	int64_t day;

	/* Half-open: people say the last day. */
	if (period->to[0] != '\0' && kam_date_parse(period->to, strlen(period->to), 0, false, &day, &ignored) == KAM_OK)
		kam_date_format(day - 1, last);
	if (period->all)
		buffer_put(out, _("all times"));
	else if (period->from[0] == '\0')
		buffer_format(out, _("up to %s"), last);
	else if (last[0] == '\0')
		buffer_format(out, _("from %s on"), period->from);
	else if (strcmp(period->from, last) == 0)
		buffer_put(out, last);
	else
		buffer_format(out, _("%s to %s"), period->from, last);
}

void count_say(int64_t count, const char *text, struct buffer *out)
{
	char digits[40];
	size_t length = kam_money_format(count, "JPY", true, digits);

	buffer_add(out, digits, length);
	buffer_put(out, " ");
	for (const char *several; (several = strstr(text, "(s)")) != NULL; text = several + 3) {
		buffer_add(out, text, (size_t)(several - text));
		buffer_put(out, count == 1 ? "" : "s");
	}
	buffer_put(out, text);
}

void argument_say(const struct run *run, size_t index, struct buffer *out)
{
	const struct substitution_name *name = &run->names[index];
	const char *text = run->arguments[index].text;
	struct query ignored;
	struct path path;

	if (name->path != NULL && run->kam->language != NULL && strcmp(run->kam->language, "en") != 0) {
		query_start(&ignored, run->kam);
		if (query_path(&ignored, name->type, name->type->name, name->path, PATH_SHOWN, &path) == KAM_OK) {
			buffer_put(out, path.title);
			query_end(&ignored);
			return;
		}
		query_end(&ignored);
	}
	if (text != NULL)
		buffer_put(out, run->report->parameters[index].kind == KAM_PARAMETER_CHOICE ? _(text) : text);
}

void run_title(const struct run *run, const struct report_section *section, struct buffer *out)
{
	const char *at = section->title != NULL ? _(section->title) : kam_report_title(run->report);

	while (*at != '\0') {
		size_t length = strcspn(at, "{"), inside = 0, place = run->report->parameter_count;
		char name[64];

		buffer_add(out, at, length);
		at += length;
		if (*at == '\0')
			break;
		inside = strcspn(at + 1, "}");
		if (at[1 + inside] == '}' && inside < sizeof name) {
			memcpy(name, at + 1, inside);
			name[inside] = '\0';
			place = place_of_parameter(run, name);
		}
		if (place < run->report->parameter_count && run->arguments[place].text != NULL) {
			argument_say(run, place, out);
			at += inside + 2;
		} else {
			buffer_add(out, at++, 1);
		}
	}
}
