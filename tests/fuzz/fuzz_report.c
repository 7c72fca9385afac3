/* Any text as a report: a heading that is whole, or a message that names the file and a line of it. */
#include "../../lib/report/heading.h"

#include "kam/internal/query.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Formulas are worked out over rows of small figures, zero among them. */
static void check_columns(const struct report_statement *statement)
{
	struct kam_value *row = calloc(statement->column_count + 1, sizeof *row);

	if (row == NULL)
		return;
	for (int64_t round = -1; round < 3; round++)
		for (size_t i = 0; i < statement->column_count; i++) {
			const struct report_column *column = &statement->columns[i];

			if (column->name == NULL || !is_name(column->name) || columns_find(statement, column->name) != (int)i)
				abort();
			if (column->formula != NULL)
				row[i] = formula_value(column->formula, row);
			else
				row[i] = (struct kam_value){ .type = KAM_IS_INTEGER, .integer = round * (int64_t)(i % 3) };
			if (row[i].type != KAM_IS_EMPTY && row[i].type != KAM_IS_INTEGER && row[i].type != KAM_IS_NUMBER)
				abort();
		}
	free(row);
}

static void check_statement(struct kam *kam, const struct kam_report *report, const struct report_statement *statement)
{
	struct substitutions substitutions = { .type = report->record };
	struct substitution_fault fault = { 0 };
	struct query *query = malloc(sizeof *query);

	if (statement->line < 1)
		abort();
	if (query == NULL)
		return;
	query_start(query, kam);
	if (query_substitute(query, statement->sql, &substitutions, &fault) != KAM_OK &&
	    fault.offset >= strlen(statement->sql))
		abort();
	query_end(query);
	free(query);
}

static void check_report(struct kam *kam, const struct kam_report *report)
{
	if (report->title == NULL || report->record == NULL || report->section_count == 0)
		abort();
	for (size_t i = 0; i < report->parameter_count; i++)
		if (!is_name(report->parameters[i].name) || report->parameters[i].help == NULL)
			abort();
	for (size_t i = 0; i < report->section_count; i++) {
		const struct report_section *section = &report->sections[i];

		if (section->main.sql == NULL || section->main.column_count == 0 ||
		    columns_find(&section->main, section->key) < 0)
			abort();
		check_columns(&section->main);
		check_statement(kam, report, &section->main);
		if (section->rows.sql != NULL)
			check_statement(kam, report, &section->rows);
		for (size_t j = 0; j < section->count_count; j++)
			check_statement(kam, report, &section->counts[j]);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct kam kam = { .language = (char[]){ "en" } };
	struct kam_report *report;
	char *text = malloc(size + 1);

	if (text == NULL)
		return 0;
	if (size > 0)
		memcpy(text, data, size);
	text[size] = '\0';
	if (heading_read(&kam, "r.sql", "r", text, &report) != KAM_OK) {
		if (report != NULL || strncmp(kam_error_message(&kam), "r.sql:", 6) != 0)
			abort();
	} else {
		check_report(&kam, report);
	}
	kam_report_free(report);
	buffer_free(&kam.message);
	free(text);
	return 0;
}
