/* A second look at the database beside the first: for a note of what was read, and for what has changed since a day. */
#include "main.h"

#include "kam/history.h"

#include <stdlib.h>

/* The same command with nothing done yet. What was read from the command line is shared. */
static struct context apart(const struct context *context)
{
	struct context other = *context;

	other.kam = NULL;
	other.rows = NULL;
	other.answer = NULL;
	other.remark = other.text = other.message = NULL;
	other.private_free = NULL;
	return other;
}

static void forget_apart(struct context *other)
{
	other->config = NULL;
	other->expanded = NULL;
	other->given = NULL;
	other->assignments = NULL;
	context_forget(other);
}

enum kam_status again_note(struct context *context)
{
	struct context note = apart(context);
	int64_t number = 0;
	enum kam_status status;

	note.globals.once = NULL;
	status = perform_open(&note, NULL, NULL, NULL, NEED_WRITE);
	if (status == KAM_OK)
		status = kam_operation_begin(note.kam);
	if (status == KAM_OK)
		status = kam_operation_read(note.kam, context->type != NULL ? context->type->name : NULL);
	if (status == KAM_OK) {
		signals_hold();
		status = interrupted == 0 ? kam_operation_commit(note.kam, &number) : KAM_INTERRUPTED;
	}
	context->operation = status == KAM_OK ? number : 0;
	if (status == KAM_INTERRUPTED)
		usage_error(context, status, "%s", _("interrupted; nothing was shown"));
	else if (status != KAM_OK)
		usage_error(context, status, _("--unmask is written down, and cannot be: %s"), context_message(&note));
	forget_apart(&note);
	return status;
}

/* In place of the rows that are now: what differs from then. */
static enum kam_status compare_rows(struct context *context, struct kam_rows *then, struct kam_rows **now,
                                    const char *key)
{
	struct kam_rows *rows = NULL;
	enum kam_status status = kam_rows_compare(context->kam, then, *now, key, &rows);

	if (status != KAM_OK) {
		kam_rows_free(rows);
		return status;
	}
	kam_rows_free(*now);
	*now = rows;
	return KAM_OK;
}

enum kam_status again_compare(struct context *context, const void *arguments)
{
	struct context then = apart(context);
	const char *today = context->globals.as_of != NULL ? context->globals.as_of : "today";
	enum kam_status status;

	if ((context->rows == NULL && context->answer == NULL) || context->as_record || context->text != NULL)
		return usage_error(context, KAM_USAGE, "%s", _("--diff is for lists and reports"));
	status = perform_open(&then, arguments, context->globals.diff, today, NEED_READ);
	if (status == KAM_OK)
		status = then.verb->run(&then, arguments);
	if (status == KAM_OK)
		status = perform_arrange(&then);
	if (status != KAM_OK)
		usage_error(context, status, "%s", context_message(&then));
	if (status == KAM_OK && context->rows != NULL)
		status = compare_rows(context, then.rows, &context->rows, "id");
	for (size_t i = 0; status == KAM_OK && context->answer != NULL && i < context->answer->count; i++)
		status = compare_rows(context, then.answer->sections[i].rows, &context->answer->sections[i].rows,
		                      context->answer->sections[i].key);
	forget_apart(&then);
	return status;
}
