/* main: words to a verb, the verb performed, and what it came to. */
#include "main.h"

#include <stdlib.h>
#include <string.h>

/* The lines after the first point at a place in what was typed. */
static void say_failure(const char *text)
{
	const char *before = "kam: ";

	do {
		size_t length = strcspn(text, "\n");

		message_line(before, text, length);
		text += length + (text[length] == '\n');
		before = "";
	} while (*text != '\0');
}

/* Help and version touch no database. */
static enum kam_status print_text(struct context *context, char *text)
{
	struct output_options options = { .file = context->globals.file,
		                          .no_pager = context->globals.no_pager,
		                          .format = "table" };
	struct output *output = NULL;
	enum kam_status status = text == NULL ? KAM_NO_MEMORY : output_open(&options, &output);

	if (status == KAM_OK)
		status = output_text(output, text);
	if (status == KAM_OK)
		status = output_close(output);
	if (status != KAM_OK)
		usage_error(context, status, "%s", output_message(output));
	output_free(output);
	free(text);
	return status;
}

/* The database is opened in the mode that the verb has with these options. */
static struct context *choose_need(struct context *context, const void *arguments)
{
	if (context->verb->writes != NULL && context->verb->writes(arguments)) {
		context->writing = *context->verb;
		context->writing.need = NEED_WRITE;
		context->verb = &context->writing;
	}
	return context;
}

static enum kam_status dispatch(struct context *context, int argc, char **argv)
{
	int first = 0;
	void *arguments = NULL;
	char *line = NULL, *scope = NULL;
	enum kam_status status = words_command(context, &argc, &argv, &first), configured = KAM_OK;

	if (status == KAM_OK && context->command != NULL)
		status = words_verb(context, argc, argv, &first);
	if (status == KAM_OK && context->verb != NULL) {
		/* Where it cannot be read, help is still to be had. */
		configured = config_load(context);
		arguments = calloc(1, context->verb->arguments_size + 1);
		scope = words_scope(context, argv[first]);
		line = scope != NULL ? words_line(context, scope, argc, argv, first) : NULL;
		if (arguments == NULL || line == NULL)
			status = usage_error(context, KAM_NO_MEMORY, "%s", _("out of memory"));
		else
			status = options_all(context, argc, argv, first, arguments);
		context->line = line;
		if (status == KAM_OK && !context->globals.version && !context->globals.help)
			status = configured == KAM_OK ? defaults_take(context, scope, arguments) : configured;
	}
	if (context->globals.version && (status == KAM_OK || context->verb == NULL))
		status = print_text(context, format_text("kam %s\n", kam_version()));
	else if (context->globals.help && status == KAM_OK)
		status = print_text(context, help_text(context));
	else if (status == KAM_OK && context->verb == NULL && context->command == NULL)
		status = usage_error(context, KAM_USAGE, "%s", _("which command? see kam help"));
	else if (status == KAM_OK && context->verb == NULL)
		status = usage_error(context, KAM_USAGE, _("kam %s needs a verb; see kam %s --help"),
		                     context->command->name, context->command->name);
	else if (status == KAM_OK)
		status = perform(choose_need(context, arguments), arguments);
	if (status != KAM_OK && status != KAM_FINDINGS)
		say_failure(context_message(context));
	free(arguments);
	free(line);
	free(scope);
	return status;
}

int main(int argc, char **argv)
{
	struct context context = { .note_reading = again_note, .globals = { .limit = -1, .timeout = -1 } };
	enum kam_status status;

	output_guard_descriptors();
	locale_set();
	signals_catch();
	kam_single_thread();
	status = dispatch(&context, argc, argv);
	/*
	 * What the process holds ends with it. To give back each piece of what SQLite knows of the schema would be a
	 * tenth of a short run; what failed may have left a transaction, which is rolled back.
	 */
	if (status == KAM_OK)
		exit(kam_status_exit(status));
	context_forget(&context);
	if (status == KAM_INTERRUPTED && interrupted != 0)
		return 128 + interrupted;
	return kam_status_exit(status);
}
