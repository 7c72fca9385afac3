/* Does what was read of a section fit together? */
#include "heading.h"

#include <stdlib.h>
#include <string.h>

const char section_starved[] = "";

/* The word of a chart: bar NAME FIGURE … */
static bool chart_fits(const struct report_section *section, bool *starved)
{
	char *text = strdup(section->chart), *at = text;
	bool fits = text != NULL && strcmp(take_word(&at), "bar") == 0 && *at != '\0';

	*starved |= text == NULL;
	while (fits && *at != '\0')
		fits = columns_find(&section->main, take_word(&at)) >= 0;
	free(text);
	return fits;
}

/* a, b: columns that are there */
static bool spare_fits(const struct report_statement *statement, bool *starved)
{
	char *text = statement->spare == NULL ? NULL : strdup(statement->spare), *at = text;
	bool fits = (text == NULL) == (statement->spare == NULL);

	*starved |= !fits;
	while (fits && at != NULL && *at != '\0') {
		size_t length = strcspn(at, ",");
		char *next = at + length + (at[length] == ',');

		at[length] = '\0';
		trim_end(at);
		fits = columns_find(statement, at) >= 0;
		at = skip_blanks(next);
	}
	free(text);
	return fits;
}

static const char *check_bys(const struct kam_report *report, const struct report_statement *statement)
{
	for (size_t i = 0; i < statement->column_count; i++) {
		const char *by = statement->columns[i].by;
		bool found = by == NULL;

		for (size_t j = 0; j < report->parameter_count && !found; j++)
			found = report->parameters[j].kind == KAM_PARAMETER_FIELD &&
			        strcmp(report->parameters[j].name, by) == 0;
		if (!found)
			return _("{…} as a column's kind has to name a field parameter");
	}
	return NULL;
}

const char *section_check(const struct kam_report *report, const struct report_section *section)
{
	const char *why = NULL;
	bool starved = false;

	if (columns_find(&section->main, section->key) < 0)
		why = _("-- key: has to name a column");
	else if (section->main.columns[columns_find(&section->main, section->key)].formula != NULL)
		why = _("-- key: cannot be a computed column");
	else if (section->chart != NULL && !chart_fits(section, &starved))
		why = _("a chart is written: bar NAME FIGURE, of columns that are there");
	else if (!spare_fits(&section->main, &starved) || !spare_fits(&section->rows, &starved))
		why = _("-- spare: has to name columns, with commas between");
	else if (section->rows.sql != NULL && strstr(section->rows.sql, ":key") == NULL)
		why = _("the SQL of -- rows: has to say which line it is behind: … IS :key");
	if (why == NULL)
		why = check_bys(report, &section->main);
	if (why == NULL)
		why = check_bys(report, &section->rows);
	return starved ? section_starved : why;
}
