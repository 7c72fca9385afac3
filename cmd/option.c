/* Options: rows and fields into getopt_long's tables, values into arguments. */
#include "config_file.h"

#include <getopt.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAXIMUM_OPTIONS 200
#define FIRST_VALUE 1000 /* what getopt_long returns for the first option */

const struct option_row global_options[] = {
	{ OPTION_TEXT, 0, "db", "FILE", N_("the database (else KAM_DB, else kam.db here or above)"),
	  offsetof(struct globals, database), NULL },
	{ OPTION_TEXT, 0, "as", "PERSON", N_("whom you act for; journaled beside your own name"),
	  offsetof(struct globals, as), NULL },
	{ OPTION_TEXT, 0, "as-of", "DATE", N_("what was recorded by the end of that day"),
	  offsetof(struct globals, as_of), NULL },
	{ OPTION_TEXT, 0, "diff", "DATE", N_("what is new, gone or changed since then"), offsetof(struct globals, diff),
	  NULL },
	{ OPTION_TEXT, 0, "once", "KEY", N_("do it only if it was not done with this key before"),
	  offsetof(struct globals, once), NULL },
	{ OPTION_TEXT, 0, "format", "FORMAT", N_("table, csv, tsv, json, jsonl, md or ids"),
	  offsetof(struct globals, format), NULL },
	{ OPTION_FLAG, 0, "csv", NULL, N_("the same as --format csv"), offsetof(struct globals, format), "csv" },
	{ OPTION_FLAG, 0, "tsv", NULL, NULL, offsetof(struct globals, format), "tsv" },
	{ OPTION_FLAG, 0, "json", NULL, NULL, offsetof(struct globals, format), "json" },
	{ OPTION_FLAG, 0, "jsonl", NULL, NULL, offsetof(struct globals, format), "jsonl" },
	{ OPTION_FLAG, 0, "md", NULL, NULL, offsetof(struct globals, format), "md" },
	{ OPTION_FLAG, 0, "ids", NULL, N_("likewise; ids prints the first column only"),
	  offsetof(struct globals, format), "ids" },
	{ OPTION_TEXT, 'o', "output", "FILE", N_("write to a file, whole or not at all"),
	  offsetof(struct globals, file), NULL },
	{ OPTION_TEXT, 0, "columns", "A,B", N_("which columns, in which order"), offsetof(struct globals, columns),
	  NULL },
	{ OPTION_TEXT, 0, "sort", "A,-B", N_("in which order; - is downwards"), offsetof(struct globals, sort), NULL },
	{ OPTION_INTEGER, 0, "limit", "N", N_("at most so many rows"), offsetof(struct globals, limit), NULL },
	{ OPTION_TEXT, 0, "where", "EXPRESSION", N_("only records for which it holds"), offsetof(struct globals, where),
	  NULL },
	{ OPTION_TEXT, 0, "header", "key|title|none", N_("what stands above the columns"),
	  offsetof(struct globals, header), NULL },
	{ OPTION_FLAG, 0, "excel", NULL, N_("CSV as Excel likes it"), offsetof(struct globals, excel), NULL },
	{ OPTION_FLAG, 0, "raw", NULL, N_("no guard against formulas in CSV"), offsetof(struct globals, raw), NULL },
	{ OPTION_FLAG, 0, "unmask", NULL, N_("show personal fields"), offsetof(struct globals, unmask), NULL },
	{ OPTION_TEXT, 0, "zone", "ZONE", N_("time zone, such as Asia/Shanghai"), offsetof(struct globals, zone),
	  NULL },
	{ OPTION_TEXT, 0, "color", "auto|always|never", N_("colours on a terminal"), offsetof(struct globals, color),
	  NULL },
	{ OPTION_FLAG, 0, "no-pager", NULL, N_("never through a pager"), offsetof(struct globals, no_pager), NULL },
	{ OPTION_FLAG, 'q', "quiet", NULL, N_("no remarks on stderr"), offsetof(struct globals, quiet), NULL },
	{ OPTION_FLAG, 0, "dry-run", NULL, N_("do all of it, then take it back"), offsetof(struct globals, dry_run),
	  NULL },
	{ OPTION_FLAG, 0, "if-findings", NULL, N_("print only if there is something to be said"),
	  offsetof(struct globals, if_findings), NULL },
	{ OPTION_INTEGER, 0, "timeout", "SECONDS", N_("how long to wait for another writer (60)"),
	  offsetof(struct globals, timeout), NULL },
	{ OPTION_FLAG, 0, "version", NULL, N_("which kam this is"), offsetof(struct globals, version), NULL },
	{ OPTION_FLAG, 'h', "help", NULL, N_("how to use it"), offsetof(struct globals, help), NULL },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

/* Where the value of an option goes: into a structure, or among the assignments under a name. */
struct entry {
	const struct option_row *row; /* NULL: an assignment */
	void *base;
	const char *assignment;
};

struct table {
	struct option longs[MAXIMUM_OPTIONS + 1];
	struct entry entries[MAXIMUM_OPTIONS];
	char *names[MAXIMUM_OPTIONS]; /* owned */
	char shorts[64];
	size_t count;
	bool failed; /* no memory for one: without it, it would be said not to be there */
};

static void add(struct table *table, const char *name, bool has_argument, char letter, struct entry entry)
{
	size_t place = table->count, shorts = strlen(table->shorts);
	char *option = strdup(name);

	if (place == MAXIMUM_OPTIONS || option == NULL) {
		table->failed = true;
		free(option);
		return;
	}
	for (char *at = option; *at != '\0'; at++)
		if (*at == '_')
			*at = '-';
	table->names[place] = option;
	table->longs[place] = (struct option){ option, has_argument ? required_argument : no_argument, NULL,
		                               FIRST_VALUE + (int)place };
	table->entries[place] = entry;
	if (letter != 0 && shorts + 3 < sizeof table->shorts)
		snprintf(table->shorts + shorts, sizeof table->shorts - shorts, "%c%s", letter,
		         has_argument ? ":" : "");
	table->count++;
}

static void add_rows(struct table *table, const struct option_row *rows, void *base)
{
	for (; rows != NULL && rows->kind != OPTION_END; rows++)
		add(table, rows->name, rows->kind != OPTION_FLAG, rows->letter, (struct entry){ rows, base, NULL });
}

bool option_is_for(const struct kam_field *field, enum field_options use)
{
	if (use == FIELDS_FILTER)
		return field->kind != KAM_ID;
	return use == FIELDS_SET && (field->flags & (KAM_DERIVED | KAM_COMPUTED)) == 0;
}

static void add_fields(struct table *table, const struct kam_type *type, enum field_options use)
{
	if (type == NULL || use == FIELDS_NONE)
		return;
	for (const struct kam_field *field = type->fields; field->name != NULL; field++)
		if (option_is_for(field, use))
			add(table, field->name, true, 0, (struct entry){ NULL, NULL, field->name });
	if (type->tags)
		add(table, "tag", true, 0, (struct entry){ NULL, NULL, "tag" });
	if (type->tags && use == FIELDS_SET)
		add(table, "untag", true, 0, (struct entry){ NULL, NULL, "untag" });
}

static void free_table(struct table *table)
{
	for (size_t i = 0; i < table->count; i++)
		free(table->names[i]);
	free(table);
}

static enum kam_status assign(struct context *context, const char *field, const char *value)
{
	struct kam_assignment *assignments =
		realloc(context->assignments, (context->assignment_count + 1) * sizeof *assignments);

	if (assignments == NULL)
		return usage_error(context, KAM_NO_MEMORY, "%s", _("out of memory"));
	context->assignments = assignments;
	assignments[context->assignment_count++] = (struct kam_assignment){ field, value };
	return KAM_OK;
}

/* Notes where a value went. False: it is a default, and a value that counts for more is there. */
static bool may_take(struct context *context, const void *place, enum kam_status *status)
{
	const void **given;

	*status = KAM_OK;
	for (size_t i = 0; i < context->given_before; i++)
		if (context->given[i] == place)
			return false;
	given = realloc(context->given, (context->given_count + 1) * sizeof *given);
	if (given == NULL) {
		*status = usage_error(context, KAM_NO_MEMORY, "%s", _("out of memory"));
		return false;
	}
	context->given = given;
	given[context->given_count++] = place;
	return true;
}

static enum kam_status take(struct context *context, const struct entry *entry, const char *value)
{
	const struct option_row *row = entry->row;
	const char *assigned = row == NULL ? entry->assignment : row->kind == OPTION_REPEATED ? row->name : NULL;
	char *place = assigned == NULL ? (char *)entry->base + row->offset : NULL;
	const char *why;
	enum kam_status status;

	if (!may_take(context, assigned != NULL ? assigned : place, &status))
		return status;
	if (assigned != NULL)
		return assign(context, assigned, value);
	if (row->kind == OPTION_FLAG && row->implies == NULL)
		*(bool *)place = true;
	else if (row->kind != OPTION_INTEGER)
		*(const char **)place = row->kind == OPTION_FLAG ? row->implies : value;
	else if (value == NULL || kam_integer_parse(value, strlen(value), (int64_t *)place, &why) != KAM_OK ||
	         *(int64_t *)place < 0)
		return usage_error(context, KAM_BAD_VALUE, _("--%s '%s' is not a whole number such as 20"), row->name,
		                   value != NULL ? value : "");
	return KAM_OK;
}

/* An option that is not there: with the nearest that is. */
static enum kam_status unknown(struct context *context, const struct table *table, const char *option)
{
	char name[64];
	struct nearest nearest = { 0 };
	bool apart = context->type != NULL && strcmp(context->type->name, context->command->name) != 0;

	snprintf(name, sizeof name, "%.*s", (int)strcspn(option, "="), option);
	if (name[1] != '-')
		return usage_error(context, KAM_USAGE, _("there is no option %s here; what is no option goes after --"),
		                   name);
	for (size_t i = 0; i < table->count; i++)
		nearest_try(&nearest, name + 2, table->names[i]);
	if (nearest.name != NULL)
		return usage_error(context, KAM_USAGE, _("there is no option %s here; nearest: --%s"), name,
		                   nearest.name);
	if (context->command == NULL)
		return usage_error(context, KAM_USAGE, _("there is no option %s here; see kam help"), name);
	return usage_error(context, KAM_USAGE, _("there is no option %s here; see kam %s%s%s%s%s --help"), name,
	                   context->command->name, apart ? " " : "", apart ? context->type->name : "",
	                   context->verb != NULL && *context->verb->name != '\0' ? " " : "",
	                   context->verb != NULL ? context->verb->name : "");
}

/* getopt_long takes abbreviations; scripts would come to depend on them. */
static bool is_whole(const char *word, const char *name)
{
	size_t length = strlen(name);

	return strncmp(word, "--", 2) != 0 ||
	       (strncmp(word + 2, name, length) == 0 && (word[2 + length] == '\0' || word[2 + length] == '='));
}

static enum kam_status parse(struct context *context, struct table *table, int argc, char **argv, bool stop)
{
	char shorts[80];
	int value;

	snprintf(shorts, sizeof shorts, "%s:%s", stop ? "+" : "", table->shorts);
	opterr = 0;
	optind = 0;
	while ((value = getopt_long(argc, argv, shorts, table->longs, NULL)) != -1) {
		const char *word = argv[optind - 1];
		size_t place = table->count;
		enum kam_status status;

		if (value == ':')
			return usage_error(context, KAM_USAGE, _("%s needs a value"), word);
		if (value >= FIRST_VALUE) {
			place = (size_t)(value - FIRST_VALUE);
			/* The option is one word earlier when its value is a word of its own. */
			if (optarg != NULL && word == optarg)
				word = argv[optind - 2];
			if (!is_whole(word, table->names[place]))
				return unknown(context, table, word);
		} else {
			for (size_t i = 0; i < table->count; i++)
				if (table->entries[i].row != NULL && table->entries[i].row->letter == value &&
				    value != '?')
					place = i;
		}
		if (place == table->count) {
			char letter[3] = { '-', (char)optopt, '\0' };

			return unknown(context, table, strncmp(word, "--", 2) == 0 ? word : letter);
		}
		status = take(context, &table->entries[place], optarg);
		if (status != KAM_OK)
			return status;
	}
	return KAM_OK;
}

enum kam_status options_globals(struct context *context, int argc, char **argv, int *next)
{
	struct table *table = calloc(1, sizeof *table);
	enum kam_status status;

	if (table == NULL)
		return usage_error(context, KAM_NO_MEMORY, "%s", _("out of memory"));
	add_rows(table, global_options, &context->globals);
	status = table->failed ? usage_error(context, KAM_NO_MEMORY, "%s", _("out of memory"))
	                       : parse(context, table, argc, argv, true);
	*next = optind;
	free_table(table);
	return status;
}

/* A verb's own options come before the global ones of the same name. */
static struct table *table_for_verb(struct context *context, void *arguments)
{
	struct table *table = calloc(1, sizeof *table);

	if (table == NULL)
		return NULL;
	add_rows(table, context->verb->options, arguments);
	add_fields(table, context->type, context->verb->fields);
	for (const struct option_row *row = context->extra; row != NULL && row->kind != OPTION_END; row++)
		add(table, row->name, row->kind != OPTION_FLAG, row->letter, (struct entry){ NULL, NULL, row->name });
	add_rows(table, global_options, &context->globals);
	return table;
}

enum kam_status options_all(struct context *context, int argc, char **argv, int first, void *arguments)
{
	struct table *table = table_for_verb(context, arguments);
	enum kam_status status;

	if (table == NULL)
		return usage_error(context, KAM_NO_MEMORY, "%s", _("out of memory"));
	status = table->failed ? usage_error(context, KAM_NO_MEMORY, "%s", _("out of memory"))
	                       : parse(context, table, argc - first, argv + first, false);
	context->operands = (const char *const *)(argv + first + optind);
	context->operand_count = (size_t)(argc - first - optind);
	free_table(table);
	return status;
}

/* One line of [defaults]; what was given before it counts for more. */
static enum kam_status take_line(struct context *context, struct table *table, const struct config_line *line)
{
	enum kam_status status;
	char *why;

	context->given_before = context->given_count;
	status = parse(context, table, line->count, line->words, false);
	context->given_before = 0;
	if (status == KAM_OK && optind < line->count)
		return config_error(context, line, _("'%s' is no option, and only options have defaults"),
		                    line->words[optind]);
	if (status == KAM_OK || status == KAM_NO_MEMORY)
		return status;
	why = context->message;
	context->message = NULL;
	status = config_error(context, line, "%s", why != NULL ? why : _("out of memory"));
	free(why);
	return status;
}

static enum kam_status take_lines(struct context *context, struct table *table, const char *name)
{
	const struct config_line *line = NULL;
	enum kam_status status = KAM_OK;

	if (table == NULL)
		return usage_error(context, KAM_NO_MEMORY, "%s", _("out of memory"));
	while (status == KAM_OK && (line = config_before(context->config, CONFIG_DEFAULTS, line)) != NULL)
		if (strcmp(line->words[0], name) == 0)
			status = take_line(context, table, line);
	free_table(table);
	return status;
}

enum kam_status defaults_take(struct context *context, const char *verb, void *arguments)
{
	const char *typed = context->globals.database;
	struct table *table;
	enum kam_status status = KAM_OK;

	if (config_before(context->config, CONFIG_DEFAULTS, NULL) == NULL)
		return KAM_OK;
	if (verb != NULL)
		status = take_lines(context, table_for_verb(context, arguments), verb);
	if (status == KAM_OK) {
		table = calloc(1, sizeof *table);
		if (table != NULL)
			add_rows(table, global_options, &context->globals);
		status = take_lines(context, table, "*");
	}
	/* A program that kam runs, and is told the database, must not end up with another one. */
	if (typed == NULL) {
		context->database_default = context->globals.database;
		context->globals.database = NULL;
	}
	return status;
}
