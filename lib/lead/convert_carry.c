/* What goes along when a lead becomes a customer: its touches, its tags, the concerns that are open. */
#include "convert.h"
#include "kam/internal/reference.h"
#include "kam/internal/write.h"

#include <string.h>

static enum kam_status move_touch(const struct conversion *conversion, int64_t id, bool met)
{
	const struct kam_type *type = kam_type_find("touch");
	const struct kam_assignment assignments[] = { { "lead", "" },
		                                      { "account", conversion->account_id },
		                                      { "contact", conversion->contact_id } };
	char touch[KAM_ID_SIZE];
	bool changed;
	enum kam_status status = record_edit(conversion->kam, type, id, assignments,
	                                     conversion->contact != 0 && !met ? 3 : 2, NULL, &changed);

	reference_format(type, id, touch);
	return status == KAM_OK
	               ? conversion_tell(conversion, touch, "touch", "moved", "account", conversion->account_id)
	               : status;
}

/* A touch is of a lead or of an account: who works on the customer sees what went before. */
enum kam_status conversion_move_touches(const struct conversion *conversion)
{
	struct statement *statement = NULL;
	struct buffer ids = { 0 }; /* id, contact; first, for they are about to change */
	enum kam_status status =
		store_prepare(conversion->kam,
	                      "SELECT id, coalesce(contact, 0) FROM touch WHERE lead = :id ORDER BY happened_at, id",
	                      &statement);

	if (status == KAM_OK)
		store_bind_integer(statement, ":id", conversion->id);
	while (status == KAM_OK && (status = store_step(statement)) == KAM_OK) {
		const int64_t pair[] = { store_integer(statement, 0), store_integer(statement, 1) };

		buffer_add(&ids, (const char *)pair, sizeof pair);
	}
	store_finalize(statement);
	if (status == KAM_DONE)
		status = ids.failed ? fail_memory(conversion->kam) : KAM_OK;
	for (size_t at = 0; status == KAM_OK && at < ids.length; at += 2 * sizeof(int64_t)) {
		int64_t pair[2];

		memcpy(pair, ids.text + at, sizeof pair);
		status = move_touch(conversion, pair[0], pair[1] != 0);
	}
	buffer_free(&ids);
	return status;
}

/* One tag; what is said there already stays, and what the lead said otherwise is told. */
static enum kam_status copy_tag(const struct conversion *conversion, const char *record, int64_t id,
                                const char *id_text, const char *key, const char *value)
{
	struct statement *statement = NULL;
	struct buffer field = { 0 };
	bool there = false, equal = false, changed;
	enum kam_status status = store_prepare(conversion->kam,
	                                       "SELECT coalesce(value, '') = :value FROM tag WHERE record = :record "
	                                       "AND record_id = :id AND key = :key",
	                                       &statement);

	if (status == KAM_OK) {
		store_bind_text(statement, ":value", value);
		store_bind_text(statement, ":record", record);
		store_bind_integer(statement, ":id", id);
		store_bind_text(statement, ":key", key);
		status = store_step(statement);
		there = status == KAM_OK;
		equal = there && store_integer(statement, 0) != 0;
	}
	store_finalize(statement);
	if (status == KAM_DONE)
		status = tag_set(conversion->kam, kam_type_find(record), id, key, strlen(key),
		                 *value != '\0' ? value : NULL, strlen(value), false, &changed);
	buffer_format(&field, "tag.%s", key);
	if (status == KAM_OK && field.failed)
		status = fail_memory(conversion->kam);
	if (status == KAM_OK && !there)
		status = conversion_tell(conversion, id_text, record, "tagged", field.text,
		                         *value != '\0' ? value : "yes");
	else if (status == KAM_OK && !equal)
		status = conversion_tell(conversion, conversion->lead_id, "lead", "left out", field.text,
		                         *value != '\0' ? value : "yes");
	buffer_free(&field);
	return status;
}

/* The lead keeps its own: reports on leads go by them. */
enum kam_status conversion_copy_tags(const struct conversion *conversion)
{
	struct statement *statement = NULL;
	enum kam_status status = store_prepare(
		conversion->kam,
		"SELECT key, coalesce(value, '') FROM tag WHERE record = 'lead' AND record_id = :id ORDER BY key",
		&statement);

	if (status == KAM_OK)
		store_bind_integer(statement, ":id", conversion->id);
	while (status == KAM_OK && (status = store_step(statement)) == KAM_OK) {
		const char *key = store_text(statement, 0), *value = store_text(statement, 1);

		status = copy_tag(conversion, "account", conversion->account, conversion->account_id, key, value);
		/* What is said of a consumer is said of the person. */
		if (status == KAM_OK && conversion_is_person(conversion) && conversion->contact != 0)
			status = copy_tag(conversion, "contact", conversion->contact, conversion->contact_id, key,
			                  value);
	}
	store_finalize(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

/* What worries them does not go away with the contract. How bad it is nobody said: it caps no tier until somebody does. */
enum kam_status conversion_carry_concerns(const struct conversion *conversion)
{
	struct statement *statement = NULL;
	enum kam_status status = store_prepare(conversion->kam,
	                                       "SELECT body, coalesce(raised_on, kam_day(created_at)), 'CN' || id FROM "
	                                       "concern WHERE lead = :id AND cleared_on IS NULL ORDER BY id",
	                                       &statement);

	if (status == KAM_OK)
		store_bind_integer(statement, ":id", conversion->id);
	while (status == KAM_OK && (status = store_step(statement)) == KAM_OK) {
		const struct kam_assignment assignments[] = { { "account", conversion->account_id },
			                                      { "kind", "risk" },
			                                      { "body", store_text(statement, 0) },
			                                      { "seen_on", store_text(statement, 1) },
			                                      { "origin", store_text(statement, 2) } };
		char insight[KAM_ID_SIZE];

		status = kam_record_add(conversion->kam, "insight", assignments, 5, insight);
		if (status == KAM_OK)
			status = conversion_tell(conversion, insight, "insight", "added", "body",
			                         store_text(statement, 0));
	}
	store_finalize(statement);
	return status == KAM_DONE ? KAM_OK : status;
}
