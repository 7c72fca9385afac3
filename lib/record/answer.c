/* Answers of verbs: what one statement selects, in columns that are described. */
#include "kam/internal/answer.h"

#include "kam/internal/reference.h"

#include <string.h>

enum kam_status answer_begin(struct kam *kam, const struct answer_column *columns, struct kam_rows **out)
{
	enum kam_status status = rows_new(kam, out);

	for (; status == KAM_OK && columns->key != NULL; columns++)
		if (!rows_add_column(*out, columns->key, _(columns->title), columns->kind, columns->priority))
			status = fail_memory(kam);
	return status;
}

static enum kam_status put(struct statement *statement, int place, const struct answer_column *column, bool unmask,
                           struct kam_rows *rows)
{
	char text[KAM_ID_SIZE];
	struct kam_value value;

	store_value(statement, place, &value);
	if (value.type == KAM_IS_TEXT && value.length == 0)
		value.type = KAM_IS_EMPTY;
	if (value.type != KAM_IS_EMPTY && column->personal && !unmask)
		value = (struct kam_value){ .type = KAM_IS_MASKED };
	else if (value.type == KAM_IS_INTEGER && column->record != NULL) {
		value.length = reference_format(kam_type_find(column->record), value.integer, text);
		value.text = text;
		value.type = KAM_IS_TEXT;
	}
	return rows_put(rows, &value);
}

enum kam_status answer_take(struct statement *statement, const struct answer_column *columns, bool unmask,
                            struct kam_rows *rows)
{
	enum kam_status status = KAM_OK;

	while (status == KAM_OK && (status = store_step(statement)) == KAM_OK)
		for (int i = 0; columns[i].key != NULL && status == KAM_OK; i++)
			status = put(statement, i, &columns[i], unmask, rows);
	return status == KAM_DONE ? KAM_OK : status;
}

enum kam_status answer_rows(struct kam *kam, struct statement *statement, const struct answer_column *columns,
                            bool unmask, struct kam_rows **out)
{
	enum kam_status status = answer_begin(kam, columns, out);

	if (status == KAM_OK)
		status = answer_take(statement, columns, unmask, *out);
	store_finalize(statement);
	return status == KAM_OK ? rows_finish(*out) : status;
}

enum kam_status answer_prepare(struct kam *kam, const char *path, struct statement **out)
{
	enum kam_status status = store_prepare(kam, embedded_find(path)->text, out);

	if (status == KAM_OK) {
		store_bind_text(*out, ":today", kam->today_text);
		store_bind_text(*out, ":now", kam->now_text);
		store_bind_text(*out, ":base", kam->currency);
	}
	return status;
}
