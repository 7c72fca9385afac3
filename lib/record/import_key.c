/* Which record a row is about: by --key, id, ref, or the natural key of its type. */
#include "import_private.h"

#include <stdio.h>
#include <string.h>

static bool add_key(struct import_run *run, struct import_plan *plan, const char *field)
{
	int index = type_field_index(run->type, field);

	if (index < 0 || !plan->mapped[index])
		return false;
	for (size_t i = 0; i < plan->key_count; i++)
		if (plan->keys[i].count == 1 && plan->keys[i].fields[0] == index)
			return true;
	if (plan->key_count < IMPORT_KEYS)
		plan->keys[plan->key_count++] =
			(struct import_key){ .fields = { index }, .count = 1, .id = index == run->id_index };
	return true;
}

/*
 * One alternative of a natural key: "a + b?". It counts when its fields are
 * filled by the file; one with ? may be empty, or not be there at all.
 */
static void add_alternative(struct import_run *run, struct import_plan *plan, const char *text, size_t length)
{
	struct import_key key = { .count = 0 };
	const char *end = text + length;

	while (text < end) {
		size_t word;
		char name[64];

		text += strspn(text, " +");
		word = strcspn(text, " +|?");
		if (text >= end || word == 0)
			break;
		snprintf(name, sizeof name, "%.*s", (int)word, text);
		key.fields[key.count] = type_field_index(run->type, name);
		key.optional[key.count] = text[word] == '?';
		if (key.count + 1 == IMPORT_KEY_FIELDS || key.fields[key.count] < 0 ||
		    (!plan->mapped[key.fields[key.count]] && !key.optional[key.count]))
			return;
		text += word + key.optional[key.count];
		key.count++;
	}
	if (key.count == 1)
		add_key(run, plan, run->type->fields[key.fields[0]].name);
	else if (key.count > 1 && plan->key_count < IMPORT_KEYS)
		plan->keys[plan->key_count++] = key;
}

enum kam_status import_keys(struct import_run *run, struct import_plan *plan)
{
	const char *key = run->options->key;

	if (key != NULL && !add_key(run, plan, key))
		return fail(run->kam, KAM_USAGE, _("--key %s: nothing in %s fills that field"), key, plan->file);
	add_key(run, plan, "id");
	add_key(run, plan, "ref");
	for (const char *at = run->type->same; at != NULL && *at != '\0';) {
		size_t length = strcspn(at, "|");

		add_alternative(run, plan, at, length);
		at += length + (at[length] == '|');
	}
	return KAM_OK;
}

/* Does the row have it: all fields but those that may be empty? */
static bool is_present(const struct import_run *run, const struct import_key *key)
{
	if (key->id)
		return run->id != 0;
	for (size_t i = 0; i < key->count; i++)
		if (run->values[key->fields[i]].type == KAM_IS_EMPTY && !key->optional[i])
			return false;
	return true;
}

bool import_by_hash(const struct import_run *run)
{
	for (size_t i = 0; i < run->plan->key_count; i++)
		if (is_present(run, &run->plan->keys[i]))
			return false;
	return true;
}

/* Are all of its fields there? Then the statement is the same for every such row. */
static bool is_whole(const struct import_run *run, const struct import_key *key)
{
	for (size_t i = 0; i < key->count && !key->id; i++)
		if (run->values[key->fields[i]].type == KAM_IS_EMPTY)
			return false;
	return true;
}

/*
 * A weaker key finds only what was there before this import and has nothing in
 * the stronger ones: another ref is another record, also under the same name.
 */
static enum kam_status prepare(struct import_run *run, const struct import_key *key, unsigned stronger,
                               struct statement **out)
{
	const struct kam_field *fields = run->type->fields;
	struct buffer sql = { 0 };
	enum kam_status status;

	buffer_format(&sql, "SELECT id FROM %s WHERE", run->type->name);
	for (size_t i = 0; i < key->count; i++) {
		/* IS would do for both, but does not use an index of those that have a value. */
		bool empty = !key->id && run->values[key->fields[i]].type == KAM_IS_EMPTY;

		buffer_format(&sql, empty ? "%s %s IS NULL" : "%s %s = :p%zu", i > 0 ? " AND" : "",
		              fields[key->fields[i]].name, i);
	}
	for (size_t i = 0; i < run->plan->key_count; i++)
		for (size_t at = 0; (stronger & 1U << i) != 0 && at < run->plan->keys[i].count; at++)
			buffer_format(&sql, " AND %s IS NULL", fields[run->plan->keys[i].fields[at]].name);
	buffer_put(&sql, stronger != 0 ? " AND id <= :mark LIMIT 2" : " LIMIT 2");
	status = store_keep(run->kam, buffer_text(&sql), out);
	buffer_free(&sql);
	return status;
}

static enum kam_status ambiguous(struct import_run *run, const struct import_key *key, int64_t first, int64_t second)
{
	const struct kam_field *field = &run->type->fields[key->fields[key->count - 1]];
	const struct import_target *target = NULL;

	for (size_t i = 0; i < run->plan->target_count; i++)
		if (run->plan->targets[i].field == field)
			target = &run->plan->targets[i];
	return import_bad(run, target, _("more than one %s has it (%s%lld, %s%lld); add a column id or ref"),
	                  run->type->name, run->type->prefix, (long long)first, run->type->prefix, (long long)second);
}

static enum kam_status ask(struct import_run *run, struct import_key *key, unsigned stronger, int64_t *id)
{
	static const char *const names[IMPORT_KEY_FIELDS] = { ":p0", ":p1", ":p2", ":p3", ":p4", ":p5", ":p6", ":p7" };
	bool whole = is_whole(run, key);
	struct statement *statement = whole ? key->statements[stronger] : NULL;
	enum kam_status status = statement == NULL ? prepare(run, key, stronger, &statement) : KAM_OK;

	if (status != KAM_OK)
		return status;
	if (whole)
		key->statements[stronger] = statement;
	for (size_t i = 0; i < key->count; i++)
		store_bind_value(statement, names[i], &run->values[key->fields[i]]);
	store_bind_integer(statement, ":mark", run->mark);
	status = store_step(statement);
	if (status == KAM_OK) {
		*id = store_integer(statement, 0);
		status = store_step(statement);
		if (status == KAM_OK) {
			int64_t second = store_integer(statement, 0);

			store_reset(statement);
			return ambiguous(run, key, *id, second);
		}
	}
	return status == KAM_DONE ? KAM_OK : status;
}

/* An id that is higher than any is nobody's yet: no need to look. */
static enum kam_status ask_id(struct import_run *run, struct import_key *key, int64_t *id)
{
	struct kam_value value = { .type = KAM_IS_INTEGER, .integer = run->id };
	enum kam_status status;

	if (run->id > run->highest)
		return KAM_OK;
	run->values[run->id_index] = value;
	status = ask(run, key, 0, id);
	run->values[run->id_index] = (struct kam_value){ 0 };
	return status;
}

enum kam_status import_recognise(struct import_run *run, bool sure, int64_t *id)
{
	struct import_plan *plan = &run->plans[run->plan - run->plans];
	unsigned stronger = 0;
	enum kam_status status = KAM_OK;

	*id = 0;
	for (size_t i = 0; i < plan->key_count && status == KAM_OK && *id == 0; i++) {
		struct import_key *key = &plan->keys[i];

		if (!is_present(run, key))
			continue;
		if (key->id)
			return stronger == 0 ? ask_id(run, key, id) : KAM_OK;
		/* A weaker key finds what was there before, if anything was. */
		if ((i > 0 || !sure) && (stronger == 0 || run->mark > 0))
			status = ask(run, key, stronger, id);
		stronger |= 1U << i;
	}
	return status;
}
