/* The journal: what each operation changed, and what was there before. */
#include "sqlite.h"

#include <stdio.h>
#include <string.h>

void journal_reset(struct kam *kam)
{
	kam->store->operation = 0;
	kam->store->insert_count = 0;
	bulk_forget(kam);
}

/* The operation's own row comes with its first entry: what changes nothing has no number. */
static enum kam_status number_operation(struct kam *kam)
{
	const char *texts[] = { kam->now_text, kam->real_user, kam->claimed, kam->command, kam->once_key };
	enum kam_status status;

	if (kam->store->operation != 0)
		return KAM_OK;
	status = store_execute(kam,
	                       "INSERT INTO operation (happened_at, real_user, claimed, command, once_key) "
	                       "VALUES (:1, :2, :3, :4, :5)",
	                       texts, 5);
	if (status == KAM_OK)
		kam->store->operation = store_inserted_id(kam);
	return status;
}

static enum kam_status write_entry(struct kam *kam, const char *record, const char *action, int64_t first, int64_t last,
                                   const char *before)
{
	struct store *store = kam->store;
	enum kam_status status = number_operation(kam);
	int code;

	if (status != KAM_OK)
		return status;
	if (store->journal == NULL) {
		code = sqlite3_prepare_v3(store->database,
		                          "INSERT INTO journal (operation, record, action, first_id, last_id, before) "
		                          "VALUES (?, ?, ?, ?, ?, ?)",
		                          -1, SQLITE_PREPARE_PERSISTENT, &store->journal, NULL);
		if (code != SQLITE_OK)
			return store_fail(kam, code);
	}
	sqlite3_bind_int64(store->journal, 1, store->operation);
	sqlite3_bind_text(store->journal, 2, record, -1, SQLITE_STATIC);
	sqlite3_bind_text(store->journal, 3, action, -1, SQLITE_STATIC);
	sqlite3_bind_int64(store->journal, 4, first);
	sqlite3_bind_int64(store->journal, 5, last);
	sqlite3_bind_text(store->journal, 6, before, -1, SQLITE_STATIC);
	code = sqlite3_step(store->journal);
	status = code == SQLITE_DONE ? KAM_OK : store_fail(kam, code);
	sqlite3_reset(store->journal);
	return status;
}

enum kam_status journal_flush(struct kam *kam)
{
	struct store *store = kam->store;
	size_t count = store->insert_count;
	enum kam_status status = KAM_OK;

	store->insert_count = 0;
	for (size_t i = 0; i < count && status == KAM_OK; i++)
		status = write_entry(kam, store->inserts[i].record, "insert", store->inserts[i].first,
		                     store->inserts[i].last, NULL);
	return status;
}

enum kam_status journal_insert(struct kam *kam, const char *record, int64_t id)
{
	struct store *store = kam->store;
	enum kam_status status = KAM_OK;

	for (size_t i = 0; i < store->insert_count; i++) {
		struct insert_range *range = &store->inserts[i];

		if (strcmp(range->record, record) == 0 && id == range->last + 1) {
			range->last = id;
			return KAM_OK;
		}
	}
	if (store->insert_count == INSERT_RANGES)
		status = journal_flush(kam);
	store->inserts[store->insert_count++] = (struct insert_range){ record, id, id };
	return status;
}

enum kam_status journal_before(struct kam *kam, const char *record, const char *action, int64_t id,
                               struct statement *image)
{
	enum kam_status status = journal_flush(kam);

	if (status != KAM_OK)
		return status;
	store_bind_integer(image, ":id", id);
	status = store_step(image);
	if (status == KAM_DONE)
		return fail(kam, KAM_SYSTEM, _("%s %lld is gone; nothing was changed"), record, (long long)id);
	/* A row always has an image, unless there was no memory to make it. */
	if (status == KAM_OK)
		status = store_text(image, 0) == NULL ? fail_memory(kam)
		                                      : write_entry(kam, record, action, id, id, store_text(image, 0));
	store_reset(image);
	return status;
}

enum kam_status journal_erase(struct kam *kam, const char *record, int64_t id)
{
	enum kam_status status = journal_flush(kam);

	return status == KAM_OK ? write_entry(kam, record, "erase", id, id, NULL) : status;
}

enum kam_status kam_operation_read(struct kam *kam, const char *record)
{
	return write_entry(kam, record != NULL ? record : "*", "read", 0, 0, NULL);
}

enum kam_status journal_operation(struct kam *kam, int64_t *number)
{
	enum kam_status status = number_operation(kam);

	*number = kam->store->operation;
	return status;
}

enum kam_status journal_number(struct kam *kam, int64_t *number)
{
	enum kam_status status = journal_flush(kam);

	return status == KAM_OK ? journal_operation(kam, number) : status;
}

bool journal_started(const struct kam *kam)
{
	return kam->store->operation != 0 || kam->store->insert_count > 0;
}

enum kam_status journal_undoing(struct kam *kam, int64_t undoes, int64_t *number)
{
	char texts[2][24];
	enum kam_status status = number_operation(kam);

	*number = kam->store->operation;
	snprintf(texts[0], sizeof texts[0], "%lld", (long long)*number);
	snprintf(texts[1], sizeof texts[1], "%lld", (long long)undoes);
	if (status == KAM_OK)
		status = store_execute(
			kam,
			"INSERT INTO undoing (operation, undoes) VALUES (CAST(:1 AS INTEGER), CAST(:2 AS INTEGER))",
			(const char *const[]){ texts[0], texts[1] }, 2);
	return status;
}

enum kam_status kam_operation_once(struct kam *kam, int64_t *number)
{
	const char *texts[] = { kam->once_key };
	enum kam_status status;

	*number = 0;
	if (kam->once_key == NULL)
		return KAM_OK;
	status = store_get_integer(kam, "SELECT id FROM operation WHERE once_key = :1", texts, 1, number);
	if (status == KAM_OK)
		return KAM_DONE;
	return status == KAM_DONE ? KAM_OK : status;
}
