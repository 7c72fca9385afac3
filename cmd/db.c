/* kam db: the file the records are in — backup and restore, check, questions in SQL, all of it as CSV and back. */
#include "db.h"

#include "kam/maintenance.h"

#include <stddef.h>
#include <time.h>

struct db_arguments {
	bool quick, force;
};

static const struct option_row check_options[] = {
	{ OPTION_FLAG, 0, "quick", NULL, N_("the file, its schema and references only"),
	  offsetof(struct db_arguments, quick), NULL },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

static const struct option_row backup_options[] = {
	{ OPTION_FLAG, 0, "force", NULL, N_("replace FILE if it is there"), offsetof(struct db_arguments, force),
	  NULL },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

enum kam_status db_operands(struct context *context, size_t count)
{
	char usage[256];

	usage_line(context, usage, sizeof usage);
	if (context->operand_count != count || (count > 0 && *context->operands[0] == '\0'))
		return usage_error(context, KAM_USAGE, _("usage: %s"), usage);
	if (context->globals.as_of != NULL || context->globals.diff != NULL)
		return usage_error(context, KAM_USAGE,
		                   _("kam db %s is about the file as it is now; --as-of and --diff are not "
		                     "for it"),
		                   context->verb->name);
	return KAM_OK;
}

static enum kam_status check(struct context *context, const void *parsed)
{
	const struct db_arguments *arguments = parsed;
	enum kam_status status = db_operands(context, 0);

	if (status == KAM_OK)
		status = kam_database_check(context->kam, arguments->quick, &context->rows);
	if (status == KAM_FINDINGS) {
		context->findings = true;
		remark(context, by_number("%lld finding", "%lld findings", kam_rows_count(context->rows)),
		       (long long)kam_rows_count(context->rows));
	} else if (status == KAM_BAD_DATA && context->rows != NULL) {
		context->damaged = true;
		usage_error(context, status, "%s", kam_error_message(context->kam));
	} else if (status == KAM_OK) {
		remark(context, "%s", _("nothing is wrong"));
	}
	return status == KAM_FINDINGS || context->damaged ? KAM_OK : status;
}

static enum kam_status backup(struct context *context, const void *parsed)
{
	const struct db_arguments *arguments = parsed;
	struct kam_copy copy = { 0 };
	enum kam_status status = db_operands(context, 1);

	if (status == KAM_OK)
		status = kam_database_backup(context->kam, context->operands[0], arguments->force,
		                             context->globals.dry_run, &copy);
	if (status == KAM_OK && context->globals.dry_run)
		remark(context, _("dry run: %s was not made (%lld rows, up to operation %lld)"), context->operands[0],
		       (long long)copy.rows, (long long)copy.operation);
	else if (status == KAM_OK)
		remark(context, _("%s: %lld rows, up to operation %lld; read back and compared"), context->operands[0],
		       (long long)copy.rows, (long long)copy.operation);
	kam_copy_clear(&copy);
	return status;
}

static enum kam_status restore(struct context *context, const void *parsed)
{
	struct kam_copy copy = { 0 };
	enum kam_status status = db_operands(context, 1);

	(void)parsed;
	if (status == KAM_OK)
		status = kam_database_restore(context->kam, context->operands[0], context->globals.dry_run, &copy);
	if (status == KAM_OK && context->globals.dry_run)
		remark(context, _("dry run: %s is sound (%lld rows, up to operation %lld); nothing was restored"),
		       context->operands[0], (long long)copy.rows, (long long)copy.operation);
	else if (status == KAM_OK)
		remark(context, _("restored from %s: %lld rows, up to operation %lld"), context->operands[0],
		       (long long)copy.rows, (long long)copy.operation);
	if (status == KAM_OK && copy.kept != NULL)
		remark(context, _("what was there is kept as %s"), copy.kept);
	kam_copy_clear(&copy);
	return status;
}

/* How long a question may take: on a clock that nobody sets. */
static bool is_over(void *data)
{
	const struct timespec *end = data;
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec > end->tv_sec || (now.tv_sec == end->tv_sec && now.tv_nsec >= end->tv_nsec);
}

#define QUESTION_SECONDS 60

static enum kam_status sql(struct context *context, const void *parsed)
{
	struct timespec end;
	int64_t seconds = context->globals.timeout > 0 ? context->globals.timeout : QUESTION_SECONDS;
	char usage[256];

	(void)parsed;
	usage_line(context, usage, sizeof usage);
	if (context->operand_count != 1)
		return usage_error(context, KAM_USAGE, _("usage: %s"), usage);
	clock_gettime(CLOCK_MONOTONIC, &end);
	end.tv_sec += seconds < INT32_MAX ? (time_t)seconds : INT32_MAX;
	return kam_database_sql(context->kam, context->operands[0], context->globals.limit, context->globals.unmask,
	                        is_over, &end, &context->rows);
}

static const struct verb check_verb = {
	.name = "check",
	.operands = "",
	.summary = N_("is the file sound, and do the records keep the rules?"),
	.need = NEED_READ,
	.options = check_options,
	.arguments_size = sizeof(struct db_arguments),
	.run = check,
};

static const struct verb backup_verb = {
	.name = "backup",
	.operands = N_("FILE"),
	.summary = N_("a copy while others go on working, read back and compared"),
	.need = NEED_READ,
	.options = backup_options,
	.arguments_size = sizeof(struct db_arguments),
	.run = backup,
};

static const struct verb restore_verb = {
	.name = "restore",
	.operands = N_("FILE"),
	.summary = N_("bring a backup back; what was there is kept beside it"),
	.need = NEED_PLACE,
	.run = restore,
};

static const struct verb sql_verb = {
	.name = "sql",
	.operands = N_("QUERY"),
	.summary = N_("a question in SQL, which can only read"),
	.need = NEED_READ,
	.run = sql,
};

static const struct verb export_verb = {
	.name = "export",
	.operands = N_("DIR"),
	.summary = N_("every record as CSV, a file for each type"),
	.need = NEED_READ,
	.run = db_export,
};

static const struct verb import_verb = {
	.name = "import",
	.operands = N_("DIR"),
	.summary = N_("an export into a new database, ids and all"),
	.need = NEED_WRITE,
	.run = db_import,
};

static const struct verb *const verbs[] = { &check_verb,  &backup_verb, &restore_verb, &sql_verb,
	                                    &export_verb, &import_verb, NULL };

extern const struct command db_command;

const struct command db_command = {
	.name = "db",
	.summary = N_("the database file: backup, restore, check, SQL, export, import"),
	.verbs = verbs,
};
