/* One row: its cells, cleaned and mapped, into the values of fields and tags. */
#include "import_private.h"

#include <string.h>

/* What a spreadsheet or an export has put around the text is taken off: ="00123", or the guard of a text cell. */
static void unwrap(const char **text, size_t *length, bool guarded)
{
	if (*length < 2)
		return;
	if (**text == '\'' && guarded && kam_text_is_formula(*text + 1, *length - 1)) {
		++*text;
		--*length;
	} else if (*length > 3 && (*text)[0] == '=' && (*text)[1] == '"' && (*text)[*length - 1] == '"' &&
	           memchr(*text + 2, '"', *length - 3) == NULL) {
		*text += 2;
		*length -= 3;
	}
}

void import_trim(const char **text, size_t *length)
{
	while (*length > 0 && (**text == ' ' || **text == '\t'))
		++*text, --*length;
	while (*length > 0 && ((*text)[*length - 1] == ' ' || (*text)[*length - 1] == '\t'))
		--*length;
}

/* Is it one of the cells that mean empty? */
static bool means_empty(const struct map *map, const char *text, size_t length)
{
	if (map == NULL || map->empty_count == 0)
		return false;
	import_trim(&text, &length);
	for (size_t i = 0; i < map->empty_count; i++)
		if (strlen(map->empty[i]) == length && memcmp(map->empty[i], text, length) == 0)
			return true;
	return false;
}

static void take_cell(const struct import_run *run, size_t column, bool text, const char **out, size_t *length)
{
	const struct csv_cell *cell = &run->row->cells[column];

	*out = cell->text;
	*length = cell->length;
	if (*length == 0)
		return;
	if (!run->options->raw)
		unwrap(out, length, text);
	if (means_empty(run->map, *out, *length))
		*length = 0;
}

/* A template of columns that are all empty is empty. */
static enum kam_status compose(const struct import_run *run, struct import_target *target)
{
	bool columns = false, filled = false;

	buffer_reset(&target->composed);
	for (size_t i = 0; i < target->part_count; i++) {
		const struct import_part *part = &target->parts[i];
		const char *text = part->text;
		size_t length = part->length;

		if (part->is == IMPORT_ROW_NUMBER) {
			buffer_format(&target->composed, "%lld", (long long)run->row_number);
			continue;
		}
		if (part->is == IMPORT_CELL) {
			take_cell(run, part->column, true, &text, &length);
			columns = true;
			filled |= length > 0;
		}
		buffer_add(&target->composed, text, length);
	}
	target->cell = buffer_text(&target->composed);
	target->length = columns && !filled ? 0 : target->composed.length;
	return target->cell != NULL ? KAM_OK : fail_memory(run->kam);
}

/* `a => b`; `* => c` is for cells that are not empty, ` => d` for those that are. */
static void map_value(struct import_target *target)
{
	const struct map_pair *rest = NULL, *pair = NULL;
	const char *text = target->cell;
	size_t length = target->length;

	if (!target->text || target->other != NULL)
		import_trim(&text, &length);
	for (size_t i = 0; i < target->rule->pair_count && pair == NULL; i++) {
		const struct map_pair *tried = &target->rule->pairs[i];

		if (tried->from == NULL)
			rest = tried;
		else if (strlen(tried->from) == length && memcmp(tried->from, text, length) == 0)
			pair = tried;
	}
	if (pair == NULL && length > 0)
		pair = rest;
	if (pair != NULL) {
		target->cell = pair->to;
		target->length = strlen(pair->to);
	}
}

static enum kam_status read_id(struct import_run *run, struct import_target *target)
{
	const char *text = target->cell;
	size_t length = target->length;

	import_trim(&text, &length);
	if (length == 0)
		return KAM_OK;
	if (!reference_is_id(run->type, text, length, &run->id))
		return import_bad(run, target,
		                  _("no id of kam's, such as %s12; for an id of another system write a map with "
		                    "ref = %s"),
		                  run->type->prefix, target->name);
	return KAM_OK;
}

static enum kam_status parse(struct import_run *run, struct import_target *target)
{
	const struct kam_field *field = target->field;
	const struct map_rule *rule = target->rule;
	struct kam_reading reading = {
		.decimal = run->options->decimal != 0 ? run->options->decimal : '.',
		.choices = field->choices,
		.currency = run->currency,
		.zone = rule != NULL && rule->zone != NULL ? rule->zone : run->kam->zone,
		.format = rule != NULL ? rule->format : NULL,
		.now = run->kam->now,
		.minimum = field->minimum,
		.maximum = field->maximum,
	};
	const char *why = "";
	enum kam_status status = kam_value_parse(field->kind, &reading, target->cell, target->length, target->scratch,
	                                         &target->value, &why);

	if (status != KAM_BAD_VALUE)
		return status;
	if ((field->kind == KAM_DATE || field->kind == KAM_INSTANT) && reading.format == NULL)
		return import_bad(run, target,
		                  _("expected %s; a map can name another format: %s = COLUMN @ %%d/%%m/%%Y"), why,
		                  field->name);
	return import_bad(run, target, _("expected %s"), why);
}

/* An amount may name its currency (USD 12): then that is the row's, unless the row says another. */
static enum kam_status read_amount(struct import_run *run, struct import_target *target, bool *again)
{
	enum kam_status status = parse(run, target);

	if (status != KAM_OK || target->value.type == KAM_IS_EMPTY || memcmp(target->value.text, run->currency, 3) == 0)
		return status;
	if (run->currency_given)
		return import_bad(run, target, _("all amounts of a row are in one currency, here %s"), run->currency);
	memcpy(run->currency, target->value.text, 3);
	run->currency_given = true;
	*again = true;
	return KAM_OK;
}

enum kam_status import_read_money(struct import_run *run)
{
	bool again;
	enum kam_status status = KAM_OK;

	do {
		again = false;
		for (size_t i = 0; i < run->plan->target_count && status == KAM_OK; i++) {
			struct import_target *target = &run->plan->targets[i];

			if (target->field == NULL || target->field->kind != KAM_MONEY)
				continue;
			status = read_amount(run, target, &again);
			run->values[target->index] = target->value;
		}
	} while (status == KAM_OK && again);
	return status;
}

static enum kam_status read_target(struct import_run *run, struct import_target *target)
{
	enum kam_status status = KAM_OK;

	target->value.type = KAM_IS_EMPTY;
	if (target->part_count > 0)
		status = compose(run, target);
	else
		take_cell(run, target->column, target->text, &target->cell, &target->length);
	if (status == KAM_OK && target->rule != NULL && target->rule->pair_count > 0)
		map_value(target);
	if (status != KAM_OK || target->length == 0)
		return status;
	if (target->field == NULL || target->field->kind == KAM_TEXT) {
		/* The file was found to be well-formed when it was read. */
		target->value =
			(struct kam_value){ .type = KAM_IS_TEXT, .text = target->cell, .length = target->length };
		return KAM_OK;
	}
	switch (target->field->kind) {
	case KAM_ID:
		return read_id(run, target);
	case KAM_REFERENCE:
		return import_reference(run, target);
	case KAM_MONEY:
		return KAM_OK; /* when all is known of its currency */
	default:
		return parse(run, target);
	}
}

enum kam_status import_read(struct import_run *run)
{
	enum kam_status status = KAM_OK;
	bool aside = false;

	memset(run->values, 0, run->field_count * sizeof *run->values);
	run->id = 0;
	run->loose = 0;
	run->currency_given = false;
	memcpy(run->currency, run->kam->currency, sizeof run->currency);
	/* A cell at fault is told at once, also in a row that has to wait for another. */
	for (size_t i = 0; i < run->plan->target_count && (status == KAM_OK || status == KAM_DONE); i++) {
		struct import_target *target = &run->plan->targets[i];

		status = read_target(run, target);
		aside |= status == KAM_DONE;
		if (target->field == NULL)
			continue;
		run->values[target->index] = target->value;
		if (target->index == run->currency_index && target->value.type == KAM_IS_TEXT) {
			memcpy(run->currency, target->value.text, 3);
			run->currency_given = true;
		}
	}
	if ((status == KAM_OK || status == KAM_DONE) && run->currency_index >= 0)
		status = import_read_money(run);
	return status == KAM_OK && aside ? KAM_DONE : status;
}
