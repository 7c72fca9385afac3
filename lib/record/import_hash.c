/* Rows without a key of their own: each is known by the hash of what it says and its place among identical rows. */
#include "import_private.h"

#include <stdio.h>
#include <string.h>

/* __int128 is an extension that both compilers have: 128 bits, so that no two rows of a life's work collide. */
__extension__ typedef unsigned __int128 hash_number;

/* FNV-1a of 128 bits: Fowler, Noll, Vo, draft-eastlake-fnv. */
static hash_number add(hash_number hash, const char *bytes, size_t length)
{
	const hash_number prime = (hash_number)1 << 88 | 0x13B;

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)bytes[i]) * prime;
	return hash;
}

/* Name and value, each closed by a byte that no text has. */
static hash_number add_text(hash_number hash, const char *text, size_t length)
{
	return add(add(hash, text, length), "\xFF", 1);
}

static hash_number hash_row(const struct import_run *run)
{
	hash_number hash = (hash_number)0x6C62272E07BB0142 << 64 | 0x62B821756295C58D;

	for (size_t i = 0; i < run->plan->target_count; i++) {
		const struct import_target *target = &run->plan->targets[i];
		char scratch[KAM_SCRATCH_SIZE];
		const char *text;
		size_t length;

		/* What is empty says nothing: a file with one more, empty column is the same. */
		if (target->value.type == KAM_IS_EMPTY)
			continue;
		if (target->field == NULL)
			hash = add(hash, "tag.", 4);
		hash = add_text(hash, target->field != NULL ? target->field->name : target->tag,
		                strlen(target->field != NULL ? target->field->name : target->tag));
		text = kam_value_text(target->field != NULL ? target->field->kind : KAM_TEXT, &target->value, scratch,
		                      &length);
		hash = add_text(hash, text, length);
	}
	return hash;
}

enum kam_status import_hash_begin(struct import_run *run)
{
	enum kam_status status =
		store_get_integer(run->kam, "SELECT coalesce(max(id), 0) FROM imported", NULL, 0, &run->imported_mark);

	if (status != KAM_OK)
		return status;
	/* How often a row has come in this import; those that came once are not in it. */
	return store_script(run->kam,
	                    "CREATE TEMP TABLE IF NOT EXISTS import_count (hash TEXT PRIMARY KEY, seen INTEGER) "
	                    "WITHOUT ROWID; DELETE FROM import_count");
}

/* How often did it come before? `first` is the id of its first entry in the table of hashes, 0: none. */
static enum kam_status count(struct import_run *run, const char *hash, int64_t first, int64_t *seen)
{
	struct statement *statement;
	enum kam_status status = store_keep(run->kam, "SELECT seen FROM import_count WHERE hash = :hash", &statement);

	if (status != KAM_OK)
		return status;
	store_bind_text(statement, ":hash", hash);
	status = store_step(statement);
	if (status == KAM_OK)
		*seen = store_integer(statement, 0);
	else if (status == KAM_DONE)
		*seen = first > run->imported_mark ? 1 : 0;
	else
		return status;
	store_reset(statement);
	status = store_keep(run->kam,
	                    "INSERT INTO import_count (hash, seen) VALUES (:hash, :seen) "
	                    "ON CONFLICT (hash) DO UPDATE SET seen = excluded.seen",
	                    &statement);
	if (status != KAM_OK)
		return status;
	store_bind_text(statement, ":hash", hash);
	store_bind_integer(statement, ":seen", *seen + 1);
	status = store_step(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

enum kam_status import_hash(struct import_run *run, char hash[IMPORT_HASH_SIZE], int64_t *ordinal, bool *known)
{
	hash_number number = hash_row(run);
	struct statement *statement;
	int64_t first = 0, seen = 0;
	enum kam_status status;

	snprintf(hash, IMPORT_HASH_SIZE, "%016llx%016llx", (unsigned long long)(number >> 64),
	         (unsigned long long)number);
	*known = false;
	*ordinal = 1;
	status = store_keep(run->kam, "SELECT min(id) FROM imported WHERE record = :record AND hash = :hash",
	                    &statement);
	if (status != KAM_OK)
		return status;
	store_bind_text(statement, ":record", run->type->name);
	store_bind_text(statement, ":hash", hash);
	status = store_step(statement);
	if (status == KAM_OK)
		first = store_integer(statement, 0);
	store_reset(statement);
	if (status != KAM_OK || first == 0)
		return status;
	status = count(run, hash, first, &seen);
	if (status != KAM_OK)
		return status;
	*ordinal = seen + 1;
	status = store_keep(run->kam,
	                    "SELECT 1 FROM imported WHERE record = :record AND hash = :hash AND ordinal = :ordinal",
	                    &statement);
	if (status != KAM_OK)
		return status;
	store_bind_text(statement, ":record", run->type->name);
	store_bind_text(statement, ":hash", hash);
	store_bind_integer(statement, ":ordinal", *ordinal);
	status = store_step(statement);
	*known = status == KAM_OK;
	store_reset(statement);
	return status == KAM_DONE ? KAM_OK : status;
}
