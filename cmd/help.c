/* Help: made from the same rows that are run; 80 columns wide. */
#include "command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WIDTH 79
#define GUTTER 28 /* where the explanations begin */

/* Text in the making. */
struct page {
	char *text;
	size_t length;
	bool failed; /* no memory for a part of it */
};

/* NULL: no memory for it. */
static void put(struct page *page, const char *text)
{
	size_t length = text != NULL ? strlen(text) : 0;
	char *grown = text != NULL ? realloc(page->text, page->length + length + 1) : NULL;

	if (grown == NULL) {
		page->failed = true;
		return;
	}
	page->text = grown;
	memcpy(grown + page->length, text, length + 1);
	page->length += length;
}

/* Words of `text` from column `at` on, folded to the right of `indent`. */
static void put_folded(struct page *page, size_t at, size_t indent, const char *text)
{
	while (*text != '\0') {
		size_t word = strcspn(text, " ");
		size_t width = kam_text_width(text, word);
		char *copy;

		if (at > indent && at + 1 + width > WIDTH) {
			char *blanks = format_text("\n%*s", (int)indent, "");

			put(page, blanks);
			free(blanks);
			at = indent;
		} else if (at > indent) {
			put(page, " ");
			at++;
		}
		copy = format_text("%.*s", (int)word, text);
		put(page, copy);
		free(copy);
		at += width;
		text += word;
		text += strspn(text, " ");
	}
	put(page, "\n");
}

/* Each line of a text, folded. */
static void put_lines(struct page *page, const char *text)
{
	while (*text != '\0') {
		size_t length = strcspn(text, "\n");
		char *line = format_text("%.*s", (int)length, text);

		if (line == NULL)
			page->failed = true;
		else
			put_folded(page, 0, 0, line);
		free(line);
		text += length + (text[length] == '\n');
	}
}

/* "  left side          explanation"; no left side: no memory for it. */
static void put_row(struct page *page, const char *left, const char *right)
{
	size_t width = left != NULL ? kam_text_width(left, strlen(left)) + 2 : 0;
	char *line = NULL;

	if (left == NULL) {
		put(page, NULL);
	} else if (right == NULL || *right == '\0') {
		line = format_text("  %s\n", left);
		put(page, line);
	} else if (width + 2 > GUTTER) {
		line = format_text("  %s\n%*s", left, GUTTER, "");
		put(page, line);
		put_folded(page, GUTTER, GUTTER, right);
	} else {
		line = format_text("  %s%*s", left, (int)(GUTTER - width), "");
		put(page, line);
		put_folded(page, GUTTER, GUTTER, right);
	}
	free(line);
}

static void put_title(struct page *page, const char *title)
{
	char *line = format_text("\n%s\n", title);

	put(page, line);
	free(line);
}

static void put_option(struct page *page, const struct option_row *row)
{
	char letter[8] = "", *left;

	if (row->letter != 0)
		snprintf(letter, sizeof letter, "-%c, ", row->letter);
	left = format_text("%s--%s%s%s", letter, row->name, row->argument != NULL ? " " : "",
	                   row->argument != NULL ? row->argument : "");
	put_row(page, left, row->help != NULL ? _(row->help) : "");
	free(left);
}

const char *field_argument(const struct kam_field *field)
{
	static const char *const arguments[] = { "TEXT", "N",      "N",      "AMOUNT", "PERCENT",   "DATE",
		                                 "TIME", "CHOICE", "yes|no", "CODE",   "REFERENCE", "ID" };

	return field->kind == KAM_REFERENCE ? field->target : arguments[field->kind];
}

static void put_field(struct page *page, const struct kam_field *field)
{
	char name[64], *left, *right;

	snprintf(name, sizeof name, "%s", field->name);
	for (char *at = name; *at != '\0'; at++)
		if (*at == '_')
			*at = '-';
	left = format_text("--%s %s", name, field_argument(field));
	if (field->choices != NULL)
		right = format_text("%s: %s", _(field->help), field->choices);
	else
		right = format_text("%s", _(field->help));
	page->failed |= right == NULL;
	put_row(page, left, right);
	free(left);
	free(right);
}

static const char *separate_record(const struct context *context)
{
	const struct kam_type *type = context->type;

	return type != NULL && strcmp(type->name, type->command) != 0 ? type->name : NULL;
}

/* The operands of add are the fields marked so: the required ones bare, the rest in brackets. */
static void operand_names(const struct kam_type *type, char *out, size_t size)
{
	size_t length = 0;

	*out = '\0';
	for (const struct kam_field *field = type->fields; field->name != NULL; field++) {
		char name[48];

		if ((field->flags & KAM_OPERAND) == 0)
			continue;
		snprintf(name, sizeof name, "%s", field->name);
		for (char *at = name; *at != '\0'; at++)
			if (*at >= 'a' && *at <= 'z')
				*at = (char)(*at - 32);
		length +=
			(size_t)snprintf(out + length, size - length, (field->flags & KAM_REQUIRED) ? "%s%s" : "%s[%s]",
		                         length > 0 ? " " : "", name);
	}
}

void usage_line(const struct context *context, char *out, size_t size)
{
	const char *record = separate_record(context);
	char operands[128] = "";

	if (context->verb != NULL && context->verb->operands != NULL)
		snprintf(operands, sizeof operands, "%s", _(context->verb->operands));
	else if (context->verb != NULL && context->type != NULL)
		operand_names(context->type, operands, sizeof operands);
	/* gettext("") is the catalogue's heading */
	if (context->verb != NULL && context->verb->operands != NULL && *context->verb->operands == '\0')
		operands[0] = '\0';
	snprintf(out, size, "kam %s%s%s%s%s%s%s%s", context->command->name, record != NULL ? " " : "",
	         record != NULL ? record : "", context->verb != NULL && *context->verb->name != '\0' ? " " : "",
	         context->verb != NULL ? context->verb->name : " VERB", *operands != '\0' ? " " : "", operands,
	         " [--option…]");
}

static void help_verb(struct page *page, const struct context *context)
{
	const struct verb *verb = context->verb;
	char usage[256], *line;

	usage_line(context, usage, sizeof usage);
	line = format_text(_("usage: %s\n\n"), usage);
	put(page, line);
	free(line);
	put_lines(page, _(verb->summary));
	if (verb->options != NULL || context->extra != NULL) {
		put_title(page, _("Options"));
		for (const struct option_row *row = verb->options; row != NULL && row->kind != OPTION_END; row++)
			put_option(page, row);
		for (const struct option_row *row = context->extra; row != NULL && row->kind != OPTION_END; row++)
			put_option(page, row);
	}
	if (verb->fields != FIELDS_NONE && context->type != NULL) {
		put_title(page, verb->fields == FIELDS_SET ? _("Fields") : _("Only those with"));
		for (const struct kam_field *field = context->type->fields; field->name != NULL; field++)
			if (option_is_for(field, verb->fields))
				put_field(page, field);
		if (context->type->tags)
			put_row(page, "--tag KEY[=VALUE]",
			        verb->fields == FIELDS_SET ? _("a tag; may be repeated")
			                                   : _("with this tag; repeated: with all"));
		if (context->type->tags && verb->fields == FIELDS_SET)
			put_row(page, "--untag KEY", _("take a tag off"));
	}
	put(page, _("\nOptions of every command: kam help. More: man kam-"));
	put(page, context->command->name);
	put(page, "\n");
}

static void help_verbs(struct page *page, const struct command *command, const struct verb *const *verbs,
                       const char *record)
{
	const struct kam_type *type = kam_type_find(record);

	for (; *verbs != NULL; verbs++) {
		const struct verb *verb = *verbs;
		char *left;

		/* A record may have a verb of its own in place of the one that all have. */
		if (verb_find(command, type, verb->name) != verb)
			continue;
		left = format_text("%s%s%s", verb->name, verb->operands != NULL && *verb->operands != '\0' ? " " : "",
		                   verb->operands != NULL && *verb->operands != '\0' ? _(verb->operands) : "");
		put_row(page, left, _(verb->summary));
		free(left);
	}
}

/* Words that are made at run time: the reports. */
static void help_others(struct page *page, const struct command *command)
{
	struct kam_rows *rows = command->others != NULL ? command->others() : NULL;

	if (rows == NULL)
		return;
	put_title(page, _(command->others_title));
	while (kam_rows_step(rows) == KAM_OK) {
		const struct kam_value *name = kam_rows_value(rows, 0), *what = kam_rows_value(rows, 1);
		char *left = format_text("%.*s", (int)name->length, name->text);
		char *right = format_text("%.*s", (int)what->length, what->text);

		page->failed |= right == NULL;
		put_row(page, left, right);
		free(left);
		free(right);
	}
	kam_rows_free(rows);
}

/* A record of the command: what it is, and which verbs it has that others have not. */
static void put_record(struct page *page, const struct command *command, const struct kam_type *type)
{
	char *own = NULL, *right;

	for (const struct verb *const *verb = command->verbs; *verb != NULL; verb++) {
		char *before = own;

		if ((*verb)->record == NULL || strcmp((*verb)->record, type->name) != 0 ||
		    strcmp(type->name, command->name) == 0)
			continue;
		own = format_text("%s%s%s", before != NULL ? before : "", before != NULL ? ", " : "", (*verb)->name);
		page->failed |= own == NULL;
		free(before);
	}
	right = own != NULL ? format_text(_("%s (also: %s)"), _(type->help), own) : format_text("%s", _(type->help));
	page->failed |= right == NULL;
	put_row(page, type->name, right);
	free(right);
	free(own);
}

/* The command's own record first: its verbs are the ones above. */
static void help_records(struct page *page, const struct command *command)
{
	put_title(page, _("Records"));
	for (int own = 1; own >= 0; own--)
		for (const struct kam_type *const *type = kam_types(); *type != NULL; type++)
			if (strcmp((*type)->command, command->name) == 0 &&
			    (strcmp((*type)->name, command->name) == 0) == own)
				put_record(page, command, *type);
}

static void help_command(struct page *page, const struct context *context)
{
	const struct command *command = context->command;
	const char *record = separate_record(context);
	char *line = format_text(_("usage: kam %s%s%s VERB …\n\n%s\n"), command->name,
	                         record != NULL         ? " "
	                         : command->has_records ? " ["
	                                                : "",
	                         record != NULL         ? record
	                         : command->has_records ? _("RECORD]")
	                                                : "",
	                         record != NULL ? _(context->type->help) : _(command->summary));

	put(page, line);
	free(line);
	put_title(page, _("Verbs"));
	help_verbs(page, command, command->verbs, record != NULL ? record : command->name);
	if (command->has_records)
		help_verbs(page, command, common_verbs, record != NULL ? record : command->name);
	if (command->has_records && record == NULL)
		help_records(page, command);
	help_others(page, command);
	line = format_text(_("\nkam %s%s%s VERB --help says more of one.\n"), command->name, record != NULL ? " " : "",
	                   record != NULL ? record : "");
	put(page, line);
	free(line);
	if (command->has_records && record == NULL) {
		line = format_text(_("kam %s RECORD --help says what can be done with a record.\n"), command->name);
		put(page, line);
		free(line);
	}
}

static void help_all(struct page *page)
{
	put(page, _("usage: kam [GLOBAL…] COMMAND [RECORD] VERB [OPERAND…] [--option…]\n\n"
	            "Key account management in one file: who is a key account and who decides\n"
	            "there, leads with a next step, bids through their gates, and figures that\n"
	            "can be explained.\n"));
	put_title(page, _("Commands"));
	for (const struct command *const *command = commands; *command != NULL; command++)
		put_row(page, (*command)->name, _((*command)->summary));
	put_title(page, _("Options of every command"));
	for (const struct option_row *row = global_options; row->kind != OPTION_END; row++)
		put_option(page, row);
	put(page, _("\nBegin with: kam init, kam account add NAME, kam account list\n"));
}

char *help_text(const struct context *context)
{
	struct page page = { NULL, 0, false };

	if (context->command == NULL)
		help_all(&page);
	else if (context->verb == NULL)
		help_command(&page, context);
	else
		help_verb(&page, context);
	if (page.failed) {
		free(page.text);
		return NULL;
	}
	return page.text;
}
