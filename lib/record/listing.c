/* The statement of a list: columns chosen, records filtered and sorted. */
#include "listing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

static const struct chosen_column *chosen_column(const struct listing *listing, const char *key)
{
	const struct chosen_column *column = listing->chosen == NULL ? NULL : listing->chosen->columns;

	for (; column != NULL && column->key != NULL; column++)
		if (strcmp(column->key, key) == 0)
			return column;
	return NULL;
}

static void add_chosen_column(struct listing *listing, struct column *column, const struct chosen_column *chosen)
{
	buffer_put(&listing->query.sql, chosen->expression);
	column->statement_column = listing->selected++;
	column->kind = chosen->kind;
	column->priority = priority_of(listing, column, NULL);
	snprintf(column->title, sizeof column->title, "%s", _(chosen->title));
}

static enum kam_status add_column(struct listing *listing, const char *path, size_t length)
{
	struct query *query = &listing->query;
	struct column *column = new_column(listing, path, length);
	const struct chosen_column *chosen;
	struct path end;
	bool by_name;
	enum kam_status status;

	if (column == NULL)
		return fail_memory(listing->kam);
	if (listing->selected > 0)
		buffer_put(&query->sql, ", ");
	chosen = chosen_column(listing, column->path);
	if (chosen != NULL) {
		add_chosen_column(listing, column, chosen);
		return KAM_OK;
	}
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
		bool personal = false;
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
		status = kam_tag_is_personal(listing->kam, key, &personal);
		column->masked = personal && !listing->request->unmask;
		if (status != KAM_OK)
			break;
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
	if (listing->chosen != NULL && listing->request->sort == NULL) {
		buffer_put(&query->sql, "chosen.key");
		return KAM_OK;
	}
	while (sort != NULL && *sort != '\0') {
		bool down = *sort == '-';
		const struct chosen_column *chosen;
		struct path end;
		enum kam_status status = KAM_OK;
		char *path;

		newest_first = down && listing->request->sort == NULL;
		sort += down;
		path = next_path(&sort);
		chosen = path == NULL ? NULL : chosen_column(listing, path);
		if (path == NULL)
			status = fail_memory(listing->kam);
		else if (chosen == NULL)
			status = query_path(query, listing->type, table, path, PATH_SHOWN, &end);
		else
			buffer_put(&query->sql, chosen->expression);
		free(path);
		if (status != KAM_OK)
			return status;
		buffer_put(&query->sql, down ? " DESC NULLS LAST, " : " NULLS LAST, ");
	}
	buffer_format(&query->sql, newest_first ? "%s.id DESC" : "%s.id", table);
	return KAM_OK;
}

enum kam_status listing_compose(struct listing *listing)
{
	const struct kam_query *request = listing->request;
	struct query *query = &listing->query;
	enum kam_status status;

	buffer_put(&query->sql, "SELECT ");
	status = request->columns != NULL ? add_columns(listing, request->columns) : add_own_columns(listing);
	if (status != KAM_OK)
		return status;
	buffer_put(&query->sql, " FROM ");
	if (listing->chosen != NULL) {
		buffer_put(&query->sql, "json_each(");
		query_bind_text(query, listing->chosen->rows, strlen(listing->chosen->rows));
		buffer_format(&query->sql,
		              ") AS chosen CROSS JOIN %s ON %s.id = json_extract(chosen.value, '$[0]') WHERE ",
		              listing->type->name, listing->type->name);
	} else {
		buffer_format(&query->sql, "%s WHERE ", listing->type->name);
	}
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
