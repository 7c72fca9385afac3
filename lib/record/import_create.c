/* !create: a minimal record for a reference that is not found. */
#include "import_private.h"

#include <stdlib.h>
#include <string.h>

/* A word of !create is a reference field of the type, or a record type. */
static const struct kam_type *type_of(const struct import_run *run, const char *word)
{
	const struct kam_field *field = kam_type_field(run->type, word);

	if (field != NULL && field->kind == KAM_REFERENCE && field_is_stored(field))
		return kam_type_find(field->target);
	return kam_type_find(word);
}

static enum kam_status refuse(struct import_run *run, const struct map_create *rule, const char *why, const char *what)
{
	struct buffer text = { 0 };
	enum kam_status status;

	buffer_format(&text, why, what);
	status = fail(run->kam, KAM_BAD_DATA, "%s:%d: !create %s: %s", run->map_name, rule->line, rule->type,
	              buffer_text(&text) != NULL ? text.text : what);
	buffer_free(&text);
	return status;
}

static enum kam_status read_constant(struct import_run *run, struct import_creator *creator, size_t constant,
                                     const char *currency)
{
	const struct map_create *rule = creator->rule;
	const char *text = rule->values[constant], *why = "";
	int index = type_field_index(creator->type, rule->names[constant]);
	const struct kam_field *field = &creator->type->fields[index];
	struct kam_reading reading = { .decimal = '.',
		                       .choices = field->choices,
		                       .currency = currency,
		                       .zone = run->kam->zone,
		                       .now = run->kam->now,
		                       .minimum = field->minimum,
		                       .maximum = field->maximum };
	struct kam_value *value = &creator->values[index];
	enum kam_status status;

	if (field->kind == KAM_REFERENCE) {
		value->type = KAM_IS_INTEGER;
		status = reference_find(run->kam, kam_type_find(field->target), text, strlen(text), REFERENCE_IMPORT,
		                        &value->integer, NULL);
		return status == KAM_NOT_FOUND || status == KAM_AMBIGUOUS
		               ? refuse(run, rule, "%s", kam_error_message(run->kam))
		               : status;
	}
	status = kam_value_parse(field->kind, &reading, text, strlen(text), creator->scratch[index], value, &why);
	if (status == KAM_OK)
		return KAM_OK;
	return fail(run->kam, KAM_BAD_DATA, _("%s:%d: !create %s: %s '%s' is not %s"), run->map_name, rule->line,
	            rule->type, field->name, text, why);
}

/* The currency first, for the amounts are read in it. */
static enum kam_status read_constants(struct import_run *run, struct import_creator *creator)
{
	const struct map_create *rule = creator->rule;
	char currency[4];
	enum kam_status status = KAM_OK;

	memcpy(currency, run->kam->currency, sizeof currency);
	for (int round = 0; round < 2; round++)
		for (size_t i = 0; i < rule->count && status == KAM_OK; i++) {
			const struct kam_field *field = kam_type_field(creator->type, rule->names[i]);

			if (field == NULL || (field->flags & (KAM_DERIVED | KAM_COMPUTED)) != 0)
				return refuse(run, rule, _("%s is no field that can be set"), rule->names[i]);
			if ((round == 0) != (field->kind == KAM_CURRENCY))
				continue;
			status = read_constant(run, creator, i, currency);
			if (status == KAM_OK && field->kind == KAM_CURRENCY)
				memcpy(currency, creator->values[type_field_index(creator->type, field->name)].text, 3);
		}
	return status;
}

/* All that the type needs is its name, a constant, or has a value to begin with. */
static enum kam_status check_required(struct import_run *run, const struct import_creator *creator)
{
	const struct kam_type *type = creator->type;

	if (kam_type_field(type, type->label)->kind != KAM_TEXT)
		return refuse(run, creator->rule, _("no %s can be made here: it has no name to be made of"),
		              type->name);
	for (size_t i = 0; i < creator->count; i++) {
		const struct kam_field *field = &type->fields[i];

		if ((field->flags & KAM_REQUIRED) != 0 && field->initial == NULL &&
		    strcmp(field->name, type->label) != 0 && creator->values[i].type == KAM_IS_EMPTY)
			return refuse(run, creator->rule,
			              _("it needs %s too; give it as a constant, such as FIELD=VALUE"), field->name);
	}
	return KAM_OK;
}

enum kam_status import_creators(struct import_run *run)
{
	enum kam_status status = KAM_OK;

	run->creators = calloc(run->map->create_count + 1, sizeof *run->creators);
	if (run->creators == NULL)
		return fail_memory(run->kam);
	for (size_t i = 0; i < run->map->create_count && status == KAM_OK; i++) {
		struct import_creator *creator = &run->creators[run->creator_count++];

		creator->rule = &run->map->creates[i];
		creator->type = type_of(run, creator->rule->type);
		if (creator->type == NULL)
			return refuse(run, creator->rule,
			              _("%s has no reference of that name, and there is no such record type"),
			              run->type->name);
		creator->count = type_field_count(creator->type);
		creator->values = calloc(creator->count, sizeof *creator->values);
		creator->made = calloc(creator->count, sizeof *creator->made);
		creator->scratch = calloc(creator->count, sizeof *creator->scratch);
		if (creator->values == NULL || creator->made == NULL || creator->scratch == NULL)
			return fail_memory(run->kam);
		status = writer_get(run->kam, creator->type, &creator->writer);
		if (status == KAM_OK)
			status = read_constants(run, creator);
		if (status == KAM_OK)
			status = check_required(run, creator);
	}
	return status;
}

void import_creators_free(struct import_run *run)
{
	for (size_t i = 0; i < run->creator_count; i++) {
		free(run->creators[i].values);
		free(run->creators[i].made);
		free(run->creators[i].scratch);
	}
	free(run->creators);
}

const struct import_creator *import_creator_of(const struct import_run *run, const struct kam_field *field)
{
	const struct import_creator *by_type = NULL;

	for (size_t i = 0; i < run->creator_count; i++) {
		const char *word = run->creators[i].rule->type;

		if (strcmp(word, field->name) == 0)
			return &run->creators[i];
		if (strcmp(word, field->target) == 0)
			by_type = &run->creators[i];
	}
	return by_type;
}

enum kam_status import_create(struct import_run *run, const struct import_target *target, const char *text,
                              size_t length, int64_t *id)
{
	const struct import_creator *creator = target->creator;
	const struct kam_type *type = creator->type;
	struct kam_value name = { .type = KAM_IS_TEXT, .text = text, .length = length };
	struct record_write write = { .values = creator->made, .importing = true };
	enum kam_status status;

	/* What looks like kam's own id names a record that is gone, and is nobody's name. */
	if (reference_is_id(type, text, length, id))
		return KAM_NOT_FOUND;
	memcpy(creator->made, creator->values, creator->count * sizeof *creator->made);
	creator->made[type_field_index(type, type->label)] = name;
	if (type->same == NULL && creator->made[type_field_index(type, "ref")].type == KAM_IS_EMPTY)
		creator->made[type_field_index(type, "ref")] = name;
	status = writer_defaults(creator->writer, creator->made);
	if (status == KAM_OK)
		status = writer_insert(creator->writer, &write, id);
	if (status == KAM_OK)
		run->result->created++;
	return import_refused(run, target, status);
}
