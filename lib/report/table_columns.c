/* Which columns a table has: those declared, each matched with one that the SQL selects. */
#include "table.h"

#include <stdlib.h>
#include <string.h>

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
static enum kam_status take_path(const struct run *run, const struct report_statement *statement,
                                 const struct report_column *declared, struct cell_source *column)
{
	const struct substitution_name *name = NULL;
	struct query ignored;
	struct path path;
	enum kam_status status;

	for (size_t i = 0; i < run->report->parameter_count; i++)
		if (strcmp(run->report->parameters[i].name, declared->by) == 0)
			name = &run->names[i];
	if (name == NULL || name->path == NULL)
		return fail_column(run, statement, _("{%s} is no field"), declared->by);
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

static enum kam_status take_declared(const struct run *run, const struct report_statement *statement,
                                     const struct report_column *declared, struct cell_source *column)
{
	char made[64];

	column->name = declared->name;
	column->kind = declared->kind;
	column->decimals = declared->decimals;
	column->target = declared->target;
	column->formula = declared->formula;
	column->from = -1;
	set_title(column, column_title(run->kam, run->report->record, declared, made));
	return declared->by != NULL ? take_path(run, statement, declared, column) : KAM_OK;
}

/* What is not declared is as the field of that name: rows behind a line are records. */
static void infer(const struct run *run, const char *name, int place, struct cell_source *column)
{
	const struct kam_field *field = kam_type_field(run->report->record, name);

	column->name = name;
	column->from = place;
	column->kind = KAM_TEXT;
	column->decimals = -1;
	set_title(column, field == NULL ? name : kam_field_title(run->kam, field));
	if (field != NULL && field->kind == KAM_ID)
		column->target = run->report->record;
	if (field != NULL && field->kind != KAM_REFERENCE)
		column->kind = field->kind;
}

static struct cell_source *find_column(const struct table *table, const char *name)
{
	for (size_t i = 0; i < table->count; i++)
		if (strcmp(table->columns[i].name, name) == 0)
			return &table->columns[i];
	return NULL;
}

/* Each column of the SELECT belongs to one of the table's. */
static enum kam_status match(const struct run *run, struct table *table, bool inferred, struct statement *selected)
{
	const struct report_statement *statement = table->statement;

	for (int i = 0; i < store_width(selected); i++) {
		const char *name = store_column_name(selected, i);
		struct cell_source *column = name == NULL ? NULL : find_column(table, name);

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

/* From the left, the key first, the spare ones last. */
static int priority_of(const struct table *table, size_t place, const char *key)
{
	const char *name = table->columns[place].name, *spare = table->statement->spare;
	size_t length = strlen(name);

	if (key != NULL && strcmp(name, key) == 0)
		return 0;
	while (spare != NULL && *spare != '\0') {
		size_t word = strcspn(spare, ", ");

		if (word == length && memcmp(spare, name, length) == 0)
			return 1000 + (int)place;
		spare += word;
		spare += strspn(spare, ", ");
	}
	return 1 + (int)place;
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
	if (table->columns == NULL || table->row == NULL)
		return fail_memory(run->kam);
	for (size_t i = 0; i < statement->column_count && status == KAM_OK; i++) {
		table->count++;
		status = take_declared(run, statement, &statement->columns[i], &table->columns[i]);
	}
	if (status == KAM_OK)
		status = match(run, table, inferred, selected);
	for (size_t i = 0; i < table->count; i++)
		table->columns[i].priority = priority_of(table, i, key);
	return status;
}

void table_free(struct table *table)
{
	if (table == NULL)
		return;
	free(table->columns);
	free(table->row);
	free(table);
}
