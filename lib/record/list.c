/* Lists: columns chosen, records filtered and sorted, rows spooled. */
#include "kam/internal/query.h"
#include "kam/internal/reference.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BESIDE (-1)

/* A column of the answer, and where its statement has it. */
struct column {
	char *path;
	char title[96];
	enum kam_kind kind;
	const struct kam_type *target; /* ids: whose prefix; NULL: shown as it is */
	int statement_column;          /* BESIDE: a tag */
	int currency_column;           /* of money */
	int priority;
	const char *absent; /* what people read where there is none; NULL: nothing */
	bool masked;
};

struct listing {
	struct kam *kam;
	const struct kam_type *type;
	const struct kam_query *request;
	struct query query;
	struct column *columns;
	size_t count;
	int selected;           /* expressions selected so far */
	int currency;           /* which of them is the record's own currency; 0: none yet */
	struct statement *tags; /* a record's tags, when there are columns for them */
};

static struct column *new_column(struct listing *listing, const char *path, size_t length)
{
	struct column *columns = realloc(listing->columns, (listing->count + 1) * sizeof *columns);

	if (columns == NULL)
		return NULL;
	listing->columns = columns;
	columns[listing->count] = (struct column){ .path = strndup(path, length) };
	return columns[listing->count].path == NULL ? NULL : &columns[listing->count++];
}

/* Names and ids are kept longest when a table has to become narrower; the rest in the order of the description. */
static int priority_of(const struct listing *listing, const struct column *column, const struct kam_field *field)
{
	if (field != NULL && (field->kind == KAM_ID || strcmp(column->path, listing->type->label) == 0))
		return 0;
	return 1 + (int)listing->count;
}

static enum kam_status add_column(struct listing *listing, const char *path, size_t length)
{
	struct query *query = &listing->query;
	struct column *column = new_column(listing, path, length);
	struct path end;
	bool by_name;
	enum kam_status status;

	if (column == NULL)
		return fail_memory(listing->kam);
	if (listing->selected > 0)
		buffer_put(&query->sql, ", ");
	/* A reference by its label, where people read it or it is known by its name. */
	status = query_path(query, listing->type, listing->type->name, column->path, PATH_VALUE, &end);
	if (status != KAM_OK)
		return status;
	by_name = listing->request->labels ||
	          (end.field != NULL && (end.field->flags & KAM_BY_NAME) && !listing->request->ids);
	column->statement_column = listing->selected++;
	column->kind = end.kind;
	if (listing->request->labels && end.field != NULL && !end.part)
		column->absent = end.field->absent;
	column->masked = end.personal && !listing->request->unmask;
	column->priority = priority_of(listing, column, end.field);
	memcpy(column->title, end.title, sizeof column->title);
	if (end.kind == KAM_ID) {
		column->target = end.type;
	} else if (end.kind == KAM_REFERENCE && end.field != NULL && !by_name) {
		column->target = kam_type_find(end.field->target);
	} else if (end.kind == KAM_REFERENCE) {
		buffer_put(&query->sql, ", ");
		status = query_path(query, listing->type, listing->type->name, column->path, PATH_LABEL, &end);
		column->statement_column = listing->selected++;
		column->kind = KAM_TEXT;
	} else if (end.kind == KAM_MONEY && strchr(column->path, '.') == NULL && listing->currency > 0) {
		column->currency_column = listing->currency;
	} else if (end.kind == KAM_MONEY) {
		const char *dot = strrchr(column->path, '.');
		struct buffer currency = { 0 };

		column->currency_column = listing->selected;
		if (dot == NULL)
			listing->currency = listing->selected;
		buffer_add(&currency, column->path, dot == NULL ? 0 : (size_t)(dot + 1 - column->path));
		buffer_put(&currency, "currency");
		buffer_put(&query->sql, ", ");
		if (buffer_text(&currency) == NULL)
			status = fail_memory(listing->kam);
		else
			status = query_path(query, listing->type, listing->type->name, currency.text, PATH_VALUE, &end);
		listing->selected++;
		buffer_free(&currency);
	}
	return status;
}

/*
 * One column for each key in use, sorted. A company's file may bring thousands:
 * they are no part of the statement, but read beside it, a record at a time.
 */
static enum kam_status add_tag_columns(struct listing *listing)
{
	struct statement *statement = NULL;
	enum kam_status status =
		store_prepare(listing->kam, "SELECT DISTINCT key FROM tag WHERE record = :record ORDER BY key",
	                      &statement);

	if (status == KAM_OK)
		store_bind_text(statement, ":record", listing->type->name);
	while (status == KAM_OK && (status = store_step(statement)) == KAM_OK) {
		const char *key = store_text(statement, 0);
		struct buffer path = { 0 };
		struct column *column = NULL;

		buffer_format(&path, "tag.%s", key);
		if (buffer_text(&path) != NULL)
			column = new_column(listing, path.text, path.length);
		buffer_free(&path);
		if (column == NULL) {
			status = fail_memory(listing->kam);
			break;
		}
		column->statement_column = BESIDE;
		column->kind = KAM_TEXT;
		column->priority = priority_of(listing, column, NULL);
		snprintf(column->title, sizeof column->title, "%s", key);
	}
	store_finalize(statement);
	if (status == KAM_DONE)
		status = store_prepare(
			listing->kam,
			"SELECT key, coalesce(value, 'yes') FROM tag WHERE record = :record AND record_id = :id "
			"ORDER BY key",
			&listing->tags);
	if (status == KAM_OK)
		store_bind_text(listing->tags, ":record", listing->type->name);
	return status;
}

static enum kam_status add_own_columns(struct listing *listing)
{
	enum kam_status status = KAM_OK;

	for (const struct kam_field *field = listing->type->fields; field->name != NULL && status == KAM_OK; field++)
		if (listing->request->listed ? (field->flags & KAM_LISTED) != 0 : field_is_stored(field))
			status = add_column(listing, field->name, strlen(field->name));
	if (status == KAM_OK && listing->type->tags && !listing->request->listed)
		status = add_tag_columns(listing);
	return status;
}

/* The end of a quoted piece that begins at `at` and is a whole one, its quote doubled within; NULL: it is no such. */
static const char *piece_end(const char *at)
{
	const char *end = at;

	if (*at != '"' && *at != '\'')
		return NULL;
	for (end++; *end != '\0'; end++)
		if (*end == *at && *++end != *at)
			return *end == '\0' || *end == ',' || *end == '.' ? end : NULL;
	return NULL;
}

/* The next of `a,b.c,tag.K,tag."K, L"`, its quotes off, to be freed; *list moves behind it and its comma. */
static char *next_path(const char **list)
{
	const char *at = *list, *end;
	char *path = malloc(strlen(at) + 1), *to = path;

	while (path != NULL && *at != '\0' && *at != ',') {
		end = to == path || to[-1] == '.' ? piece_end(at) : NULL;
		if (end == NULL) {
			*to++ = *at++;
			continue;
		}
		for (char quote = *at++; at < end - 1; at++) {
			*to++ = *at;
			at += *at == quote;
		}
		at = end;
	}
	if (path != NULL)
		*to = '\0';
	*list = *at == ',' ? at + 1 : at;
	return path;
}

static enum kam_status add_columns(struct listing *listing, const char *columns)
{
	enum kam_status status = KAM_OK;

	if (*columns == '\0')
		return fail(listing->kam, KAM_BAD_VALUE, _("--columns names no column; write a,b,c"));
	while (*columns != '\0' && status == KAM_OK) {
		const char *rest = columns;
		char *path = next_path(&columns);

		if (path == NULL)
			status = fail_memory(listing->kam);
		else if (*path == '\0')
			status = fail(listing->kam, KAM_BAD_VALUE, _("--columns '%s': a name is missing; write a,b,c"),
			              rest);
		else
			status = add_column(listing, path, strlen(path));
		free(path);
	}
	return status;
}

/*
 * "a,-b", empties last; ties in order of the ids. Where the type's own order is
 * newest first, so are they: then an index has the whole order, and the first
 * few of a million rows are found at once.
 */
static enum kam_status add_order(struct listing *listing)
{
	const char *sort = listing->request->sort != NULL ? listing->request->sort : listing->type->order;
	const char *table = listing->type->name;
	struct query *query = &listing->query;
	bool newest_first = false;

	buffer_put(&query->sql, " ORDER BY ");
	while (sort != NULL && *sort != '\0') {
		bool down = *sort == '-';
		struct path end;
		enum kam_status status;
		char *path;

		newest_first = down && listing->request->sort == NULL;
		sort += down;
		path = next_path(&sort);
		status = path == NULL ? fail_memory(listing->kam)
		                      : query_path(query, listing->type, table, path, PATH_SHOWN, &end);
		free(path);
		if (status != KAM_OK)
			return status;
		buffer_put(&query->sql, down ? " DESC NULLS LAST, " : " NULLS LAST, ");
	}
	buffer_format(&query->sql, newest_first ? "%s.id DESC" : "%s.id", table);
	return KAM_OK;
}

static enum kam_status compose(struct listing *listing)
{
	const struct kam_query *request = listing->request;
	struct query *query = &listing->query;
	enum kam_status status;

	buffer_put(&query->sql, "SELECT ");
	status = request->columns != NULL ? add_columns(listing, request->columns) : add_own_columns(listing);
	if (status != KAM_OK)
		return status;
	buffer_format(&query->sql, " FROM %s WHERE ", listing->type->name);
	status = query_where(query, listing->type, listing->type->name, request->where);
	if (status == KAM_OK)
		status = query_equals(query, listing->type, listing->type->name, request->filters,
		                      request->filter_count);
	if (status == KAM_OK)
		status = add_order(listing);
	if (status == KAM_OK && request->limit >= 0)
		buffer_format(&query->sql, " LIMIT %lld", (long long)request->limit);
	return status;
}

static enum kam_status put_cell(struct kam_rows *rows, const struct column *column, struct statement *statement)
{
	struct kam_value value;
	char id[KAM_ID_SIZE];

	store_value(statement, column->statement_column, &value);
	if (value.type == KAM_IS_EMPTY && column->absent != NULL)
		return rows_put_text(rows, _(column->absent));
	if (column->masked && value.type != KAM_IS_EMPTY)
		return rows_put(rows, &(struct kam_value){ .type = KAM_IS_MASKED });
	if (column->target != NULL && value.type == KAM_IS_INTEGER) {
		value.length = reference_format(column->target, value.integer, id);
		value.type = KAM_IS_TEXT;
		value.text = id;
	} else if (column->kind == KAM_MONEY && value.type == KAM_IS_INTEGER) {
		value.text = store_text(statement, column->currency_column);
		value.length = 3;
	}
	return rows_put(rows, &value);
}

/* Tags come in the order of the columns: each is the next one's, or the column is empty. */
static enum kam_status put_tag(struct listing *listing, struct kam_rows *rows, const struct column *column, bool *more)
{
	enum kam_status status;

	if (!*more || strcmp(store_text(listing->tags, 0), column->path + strlen("tag.")) != 0)
		return rows_put_text(rows, NULL);
	status = rows_put_text(rows, store_text(listing->tags, 1));
	if (status == KAM_OK) {
		status = store_step(listing->tags);
		*more = status == KAM_OK;
	}
	return status == KAM_DONE ? KAM_OK : status;
}

static enum kam_status put_row(struct listing *listing, struct statement *statement, struct kam_rows *rows)
{
	enum kam_status status = KAM_OK;
	bool more = false;

	if (listing->tags != NULL) {
		/* Own columns begin with the id. */
		store_bind_integer(listing->tags, ":id", store_integer(statement, 0));
		status = store_step(listing->tags);
		more = status == KAM_OK;
		status = status == KAM_DONE ? KAM_OK : status;
	}
	for (size_t i = 0; i < listing->count && status == KAM_OK; i++)
		status = listing->columns[i].statement_column == BESIDE
		                 ? put_tag(listing, rows, &listing->columns[i], &more)
		                 : put_cell(rows, &listing->columns[i], statement);
	if (listing->tags != NULL)
		store_reset(listing->tags);
	return status;
}

static enum kam_status run(struct listing *listing, struct kam_rows *rows)
{
	struct statement *statement = NULL;
	enum kam_status status = query_prepare(&listing->query, &statement);

	for (size_t i = 0; i < listing->count && status == KAM_OK; i++) {
		const struct column *column = &listing->columns[i];

		if (!rows_add_column(rows, column->path, column->title, column->kind, column->priority))
			status = fail_memory(listing->kam);
	}
	while (status == KAM_OK && (status = store_step(statement)) == KAM_OK)
		status = put_row(listing, statement, rows);
	if (status == KAM_DONE)
		status = rows_finish(rows);
	store_finalize(statement);
	return status;
}

static enum kam_status list(struct kam *kam, const struct kam_type *type, const struct kam_query *request,
                            struct kam_rows **out)
{
	struct listing listing = { .kam = kam, .type = type, .request = request };
	struct kam_rows *rows = NULL;
	enum kam_status status = rows_new(kam, &rows);

	query_start(&listing.query, kam);
	/* References are looked up while composing: one snapshot for that and for the rows. */
	if (status == KAM_OK && (status = store_snapshot_begin(kam)) == KAM_OK) {
		status = compose(&listing);
		if (status == KAM_OK)
			status = run(&listing, rows);
		store_snapshot_end(kam);
	}
	store_finalize(listing.tags);
	query_end(&listing.query);
	for (size_t i = 0; i < listing.count; i++)
		free(listing.columns[i].path);
	free(listing.columns);
	if (status != KAM_OK) {
		kam_rows_free(rows);
		rows = NULL;
	}
	*out = rows;
	return status;
}

enum kam_status kam_record_list(struct kam *kam, const struct kam_query *query, struct kam_rows **out)
{
	const struct kam_type *type;
	enum kam_status status = type_need(kam, query->record, &type);

	*out = NULL;
	return status == KAM_OK ? list(kam, type, query, out) : status;
}

enum kam_status kam_record_show(struct kam *kam, const char *record, const char *reference, bool labels, bool unmask,
                                struct kam_rows **out)
{
	const struct kam_type *type;
	struct kam_query query = { .record = record, .limit = -1, .labels = labels, .unmask = unmask };
	struct kam_assignment filter = { "id", NULL };
	char id[KAM_ID_SIZE];
	int64_t number;
	enum kam_status status = type_need(kam, record, &type);

	*out = NULL;
	if (status == KAM_OK)
		status = store_snapshot_begin(kam);
	if (status != KAM_OK)
		return status;
	status = reference_find(kam, type, reference, strlen(reference), REFERENCE_READ, &number, NULL);
	if (status == KAM_OK) {
		reference_format(type, number, id);
		filter.value = id;
		query.filters = &filter;
		query.filter_count = 1;
		status = list(kam, type, &query, out);
	}
	store_snapshot_end(kam);
	return status;
}
