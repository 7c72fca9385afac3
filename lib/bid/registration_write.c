/* Writing registrations: added, set, moved to another tender, expired; and telling of conflicts. */
#include "registration.h"
#include "kam/internal/reference.h"

#include <stdlib.h>
#include <string.h>

static void put_text(const struct kam_type *type, struct kam_value *values, const char *field, const char *text)
{
	struct kam_value *value = &values[type_field_index(type, field)];

	*value = (struct kam_value){ 0 };
	if (text != NULL && *text != '\0')
		*value = (struct kam_value){ .type = KAM_IS_TEXT, .text = text, .length = strlen(text) };
}

static void put_integer(const struct kam_type *type, struct kam_value *values, const char *field, int64_t integer)
{
	values[type_field_index(type, field)] =
		(struct kam_value){ .type = integer != 0 ? KAM_IS_INTEGER : KAM_IS_EMPTY, .integer = integer };
}

void protection_end(struct kam *kam, char out[KAM_DATE_SIZE])
{
	kam_date_format(kam->today + strtoll(kam_setting(kam, "protection_days"), NULL, 10), out);
}

enum kam_status registration_add(struct kam *kam, const struct tender *tender, const struct claimed *claimed,
                                 int64_t *id)
{
	const struct kam_type *type = kam_type_find("registration");
	struct kam_value *values = calloc(type_field_count(type), sizeof *values);
	struct record_write write = { .values = values, .importing = claimed->importing };
	struct writer *writer = NULL;
	enum kam_status status = values == NULL ? fail_memory(kam) : writer_get(kam, type, &writer);

	if (status == KAM_OK) {
		put_integer(type, values, "bid", claimed->bid);
		put_integer(type, values, "unit", claimed->unit);
		put_integer(type, values, "person", claimed->person);
		put_integer(type, values, "group_root", tender->root);
		put_text(type, values, "tender_key", tender->key);
		put_text(type, values, "lot", tender->lot);
		put_text(type, values, "status", claimed->status);
		put_text(type, values, "body", claimed->body);
		if (claimed->share >= 0)
			values[type_field_index(type, "share")] =
				(struct kam_value){ .type = KAM_IS_INTEGER, .integer = claimed->share };
		status = writer_defaults(writer, values);
	}
	if (status == KAM_OK)
		status = writer_insert(writer, &write, id);
	free(values);
	return status;
}

/* The record as it is, to be changed and written: `values` begins as a copy of what is loaded. */
static enum kam_status load(struct kam *kam, int64_t id, struct writer **writer, struct record_write *write)
{
	const struct kam_type *type = kam_type_find("registration");
	size_t count = type_field_count(type);
	enum kam_status status = writer_get(kam, type, writer);

	write->id = id;
	write->values = calloc(count, sizeof *write->values);
	if (status == KAM_OK && write->values == NULL)
		status = fail_memory(kam);
	if (status == KAM_OK)
		status = writer_load(*writer, id, &write->old);
	if (status == KAM_OK)
		memcpy(write->values, write->old, count * sizeof *write->values);
	return status;
}

enum kam_status registration_set(struct kam *kam, int64_t id, const char *status_word, const char *body)
{
	const struct kam_type *type = kam_type_find("registration");
	struct record_write write = { 0 };
	struct writer *writer = NULL;
	struct buffer said = { 0 };
	bool changed;
	enum kam_status status = load(kam, id, &writer, &write);

	if (status == KAM_OK) {
		const struct kam_value *old = &write.old[type_field_index(type, "body")];

		put_text(type, write.values, "status", status_word);
		if (body != NULL && old->type == KAM_IS_TEXT)
			buffer_format(&said, "%.*s; %s", (int)old->length, old->text, body);
		else if (body != NULL)
			buffer_put(&said, body);
		if (said.failed)
			status = fail_memory(kam);
		else if (body != NULL)
			put_text(type, write.values, "body", said.text);
		/* Whoever is granted it late has it as long as whoever came first. */
		if (strcmp(status_word, "granted") == 0)
			put_text(type, write.values, "protected_until", NULL);
	}
	if (status == KAM_OK)
		status = writer_update(writer, &write, &changed);
	free(write.values);
	buffer_free(&said);
	return status;
}

enum kam_status registration_move(struct kam *kam, int64_t id, const struct tender *tender, bool importing)
{
	const struct kam_type *type = kam_type_find("registration");
	struct record_write write = { .importing = importing };
	struct writer *writer = NULL;
	char until[KAM_DATE_SIZE];
	bool changed;
	enum kam_status status = load(kam, id, &writer, &write);

	if (status == KAM_OK) {
		const struct kam_value *key = &write.old[type_field_index(type, "tender_key")],
				       *lot = &write.old[type_field_index(type, "lot")];
		bool same = key->type == KAM_IS_TEXT && strcmp(key->text, tender->key) == 0 &&
		            strcmp(lot->type == KAM_IS_TEXT ? lot->text : "", tender->lot) == 0;

		put_integer(type, write.values, "group_root", tender->root);
		put_text(type, write.values, "tender_key", tender->key);
		put_text(type, write.values, "lot", tender->lot);
		/* Another tender is claimed now, and not since the first one was. */
		if (!same) {
			protection_end(kam, until);
			put_text(type, write.values, "claimed_at", kam->now_text);
			put_text(type, write.values, "protected_until", until);
		}
		status = writer_update(writer, &write, &changed);
	}
	free(write.values);
	return status;
}

/* Set-based, for a registration may be in the middle of being written. */
enum kam_status registration_expire(struct kam *kam, int64_t id)
{
	struct statement *statement;
	enum kam_status status = store_script(kam, "CREATE TEMP TABLE IF NOT EXISTS lapsed (id INTEGER PRIMARY KEY); "
	                                           "DELETE FROM temp.lapsed");

	if (status == KAM_OK)
		status = store_keep(kam, "INSERT INTO temp.lapsed VALUES (:id)", &statement);
	if (status != KAM_OK)
		return status;
	store_bind_integer(statement, ":id", id);
	status = store_step(statement);
	if (status == KAM_DONE)
		status = journal_before_all(kam, kam_type_find("registration"), "temp.lapsed");
	return status == KAM_OK ? store_execute(kam,
	                                        "UPDATE registration SET status = 'expired', updated_at = :1 WHERE id "
	                                        "IN (SELECT id FROM temp.lapsed)",
	                                        (const char *const[]){ kam->now_text }, 1)
	                        : status;
}

enum kam_status conflict_tell(struct kam *kam, int64_t bid, const struct holder *holder, const char *why)
{
	struct statement *statement;
	enum kam_status status =
		event_begin(kam,
	                    "SELECT json_object('event', 'bid-conflict', 'bid', 'B' || bid.id, 'holder', 'B' || "
	                    "nullif(:holder, 0), 'tender', bid.tender, 'lot', bid.lot, 'why', :why, 'operation', "
	                    ":operation, 'at', :at, 'user', :user) FROM bid WHERE bid.id = :bid",
	                    &statement);

	if (status != KAM_OK)
		return status;
	store_bind_integer(statement, ":bid", bid);
	store_bind_integer(statement, ":holder", holder->bid);
	store_bind_text(statement, ":why", why);
	return event_end(kam, "bid-conflict", statement);
}
