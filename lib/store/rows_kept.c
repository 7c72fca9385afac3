/* Rows held in memory: copies that outlive the step. */
#include "rows_kept.h"

#include <stdlib.h>
#include <string.h>

bool kept_copy(const struct kam_value *values, size_t width, struct kept_row *out)
{
	size_t length = 0;

	for (size_t i = 0; i < width; i++)
		length += values[i].length;
	out->values = malloc((width + 1) * sizeof *out->values);
	out->texts = malloc(length + 1);
	if (out->values == NULL || out->texts == NULL)
		return false;
	length = 0;
	for (size_t i = 0; i < width; i++) {
		struct kam_value *value = &out->values[i];

		*value = values[i];
		if (value->text == NULL)
			continue;
		memcpy(out->texts + length, value->text, value->length);
		value->text = out->texts + length;
		length += value->length;
	}
	return true;
}

void kept_free(struct kept_row *row)
{
	free(row->values);
	free(row->texts);
	*row = (struct kept_row){ NULL, NULL };
}

bool rows_add_columns(struct kam_rows *rows, const struct kam_rows *from)
{
	for (size_t i = 0; i < kam_rows_width(from); i++) {
		const struct kam_column *column = kam_rows_column(from, i);

		if (!rows_add_column(rows, column->key, column->title, column->kind, column->priority))
			return false;
	}
	return true;
}

int rows_column_place(const struct kam_rows *rows, const char *key, size_t length)
{
	for (size_t i = 0; i < kam_rows_width(rows); i++) {
		const char *name = kam_rows_column(rows, i)->key;

		if (strlen(name) == length && memcmp(name, key, length) == 0)
			return (int)i;
	}
	return -1;
}
