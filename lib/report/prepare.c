/* A report's SQL made ready: braces replaced, parameters bound, mistakes said with file and line. */
#include "run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The message so far, with the place in front. */
static enum kam_status fail_at(const struct run *run, const struct report_statement *statement, size_t offset,
                               const char *message)
{
	return fail(run->kam, KAM_BAD_DATA, "%s:%d: %s", run->report->file, shared_line(statement, offset), message);
}

static enum kam_status fail_substitution(const struct run *run, const struct report_statement *statement,
                                         enum kam_status status, const struct substitution_fault *fault)
{
	const struct argument *argument = fault->name == NULL ? NULL : run_argument(run, fault->name);
	struct buffer said = { 0 };

	if (fault->where || (status != KAM_USAGE && status != KAM_BAD_VALUE))
		return status;
	buffer_put(&said, kam_error_message(run->kam));
	if (buffer_text(&said) == NULL)
		status = fail_memory(run->kam);
	else if (argument != NULL)
		status = fail(run->kam, KAM_USAGE, "--%s '%s': %s", fault->name, argument->text, said.text);
	else
		status = fail_at(run, statement, fault->offset, said.text);
	buffer_free(&said);
	return status;
}

/* Where in the report's own SQL is the word that SQLite complains of (near "x": …; no such column: x)? */
static size_t find_blamed(const char *sql, const char *message)
{
	const char *start = strstr(message, "near \""), *found;
	char word[64];
	size_t length;

	if (start != NULL) {
		start += 6;
		length = strcspn(start, "\"");
	} else if ((start = strstr(message, ": ")) != NULL && (start = strstr(start + 2, ": ")) != NULL) {
		start += 2;
		length = strcspn(start, " ");
	} else {
		return 0;
	}
	snprintf(word, sizeof word, "%.*s", (int)(length < 63 ? length : 63), start);
	found = *word == '\0' ? NULL : strstr(sql, word);
	return found == NULL ? 0 : (size_t)(found - sql);
}

/* A mistake in SQL is the report's: without the statement as composed, which nobody has written. */
static enum kam_status fail_sql(const struct run *run, const struct report_statement *statement, const char *composed)
{
	struct buffer said = { 0 };
	enum kam_status status;
	char *end;

	buffer_put(&said, kam_error_message(run->kam));
	if (buffer_text(&said) == NULL)
		return fail_memory(run->kam);
	if ((end = strstr(said.text, composed)) != NULL)
		*end = '\0';
	said.length = strlen(said.text);
	if (said.length > 5 && strcmp(said.text + said.length - 5, " in: ") == 0)
		said.text[said.length - 5] = '\0';
	status = fail_at(run, statement, find_blamed(statement->sql, said.text), said.text);
	buffer_free(&said);
	return status;
}

/* :NAME, and of a period :NAME_from, :NAME_to (days), :NAME_from_at, :NAME_to_at (instants), empty without a bound. */
static void bind(const struct run *run, struct statement *statement)
{
	for (size_t i = 0; i < run->report->parameter_count; i++) {
		const struct kam_parameter *parameter = &run->report->parameters[i];
		const struct argument *argument = &run->arguments[i];
		const struct {
			const char *end, *text;
		} bounds[] = { { "from", argument->period.from },
			       { "to", argument->period.to },
			       { "from_at", argument->from_at },
			       { "to_at", argument->to_at } };
		char name[80];

		snprintf(name, sizeof name, ":%s", parameter->name);
		if (parameter->kind != KAM_PARAMETER_PERIOD) {
			store_bind_value(statement, name, &argument->value);
			continue;
		}
		for (size_t j = 0; j < sizeof bounds / sizeof *bounds; j++) {
			snprintf(name, sizeof name, ":%s_%s", parameter->name, bounds[j].end);
			store_bind_text(statement, name, *bounds[j].text == '\0' ? NULL : bounds[j].text);
		}
	}
	store_bind_text(statement, ":now", run->kam->now_text);
}

enum kam_status run_prepare(const struct run *run, const struct report_statement *statement, struct query *query,
                            struct statement **out)
{
	struct substitution_fault fault = { 0 };
	enum kam_status status;

	*out = NULL;
	query_start(query, run->kam);
	status = query_substitute(query, statement->sql, &run->substitutions, &fault);
	if (status != KAM_OK)
		return fail_substitution(run, statement, status, &fault);
	status = query_prepare(query, out);
	if (status == KAM_OK)
		bind(run, *out);
	else if (status == KAM_SYSTEM)
		status = fail_sql(run, statement, query->sql.text);
	return status;
}

enum kam_status run_count(const struct run *run, const struct report_statement *statement, int64_t *out)
{
	struct query query;
	struct statement *prepared = NULL;
	enum kam_status status = run_prepare(run, statement, &query, &prepared);

	*out = 0;
	if (status == KAM_OK && store_width(prepared) != 1)
		status = fail_at(run, statement, 0, _("this SQL has to select one number"));
	if (status == KAM_OK)
		status = store_step(prepared);
	if (status == KAM_OK)
		*out = store_integer(prepared, 0);
	store_finalize(prepared);
	query_end(&query);
	return status == KAM_DONE ? KAM_OK : status;
}
