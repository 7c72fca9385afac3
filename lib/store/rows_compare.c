/* Two answers to the same question: what is new, what is gone, what changed. */
#include "rows_kept.h"

#include <stdlib.h>
#include <string.h>

/* A row kept for comparing: its cells as one text, and its key. */
struct kept {
	char *key;
	struct kept_row row;
	bool matched;
};

static void free_kept(struct kept *kept, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(kept[i].key);
		kept_free(&kept[i].row);
	}
	free(kept);
}

/* Without a key a row is known by all that it says: it is there or not, it does not change. */
static char *whole_row(const struct kam_rows *rows, const struct kam_value *values)
{
	struct buffer text = { 0 };
	char scratch[KAM_SCRATCH_SIZE];
	size_t length;

	for (size_t i = 0; i < kam_rows_width(rows); i++) {
		const char *cell = kam_value_text(kam_rows_column(rows, i)->kind, &values[i], scratch, &length);

		buffer_add(&text, cell, length);
		buffer_add(&text, "\x1f", 1);
	}
	return buffer_take(&text);
}

static bool copy_row(const struct kam_rows *rows, int key, struct kept *kept)
{
	char scratch[KAM_SCRATCH_SIZE];
	struct buffer cell = { 0 };
	const char *text;
	size_t length;

	if (!kept_copy(kam_rows_value(rows, 0), kam_rows_width(rows), &kept->row))
		return false;
	if (key >= 0) {
		text = kam_value_text(kam_rows_column(rows, (size_t)key)->kind, &kept->row.values[key], scratch,
		                      &length);
		/* Nothing ends it: cells stand one behind the other. */
		buffer_add(&cell, text, length);
		kept->key = buffer_take(&cell);
	} else {
		kept->key = whole_row(rows, kept->row.values);
	}
	return kept->key != NULL;
}

static int by_key(const void *left, const void *right)
{
	return strcmp(((const struct kept *)left)->key, ((const struct kept *)right)->key);
}

/* All rows of the earlier answer, sorted by key. */
static enum kam_status keep(struct kam *kam, struct kam_rows *rows, int key, struct kept **out, size_t *count)
{
	size_t all = (size_t)kam_rows_count(rows);
	struct kept *kept = calloc(all + 1, sizeof *kept);
	enum kam_status status = kept == NULL ? KAM_NO_MEMORY : KAM_OK;

	*count = 0;
	while (status == KAM_OK && (status = kam_rows_step(rows)) == KAM_OK)
		if (!copy_row(rows, key, &kept[(*count)++]))
			status = KAM_NO_MEMORY;
	*out = kept;
	if (status != KAM_DONE)
		return status == KAM_NO_MEMORY ? fail_memory(kam) : status;
	qsort(kept, *count, sizeof *kept, by_key);
	return KAM_OK;
}

static enum kam_status put_row(struct kam_rows *out, const char *what, const struct kam_value *values, size_t width)
{
	enum kam_status status = rows_put_text(out, what);

	for (size_t i = 0; i < width && status == KAM_OK; i++)
		status = rows_put(out, &values[i]);
	return status;
}

static enum kam_status compare_row(struct kam_rows *now, int key, struct kept *kept, size_t count, struct kam_rows *out)
{
	size_t width = kam_rows_width(now);
	struct kept row = { .matched = false }, *old;
	bool same = true;
	enum kam_status status = KAM_OK;

	if (!copy_row(now, key, &row)) {
		status = KAM_NO_MEMORY;
	} else if ((old = bsearch(&row, kept, count, sizeof *kept, by_key)) == NULL) {
		status = put_row(out, "new", row.row.values, width);
	} else {
		old->matched = true;
		for (size_t i = 0; i < width; i++)
			same &= kam_value_equal(&old->row.values[i], &row.row.values[i]);
		if (!same)
			status = put_row(out, "was", old->row.values, width);
		if (!same && status == KAM_OK)
			status = put_row(out, "is", row.row.values, width);
	}
	free(row.key);
	kept_free(&row.row);
	return status;
}

enum kam_status kam_rows_compare(struct kam *kam, struct kam_rows *before, struct kam_rows *now, const char *key,
                                 struct kam_rows **out)
{
	int column = key != NULL ? rows_column_place(now, key, strlen(key)) : -1;
	struct kept *kept = NULL;
	size_t count = 0;
	enum kam_status status = rows_new(kam, out);

	if (status != KAM_OK)
		return status;
	if ((key != NULL && (column < 0 || rows_column_place(before, key, strlen(key)) != column)) ||
	    kam_rows_width(before) != kam_rows_width(now))
		return fail(kam, KAM_USAGE,
		            _("--diff needs the column %s, by which rows are matched, and the same columns then "
		              "and now"),
		            key);
	if (!rows_add_column(*out, "diff", _("Change"), KAM_TEXT, 0) || !rows_add_columns(*out, now))
		return fail_memory(kam);
	status = keep(kam, before, column, &kept, &count);
	while (status == KAM_OK && (status = kam_rows_step(now)) == KAM_OK)
		status = compare_row(now, column, kept, count, *out);
	if (status == KAM_DONE)
		status = KAM_OK;
	for (size_t i = 0; i < count && status == KAM_OK; i++)
		if (!kept[i].matched)
			status = put_row(*out, "gone", kept[i].row.values, kam_rows_width(now));
	free_kept(kept, count);
	if (status == KAM_NO_MEMORY)
		return fail_memory(kam);
	return status == KAM_OK ? rows_finish(*out) : status;
}
