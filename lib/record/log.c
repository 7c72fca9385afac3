/* The log: operations, and what happened to one record, field by field. */
#include "kam/history.h"
#include "kam/internal/answer.h"
#include "kam/internal/query.h"
#include "kam/internal/reference.h"

#include <stdlib.h>
#include <string.h>

static enum kam_status bind_period(struct kam *kam, const char *text, struct kam_period *period)
{
	const char *why;

	memset(period, 0, sizeof *period);
	if (text == NULL)
		return KAM_OK;
	if (kam_period_parse(text, strlen(text), kam->today, period, &why) != KAM_OK)
		return fail(kam, KAM_BAD_VALUE, _("--period '%s' is not %s"), text, why);
	return KAM_OK;
}

/* One row an operation, with what it did in numbers: "account +3 ~1". */
static enum kam_status log_operations(struct kam *kam, const struct kam_log *log, struct kam_rows **out)
{
	static const struct answer_column columns[] = {
		{ "operation", N_("Operation"), KAM_INTEGER, .priority = 0 },
		{ "happened_at", N_("When"), KAM_INSTANT, .priority = 1 },
		{ "real_user", N_("User"), KAM_TEXT, .priority = 2 },
		{ "claimed", N_("As"), KAM_TEXT, .priority = 3 },
		{ "undoes", N_("Undoes"), KAM_TEXT, .priority = 4 },
		{ "done", N_("What"), KAM_TEXT, .priority = 5 },
		{ "command", N_("Command"), KAM_TEXT, .priority = 6 },
		{ .key = NULL },
	};
	struct kam_period period;
	struct statement *statement = NULL;
	enum kam_status status = bind_period(kam, log->period, &period);

	if (status == KAM_OK)
		status = store_prepare(
			kam,
			"SELECT id, happened_at, real_user, claimed, (SELECT group_concat(undoes, ' ') FROM undoing "
			"WHERE "
			"undoing.operation = operation.id), (SELECT group_concat(record || sums, ', ') FROM "
			"(SELECT record, CASE WHEN came > 0 THEN ' +' || came ELSE '' END || CASE WHEN changed > 0 "
			"THEN ' ~' || "
			"changed ELSE '' END || CASE WHEN went > 0 THEN ' -' || went ELSE '' END || other AS sums FROM "
			"(SELECT record, sum(CASE action WHEN 'insert' THEN last_id - first_id + 1 ELSE 0 END) AS "
			"came, "
			"sum(action = 'update') AS changed, sum(action = 'delete') AS went, max(CASE action WHEN "
			"'read' THEN ' read' WHEN 'erase' THEN ' erased' ELSE '' END) AS other FROM journal "
			"WHERE journal.operation = operation.id AND record <> 'imported' GROUP BY record ORDER BY "
			"record))), command "
			"FROM operation WHERE (:person IS NULL OR real_user = :person OR claimed = :person) AND "
			"(:from = '' OR kam_day(happened_at) >= :from) AND (:to = '' OR kam_day(happened_at) < :to) "
			"ORDER BY id DESC LIMIT :limit",
			&statement);
	if (status == KAM_OK) {
		store_bind_text(statement, ":person", log->person);
		store_bind_text(statement, ":from", period.from);
		store_bind_text(statement, ":to", period.to);
		store_bind_integer(statement, ":limit", log->limit);
		status = answer_rows(kam, statement, columns, true, out);
	}
	return status;
}

/* Which type an id such as A12 belongs to: the longest prefix that fits. */
static const struct kam_type *type_of_id(const char *text, int64_t *id)
{
	for (const struct kam_type *const *type = kam_types(); *type != NULL; type++)
		if (reference_is_id(*type, text, strlen(text), id))
			return *type;
	return NULL;
}

/* "A1", or "account 华为"; a record that is gone is known by its id. */
static enum kam_status find_record(struct kam *kam, const char *text, const struct kam_type **type, int64_t *id)
{
	size_t word = strcspn(text, " ");
	char *name;
	enum kam_status status;

	*type = type_of_id(text, id);
	if (*type != NULL)
		return KAM_OK;
	name = strndup(text, word);
	if (name == NULL)
		return fail_memory(kam);
	*type = text[word] == ' ' ? kam_type_find(name) : NULL;
	free(name);
	if (*type == NULL)
		return fail(kam, KAM_BAD_VALUE,
		            _("'%s' is no id such as A1, nor a record type and a name such as account 华为"), text);
	text += word + strspn(text + word, " ");
	/* One that is gone is known by its id. */
	if (reference_is_id(*type, text, strlen(text), id))
		return KAM_OK;
	status = reference_find(kam, *type, text, strlen(text), REFERENCE_READ, id, NULL);
	return status;
}

static const struct answer_column field_columns[] = {
	{ "operation", N_("Operation"), KAM_INTEGER, .priority = 0 },
	{ "happened_at", N_("When"), KAM_INSTANT, .priority = 1 },
	{ "real_user", N_("User"), KAM_TEXT, .priority = 2 },
	{ "record", N_("Record"), KAM_TEXT, .priority = 3 },
	{ "action", N_("Action"), KAM_TEXT, .priority = 4 },
	{ "field", N_("Field"), KAM_TEXT, .priority = 5 },
	{ "old", N_("From"), KAM_TEXT, .priority = 6 },
	{ "new", N_("To"), KAM_TEXT, .priority = 7 },
	{ .key = NULL },
};

/* What a field held, as a list would show it: from the raw value of the journal. */
static enum kam_status put_raw(struct kam *kam, struct kam_rows *rows, const struct kam_log *log,
                               const struct kam_field *field, struct kam_value value, const char *currency)
{
	char scratch[KAM_SCRATCH_SIZE];
	enum kam_status status;

	if (value.type == KAM_IS_EMPTY || field == NULL)
		return rows_put(rows, &value);
	if ((field->flags & KAM_PERSONAL) && !log->unmask)
		return rows_put(rows, &(struct kam_value){ .type = KAM_IS_MASKED });
	if (field->kind == KAM_REFERENCE && value.type == KAM_IS_INTEGER) {
		status = reference_say(kam, field, value.integer, scratch, &value.length);
		if (status != KAM_OK)
			return status;
		value.text = scratch;
	} else if (value.type != KAM_IS_TEXT) {
		value.text = currency;
		value.text = kam_value_text(field->kind, &value, scratch, &value.length);
	}
	value.type = KAM_IS_TEXT;
	return rows_put(rows, &value);
}

static enum kam_status put_field_row(struct kam *kam, const struct kam_log *log, const char *record, int64_t id,
                                     struct statement *statement, struct kam_rows *rows)
{
	const struct kam_type *type = kam_type_find(record);
	const char *name = store_text(statement, 5);
	const struct kam_field *field = type != NULL && name != NULL ? kam_type_field(type, name) : NULL;
	struct kam_value value;
	char text[KAM_ID_SIZE] = "";
	enum kam_status status = KAM_OK;

	for (int i = 0; i < 3 && status == KAM_OK; i++) {
		store_value(statement, i, &value);
		status = rows_put(rows, &value);
	}
	if (type != NULL && id != 0)
		reference_format(type, id, text);
	if (status == KAM_OK)
		status = rows_put_text(rows, *text != '\0' ? text : record);
	if (status == KAM_OK)
		status = rows_put_text(rows, store_text(statement, 4));
	if (status == KAM_OK)
		status = rows_put_text(rows, name);
	for (int i = 6; i < 8 && status == KAM_OK; i++) {
		store_value(statement, i, &value);
		status = put_raw(kam, rows, log, field, value, store_text(statement, 8));
	}
	return status;
}

/* The images of one record in order, each compared with the next, the last with what is there now. */
static enum kam_status log_record(struct kam *kam, const struct kam_log *log, const struct kam_type *type, int64_t id,
                                  int64_t operation, struct kam_rows *rows)
{
	struct query query;
	struct statement *statement = NULL;
	enum kam_status status;

	query_start(&query, kam);
	query_history(&query, type);
	status = query_prepare(&query, &statement);
	if (status == KAM_OK) {
		store_bind_text(statement, ":record", type->name);
		store_bind_integer(statement, ":id", id);
		store_bind_integer(statement, ":operation", operation);
		store_bind_integer(statement, ":limit", log->limit);
	}
	while (status == KAM_OK && (status = store_step(statement)) == KAM_OK)
		status = put_field_row(kam, log, type->name, id, statement, rows);
	store_finalize(statement);
	query_end(&query);
	return status == KAM_DONE ? KAM_OK : status;
}

/* Personal fields that were shown: of which records, not of which one. */
static enum kam_status log_reads(struct kam *kam, const struct kam_log *log, int64_t number, struct kam_rows *rows)
{
	struct statement *statement = NULL;
	enum kam_status status = store_prepare(
		kam,
		"SELECT operation.id, happened_at, real_user, NULL, action, NULL, NULL, NULL, NULL, record "
		"FROM journal JOIN operation ON operation.id = journal.operation "
		"WHERE journal.operation = :operation AND action = 'read' ORDER BY journal.id",
		&statement);

	if (status == KAM_OK)
		store_bind_integer(statement, ":operation", number);
	while (status == KAM_OK && (status = store_step(statement)) == KAM_OK)
		status = put_field_row(kam, log, store_text(statement, 9), 0, statement, rows);
	store_finalize(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

/* Every record that an operation touched. */
static enum kam_status log_operation(struct kam *kam, const struct kam_log *log, struct kam_rows *rows)
{
	struct statement *statement = NULL;
	const char *why;
	int64_t number;
	enum kam_status status = kam_integer_parse(log->operation, strlen(log->operation), &number, &why);

	if (status != KAM_OK)
		return fail(kam, status, _("operation '%s' is not %s"), log->operation, why);
	status = store_prepare(
		kam,
		"SELECT record, first_id, max(last_id) FROM journal WHERE operation = :operation AND record "
		"NOT IN ('imported', 'tag') AND action <> 'read' GROUP BY record, first_id ORDER BY min(id)",
		&statement);
	if (status == KAM_OK)
		store_bind_integer(statement, ":operation", number);
	while (status == KAM_OK && (status = store_step(statement)) == KAM_OK) {
		const struct kam_type *type = kam_type_find(store_text(statement, 0));

		for (int64_t id = store_integer(statement, 1); type != NULL && id <= store_integer(statement, 2); id++)
			if (status == KAM_OK)
				status = log_record(kam, log, type, id, number, rows);
	}
	store_finalize(statement);
	return status == KAM_DONE ? log_reads(kam, log, number, rows) : status;
}

enum kam_status kam_history_log(struct kam *kam, const struct kam_log *log, struct kam_rows **out)
{
	const struct kam_type *type = NULL;
	int64_t id = 0;
	enum kam_status status;

	*out = NULL;
	if (log->record == NULL && log->operation == NULL)
		return log_operations(kam, log, out);
	status = answer_begin(kam, field_columns, out);
	if (status == KAM_OK && log->operation != NULL)
		status = log_operation(kam, log, *out);
	else if (status == KAM_OK && (status = find_record(kam, log->record, &type, &id)) == KAM_OK && type != NULL)
		status = log_record(kam, log, type, id, 0, *out);
	return status == KAM_OK ? rows_finish(*out) : status;
}
