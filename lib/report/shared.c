/* SQL that several statements of a report share, put in where they name it. */
#include "heading.h"

#include <stdlib.h>
#include <string.h>

bool shared_read(struct kam_report *report, const char *name, int line, const char **why)
{
	struct report_shared *shared = realloc(report->shared, (report->shared_count + 1) * sizeof *shared);

	*why = NULL;
	if (shared == NULL)
		return false;
	report->shared = shared;
	*why = _("what is shared is called by one word of a–z, 0–9 and _, and none that kam uses itself");
	if (!is_name(name) || parameter_is_reserved(name))
		return false;
	*why = _("there is a parameter of this name, or something shared");
	for (size_t i = 0; i < report->parameter_count; i++)
		if (strcmp(report->parameters[i].name, name) == 0)
			return false;
	for (size_t i = 0; i < report->shared_count; i++)
		if (strcmp(shared[i].name, name) == 0)
			return false;
	*why = NULL;
	shared += report->shared_count;
	*shared = (struct report_shared){ strdup(name), NULL, line };
	report->shared_count += shared->name != NULL;
	return shared->name != NULL;
}

/* The one that `{name}` at `at` stands for; *length is that of the whole brace. NULL: none. */
static const struct report_shared *find_shared(const struct kam_report *report, const char *at, size_t *length)
{
	size_t inside = strcspn(at + 1, "}");

	*length = inside + 2;
	for (size_t i = 0; at[1 + inside] == '}' && i < report->shared_count; i++)
		if (strlen(report->shared[i].name) == inside && memcmp(report->shared[i].name, at + 1, inside) == 0)
			return &report->shared[i];
	return NULL;
}

static bool add_place(struct report_statement *statement, size_t offset, int line)
{
	struct report_place *places = realloc(statement->places, (statement->place_count + 1) * sizeof *places);

	if (places == NULL)
		return false;
	statement->places = places;
	places[statement->place_count++] = (struct report_place){ offset, line };
	return true;
}

/* One level deep: what is shared says nothing about what else is. */
bool shared_put(const struct kam_report *report, struct report_statement *statement)
{
	struct buffer whole = { 0 };
	const char *at = statement->sql, *from = at;
	int line = statement->line;
	bool done = true;

	while (*at != '\0' && done) {
		const struct report_shared *shared = NULL;
		const char *past = statement_past_quoted(at);
		size_t length = 1;

		if (past == at && *at == '{')
			shared = find_shared(report, at, &length);
		if (shared != NULL) {
			buffer_add(&whole, from, (size_t)(at - from));
			done = add_place(statement, whole.length, shared->line);
			buffer_add(&whole, shared->sql, strlen(shared->sql));
			done = done && add_place(statement, whole.length, line);
			at += length;
			from = at;
			continue;
		}
		past = past == at ? at + 1 : past;
		for (; at < past; at++)
			line += *at == '\n';
	}
	buffer_put(&whole, from);
	if (!done || whole.failed) {
		buffer_free(&whole);
		return false;
	}
	free(statement->sql);
	statement->sql = buffer_take(&whole);
	return statement->sql != NULL;
}

int shared_line(const struct report_statement *statement, size_t offset)
{
	struct report_place last = { 0, statement->line };

	for (size_t i = 0; i < statement->place_count && statement->places[i].offset <= offset; i++)
		last = statement->places[i];
	for (size_t i = last.offset; i < offset && statement->sql[i] != '\0'; i++)
		last.line += statement->sql[i] == '\n';
	return last.line;
}

void shared_free(struct kam_report *report)
{
	for (size_t i = 0; i < report->shared_count; i++) {
		free(report->shared[i].name);
		free(report->shared[i].sql);
	}
	free(report->shared);
}
