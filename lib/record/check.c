/* Do the records keep what their descriptions promise, and the journal what it says? */
#include "check_rules.h"

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
		     i < field_rule_count && field_is_stored(field) && field->kind != KAM_ID && status == KAM_OK; i++)
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

static enum kam_status check_rule(struct findings *findings, const struct check_rule *rule, const struct kam_type *type,
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
static enum kam_status check_everywhere(struct findings *findings, const struct check_rule *rule)
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

/* What a type's own rules reckon, and SQL alone could not. */
struct rule_check {
	struct findings *findings;
	const struct kam_type *type;
};

static enum kam_status differs(void *data, int64_t id, const char *field)
{
	const struct rule_check *check = data;

	return found(check->findings, check->type->name, id, field,
	             _("is not what follows from its events, policy and calendar"),
	             _("kam ticket clock TICKET --recompute"));
}

static enum kam_status check_by_rules(struct findings *findings)
{
	enum kam_status status = KAM_OK;

	for (const struct kam_type *const *type = kam_types(); *type != NULL && status == KAM_OK; type++)
		if ((*type)->rules != NULL && (*type)->rules->check != NULL)
			status = (*type)->rules->check(findings->kam, differs, &(struct rule_check){ findings, *type });
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
	for (size_t i = 0; i < check_rule_count && status == KAM_OK; i++)
		status = check_everywhere(findings, &check_rules[i]);
	if (status == KAM_OK)
		status = check_by_rules(findings);
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
