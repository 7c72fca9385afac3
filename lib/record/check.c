/* Do the records keep what their descriptions promise, and the journal what it says? */
#include "kam/internal/query.h"
#include "kam/internal/reference.h"
#include "kam/maintenance.h"

#include <stdio.h>
#include <string.h>

/* Where findings go. */
struct findings {
	struct kam *kam;
	struct kam_rows *rows;
};

/*
 * What must not be true of a field, where the rule applies. {field} and {table}
 * are names, {choices}, {minimum} and {maximum} what the description says.
 */
struct field_rule {
	bool (*applies)(const struct kam_type *type, const struct kam_field *field);
	const char *broken;
	const char *what;
};

/*
 * What no single field shows: `broken` selects record, id and field of each
 * row that breaks it. With {table} it is asked for each record type, with
 * {field} for each tree of one; {types} is a list of all.
 */
struct rule {
	const char *broken;
	const char *what;
	const char *remedy;
};

static bool is_required(const struct kam_type *type, const struct kam_field *field)
{
	(void)type;
	return (field->flags & KAM_REQUIRED) != 0;
}

static bool is_text(const struct kam_type *type, const struct kam_field *field)
{
	(void)type;
	return field->kind == KAM_TEXT;
}

static bool is_choice(const struct kam_type *type, const struct kam_field *field)
{
	(void)type;
	return field->kind == KAM_CHOICE;
}

static bool is_bounded(const struct kam_type *type, const struct kam_field *field)
{
	(void)type;
	return (field->kind == KAM_INTEGER || field->kind == KAM_PERCENT) &&
	       (field->minimum != 0 || field->maximum != 0);
}

static bool is_flag(const struct kam_type *type, const struct kam_field *field)
{
	(void)type;
	return field->kind == KAM_FLAG;
}

static bool is_date(const struct kam_type *type, const struct kam_field *field)
{
	(void)type;
	return field->kind == KAM_DATE;
}

static bool is_instant(const struct kam_type *type, const struct kam_field *field)
{
	(void)type;
	return field->kind == KAM_INSTANT;
}

static bool is_currency(const struct kam_type *type, const struct kam_field *field)
{
	(void)type;
	return field->kind == KAM_CURRENCY;
}

static bool is_keyed(const struct kam_type *type, const struct kam_field *field)
{
	return type_has_name_key(type) && strcmp(field->name, type->label) == 0;
}

static bool is_unique(const struct kam_type *type, const struct kam_field *field)
{
	return type_is_unique(type, field->name);
}

static const struct field_rule field_rules[] = {
	{ is_required, "{field} IS NULL", N_("is required and empty") },
	{ is_text, "{field} = ''", N_("is the empty text, which stands for nothing") },
	{ is_choice, "instr({choices}, ' ' || {field} || ' ') = 0 OR instr({field}, ' ') > 0",
	  N_("is none of its choices") },
	{ is_bounded, "{field} NOT BETWEEN {minimum} AND {maximum}", N_("is out of its bounds") },
	{ is_flag, "{field} NOT IN (0, 1)", N_("is neither yes nor no") },
	{ is_date, "{field} IS NOT NULL AND date({field}, '+0 days') IS NOT {field}", N_("is no date") },
	{ is_instant, "{field} IS NOT NULL AND strftime('%Y-%m-%dT%H:%M:%SZ', {field}, '+0 days') IS NOT {field}",
	  N_("is no point in time") },
	{ is_currency, "{field} IS NOT NULL AND kam_currency_digits({field}) IS NULL", N_("is no currency") },
	{ is_keyed, "name_key IS NOT kam_name_key({field})", N_("is not what searches for names go by") },
	{ is_unique,
	  "{field} IN (SELECT {field} FROM {table} WHERE {field} IS NOT NULL GROUP BY {field} HAVING count(*) > 1)",
	  N_("is the same as another record's") },
};
#define FIELD_RULES (sizeof field_rules / sizeof *field_rules)

/* A row each: stored sums and whatever else is kept twice belong here too. */
static const struct rule rules[] = {
	{ "WITH RECURSIVE rooted (id) AS (SELECT id FROM {table} WHERE {field} IS NULL UNION ALL SELECT below.id FROM "
	  "rooted "
	  "JOIN {table} AS below ON below.{field} = rooted.id), "
	  "walk (start, at) AS (SELECT id, {field} FROM {table} WHERE id NOT IN (SELECT id FROM rooted) UNION SELECT "
	  "start, "
	  "above.{field} FROM walk JOIN {table} AS above ON above.id = walk.at WHERE walk.at <> walk.start) "
	  "SELECT '{table}', start, '{field}' FROM walk WHERE at = start ORDER BY start",
	  N_("stands above itself"), NULL },
	{ "SELECT tag.record, tag.record_id, 'tag.' || tag.key FROM tag WHERE tag.record = '{table}' AND NOT EXISTS "
	  "(SELECT 1 FROM {table} WHERE {table}.id = tag.record_id)",
	  N_("a tag of a record that is not there"), N_("kam db export, kam db import into a new database") },
	{ "SELECT 'tag', id, 'record' FROM tag WHERE record NOT IN ({types})", N_("a tag of no known record type"),
	  N_("kam db export, kam db import into a new database") },
	{ "SELECT imported.record, imported.record_id, NULL FROM imported WHERE imported.record = '{table}' AND NOT "
	  "EXISTS "
	  "(SELECT 1 FROM {table} WHERE {table}.id = imported.record_id)",
	  N_("an import knows a record that is not there"), N_("kam db export, kam db import into a new database") },
	{ "SELECT 'imported', id, 'record' FROM imported WHERE record NOT IN ({types})",
	  N_("an import knows a record of no known type"), N_("kam db export, kam db import into a new database") },
	{ "SELECT 'rate', id, 'factor' FROM rate WHERE abs(factor - rate * CAST('1e' || (kam_currency_digits(:base) - "
	  "kam_currency_digits(currency)) AS REAL)) > 1e-9 * factor OR factor <= 0",
	  N_("does not follow from the rate"), N_("write the rate anew: kam config rate edit ID --rate RATE") },
	{ "WITH held AS (SELECT ticket, dept, happened_at, position, id, lag(dept) OVER (PARTITION BY ticket ORDER BY "
	  "happened_at, position, id) AS before FROM event WHERE dept IS NOT NULL), "
	  "turn AS (SELECT ticket, dept, lag(dept, 2) OVER (PARTITION BY ticket ORDER BY happened_at, position, id) AS "
	  "two "
	  "FROM held WHERE before IS NULL OR before <> dept), "
	  "way AS (SELECT ticket, count(*) - 1 AS handoffs, coalesce(sum(dept = two), 0) AS pingpongs, count(DISTINCT "
	  "dept) AS "
	  "depts, count(*) - count(DISTINCT dept) AS returns FROM turn GROUP BY ticket), "
	  "seen AS (SELECT ticket, sum(kind IN ('reject', 'reopen')) AS reopens FROM event GROUP BY ticket) "
	  "SELECT 'ticket', ticket.id, CASE WHEN coalesce(ticket.handoffs, 0) <> coalesce(way.handoffs, 0) THEN "
	  "'handoffs' "
	  "WHEN coalesce(ticket.pingpongs, 0) <> coalesce(way.pingpongs, 0) THEN 'pingpongs' "
	  "WHEN coalesce(ticket.returns, 0) <> coalesce(way.returns, 0) THEN 'returns' "
	  "WHEN coalesce(ticket.depts, 0) <> coalesce(way.depts, 0) THEN 'depts' "
	  "WHEN coalesce(ticket.reopens, 0) <> coalesce(seen.reopens, 0) THEN 'reopens' END AS field "
	  "FROM ticket LEFT JOIN way ON way.ticket = ticket.id LEFT JOIN seen ON seen.ticket = ticket.id WHERE field "
	  "IS NOT "
	  "NULL ORDER BY ticket.id",
	  N_("is not what its events add up to"), N_("write one of its events anew: then it is summed") },
	{ "SELECT 'account', account, 'name' FROM (SELECT part, account FROM likeness EXCEPT "
	  "SELECT part.part, account.id FROM account JOIN kam_name_parts(account.name, "
	  "coalesce(account.former_names, ''), coalesce(account.tax_id, '')) AS part) GROUP BY account",
	  N_("is found by a name that it has not"), N_("kam db export, kam db import into a new database") },
	{ "SELECT 'account', id, 'name' FROM (SELECT part.part, account.id AS id FROM account "
	  "JOIN kam_name_parts(account.name, coalesce(account.former_names, ''), coalesce(account.tax_id, '')) AS part "
	  "EXCEPT SELECT part, account FROM likeness) GROUP BY id",
	  N_("is not found by names that are like its own"), N_("kam db export, kam db import into a new database") },
	{ "SELECT 'setting', id, 'value' FROM setting WHERE name = 'base_currency' AND "
	  "kam_currency_digits(coalesce(value, standard)) IS NULL",
	  N_("is no currency"), N_("kam config setting edit base_currency --value CODE") },
	{ "SELECT 'operation', id, NULL FROM operation WHERE id > 1 AND NOT EXISTS "
	  "(SELECT 1 FROM operation AS earlier WHERE earlier.id = operation.id - 1)",
	  N_("the operation before it is missing"), N_("compare with a backup: kam log") },
	{ "SELECT 'operation', seq, NULL FROM sqlite_sequence WHERE name = 'operation' AND seq > "
	  "(SELECT coalesce(max(id), 0) FROM operation)",
	  N_("the last operation is missing"), N_("compare with a backup: kam log") },
	{ "SELECT 'journal', id, 'record' FROM journal WHERE record NOT IN ('*', 'tag', 'imported', {types})",
	  N_("is no known record type"), N_("compare with a backup: kam log") },
	{ "SELECT 'journal', journal.id, 'last_id' FROM journal LEFT JOIN sqlite_sequence ON name = record "
	  "WHERE action <> 'read' AND (first_id < 1 OR first_id > last_id OR last_id > coalesce(seq, 0) OR (action <> "
	  "'insert' AND first_id <> last_id))",
	  N_("its range of ids cannot be"), N_("compare with a backup: kam log") },
	{ "SELECT 'journal', id, 'before' FROM journal WHERE action IN ('update', 'delete') AND CASE WHEN "
	  "json_valid(before) "
	  "THEN json_extract(before, '$.id') IS NOT first_id ELSE 1 END",
	  N_("does not say what the record was"), N_("compare with a backup: kam log") },
};

/* ---- what is found ---- */

/* "kam account contact edit C12 --phone VALUE", as far as that can be edited. */
static void suggest(struct buffer *out, const struct kam_type *type, const char *id, const char *column)
{
	const struct kam_field *field = column != NULL ? kam_type_field(type, column) : NULL;
	bool own = strcmp(type->name, type->command) == 0;

	if (field == NULL || (field->flags & KAM_DERIVED) != 0) {
		buffer_put(out, _("write it anew, or restore a backup"));
		return;
	}
	buffer_format(out, "kam %s%s%s edit %s --", type->command, own ? "" : " ", own ? "" : type->name, id);
	for (const char *at = field->name; *at != '\0'; at++)
		buffer_add(out, *at == '_' ? "-" : at, 1);
	buffer_put(out, " VALUE");
}

static enum kam_status found(void *data, const char *table, int64_t id, const char *column, const char *what,
                             const char *remedy)
{
	const struct findings *findings = data;
	const struct kam_type *type = table != NULL ? kam_type_find(table) : NULL;
	struct buffer suggestion = { 0 };
	char text[KAM_ID_SIZE] = "";
	enum kam_status status = rows_put_text(findings->rows, table);

	if (id != 0 && type != NULL)
		reference_format(type, id, text);
	else if (id != 0)
		snprintf(text, sizeof text, "%lld", (long long)id);
	if (remedy == NULL && type != NULL && id != 0) {
		suggest(&suggestion, type, text, column);
		remedy = buffer_text(&suggestion);
	}
	if (status == KAM_OK)
		status = rows_put_text(findings->rows, *text != '\0' ? text : NULL);
	if (status == KAM_OK)
		status = rows_put_text(findings->rows, column);
	if (status == KAM_OK)
		status = rows_put_text(findings->rows, what);
	if (status == KAM_OK)
		status = rows_put_text(findings->rows,
		                       remedy != NULL ? remedy : _("restore a backup: kam db restore FILE"));
	buffer_free(&suggestion);
	return status;
}

/* ---- rules into SQL ---- */

static void put_types(struct buffer *sql)
{
	for (const struct kam_type *const *type = kam_types(); *type != NULL; type++)
		buffer_format(sql, "%s'%s'", type == kam_types() ? "" : ", ", (*type)->name);
}

/* A rule's SQL with its braces filled in; one that names no table or field needs none. */
static void put_rule(struct buffer *sql, const char *rule, const struct kam_type *type, const struct kam_field *field)
{
	static const struct kam_type no_type = { .name = "" };
	static const struct kam_field no_field = { .name = "", .choices = "" };

	type = type != NULL ? type : &no_type;
	field = field != NULL ? field : &no_field;
	while (*rule != '\0') {
		size_t length = strcspn(rule, "{");

		buffer_add(sql, rule, length);
		rule += length;
		if (*rule == '\0')
			break;
		if (strncmp(rule, "{field}", 7) == 0)
			buffer_put(sql, field->name);
		else if (strncmp(rule, "{table}", 7) == 0)
			buffer_put(sql, type->name);
		else if (strncmp(rule, "{choices}", 9) == 0)
			buffer_format(sql, "' %s '", field->choices);
		else if (strncmp(rule, "{minimum}", 9) == 0)
			buffer_format(sql, "%lld", (long long)field->minimum);
		else if (strncmp(rule, "{maximum}", 9) == 0)
			buffer_format(sql, "%lld", (long long)field->maximum);
		else if (strncmp(rule, "{types}", 7) == 0)
			put_types(sql);
		rule = strchr(rule, '}') + 1;
	}
}

/* Calls with each rule that applies to a stored field, in a fixed order. */
static enum kam_status each_field_rule(const struct kam_type *type,
                                       enum kam_status (*call)(void *data, const struct kam_field *field,
                                                               const struct field_rule *rule),
                                       void *data)
{
	enum kam_status status = KAM_OK;

	for (const struct kam_field *field = type->fields; field->name != NULL && status == KAM_OK; field++)
		for (size_t i = 0;
		     i < FIELD_RULES && field_is_stored(field) && field->kind != KAM_ID && status == KAM_OK; i++)
			if (field_rules[i].applies(type, field))
				status = call(data, field, &field_rules[i]);
	return status;
}

struct type_check {
	const struct kam_type *type;
	struct buffer columns, condition;
	struct findings *findings;
	struct statement *statement;
	int column; /* of the next rule in the answer */
};

static enum kam_status add_condition(void *data, const struct kam_field *field, const struct field_rule *rule)
{
	struct type_check *check = data;
	struct buffer *parts[] = { &check->columns, &check->condition };

	buffer_put(&check->columns, ", (");
	buffer_put(&check->condition, check->condition.length > 0 ? " OR (" : "(");
	for (size_t i = 0; i < 2; i++) {
		put_rule(parts[i], rule->broken, check->type, field);
		buffer_put(parts[i], ")");
	}
	return KAM_OK;
}

static enum kam_status tell_broken(void *data, const struct kam_field *field, const struct field_rule *rule)
{
	struct type_check *check = data;

	if (store_integer(check->statement, check->column++) == 0)
		return KAM_OK;
	return found(check->findings, check->type->name, store_integer(check->statement, 0), field->name, _(rule->what),
	             NULL);
}

/* One look at each record, with all rules of all fields. */
static enum kam_status check_fields(struct findings *findings, const struct kam_type *type)
{
	struct type_check check = { .type = type, .findings = findings };
	struct buffer sql = { 0 };
	enum kam_status status = each_field_rule(type, add_condition, &check);

	if (status == KAM_OK && check.condition.length > 0) {
		buffer_format(&sql, "SELECT id%s FROM %s WHERE %s ORDER BY id", buffer_text(&check.columns), type->name,
		              buffer_text(&check.condition));
		status = store_prepare(findings->kam, buffer_text(&sql), &check.statement);
	}
	while (check.statement != NULL && status == KAM_OK && (status = store_step(check.statement)) == KAM_OK) {
		check.column = 1;
		status = each_field_rule(type, tell_broken, &check);
	}
	store_finalize(check.statement);
	buffer_free(&check.columns);
	buffer_free(&check.condition);
	buffer_free(&sql);
	return status == KAM_DONE ? KAM_OK : status;
}

static enum kam_status check_rule(struct findings *findings, const struct rule *rule, const struct kam_type *type,
                                  const struct kam_field *field)
{
	struct statement *statement = NULL;
	struct buffer sql = { 0 };
	enum kam_status status;

	put_rule(&sql, rule->broken, type, field);
	status = store_prepare(findings->kam, buffer_text(&sql), &statement);
	if (status == KAM_OK)
		store_bind_text(statement, ":base", findings->kam->currency);
	while (status == KAM_OK && (status = store_step(statement)) == KAM_OK)
		status = found(findings, store_text(statement, 0), store_integer(statement, 1),
		               store_text(statement, 2), _(rule->what), rule->remedy != NULL ? _(rule->remedy) : NULL);
	store_finalize(statement);
	buffer_free(&sql);
	return status == KAM_DONE ? KAM_OK : status;
}

/* The rule for all that it is about: each tree, each type, or just once. */
static enum kam_status check_everywhere(struct findings *findings, const struct rule *rule)
{
	bool types = strstr(rule->broken, "{table}") != NULL, trees = strstr(rule->broken, "{field}") != NULL;
	enum kam_status status = KAM_OK;

	if (!types)
		return check_rule(findings, rule, NULL, NULL);
	for (const struct kam_type *const *type = kam_types(); *type != NULL && status == KAM_OK; type++) {
		if (!trees)
			status = check_rule(findings, rule, *type, NULL);
		for (const struct kam_field *field = (*type)->fields; trees && field->name != NULL && status == KAM_OK;
		     field++)
			if ((field->flags & KAM_TREE) != 0)
				status = check_rule(findings, rule, *type, field);
	}
	return status;
}

static enum kam_status check_all(struct findings *findings, bool quick, bool *damaged)
{
	enum kam_status status = store_check(findings->kam, found, findings, damaged);

	/* Of a file that is broken, or not kam's in its form, no more can be said. */
	if (status != KAM_OK || *damaged || quick)
		return status;
	for (const struct kam_type *const *type = kam_types(); *type != NULL && status == KAM_OK; type++)
		status = check_fields(findings, *type);
	for (size_t i = 0; i < sizeof rules / sizeof *rules && status == KAM_OK; i++)
		status = check_everywhere(findings, &rules[i]);
	/* Where tables are missing, not every question can be asked; that they are, is among the findings. */
	return status == KAM_SYSTEM && kam_rows_count(findings->rows) > 0 ? KAM_OK : status;
}

enum kam_status kam_database_check(struct kam *kam, bool quick, struct kam_rows **out)
{
	static const char *const keys[] = { "record", "id", "field", "finding", "remedy" };
	static const char *const titles[] = { N_("Record"), N_("ID"), N_("Field"), N_("Finding"), N_("What to do") };
	struct findings findings = { .kam = kam };
	bool damaged = false;
	enum kam_status status = rows_new(kam, out);

	for (int i = 0; i < 5 && status == KAM_OK; i++)
		if (!rows_add_column(*out, keys[i], _(titles[i]), KAM_TEXT, i))
			status = fail_memory(kam);
	findings.rows = *out;
	if (status == KAM_OK && (status = store_snapshot_begin(kam)) == KAM_OK) {
		status = check_all(&findings, quick, &damaged);
		store_snapshot_end(kam);
	}
	if (status == KAM_OK)
		status = rows_finish(*out);
	if (status != KAM_OK) {
		kam_rows_free(*out);
		*out = NULL;
		return status;
	}
	if (damaged)
		return fail(kam, KAM_BAD_DATA, _("%s is damaged; restore a backup with kam db restore"), kam->path);
	return kam_rows_count(*out) > 0 ? KAM_FINDINGS : KAM_OK;
}
