/* The columns' names: empty ones become numbers, and no name may come twice. */
#include "csv_private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct name {
	const char *text; /* outer blanks taken off, unless names are exact */
	size_t length;
	size_t column;
};

static struct name name_of(const struct csv_source *source, const struct csv_row *header, size_t at)
{
	struct name name = { header->cells[at].text, header->cells[at].length, at + 1 };

	if (source->exact)
		return name;
	while (name.length > 0 && strchr(" \t\r\n", *name.text)) {
		name.text++;
		name.length--;
	}
	while (name.length > 0 && strchr(" \t\r\n", name.text[name.length - 1]))
		name.length--;
	return name;
}

static int compare_text(const struct name *left, const struct name *right)
{
	size_t shorter = left->length < right->length ? left->length : right->length;
	int order = memcmp(left->text, right->text, shorter);

	return order ? order : (left->length > right->length) - (left->length < right->length);
}

static int compare_names(const void *left_name, const void *right_name)
{
	const struct name *left = left_name, *right = right_name;
	int order = compare_text(left, right);

	return order ? order : (left->column > right->column) - (left->column < right->column);
}

/* Copy the row's cells; those without a name, or all of them, are named by their number. */
static enum kam_status copy(struct csv_source *source, bool numbered)
{
	const struct csv_row *row = &source->row;
	struct csv_row *header = &source->header;
	size_t size = 1, used = 0;

	for (size_t at = 0; at < row->count; at++)
		size += (numbered ? 0 : row->cells[at].length) + sizeof "65536";
	header->cells = calloc(row->count + 1, sizeof *header->cells);
	source->header_text = malloc(size);
	if (!header->cells || !source->header_text)
		return fail_memory(source->kam);
	header->line = row->line;
	for (size_t at = 0; at < row->count; at++) {
		char *text = source->header_text + used;

		if (numbered || name_of(source, row, at).length == 0) {
			header->cells[at].length = (size_t)snprintf(text, size - used, "%zu", at + 1);
		} else {
			header->cells[at].length = row->cells[at].length;
			memcpy(text, row->cells[at].text, row->cells[at].length + 1);
		}
		header->cells[at].text = text;
		used += header->cells[at].length + 1;
	}
	return KAM_OK;
}

/* The first column whose name an earlier one has. */
static enum kam_status find_double(struct csv_source *source, struct name *first, struct name *second)
{
	size_t count = source->header.count;
	struct name *names = malloc((count + 1) * sizeof *names);

	second->column = 0;
	if (!names)
		return fail_memory(source->kam);
	for (size_t at = 0; at < count; at++)
		names[at] = name_of(source, &source->header, at);
	qsort(names, count, sizeof *names, compare_names);
	for (size_t at = 1; at < count; at++)
		if (compare_text(&names[at - 1], &names[at]) == 0 &&
		    (second->column == 0 || names[at].column < second->column)) {
			*first = names[at - 1];
			*second = names[at];
		}
	free(names);
	return KAM_OK;
}

static bool unnamed(const struct csv_source *source, const struct name *name)
{
	return name_of(source, &source->row, name->column - 1).length == 0;
}

enum kam_status csv_header_take(struct csv_source *source)
{
	struct name first, second, nameless;
	enum kam_status status = copy(source, false);

	if (status != KAM_OK)
		return status;
	source->header.count = source->row.count;
	status = find_double(source, &first, &second);
	if (status != KAM_OK || second.column == 0)
		return status;
	source->header.count = 0; /* its names are in doubt: the message counts columns */
	if (!unnamed(source, &first) && !unnamed(source, &second))
		return csv_problem_set(source, source->row.line, second.column, second.text, second.length, true,
		                       _("column %zu has the same name; rename one of them"), first.column);
	nameless = unnamed(source, &first) ? first : second;
	return csv_problem_set(
		source, source->row.line, nameless.column, "", 0, true,
		_("a column without a name is called by its number, and another is called %zu already; name it"),
		nameless.column);
}

enum kam_status csv_header_number(struct csv_source *source)
{
	enum kam_status status = copy(source, true);

	source->header.count = source->row.count;
	return status;
}
