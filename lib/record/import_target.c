/* Targets of an import: one for each field and tag that a column, a template or a constant fills. */
#include "import_private.h"

#include <stdlib.h>
#include <string.h>

/* "a, b, c": what there is, for who named something else. */
static void list_columns(const struct import_plan *plan, struct buffer *out)
{
	for (size_t i = 0; i < plan->column_count && i < 30; i++)
		buffer_format(out, "%s%.*s", i > 0 ? ", " : "",
		              (int)kam_text_prefix(plan->columns[i], strlen(plan->columns[i]), 40, NULL),
		              plan->columns[i]);
	if (plan->column_count > 30)
		buffer_put(out, ", …");
}

static bool same_folded(const char *left, const char *right)
{
	char *first = kam_text_fold(left, strlen(left)), *second = kam_text_fold(right, strlen(right));
	bool same = first != NULL && second != NULL && strcmp(first, second) == 0;

	free(first);
	free(second);
	return same;
}

/* As it is written, else but for case and width. */
static bool find_column(const struct import_plan *plan, const char *name, size_t *column)
{
	for (size_t i = 0; i < plan->column_count; i++)
		if (strcmp(plan->columns[i], name) == 0) {
			*column = i;
			return true;
		}
	for (size_t i = 0; i < plan->column_count; i++)
		if (same_folded(plan->columns[i], name)) {
			*column = i;
			return true;
		}
	return false;
}

static enum kam_status fail_no_column(struct import_run *run, const struct import_plan *plan,
                                      const struct map_rule *rule, const char *name)
{
	struct buffer columns = { 0 };
	enum kam_status status;

	list_columns(plan, &columns);
	status = fail(run->kam, KAM_BAD_DATA, _("%s has no column '%s', which %s:%d names; it has: %s"), plan->file,
	              name, run->map_name, rule->line, buffer_text(&columns) != NULL ? buffer_text(&columns) : "");
	buffer_free(&columns);
	return status;
}

enum kam_status import_no_field(struct import_run *run, const struct import_plan *plan)
{
	struct buffer columns = { 0 };
	enum kam_status status;

	list_columns(plan, &columns);
	status = fail(
		run->kam, KAM_BAD_DATA,
		_("no column of %s is a field of the type %s (it has: %s); write a map, or name the columns as in kam "
	          "help %s"),
		plan->file, run->type->name, buffer_text(&columns) != NULL ? buffer_text(&columns) : "",
		run->type->command);
	buffer_free(&columns);
	return status;
}

static struct import_cached *cache_of(struct import_run *run, int index)
{
	if (run->caches[index] == NULL)
		run->caches[index] = calloc(IMPORT_CACHE, sizeof **run->caches);
	return run->caches[index];
}

/* A header that makes no tag, shown so that a terminal survives it. */
static enum kam_status fail_tag(struct import_run *run, const struct import_plan *plan, const char *key)
{
	char *shown = kam_text_escape(key, strlen(key));
	enum kam_status status;

	status = fail(run->kam, KAM_BAD_DATA,
	              _("%s: the column '%s' makes no tag: a key is not empty and has neither = nor control "
	                "characters; name it in the map"),
	              plan->file, shown != NULL ? shown : "");
	free(shown);
	return status;
}

enum kam_status import_add_target(struct import_run *run, struct import_plan *plan, const struct import_target *target)
{
	struct import_target *targets = realloc(plan->targets, (plan->target_count + 1) * sizeof *targets), *added;
	const struct kam_field *field = target->field;

	if (targets == NULL)
		return fail_memory(run->kam);
	plan->targets = targets;
	if (field == NULL && tag_key_check(run->kam, target->tag, strlen(target->tag)) != KAM_OK)
		return fail_tag(run, plan, target->tag);
	added = &targets[plan->target_count++];
	*added = *target;
	added->text = field == NULL || field->kind == KAM_TEXT || field->kind == KAM_REFERENCE;
	if (field == NULL)
		return KAM_OK;
	added->index = type_field_index(run->type, field->name);
	plan->mapped[added->index] = true;
	if (field->kind == KAM_REFERENCE) {
		added->other = kam_type_find(field->target);
		added->creator = import_creator_of(run, field);
		added->cache = cache_of(run, added->index);
		if (added->cache == NULL)
			return fail_memory(run->kam);
		if (!run->options->loose)
			return reference_exact_prepare(run->kam, added->other, &added->exact);
	}
	return KAM_OK;
}

/* A template, piece by piece, into a target. */
struct template_reading {
	struct import_run *run;
	struct import_plan *plan;
	struct import_target *target;
	const struct map_rule *rule;
	enum kam_status status;
};

static bool add_part(void *data, const char *text, size_t length, bool column)
{
	struct template_reading *reading = data;
	struct import_target *target = reading->target;
	struct import_part *parts = realloc(target->parts, (target->part_count + 1) * sizeof *parts), *part;
	char *name = NULL;

	if (parts == NULL) {
		reading->status = fail_memory(reading->run->kam);
		return false;
	}
	target->parts = parts;
	part = &parts[target->part_count++];
	*part = (struct import_part){ .is = IMPORT_LITERAL, .text = text, .length = length };
	if (!column)
		return true;
	if (length == 4 && memcmp(text, "@row", 4) == 0) {
		part->is = IMPORT_ROW_NUMBER;
		return true;
	}
	part->is = IMPORT_CELL;
	name = import_trimmed(text, length);
	if (name == NULL)
		reading->status = fail_memory(reading->run->kam);
	else if (!find_column(reading->plan, name, &part->column))
		reading->status = fail_no_column(reading->run, reading->plan, reading->rule, name);
	else
		reading->plan->used[part->column] = true;
	free(name);
	return reading->status == KAM_OK;
}

static enum kam_status refuse_rule(struct import_run *run, const struct map_rule *rule, const char *why)
{
	return fail(run->kam, KAM_BAD_DATA, "%s:%d: %s: %s", run->map_name, rule->line, rule->field, why);
}

/* What the map names is a field that can be filled, or a tag. */
static enum kam_status check_field(struct import_run *run, const struct map_rule *rule, const struct kam_field **field)
{
	bool dated;

	*field = kam_type_field(run->type, rule->field);
	if (*field == NULL) {
		fail_no_field(run->kam, run->type, rule->field);
		return fail(run->kam, KAM_BAD_DATA, "%s:%d: %s", run->map_name, rule->line,
		            kam_error_message(run->kam));
	}
	dated = (*field)->kind == KAM_DATE || (*field)->kind == KAM_INSTANT;
	if ((*field)->flags & KAM_COMPUTED)
		return refuse_rule(run, rule, _("is computed by kam and cannot be filled"));
	if (rule->format != NULL && !dated)
		return refuse_rule(run, rule, _("a format is for dates and times only"));
	if (rule->zone != NULL && (*field)->kind != KAM_INSTANT)
		return refuse_rule(run, rule, _("a zone is for fields with a time only"));
	if (rule->zone != NULL && !kam_zone_known(rule->zone))
		return refuse_rule(run, rule, _("this system knows no such zone; say one such as Asia/Shanghai"));
	return KAM_OK;
}

enum kam_status import_add_rule(struct import_run *run, struct import_plan *plan, const struct map_rule *rule)
{
	struct import_target target = { .rule = rule };
	enum kam_status status = KAM_OK;

	if (strncmp(rule->field, "tag.", 4) != 0)
		status = check_field(run, rule, &target.field);
	else if (!run->type->tags)
		return refuse_rule(run, rule, _("this record takes no tags"));
	else if (rule->format != NULL || rule->zone != NULL)
		return refuse_rule(run, rule, _("a format is for dates and times only"));
	else
		target.tag = rule->field + 4;
	if (status != KAM_OK)
		return status;
	if (rule->source == MAP_TEMPLATE) {
		struct template_reading reading = { run, plan, &target, rule, KAM_OK };

		/* A constant may be the empty text, of which nothing is left. */
		map_template_each(rule->template_text, add_part, &reading);
		target.name = rule->field;
		if (reading.status == KAM_OK && target.part_count > 0)
			reading.status = import_add_target(run, plan, &target);
		if (reading.status != KAM_OK)
			free(target.parts);
		return reading.status;
	}
	if (!find_column(plan, rule->column, &target.column))
		return rule->optional ? KAM_OK : fail_no_column(run, plan, rule, rule->column);
	plan->used[target.column] = true;
	target.name = plan->columns[target.column];
	return import_add_target(run, plan, &target);
}

/* Does the header say this field: its key, or one of its titles? */
static bool is_titled(const struct kam_field *field, const char *name, bool key)
{
	if (key)
		return same_folded(field->name, name);
	return (field->title != NULL && (same_folded(field->title, name) || same_folded(_(field->title), name))) ||
	       (field->title_zh != NULL && same_folded(field->title_zh, name));
}

static const struct kam_field *field_of(const struct kam_type *type, const char *name)
{
	for (int round = 0; round < 2; round++)
		for (const struct kam_field *field = type->fields; field->name != NULL; field++)
			if (field_is_stored(field) && is_titled(field, name, round == 0))
				return field;
	return NULL;
}

enum kam_status import_add_column(struct import_run *run, struct import_plan *plan, size_t column)
{
	const char *name = plan->columns[column];
	struct import_target target = { .column = column, .name = name };

	target.field = field_of(run->type, name);
	if (target.field == NULL && run->type->tags && strncmp(name, "tag.", 4) == 0 && name[4] != '\0' &&
	    strchr(name, '=') == NULL)
		target.tag = name + 4;
	if (target.field == NULL && target.tag == NULL)
		return KAM_OK;
	plan->used[column] = true;
	/* Settings are known by their names: but for the time of their change, what kam keeps of them is each database's own. */
	if (target.field != NULL && strcmp(run->type->name, "setting") == 0 &&
	    (target.field->flags & KAM_DERIVED) != 0 && strcmp(target.field->name, "updated_at") != 0)
		return KAM_OK;
	for (size_t i = 0; i < plan->target_count && target.field != NULL; i++)
		if (plan->targets[i].field == target.field)
			return fail(run->kam, KAM_BAD_DATA,
			            _("%s: the columns '%s' and '%s' both are %s; rename one of them"), plan->file,
			            plan->targets[i].name, name, target.field->name);
	return import_add_target(run, plan, &target);
}
