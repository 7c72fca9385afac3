/* As of a day: each table shadowed by a view of its name that shows what was there then. */
#include "sqlite.h"

#include <string.h>

/*
 * temp.as_of_range: ids that came later. temp.as_of_row: rows that changed
 * later, with their first image after the cut; empty for a row that came later
 * still and then changed.
 */
static const char changes[] =
	"CREATE TEMP TABLE as_of_range (record TEXT NOT NULL, first_id INTEGER NOT NULL, last_id INTEGER NOT NULL);"
	"CREATE TEMP TABLE as_of_row (record TEXT NOT NULL, id INTEGER NOT NULL, entry INTEGER NOT NULL, image TEXT, "
	"PRIMARY KEY (record, id)) WITHOUT ROWID;";

static const char later_ranges[] =
	"INSERT INTO temp.as_of_range SELECT record, min(first_id), max(last_id) FROM ("
	" SELECT record, first_id, last_id, sum(apart) OVER (PARTITION BY record ORDER BY first_id) AS island FROM ("
	"  SELECT record, first_id, last_id, first_id > 1 + coalesce(max(last_id) OVER (PARTITION BY record "
	"  ORDER BY first_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), -1) AS apart"
	"  FROM main.journal WHERE operation > :1 AND action = 'insert')) GROUP BY record, island";

/* SQLite takes the other columns from the row of the minimum. */
static const char later_rows[] =
	"INSERT INTO temp.as_of_row SELECT record, first_id, min(id), before FROM main.journal "
	"WHERE operation > :1 AND action IN ('update', 'delete') GROUP BY record, first_id";

static const char not_there_yet[] =
	"UPDATE temp.as_of_row SET image = NULL WHERE EXISTS (SELECT 1 FROM main.journal AS came "
	"WHERE came.record = as_of_row.record AND came.first_id <= as_of_row.id AND came.last_id >= as_of_row.id "
	"AND came.action = 'insert' AND came.operation > :1 AND came.id < as_of_row.entry)";

/* "a, b" and "json_extract(image, '$.a'), …" for a table. */
static enum kam_status columns_of(struct kam *kam, const char *table, struct buffer *names, struct buffer *images)
{
	struct statement *statement = NULL;
	enum kam_status status =
		store_prepare(kam, "SELECT name FROM pragma_table_info(:1, 'main') ORDER BY cid", &statement);

	if (status == KAM_OK)
		store_bind_text(statement, ":1", table);
	while (status == KAM_OK && (status = store_step(statement)) == KAM_OK) {
		const char *name = store_text(statement, 0), *between = names->length > 0 ? ", " : "";

		buffer_format(names, "%s%s", between, name);
		if (strcmp(name, "id") == 0)
			buffer_format(images, "%sid", between);
		else
			buffer_format(images, "%sjson_extract(image, '$.%s')", between, name);
	}
	store_finalize(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

static enum kam_status shadow(struct kam *kam, const char *table)
{
	struct buffer names = { 0 }, images = { 0 }, sql = { 0 };
	enum kam_status status = columns_of(kam, table, &names, &images);

	if (status == KAM_OK) {
		buffer_format(&sql,
		              "CREATE TEMP VIEW %s AS SELECT %s FROM main.%s AS now WHERE NOT EXISTS (SELECT 1 FROM "
		              "temp.as_of_row AS other WHERE other.record = '%s' AND other.id = now.id) AND NOT EXISTS "
		              "(SELECT 1 FROM temp.as_of_range AS later WHERE later.record = '%s' AND now.id BETWEEN "
		              "later.first_id AND later.last_id) UNION ALL SELECT %s FROM temp.as_of_row "
		              "WHERE record = '%s' AND image IS NOT NULL",
		              table, buffer_text(&names), table, table, table, buffer_text(&images), table);
		status = buffer_text(&sql) == NULL ? fail_memory(kam) : store_script(kam, sql.text);
	}
	buffer_free(&names);
	buffer_free(&images);
	buffer_free(&sql);
	return status;
}

/* What follows from the names is not journaled, and follows from those of that day. */
static const char likeness_then[] =
	"CREATE TEMP VIEW likeness AS SELECT part.part AS part, account.id AS account FROM account "
	"JOIN kam_name_parts(account.name, coalesce(account.former_names, ''), coalesce(account.tax_id, '')) AS part";

static enum kam_status shadow_all(struct kam *kam)
{
	struct statement *statement = NULL;
	/* Names first: a view must not be made while the list of tables is being read. */
	struct buffer tables = { 0 };
	enum kam_status status =
		store_prepare(kam,
	                      "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT IN "
	                      "('operation', 'journal', 'undoing', 'likeness', 'undelivered') AND name NOT LIKE "
	                      "'sqlite\\_%' ESCAPE '\\'",
	                      &statement);

	while (status == KAM_OK && (status = store_step(statement)) == KAM_OK) {
		const char *name = store_text(statement, 0);

		buffer_add(&tables, name, strlen(name) + 1);
	}
	store_finalize(statement);
	if (status == KAM_DONE)
		status = tables.failed ? fail_memory(kam) : KAM_OK;
	for (size_t at = 0; status == KAM_OK && at < tables.length; at += strlen(tables.text + at) + 1)
		status = shadow(kam, tables.text + at);
	buffer_free(&tables);
	return status == KAM_OK ? store_script(kam, likeness_then) : status;
}

/* The number of the last operation before the day's end; refused before the first. */
static enum kam_status find_cut(struct kam *kam, const char *end, int64_t *cut)
{
	struct statement *statement = NULL;
	enum kam_status status = store_prepare(kam,
	                                       "SELECT (SELECT max(id) FROM operation WHERE happened_at < :1), "
	                                       "(SELECT kam_day(min(happened_at)) FROM operation)",
	                                       &statement);

	if (status == KAM_OK) {
		store_bind_text(statement, ":1", end);
		status = store_step(statement);
	}
	if (status == KAM_OK) {
		const char *first = store_text(statement, 1);

		*cut = store_integer(statement, 0);
		if (first == NULL)
			status = fail(kam, KAM_REFUSED,
			              _("nothing was recorded yet, so that there is no earlier state"));
		else if (*cut == 0)
			status = fail(kam, KAM_REFUSED, _("the first entry is of %s: nothing is known before that day"),
			              first);
	}
	store_finalize(statement);
	return status;
}

/* The day is looked back on from its last second: what falls due later is not overdue, and what happens later has not yet. */
static enum kam_status end_of_today(struct kam *kam)
{
	char next[KAM_DATE_SIZE];
	const char *why;
	int64_t end;

	kam_date_format(kam->today + 1, next);
	if (kam_instant_parse(next, strlen(next), kam->zone, 0, false, &end, &why) != KAM_OK)
		return fail(kam, KAM_BAD_VALUE, _("'%s' is not %s"), next, why);
	if (kam->now >= end) {
		kam->now = end - 1;
		kam_instant_format(kam->now, kam->now_text);
	}
	return KAM_OK;
}

enum kam_status as_of(struct kam *kam, const char *day, const char *today)
{
	char end[KAM_INSTANT_SIZE], next[KAM_DATE_SIZE], number[32];
	const char *texts[] = { number };
	const char *why;
	int64_t days, seconds, cut = 0;
	struct buffer text = { 0 };
	enum kam_status status;

	if (kam_date_parse(day, strlen(day), kam->today, true, &days, &why) != KAM_OK)
		return fail(kam, KAM_BAD_VALUE, _("--as-of '%s' is not %s"), day, why);
	kam_date_format(days + 1, next);
	if (kam_instant_parse(next, strlen(next), kam->zone, 0, false, &seconds, &why) != KAM_OK)
		return fail(kam, KAM_BAD_VALUE, _("--as-of '%s' is not %s"), day, why);
	kam_instant_format(seconds, end);
	status = find_cut(kam, end, &cut);
	if (status != KAM_OK)
		return status;
	buffer_format(&text, "%lld", (long long)cut);
	if (buffer_text(&text) == NULL)
		return fail_memory(kam);
	memcpy(number, text.text, text.length + 1);
	buffer_free(&text);
	status = store_script(kam, changes);
	if (status == KAM_OK)
		status = store_execute(kam, later_ranges, texts, 1);
	if (status == KAM_OK)
		status = store_execute(kam, later_rows, texts, 1);
	if (status == KAM_OK)
		status = store_execute(kam, not_there_yet, texts, 1);
	if (status == KAM_OK)
		status = shadow_all(kam);
	/* What is overdue or how old, is so on that day. */
	if (status == KAM_OK && today != NULL &&
	    kam_date_parse(today, strlen(today), kam->today, true, &days, &why) != KAM_OK)
		status = fail(kam, KAM_BAD_VALUE, _("'%s' is not %s"), today, why);
	kam->today = days;
	kam_date_format(days, kam->today_text);
	return status == KAM_OK ? end_of_today(kam) : status;
}
