/* What a report says of itself, and letting go of one. */
#include "heading.h"

#include <stdlib.h>

const char *kam_report_name(const struct kam_report *report)
{
	return report->name;
}

const char *kam_report_title(const struct kam_report *report)
{
	return _(report->title);
}

const char *kam_report_about(const struct kam_report *report)
{
	return report->about == NULL ? "" : _(report->about);
}

const char *kam_report_main(const struct kam_report *report)
{
	return report->section_count == 1 ? report->sections[0].name : report->main;
}

const char *kam_report_section_name(const struct kam_report *report, size_t index)
{
	return index < report->section_count ? report->sections[index].name : NULL;
}

const struct kam_parameter *kam_report_parameter(const struct kam_report *report, size_t index)
{
	return index < report->parameter_count ? &report->parameters[index] : NULL;
}

bool kam_report_has_findings(const struct kam_report *report)
{
	for (size_t i = 0; i < report->section_count; i++)
		if (report->sections[i].findings)
			return true;
	return false;
}

static void statement_free(struct report_statement *statement)
{
	columns_free(statement);
	free(statement->about);
	free(statement->sql);
	free(statement->spare);
	free(statement->places);
}

static void section_free(struct report_section *section)
{
	free(section->name);
	free(section->title);
	free(section->key);
	free(section->chart);
	free(section->with);
	statement_free(&section->main);
	statement_free(&section->rows);
	for (size_t i = 0; i < section->count_count; i++)
		statement_free(&section->counts[i]);
	free(section->counts);
}

void kam_report_free(struct kam_report *report)
{
	if (report == NULL)
		return;
	for (size_t i = 0; i < report->section_count; i++)
		section_free(&report->sections[i]);
	for (size_t i = 0; i < report->parameter_count; i++) {
		free((void *)report->parameters[i].name);
		free((void *)report->parameters[i].help);
		free((void *)report->parameters[i].initial);
		free((void *)report->parameters[i].choices);
	}
	shared_free(report);
	free(report->sections);
	free(report->parameters);
	free(report->file);
	free(report->name);
	free(report->title);
	free(report->about);
	free(report->main);
	free(report);
}
