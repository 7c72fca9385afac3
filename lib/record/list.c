/* Lists of records: what was asked for is run, and its rows spooled. */
#include "listing.h"

#include "kam/internal/reference.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
	status = column->masked ? rows_put(rows, &(struct kam_value){ .type = KAM_IS_MASKED })
	                        : rows_put_text(rows, store_text(listing->tags, 1));
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
                            const struct chosen *chosen, struct kam_rows **out)
{
	struct listing listing = { .kam = kam, .type = type, .request = request, .chosen = chosen };
	struct kam_rows *rows = NULL;
	enum kam_status status = rows_new(kam, &rows);

	query_start(&listing.query, kam);
	/* References are looked up while composing: one snapshot for that and for the rows. */
	if (status == KAM_OK && (status = store_snapshot_begin(kam)) == KAM_OK) {
		status = listing_compose(&listing);
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
	return status == KAM_OK ? list(kam, type, query, NULL, out) : status;
}

enum kam_status record_list_chosen(struct kam *kam, const struct kam_query *query, const struct chosen *chosen,
                                   struct kam_rows **out)
{
	const struct kam_type *type;
	enum kam_status status = type_need(kam, query->record, &type);

	*out = NULL;
	return status == KAM_OK ? list(kam, type, query, chosen, out) : status;
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
		status = list(kam, type, &query, NULL, out);
	}
	store_snapshot_end(kam);
	return status;
}
