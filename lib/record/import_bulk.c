/* A large import into few rows: indexes are made at its end, and a filter knows meanwhile which rows are surely new. */
#include "import_private.h"

#include <stdlib.h>
#include <string.h>

enum {
	LOOK_AFTER = 4096,      /* rows, from which the number of all is foreseen */
	LEAST_ROWS = 50000,     /* to come, for it to be worth it */
	FILTER_BYTES = 2 << 20, /* 16 bits a key at a million keys: one in four hundred is put aside in vain */
	FILTER_BITS = 4,        /* set for each key */
	MOST_KEPT = 32,
	MOST_BAD = 100,
	MOST_ASIDE = 20000 /* rows put aside, before a tenth of all is too many */
};

static void keep_words(const char *list, char words[MOST_KEPT][64], size_t *count)
{
	for (const char *at = list; at != NULL && *at != '\0' && *count < MOST_KEPT;) {
		size_t length = strcspn(at, " +|/?");

		if (length > 0 && length < sizeof words[0]) {
			memcpy(words[*count], at, length);
			words[(*count)++][length] = '\0';
		}
		at += length;
		at += strspn(at, " +|/?");
	}
}

/* Does a column name records of the type itself? They are looked up by its keys all the time. */
static bool refers_to_itself(const struct import_run *run)
{
	for (size_t i = 0; i < run->plan->target_count; i++)
		if (run->plan->targets[i].other == run->type)
			return true;
	return false;
}

/* The field that tells rows apart, where a filter can stand for its index; -1: none. */
static int filter_field(const struct import_run *run)
{
	const struct import_key *key = &run->plan->keys[0];
	const struct kam_field *field;

	if (run->plan->key_count == 0 || key->count != 1 || key->id || refers_to_itself(run))
		return -1;
	field = &run->type->fields[key->fields[0]];
	/* A rule may ask for keys of its own, such as the code that an account is given, but for no other system's id. */
	if (field->kind != KAM_TEXT ||
	    (run->type->rules != NULL && type_is_unique(run->type, field->name) && strcmp(field->name, "ref") != 0))
		return -1;
	return key->fields[0];
}

/* Note the text. Was it noted before? True may be wrong now and then, false never is. */
static bool note(uint8_t *filter, const char *text, size_t length)
{
	uint64_t hash = UINT64_C(0xCBF29CE484222325), step; /* FNV-1a */
	bool noted = true;

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)text[i]) * UINT64_C(0x100000001B3);
	hash ^= hash >> 32;
	hash *= UINT64_C(0x9E3779B97F4A7C15);
	step = (hash >> 32) | 1;
	for (int i = 0; i < FILTER_BITS; i++, hash += step) {
		uint8_t *byte = &filter[hash / 8 % FILTER_BYTES], bit = (uint8_t)(1U << hash % 8);

		noted = noted && (*byte & bit) != 0;
		*byte |= bit;
	}
	return noted;
}

static enum kam_status note_all(struct import_run *run, const char *field)
{
	struct buffer sql = { 0 };
	struct statement *statement = NULL;
	enum kam_status status;

	buffer_format(&sql, "SELECT %s FROM %s WHERE %s IS NOT NULL", field, run->type->name, field);
	status = store_prepare(run->kam, buffer_text(&sql), &statement);
	while (status == KAM_OK && (status = store_step(statement)) == KAM_OK) {
		struct kam_value value;

		store_value(statement, 0, &value);
		note(run->filter, value.text, value.length);
	}
	store_finalize(statement);
	buffer_free(&sql);
	return status == KAM_DONE ? KAM_OK : status;
}

/* All that rows are recognised by, and others of the type named by, keeps its index but for the filtered field. */
static enum kam_status begin(struct import_run *run)
{
	char words[MOST_KEPT][64];
	const char *keep[MOST_KEPT], *filtered = NULL;
	size_t count = 0;
	enum kam_status status = KAM_OK;

	run->bulk = true;
	run->filter_field = filter_field(run);
	keep_words(run->type->same, words, &count);
	keep_words(run->options->key, words, &count);
	keep_words(run->type->names, words, &count);
	keep_words(run->options->loose ? "name_key" : "", words, &count);
	if (run->filter_field >= 0) {
		filtered = run->type->fields[run->filter_field].name;
		run->filter = calloc(FILTER_BYTES, 1);
		if (run->filter == NULL)
			return fail_memory(run->kam);
		status = note_all(run, filtered);
	}
	for (size_t i = 0; i < count; i++)
		keep[i] = words[i];
	if (status == KAM_OK)
		status = store_bulk_begin(run->kam, run->type->name, keep, count, filtered);
	/* A tag is found by its record; by its key only in lists. */
	if (status == KAM_OK && run->type->tags)
		status = store_bulk_begin(run->kam, "tag", (const char *const[]){ "record_id" }, 1, NULL);
	return status;
}

enum kam_status import_bulk_consider(struct import_run *run, int64_t done, int64_t total)
{
	const struct kam_type_rules *rules = run->type->rules;
	double rows = (double)run->result->added;

	/* Without the index each conflict is looked up by going through the table. */
	if (run->filter != NULL &&
	    (run->result->bad > MOST_BAD || (run->aside > MOST_ASIDE && run->aside > run->result->rows / 10)))
		return import_bulk_end(run);
	/* A reference that waits for its record is looked for by its index with every record that comes. */
	if (run->options->carried && refers_to_itself(run))
		return KAM_OK;
	if (run->bulk || run->result->added < LOOK_AFTER || done <= 0 || (rules != NULL && !rules->bulk))
		return KAM_OK;
	rows *= (double)total / (double)done;
	return rows > LEAST_ROWS && rows > (double)run->mark / 10 ? begin(run) : KAM_OK;
}

enum kam_status import_bulk_end(struct import_run *run)
{
	free(run->filter);
	run->filter = NULL;
	return store_bulk_end(run->kam);
}

enum kam_status import_bulk_file(struct import_run *run)
{
	return run->filter != NULL && filter_field(run) != run->filter_field ? import_bulk_end(run) : KAM_OK;
}

bool import_bulk_filter(struct import_run *run, bool *maybe_known)
{
	const struct kam_value *value;

	if (run->filter == NULL)
		return false;
	value = &run->values[run->filter_field];
	if (value->type != KAM_IS_TEXT)
		return false;
	*maybe_known = note(run->filter, value->text, value->length);
	return true;
}
