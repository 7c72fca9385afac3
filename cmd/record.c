/* The verbs that every record type has: add, edit, show, list, rm, import. */
#include "import.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

struct edit_arguments {
	bool yes;
};

struct rm_arguments {
	bool cascade;
};

static const struct option_row edit_options[] = {
	{ OPTION_FLAG, 0, "yes", NULL, N_("with --where: change more than 3 records"),
	  offsetof(struct edit_arguments, yes), NULL },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

static const struct option_row rm_options[] = {
	{ OPTION_FLAG, 0, "cascade", NULL, N_("remove what needs it too, and empty the fields that name it"),
	  offsetof(struct rm_arguments, cascade), NULL },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

bool people_read_it(const struct context *context)
{
	const char *format = context->globals.format;

	return !context->globals.excel && (format == NULL || strcmp(format, "table") == 0 || strcmp(format, "md") == 0);
}

static bool has_word(const char *words, const char *word)
{
	size_t length = strlen(word);

	while (words != NULL && *words != '\0') {
		size_t end = strcspn(words, " ");

		if (end == length && memcmp(words, word, length) == 0)
			return true;
		words += end;
		words += strspn(words, " ");
	}
	return false;
}

/* Is it given already, or another of the fields of which a record takes exactly one? */
static bool is_given(const struct context *context, const char *field)
{
	const char *one_of = context->type->one_of;

	for (size_t i = 0; i < context->assignment_count; i++) {
		const char *given = context->assignments[i].field;

		if (strcmp(given, field) == 0 || (has_word(one_of, given) && has_word(one_of, field)))
			return true;
	}
	return false;
}

/* Operands stand for the fields marked so, in their order, as far as no option sets them. */
static enum kam_status take_operands(struct context *context)
{
	const struct kam_field *field = context->type->fields;

	for (size_t i = 0; i < context->operand_count; i++) {
		struct kam_assignment *assignments;

		for (; field->name != NULL; field++)
			if ((field->flags & KAM_OPERAND) && !is_given(context, field->name))
				break;
		if (field->name == NULL) {
			char usage[256];

			usage_line(context, usage, sizeof usage);
			return usage_error(context, KAM_USAGE, _("'%s' is one word too many; usage: %s"),
			                   context->operands[i], usage);
		}
		assignments = realloc(context->assignments, (context->assignment_count + 1) * sizeof *assignments);
		if (assignments == NULL)
			return usage_error(context, KAM_NO_MEMORY, "%s", _("out of memory"));
		context->assignments = assignments;
		assignments[context->assignment_count++] = (struct kam_assignment){ field->name, context->operands[i] };
		field++;
	}
	return KAM_OK;
}

static enum kam_status need_operands(struct context *context, size_t least, size_t most)
{
	char usage[256];

	if (context->operand_count >= least && context->operand_count <= most)
		return KAM_OK;
	usage_line(context, usage, sizeof usage);
	return usage_error(context, KAM_USAGE, _("usage: %s"), usage);
}

static enum kam_status add(struct context *context, const void *arguments)
{
	char id[KAM_ID_SIZE];
	enum kam_status status = take_operands(context);

	(void)arguments;
	if (status == KAM_OK)
		status = kam_record_add(context->kam, context->type->name, context->assignments,
		                        context->assignment_count, id);
	return status == KAM_OK ? kam_rows_single(context->kam, "id", _("ID"), id, &context->rows) : status;
}

#define UNASKED 3 /* records that one command may change without --yes */

bool is_to_be_asked(struct context *context, int64_t count, bool yes)
{
	context->preview = count > UNASKED && !yes && !context->globals.dry_run;
	return context->preview;
}

static enum kam_status edit_where(struct context *context, bool yes)
{
	int64_t changed = 0;
	enum kam_status status =
		kam_record_edit_where(context->kam, context->type->name, context->globals.where, context->assignments,
	                              context->assignment_count, &changed, &context->rows);

	if (status != KAM_OK)
		return status;
	if (is_to_be_asked(context, changed, yes))
		return usage_error(context, KAM_REFUSED,
		                   _("%lld records would change, as shown; nothing was written: say --yes"),
		                   (long long)changed);
	remark(context, by_number("%lld record changed", "%lld records changed", changed), (long long)changed);
	return KAM_OK;
}

static enum kam_status edit(struct context *context, const void *parsed)
{
	const struct edit_arguments *arguments = parsed;
	bool changed = false, bulk = context->globals.where != NULL;
	enum kam_status status = need_operands(context, bulk ? 0 : 1, bulk ? 0 : 1);

	if (status == KAM_OK && context->assignment_count == 0)
		return usage_error(context, KAM_USAGE, _("nothing to change was given; say for instance --%s VALUE"),
		                   context->type->label);
	context->filtered = true;
	if (status == KAM_OK && bulk)
		return edit_where(context, arguments->yes);
	if (status == KAM_OK)
		status = kam_record_edit(context->kam, context->type->name, context->operands[0], context->assignments,
		                         context->assignment_count, &changed);
	if (status == KAM_OK && !changed)
		remark(context, _("%s is so already; nothing was changed"), context->operands[0]);
	return status;
}

enum kam_status record_show(struct context *context, const void *arguments)
{
	const struct globals *globals = &context->globals;
	bool people = people_read_it(context);
	enum kam_status status = need_operands(context, 1, 1);

	(void)arguments;
	context->as_record = true;
	context->arranged = true;
	if (status == KAM_OK && globals->columns != NULL && *context->operands[0] != '\0') {
		struct kam_query query = {
			.record = context->type->name,
			.filters = &(struct kam_assignment){ "id", context->operands[0] },
			.filter_count = 1,
			.columns = globals->columns,
			.limit = -1,
			.labels = people,
			.unmask = globals->unmask,
		};

		status = kam_record_list(context->kam, &query, &context->rows);
	} else if (status == KAM_OK) {
		status = kam_record_show(context->kam, context->type->name, context->operands[0], people,
		                         globals->unmask, &context->rows);
	}
	return status;
}

static enum kam_status list(struct context *context, const void *arguments)
{
	struct kam_query query = {
		.record = context->type->name,
		.filters = context->assignments,
		.filter_count = context->assignment_count,
		.where = context->globals.where,
		.sort = context->globals.sort,
		.columns = context->globals.columns,
		.limit = context->globals.limit,
		.listed = people_read_it(context),
		.labels = people_read_it(context),
		.unmask = context->globals.unmask,
	};
	enum kam_status status = need_operands(context, 0, 0);

	(void)arguments;
	context->filtered = context->arranged = true;
	if (context->globals.format != NULL && strcmp(context->globals.format, "ids") == 0)
		query.columns = "id";
	return status == KAM_OK ? kam_record_list(context->kam, &query, &context->rows) : status;
}

static enum kam_status rm(struct context *context, const void *parsed)
{
	const struct rm_arguments *arguments = parsed;
	enum kam_status status = need_operands(context, 1, SIZE_MAX);

	if (status == KAM_OK)
		status = kam_record_remove(context->kam, context->type->name, context->operands, context->operand_count,
		                           arguments->cascade, &context->rows);
	/* What was named is known; only what went with it is news. */
	if (status == KAM_OK && !arguments->cascade) {
		while (kam_rows_step(context->rows) == KAM_OK) {
			const struct kam_value *id = kam_rows_value(context->rows, 0);

			remark(context, _("%.*s is removed"), (int)id->length, id->text);
		}
		kam_rows_free(context->rows);
		context->rows = NULL;
	}
	return status;
}

static const struct verb add_verb = {
	.name = "add",
	.summary = N_("add one and print its id"),
	.need = NEED_WRITE,
	.fields = FIELDS_SET,
	.run = add,
	.format = "ids",
};

static const struct verb edit_verb = {
	.name = "edit",
	.operands = N_("RECORD"),
	.summary = N_("change fields of one, or of all --where; --FIELD '' clears"),
	.need = NEED_WRITE,
	.fields = FIELDS_SET,
	.options = edit_options,
	.arguments_size = sizeof(struct edit_arguments),
	.run = edit,
};

static const struct verb show_verb = {
	.name = "show",
	.operands = N_("RECORD"),
	.summary = N_("all that is known of one"),
	.need = NEED_READ,
	.run = record_show,
};

static const struct verb list_verb = {
	.name = "list",
	.operands = "",
	.summary = N_("those that match, as a table or CSV, JSON …"),
	.need = NEED_READ,
	.fields = FIELDS_FILTER,
	.run = list,
};

static const struct verb rm_verb = {
	.name = "rm",
	.operands = N_("RECORD…"),
	.summary = N_("remove, unless others refer to it"),
	.need = NEED_WRITE,
	.options = rm_options,
	.arguments_size = sizeof(struct rm_arguments),
	.run = rm,
};

static const struct verb import_verb = {
	.name = "import",
	.operands = N_("FILE…"),
	.summary = N_("read CSV files, all or nothing"),
	.need = NEED_WRITE,
	.options = import_options,
	.arguments_size = sizeof(struct import_arguments),
	.run = import_run,
};

const struct verb *const common_verbs[] = {
	&add_verb, &edit_verb, &show_verb, &list_verb, &rm_verb, &import_verb, NULL
};
