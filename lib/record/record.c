/* Add and edit one record, its fields set as a person types them. */
#include "kam/record.h"
#include "kam/internal/query.h"
#include "kam/internal/reference.h"
#include "kam/internal/write.h"

#include <stdlib.h>
#include <string.h>

/* The values of a record in the making, and the room for those that are written anew. */
struct draft {
	struct kam *kam;
	const struct kam_type *type;
	struct writer *writer;
	size_t count;
	struct kam_value *values;
	char (*scratch)[KAM_SCRATCH_SIZE];
	char currency[4];    /* in which amounts are read */
	bool currency_given; /* by its option or with an amount */
};

enum kam_status field_parse(struct kam *kam, const struct kam_type *type, const struct kam_field *field,
                            const char *text, size_t length, const char *currency, char scratch[KAM_SCRATCH_SIZE],
                            struct kam_value *out)
{
	struct kam_reading reading = { .decimal = '.',
		                       .relative = true,
		                       .choices = field->choices,
		                       .currency = currency,
		                       .zone = kam->zone,
		                       .now = kam->now,
		                       .minimum = field->minimum,
		                       .maximum = field->maximum };
	const char *why = NULL;
	enum kam_status status;

	*out = (struct kam_value){ 0 };
	if (length == 0)
		return KAM_OK;
	if (!kam_text_valid(text, length, NULL))
		return fail(kam, KAM_BAD_VALUE, _("--%s is not valid UTF-8 text"), field->name);
	if (field->kind == KAM_REFERENCE) {
		out->type = KAM_IS_INTEGER;
		return reference_find(kam, kam_type_find(field->target), text, length, REFERENCE_WRITE, &out->integer,
		                      NULL);
	}
	status = kam_value_parse(field->kind, &reading, text, length, scratch, out, &why);
	if (status != KAM_OK)
		return fail(kam, status, _("%s %s: '%.*s' is not %s"), type->name, field->name, (int)length, text,
		            why != NULL ? why : "valid");
	return KAM_OK;
}

static enum kam_status draft_open(struct draft *draft, struct kam *kam, const struct kam_type *type)
{
	memset(draft, 0, sizeof *draft);
	draft->kam = kam;
	draft->type = type;
	draft->count = type_field_count(type);
	draft->values = calloc(draft->count, sizeof *draft->values);
	draft->scratch = calloc(draft->count, sizeof *draft->scratch);
	memcpy(draft->currency, kam->currency, sizeof draft->currency);
	if (draft->values == NULL || draft->scratch == NULL)
		return fail_memory(kam);
	return writer_get(kam, type, &draft->writer);
}

static void draft_close(struct draft *draft)
{
	free(draft->values);
	free(draft->scratch);
}

static bool is_assigned(const struct kam_assignment *assignments, size_t count, const char *field)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(assignments[i].field, field) == 0)
			return true;
	return false;
}

/* Is there an amount that stays as it was? */
static bool keeps_amounts(const struct draft *draft, const struct kam_assignment *assignments, size_t count)
{
	for (size_t i = 0; i < draft->count; i++)
		if (draft->type->fields[i].kind == KAM_MONEY && draft->values[i].type == KAM_IS_INTEGER &&
		    !is_assigned(assignments, count, draft->type->fields[i].name))
			return true;
	return false;
}

/* `USD 12` names the record's currency, if no other amount or option says otherwise. */
static enum kam_status money_currency(struct draft *draft, const struct kam_field *field, const char *text,
                                      const struct kam_assignment *assignments, size_t count)
{
	int index = type_field_index(draft->type, "currency");
	char currency[4];
	const char *why;
	int64_t minor;

	if (kam_money_parse(text, strlen(text), '.', draft->currency, currency, &minor, &why) != KAM_OK ||
	    currency[0] == '\0' || strcmp(currency, draft->currency) == 0)
		return KAM_OK;
	if (draft->currency_given || keeps_amounts(draft, assignments, count))
		return fail(draft->kam, KAM_BAD_VALUE,
		            _("%s '%s': all amounts of a record are in one currency, here %s"), field->name, text,
		            draft->currency);
	draft->currency_given = true;
	memcpy(draft->currency, currency, 4);
	memcpy(draft->scratch[index], currency, 4);
	draft->values[index] = (struct kam_value){ .type = KAM_IS_TEXT, .text = draft->scratch[index], .length = 3 };
	return KAM_OK;
}

static enum kam_status find_field(struct draft *draft, const char *name, int *index)
{
	const struct kam_field *field;

	*index = type_field_index(draft->type, name);
	if (*index < 0)
		return fail_no_field(draft->kam, draft->type, name);
	field = &draft->type->fields[*index];
	if (field->flags & (KAM_DERIVED | KAM_COMPUTED))
		return fail(draft->kam, KAM_USAGE, _("%s is kept by kam and cannot be set"), name);
	return KAM_OK;
}

static bool is_tag(const struct draft *draft, const char *name)
{
	return draft->type->tags && (strcmp(name, "tag") == 0 || strcmp(name, "untag") == 0);
}

/* Another currency for the same figures: 12.00 stays 12 where it has no decimals, or is refused. */
static enum kam_status restate_amounts(struct draft *draft, const char *old, const struct kam_assignment *assignments,
                                       size_t count)
{
	int shift = kam_currency_digits(draft->currency) - kam_currency_digits(old);
	int64_t factor = 1;

	for (int i = 0; i < (shift < 0 ? -shift : shift); i++)
		factor *= 10;
	for (size_t i = 0; i < draft->count; i++) {
		struct kam_value *value = &draft->values[i];
		const char *name = draft->type->fields[i].name;

		if (draft->type->fields[i].kind != KAM_MONEY || value->type != KAM_IS_INTEGER ||
		    is_assigned(assignments, count, name))
			continue;
		if (shift < 0 ? value->integer % factor != 0
		              : value->integer > INT64_MAX / factor || value->integer < INT64_MIN / factor)
			return fail(draft->kam, KAM_BAD_VALUE, _("%s cannot be the same figure in %s; give --%s anew"),
			            name, draft->currency, name);
		value->integer = shift < 0 ? value->integer / factor : value->integer * factor;
	}
	return KAM_OK;
}

/* Fields into values: the currency first, then the amounts that are in it. */
static enum kam_status assign(struct draft *draft, const struct kam_assignment *assignments, size_t count)
{
	int index;
	char old[4];
	enum kam_status status = KAM_OK;

	memcpy(old, draft->currency, sizeof old);
	for (int round = 0; round < 3 && status == KAM_OK; round++) {
		if (round == 2 && memcmp(old, draft->currency, 3) != 0)
			status = restate_amounts(draft, old, assignments, count);
		for (size_t i = 0; i < count && status == KAM_OK; i++) {
			const char *text = assignments[i].value;
			const struct kam_field *field;
			bool money, currency;

			if (is_tag(draft, assignments[i].field))
				continue;
			status = find_field(draft, assignments[i].field, &index);
			if (status != KAM_OK)
				break;
			field = &draft->type->fields[index];
			currency = field->kind == KAM_CURRENCY;
			money = field->kind == KAM_MONEY;
			if (round == 1 && money)
				status = money_currency(draft, field, text, assignments, count);
			if ((round == 0) != currency || round == 1)
				continue;
			status = field_parse(draft->kam, draft->type, field, text, strlen(text), draft->currency,
			                     draft->scratch[index], &draft->values[index]);
			if (status == KAM_OK && currency) {
				bool base = draft->values[index].type != KAM_IS_TEXT;

				memcpy(draft->currency, base ? draft->kam->currency : draft->values[index].text, 3);
				draft->currency[3] = '\0';
				draft->currency_given = true;
			}
		}
	}
	return status;
}

static enum kam_status assign_tags(struct draft *draft, int64_t id, const struct kam_assignment *assignments,
                                   size_t count, bool *changed)
{
	enum kam_status status = KAM_OK;

	for (size_t i = 0; i < count && status == KAM_OK; i++) {
		const char *text = assignments[i].value;
		const char *equal = strchr(text, '=');
		bool one = false;

		if (!is_tag(draft, assignments[i].field))
			continue;
		if (!kam_text_valid(text, strlen(text), NULL))
			return fail(draft->kam, KAM_BAD_VALUE, _("--tag is not valid UTF-8 text"));
		if (strcmp(assignments[i].field, "untag") == 0)
			status = tag_unset(draft->kam, draft->type, id, text, &one);
		else if (equal != NULL)
			status = tag_set(draft->kam, draft->type, id, text, (size_t)(equal - text), equal + 1,
			                 strlen(equal + 1), false, &one);
		else
			status = tag_set(draft->kam, draft->type, id, text, strlen(text), NULL, 0, false, &one);
		*changed |= one;
	}
	return status;
}

enum kam_status need_operation(struct kam *kam)
{
	return store_in_operation(kam) ? KAM_OK : fail(kam, KAM_SYSTEM, _("a write needs kam_operation_begin() first"));
}

enum kam_status kam_record_add(struct kam *kam, const char *record, const struct kam_assignment *assignments,
                               size_t count, char id[KAM_ID_SIZE])
{
	const struct kam_type *type;
	struct draft draft;
	struct record_write write = { 0 };
	int64_t number = 0;
	bool changed = false;
	enum kam_status status = type_need(kam, record, &type);

	if (status != KAM_OK || (status = need_operation(kam)) != KAM_OK)
		return status;
	status = draft_open(&draft, kam, type);
	if (status == KAM_OK)
		status = assign(&draft, assignments, count);
	if (status == KAM_OK)
		status = writer_defaults(draft.writer, draft.values);
	if (status == KAM_OK) {
		write.values = draft.values;
		status = writer_insert(draft.writer, &write, &number);
	}
	if (status == KAM_OK)
		status = assign_tags(&draft, number, assignments, count, &changed);
	if (status == KAM_OK)
		reference_format(type, number, id);
	draft_close(&draft);
	return status;
}

/* "region: North → South", as a row of what an edit does. */
static enum kam_status tell_field(const struct draft *draft, int64_t id, const struct kam_field *field,
                                  const struct kam_value *old, const struct kam_value *new, struct kam_rows *told)
{
	const struct kam_value *values[] = { old, new };
	char text[KAM_ID_SIZE];
	enum kam_status status;

	reference_format(draft->type, id, text);
	status = rows_put_text(told, text);
	if (status == KAM_OK)
		status = rows_put_text(told, field->name);
	for (int i = 0; i < 2 && status == KAM_OK; i++) {
		char scratch[KAM_SCRATCH_SIZE];
		struct kam_value value = *values[i];

		if (field->flags & KAM_PERSONAL)
			value.type = value.type == KAM_IS_EMPTY ? KAM_IS_EMPTY : KAM_IS_MASKED;
		else if (field->kind == KAM_REFERENCE && value.type == KAM_IS_INTEGER) {
			status = reference_say(draft->kam, field, value.integer, scratch, &value.length);
			if (status != KAM_OK)
				return status;
			value.text = scratch;
			value.type = KAM_IS_TEXT;
		} else if (value.type != KAM_IS_EMPTY) {
			value.text = field->kind == KAM_MONEY ? draft->currency : value.text;
			value.text = kam_value_text(field->kind, &value, scratch, &value.length);
			value.type = KAM_IS_TEXT;
		}
		status = rows_put(told, &value);
	}
	return status;
}

static enum kam_status tell_changes(const struct draft *draft, int64_t id, const struct kam_value *old,
                                    struct kam_rows *told)
{
	enum kam_status status = KAM_OK;

	for (size_t i = 0; i < draft->count && status == KAM_OK; i++)
		if (field_is_stored(&draft->type->fields[i]) && (draft->type->fields[i].flags & KAM_DERIVED) == 0 &&
		    !kam_value_equal(&old[i], &draft->values[i]))
			status = tell_field(draft, id, &draft->type->fields[i], &old[i], &draft->values[i], told);
	return status;
}

enum kam_status record_edit(struct kam *kam, const struct kam_type *type, int64_t id,
                            const struct kam_assignment *assignments, size_t count, struct kam_rows *told,
                            bool *changed)
{
	const struct kam_value *old = NULL;
	struct draft draft;
	struct record_write write = { 0 };
	bool tagged = false;
	enum kam_status status = draft_open(&draft, kam, type);

	*changed = false;
	if (status == KAM_OK)
		status = writer_load(draft.writer, id, &old);
	if (status == KAM_OK) {
		memcpy(draft.values, old, draft.count * sizeof *old);
		if (type_has_money(type)) {
			const struct kam_value *currency = &old[type_field_index(type, "currency")];

			memcpy(draft.currency, currency->text, 3);
		}
		status = assign(&draft, assignments, count);
	}
	if (status == KAM_OK)
		status = writer_defaults(draft.writer, draft.values);
	if (status == KAM_OK && told != NULL)
		status = tell_changes(&draft, id, old, told);
	if (status == KAM_OK) {
		write.id = id;
		write.old = old;
		write.values = draft.values;
		status = writer_update(draft.writer, &write, changed);
	}
	if (status == KAM_OK)
		status = assign_tags(&draft, id, assignments, count, &tagged);
	*changed |= tagged;
	draft_close(&draft);
	return status;
}

enum kam_status kam_record_edit(struct kam *kam, const char *record, const char *reference,
                                const struct kam_assignment *assignments, size_t count, bool *changed)
{
	const struct kam_type *type;
	int64_t id = 0;
	enum kam_status status = type_need(kam, record, &type);

	if (status == KAM_OK)
		status = need_operation(kam);
	if (status == KAM_OK)
		status = reference_find(kam, type, reference, strlen(reference), REFERENCE_WRITE, &id, NULL);
	return status == KAM_OK ? record_edit(kam, type, id, assignments, count, NULL, changed) : status;
}
