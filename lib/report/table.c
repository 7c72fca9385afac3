/* The rows of a table: what was selected made fit for its column, computed columns worked out. */
#include "table.h"

#include "kam/internal/arrange.h"
#include "kam/internal/reference.h"

#include <math.h>

static bool is_figure(enum kam_kind kind)
{
	return kind == KAM_INTEGER || kind == KAM_MONEY || kind == KAM_PERCENT || kind == KAM_FLAG;
}

/* SQL knows few kinds: what it selected becomes the column's. */
static enum kam_status take_value(const struct table *table, struct cell_source *column, struct kam_value *value)
{
	bool number = value->type == KAM_IS_INTEGER || value->type == KAM_IS_NUMBER;
	bool figure = is_figure(column->kind) || column->kind == KAM_NUMBER;
	size_t length;

	if (value->type == KAM_IS_EMPTY || value->type == KAM_IS_MASKED)
		return KAM_OK;
	if (value->type == KAM_IS_TEXT && value->length == 0) {
		value->type = KAM_IS_EMPTY;
		return KAM_OK;
	}
	if (column->kind == KAM_ID && value->type == KAM_IS_INTEGER && column->target != NULL) {
		value->length = reference_format(column->target, value->integer, column->scratch);
		value->text = column->scratch;
		value->type = KAM_IS_TEXT;
		return KAM_OK;
	}
	if (is_figure(column->kind) && value->type == KAM_IS_NUMBER && fabs(value->number) < 9e18) {
		value->type = KAM_IS_INTEGER;
		value->integer = (int64_t)llround(value->number);
		return KAM_OK;
	}
	if (number && column->kind == KAM_NUMBER && column->decimals >= 0 && value->type == KAM_IS_NUMBER)
		value->number = figure_round(value->number, column->decimals);
	if (figure && (number || figure_is_missing(value)))
		return KAM_OK;
	if (figure)
		return fail(table->kam, KAM_BAD_DATA, _("%s:%d: column %s: '%.*s' is no figure"), table->report->file,
		            table->statement->line, column->name, (int)(value->length < 60 ? value->length : 60),
		            value->text);
	if (number) {
		value->text = kam_value_text(KAM_NUMBER, value, column->scratch, &length);
		value->length = length;
		value->type = KAM_IS_TEXT;
	}
	return KAM_OK;
}

static enum kam_status take_row(struct table *table, struct statement *selected)
{
	enum kam_status status = KAM_OK;

	for (size_t i = 0; i < table->count && status == KAM_OK; i++) {
		struct cell_source *column = &table->columns[i];

		if (column->formula != NULL) {
			table->row[i] = formula_value(column->formula, table->row);
		} else {
			store_value(selected, column->from, &table->row[i]);
			status = take_value(table, column, &table->row[i]);
		}
	}
	return status;
}

/* Columns as the answer would have them, were none chosen. */
static enum kam_status all_columns(const struct table *table, struct kam_rows **out)
{
	enum kam_status status = rows_new(table->kam, out);

	for (size_t i = 0; i < table->count && status == KAM_OK; i++) {
		const struct cell_source *column = &table->columns[i];

		if (!rows_add_column(*out, column->name, column->title, column->kind, column->priority))
			status = fail_memory(table->kam);
	}
	return status;
}

static enum kam_status table_fill(struct table *table, struct statement *selected, const struct table_choice *choice,
                                  struct kam_rows **out)
{
	struct kam_rows *all = NULL;
	struct arrangement *arrangement = NULL;
	enum kam_status status = all_columns(table, &all);

	if (status == KAM_OK)
		status = arrangement_start(table->kam, all, choice->columns, choice->sort, choice->limit, &arrangement);
	while (status == KAM_OK && !arrangement_full(arrangement) && (status = store_step(selected)) == KAM_OK)
		if ((status = take_row(table, selected)) == KAM_OK)
			status = arrangement_put(arrangement, table->row);
	store_reset(selected);
	status = arrangement_end(arrangement, status == KAM_DONE ? KAM_OK : status, out);
	kam_rows_free(all);
	return status;
}

enum kam_status table_run(const struct run *run, const struct report_statement *statement, const char *key,
                          bool inferred, const struct table_choice *choice, const struct kam_value *line,
                          struct kam_rows **out)
{
	struct query query;
	struct statement *selected = NULL;
	struct table *table = NULL;
	enum kam_status status = run_prepare(run, statement, &query, &selected);

	*out = NULL;
	if (status == KAM_OK)
		status = table_new(run, statement, key, inferred, selected, &table);
	if (status == KAM_OK && line != NULL)
		store_bind_value(selected, ":key", line);
	if (status == KAM_OK)
		status = table_fill(table, selected, choice, out);
	table_free(table);
	store_finalize(selected);
	query_end(&query);
	return status;
}
