/* Map files: lines into rules, directives carried out, and what no map may do twice. */
#include "map_reader.h"

#include <stdlib.h>
#include <string.h>

static void rule_clear(struct map_rule *rule)
{
	size_t index;

	for (index = 0; index < rule->pair_count; index++) {
		free(rule->pairs[index].from);
		free(rule->pairs[index].to);
	}
	free(rule->pairs);
	free(rule->field);
	free(rule->column);
	free(rule->template_text);
	free(rule->format);
	free(rule->zone);
}

static void create_clear(struct map_create *create)
{
	size_t index;

	for (index = 0; index < create->count; index++) {
		free(create->names[index]);
		free(create->values[index]);
	}
	free(create->names);
	free(create->values);
	free(create->field);
	free(create->type);
}

void map_free(struct map *map)
{
	size_t index;

	if (!map)
		return;
	for (index = 0; index < map->rule_count; index++)
		rule_clear(&map->rules[index]);
	for (index = 0; index < map->create_count; index++)
		create_clear(&map->creates[index]);
	for (index = 0; index < map->empty_count; index++)
		free(map->empty[index]);
	free(map->rules);
	free(map->creates);
	free(map->empty);
	free(map);
}

static enum kam_status add_rule(struct map_reader *reader)
{
	struct map *map = reader->map;
	struct map_rule *rules = map_grow(map->rules, map->rule_count, sizeof *rules), *rule;
	enum kam_status status;
	size_t index;

	if (!rules)
		return fail_memory(reader->kam);
	map->rules = rules;
	rule = &rules[map->rule_count++];
	status = map_read_rule(reader, rule);
	if (status != KAM_OK || rule->source == MAP_ALL_OTHERS)
		return status;
	for (index = 0; index + 1 < map->rule_count; index++)
		if (rules[index].source != MAP_ALL_OTHERS && strcmp(rules[index].field, rule->field) == 0)
			return map_fail(reader, _("%s is already named in line %d; name a field once"), rule->field,
			                rules[index].line);
	return KAM_OK;
}

/* ---- !create -------------------------------------------------------------- */

static enum kam_status add_create(struct map_reader *reader, const char *word)
{
	struct map *map = reader->map;
	struct map_create *creates, *create;
	size_t index;

	for (index = 0; index < map->create_count; index++)
		if (strcmp(map->creates[index].field, word) == 0)
			return map_fail(reader, _("%s is already in line %d; name it in one !create"), word,
			                map->creates[index].line);
	creates = map_grow(map->creates, map->create_count, sizeof *creates);
	if (!creates)
		return fail_memory(reader->kam);
	map->creates = creates;
	create = &creates[map->create_count++];
	create->line = reader->line;
	create->field = strdup(word);
	create->type = strdup(word);
	return create->field && create->type ? KAM_OK : fail_memory(reader->kam);
}

static enum kam_status add_constant(struct map_reader *reader, struct map_create *create, const char *name,
                                    const char *value)
{
	size_t index;
	char **names, **values;

	for (index = 0; index < create->count; index++)
		if (strcmp(create->names[index], name) == 0)
			return map_fail(reader, _("%s is given twice"), name);
	names = map_grow(create->names, create->count, sizeof *names);
	if (names)
		create->names = names;
	values = map_grow(create->values, create->count, sizeof *values);
	if (values)
		create->values = values;
	if (!names || !values)
		return fail_memory(reader->kam);
	names[create->count] = strdup(name);
	values[create->count] = strdup(value);
	create->count++;
	return names[create->count - 1] && values[create->count - 1] ? KAM_OK : fail_memory(reader->kam);
}

/* The value behind name=, for every word of the line: those from `first` on. */
static enum kam_status read_constant(struct map_reader *reader, size_t first, const char *name)
{
	struct map *map = reader->map;
	enum kam_status status;
	char *value = NULL;
	size_t index;

	if (reader->at < reader->end && (*reader->at == '\'' || *reader->at == '"'))
		status = map_read_quoted(reader, &value);
	else if (reader->at < reader->end && *reader->at != ' ' && *reader->at != '\t')
		status = map_read_word(reader, "", &value);
	else
		status = map_unexpected(reader, _("a value right behind the ="));
	if (status == KAM_OK && value && value[0] == '\0')
		status = map_fail(reader, _("%s is empty; leave it out"), name);
	for (index = first; status == KAM_OK && index < map->create_count; index++)
		status = add_constant(reader, &map->creates[index], name, value);
	free(value);
	return status;
}

/* WORD [WORD …] [field=constant …] */
static enum kam_status read_create(struct map_reader *reader)
{
	size_t first = reader->map->create_count;
	bool constants = false;
	enum kam_status status = KAM_OK;

	while (status == KAM_OK && !map_at_end(reader)) {
		char *word = NULL;

		status = map_read_word(reader, "=\"',", &word);
		if (status == KAM_OK && word[0] == '\0')
			status = map_unexpected(reader, _("a record type or field=constant"));
		else if (status == KAM_OK && reader->at < reader->end && *reader->at == '=') {
			reader->at++;
			constants = true;
			if (reader->map->create_count == first)
				status = map_fail(reader, _("expected a record type before %s="), word);
			else
				status = read_constant(reader, first, word);
		} else if (status == KAM_OK && constants) {
			status = map_fail(reader, _("the record type %s is written before the constants"), word);
		} else if (status == KAM_OK) {
			status = add_create(reader, word);
		}
		free(word);
	}
	if (status == KAM_OK && reader->map->create_count == first)
		status = map_fail(reader, _("!create what? Name the record types, such as: !create account person"));
	return status;
}

/* ---- !empty --------------------------------------------------------------- */

static enum kam_status read_empty(struct map_reader *reader)
{
	struct map *map = reader->map;
	enum kam_status status = KAM_OK;

	if (map_at_end(reader))
		return map_fail(reader, _("!empty what? Name the cells that mean empty, such as: !empty ? 'n/a'"));
	while (status == KAM_OK && !map_at_end(reader)) {
		char **empty = map_grow(map->empty, map->empty_count, sizeof *empty);

		if (!empty)
			return fail_memory(reader->kam);
		map->empty = empty;
		status = map_at_quote(reader) ? map_read_quoted(reader, &empty[map->empty_count])
		                              : map_read_word(reader, ",", &empty[map->empty_count]);
		if (status != KAM_OK)
			break;
		map->empty_count++;
		if (reader->at < reader->end && *reader->at == ',')
			status = map_fail(reader,
			                  _("words have blanks between them, no comma; quote one that holds a comma"));
	}
	return status;
}

/* ---- lines ---------------------------------------------------------------- */

static enum kam_status read_directive(struct map_reader *reader)
{
	enum kam_status status;
	char *word;

	status = map_read_word(reader, "", &word);
	if (status != KAM_OK)
		return status;
	if (strcmp(word, "!create") == 0)
		status = read_create(reader);
	else if (strcmp(word, "!empty") == 0)
		status = read_empty(reader);
	else
		status = map_fail(reader, _("%s is unknown; there are !create and !empty"), word);
	free(word);
	return status;
}

static enum kam_status read_line(struct map_reader *reader)
{
	const char *at;

	for (at = reader->at; at < reader->end; at++)
		if ((unsigned char)*at < ' ' ? *at != '\t' : *at == 0x7F)
			return map_fail(reader, _("the control character 0x%02X is not allowed"), (unsigned char)*at);
	if (map_at_end(reader))
		return KAM_OK;
	return *reader->at == '!' ? read_directive(reader) : add_rule(reader);
}

enum kam_status map_parse(struct kam *kam, const char *name, const char *text, struct map **out)
{
	struct map_reader reader = { .kam = kam, .name = name, .at = text };
	enum kam_status status = KAM_OK;
	size_t length = strlen(text), good = length;
	const char *line = text;

	*out = NULL;
	kam_text_valid(text, length, &good);
	reader.map = calloc(1, sizeof *reader.map);
	if (!reader.map)
		return fail_memory(kam);
	if (strncmp(line, "\xEF\xBB\xBF", 3) == 0)
		line += 3;
	while (status == KAM_OK && *line) {
		size_t width = strcspn(line, "\n");

		reader.line++;
		reader.at = line;
		reader.end = line + width;
		if (width > 0 && line[width - 1] == '\r')
			reader.end--;
		line += width;
		if (good < (size_t)(line - text))
			status = map_fail(&reader, _("not UTF-8; save the map file as UTF-8"));
		else
			status = read_line(&reader);
		if (*line)
			line++;
	}
	if (status == KAM_OK && reader.map->rule_count == 0) {
		reader.line = 1;
		status = map_fail(&reader, _("no field is named; write lines of FIELD = COLUMN"));
	}
	if (status == KAM_OK)
		*out = reader.map;
	else
		map_free(reader.map);
	return status;
}
