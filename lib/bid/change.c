/* The history of bids: every change of stage, value, close_on, owner and probability is a record of its own. */
#include "rules.h"
#include "kam/internal/reference.h"
#include "kam/internal/write.h"

#include <string.h>

/* Stages by name, people by id, money in major units: readable, and the same from an import. */
static enum kam_status write_down(struct kam *kam, const struct kam_field *field, const struct kam_value *value,
                                  const char *currency, char *scratch, struct kam_value *out)
{
	struct kam_value money = *value;
	enum kam_status status = KAM_OK;

	*out = (struct kam_value){ 0 };
	if (value->type == KAM_IS_EMPTY)
		return KAM_OK;
	out->type = KAM_IS_TEXT;
	if (field->kind == KAM_REFERENCE) {
		status = reference_say(kam, field, value->integer, scratch, &out->length);
		out->text = scratch;
	} else {
		money.text = field->kind == KAM_MONEY ? currency : money.text;
		out->text = kam_value_text(field->kind, &money, scratch, &out->length);
	}
	return status;
}

static enum kam_status write_change(struct kam *kam, struct record_write *write, const struct kam_field *field,
                                    const struct kam_value *old, const struct kam_value *new)
{
	const struct kam_type *type = kam_type_find("change");
	struct kam_value values[16] = { { 0 } };
	struct record_write change = { .values = values, .importing = write->importing };
	char old_scratch[KAM_SCRATCH_SIZE], new_scratch[KAM_SCRATCH_SIZE];
	struct writer *writer = NULL;
	const char *currency = write_value(write, "currency")->text;
	const char *user = kam->claimed != NULL ? kam->claimed : kam->real_user;
	int64_t id, person;
	enum kam_status status = writer_get(kam, type, &writer);

	if (status == KAM_OK)
		status = write_down(kam, field, old, currency, old_scratch, &values[type_field_index(type, "old")]);
	if (status == KAM_OK)
		status = write_down(kam, field, new, currency, new_scratch, &values[type_field_index(type, "new")]);
	if (status != KAM_OK)
		return status;
	values[type_field_index(type, "bid")] = (struct kam_value){ .type = KAM_IS_INTEGER, .integer = write->id };
	values[type_field_index(type, "field")] =
		(struct kam_value){ .type = KAM_IS_TEXT, .text = field->name, .length = strlen(field->name) };
	status = reference_seek(kam, kam_type_find("person"), user, strlen(user), REFERENCE_IMPORT, &person, NULL);
	if (status == KAM_OK)
		values[type_field_index(type, "done_by")] =
			(struct kam_value){ .type = KAM_IS_INTEGER, .integer = person };
	else if (status != KAM_NOT_FOUND && status != KAM_AMBIGUOUS)
		return status;
	status = writer_defaults(writer, values);
	return status == KAM_OK ? writer_insert(writer, &change, &id) : status;
}

/* A stage move that a person made is told to the hook bid-stage. */
static enum kam_status tell_hook(struct kam *kam, const struct record_write *write, const struct kam_value *old,
                                 const struct kam_value *new)
{
	struct statement *statement;
	char id[KAM_ID_SIZE];
	enum kam_status status = event_begin(
		kam,
		"SELECT json_object('event', 'bid-stage', 'bid', :bid, 'old', (SELECT name FROM stage WHERE "
		"id = :old), 'new', (SELECT name FROM stage WHERE id = :new), 'operation', :operation, "
		"'at', :at, 'user', :user)",
		&statement);

	if (status != KAM_OK)
		return status;
	reference_format(write->type, write->id, id);
	store_bind_text(statement, ":bid", id);
	store_bind_value(statement, ":old", old);
	store_bind_value(statement, ":new", new);
	return event_end(kam, "bid-stage", statement);
}

enum kam_status change_follow(struct kam *kam, struct record_write *write)
{
	static const char *const watched[] = { "stage", "value", "close_on", "owner", "probability" };

	/* add and import write no initial change; a row with kam's own id derives nothing. */
	if (write->old == NULL || write->carried)
		return KAM_OK;
	for (size_t i = 0; i < sizeof watched / sizeof *watched; i++) {
		const struct kam_value *old = write_old(write, watched[i]), *new = write_value(write, watched[i]);
		enum kam_status status;

		if (kam_value_equal(old, new))
			continue;
		status = write_change(kam, write, kam_type_field(write->type, watched[i]), old, new);
		if (status == KAM_OK && i == 0 && !write->importing)
			status = tell_hook(kam, write, old, new);
		if (status != KAM_OK)
			return status;
	}
	return KAM_OK;
}
