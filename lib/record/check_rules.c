/* What is never true of sound records and a sound journal, as SQL. */
#include "check_rules.h"

#include <string.h>

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

const struct field_rule field_rules[] = {
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
const size_t field_rule_count = sizeof field_rules / sizeof *field_rules;

/* A row each: stored sums and whatever else is kept twice belong here too. */
const struct check_rule check_rules[] = {
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
const size_t check_rule_count = sizeof check_rules / sizeof *check_rules;
