/* An answer arranged as it is asked for: columns chosen, rows sorted and cut. */
#include "kam/history.h"
#include "rows_kept.h"

#include <stdlib.h>
#include <string.h>

#define MOST_SORTS 8

struct sort {
	size_t place;
	bool down;
};

struct arranged {
	struct kam *kam;
	struct kam_rows *rows;
	size_t *chosen; /* places of the columns to be shown */
	size_t chosen_count, sort_count;
	struct sort sorts[MOST_SORTS];
};

static enum kam_status fail_no_column(const struct arranged *arranged, const char *option, const char *name,
                                      size_t length)
{
	struct buffer names = { 0 };
	enum kam_status status;

	for (size_t i = 0; i < kam_rows_width(arranged->rows); i++)
		buffer_format(&names, i == 0 ? "%s" : ", %s", kam_rows_column(arranged->rows, i)->key);
	if (buffer_text(&names) == NULL)
		status = fail_memory(arranged->kam);
	else
		status = fail(arranged->kam, KAM_USAGE, _("--%s: there is no column '%.*s'; there are %s"), option,
		              (int)length, name, names.text);
	buffer_free(&names);
	return status;
}

/* "a,b"; NULL: all of them. */
static enum kam_status choose(struct arranged *arranged, const char *names)
{
	size_t width = kam_rows_width(arranged->rows);

	arranged->chosen = calloc(width + 1, sizeof *arranged->chosen);
	if (arranged->chosen == NULL)
		return fail_memory(arranged->kam);
	for (size_t i = 0; i < width && names == NULL; i++)
		arranged->chosen[arranged->chosen_count++] = i;
	while (names != NULL && *names != '\0') {
		size_t length = strcspn(names, ",");
		int place = rows_column_place(arranged->rows, names, length);

		if (place < 0)
			return fail_no_column(arranged, "columns", names, length);
		for (size_t i = 0; i < arranged->chosen_count; i++)
			if (arranged->chosen[i] == (size_t)place)
				return fail(arranged->kam, KAM_USAGE, _("--columns: %.*s is named twice"), (int)length,
				            names);
		arranged->chosen[arranged->chosen_count++] = (size_t)place;
		names += length + (names[length] == ',');
	}
	return KAM_OK;
}

/* "a,-b" */
static enum kam_status read_sorts(struct arranged *arranged, const char *names)
{
	while (names != NULL && *names != '\0') {
		bool down = *names == '-';
		size_t length = strcspn(names + down, ",");
		int place = rows_column_place(arranged->rows, names + down, length);

		if (place < 0)
			return fail_no_column(arranged, "sort", names + down, length);
		if (arranged->sort_count == MOST_SORTS)
			return fail(arranged->kam, KAM_USAGE, _("--sort takes %d columns at most"), MOST_SORTS);
		arranged->sorts[arranged->sort_count++] = (struct sort){ (size_t)place, down };
		names += down + length;
		names += *names == ',';
	}
	return KAM_OK;
}

/* A row in memory; its place keeps what compares equal in its order. */
struct sorted_row {
	struct kept_row row;
	const struct arranged *arranged;
	size_t position;
};

static int compare_rows(const void *left, const void *right)
{
	const struct sorted_row *a = left, *b = right;

	for (size_t i = 0; i < a->arranged->sort_count; i++) {
		const struct sort *sort = &a->arranged->sorts[i];
		const struct kam_value *x = &a->row.values[sort->place], *y = &b->row.values[sort->place];
		int order;

		/* Empties last, whichever way. */
		if (x->type == KAM_IS_EMPTY || y->type == KAM_IS_EMPTY)
			order = (x->type == KAM_IS_EMPTY) - (y->type == KAM_IS_EMPTY);
		else
			order = sort->down ? kam_value_order(y, x) : kam_value_order(x, y);
		if (order != 0)
			return order;
	}
	return a->position < b->position ? -1 : a->position > b->position;
}

static enum kam_status put_chosen(const struct arranged *arranged, const struct kam_value *values, struct kam_rows *out)
{
	enum kam_status status = KAM_OK;

	for (size_t i = 0; i < arranged->chosen_count && status == KAM_OK; i++)
		status = rows_put(out, &values[arranged->chosen[i]]);
	return status;
}

static enum kam_status put_sorted(const struct arranged *arranged, int64_t limit, struct kam_rows *out)
{
	struct sorted_row *all = calloc((size_t)kam_rows_count(arranged->rows) + 1, sizeof *all);
	enum kam_status status = all == NULL ? KAM_NO_MEMORY : KAM_OK;
	size_t count = 0;

	while (status == KAM_OK && (status = kam_rows_step(arranged->rows)) == KAM_OK) {
		all[count].arranged = arranged;
		all[count].position = count;
		if (!kept_copy(arranged->rows, &all[count++].row))
			status = KAM_NO_MEMORY;
	}
	if (status == KAM_DONE) {
		status = KAM_OK;
		qsort(all, count, sizeof *all, compare_rows);
	}
	for (size_t i = 0; i < count && status == KAM_OK && (limit < 0 || (int64_t)i < limit); i++)
		status = put_chosen(arranged, all[i].row.values, out);
	for (size_t i = 0; i < count; i++)
		kept_free(&all[i].row);
	free(all);
	return status == KAM_NO_MEMORY ? fail_memory(arranged->kam) : status;
}

static enum kam_status put_in_order(const struct arranged *arranged, int64_t limit, struct kam_rows *out)
{
	enum kam_status status = KAM_OK;

	for (int64_t i = 0; (limit < 0 || i < limit) && (status = kam_rows_step(arranged->rows)) == KAM_OK; i++) {
		/* A value lasts until the next step, and all of a row's do. */
		for (size_t j = 0; j < arranged->chosen_count && status == KAM_OK; j++)
			status = rows_put(out, kam_rows_value(arranged->rows, arranged->chosen[j]));
		if (status != KAM_OK)
			break;
	}
	return status == KAM_DONE ? KAM_OK : status;
}

enum kam_status kam_rows_arrange(struct kam *kam, struct kam_rows *rows, const char *columns, const char *sort,
                                 int64_t limit, struct kam_rows **out)
{
	struct arranged arranged = { .kam = kam, .rows = rows };
	enum kam_status status = choose(&arranged, columns);

	*out = NULL;
	if (status == KAM_OK)
		status = read_sorts(&arranged, sort);
	if (status == KAM_OK)
		status = rows_new(kam, out);
	for (size_t i = 0; i < arranged.chosen_count && status == KAM_OK; i++) {
		const struct kam_column *column = kam_rows_column(rows, arranged.chosen[i]);

		if (!rows_add_column(*out, column->key, column->title, column->kind, column->priority))
			status = fail_memory(kam);
	}
	if (status == KAM_OK)
		status = arranged.sort_count > 0 ? put_sorted(&arranged, limit, *out)
		                                 : put_in_order(&arranged, limit, *out);
	free(arranged.chosen);
	return status == KAM_OK ? rows_finish(*out) : status;
}
