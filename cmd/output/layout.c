/* Layout: how wide each column of a table is, and which stay out when the screen is too narrow. */
#include "writer.h"

static size_t total_width(const struct table_column *columns, size_t count, bool least)
{
	size_t total = 0, shown = 0;

	for (size_t i = 0; i < count; i++) {
		if (!columns[i].shown)
			continue;
		total += least ? columns[i].minimum : columns[i].width;
		shown++;
	}
	return total + (shown > 1 ? (shown - 1) * COLUMN_GAP : 0);
}

/* The least important column, the rightmost of several; the first one names the record and always stays. */
static struct table_column *least_important(struct table_column *columns, size_t count)
{
	struct table_column *found = NULL;

	for (size_t i = 1; i < count; i++)
		if (columns[i].shown && (!found || columns[i].priority >= found->priority))
			found = &columns[i];
	return found;
}

/* The column that can best give: the widest; of equally wide ones the least important. */
static struct table_column *widest(struct table_column *columns, size_t count)
{
	struct table_column *found = NULL;

	for (size_t i = 0; i < count; i++) {
		struct table_column *column = &columns[i];

		if (!column->shown || column->width <= column->minimum)
			continue;
		if (!found || column->width > found->width ||
		    (column->width == found->width && column->priority >= found->priority))
			found = column;
	}
	return found;
}

void table_fit(struct table_column *columns, size_t count, size_t limit)
{
	struct table_column *column;

	/* Nothing is wider than the screen from here on: what follows takes no more steps than that. */
	for (size_t i = 0; i < count; i++)
		if (columns[i].width > limit && columns[i].minimum < limit)
			columns[i].width = limit;
	while (total_width(columns, count, true) > limit && (column = least_important(columns, count)))
		column->shown = false;
	for (size_t total = total_width(columns, count, false); total > limit; total--) {
		column = widest(columns, count);
		if (!column)
			break;
		column->width--;
	}
}
