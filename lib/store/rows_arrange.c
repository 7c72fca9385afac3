/* An answer arranged as it is asked for: columns chosen, rows sorted and cut. */
#include "kam/internal/arrange.h"
#include "rows_kept.h"

#include <stdlib.h>
#include <string.h>

#define MOST_SORTS 8

struct sort {
	size_t place;
	bool down;
};

/* A row in memory; its position keeps what compares equal in its order. */
struct sorted_row {
	struct kept_row row;
	const struct arrangement *arrangement;
	size_t position;
};

struct arrangement {
	struct kam *kam;
	const struct kam_rows *all;
	size_t *chosen; /* places of the columns to be shown */
	size_t chosen_count;
	struct sort sorts[MOST_SORTS];
	size_t sort_count;
	int64_t limit;
	struct sorted_row *sorted;
	size_t sorted_count, sorted_room;
	struct kam_rows *rows; /* the answer */
};

static enum kam_status fail_no_column(const struct arrangement *arrangement, const char *option, const char *name,
                                      size_t length)
{
	struct buffer names = { 0 };
	enum kam_status status;

	for (size_t i = 0; i < kam_rows_width(arrangement->all); i++)
		buffer_format(&names, i == 0 ? "%s" : ", %s", kam_rows_column(arrangement->all, i)->key);
	if (buffer_text(&names) == NULL)
		status = fail_memory(arrangement->kam);
	else
		status = fail(arrangement->kam, KAM_USAGE, _("--%s: there is no column '%.*s'; there are %s"), option,
		              (int)length, name, names.text);
	buffer_free(&names);
	return status;
}

/* "a,b"; NULL: all of them. */
static enum kam_status choose(struct arrangement *arrangement, const char *names)
{
	size_t width = kam_rows_width(arrangement->all);

	arrangement->chosen = calloc(width + 1, sizeof *arrangement->chosen);
	if (arrangement->chosen == NULL)
		return fail_memory(arrangement->kam);
	for (size_t i = 0; i < width && names == NULL; i++)
		arrangement->chosen[arrangement->chosen_count++] = i;
	while (names != NULL && *names != '\0') {
		size_t length = strcspn(names, ",");
		int place = rows_column_place(arrangement->all, names, length);

		if (place < 0)
			return fail_no_column(arrangement, "columns", names, length);
		for (size_t i = 0; i < arrangement->chosen_count; i++)
			if (arrangement->chosen[i] == (size_t)place)
				return fail(arrangement->kam, KAM_USAGE, _("--columns: %.*s is named twice"),
				            (int)length, names);
		arrangement->chosen[arrangement->chosen_count++] = (size_t)place;
		names += length + (names[length] == ',');
	}
	return KAM_OK;
}

/* "a,-b" */
static enum kam_status read_sorts(struct arrangement *arrangement, const char *names)
{
	while (names != NULL && *names != '\0') {
		bool down = *names == '-';
		size_t length = strcspn(names + down, ",");
		int place = rows_column_place(arrangement->all, names + down, length);

		if (place < 0)
			return fail_no_column(arrangement, "sort", names + down, length);
		if (arrangement->sort_count == MOST_SORTS)
			return fail(arrangement->kam, KAM_USAGE, _("--sort takes %d columns at most"), MOST_SORTS);
		arrangement->sorts[arrangement->sort_count++] = (struct sort){ (size_t)place, down };
		names += down + length;
		names += *names == ',';
	}
	return KAM_OK;
}

enum kam_status arrangement_start(struct kam *kam, const struct kam_rows *all, const char *columns, const char *sort,
                                  int64_t limit, struct arrangement **out)
{
	struct arrangement *arrangement = calloc(1, sizeof *arrangement);
	enum kam_status status;

	*out = arrangement;
	if (arrangement == NULL)
		return fail_memory(kam);
	arrangement->kam = kam;
	arrangement->all = all;
	arrangement->limit = limit;
	status = choose(arrangement, columns);
	if (status == KAM_OK)
		status = read_sorts(arrangement, sort);
	if (status == KAM_OK)
		status = rows_new(kam, &arrangement->rows);
	for (size_t i = 0; i < arrangement->chosen_count && status == KAM_OK; i++) {
		const struct kam_column *column = kam_rows_column(all, arrangement->chosen[i]);

		if (!rows_add_column(arrangement->rows, column->key, column->title, column->kind, column->priority))
			status = fail_memory(kam);
	}
	return status;
}

bool arrangement_full(const struct arrangement *arrangement)
{
	return arrangement->limit == 0 || (arrangement->limit > 0 && arrangement->sort_count == 0 &&
	                                   kam_rows_count(arrangement->rows) >= arrangement->limit);
}

static enum kam_status put_chosen(const struct arrangement *arrangement, const struct kam_value *values)
{
	enum kam_status status = KAM_OK;

	for (size_t i = 0; i < arrangement->chosen_count && status == KAM_OK; i++)
		status = rows_put(arrangement->rows, &values[arrangement->chosen[i]]);
	return status;
}

static enum kam_status keep(struct arrangement *arrangement, const struct kam_value *values)
{
	struct sorted_row *row;

	if (arrangement->sorted_count == arrangement->sorted_room) {
		size_t room = arrangement->sorted_room * 2 + 64;

		row = realloc(arrangement->sorted, room * sizeof *row);
		if (row == NULL)
			return fail_memory(arrangement->kam);
		arrangement->sorted = row;
		arrangement->sorted_room = room;
	}
	row = &arrangement->sorted[arrangement->sorted_count];
	row->arrangement = arrangement;
	row->position = arrangement->sorted_count++;
	return kept_copy(values, kam_rows_width(arrangement->all), &row->row) ? KAM_OK : fail_memory(arrangement->kam);
}

enum kam_status arrangement_put(struct arrangement *arrangement, const struct kam_value *values)
{
	if (arrangement->sort_count > 0)
		return keep(arrangement, values);
	return arrangement_full(arrangement) ? KAM_OK : put_chosen(arrangement, values);
}

/* Text in a column of figures says that there is none (NA). */
static bool has_none(const struct arrangement *arrangement, size_t place, const struct kam_value *value)
{
	enum kam_kind kind = kam_rows_column(arrangement->all, place)->kind;

	switch (value->type) {
	case KAM_IS_EMPTY:
	case KAM_IS_MASKED:
		return true;
	case KAM_IS_TEXT:
		return kind == KAM_INTEGER || kind == KAM_NUMBER || kind == KAM_MONEY || kind == KAM_PERCENT ||
		       kind == KAM_FLAG;
	default:
		return false;
	}
}

static int compare_rows(const void *left, const void *right)
{
	const struct sorted_row *a = left, *b = right;

	for (size_t i = 0; i < a->arrangement->sort_count; i++) {
		const struct sort *sort = &a->arrangement->sorts[i];
		const struct kam_value *x = &a->row.values[sort->place], *y = &b->row.values[sort->place];
		bool no_x = has_none(a->arrangement, sort->place, x), no_y = has_none(a->arrangement, sort->place, y);
		int order;

		/* What has no value is last, whichever way. */
		if (no_x || no_y)
			order = no_x - no_y;
		else
			order = sort->down ? kam_value_order(y, x) : kam_value_order(x, y);
		if (order != 0)
			return order;
	}
	return a->position < b->position ? -1 : a->position > b->position;
}

static enum kam_status put_sorted(struct arrangement *arrangement)
{
	enum kam_status status = KAM_OK;
	size_t count = arrangement->sorted_count;

	if (count > 0)
		qsort(arrangement->sorted, count, sizeof *arrangement->sorted, compare_rows);
	if (arrangement->limit >= 0 && (uint64_t)arrangement->limit < count)
		count = (size_t)arrangement->limit;
	for (size_t i = 0; i < count && status == KAM_OK; i++)
		status = put_chosen(arrangement, arrangement->sorted[i].row.values);
	return status;
}

enum kam_status arrangement_end(struct arrangement *arrangement, enum kam_status status, struct kam_rows **out)
{
	*out = NULL;
	if (arrangement == NULL)
		return status;
	if (status == KAM_OK)
		status = put_sorted(arrangement);
	if (status == KAM_OK)
		status = rows_finish(arrangement->rows);
	if (status == KAM_OK)
		*out = arrangement->rows;
	else
		kam_rows_free(arrangement->rows);
	for (size_t i = 0; i < arrangement->sorted_count; i++)
		kept_free(&arrangement->sorted[i].row);
	free(arrangement->sorted);
	free(arrangement->chosen);
	free(arrangement);
	return status;
}

enum kam_status kam_rows_arrange(struct kam *kam, struct kam_rows *rows, const char *columns, const char *sort,
                                 int64_t limit, struct kam_rows **out)
{
	struct arrangement *arrangement = NULL;
	enum kam_status status = arrangement_start(kam, rows, columns, sort, limit, &arrangement);

	while (status == KAM_OK && !arrangement_full(arrangement) && (status = kam_rows_step(rows)) == KAM_OK)
		status = arrangement_put(arrangement, kam_rows_value(rows, 0));
	return arrangement_end(arrangement, status == KAM_DONE ? KAM_OK : status, out);
}
