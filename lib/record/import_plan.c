/* The plan of a file: from its header and the map, or its header alone, to what each column is for. */
#include "import_private.h"

#include <stdlib.h>
#include <string.h>

char *import_trimmed(const char *text, size_t length)
{
	while (length > 0 && strchr(" \t\r\n", *text) != NULL)
		text++, length--;
	while (length > 0 && strchr(" \t\r\n", text[length - 1]) != NULL)
		length--;
	return strndup(text, length);
}

void import_plan_free(struct import_plan *plan)
{
	for (size_t i = 0; i < plan->target_count; i++) {
		free(plan->targets[i].parts);
		buffer_free(&plan->targets[i].composed);
	}
	for (size_t i = 0; plan->columns != NULL && i < plan->column_count; i++)
		free(plan->columns[i]);
	free(plan->targets);
	free(plan->columns);
	free(plan->used);
	free(plan->mapped);
}

static enum kam_status take_header(struct import_run *run, const struct csv_row *header, struct import_plan *plan)
{
	plan->columns = calloc(header->count + 1, sizeof *plan->columns);
	plan->used = calloc(header->count + 1, sizeof *plan->used);
	plan->mapped = calloc(run->field_count, sizeof *plan->mapped);
	if (plan->columns == NULL || plan->used == NULL || plan->mapped == NULL)
		return fail_memory(run->kam);
	plan->column_count = header->count;
	for (size_t i = 0; i < header->count; i++) {
		/* A tag's key is what it is. */
		plan->columns[i] = run->options->carried
		                           ? strndup(header->cells[i].text, header->cells[i].length)
		                           : import_trimmed(header->cells[i].text, header->cells[i].length);
		if (plan->columns[i] == NULL)
			return fail_memory(run->kam);
	}
	return KAM_OK;
}

/* Every column that nothing else is made of. */
static enum kam_status add_all_others(struct import_run *run, struct import_plan *plan, const struct map_rule *rule)
{
	enum kam_status status = KAM_OK;

	if (!run->type->tags)
		return fail(run->kam, KAM_BAD_DATA, _("%s:%d: records of the type %s take no tags"), run->map_name,
		            rule->line, run->type->name);
	for (size_t i = 0; i < plan->column_count && status == KAM_OK; i++) {
		struct import_target target = { .column = i, .name = plan->columns[i], .tag = plan->columns[i] };
		bool taken = plan->used[i]; /* or another column is that tag */

		for (size_t at = 0; at < plan->target_count && !taken; at++)
			taken = plan->targets[at].tag != NULL && strcmp(plan->targets[at].tag, target.tag) == 0;
		if (taken)
			continue;
		if (strpbrk(plan->columns[i], "=\t\r\n") != NULL)
			return fail(run->kam, KAM_BAD_DATA,
			            _("%s: the column '%s' cannot be a tag, for its name holds = or a control "
			              "character; map it "
			              "by a line of its own"),
			            plan->file, plan->columns[i]);
		plan->used[i] = true;
		status = import_add_target(run, plan, &target);
	}
	return status;
}

static enum kam_status apply_map(struct import_run *run, struct import_plan *plan)
{
	const struct map *map = run->map;
	enum kam_status status = KAM_OK;

	for (size_t i = 0; i < map->rule_count && status == KAM_OK; i++)
		if (map->rules[i].source != MAP_ALL_OTHERS)
			status = import_add_rule(run, plan, &map->rules[i]);
	for (size_t i = 0; i < map->rule_count && status == KAM_OK; i++)
		if (map->rules[i].source == MAP_ALL_OTHERS)
			status = add_all_others(run, plan, &map->rules[i]);
	return status;
}

static enum kam_status apply_header(struct import_run *run, struct import_plan *plan)
{
	enum kam_status status = KAM_OK;

	for (size_t i = 0; i < plan->column_count && status == KAM_OK; i++)
		status = import_add_column(run, plan, i);
	if (status == KAM_OK && plan->target_count == 0)
		status = import_no_field(run, plan);
	return status;
}

/* The currency before the amounts that are in it; then by field and by key, whatever the order of the columns. */
static int compare_targets(const void *first, const void *second)
{
	const struct import_target *left = first, *right = second;
	bool left_is_currency = left->field != NULL && left->field->kind == KAM_CURRENCY;
	bool right_is_currency = right->field != NULL && right->field->kind == KAM_CURRENCY;

	if (left_is_currency != right_is_currency)
		return left_is_currency ? -1 : 1;
	if ((left->field == NULL) != (right->field == NULL))
		return left->field != NULL ? -1 : 1;
	if (left->field == NULL)
		return strcmp(left->tag, right->tag);
	return left->index < right->index ? -1 : left->index > right->index;
}

/* What kam keeps itself is taken only from a row that carries kam's id. */
static enum kam_status check_kept(struct import_run *run, const struct import_plan *plan)
{
	for (size_t i = 0; i < plan->target_count; i++) {
		const struct import_target *target = &plan->targets[i];

		if (target->rule != NULL && target->field != NULL && (target->field->flags & KAM_DERIVED) != 0 &&
		    !plan->mapped[run->id_index])
			return fail(run->kam, KAM_BAD_DATA,
			            _("%s:%d: %s is kept by kam; it is taken only from rows that carry kam's own id"),
			            run->map_name, target->rule->line, target->field->name);
	}
	return KAM_OK;
}

/* A record that cannot be recognised has to be added: all that a new one needs must be there. */
static enum kam_status check_required(struct import_run *run, const struct import_plan *plan)
{
	if (plan->key_count > 0)
		return KAM_OK;
	for (size_t i = 0; i < run->field_count; i++) {
		const struct kam_field *field = &run->type->fields[i];

		if ((field->flags & KAM_REQUIRED) != 0 && field->initial == NULL && !plan->mapped[i])
			return fail(run->kam, KAM_BAD_DATA,
			            _("%s: every %s needs %s, and %s; name it there, or give a constant: %s = '…'"),
			            plan->file, run->type->name, field->name,
			            run->map != NULL ? _("no line of the map fills it") : _("no column is called so"),
			            field->name);
	}
	return KAM_OK;
}

/* Columns not used, each named once whatever the number of files. */
static enum kam_status name_unused(struct import_run *run, const struct import_plan *plan)
{
	struct buffer names = { 0 };

	if (run->result->unused != NULL)
		buffer_put(&names, run->result->unused);
	for (size_t i = 0; i < plan->column_count; i++) {
		bool named = plan->used[i];

		for (const struct import_plan *earlier = run->plans; earlier < plan && !named; earlier++)
			for (size_t at = 0; at < earlier->column_count && !named; at++)
				named = strcmp(earlier->columns[at], plan->columns[i]) == 0 && !earlier->used[at];
		if (!named)
			buffer_format(&names, "%s%s", names.length > 0 ? ", " : "", plan->columns[i]);
	}
	if (names.length == 0)
		return KAM_OK;
	free(run->result->unused);
	run->result->unused = buffer_take(&names);
	return run->result->unused != NULL ? KAM_OK : fail_memory(run->kam);
}

enum kam_status import_plan(struct import_run *run, const char *file, const struct csv_row *header,
                            struct import_plan *plan)
{
	enum kam_status status;

	plan->file = file;
	status = take_header(run, header, plan);
	if (status == KAM_OK)
		status = run->map != NULL ? apply_map(run, plan) : apply_header(run, plan);
	if (status != KAM_OK)
		return status;
	if (plan->target_count > 1)
		qsort(plan->targets, plan->target_count, sizeof *plan->targets, compare_targets);
	status = check_kept(run, plan);
	if (status == KAM_OK)
		status = import_keys(run, plan);
	if (status == KAM_OK)
		status = check_required(run, plan);
	return status == KAM_OK ? name_unused(run, plan) : status;
}
