/* kam report: run one by its name, list them, begin one of one's own, check them. */
#include "command.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct run_arguments {
	const char *section;
	bool explain, check;
};

const struct option_row report_options[] = {
	{ OPTION_TEXT, 0, "section", "NAME", N_("only this section"), offsetof(struct run_arguments, section), NULL },
	{ OPTION_FLAG, 0, "explain", NULL, N_("how it is made; with a line's name, the rows behind it"),
	  offsetof(struct run_arguments, explain), NULL },
	{ OPTION_FLAG, 0, "check", NULL, N_("exit with 3 when there are findings"),
	  offsetof(struct run_arguments, check), NULL },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

/* A report by its name is a verb made at run time: its parameters are its options. */
struct named {
	struct kam *kam; /* a handle without a database, in which the report was found */
	struct kam_report *report;
	struct option_row *rows;
	struct verb verb;
};

static void free_named(void *private)
{
	struct named *named = private;

	kam_report_free(named->report);
	kam_close(named->kam);
	free(named->rows);
	free(named);
}

static const struct kam_report *report_of(const struct context *context)
{
	return ((const struct named *)context->private)->report;
}

static enum kam_status several_sections(struct context *context, const struct kam_report *report)
{
	char *names = format_text("%s", kam_report_section_name(report, 0));
	enum kam_status status = names == NULL ? KAM_NO_MEMORY : KAM_USAGE;

	for (size_t i = 1; names != NULL && kam_report_section_name(report, i) != NULL; i++) {
		char *longer = format_text("%s, %s", names, kam_report_section_name(report, i));

		free(names);
		names = longer;
	}
	usage_error(context, status,
	            _("the report %s has several sections, and this format takes one; say --section %s"),
	            kam_report_name(report), names != NULL ? names : "");
	free(names);
	return status;
}

static enum kam_status run(struct context *context, const void *parsed)
{
	const struct run_arguments *arguments = parsed;
	const struct kam_report *report = report_of(context);
	struct kam_report_request request = {
		.arguments = context->assignments,
		.argument_count = context->assignment_count,
		.section = arguments->section,
		.where = context->globals.where,
		.sort = context->globals.sort,
		.columns = context->globals.columns,
		.limit = context->globals.limit,
		.unmask = context->globals.unmask,
		.explain = arguments->explain && context->operand_count == 0,
		.line = context->operand_count > 0 ? context->operands[0] : NULL,
		.check = arguments->check || context->globals.if_findings,
	};
	enum kam_status status;

	if (context->operand_count > 1 || (context->operand_count == 1 && !arguments->explain))
		return usage_error(context, KAM_USAGE,
		                   _("'%s' is one word too many; the rows behind a line: kam report %s --explain LINE"),
		                   context->operands[context->operand_count - 1], kam_report_name(report));
	if (arguments->explain && (arguments->check || context->globals.if_findings))
		return usage_error(context, KAM_USAGE, "%s",
		                   _("--check and --if-findings look at the figures, --explain prints none: say one"));
	/* A format for one table gets the chief one. */
	if (request.section == NULL && !context->takes_sections && !arguments->explain &&
	    kam_report_section_name(report, 1) != NULL) {
		if (kam_report_main(report) == NULL)
			return several_sections(context, report);
		request.main_only = true;
	}
	context->filtered = context->arranged = true;
	status = kam_report_run(context->kam, report, &request, &context->answer);
	if (status == KAM_OK && context->answer->explanation != NULL)
		context->text = format_text("%s", context->answer->explanation);
	if (status == KAM_OK && arguments->check && context->answer->findings)
		context->findings = true;
	return status;
}

static bool among(const struct option_row *rows, const char *name)
{
	for (; rows->kind != OPTION_END; rows++)
		if (strcmp(rows->name, name) == 0)
			return true;
	return false;
}

/* A word after `kam report` that is no verb of its own. */
static const struct verb *find_report(struct context *context, const char *word)
{
	struct kam_options options = { .path = NULL };
	struct named *named = calloc(1, sizeof *named);
	char *own = config_folder("reports");
	size_t count = 0;
	enum kam_status status = named == NULL ? KAM_NO_MEMORY : kam_open(&options, &named->kam);

	if (status == KAM_OK)
		status = kam_report_find(named->kam, word, own, &named->report);
	free(own);
	if (named == NULL) {
		context->failure = KAM_NO_MEMORY;
		return NULL;
	}
	context->private = named;
	context->private_free = free_named;
	if (status != KAM_OK) {
		usage_error(context, status, "%s", kam_error_message(named->kam));
		/* A name that is none is like any unknown word; a file that is none, or wrong, is not. */
		context->failure = status == KAM_NOT_FOUND ? KAM_USAGE : status;
		return NULL;
	}
	while (kam_report_parameter(named->report, count) != NULL)
		count++;
	named->rows = calloc(count + 1, sizeof *named->rows);
	if (named->rows == NULL) {
		context->failure = KAM_NO_MEMORY;
		return NULL;
	}
	for (size_t i = 0; i < count; i++) {
		const struct kam_parameter *parameter = kam_report_parameter(named->report, i);
		static const char *const kinds[] = { "PERIOD", "FIELD", "TEXT", "N", "DATE", NULL, NULL, "AMOUNT" };
		const char *argument = kinds[parameter->kind];

		if (among(global_options, parameter->name) || among(report_options, parameter->name)) {
			context->failure = KAM_BAD_DATA;
			usage_error(context, KAM_BAD_DATA,
			            _("the report %s has a parameter --%s, which kam takes itself: rename it"),
			            kam_report_name(named->report), parameter->name);
			return NULL;
		}
		/* As with fields: the record that is referred to, the words there are. */
		if (argument == NULL)
			argument = parameter->kind == KAM_PARAMETER_CHOICE ? parameter->choices : parameter->record;
		if (strlen(argument) > 40)
			argument = "CHOICE"; /* a wrong one is told which there are */
		named->rows[i] =
			(struct option_row){ OPTION_TEXT, 0, parameter->name, argument, parameter->help, 0, NULL };
	}
	context->extra = named->rows;
	named->verb = (struct verb){ NULL,
		                     kam_report_name(named->report),
		                     "",
		                     kam_report_about(named->report),
		                     NEED_READ,
		                     FIELDS_NONE,
		                     report_options,
		                     sizeof(struct run_arguments),
		                     run,
		                     NULL,
		                     NULL,
		                     false };
	return &named->verb;
}

static enum kam_status list(struct context *context, const void *arguments)
{
	char *own = config_folder("reports");
	enum kam_status status = kam_report_list(context->kam, own, &context->rows);

	(void)arguments;
	free(own);
	return status;
}

static enum kam_status check_one(struct context *context, const char *name, const char *own)
{
	struct kam_report *report = NULL;
	enum kam_status status = kam_report_find(context->kam, name, own, &report);

	if (status == KAM_OK)
		status = kam_report_check(context->kam, report);
	if (status == KAM_OK)
		remark(context, _("%s is in order"), name);
	kam_report_free(report);
	return status;
}

static enum kam_status check(struct context *context, const void *arguments)
{
	char *own = config_folder("reports");
	struct kam_rows *names = NULL;
	enum kam_status status = KAM_OK;

	(void)arguments;
	for (size_t i = 0; i < context->operand_count && status == KAM_OK; i++)
		status = check_one(context, context->operands[i], own);
	if (context->operand_count == 0)
		status = kam_report_list(context->kam, own, &names);
	while (names != NULL && status == KAM_OK && (status = kam_rows_step(names)) == KAM_OK) {
		const struct kam_value *name = kam_rows_value(names, 0);
		char *copy = format_text("%.*s", (int)name->length, name->text);

		status = copy == NULL ? KAM_NO_MEMORY : check_one(context, copy, own);
		free(copy);
	}
	kam_rows_free(names);
	free(own);
	return status == KAM_DONE ? KAM_OK : status;
}

static const char beginning[] = "-- title:   %s\n"
				"-- about:   what it tells, in a sentence\n"
				"-- param:   period  period = this year   when they were closed\n"
				"-- param:   by      field(bid) = owner   a line for each value of this\n"
				"-- column:  name {by}, bids integer, amount money, mean money = amount / bids\n"
				"-- key:     name\n"
				"SELECT {by} AS name, count(*) AS bids, sum({field(value)}) AS amount\n"
				"FROM bid WHERE {period(closed_on)} AND {where}\n"
				"GROUP BY name ORDER BY name\n"
				"-- rows:    the bids behind one line\n"
				"SELECT bid.id, bid.title, {field(value)} AS value\n"
				"FROM bid WHERE {period(closed_on)} AND {where} AND {by} IS :key ORDER BY bid.id\n";

static enum kam_status make_folders(char *path)
{
	for (char *at = path + 1; *at != '\0'; at++)
		if (*at == '/') {
			*at = '\0';
			if (mkdir(path, 0700) != 0 && errno != EEXIST) {
				*at = '/';
				return KAM_CANNOT_CREATE;
			}
			*at = '/';
		}
	return KAM_OK;
}

static enum kam_status new (struct context *context, const void *arguments) {
	const char *name = context->operand_count == 1 ? context->operands[0] : "";
	char *own = config_folder("reports"), *path = NULL, *text = NULL;
	enum kam_status status = KAM_OK;
	int fd = -1;

	(void)arguments;
	if (*name == '\0' || strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_-") != strlen(name))
		status = usage_error(context, KAM_USAGE, _("kam report new NAME: a name of a–z, 0–9, - and _"));
	else if (own == NULL || (path = format_text("%s/%s.sql", own, name)) == NULL ||
	         (text = format_text(beginning, name)) == NULL)
		status = usage_error(context, KAM_NO_MEMORY, "%s", _("out of memory"));
	else if (make_folders(path) != KAM_OK || (fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)) < 0)
		status = usage_error(context, KAM_CANNOT_CREATE, "%s: %s", path, strerror(errno));
	else if (write(fd, text, strlen(text)) != (ssize_t)strlen(text) || fsync(fd) != 0)
		status = usage_error(context, KAM_IO, "%s: %s", path, strerror(errno));
	if (fd >= 0) close(fd);
	if (status == KAM_OK) context->text = format_text("%s\n", path);
	free(own);
	free(path);
	free(text);
	return status;
}

static const struct verb list_verb = {
	.name = "list",
	.operands = "",
	.summary = N_("which reports there are, kam's and your own"),
	.need = NEED_NOTHING,
	.run = list,
};

static const struct verb new_verb = {
	.name = "new",
	.operands = N_("NAME"),
	.summary = N_("begin a report of your own and print where it is"),
	.need = NEED_NOTHING,
	.run = new,
};

static const struct verb check_verb = {
	.name = "check",
	.operands = N_("[NAME | FILE]…"),
	.summary = N_("would they run? all, when none is named"),
	.need = NEED_READ,
	.run = check,
};

static const struct verb *const verbs[] = { &list_verb, &new_verb, &check_verb, NULL };

/* The reports there are, for kam report --help. */
static struct kam_rows *other_words(void)
{
	struct kam_options options = { .path = NULL };
	struct kam *kam = NULL;
	struct kam_rows *rows = NULL;
	char *own = config_folder("reports");

	if (kam_open(&options, &kam) == KAM_OK)
		(void)kam_report_list(kam, own, &rows);
	kam_close(kam);
	free(own);
	return rows;
}

extern const struct command report_command;

const struct command report_command = {
	.name = "report",
	.summary = N_("figures that can be explained: winrate, pipeline, funnel, weekly …"),
	.verbs = verbs,
	.other = find_report,
	.others = other_words,
	.others_title = N_("Reports"),
};
