/* The rows of a table: computed columns worked out, columns chosen, rows sorted and cut. */
#include "table.h"

#include "kam/internal/reference.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- what was asked for ---- */

static enum kam_status fail_no_column(const struct table *table, const char *option, const char *name, size_t length)
{
	struct buffer names = { 0 };
	enum kam_status status;

	for (size_t i = 0; i < table->count; i++)
		buffer_format(&names, i == 0 ? "%s" : ", %s", table->columns[i].name);
	if (buffer_text(&names) == NULL)
		status = fail_memory(table->kam);
	else
		status = fail(table->kam, KAM_USAGE, _("--%s: the report %s has no column '%.*s'; there are %s"),
		              option, table->report->name, (int)length, name, names.text);
	buffer_free(&names);
	return status;
}

/* "a,b" */
static enum kam_status choose(struct table *table, const char *names)
{
	table->chosen_count = 0;
	for (size_t i = 0; i < table->count && names == NULL; i++)
		table->chosen[table->chosen_count++] = i;
	while (names != NULL && *names != '\0') {
		size_t length = strcspn(names, ",");
		const struct cell_source *column = table_column(table, names, length);

		if (column == NULL)
			return fail_no_column(table, "columns", names, length);
		for (size_t i = 0; i < table->chosen_count; i++)
			if (table->chosen[i] == (size_t)(column - table->columns))
				return fail(table->kam, KAM_USAGE, _("--columns: %s is named twice"), column->name);
		table->chosen[table->chosen_count++] = (size_t)(column - table->columns);
		names += length + (names[length] == ',');
	}
	return KAM_OK;
}

/* "a,-b" */
static enum kam_status sort_by(struct table *table, const char *names)
{
	while (names != NULL && *names != '\0') {
		bool down = *names == '-';
		size_t length = strcspn(names + down, ",");
		const struct cell_source *column = table_column(table, names + down, length);

		if (column == NULL)
			return fail_no_column(table, "sort", names + down, length);
		if (table->sort_count == MAXIMUM_SORTS)
			return fail(table->kam, KAM_USAGE, _("--sort takes %d columns at most"), MAXIMUM_SORTS);
		table->sorts[table->sort_count].place = (size_t)(column - table->columns);
		table->sorts[table->sort_count++].down = down;
		names += down + length;
		names += *names == ',';
	}
	return KAM_OK;
}

/* ---- rows ---- */

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

static enum kam_status put_row(const struct table *table, const struct kam_value *values, struct kam_rows *rows)
{
	enum kam_status status = KAM_OK;

	for (size_t i = 0; i < table->chosen_count && status == KAM_OK; i++)
		status = rows_put(rows, &values[table->chosen[i]]);
	return status;
}

/* A copy of the row that lasts until all are there. */
static enum kam_status keep_row(struct table *table)
{
	struct kept_row *kept;

	if (table->kept_count % 256 == 0) {
		kept = realloc(table->kept, (table->kept_count + 256) * sizeof *kept);
		if (kept == NULL)
			return fail_memory(table->kam);
		table->kept = kept;
	}
	kept = &table->kept[table->kept_count];
	*kept = (struct kept_row){ calloc(table->count, sizeof *kept->values), table->kept_count, table };
	if (kept->values == NULL)
		return fail_memory(table->kam);
	table->kept_count++;
	for (size_t i = 0; i < table->count; i++) {
		const struct kam_value *value = &table->row[i];

		if (value->type != KAM_IS_TEXT) {
			kept->values[i] = *value;
			continue;
		}
		kept->values[i].text = strndup(value->text, value->length);
		if (kept->values[i].text == NULL)
			return fail_memory(table->kam);
		kept->values[i].length = value->length;
		kept->values[i].type = KAM_IS_TEXT;
	}
	return KAM_OK;
}

static int compare_values(const struct kam_value *left, const struct kam_value *right)
{
	double a = left->type == KAM_IS_NUMBER ? left->number : (double)left->integer;
	double b = right->type == KAM_IS_NUMBER ? right->number : (double)right->integer;
	size_t shorter = left->length < right->length ? left->length : right->length;
	int order;

	if (left->type == KAM_IS_INTEGER && right->type == KAM_IS_INTEGER)
		return (left->integer > right->integer) - (left->integer < right->integer);
	if (left->type != KAM_IS_TEXT || right->type != KAM_IS_TEXT)
		return (a > b) - (a < b);
	order = shorter == 0 ? 0 : memcmp(left->text, right->text, shorter);
	return order != 0 ? order : (left->length > right->length) - (left->length < right->length);
}

static bool has_none(const struct table *table, size_t sort, const struct kam_value *value)
{
	enum kam_kind kind = table->columns[table->sorts[sort].place].kind;

	return value->type == KAM_IS_EMPTY || ((is_figure(kind) || kind == KAM_NUMBER) && value->type == KAM_IS_TEXT);
}

static int compare_rows(const void *left, const void *right)
{
	const struct kept_row *a = left, *b = right;
	const struct table *table = a->table;

	for (size_t i = 0; i < table->sort_count; i++) {
		const struct kam_value *x = &a->values[table->sorts[i].place], *y = &b->values[table->sorts[i].place];
		int order;

		/* What has no value is last, whichever way. */
		if (has_none(table, i, x) || has_none(table, i, y))
			order = has_none(table, i, x) - has_none(table, i, y);
		else
			order = table->sorts[i].down ? compare_values(y, x) : compare_values(x, y);
		if (order != 0)
			return order;
	}
	return (a->number > b->number) - (a->number < b->number);
}

static enum kam_status fill(struct table *table, struct statement *selected, int64_t limit, struct kam_rows *rows)
{
	enum kam_status status = KAM_OK;
	int64_t count = 0;

	while (status == KAM_OK && (table->sort_count > 0 || limit < 0 || count < limit) &&
	       (status = store_step(selected)) == KAM_OK) {
		status = take_row(table, selected);
		if (status == KAM_OK)
			status = table->sort_count > 0 ? keep_row(table) : put_row(table, table->row, rows);
		count++;
	}
	if (status == KAM_DONE)
		status = KAM_OK;
	if (table->kept_count > 0 && status == KAM_OK)
		qsort(table->kept, table->kept_count, sizeof *table->kept, compare_rows);
	for (size_t i = 0; i < table->kept_count && status == KAM_OK && (limit < 0 || (int64_t)i < limit); i++)
		status = put_row(table, table->kept[i].values, rows);
	store_reset(selected);
	return status == KAM_OK ? rows_finish(rows) : status;
}

static enum kam_status table_fill(struct table *table, struct statement *selected, const struct table_choice *choice,
                                  struct kam_rows **out)
{
	struct kam_rows *rows = NULL;
	enum kam_status status = choose(table, choice->columns);

	if (status == KAM_OK)
		status = sort_by(table, choice->sort);
	if (status == KAM_OK)
		status = rows_new(table->kam, &rows);
	for (size_t i = 0; i < table->chosen_count && status == KAM_OK; i++) {
		const struct cell_source *column = &table->columns[table->chosen[i]];

		if (!rows_add_column(rows, column->name, column->title, column->kind, column->priority))
			status = fail_memory(table->kam);
	}
	if (status == KAM_OK)
		status = fill(table, selected, choice->limit, rows);
	if (status != KAM_OK) {
		kam_rows_free(rows);
		rows = NULL;
	}
	*out = rows;
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
