/* Bulk inserts: indexes that nobody needs meanwhile are dropped, and made anew of all rows at the end. */
#include "sqlite.h"

#include <stdlib.h>
#include <string.h>

/*
 * Keeping an index in order row by row touches a page at random each time: most
 * of what a naive import does. Sorting all keys at once is several times faster.
 * It all happens within the operation: rolled back, the indexes were never gone.
 */

static bool is_kept(const char *column, const char *const *keep, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(column, keep[i]) == 0)
			return true;
	return false;
}

static enum kam_status remember(struct kam *kam, const char *name, const char *sql)
{
	struct bulk_index *indexes = realloc(kam->store->bulk, (kam->store->bulk_count + 1) * sizeof *kam->store->bulk);
	struct bulk_index *index;

	if (indexes == NULL)
		return fail_memory(kam);
	kam->store->bulk = indexes;
	index = &indexes[kam->store->bulk_count++];
	index->name = strdup(name);
	index->sql = strdup(sql);
	return index->name != NULL && index->sql != NULL ? KAM_OK : fail_memory(kam);
}

/* A name as SQL writes it. */
static enum kam_status drop(struct kam *kam, const char *name)
{
	struct buffer sql = { 0 };
	enum kam_status status;

	buffer_put(&sql, "DROP INDEX main.\"");
	for (; *name != '\0'; name++) {
		if (*name == '"')
			buffer_put(&sql, "\"");
		buffer_add(&sql, name, 1);
	}
	buffer_put(&sql, "\"");
	status = store_execute(kam, buffer_text(&sql), NULL, 0);
	buffer_free(&sql);
	return status;
}

static void forget(struct kam *kam)
{
	for (size_t i = 0; i < kam->store->bulk_count; i++) {
		free(kam->store->bulk[i].name);
		free(kam->store->bulk[i].sql);
	}
	free(kam->store->bulk);
	kam->store->bulk = NULL;
	kam->store->bulk_count = 0;
}

enum kam_status store_bulk_begin(struct kam *kam, const char *table, const char *const *keep, size_t count,
                                 const char *also)
{
	size_t first = kam->store->bulk_count;
	struct statement *statement = NULL;
	enum kam_status status =
		store_prepare(kam,
	                      "SELECT index_list.name, entry.sql, index_info.name, index_list.\"unique\" "
	                      "FROM pragma_index_list(:table, 'main') AS index_list "
	                      "JOIN sqlite_schema AS entry ON entry.name = index_list.name "
	                      "JOIN pragma_index_info(index_list.name, 'main') AS index_info "
	                      "WHERE index_list.origin = 'c' AND "
	                      "index_info.seqno = 0",
	                      &statement);

	if (status == KAM_OK)
		store_bind_text(statement, ":table", table);
	while (status == KAM_OK && (status = store_step(statement)) == KAM_OK) {
		const char *column = store_text(statement, 2);
		bool named = column != NULL && also != NULL && strcmp(column, also) == 0;

		if (column != NULL && (named || (store_integer(statement, 3) == 0 && !is_kept(column, keep, count))))
			status = remember(kam, store_text(statement, 0), store_text(statement, 1));
	}
	store_finalize(statement);
	status = status == KAM_DONE ? KAM_OK : status;
	for (size_t i = first; i < kam->store->bulk_count && status == KAM_OK; i++)
		status = drop(kam, kam->store->bulk[i].name);
	return status;
}

enum kam_status store_bulk_end(struct kam *kam)
{
	enum kam_status status = KAM_OK;

	/* One statement each, whatever a file may have written behind it. */
	for (size_t i = 0; i < kam->store->bulk_count && status == KAM_OK; i++)
		status = store_execute(kam, kam->store->bulk[i].sql, NULL, 0);
	forget(kam);
	return status;
}

void bulk_forget(struct kam *kam)
{
	forget(kam);
}
