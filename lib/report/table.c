/* The table that a statement makes: its columns as declared, computed ones worked out, chosen, sorted and cut. */
#include "run.h"

#include "kam/internal/reference.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MAXIMUM_SORTS 8

/* A column of the answer. */
struct cell_source {
	const char *name;
	char title[96];
	enum kam_kind kind;
	const struct kam_type *target; /* ids: of which record */
	const struct formula *formula;
	int from; /* column of the statement; -1: computed */
	int priority;
	char scratch[KAM_SCRATCH_SIZE]; /* what this row's value had to be written into */
};

struct kept_row {
	struct kam_value *values;
	size_t number; /* as it came: ties stay so */
	const struct table *table;
};

struct table {
	struct kam *kam;
	const struct kam_report *report;
	const struct report_statement *statement;
	struct cell_source *columns;
	size_t count;
	struct kam_value *row;
	size_t *chosen; /* places of the columns to be put out */
	size_t chosen_count;
	struct {
		size_t place;
		bool down;
	} sorts[MAXIMUM_SORTS];
	size_t sort_count;
	struct kept_row *kept;
	size_t kept_count;
};

/* ---- which columns ---- */

static enum kam_status fail_column(const struct run *run, const struct report_statement *statement, const char *format,
                                   const char *name)
{
	struct buffer text = { 0 };
	enum kam_status status;

	buffer_format(&text, format, name);
	status = buffer_text(&text) == NULL
	                 ? fail_memory(run->kam)
	                 : fail(run->kam, KAM_BAD_DATA, "%s:%d: %s", run->report->file, statement->line, text.text);
	buffer_free(&text);
	return status;
}

/* Kind and title of a column that is what a field parameter says. */
static enum kam_status take_path(const struct run *run, const struct report_column *declared,
                                 struct cell_source *column)
{
	const struct substitution_name *name = NULL;
	struct query ignored;
	struct path path;
	enum kam_status status;

	for (size_t i = 0; i < run->report->parameter_count; i++)
		if (strcmp(run->report->parameters[i].name, declared->by) == 0)
			name = &run->names[i];
	query_start(&ignored, run->kam);
	status = query_path(&ignored, name->type, name->type->name, name->path, PATH_SHOWN, &path);
	query_end(&ignored);
	if (status != KAM_OK)
		return status;
	column->kind = path.kind == KAM_REFERENCE ? KAM_TEXT : path.kind;
	column->target = path.kind == KAM_ID ? path.type : NULL;
	if (declared->title == NULL)
		memcpy(column->title, path.title, sizeof path.title);
	return KAM_OK;
}

static void set_title(struct cell_source *column, const char *title)
{
	size_t length = strlen(title);

	if (length >= sizeof column->title)
		length = kam_text_prefix(title, sizeof column->title - 1, sizeof column->title, NULL);
	memcpy(column->title, title, length);
	column->title[length] = '\0';
}

static enum kam_status take_declared(const struct run *run, const struct report_column *declared,
                                     struct cell_source *column)
{
	char made[64];

	column->name = declared->name;
	column->kind = declared->kind;
	column->target = declared->target;
	column->formula = declared->formula;
	column->from = -1;
	set_title(column, column_title(run->kam, run->report->record, declared, made));
	return declared->by != NULL ? take_path(run, declared, column) : KAM_OK;
}

/* What is not declared is as the field of that name: rows behind a line are records. */
static void infer(const struct run *run, const char *name, int place, struct cell_source *column)
{
	const struct kam_field *field = kam_type_field(run->report->record, name);

	column->name = name;
	column->from = place;
	column->kind = KAM_TEXT;
	set_title(column, field == NULL ? name : kam_field_title(run->kam, field));
	if (field != NULL && field->kind == KAM_ID)
		column->target = run->report->record;
	if (field != NULL && field->kind != KAM_REFERENCE)
		column->kind = field->kind;
}

static struct cell_source *find_source(const struct table *table, const char *name, size_t length)
{
	for (size_t i = 0; i < table->count; i++)
		if (strlen(table->columns[i].name) == length && memcmp(table->columns[i].name, name, length) == 0)
			return &table->columns[i];
	return NULL;
}

/* Each column of the SELECT belongs to one of the table's. */
static enum kam_status match(const struct run *run, struct table *table, bool inferred, struct statement *selected)
{
	const struct report_statement *statement = table->statement;

	for (int i = 0; i < store_width(selected); i++) {
		const char *name = store_column_name(selected, i);
		struct cell_source *column = name == NULL ? NULL : find_source(table, name, strlen(name));

		if (name == NULL)
			return fail_memory(run->kam);
		if (column == NULL && inferred) {
			infer(run, name, i, &table->columns[table->count++]);
			continue;
		}
		if (column == NULL)
			return fail_column(run, statement, _("the SQL selects %s, which no -- column: declares"), name);
		if (column->formula != NULL)
			return fail_column(run, statement, _("the SQL selects %s, which is a computed column"), name);
		if (column->from >= 0)
			return fail_column(run, statement, _("the SQL selects %s twice"), name);
		column->from = i;
	}
	for (size_t i = 0; i < table->count; i++)
		if (table->columns[i].from < 0 && table->columns[i].formula == NULL)
			return fail_column(run, statement,
			                   _("the column %s is declared, but the SQL selects none of this name"),
			                   table->columns[i].name);
	return KAM_OK;
}

enum kam_status table_new(const struct run *run, const struct report_statement *statement, const char *key,
                          bool inferred, struct statement *selected, struct table **out)
{
	struct table *table = calloc(1, sizeof *table);
	size_t room = statement->column_count + (size_t)store_width(selected) + 1;
	enum kam_status status = KAM_OK;

	*out = table;
	if (table == NULL)
		return fail_memory(run->kam);
	table->kam = run->kam;
	table->report = run->report;
	table->statement = statement;
	table->columns = calloc(room, sizeof *table->columns);
	table->row = calloc(room, sizeof *table->row);
	table->chosen = calloc(room, sizeof *table->chosen);
	if (table->columns == NULL || table->row == NULL || table->chosen == NULL)
		return fail_memory(run->kam);
	for (size_t i = 0; i < statement->column_count && status == KAM_OK; i++) {
		table->count++;
		status = take_declared(run, &statement->columns[i], &table->columns[i]);
	}
	if (status == KAM_OK)
		status = match(run, table, inferred, selected);
	for (size_t i = 0; i < table->count; i++)
		table->columns[i].priority = key != NULL && strcmp(table->columns[i].name, key) == 0 ? 0 : 1 + (int)i;
	return status;
}

void table_free(struct table *table)
{
	if (table == NULL)
		return;
	for (size_t i = 0; i < table->kept_count; i++) {
		for (size_t j = 0; j < table->count; j++)
			if (table->kept[i].values[j].type == KAM_IS_TEXT)
				free((void *)(uintptr_t)table->kept[i].values[j].text);
		free(table->kept[i].values);
	}
	free(table->kept);
	free(table->columns);
	free(table->row);
	free(table->chosen);
	free(table);
}

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
		const struct cell_source *column = find_source(table, names, length);

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
		const struct cell_source *column = find_source(table, names + down, length);

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
	size_t length;

	if (value->type == KAM_IS_EMPTY)
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
	if (number && (is_figure(column->kind) || column->kind == KAM_NUMBER))
		return KAM_OK;
	if (is_figure(column->kind) || column->kind == KAM_NUMBER)
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

static int compare_rows(const void *left, const void *right)
{
	const struct kept_row *a = left, *b = right;
	const struct table *table = a->table;

	for (size_t i = 0; i < table->sort_count; i++) {
		const struct kam_value *x = &a->values[table->sorts[i].place], *y = &b->values[table->sorts[i].place];
		int order;

		/* Empties last, whichever way. */
		if (x->type == KAM_IS_EMPTY || y->type == KAM_IS_EMPTY)
			order = (x->type == KAM_IS_EMPTY) - (y->type == KAM_IS_EMPTY);
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

enum kam_status table_fill(struct table *table, struct statement *selected, const struct table_choice *choice,
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
