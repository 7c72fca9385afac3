/* Any text as a filter: a tree whose columns lie within the text, or a message. */
#include "kam/internal/filter.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* As deep as 100 brackets allow, each with its or, and, not, and chains no longer than the text. */
#define DEEPEST 5000

static void check(const struct filter *filter, size_t length, int depth)
{
	size_t index;

	if (!filter)
		return;
	if (depth > DEEPEST)
		abort();
	check(filter->left, length, depth + 1);
	check(filter->right, length, depth + 1);
	if (filter->path && (filter->path[0] == '\0' || filter->column < 1 || filter->column > length))
		abort();
	for (index = 0; index < filter->value_count; index++)
		if (strlen(filter->values[index]) > length || filter->value_columns[index] <= filter->column ||
		    filter->value_columns[index] > length)
			abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct kam kam = { 0 };
	struct filter *filter;
	char *text = malloc(size + 1);

	if (!text)
		return 0;
	if (size > 0)
		memcpy(text, data, size);
	text[size] = '\0';
	if (filter_parse(&kam, text, &filter) == KAM_OK) {
		check(filter, strlen(text), 0);
		filter_fail(&kam, text, filter->column, "why");
	} else if (filter || buffer_text(&kam.message)[0] == '\0') {
		abort();
	}
	filter_free(filter);
	buffer_free(&kam.message);
	free(text);
	return 0;
}
