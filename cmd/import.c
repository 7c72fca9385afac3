/* kam … import: files in, bad rows told one by one, a sentence of what was done. */
#include "import.h"
#include "output/progress.h"

#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SHOWN_PROBLEMS 20
#define LARGEST_MAP (1 << 20)

const struct option_row import_options[] = {
	{ OPTION_TEXT, 0, "map", "FILE", N_("which column becomes which field: see kam-map(5)"),
	  offsetof(struct import_arguments, map), NULL },
	{ OPTION_TEXT, 0, "key", "FIELD", N_("recognise records by this field"), offsetof(struct import_arguments, key),
	  NULL },
	{ OPTION_TEXT, 0, "encoding", "NAME", N_("of the files, when it is not seen rightly"),
	  offsetof(struct import_arguments, encoding), NULL },
	{ OPTION_TEXT, 0, "delimiter", "CHAR", N_("between cells; TAB for a tabulator"),
	  offsetof(struct import_arguments, delimiter), NULL },
	{ OPTION_TEXT, 0, "decimal", "CHAR", N_(". or , in numbers"), offsetof(struct import_arguments, decimal),
	  NULL },
	{ OPTION_FLAG, 0, "clear", NULL, N_("an empty cell erases what is there"),
	  offsetof(struct import_arguments, clear), NULL },
	{ OPTION_FLAG, 0, "loose", NULL, N_("find what is referred to by the folded name too"),
	  offsetof(struct import_arguments, loose), NULL },
	{ OPTION_FLAG, 0, "replace", NULL, N_("of what comes with kam: remove what the files do not name"),
	  offsetof(struct import_arguments, replace), NULL },
	{ OPTION_FLAG, 0, "skip-bad", NULL, N_("keep the good rows (exit status 3)"),
	  offsetof(struct import_arguments, skip_bad), NULL },
	{ OPTION_TEXT, 0, "rejects", "FILE", N_("with --skip-bad: the rows left out, and why"),
	  offsetof(struct import_arguments, rejects), NULL },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

void import_show_progress(void *data, int64_t rows, int64_t done, int64_t total)
{
	progress_show(&((struct import_watch *)data)->progress, rows, done, total);
}

void import_show_problem(void *data, const char *file, int64_t line, const char *column, const char *value,
                         const char *remedy)
{
	struct import_watch *watch = data;
	char *said;

	if (++watch->problems > SHOWN_PROBLEMS)
		return;
	if (column == NULL)
		column = "";
	progress_end(&watch->progress);
	said = format_text("%s:%lld: %s%s%s%s%s%s%s", file, (long long)line, column,
	                   *column != '\0' && *value != '\0' ? " " : "", *value != '\0' ? "'" : "", value,
	                   *value != '\0' ? "'" : "", *column != '\0' || *value != '\0' ? ": " : "", remedy);
	if (said != NULL)
		message_line("kam: ", said, strlen(said));
	free(said);
}

void import_watch_end(struct import_watch *watch)
{
	progress_end(&watch->progress);
	if (watch->problems > SHOWN_PROBLEMS)
		fprintf(stderr,
		        by_number("kam: … and %lld more bad row\n", "kam: … and %lld more bad rows\n",
		                  watch->problems - SHOWN_PROBLEMS),
		        (long long)(watch->problems - SHOWN_PROBLEMS));
}

static char *read_file(const char *path)
{
	FILE *file = fopen(path, "r");
	char *text = NULL;
	size_t length;

	if (file == NULL)
		return NULL;
	text = malloc(LARGEST_MAP + 1);
	if (text != NULL) {
		length = fread(text, 1, LARGEST_MAP, file);
		text[length] = '\0';
		if (ferror(file) != 0 || length == LARGEST_MAP || memchr(text, '\0', length) != NULL) {
			free(text);
			text = NULL;
			errno = EINVAL;
		}
	}
	fclose(file);
	return text;
}

/* A path, or the name of a map in the user's folder. */
static enum kam_status read_map(struct context *context, const char *name, char **text)
{
	char *folder, *path;
	int problem;

	*text = read_file(name);
	problem = errno;
	if (*text == NULL && problem == ENOENT && strchr(name, '/') == NULL) {
		folder = config_folder("maps");
		path = folder != NULL ? format_text("%s/%s.map", folder, name) : NULL;
		if (path != NULL)
			*text = read_file(path);
		if (*text == NULL)
			usage_error(context, KAM_NO_DATABASE,
			            _("there is no map '%s': neither a file of that name nor %s"), name,
			            path != NULL ? path : "~/.config/kam/maps");
		free(folder);
		free(path);
		return *text != NULL ? KAM_OK : KAM_NO_DATABASE;
	}
	if (*text == NULL)
		return usage_error(context, problem == ENOENT ? KAM_NO_DATABASE : KAM_IO, "%s: %s", name,
		                   strerror(problem));
	return KAM_OK;
}

static enum kam_status read_delimiter(struct context *context, const char *text, char *out)
{
	if (text == NULL)
		return KAM_OK;
	if (strcmp(text, "TAB") == 0 || strcmp(text, "\\t") == 0) {
		*out = '\t';
		return KAM_OK;
	}
	if (strlen(text) != 1 || (unsigned char)*text >= 0x80 || strchr("\"\r\n", *text) != NULL)
		return usage_error(context, KAM_BAD_VALUE, _("--delimiter '%s' is not one ASCII character (or TAB)"),
		                   text);
	*out = *text;
	return KAM_OK;
}

static enum kam_status read_decimal(struct context *context, const char *text, char *out)
{
	if (text == NULL)
		return KAM_OK;
	if (strcmp(text, ".") != 0 && strcmp(text, ",") != 0)
		return usage_error(context, KAM_BAD_VALUE, _("--decimal '%s' is neither . nor ,"), text);
	*out = *text;
	return KAM_OK;
}

static void say_result(struct context *context, const struct kam_import_result *result)
{
	const char *record = context->type->name;

	if (result->added + result->changed + result->created + result->removed == 0)
		remark(context,
		       by_number("%lld row read, %lld unchanged: nothing was changed",
		                 "%lld rows read, %lld unchanged: nothing was changed", result->rows),
		       (long long)result->rows, (long long)result->unchanged);
	else
		remark(context,
		       by_number("%lld row read: %lld %s added, %lld changed, %lld unchanged",
		                 "%lld rows read: %lld %s added, %lld changed, %lld unchanged", result->rows),
		       (long long)result->rows, (long long)result->added, record, (long long)result->changed,
		       (long long)result->unchanged);
	if (result->removed > 0)
		remark(context,
		       by_number("%lld record that the file does not name was removed",
		                 "%lld records that the file does not name were removed", result->removed),
		       (long long)result->removed);
	if (result->created > 0)
		remark(context,
		       by_number("%lld record was made for a reference that was not found (!create)",
		                 "%lld records were made for references that were not found (!create)",
		                 result->created),
		       (long long)result->created);
	if (result->loose > 0)
		remark(context,
		       by_number("%lld reference was found by the folded name only",
		                 "%lld references were found by the folded name only", result->loose),
		       (long long)result->loose);
	if (result->again > 0)
		remark(context,
		       by_number("%lld row names the same %s as an earlier row and changed it again",
		                 "%lld rows name the same %s as an earlier row and changed it again", result->again),
		       (long long)result->again, record);
	if (result->unused != NULL)
		remark(context, _("columns not used: %s"), result->unused);
}

enum kam_status import_run(struct context *context, const void *parsed)
{
	const struct import_arguments *arguments = parsed;
	struct import_watch watch = { .quiet = context->globals.quiet };
	struct kam_import_result result = { 0 };
	struct kam_import import = {
		.record = context->type->name,
		.files = context->operands,
		.file_count = context->operand_count,
		.map_name = arguments->map,
		.key = arguments->key,
		.encoding = arguments->encoding,
		.no_header = context->globals.header != NULL && strcmp(context->globals.header, "none") == 0,
		.raw = context->globals.raw,
		.clear = arguments->clear,
		.loose = arguments->loose,
		.replace = arguments->replace,
		.skip_bad = arguments->skip_bad,
		.rejects = arguments->rejects,
		.progress = import_show_progress,
		.problem = import_show_problem,
		.data = &watch,
	};
	char *map = NULL;
	enum kam_status status = KAM_OK;

	if (context->operand_count == 0)
		return usage_error(context, KAM_USAGE, _("which file? - is standard input"));
	if (arguments->rejects != NULL && !arguments->skip_bad)
		return usage_error(context, KAM_USAGE, _("--rejects goes with --skip-bad"));
	if (arguments->map != NULL)
		status = read_map(context, arguments->map, &map);
	if (status == KAM_OK)
		status = read_delimiter(context, arguments->delimiter, &import.delimiter);
	if (status == KAM_OK)
		status = read_decimal(context, arguments->decimal, &import.decimal);
	if (status == KAM_OK) {
		import.map = map;
		progress_begin(&watch.progress, context->operands[0], context->globals.quiet);
		status = kam_import_run(context->kam, &import, &result);
		progress_end(&watch.progress);
	}
	import_watch_end(&watch);
	if (status == KAM_OK || status == KAM_FINDINGS)
		say_result(context, &result);
	if (status == KAM_FINDINGS) {
		remark(context, by_number("%lld bad row was left out", "%lld bad rows were left out", result.bad),
		       (long long)result.bad);
		context->findings = true;
		status = KAM_OK;
	}
	kam_import_result_clear(&result);
	free(map);
	return status;
}
