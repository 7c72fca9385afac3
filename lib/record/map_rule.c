/* One line FIELD = COLUMN or FIELD = 'template' of a map file, with its format and its value map. */
#include "map_reader.h"

#include <stdlib.h>
#include <string.h>

/* What kam_date_scan() and kam_instant_scan() know. */
#define CONVERSIONS "YymdHMSpIbBTF"

bool map_template_each(const char *template_text,
                       bool (*part)(void *data, const char *text, size_t length, bool column), void *data)
{
	const char *at = template_text;

	while (*at) {
		size_t length = strcspn(at, "{");

		if (length > 0 && !part(data, at, length, false))
			return false;
		at += length;
		if (*at == '\0')
			break;
		if (at[1] == '{') {
			if (!part(data, at, 1, false))
				return false;
			at += 2;
			continue;
		}
		length = strcspn(at + 1, "}");
		if (at[1 + length] != '}' || !part(data, at + 1, length, true))
			return false;
		at += length + 2;
	}
	return true;
}

/* A column has a name, and `@row` is the only one that is kam's own. */
static bool check_part(void *data, const char *text, size_t length, bool column)
{
	(void)data;
	if (!column)
		return true;
	return length > 0 && (*text != '@' || (length == 4 && memcmp(text, "@row", 4) == 0));
}

/* tag.KEY, tag."Key of any text" or a plain name. */
static enum kam_status read_field(struct map_reader *reader, struct map_rule *rule)
{
	const char *const wanted = _("FIELD = COLUMN");
	enum kam_status status;
	char *key = NULL;

	if (map_at_quote(reader))
		return map_fail(reader, _("a field is not quoted, only a tag's key is: tag.\"Lead Quality\" = COLUMN"));
	if (map_take(reader, "tag.\"") || map_take(reader, "tag.'")) {
		size_t size;

		reader->at--;
		status = map_read_quoted(reader, &key);
		if (status != KAM_OK)
			return status;
		size = strlen(key) + sizeof "tag.";
		rule->field = malloc(size);
		if (rule->field) {
			memcpy(rule->field, "tag.", 4);
			memcpy(rule->field + 4, key, size - 4);
		}
		free(key);
		if (!rule->field)
			return fail_memory(reader->kam);
	} else {
		status = map_read_plain(reader, "=", &rule->field);
		if (status != KAM_OK)
			return status;
		if (strpbrk(rule->field, "\"'") || strncmp(rule->field, "tag. ", 5) == 0)
			return map_fail(reader,
			                _("a tag's key with quotes or outer blanks is quoted: tag.\"Lead Quality\""));
	}
	if (strncmp(rule->field, "tag.", 4) == 0) {
		if (rule->field[4] == '\0' || strchr(rule->field, '='))
			return map_fail(reader, _("a tag's key is any text without =, and not empty"));
	} else if (rule->field[0] == '\0' || strpbrk(rule->field, " \t")) {
		return map_fail(reader, _("expected %s, found %s"), wanted,
		                rule->field[0] ? rule->field : _("no field"));
	}
	if (!map_take(reader, "="))
		return map_unexpected(reader, _("= and a column"));
	if (reader->at < reader->end && *reader->at == '>')
		return map_fail(reader, _("expected %s, found =>; a value map follows a column: COLUMN | a => b"),
		                wanted);
	return KAM_OK;
}

static enum kam_status read_source(struct map_reader *reader, struct map_rule *rule)
{
	enum kam_status status;
	char *column;
	size_t length;

	if (map_at_end(reader))
		return map_fail(reader, _("%s = what? Write a column's name, or a constant as '…'"), rule->field);
	if (map_at_quote(reader) && *reader->at == '\'') {
		rule->source = MAP_TEMPLATE;
		status = map_read_quoted(reader, &rule->template_text);
		if (status == KAM_OK && !map_template_each(rule->template_text, check_part, NULL))
			return map_fail(reader,
			                _("expected {COLUMN} or {@row} in the template '%s'; write {{ for a brace"),
			                rule->template_text);
		return status;
	}
	if (map_at_quote(reader)) {
		status = map_read_quoted(reader, &rule->column);
		rule->optional = status == KAM_OK && map_take(reader, "?");
		if (status == KAM_OK && rule->column[0] == '\0')
			return map_fail(reader,
			                _("\"\" is no column; one whose header is empty is called by its number"));
		return status;
	}
	status = map_read_plain(reader, "| @ = ,", &rule->column);
	if (status != KAM_OK)
		return status;
	column = rule->column;
	if (strcmp(column, "*") == 0) {
		if (strcmp(rule->field, "tag.*") != 0)
			return map_fail(reader, _("only tag.* = * takes all columns; '*' as a column's name is \"*\""));
		rule->source = MAP_ALL_OTHERS;
		free(rule->column);
		rule->column = NULL;
		return KAM_OK;
	}
	length = strlen(column);
	if (length > 0 && column[length - 1] == '?') {
		rule->optional = true;
		for (column[--length] = '\0'; length > 0 && (column[length - 1] == ' ' || column[length - 1] == '\t');)
			column[--length] = '\0';
	}
	if (length == 0)
		return map_unexpected(reader, _("a column's name"));
	return KAM_OK;
}

/* What follows @: a format, a zone in [ ], or both. */
static enum kam_status read_format(struct map_reader *reader, struct map_rule *rule)
{
	const char *at;
	enum kam_status status = map_at_quote(reader) ? map_read_quoted(reader, &rule->format)
	                                              : map_read_plain(reader, "| [", &rule->format);

	if (status == KAM_OK && map_take(reader, "[")) {
		status = map_read_plain(reader, "]", &rule->zone);
		if (status == KAM_OK && !map_take(reader, "]"))
			return map_unexpected(reader, "]");
		if (status == KAM_OK && rule->zone[0] == '\0')
			return map_fail(reader, _("expected a zone in [ ], such as [Asia/Shanghai]"));
	}
	if (status != KAM_OK)
		return status;
	if (rule->format[0] == '\0') {
		if (!rule->zone)
			return map_unexpected(reader, _("a format such as %d/%m/%Y"));
		free(rule->format);
		rule->format = NULL;
		return KAM_OK;
	}
	for (at = strchr(rule->format, '%'); at; at = strchr(at + 2, '%'))
		if (at[1] == '\0' || !strchr(CONVERSIONS, at[1]))
			return map_fail(reader, _("the format '%s' may hold %s only"), rule->format,
			                "%Y %y %m %d %H %M %S %p %I %b %B %T %F");
	return KAM_OK;
}

/* One side of a => b. */
static enum kam_status read_cell(struct map_reader *reader, char **out)
{
	enum kam_status status;

	if (map_at_quote(reader))
		return map_read_quoted(reader, out);
	status = map_read_plain(reader, "=> , |", out);
	if (status == KAM_OK && strstr(*out, " @"))
		return map_fail(reader, _("a format is written before the value map; if %s is a value, quote it"),
		                *out);
	return status;
}

static enum kam_status read_pair(struct map_reader *reader, struct map_rule *rule)
{
	struct map_pair *pairs = map_grow(rule->pairs, rule->pair_count, sizeof *pairs), *pair;
	bool quoted = map_at_quote(reader);
	enum kam_status status;
	size_t index;

	if (!pairs)
		return fail_memory(reader->kam);
	rule->pairs = pairs;
	pair = &pairs[rule->pair_count++];
	if (map_at_end(reader))
		return map_unexpected(reader, "a => b");
	status = read_cell(reader, &pair->from);
	if (status != KAM_OK)
		return status;
	if (!map_take(reader, "=>"))
		return map_unexpected(reader, "=>");
	if (!quoted && strcmp(pair->from, "*") == 0) {
		free(pair->from);
		pair->from = NULL;
	}
	for (index = 0; index + 1 < rule->pair_count; index++)
		if (pair->from ? pairs[index].from && strcmp(pairs[index].from, pair->from) == 0 : !pairs[index].from)
			return map_fail(reader, _("'%s' is mapped twice"), pair->from ? pair->from : "*");
	return read_cell(reader, &pair->to);
}

enum kam_status map_read_rule(struct map_reader *reader, struct map_rule *rule)
{
	enum kam_status status;

	rule->line = reader->line;
	status = read_field(reader, rule);
	if (status == KAM_OK)
		status = read_source(reader, rule);
	if (status == KAM_OK && rule->source != MAP_ALL_OTHERS) {
		if (map_take(reader, "@"))
			status = read_format(reader, rule);
		if (status == KAM_OK && map_take(reader, "|"))
			do
				status = read_pair(reader, rule);
			while (status == KAM_OK && map_take(reader, ","));
	}
	if (status != KAM_OK || map_at_end(reader))
		return status;
	if (rule->pair_count > 0)
		return map_unexpected(reader, _("a comma or the end of the line"));
	if (rule->source == MAP_ALL_OTHERS)
		return map_unexpected(reader, _("the end of the line"));
	return map_unexpected(reader, rule->format
	                                      ? _("| or the end of the line")
	                                      : _("@, | or the end of the line (quote a name that holds = | @ , #)"));
}
