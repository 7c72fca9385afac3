/* Undo: what stands in the way, named; and a sentence for each record of what was done. */
#include "kam/history.h"
#include "kam/internal/query.h"
#include "kam/internal/reference.h"
#include "kam/internal/write.h"

#include <stdio.h>
#include <string.h>

#define TOLD_RECORDS 200 /* more than so many are told by their number */

enum kam_status kam_history_last(struct kam *kam, int64_t *numbers, size_t *count)
{
	struct statement *statement = NULL;
	size_t found = 0;
	enum kam_status status = undo_begin(kam);

	if (status == KAM_OK)
		status = undo_settle(kam);
	if (status == KAM_OK)
		status = store_prepare(
			kam,
			"SELECT id FROM operation WHERE real_user = :user AND id NOT IN "
			"(SELECT operation FROM undoing) AND id NOT IN (SELECT operation FROM journal WHERE "
			"action IN ('erase', 'read')) AND id NOT IN "
			"(SELECT id FROM temp.undone) AND EXISTS (SELECT 1 FROM journal WHERE journal.operation = "
			"operation.id) ORDER BY id DESC",
			&statement);
	if (status == KAM_OK)
		store_bind_text(statement, ":user", kam->real_user);
	while (status == KAM_OK && found < *count && (status = store_step(statement)) == KAM_OK)
		numbers[found++] = store_integer(statement, 0);
	store_finalize(statement);
	*count = found;
	return status == KAM_DONE ? KAM_OK : status;
}

/* Is there such an operation, and is it not taken back already? */
static enum kam_status check_operation(struct kam *kam, int64_t number)
{
	char text[24];
	const char *texts[] = { text };
	int64_t one = 0;
	enum kam_status status;

	snprintf(text, sizeof text, "%lld", (long long)number);
	status = store_get_integer(kam, "SELECT 1 FROM operation WHERE id = :1", texts, 1, &one);
	if (status == KAM_DONE)
		return fail(kam, KAM_NOT_FOUND, _("there is no operation %lld; see kam log"), (long long)number);
	if (status != KAM_OK)
		return status;
	status = store_get_integer(kam, "SELECT 1 FROM journal WHERE operation = :1 AND action = 'read'", texts, 1,
	                           &one);
	if (status == KAM_OK)
		return fail(kam, KAM_REFUSED, _("operation %lld only read; there is nothing to undo"),
		            (long long)number);
	if (status != KAM_DONE)
		return status;
	status = store_get_integer(kam, "SELECT 1 FROM journal WHERE operation = :1 AND action = 'erase'", texts, 1,
	                           &one);
	if (status == KAM_OK)
		return fail(kam, KAM_REFUSED, _("operation %lld erased a person; that cannot be undone"),
		            (long long)number);
	if (status != KAM_DONE)
		return status;
	status = store_get_integer(kam,
	                           "SELECT operation FROM undoing WHERE undoes = :1 AND operation NOT IN "
	                           "(SELECT id FROM temp.undone)",
	                           texts, 1, &one);
	if (status == KAM_OK)
		return fail(kam, KAM_REFUSED,
		            _("operation %lld is undone already, by operation %lld; to redo it: kam undo %lld"),
		            (long long)number, (long long)one, (long long)one);
	return status == KAM_DONE ? KAM_OK : status;
}

/* "A1" for a record; "a tag of A1" for what stands beside one. */
static void name_row(const char *record, int64_t id, struct buffer *out)
{
	const struct kam_type *type = kam_type_find(record);

	buffer_format(out, "%s%s%lld", out->length > 0 ? ", " : "", type != NULL ? type->prefix : record,
	              (long long)id);
}

/* Changed since by an operation that still stands. */
static enum kam_status check_changed(struct kam *kam, int64_t number)
{
	struct statement *statement = NULL;
	struct buffer names = { 0 };
	int64_t other = 0;
	int found = 0;
	char who[128] = "", when[KAM_INSTANT_SIZE] = "";
	enum kam_status status = store_prepare(
		kam,
		"SELECT DISTINCT undo_row.record, undo_row.id, later.operation, operation.real_user, "
		"operation.happened_at FROM journal AS later "
		"JOIN operation ON operation.id = later.operation AND NOT EXISTS "
		"(SELECT 1 FROM undoing WHERE undoing.operation = later.operation) "
		"JOIN temp.undo_row ON undo_row.record = later.record AND undo_row.id BETWEEN later.first_id "
		"AND later.last_id WHERE later.operation > :number AND later.operation NOT IN "
		"(SELECT id FROM temp.undone) ORDER BY later.operation DESC LIMIT 6",
		&statement);

	if (status == KAM_OK)
		store_bind_integer(statement, ":number", number);
	while (status == KAM_OK && (status = store_step(statement)) == KAM_OK) {
		if (found++ == 0) {
			int64_t seconds = 0;
			const char *why, *at = store_text(statement, 4);

			other = store_integer(statement, 2);
			snprintf(who, sizeof who, "%s", store_text(statement, 3));
			if (kam_instant_parse(at, strlen(at), "", 0, false, &seconds, &why) == KAM_OK)
				kam_instant_show(seconds, kam->zone, when);
		}
		if (found <= 5)
			name_row(store_text(statement, 0), store_integer(statement, 1), &names);
	}
	store_finalize(statement);
	if (status == KAM_DONE && found > 0)
		status = fail(kam, KAM_REFUSED,
		              _("operation %lld cannot be undone: %s%s changed since, last by operation %lld (%s, %s); "
		                "undo that "
		                "first"),
		              (long long)number, buffer_text(&names) != NULL ? names.text : "", found > 5 ? ", …" : "",
		              (long long)other, who, when);
	buffer_free(&names);
	return status == KAM_DONE ? KAM_OK : status;
}

/* A record added since refers to one that would go. */
static enum kam_status check_referred(struct kam *kam, int64_t number)
{
	struct query query;
	struct statement *statement = NULL;
	struct buffer names = { 0 };
	int found = 0;
	enum kam_status status;

	query_start(&query, kam);
	query_referrers_of_gone(&query);
	status = query_prepare(&query, &statement);
	while (status == KAM_OK && (status = store_step(statement)) == KAM_OK)
		if (++found <= 5)
			name_row(store_text(statement, 0), store_integer(statement, 1), &names);
	store_finalize(statement);
	query_end(&query);
	if (status == KAM_DONE && found > 0)
		status = fail(kam, KAM_REFUSED,
		              _("operation %lld cannot be undone: %s%s, added since, refers to what would go; undo "
		                "that first"),
		              (long long)number, buffer_text(&names) != NULL ? names.text : "", found > 5 ? ", …" : "");
	buffer_free(&names);
	return status == KAM_DONE ? KAM_OK : status;
}

/* What another record has by now is not put back. */
static enum kam_status check_rules(struct kam *kam, int64_t number)
{
	enum kam_status status = KAM_OK;

	for (const struct kam_type *const *type = kam_types(); *type != NULL && status == KAM_OK; type++)
		if ((*type)->rules != NULL && (*type)->rules->before_undo != NULL)
			status = (*type)->rules->before_undo(kam, number);
	return status;
}

static enum kam_status put_sentence(struct kam_rows *rows, const char *record, const char *text)
{
	enum kam_status status = rows_put_text(rows, record);

	return status == KAM_OK ? rows_put_text(rows, text) : status;
}

/* Many records: how many of each type, and what was done. */
static enum kam_status tell_counts(struct kam *kam, struct kam_rows *rows)
{
	struct statement *statement = NULL;
	enum kam_status status =
		store_prepare(kam,
	                      "SELECT record, sum(image IS NULL), sum(image IS NOT NULL) FROM temp.undo_row "
	                      "WHERE record <> 'imported' GROUP BY record ORDER BY record",
	                      &statement);

	while (status == KAM_OK && (status = store_step(statement)) == KAM_OK) {
		char text[160];

		snprintf(text, sizeof text, _("%lld removed, %lld put back as they were"),
		         (long long)store_integer(statement, 1), (long long)store_integer(statement, 2));
		status = put_sentence(rows, store_text(statement, 0), text);
	}
	store_finalize(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

/* Few records: a sentence each. Called before anything is put back: what is there now is what will have been. */
static enum kam_status tell_records(struct kam *kam, struct kam_rows *rows)
{
	struct query query;
	struct statement *statement = NULL;
	enum kam_status status;

	query_start(&query, kam);
	query_undo_sentences(&query);
	status = query_prepare(&query, &statement);
	while (status == KAM_OK && (status = store_step(statement)) == KAM_OK) {
		const struct kam_type *type = kam_type_find(store_text(statement, 0));
		struct buffer text = { 0 };
		char id[KAM_ID_SIZE] = "";
		const char *label = store_text(statement, 2), *fields = store_text(statement, 4);

		if (type != NULL)
			reference_format(type, store_integer(statement, 1), id);
		if (store_integer(statement, 3) < 0)
			buffer_format(&text, _("%s: removed"), label != NULL ? label : id);
		else if (store_integer(statement, 3) > 0)
			buffer_format(&text, _("%s: there again"), label != NULL ? label : id);
		else
			buffer_format(&text, _("%s: as before in %s"), label != NULL ? label : id,
			              fields != NULL ? fields : "");
		status = buffer_text(&text) == NULL
		                 ? fail_memory(kam)
		                 : put_sentence(rows, *id != '\0' ? id : store_text(statement, 0), text.text);
		buffer_free(&text);
	}
	store_finalize(statement);
	query_end(&query);
	return status == KAM_DONE ? KAM_OK : status;
}

static enum kam_status tell(struct kam *kam, struct kam_rows *rows)
{
	int64_t count = 0;
	enum kam_status status = store_get_integer(kam, "SELECT count(*) FROM temp.undo_row", NULL, 0, &count);

	if (status != KAM_OK)
		return status;
	return count > TOLD_RECORDS ? tell_counts(kam, rows) : tell_records(kam, rows);
}

/* What programs did that were told of it is out of reach. */
static enum kam_status tell_hooks(struct kam *kam, int64_t number, struct kam_rows *rows)
{
	struct statement *statement = NULL;
	struct buffer text = { 0 };
	enum kam_status status =
		store_prepare(kam, "SELECT told FROM operation WHERE id = :id AND told IS NOT NULL", &statement);

	if (status == KAM_OK)
		store_bind_integer(statement, ":id", number);
	if (status == KAM_OK && (status = store_step(statement)) == KAM_OK) {
		buffer_format(&text, _("hooks were told of operation %lld (%s); what they did is not taken back"),
		              (long long)number, store_text(statement, 0));
		status = buffer_text(&text) == NULL ? fail_memory(kam) : put_sentence(rows, NULL, text.text);
	}
	buffer_free(&text);
	store_finalize(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

static enum kam_status undo_one(struct kam *kam, int64_t number, struct kam_rows *rows)
{
	enum kam_status status = undo_begin(kam);

	if (status == KAM_OK)
		status = undo_settle(kam);
	if (status == KAM_OK)
		status = check_operation(kam, number);
	if (status == KAM_OK)
		status = undo_collect(kam, number);
	if (status == KAM_OK)
		status = check_changed(kam, number);
	if (status == KAM_OK)
		status = check_referred(kam, number);
	if (status == KAM_OK)
		status = check_rules(kam, number);
	if (status == KAM_OK)
		status = tell(kam, rows);
	if (status == KAM_OK)
		status = tell_hooks(kam, number, rows);
	if (status == KAM_OK)
		status = undo_apply(kam, number);
	/* What is put back goes by no rule; what follows from it has to. */
	if (status == KAM_OK)
		status = touch_settle(kam);
	/* From these, other records are computed. */
	if (status == KAM_OK)
		status = store_script(kam, "INSERT INTO temp.touched SELECT record, id FROM temp.undo_row WHERE "
		                           "record IN ('hours', 'day', 'sla', 'person', 'unit', 'snapshot', 'setting') "
		                           "ON CONFLICT DO NOTHING");
	/* A customer that is in another group again takes its registrations along. */
	if (status == KAM_OK)
		status = store_script(kam, "INSERT INTO temp.touched SELECT 'group', id FROM temp.undo_row WHERE "
		                           "record = 'account' ON CONFLICT DO NOTHING");
	return status;
}

enum kam_status kam_history_undo(struct kam *kam, const int64_t *numbers, size_t count, struct kam_rows **out)
{
	enum kam_status status = rows_new(kam, out);

	if (status == KAM_OK && (!rows_add_column(*out, "record", _("Record"), KAM_TEXT, 0) ||
	                         !rows_add_column(*out, "undone", _("Undone"), KAM_TEXT, 0)))
		status = fail_memory(kam);
	for (size_t i = 0; i < count && status == KAM_OK; i++)
		status = undo_one(kam, numbers[i], *out);
	return status == KAM_OK ? rows_finish(*out) : status;
}

enum kam_status kam_history_added(struct kam *kam, int64_t number, const char *record, struct kam_rows **out)
{
	const struct kam_type *type;
	struct statement *statement = NULL;
	enum kam_status status = type_need(kam, record, &type);

	*out = NULL;
	if (status == KAM_OK)
		status = rows_new(kam, out);
	if (status == KAM_OK && !rows_add_column(*out, "id", _("ID"), KAM_TEXT, 0))
		status = fail_memory(kam);
	if (status == KAM_OK)
		status = store_prepare(
			kam,
			"SELECT first_id, last_id FROM journal WHERE operation = :operation AND record = :record AND "
			"action = 'insert' ORDER BY id",
			&statement);
	if (status == KAM_OK) {
		store_bind_integer(statement, ":operation", number);
		store_bind_text(statement, ":record", record);
	}
	while (status == KAM_OK && (status = store_step(statement)) == KAM_OK)
		for (int64_t id = store_integer(statement, 0); id <= store_integer(statement, 1) && status == KAM_OK;
		     id++) {
			char text[KAM_ID_SIZE];

			reference_format(type, id, text);
			status = rows_put_text(*out, text);
		}
	store_finalize(statement);
	return status == KAM_DONE ? rows_finish(*out) : status;
}
