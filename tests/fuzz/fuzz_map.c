/* Any text as a map file: rules that are whole, or a message that names the file. */
#include "kam/internal/map.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool count(void *data, const char *text, size_t length, bool column)
{
	size_t *left = data;

	if (length == 0 || length > *left || memchr(text, '\0', length) || (column && memchr(text, '}', length)))
		abort();
	*left -= length;
	return true;
}

static void check_rule(const struct map_rule *rule)
{
	size_t index, left;

	if (rule->line < 1 || !rule->field || rule->field[0] == '\0')
		abort();
	if ((rule->source == MAP_COLUMN) != (rule->column != NULL) ||
	    (rule->source == MAP_TEMPLATE) != (rule->template_text != NULL))
		abort();
	if (rule->column && rule->column[0] == '\0')
		abort();
	if (rule->template_text) {
		left = strlen(rule->template_text);
		if (!map_template_each(rule->template_text, count, &left))
			abort();
	}
	if (rule->source == MAP_ALL_OTHERS && (rule->format || rule->zone || rule->pair_count))
		abort();
	for (index = 0; index < rule->pair_count; index++)
		if (!rule->pairs[index].to)
			abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct kam kam = { 0 };
	struct map *map;
	char *text = malloc(size + 1);
	size_t index, constant;

	if (!text)
		return 0;
	if (size > 0)
		memcpy(text, data, size);
	text[size] = '\0';
	if (map_parse(&kam, "m.map", text, &map) != KAM_OK) {
		if (map || strncmp(buffer_text(&kam.message), "m.map:", 6) != 0)
			abort();
	} else {
		if (map->rule_count == 0)
			abort();
		for (index = 0; index < map->rule_count; index++)
			check_rule(&map->rules[index]);
		for (index = 0; index < map->create_count; index++)
			for (constant = 0; constant < map->creates[index].count; constant++)
				if (!map->creates[index].names[constant] || !map->creates[index].values[constant])
					abort();
		for (index = 0; index < map->empty_count; index++)
			if (!map->empty[index])
				abort();
	}
	map_free(map);
	buffer_free(&kam.message);
	free(text);
	return 0;
}
