/* One row's record: added, changed where the file says something else, or left as it is. */
#include "import_private.h"

#include <string.h>

enum kam_status import_write_begin(struct import_run *run)
{
	struct buffer sql = { 0 };
	enum kam_status status;

	buffer_format(&sql, "SELECT coalesce(max(id), 0) FROM %s", run->type->name);
	status = store_get_integer(run->kam, buffer_text(&sql), NULL, 0, &run->mark);
	buffer_free(&sql);
	run->highest = run->mark;
	if (status != KAM_OK)
		return status;
	/* Records that rows were about, but for those that the import itself has numbered. */
	return store_script(run->kam, "CREATE TEMP TABLE IF NOT EXISTS import_seen (id INTEGER PRIMARY KEY); "
	                              "DELETE FROM import_seen");
}

/* Was an earlier row about this record? */
static enum kam_status see(struct import_run *run, int64_t id, bool *again)
{
	struct statement *statement;
	enum kam_status status;

	*again = id > run->mark;
	if (*again)
		return KAM_OK;
	status = store_keep(run->kam, "SELECT 1 FROM import_seen WHERE id = :id", &statement);
	if (status != KAM_OK)
		return status;
	store_bind_integer(statement, ":id", id);
	status = store_step(statement);
	*again = status == KAM_OK;
	store_reset(statement);
	if (status != KAM_DONE)
		return status;
	status = store_keep(run->kam, "INSERT INTO import_seen (id) VALUES (:id)", &statement);
	if (status != KAM_OK)
		return status;
	store_bind_integer(statement, ":id", id);
	status = store_step(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

/* Is the row one of kam's own export? It has kam's id; a setting is known by its name and has the time of its change. */
static bool is_own(const struct import_run *run)
{
	return run->id != 0 || (strcmp(run->type->name, "setting") == 0 &&
	                        run->values[type_field_index(run->type, "updated_at")].type != KAM_IS_EMPTY);
}

/* What kam keeps itself is taken from its own exports only. */
static bool is_taken(const struct import_run *run, size_t index)
{
	return run->plan->mapped[index] && (int)index != run->id_index &&
	       ((run->type->fields[index].flags & KAM_DERIVED) == 0 || is_own(run));
}

static const struct import_target *target_of(const struct import_run *run, size_t index)
{
	for (size_t i = 0; i < run->plan->target_count; i++)
		if (run->plan->targets[i].field == &run->type->fields[index])
			return &run->plan->targets[i];
	return NULL;
}

/* Named here with its column, before the writer would name the option. */
static enum kam_status check_required(struct import_run *run)
{
	for (size_t i = 0; i < run->field_count; i++) {
		const struct kam_field *field = &run->type->fields[i];

		if ((field->flags & KAM_REQUIRED) == 0 || run->record[i].type != KAM_IS_EMPTY)
			continue;
		if (run->plan->mapped[i])
			return import_bad(run, target_of(run, i), _("empty, but every %s needs %s"), run->type->name,
			                  field->name);
		return import_bad(run, NULL, _("every new %s needs %s, and no column fills it"), run->type->name,
		                  field->name);
	}
	return KAM_OK;
}

static enum kam_status write_tags(struct import_run *run, int64_t id, bool fresh, bool *changed)
{
	enum kam_status status = KAM_OK;

	for (size_t i = 0; i < run->plan->target_count && status == KAM_OK; i++) {
		const struct import_target *target = &run->plan->targets[i];
		bool one = false;

		if (target->field != NULL)
			continue;
		if (target->value.type == KAM_IS_TEXT)
			status = tag_set(run->kam, run->type, id, target->tag, strlen(target->tag), target->value.text,
			                 target->value.length, fresh, &one);
		else if (run->options->clear && !fresh)
			status = tag_unset(run->kam, run->type, id, target->tag, &one);
		*changed |= one;
	}
	return status;
}

/* What an export left empty was empty: only what it does not speak of begins with the initial value. */
static void keep_empty(const struct import_run *run)
{
	for (size_t i = 0; i < run->field_count; i++)
		if (run->plan->mapped[i] && run->values[i].type == KAM_IS_EMPTY &&
		    (run->type->fields[i].flags & (KAM_REQUIRED | KAM_DERIVED)) == 0 && (int)i != run->currency_index)
			run->record[i] = (struct kam_value){ 0 };
}

static enum kam_status add(struct import_run *run)
{
	struct record_write write = {
		.id = run->id, .values = run->record, .importing = true, .carried = run->id != 0
	};
	char hash[IMPORT_HASH_SIZE];
	int64_t id = 0, ordinal = 0;
	bool hashed = import_by_hash(run), known = false, ignored = false;
	enum kam_status status = KAM_OK;

	if (run->options->carried && run->id == 0)
		return import_bad(run, NULL, _("every row of an export has kam's own id, such as %s12"),
		                  run->type->prefix);
	for (size_t i = 0; i < run->field_count; i++)
		run->record[i] = is_taken(run, i) ? run->values[i] : (struct kam_value){ 0 };
	if (run->currency_given && run->currency_index >= 0)
		run->record[run->currency_index] =
			(struct kam_value){ .type = KAM_IS_TEXT, .text = run->currency, .length = 3 };
	status = import_refused(run, NULL, writer_defaults(run->writer, run->record));
	if (run->id != 0)
		keep_empty(run);
	if (status == KAM_OK)
		status = check_required(run);
	if (status == KAM_OK && hashed)
		status = import_hash(run, hash, &ordinal, &known);
	if (status == KAM_OK && known) {
		run->result->unchanged++;
		return KAM_OK;
	}
	if (status == KAM_OK)
		status = import_refused(run, NULL, writer_insert(run->writer, &write, &id));
	if (status != KAM_OK)
		return status;
	if (id > run->highest)
		run->highest = id;
	run->result->added++;
	status = import_whole_note(run, id);
	if (status == KAM_OK)
		status = write_tags(run, id, true, &ignored);
	if (status == KAM_OK && hashed)
		status = imported_add(run->kam, run->type, id, hash, ordinal);
	/* An id that the file brings may lie among those that were there before. */
	return status == KAM_OK && id <= run->mark ? see(run, id, &ignored) : status;
}

/* The record's own currency holds, unless the row says another: then the amounts are read anew. */
static enum kam_status match_currency(struct import_run *run, const struct kam_value *old)
{
	const struct kam_value *currency;

	if (run->currency_index < 0 || run->currency_given)
		return KAM_OK;
	currency = &old[run->currency_index];
	if (currency->type != KAM_IS_TEXT || memcmp(currency->text, run->currency, 3) == 0)
		return KAM_OK;
	memcpy(run->currency, currency->text, 3);
	return import_read_money(run);
}

/* The record as the row would have it. Blank keeps, unless --clear. */
static bool overlay(struct import_run *run, const struct kam_value *old)
{
	bool differs = false;

	memcpy(run->record, old, run->field_count * sizeof *old);
	for (size_t i = 0; i < run->field_count; i++) {
		bool clears = run->options->clear && (int)i != run->currency_index &&
		              (run->type->fields[i].flags & KAM_DERIVED) == 0;

		if (!is_taken(run, i) || (run->values[i].type == KAM_IS_EMPTY && !clears))
			continue;
		differs |= !kam_value_equal(&old[i], &run->values[i]);
		run->record[i] = run->values[i];
	}
	if (run->currency_given && run->currency_index >= 0 &&
	    memcmp(old[run->currency_index].text, run->currency, 3) != 0) {
		run->record[run->currency_index] =
			(struct kam_value){ .type = KAM_IS_TEXT, .text = run->currency, .length = 3 };
		differs = true;
	}
	return differs;
}

static enum kam_status change(struct import_run *run, int64_t id)
{
	struct record_write write = { .id = id, .values = run->record, .importing = true, .carried = is_own(run) };
	int updated = type_field_index(run->type, "updated_at");
	const struct kam_value *old;
	bool changed = false, tagged = false, again;
	enum kam_status status;

	/* Only settings are there before an export is read. */
	if (run->options->carried && run->id != 0)
		return import_bad(run, NULL, _("%s%lld comes twice"), run->type->prefix, (long long)id);
	status = see(run, id, &again);
	if (status == KAM_OK)
		status = import_whole_note(run, id);
	if (status == KAM_OK)
		status = writer_load(run->writer, id, &old);
	if (status == KAM_OK)
		status = match_currency(run, old);
	if (status != KAM_OK)
		return status;
	write.old = old;
	if (overlay(run, old)) {
		if (run->values[updated].type == KAM_IS_EMPTY)
			run->record[updated] = (struct kam_value){ 0 };
		status = check_required(run);
		/* A rule may write more before the record itself: what could be refused after that is looked at now. */
		if (status == KAM_OK)
			status = import_refused(run, NULL, writer_check(run->writer, &write));
		if (status == KAM_OK)
			status = import_refused(run, NULL, writer_update(run->writer, &write, &changed));
	}
	if (status == KAM_OK)
		status = write_tags(run, id, false, &tagged);
	if (status != KAM_OK)
		return status;
	if (changed || tagged) {
		run->result->changed++;
		run->result->again += again;
	} else {
		run->result->unchanged++;
	}
	return KAM_OK;
}

enum kam_status import_write(struct import_run *run)
{
	bool known = false, filtered = import_bulk_filter(run, &known);
	int64_t id = 0;
	enum kam_status status;

	if (known)
		return KAM_DONE;
	status = import_recognise(run, filtered, &id);
	if (status == KAM_OK)
		status = id != 0 ? change(run, id) : add(run);
	if (status == KAM_OK)
		run->result->loose += run->loose;
	return status;
}
