/* The history of leads: every change of status, owner and trust is a record of its own. */
#include "rules.h"
#include "kam/internal/identity.h"
#include "kam/internal/reference.h"
#include "kam/internal/write.h"

#include <string.h>

/* Why it lies in the pool is said while it lies there. */
enum kam_status pool_follow(struct kam *kam, struct record_write *write)
{
	const struct kam_value *status = write_value(write, "status"), *before = write_old(write, "status");
	const struct kam_value *old_reason = write_old(write, "pool_reason");
	struct kam_value *reason = write_value(write, "pool_reason");

	(void)kam;
	if (before != NULL && !write->carried && !kam_value_equal(before, status) &&
	    kam_value_equal(old_reason, reason))
		*reason = (struct kam_value){ 0 };
	return KAM_OK;
}

/* People by their ids, the rest as it is: readable, and the same from an import. */
static enum kam_status write_down(struct kam *kam, const struct kam_field *field, const struct kam_value *value,
                                  char scratch[KAM_SCRATCH_SIZE], struct kam_value *out)
{
	*out = *value;
	if (field->kind != KAM_REFERENCE || value->type == KAM_IS_EMPTY)
		return KAM_OK;
	*out = (struct kam_value){ .type = KAM_IS_TEXT, .text = scratch };
	return reference_say(kam, field, value->integer, scratch, &out->length);
}

/* What the lead says of it: the reason for the pool, or for being given up. */
static struct kam_value why(struct record_write *write, const struct kam_field *field, const struct kam_value *new)
{
	if (strcmp(field->name, "status") != 0)
		return (struct kam_value){ 0 };
	if (new->length == 4 && memcmp(new->text, "pool", 4) == 0)
		return *write_value(write, "pool_reason");
	if (new->length == 7 && memcmp(new->text, "dropped", 7) == 0)
		return *write_value(write, "drop_reason");
	return (struct kam_value){ 0 };
}

static enum kam_status write_change(struct kam *kam, struct record_write *write, const struct kam_field *field)
{
	const struct kam_type *type = kam_type_find("leadchange");
	const struct kam_value *old = write_old(write, field->name), *new = write_value(write, field->name);
	struct kam_value values[16] = { { 0 } };
	struct record_write change = { .type = type, .values = values, .importing = write->importing };
	char old_scratch[KAM_SCRATCH_SIZE], new_scratch[KAM_SCRATCH_SIZE];
	struct writer *writer = NULL;
	int64_t id, person = 0;
	enum kam_status status = writer_get(kam, type, &writer);

	if (status == KAM_OK)
		status = write_down(kam, field, old, old_scratch, write_value(&change, "old"));
	if (status == KAM_OK)
		status = write_down(kam, field, new, new_scratch, write_value(&change, "new"));
	if (status == KAM_OK)
		status = identity_acting(kam, &person);
	/* Whom --as names need be no person here: then nobody is noted. */
	if (status != KAM_OK && status != KAM_NOT_FOUND && status != KAM_AMBIGUOUS)
		return status;
	*write_value(&change, "lead") = (struct kam_value){ .type = KAM_IS_INTEGER, .integer = write->id };
	*write_value(&change, "field") =
		(struct kam_value){ .type = KAM_IS_TEXT, .text = field->name, .length = strlen(field->name) };
	*write_value(&change, "why") = why(write, field, new);
	if (person != 0)
		*write_value(&change, "done_by") = (struct kam_value){ .type = KAM_IS_INTEGER, .integer = person };
	status = writer_defaults(writer, values);
	return status == KAM_OK ? writer_insert(writer, &change, &id) : status;
}

enum kam_status lead_change_follow(struct kam *kam, struct record_write *write)
{
	static const char *const watched[] = { "status", "owner", "trust" };
	enum kam_status status = KAM_OK;

	/* add and import write no initial change; a row with kam's own id derives nothing. */
	if (write->old == NULL || write->carried)
		return KAM_OK;
	for (size_t i = 0; i < sizeof watched / sizeof *watched && status == KAM_OK; i++)
		if (!kam_value_equal(write_old(write, watched[i]), write_value(write, watched[i])))
			status = write_change(kam, write, kam_type_field(write->type, watched[i]));
	return status;
}
