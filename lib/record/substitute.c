/* Substitution: what stands in braces in a report's SQL becomes expressions and conditions. */
#include "kam/internal/query.h"

#include <string.h>

static const struct substitution_name *find_name(const struct substitutions *substitutions, const char *name,
                                                 size_t length)
{
	for (size_t i = 0; i < substitutions->count; i++)
		if (strlen(substitutions->names[i].name) == length &&
		    memcmp(substitutions->names[i].name, name, length) == 0)
			return &substitutions->names[i];
	return NULL;
}

/* bid.value in a report about accounts: the other table of the SQL, by its own name; *path is then stepped over it. */
static const struct kam_type *other_table(const struct kam_type *type, const char **path)
{
	size_t dot = strcspn(*path, ".");
	const struct kam_type *other;
	char first[64];

	if ((*path)[dot] != '.' || dot >= sizeof first)
		return NULL;
	memcpy(first, *path, dot);
	first[dot] = '\0';
	other = kam_type_field(type, first) != NULL ? NULL : kam_type_find(first);
	if (other != NULL)
		*path += dot + 1;
	return other;
}

static enum kam_status put_shown(struct query *query, const struct kam_type *type, const char *path)
{
	const struct kam_type *other = other_table(type, &path);
	struct path end;
	enum kam_status status;

	if (other != NULL)
		type = other;
	status = query_path(query, type, type->name, path, PATH_SHOWN, &end);
	if (status == KAM_OK && end.personal)
		return fail(query->kam, KAM_USAGE, _("%s is personal, which a report does not show"), path);
	return status;
}

/* A condition on alias.field, whose alias need be no table's name: then what ends in _at is an instant. */
static enum kam_status put_aliased_period(struct query *query, const char *text, size_t dot,
                                          const struct kam_period *period)
{
	char alias[64], field[64], expression[130];
	size_t length = strlen(text + dot + 1);
	const struct kam_type *type;
	const struct kam_field *description;
	bool instant;

	if (dot >= sizeof alias || length >= sizeof field ||
	    text[strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_.")] != '\0')
		return fail(query->kam, KAM_USAGE, _("'%s' is no date of a table"), text);
	memcpy(alias, text, dot);
	alias[dot] = '\0';
	memcpy(field, text + dot + 1, length + 1);
	type = kam_type_find(alias);
	description = type == NULL ? NULL : kam_type_field(type, field);
	if (type != NULL && description == NULL)
		return fail_no_field(query->kam, type, field);
	if (description != NULL && description->kind != KAM_DATE && description->kind != KAM_INSTANT)
		return fail(query->kam, KAM_USAGE, _("'%s' is no date"), text);
	instant = description != NULL ? description->kind == KAM_INSTANT
	                              : length > 3 && strcmp(field + length - 3, "_at") == 0;
	memcpy(expression, alias, dot);
	expression[dot] = '.';
	memcpy(expression + dot + 1, field, length + 1);
	query_period(query, expression, period, instant);
	return KAM_OK;
}

static enum kam_status put_period(struct query *query, const struct kam_type *type, const char *text,
                                  const struct kam_period *period)
{
	struct query part = { .kam = query->kam };
	size_t dot = strcspn(text, ".");
	struct path end;
	char first[64] = "";
	enum kam_status status;

	if (text[dot] == '.' && dot < sizeof first) {
		memcpy(first, text, dot);
		if (kam_type_field(type, first) == NULL)
			return put_aliased_period(query, text, dot, period);
	}
	/* The expression is named once or twice, and a path binds nothing where it ends in a date. */
	status = query_path(&part, type, type->name, text, PATH_VALUE, &end);
	if (status == KAM_OK && ((end.kind != KAM_DATE && end.kind != KAM_INSTANT) || end.part))
		status = fail(query->kam, KAM_USAGE, _("'%s' is no date"), text);
	else if (status == KAM_OK && buffer_text(&part.sql) == NULL)
		status = fail_memory(query->kam);
	if (status == KAM_OK)
		query_period(query, part.sql.text, period, end.kind == KAM_INSTANT);
	query_end(&part);
	return status;
}

/* What stands between braces: where, NAME, field(PATH), PERIOD(PATH). */
static enum kam_status put_brace(struct query *query, const struct substitutions *substitutions, const char *text,
                                 struct substitution_fault *fault)
{
	size_t name_length = strcspn(text, "("), length = strlen(text);
	const struct substitution_name *name = find_name(substitutions, text, name_length);
	const struct substitution_name *inner;
	char path[128];

	if (strcmp(text, "where") == 0) {
		fault->where = true;
		return query_where(query, substitutions->type, substitutions->type->name, substitutions->where);
	}
	if (name != NULL && name->path != NULL && name_length == length) {
		fault->name = name->name;
		return put_shown(query, name->type, name->path);
	}
	if (text[name_length] != '(' || text[length - 1] != ')' || length - name_length - 2 >= sizeof path ||
	    (name == NULL && (name_length != 5 || memcmp(text, "field", 5) != 0)))
		return fail(query->kam, KAM_USAGE,
		            _("{%s} is none of {PARAMETER}, {PERIOD(FIELD)}, {field(PATH)} and {where}"), text);
	memcpy(path, text + name_length + 1, length - name_length - 2);
	path[length - name_length - 2] = '\0';
	if (name == NULL)
		return put_shown(query, substitutions->type, path);
	if (name->period == NULL)
		return fail(query->kam, KAM_USAGE, _("{%s}: %s is no period"), text, name->name);
	/* The date may be a parameter of its own. */
	inner = find_name(substitutions, path, strlen(path));
	if (inner != NULL && inner->path != NULL) {
		fault->name = inner->name;
		return put_period(query, inner->type, inner->path, name->period);
	}
	return put_period(query, substitutions->type, path, name->period);
}

/* Past a quoted text or a comment, in which braces are nothing special. */
static size_t quoted_length(const char *at)
{
	const char *end;

	if (*at == '\'' || *at == '"') {
		end = strchr(at + 1, *at);
		return end == NULL ? strlen(at) : (size_t)(end + 1 - at);
	}
	if (at[0] == '-' && at[1] == '-')
		return strcspn(at, "\n");
	if (at[0] == '/' && at[1] == '*') {
		end = strstr(at + 2, "*/");
		return end == NULL ? strlen(at) : (size_t)(end + 2 - at);
	}
	return 0;
}

enum kam_status query_substitute(struct query *query, const char *sql, const struct substitutions *substitutions,
                                 struct substitution_fault *fault)
{
	const char *at = sql;

	while (*at != '\0') {
		size_t length = quoted_length(at);
		char text[192];
		enum kam_status status;

		if (length == 0 && *at != '{') {
			length = strcspn(at, "{'\"-/");
			length += length == 0;
		}
		if (length > 0) {
			buffer_add(&query->sql, at, length);
			at += length;
			continue;
		}
		*fault = (struct substitution_fault){ .offset = (size_t)(at - sql) };
		length = strcspn(++at, "}\n");
		if (at[length] != '}' || length >= sizeof text || length == 0)
			return fail(query->kam, KAM_USAGE, _("a { is not closed, or nothing stands in it"));
		memcpy(text, at, length);
		text[length] = '\0';
		buffer_put(&query->sql, "(");
		status = put_brace(query, substitutions, text, fault);
		if (status != KAM_OK)
			return status;
		buffer_put(&query->sql, ")");
		at += length + 1;
	}
	return KAM_OK;
}
