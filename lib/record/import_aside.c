/* Rows that have to wait for others (a parent in a later row): put aside, and read again when all others are in. */
#include "import_private.h"

#include <stdlib.h>
#include <string.h>

/* A row put aside, read back. */
struct aside {
	int64_t id;
	struct csv_row row;
	struct buffer cells; /* each NUL-terminated */
	size_t size;         /* cells there is room for */
};

enum kam_status import_aside_begin(struct import_run *run)
{
	return store_script(run->kam, "CREATE TEMP TABLE IF NOT EXISTS import_aside (id INTEGER PRIMARY KEY, "
	                              "file INTEGER, line INTEGER, number INTEGER, label TEXT, cells TEXT); "
	                              "CREATE INDEX IF NOT EXISTS temp.import_aside_label ON import_aside (label); "
	                              "DELETE FROM import_aside");
}

/* Cells as one text: no cell holds a NUL, nor byte 0xFF, which is not UTF-8. */
static const char *join(struct buffer *out, const struct csv_row *row)
{
	for (size_t i = 0; i < row->count; i++) {
		buffer_format(out, "%zu:", row->cells[i].length);
		buffer_add(out, row->cells[i].text, row->cells[i].length);
	}
	return buffer_text(out);
}

enum kam_status import_aside_put(struct import_run *run)
{
	const struct kam_value *label = &run->values[type_field_index(run->type, run->type->label)];
	struct buffer cells = { 0 };
	struct statement *statement;
	enum kam_status status = store_keep(run->kam,
	                                    "INSERT INTO import_aside (file, line, number, label, cells) "
	                                    "VALUES (:file, :line, :number, :label, :cells)",
	                                    &statement);

	if (status != KAM_OK)
		return status;
	store_bind_integer(statement, ":file", run->plan - run->plans);
	store_bind_integer(statement, ":line", run->row->line);
	store_bind_integer(statement, ":number", run->row_number);
	store_bind_value(statement, ":label", label);
	store_bind_text(statement, ":cells", join(&cells, run->row));
	status = cells.failed ? fail_memory(run->kam) : store_step(statement);
	buffer_free(&cells);
	run->aside++;
	return status == KAM_DONE ? KAM_OK : status;
}

enum kam_status import_aside_waits(struct import_run *run, const char *text, size_t length, bool *waits)
{
	struct statement *statement;
	enum kam_status status = store_keep(run->kam, "SELECT 1 FROM import_aside WHERE label = :text", &statement);

	if (status != KAM_OK)
		return status;
	store_bind_value(statement, ":text",
	                 &(struct kam_value){ .type = KAM_IS_TEXT, .text = text, .length = length });
	status = store_step(statement);
	*waits = status == KAM_OK;
	store_reset(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

/* "3:abc0:": the cells apart again, in a copy of their own, for the statement is used on. */
static enum kam_status split(struct import_run *run, struct aside *aside, const char *text)
{
	buffer_reset(&aside->cells);
	aside->row.count = 0;
	buffer_put(&aside->cells, text);
	if (buffer_text(&aside->cells) == NULL)
		return fail_memory(run->kam);
	for (char *at = aside->cells.text; *at != '\0';) {
		char *start;
		size_t length = strtoul(at, &start, 10);

		if (aside->row.count == aside->size) {
			size_t size = aside->size > 0 ? aside->size * 2 : 16;
			struct csv_cell *cells = realloc(aside->row.cells, size * sizeof *cells);

			if (cells == NULL)
				return fail_memory(run->kam);
			aside->row.cells = cells;
			aside->size = size;
		}
		aside->row.cells[aside->row.count++] = (struct csv_cell){ .text = start + 1, .length = length };
		at = start + 1 + length;
	}
	/* The digit that follows a cell has been read: a NUL may stand there. */
	for (size_t i = 0; i < aside->row.count; i++)
		((char *)aside->row.cells[i].text)[aside->row.cells[i].length] = '\0';
	return KAM_OK;
}

/* The next row put aside, in the direction of the round. KAM_DONE: none. */
static enum kam_status next(struct import_run *run, struct aside *aside, bool backward)
{
	struct statement *statement;
	enum kam_status status = store_keep(run->kam,
	                                    backward ? "SELECT id, file, line, number, cells FROM import_aside "
	                                               "WHERE id < :last ORDER BY id DESC LIMIT 1"
	                                             : "SELECT id, file, line, number, cells FROM import_aside "
	                                               "WHERE id > :last ORDER BY id LIMIT 1",
	                                    &statement);

	if (status != KAM_OK)
		return status;
	store_bind_integer(statement, ":last", aside->id);
	status = store_step(statement);
	if (status != KAM_OK)
		return status;
	aside->id = store_integer(statement, 0);
	run->plan = &run->plans[store_integer(statement, 1)];
	aside->row.line = store_integer(statement, 2);
	run->row_number = store_integer(statement, 3);
	status = split(run, aside, store_text(statement, 4));
	store_reset(statement);
	run->row = &aside->row;
	return status;
}

static enum kam_status take_away(struct import_run *run, int64_t id)
{
	struct statement *statement;
	enum kam_status status = store_keep(run->kam, "DELETE FROM import_aside WHERE id = :id", &statement);

	if (status != KAM_OK)
		return status;
	store_bind_integer(statement, ":id", id);
	status = store_step(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

static enum kam_status go_round(struct import_run *run, struct aside *aside, bool backward,
                                enum kam_status (*process)(struct import_run *run), bool *progress)
{
	enum kam_status status;

	*progress = false;
	aside->id = backward ? INT64_MAX : 0;
	while ((status = next(run, aside, backward)) == KAM_OK) {
		status = process(run);
		if (status == KAM_DONE)
			continue;
		if (status == KAM_OK)
			status = take_away(run, aside->id);
		if (status != KAM_OK)
			return status;
		*progress = true;
	}
	return status == KAM_DONE ? KAM_OK : status;
}

enum kam_status import_aside_resolve(struct import_run *run, enum kam_status (*process)(struct import_run *run))
{
	struct aside aside = { .id = 0 };
	bool backward = false, progress;
	enum kam_status status = KAM_OK;

	/* To and fro, so that a chain is done in one round whichever way it runs. */
	run->phase = IMPORT_RETRYING;
	while (status == KAM_OK) {
		status = go_round(run, &aside, backward, process, &progress);
		backward = !backward;
		if (progress) {
			run->phase = IMPORT_RETRYING;
		} else if (run->phase == IMPORT_FAILING) {
			break;
		} else {
			run->phase++;
			backward = false; /* what is made and told is in the rows' order */
		}
	}
	free(aside.row.cells);
	buffer_free(&aside.cells);
	return status;
}
