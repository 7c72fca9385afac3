/* What a file says by not saying it: records that it does not name go (--replace), and those that are left make sense together. */
#include "import_private.h"

#include <string.h>

enum kam_status import_whole_begin(struct import_run *run)
{
	const struct kam_type_rules *rules = run->type->rules;

	if (run->options->replace && !type_has_seeds(run->type))
		return fail(run->kam, KAM_USAGE,
		            _("--replace is for what comes with kam and a company has its own of (stages, templates, "
		              "models, gifts and their limits); records of the type %s are removed by rm"),
		            run->type->name);
	if (run->options->replace && run->options->skip_bad)
		return fail(run->kam, KAM_USAGE,
		            _("--replace and --skip-bad do not go together: a record would go because its row is bad"));
	run->sound = rules != NULL && rules->sound != NULL && !run->options->carried;
	run->whole = run->options->replace || run->sound;
	return run->whole
	               ? store_script(run->kam, "CREATE TEMP TABLE IF NOT EXISTS import_place (id INTEGER PRIMARY KEY, "
	                                        "file INTEGER, line INTEGER); DELETE FROM import_place")
	               : KAM_OK;
}

enum kam_status import_whole_note(struct import_run *run, int64_t id)
{
	struct statement *statement;
	enum kam_status status;

	if (!run->whole)
		return KAM_OK;
	status = store_keep(run->kam,
	                    "INSERT INTO import_place (id, file, line) VALUES (:id, :file, :line) "
	                    "ON CONFLICT (id) DO UPDATE SET file = excluded.file, line = excluded.line",
	                    &statement);
	if (status != KAM_OK)
		return status;
	store_bind_integer(statement, ":id", id);
	store_bind_integer(statement, ":file", run->plan - run->plans);
	store_bind_integer(statement, ":line", run->row->line);
	status = store_step(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

/* One that no row was about; 0: there is none. One at a time, for a statement must not go over what is being removed. */
static enum kam_status next_unnamed(struct import_run *run, int64_t *id)
{
	struct buffer sql = { 0 };
	enum kam_status status;

	*id = 0;
	buffer_format(&sql, "SELECT coalesce(min(id), 0) FROM %s WHERE id NOT IN (SELECT id FROM temp.import_place)",
	              run->type->name);
	status = buffer_text(&sql) == NULL ? fail_memory(run->kam) : store_get_integer(run->kam, sql.text, NULL, 0, id);
	buffer_free(&sql);
	return status;
}

static enum kam_status replace(struct import_run *run)
{
	enum kam_status status = KAM_OK;

	while (status == KAM_OK) {
		int64_t id;

		status = next_unnamed(run, &id);
		if (status != KAM_OK || id == 0)
			return status;
		status = record_remove_unnamed(run->kam, run->type, id, &run->result->removed);
	}
	return status;
}

/* A record is to blame for the whole: said with the line that made it so. */
static enum kam_status blame(struct import_run *run, int64_t id)
{
	const char *remedy = kam_error_message(run->kam);
	struct statement *statement;
	enum kam_status status =
		store_keep(run->kam, "SELECT file, line FROM temp.import_place WHERE id = :id", &statement);

	if (status != KAM_OK)
		return status;
	store_bind_integer(statement, ":id", id);
	status = store_step(statement);
	if (status == KAM_OK) {
		if (run->options->problem != NULL)
			run->options->problem(run->options->data, run->plans[store_integer(statement, 0)].file,
			                      store_integer(statement, 1), "", "", remedy);
		run->result->bad++;
		run->unsound = true;
	}
	store_reset(statement);
	/* Of a record that no line is about, the message stands as it is. */
	return status == KAM_DONE ? KAM_REFUSED : status;
}

enum kam_status import_whole_end(struct import_run *run)
{
	int64_t id = 0;
	enum kam_status status = KAM_OK;

	if (!run->whole || run->result->bad > 0)
		return KAM_OK;
	if (run->options->replace)
		status = replace(run);
	if (status != KAM_OK || !run->sound)
		return status;
	status = run->type->rules->sound(run->kam, &id);
	return status == KAM_REFUSED && id != 0 ? blame(run, id) : status;
}
