/* kam account map: who decides at a customer, how they buy, and what we do not know of it. */
#include "verbs.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

struct map_arguments {
	const char *bid, *days, *section;
	bool dot;
};

static const struct option_row options[] = {
	{ OPTION_TEXT, 0, "bid", "BID", N_("as this bid sees it: its customer, and touches about it"),
	  offsetof(struct map_arguments, bid), NULL },
	{ OPTION_TEXT, 0, "days", "N", N_("untouched after so many days; else the setting untouched_days"),
	  offsetof(struct map_arguments, days), NULL },
	{ OPTION_TEXT, 0, "section", "NAME", N_("one of people, steps, gaps"), offsetof(struct map_arguments, section),
	  NULL },
	{ OPTION_FLAG, 0, "dot", NULL, N_("the tree as Graphviz draws it"), offsetof(struct map_arguments, dot), NULL },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

/* The rest of a text that is being made; NULL when there was no memory for it. */
static char *append(char *text, char *more)
{
	char *longer = text != NULL && more != NULL ? format_text("%s%s", text, more) : NULL;

	free(text);
	free(more);
	return longer;
}

/* Of text from the database, for a quoted string of Graphviz: to be freed. */
static char *quoted(const struct kam_value *value)
{
	static const char branch[] = "└ ";
	size_t length = value->type == KAM_IS_TEXT ? value->length : 0, from = 0;
	char *text = malloc(length * 2 + 1), *to = text;

	if (text == NULL)
		return NULL;
	/* Where in the tree somebody stands is drawn. */
	while (from < length && value->text[from] == ' ')
		from++;
	if (from + strlen(branch) <= length && memcmp(value->text + from, branch, strlen(branch)) == 0)
		from += strlen(branch);
	for (size_t i = from; i < length; i++) {
		if (value->text[i] == '"' || value->text[i] == '\\')
			*to++ = '\\';
		*to++ = (unsigned char)value->text[i] < 0x20 ? ' ' : value->text[i];
	}
	*to = '\0';
	return text;
}

/* Where a column is in the rows. */
static size_t place_of(const struct kam_rows *rows, const char *key)
{
	size_t place = 0;

	while (place < kam_rows_width(rows) && strcmp(kam_rows_column(rows, place)->key, key) != 0)
		place++;
	return place;
}

/* Against us in red, for us in green: the stance from -2 to 2. */
static const char *color_of(const struct kam_value *stance)
{
	static const char *const colors[] = { "#f4b6b6", "#fbe3e3", "#ffffff", "#e0f2e0", "#a9dba9" };

	return stance->type == KAM_IS_INTEGER && stance->integer >= -2 && stance->integer <= 2
	               ? colors[stance->integer + 2]
	               : colors[2];
}

/* The people as a graph: a box each, an arrow to whom they report. */
static char *draw(struct kam_rows *rows)
{
	size_t id = place_of(rows, "id"), name = place_of(rows, "person"), title = place_of(rows, "title"),
	       role = place_of(rows, "role"), stance = place_of(rows, "stance"), under = place_of(rows, "under"),
	       left = place_of(rows, "left_on");
	char *text = format_text("digraph chain {\n\trankdir = BT;\n\tnode [shape = box, style = filled, "
	                         "fontname = \"sans-serif\"];\n");

	while (kam_rows_step(rows) == KAM_OK) {
		char *key = quoted(kam_rows_value(rows, id)), *who = quoted(kam_rows_value(rows, name)),
		     *what = quoted(kam_rows_value(rows, title)), *part = quoted(kam_rows_value(rows, role)),
		     *above = quoted(kam_rows_value(rows, under));
		bool gone = kam_rows_value(rows, left)->type != KAM_IS_EMPTY;

		if (key != NULL && who != NULL && what != NULL && part != NULL && above != NULL) {
			text = append(text,
			              format_text("\t%s [label = \"%s%s%s%s%s\", fillcolor = \"%s\"%s];\n", key, who,
			                          *what != '\0' ? "\\n" : "", what, *part != '\0' ? "\\n" : "", part,
			                          color_of(kam_rows_value(rows, stance)),
			                          gone ? ", style = dashed" : ""));
			if (*above != '\0')
				text = append(text, format_text("\t%s -> %s;\n", key, above));
		} else {
			free(text);
			text = NULL;
		}
		free(key);
		free(who);
		free(what);
		free(part);
		free(above);
	}
	return append(text, format_text("}\n"));
}

static enum kam_status map(struct context *context, const void *parsed)
{
	const struct map_arguments *arguments = parsed;
	struct kam_assignment given[3];
	struct kam_report_request request = { .arguments = given, .where = context->globals.where, .limit = -1 };
	struct kam_report *report = NULL;
	enum kam_status status;

	if (context->operand_count > 1 || (context->operand_count == 1) == (arguments->bid != NULL))
		return usage_error(context, KAM_USAGE, "%s", _("usage: kam account map ACCOUNT, or --bid BID"));
	request.section = arguments->dot ? "people" : arguments->section;
	if (context->operand_count == 1)
		given[request.argument_count++] = (struct kam_assignment){ "account", context->operands[0] };
	if (arguments->bid != NULL)
		given[request.argument_count++] = (struct kam_assignment){ "bid", arguments->bid };
	if (arguments->days != NULL)
		given[request.argument_count++] = (struct kam_assignment){ "days", arguments->days };
	/* A format for one table gets the people. */
	if (request.section == NULL && !context->takes_sections)
		request.section = "people";
	context->filtered = context->arranged = true;
	request.columns = context->globals.columns;
	request.sort = context->globals.sort;
	request.limit = context->globals.limit;
	status = kam_report_find(context->kam, "chain", NULL, &report);
	if (status == KAM_OK)
		status = kam_report_run(context->kam, report, &request, &context->answer);
	kam_report_free(report);
	if (status != KAM_OK || !arguments->dot)
		return status;
	context->text = draw(context->answer->sections[0].rows);
	kam_report_answer_free(context->answer);
	context->answer = NULL;
	return context->text != NULL ? KAM_OK : usage_error(context, KAM_NO_MEMORY, "%s", _("out of memory"));
}

const struct verb account_map_verb = {
	.record = "account",
	.name = "map",
	.operands = N_("[ACCOUNT]"),
	.summary = N_("who decides there, how they buy, and what we do not know"),
	.need = NEED_READ,
	.options = options,
	.arguments_size = sizeof(struct map_arguments),
	.run = map,
};
