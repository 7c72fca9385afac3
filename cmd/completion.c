/* kam completion: the script that a shell is to read, and what it then asks for on every Tab. */
#include "completion/completion.h"
#include "config_file.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum kam_status print_script(struct context *context, const void *arguments)
{
	(void)arguments;
	if (context->operand_count != 0)
		return usage_error(context, KAM_USAGE, _("usage: kam completion %s"), context->verb->name);
	for (const struct script *script = completion_scripts; script->name != NULL; script++)
		if (strcmp(script->name, context->verb->name) == 0)
			context->text = format_text("%s", script->text);
	return context->text != NULL ? KAM_OK : usage_error(context, KAM_NO_MEMORY, "%s", _("out of memory"));
}

/* A line for each: the word, and after a tab what it is. A tab and "files": names of files may stand there. */
static enum kam_status words(struct context *context, const void *arguments)
{
	struct candidates found;
	size_t size = 0;
	FILE *text = open_memstream(&context->text, &size);

	(void)arguments;
	if (text == NULL)
		return usage_error(context, KAM_NO_MEMORY, "%s", _("out of memory"));
	complete(context->config, context->operands, context->operand_count, &found);
	for (size_t i = 0; i < found.count; i++)
		fprintf(text, "%s\t%s\n", found.items[i].word,
		        found.items[i].about != NULL ? found.items[i].about : "");
	if (found.files)
		fputs("\tfiles\n", text);
	candidates_clear(&found);
	return fclose(text) == 0 ? KAM_OK : usage_error(context, KAM_NO_MEMORY, "%s", _("out of memory"));
}

struct line_arguments {
	const char *breaks;
	bool list;
};

static const struct option_row line_options[] = {
	{ OPTION_TEXT, 0, "breaks", "CHARS", N_("between which bash sees words (COMP_WORDBREAKS)"),
	  offsetof(struct line_arguments, breaks), NULL },
	{ OPTION_FLAG, 0, "list", NULL, N_("they are to be looked at: with what they are"),
	  offsetof(struct line_arguments, list), NULL },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

/* Bash shows what it is given; only where it merely shows, there may be more than the word. */
static void put_answers(FILE *text, const struct candidates *found, const struct line *line, bool list)
{
	size_t widest = 0;

	for (size_t i = 0; i < found->count; i++) {
		size_t width = kam_text_width(found->items[i].word, strlen(found->items[i].word));

		if (width > widest && width <= 32)
			widest = width;
	}
	for (size_t i = 0; i < found->count; i++) {
		const struct candidate *item = &found->items[i];
		char *word = line_quote(item->word + line->tail, line->quote);
		size_t width = kam_text_width(item->word, strlen(item->word));

		if (word == NULL)
			continue;
		if (list && found->count > 1 && line->quote == 0 && item->about != NULL && *item->about != '\0')
			fprintf(text, "%s%*s  (%s)\n", word, width < widest ? (int)(widest - width) : 0, "",
			        item->about);
		else
			fprintf(text, "%s\n", word);
		free(word);
	}
	if (found->files)
		fputs("\tfiles\n", text);
}

static enum kam_status line(struct context *context, const void *parsed)
{
	const struct line_arguments *arguments = parsed;
	struct line line;
	struct candidates found;
	size_t size = 0;
	FILE *text;
	bool enough = context->operand_count == 1 &&
	              line_split(&line, context->operands[0], arguments->breaks != NULL ? arguments->breaks : "");

	if (context->operand_count != 1)
		return usage_error(context, KAM_USAGE, _("usage: %s"), "kam completion line LINE [--option…]");
	text = enough ? open_memstream(&context->text, &size) : NULL;
	if (text != NULL) {
		/* The first word is kam itself. */
		if (line.count > 1) {
			complete(context->config, (const char *const *)line.words + 1, line.count - 1, &found);
			put_answers(text, &found, &line, arguments->list);
			candidates_clear(&found);
		}
		enough = fclose(text) == 0;
	}
	line_clear(&line);
	return text != NULL && enough ? KAM_OK : usage_error(context, KAM_NO_MEMORY, "%s", _("out of memory"));
}

static const struct verb bash_verb = {
	.name = "bash",
	.operands = "",
	.summary = N_("print what bash has to read"),
	.need = NEED_NOTHING,
	.run = print_script,
};

static const struct verb zsh_verb = {
	.name = "zsh",
	.operands = "",
	.summary = N_("print what zsh has to read"),
	.need = NEED_NOTHING,
	.run = print_script,
};

static const struct verb fish_verb = {
	.name = "fish",
	.operands = "",
	.summary = N_("print what fish has to read"),
	.need = NEED_NOTHING,
	.run = print_script,
};

static const struct verb words_verb = {
	.name = "words",
	.operands = N_("WORD…"),
	.summary = N_("what may stand in place of the last word, begun with it"),
	.need = NEED_NOTHING,
	.run = words,
};

static const struct verb line_verb = {
	.name = "line",
	.operands = N_("LINE"),
	.summary = N_("the same for a line as bash has it, written as bash needs it"),
	.need = NEED_NOTHING,
	.options = line_options,
	.arguments_size = sizeof(struct line_arguments),
	.run = line,
};

static const struct verb *const verbs[] = { &bash_verb, &zsh_verb, &fish_verb, &words_verb, &line_verb, NULL };

extern const struct command completion_command;

const struct command completion_command = {
	.name = "completion",
	.summary = N_("the Tab key in bash, zsh and fish"),
	.verbs = verbs,
};
