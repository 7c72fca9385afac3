/* The verb performed: as one operation that is there or not, its answer printed after the commit. */
#include "main.h"

#include "kam/history.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void waiting(void *data, const char *whom)
{
	const struct context *context = data;

	if (!context->globals.quiet)
		fprintf(stderr, _("kam: waiting for %s, which is writing to the database …\n"), whom);
}

/* The library's own when none is given; 0 s is as little as can be said to it. */
static int timeout_ms(int64_t seconds)
{
	if (seconds < 0)
		return 0;
	return seconds == 0 ? 1 : (int)(seconds < 86400 ? seconds * 1000 : 86400000);
}

enum kam_status perform_open(struct context *context, const void *arguments, const char *as_of, const char *today,
                             enum need need)
{
	static const enum kam_mode modes[] = { KAM_READ, KAM_CLOSED, KAM_READ, KAM_WRITE, KAM_CREATE };
	char zone[512], *path = NULL;
	struct kam_options options = {
		.mode = modes[need],
		.zone = context->globals.zone,
		.system_zone = clock_zone(zone, sizeof zone),
		.language = locale_language(),
		.real_user = need >= NEED_WRITE || context->verb->asks_who ? real_user() : NULL,
		.claimed = context->globals.as,
		.as_of = as_of,
		.today = today,
		.once_key = context->globals.once,
		.command = context->line,
		.temporary = getenv("TMPDIR"),
		.timeout_ms = timeout_ms(context->globals.timeout),
		.interrupted = &interrupted,
		.waiting = waiting,
		.told = hooks_want,
		.data = context,
	};
	enum kam_status status = clock_read(context, &options.now);

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

enum kam_status perform_arrange(struct context *context)
{
	const struct globals *globals = &context->globals;
	struct kam_rows *rows = NULL;
	enum kam_status status;

	/* A filter that is not looked at would let one believe that it was. */
	if (globals->where != NULL && !context->filtered)
		return usage_error(context, KAM_USAGE,
		                   _("--where chooses records to list, edit or report on; %s takes none"),
		                   *context->verb->name != '\0' ? context->verb->name : context->command->name);
	if (context->rows == NULL || context->arranged ||
	    (globals->columns == NULL && globals->sort == NULL && globals->limit < 0))
		return KAM_OK;
	status = kam_rows_arrange(context->kam, context->rows, globals->columns, globals->sort, globals->limit, &rows);
	if (status != KAM_OK) {
		kam_rows_free(rows);
		return status;
	}
	kam_rows_free(context->rows);
	context->rows = rows;
	return KAM_OK;
}

/* What would be done is shown as it was asked for, too. */
static enum kam_status arrange_preview(struct context *context, enum kam_status refused)
{
	char *message = context->message;
	enum kam_status status;

	context->message = NULL;
	status = perform_arrange(context);
	if (status == KAM_OK) {
		context->message = message;
		return refused;
	}
	free(message);
	context->preview = false;
	return status;
}

/* What its rules have to say, before it is said what became of it. */
static void say_notices(struct context *context)
{
	const char *notices = kam_notices(context->kam);

	if (*notices != '\0')
		remark(context, "%s", notices);
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
	if (status == KAM_OK)
		status = perform_arrange(context);
	else if (context->preview)
		status = arrange_preview(context, status);
	if (!writes)
		return status;
	if (status == KAM_OK && context->globals.dry_run)
		status = kam_operation_settle(context->kam);
	if (status == KAM_OK && context->globals.dry_run)
		say_notices(context);
	if (status != KAM_OK || context->globals.dry_run) {
		kam_operation_rollback(context->kam);
		if (status == KAM_OK)
			remark(context, "%s", _("dry run: nothing was written"));
		return status;
	}
	signals_hold();
	if (interrupted != 0) {
		kam_operation_rollback(context->kam);
		return usage_error(context, KAM_INTERRUPTED, "%s", _("interrupted; nothing was changed"));
	}
	status = kam_operation_commit(context->kam, &number);
	context->operation = status == KAM_OK ? number : 0;
	if (status == KAM_OK)
		say_notices(context);
	return status;
}

static enum kam_status print_report(struct context *context, struct output *output)
{
	enum kam_status status = KAM_OK;

	for (size_t i = 0; i < context->answer->count && status == KAM_OK; i++) {
		const struct kam_report_section *section = &context->answer->sections[i];

		if (section->quiet && output_is_for_people(output) && kam_rows_count(section->rows) == 0)
			continue;
		if (context->answer->count > 1)
			status = output_section(output, section->name, section->title);
		else
			status = output_heading(output, section->title);
		if (status == KAM_OK)
			status = section->record ? output_record(output, section->rows)
			                         : output_write(output, section->rows);
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

enum kam_status perform(struct context *context, const void *arguments)
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
		.interrupted = &interrupted,
	};
	struct output *output = NULL;
	bool writes = context->verb->need >= NEED_WRITE;
	/* The output first: a file that cannot be made must not cost a write its answer. */
	enum kam_status status = output_open(&options, &output), printed = KAM_OK, noted;

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
		status = perform_open(context, arguments, context->globals.as_of, NULL, context->verb->need);
	if (context->kam != NULL)
		output_zone(output, kam_zone(context->kam));
	if (status == KAM_OK)
		status = run(context, arguments);
	if (status == KAM_OK && context->globals.diff != NULL)
		status = again_compare(context, arguments);
	if ((status == KAM_OK || context->preview) && context->globals.unmask && context->verb->need == NEED_READ &&
	    context->operation == 0 && (noted = again_note(context)) != KAM_OK) {
		context->preview = false;
		status = noted;
	}
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
	if (status != KAM_OK && status != KAM_FINDINGS && context->operation != 0 && !context->preview)
		status = KAM_UNDELIVERED;
	output_free(output);
	/* Also where the answer went nowhere: what was done, was done. */
	if (context->operation != 0 && hooks_run(context, &interrupted) != KAM_OK)
		status = KAM_UNDELIVERED;
	return status;
}

void context_forget(struct context *context)
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
