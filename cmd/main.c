/* main: words to a verb, the verb run as one operation, its answer printed after the commit. */
#include "config_file.h"

#include "kam/history.h"

#include <limits.h>
#include <locale.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static volatile sig_atomic_t interrupted; /* number of the signal that asked to stop */

static void on_signal(int number)
{
	interrupted = number;
}

static const int stopping[] = { SIGINT, SIGTERM, SIGHUP };

static void catch_signals(void)
{
	struct sigaction action = { .sa_handler = on_signal };

	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < sizeof stopping / sizeof *stopping; i++) {
		struct sigaction old;

		/* What nohup ignores stays ignored. */
		if (sigaction(stopping[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
			sigaction(stopping[i], &action, NULL);
	}
}

/* From the commit to the end of printing: exit 0 must mean both. */
static void hold_signals(void)
{
	sigset_t set;

	sigemptyset(&set);
	for (size_t i = 0; i < sizeof stopping / sizeof *stopping; i++)
		sigaddset(&set, stopping[i]);
	sigprocmask(SIG_BLOCK, &set, NULL);
}

static bool is_plain_locale(const char *locale)
{
	return locale == NULL || strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0;
}

/* Translations lie beside a kam that runs where it was built, else where it was installed. */
static void set_locale(void)
{
	char folder[PATH_MAX];
	ssize_t length;
	char *slash;

	/* Only for what is said to people: figures and sorting never depend on it. */
	if (is_plain_locale(setlocale(LC_MESSAGES, "")))
		return;
	length = readlink("/proc/self/exe", folder, sizeof folder - 32);
	folder[length > 0 ? length : 0] = '\0';
	slash = strrchr(folder, '/');
	if (slash != NULL)
		memcpy(slash, "/build/locale", sizeof "/build/locale");
	bindtextdomain("kam", slash != NULL && access(folder, F_OK) == 0 ? folder : KAM_LOCALE_DIR);
	bind_textdomain_codeset("kam", "UTF-8");
}

static const char *language(void)
{
	const char *list = getenv("LANGUAGE"), *locale = setlocale(LC_MESSAGES, NULL);

	if (is_plain_locale(locale))
		return "en";
	return strncmp(list != NULL && *list != '\0' ? list : locale, "zh", 2) == 0 ? "zh" : "en";
}

static void waiting(void *data, const char *whom)
{
	const struct context *context = data;

	if (!context->globals.quiet)
		fprintf(stderr, _("kam: waiting for %s, which is writing to the database …\n"), whom);
}

/* KAM_NOW fixes the clock: for tests, and for asking "as if it were". */
static enum kam_status read_clock(struct context *context, int64_t *now)
{
	const char *fixed = getenv("KAM_NOW"), *why;

	if (fixed == NULL || *fixed == '\0') {
		*now = (int64_t)time(NULL);
		return KAM_OK;
	}
	if (kam_instant_parse(fixed, strlen(fixed), "", 0, false, now, &why) != KAM_OK)
		return usage_error(context, KAM_BAD_VALUE, _("KAM_NOW '%s' is not %s"), fixed, why);
	return KAM_OK;
}

/* The zone the machine is in: TZ when it is a name, else what /etc/localtime points at. */
static const char *system_zone(char *buffer, size_t size)
{
	const char *zone = getenv("TZ"), *name;
	ssize_t length;

	if (zone != NULL && *zone == ':')
		zone++;
	if (zone != NULL && *zone != '\0')
		return kam_zone_known(zone) ? zone : NULL;
	length = readlink("/etc/localtime", buffer, size - 1);
	if (length <= 0)
		return NULL;
	buffer[length] = '\0';
	name = strstr(buffer, "zoneinfo/");
	return name != NULL && kam_zone_known(name + 9) ? name + 9 : NULL;
}

/* A word as a shell would have to be given it; to be freed. */
static char *quoted(const char *word)
{
	size_t length = strlen(word);
	char *text, *to;

	if (length > 0 && strpbrk(word, " \t\n'\"\\$`*?[]{}()<>|&;!#~") == NULL)
		return strdup(word);
	if (length > SIZE_MAX / 4 - 3 || (text = malloc(length * 4 + 3)) == NULL)
		return NULL;
	to = text;
	*to++ = '\'';
	for (; *word != '\0'; word++) {
		/* A quote within ends the quoted part, stands by itself, and begins another. */
		if (*word == '\'') {
			memcpy(to, "'\\'", 3);
			to += 3;
		}
		*to++ = *word;
	}
	memcpy(to, "'", 2);
	return text;
}

/* Words after those that are there, quoted where a shell would need it. */
static char *add_words(char *line, int count, char *const *words)
{
	for (int i = 0; i < count && line != NULL; i++) {
		char *word = quoted(words[i]);
		char *longer = word != NULL ? format_text("%s %s", line, word) : NULL;

		free(word);
		free(line);
		line = longer;
	}
	return line;
}

/* The first word that is no option: a command, or an alias for one, which then stands in *argv. *first is its place. */
static enum kam_status find_command(struct context *context, int *argc, char ***argv, int *first)
{
	enum kam_status status = options_globals(context, *argc, *argv, first);

	while (status == KAM_OK && *first < *argc && (context->command = command_find((*argv)[*first])) == NULL) {
		status = alias_take(context, *first, argc, argv);
		if (status == KAM_OK)
			status = options_globals(context, *argc, *argv, first);
	}
	return status;
}

/* Record and verb: the other words. *first is the place of the command, then that of the last of them. */
static enum kam_status find_verb(struct context *context, int argc, char **argv, int *first)
{
	int at = *first, next = 0;
	enum kam_status status = KAM_OK;
	const char *word;

	context->type = context->command->has_records ? kam_type_find(context->command->name) : NULL;
	/* A command of one verb only: init, help. */
	if (!context->command->has_records && context->command->verbs != NULL &&
	    *context->command->verbs->name == '\0') {
		context->verb = context->command->verbs;
		return KAM_OK;
	}
	for (int words = 0; words < 2; words++) {
		const struct kam_type *type;

		status = options_globals(context, argc - at, argv + at, &next);
		if (status != KAM_OK || next >= argc - at)
			return status;
		at += next;
		word = argv[at];
		type = kam_type_find(word);
		if (words == 0 && context->command->has_records && type != NULL &&
		    strcmp(type->command, context->command->name) == 0 && strcmp(word, context->command->name) != 0) {
			context->type = type;
			continue;
		}
		context->verb = verb_find(context->command, context->type, word);
		if (context->verb == NULL && context->command->other != NULL)
			context->verb = context->command->other(context, word);
		if (context->verb == NULL && context->message == NULL)
			return verb_unknown(context, word);
		*first = at;
		if (context->verb == NULL)
			return context->failure != KAM_OK ? context->failure : KAM_USAGE;
		return KAM_OK;
	}
	return KAM_OK;
}

/* The words for which [defaults] has lines: "bid list", "account contact list", "undo". */
static char *scope_of(const struct context *context, const char *last)
{
	const struct command *command = context->command;

	if (strcmp(last, command->name) == 0)
		return format_text("%s", last);
	if (context->type != NULL && strcmp(context->type->name, command->name) != 0)
		return format_text("%s %s %s", command->name, context->type->name, last);
	return format_text("%s %s", command->name, last);
}

/* For the journal: the command line as it was run, with what the configuration put in. */
static char *command_line(const struct context *context, const char *scope, int argc, char **argv, int first)
{
	const struct config *config = context->config;
	char *line = add_words(format_text("kam"), first, argv + 1);

	for (int pass = 0; pass < 2 && config != NULL; pass++)
		for (size_t i = 0; i < config->count; i++)
			if (config->lines[i].section == CONFIG_DEFAULTS &&
			    strcmp(config->lines[i].words[0], pass == 0 ? "*" : scope) == 0)
				line = add_words(line, config->lines[i].count - 1, config->lines[i].words + 1);
	return add_words(line, argc - first - 1, argv + first + 1);
}

/* `as_of` NULL: as it is now. */
/* The library's own when none is given; 0 s is as little as can be said to it. */
static int timeout_ms(int64_t seconds)
{
	if (seconds < 0)
		return 0;
	return seconds == 0 ? 1 : (int)(seconds < 86400 ? seconds * 1000 : 86400000);
}

static enum kam_status open_database(struct context *context, const void *arguments, const char *command,
                                     const char *as_of, enum need need)
{
	static const enum kam_mode modes[] = { KAM_READ, KAM_CLOSED, KAM_READ, KAM_WRITE, KAM_CREATE };
	char zone[512], *path = NULL;
	struct kam_options options = {
		.mode = modes[need],
		.zone = context->globals.zone,
		.system_zone = system_zone(zone, sizeof zone),
		.language = language(),
		.real_user = need >= NEED_WRITE ? real_user() : NULL,
		.claimed = context->globals.as,
		.as_of = as_of,
		.once_key = context->globals.once,
		.command = command,
		.temporary = getenv("TMPDIR"),
		.timeout_ms = timeout_ms(context->globals.timeout),
		.interrupted = &interrupted,
		.waiting = waiting,
		.data = context,
	};
	enum kam_status status = read_clock(context, &options.now);

	if (status == KAM_OK && context->verb->need != NEED_NOTHING)
		status = database_find(context, context->verb->need == NEED_CREATE, &path);
	if (status == KAM_NO_DATABASE && context->verb->need == NEED_PLACE) {
		/* There is none to be replaced: it will be where init would make one. */
		free(context->message);
		context->message = NULL;
		status = database_find(context, true, &path);
	}
	if (context->verb->need == NEED_CREATE)
		init_create_options(arguments, &options);
	options.path = path;
	if (status == KAM_OK)
		status = kam_open(&options, &context->kam);
	free(path);
	return status;
}

/* --once: the answer is what that operation answered, its ids. */
static enum kam_status done_before(struct context *context, int64_t number)
{
	kam_operation_rollback(context->kam);
	remark(context, _("done before, as operation %lld; nothing was changed"), (long long)number);
	if (context->type == NULL || context->verb->format == NULL)
		return KAM_OK;
	return kam_history_added(context->kam, number, context->type->name, &context->rows);
}

/* Run the verb; for a write, as one operation that is there or not. */
static enum kam_status run(struct context *context, const void *arguments)
{
	bool writes = context->verb->need >= NEED_WRITE;
	int64_t number = 0;
	enum kam_status status = writes ? kam_operation_begin(context->kam) : KAM_OK;

	if (status == KAM_OK && writes && (status = kam_operation_once(context->kam, &number)) == KAM_DONE)
		return done_before(context, number);
	if (status == KAM_OK)
		status = context->verb->run(context, arguments);
	if (!writes)
		return status;
	if (status == KAM_OK && context->globals.dry_run)
		status = kam_operation_settle(context->kam);
	if (status != KAM_OK || context->globals.dry_run) {
		kam_operation_rollback(context->kam);
		if (status == KAM_OK)
			remark(context, "%s", _("dry run: nothing was written"));
		return status;
	}
	hold_signals();
	if (interrupted != 0) {
		kam_operation_rollback(context->kam);
		return usage_error(context, KAM_INTERRUPTED, "%s", _("interrupted; nothing was changed"));
	}
	status = kam_operation_commit(context->kam, &number);
	context->operation = status == KAM_OK ? number : 0;
	return status;
}

static enum kam_status print_report(struct context *context, struct output *output)
{
	enum kam_status status = KAM_OK;

	for (size_t i = 0; i < context->answer->count && status == KAM_OK; i++) {
		const struct kam_report_section *section = &context->answer->sections[i];

		if (context->answer->count > 1)
			status = output_section(output, section->name, section->title);
		else
			status = output_heading(output, section->title);
		if (status == KAM_OK)
			status = output_write(output, section->rows);
		if (section->note != NULL)
			remark(context, "%s", section->note);
	}
	return status;
}

/* Is there something to be said? Of a report its findings, of anything else its rows. */
static bool has_findings(const struct context *context)
{
	if (context->answer != NULL)
		return context->answer->findings;
	return context->findings || context->rows == NULL || kam_rows_count(context->rows) > 0;
}

static enum kam_status print(struct context *context, struct output *output)
{
	enum kam_status status = KAM_OK;

	if (context->answer != NULL)
		status = print_report(context, output);
	if (status == KAM_OK && context->rows != NULL)
		status =
			context->as_record ? output_record(output, context->rows) : output_write(output, context->rows);
	if (status == KAM_OK && context->text != NULL)
		status = output_text(output, context->text);
	return status == KAM_OK ? output_close(output) : status;
}

/* Each line with the program's name in front. */
static void say(const struct context *context, const char *text)
{
	while (text != NULL && *text != '\0' && !context->globals.quiet) {
		size_t length = strcspn(text, "\n");

		message_line("kam: ", text, length);
		text += length + (text[length] == '\n');
	}
}

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

static void forget(struct context *context)
{
	if (context->private_free != NULL)
		context->private_free(context->private);
	kam_rows_free(context->rows);
	kam_report_answer_free(context->answer);
	kam_close(context->kam);
	config_free(context->config);
	free(context->expanded);
	free(context->given);
	free(context->assignments);
	free(context->text);
	free(context->remark);
	free(context->message);
}

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
	forget(other);
}

static enum kam_status note_reading(struct context *context)
{
	struct context note = apart(context);
	int64_t number = 0;
	enum kam_status status;

	note.globals.once = NULL;
	status = open_database(&note, NULL, context->line, NULL, NEED_WRITE);
	if (status == KAM_OK)
		status = kam_operation_begin(note.kam);
	if (status == KAM_OK)
		status = kam_operation_read(note.kam, context->type != NULL ? context->type->name : NULL);
	if (status == KAM_OK) {
		hold_signals();
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

/* --diff: the same question asked of an earlier day, and the two answers compared. */
static enum kam_status compare(struct context *context, const void *arguments, const char *command)
{
	struct context then = apart(context);
	enum kam_status status;

	if ((context->rows == NULL && context->answer == NULL) || context->as_record || context->text != NULL)
		return usage_error(context, KAM_USAGE, "%s", _("--diff is for lists and reports"));
	status = open_database(&then, arguments, command, context->globals.diff, NEED_READ);
	if (status == KAM_OK)
		status = then.verb->run(&then, arguments);
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

/* Everything between the options being read and the exit status being known. */
static enum kam_status perform(struct context *context, const void *arguments, const char *command)
{
	struct output_options options = {
		.format = context->globals.format != NULL ? context->globals.format : context->verb->format,
		.file = context->globals.file,
		.header = context->globals.header,
		.color = context->globals.color,
		.excel = context->globals.excel,
		.raw = context->globals.raw,
		.no_pager = context->globals.no_pager,
		.quiet = context->globals.quiet,
		.zone = context->globals.zone,
		.interrupted = &interrupted,
	};
	struct output *output = NULL;
	bool writes = context->verb->need >= NEED_WRITE;
	/* The output first: a file that cannot be made must not cost a write its answer. */
	enum kam_status status = output_open(&options, &output), printed = KAM_OK;

	if (status != KAM_OK) {
		usage_error(context, status, "%s", output_message(output));
		output_free(output);
		return status;
	}
	context->takes_sections = output_takes_sections(output);
	if (writes && (context->globals.as_of != NULL || context->globals.diff != NULL))
		status = usage_error(context, KAM_USAGE, "%s",
		                     _("--as-of and --diff are for reading; the past is not changed"));
	if (context->globals.unmask && context->globals.dry_run && !writes)
		remark(context, "%s", _("dry run: personal fields stay masked, for showing them is written down"));
	/* What a write has to say of records, such as a preview, is no occasion for them either. */
	context->globals.unmask &= !writes && !context->globals.dry_run;
	if (status == KAM_OK)
		status = open_database(context, arguments, command, context->globals.as_of, context->verb->need);
	if (status == KAM_OK)
		status = run(context, arguments);
	if (status == KAM_OK && context->globals.diff != NULL)
		status = compare(context, arguments, command);
	if (status == KAM_OK && context->globals.unmask && context->verb->need == NEED_READ && context->operation == 0)
		status = note_reading(context);
	if (context->verb->need == NEED_CREATE && context->kam != NULL &&
	    (status != KAM_OK || context->globals.dry_run))
		kam_abandon(context->kam);
	if (status == KAM_OK && context->globals.if_findings && !has_findings(context)) {
		say(context, context->remark);
	} else if (status == KAM_OK || context->preview) {
		printed = print(context, output);
		say(context, context->remark);
	}
	if (printed != KAM_OK) {
		status = (writes && !context->globals.dry_run) || context->operation != 0 ? KAM_UNDELIVERED : printed;
		usage_error(context, status, status == KAM_UNDELIVERED ? _("%s; the change itself is on disk") : "%s",
		            output_message(output));
	} else if (status == KAM_OK && context->damaged) {
		status = KAM_BAD_DATA;
	} else if (status == KAM_OK && context->findings) {
		status = KAM_FINDINGS;
	}
	/* A verb that noted what it was to show, and then could not. */
	if (status != KAM_OK && status != KAM_FINDINGS && context->operation != 0)
		status = KAM_UNDELIVERED;
	output_free(output);
	/* Also where the answer went nowhere: what was done, was done. */
	if (context->operation != 0 && hooks_run(context, &interrupted) != KAM_OK)
		status = KAM_UNDELIVERED;
	return status;
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
		usage_error(context, status, "%s", output != NULL ? output_message(output) : _("out of memory"));
	output_free(output);
	free(text);
	return status;
}

static enum kam_status dispatch(struct context *context, int argc, char **argv)
{
	int first = 0;
	void *arguments = NULL;
	char *command = NULL, *scope = NULL;
	enum kam_status status = find_command(context, &argc, &argv, &first), configured = KAM_OK;

	if (status == KAM_OK && context->command != NULL)
		status = find_verb(context, argc, argv, &first);
	if (status == KAM_OK && context->verb != NULL) {
		/* Where it cannot be read, help is still to be had. */
		configured = config_load(context);
		arguments = calloc(1, context->verb->arguments_size + 1);
		scope = scope_of(context, argv[first]);
		command = scope != NULL ? command_line(context, scope, argc, argv, first) : NULL;
		if (arguments == NULL || command == NULL)
			status = usage_error(context, KAM_NO_MEMORY, "%s", _("out of memory"));
		else
			status = options_all(context, argc, argv, first, arguments);
		context->line = command;
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
		status = perform(context, arguments, command);
	if (status != KAM_OK && status != KAM_FINDINGS)
		say_failure(context_message(context));
	free(arguments);
	free(command);
	free(scope);
	return status;
}

int main(int argc, char **argv)
{
	struct context context = { .note_reading = note_reading, .globals = { .limit = -1, .timeout = -1 } };
	enum kam_status status;

	output_guard_descriptors();
	set_locale();
	catch_signals();
	status = dispatch(&context, argc, argv);
	forget(&context);
	if (status == KAM_INTERRUPTED && interrupted != 0)
		return 128 + interrupted;
	return kam_status_exit(status);
}
