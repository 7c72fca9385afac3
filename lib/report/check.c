/* Would a report run? Everything is prepared, and only the counts are run. */
#include "run.h"

static enum kam_status check_statement(const struct run *run, const struct report_statement *statement, bool inferred)
{
	struct query query;
	struct statement *prepared = NULL;
	struct table *table = NULL;
	enum kam_status status = run_prepare(run, statement, &query, &prepared);

	if (status == KAM_OK)
		status = table_new(run, statement, NULL, inferred, prepared, &table);
	table_free(table);
	store_finalize(prepared);
	query_end(&query);
	return status;
}

static enum kam_status check_section(const struct run *run, const struct report_section *section)
{
	enum kam_status status = check_statement(run, &section->main, false);
	int64_t ignored;

	if (status == KAM_OK && section->rows.sql != NULL)
		status = check_statement(run, &section->rows, true);
	for (size_t i = 0; i < section->count_count && status == KAM_OK; i++)
		status = run_count(run, &section->counts[i], &ignored);
	return status;
}

enum kam_status kam_report_check(struct kam *kam, const struct kam_report *report)
{
	struct run run;
	enum kam_status status = run_start(&run, kam, report, NULL);

	if (status == KAM_OK && (status = store_snapshot_begin(kam)) == KAM_OK) {
		for (size_t i = 0; i < report->section_count && status == KAM_OK; i++)
			status = check_section(&run, &report->sections[i]);
		store_snapshot_end(kam);
	}
	run_end(&run);
	/* With its own initial values: what cannot be read then is the report's mistake, not an argument's. */
	if (status == KAM_USAGE || status == KAM_BAD_VALUE) {
		struct buffer said = { 0 };

		buffer_put(&said, kam_error_message(kam));
		status = buffer_text(&said) == NULL ? fail_memory(kam)
		                                    : fail(kam, KAM_BAD_DATA, "%s: %s", report->file, said.text);
		buffer_free(&said);
	}
	return status;
}
