/* Writes what the manual pages say of commands, options and fields from the rows that are run, between marker lines.
 *
 *   pages < man/PAGE      the page on stdin with every ".\" begin TOPIC …" to ".\" end" written anew
 *   pages topics          the topics there must be: "PAGE TOPIC …", a line each
 *   pages options         every option there is: "COMMAND NAME", a line each ("-": of every command)
 *   pages verbs           every verb, with its record: "COMMAND [RECORD] VERB"
 *   pages statuses        every exit status but 0 and those of signals
 *
 * Topics: commands | globals | records COMMAND | verbs COMMAND | options COMMAND VERB | fields RECORD | settings | reports | report-options | schema
 */
#include "command.h"

#include "kam/maintenance.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LINE 4096

/* Text as mdoc takes it: no macro at its beginning, minus signs before figures, no escapes. */
static void put_text(const char *text)
{
	if (*text == '.' || *text == '\'')
		fputs("\\&", stdout);
	for (; *text != '\0'; text++) {
		if (*text == '\\')
			fputs("\\e", stdout);
		else if (*text == '-' && (text[1] == '-' || (text[1] >= '0' && text[1] <= '9')))
			fputs("\\-", stdout);
		else
			putchar(*text);
	}
}

/* Words on a macro's line: those that are macros themselves are shielded. */
static void put_words(const char *text)
{
	char word[64];
	size_t length;

	for (; *text != '\0'; text += length, text += strspn(text, " ")) {
		length = strcspn(text, " ");
		snprintf(word, sizeof word, "%.*s", (int)length, text);
		fputs(strlen(word) <= 3 && (word[0] < 'a' || word[0] > 'z' || strlen(word) == 2) ? " \\&" : " ",
		      stdout);
		put_text(word);
	}
}

static void put_dashed(const char *name)
{
	for (; *name != '\0'; name++)
		putchar(*name == '_' ? '-' : *name);
}

static void put_option_row(const struct option_row *row)
{
	fputs(".It ", stdout);
	if (row->letter != 0)
		printf("Fl %c , ", row->letter);
	printf("Fl Fl %s", row->name);
	if (row->argument != NULL) {
		fputs(" Ar", stdout);
		put_words(row->argument);
	}
	putchar('\n');
	if (row->help != NULL)
		put_text(row->help);
	else
		printf("the same as \\-\\-format %s", row->implies);
	putchar('\n');
}

static void put_options(const struct option_row *rows)
{
	puts(".Bl -tag -width 24n -compact");
	for (; rows != NULL && rows->kind != OPTION_END; rows++)
		put_option_row(rows);
	puts(".El");
}

static void topic_commands(void)
{
	puts(".Bl -tag -width \"kam-account(1)\" -compact");
	for (const struct command *const *command = commands; *command != NULL; command++) {
		printf(".It Xr kam-%s 1\n", (*command)->name);
		put_text((*command)->summary);
		putchar('\n');
	}
	puts(".El");
}

/* "code | tax_id | name", "a + b" in words */
static void put_same(const char *same)
{
	if (same == NULL) {
		fputs("the whole row, as it was imported", stdout);
		return;
	}
	for (; *same != '\0'; same++) {
		if (strncmp(same, " | ", 3) == 0) {
			fputs(", else ", stdout);
			same += 2;
		} else if (strncmp(same, " + ", 3) == 0) {
			fputs(" with ", stdout);
			same += 2;
		} else {
			putchar(*same);
		}
	}
}

static void topic_records(const struct command *command)
{
	puts(".Bl -tag -width 12n -compact");
	for (const struct kam_type *const *type = kam_types(); *type != NULL; type++) {
		if (strcmp((*type)->command, command->name) != 0)
			continue;
		printf(".It Cm %s\n", (*type)->name);
		put_text((*type)->help);
		printf(".\nIds %s1, %s2 \\&…", (*type)->prefix, (*type)->prefix);
		fputs(strcmp((*type)->name, "setting") == 0 ? "" : "; an import recognises one by ", stdout);
		if (strcmp((*type)->name, "setting") != 0)
			put_same((*type)->same);
		puts((*type)->tags ? ".\nTakes tags." : ".");
	}
	puts(".El");
}

static void put_verbs(const struct verb *const *verbs)
{
	for (const struct verb *verb = *verbs; verb != NULL; verb = *++verbs) {
		fputs(".It Cm", stdout);
		if (verb->record != NULL)
			printf(" %s", verb->record);
		if (*verb->name != '\0')
			printf(" %s", verb->name);
		if (verb->operands == NULL)
			fputs(" Ar FIELD…", stdout);
		else if (*verb->operands != '\0') {
			fputs(" Ar", stdout);
			put_words(verb->operands);
		}
		putchar('\n');
		put_text(verb->summary);
		putchar('\n');
	}
}

static void topic_verbs(const struct command *command)
{
	puts(".Bl -tag -width 24n -compact");
	put_verbs(command->verbs);
	if (command->has_records)
		put_verbs(common_verbs);
	puts(".El");
}

static void put_field(const struct kam_field *field)
{
	fputs(".It Fl Fl ", stdout);
	put_dashed(field->name);
	fputs(" Ar", stdout);
	put_words(field_argument(field));
	putchar('\n');
	put_text(field->help);
	if (field->choices != NULL) {
		fputs(":\n.Cm", stdout);
		put_words(field->choices);
	}
	if ((field->flags & KAM_REQUIRED) != 0 && field->initial == NULL)
		puts("\n.Pq required");
	else if (field->initial != NULL && *field->initial != '\0')
		printf("\n.Pq else %s\n", field->initial);
	else
		puts((field->flags & KAM_PERSONAL) != 0 ? "\n.Pq personal" : "");
}

/* Fields that are options of add and edit, then those that kam keeps or computes. */
static void topic_fields(const struct command *command, const struct kam_type *type)
{
	struct context context = { .command = command, .type = type, .verb = verb_find(command, type, "add") };
	char usage[256];
	const char *end;

	usage_line(&context, usage, sizeof usage);
	end = strstr(usage, " [--");
	printf(".Bd -literal -offset indent\n%.*s\n.Ed\n.Pp\n",
	       (int)(end != NULL ? (size_t)(end - usage) : strlen(usage)), usage);
	puts(".Bl -tag -width 24n -compact");
	for (const struct kam_field *field = type->fields; field->name != NULL; field++)
		if (option_is_for(field, FIELDS_SET))
			put_field(field);
	if (type->tags)
		puts(".It Fl Fl tag Ar KEY[=VALUE]\na tag; may be repeated\n.It Fl Fl untag Ar KEY\ntake a tag off");
	puts(".El\n.Pp\nKept or computed by kam, to be listed and filtered by:\n.Pp\n.Bl -tag -width 24n -compact");
	for (const struct kam_field *field = type->fields; field->name != NULL; field++) {
		if (option_is_for(field, FIELDS_SET))
			continue;
		printf(".It Va %s\n", field->name);
		put_text(field->help);
		putchar('\n');
	}
	puts(".El");
}

/* A page is made where no database is: an empty one for a moment. */
static struct kam *open_scratch(char *folder, size_t size)
{
	char path[64];
	struct kam_options options = {
		.mode = KAM_CREATE, .path = path, .real_user = "-", .command = "-", .language = "en"
	};
	struct kam *kam = NULL;

	snprintf(folder, size, "/tmp/kam-pages-XXXXXX");
	if (mkdtemp(folder) == NULL)
		return NULL;
	snprintf(path, sizeof path, "%s/kam.db", folder);
	if (kam_open(&options, &kam) != KAM_OK)
		fprintf(stderr, "pages: %s\n", kam_error_message(kam));
	return kam;
}

static void close_scratch(struct kam *kam, const char *folder)
{
	char path[64];

	kam_close(kam);
	snprintf(path, sizeof path, "%s/kam.db", folder);
	unlink(path);
	rmdir(folder);
}

static void topic_settings(void)
{
	char folder[32];
	struct kam *kam = open_scratch(folder, sizeof folder);
	struct kam_query query = { .record = "setting", .columns = "name,standard,about", .limit = -1 };
	struct kam_rows *rows = NULL;

	puts(".Bl -tag -width 14n");
	if (kam_record_list(kam, &query, &rows) == KAM_OK)
		while (kam_rows_step(rows) == KAM_OK) {
			const struct kam_value *name = kam_rows_value(rows, 0);

			printf(".It Va %.*s", (int)name->length, name->text);
			if (kam_rows_value(rows, 1)->type == KAM_IS_TEXT)
				printf(" Pq %.*s", (int)kam_rows_value(rows, 1)->length, kam_rows_value(rows, 1)->text);
			printf("\n%.*s\n", (int)kam_rows_value(rows, 2)->length, kam_rows_value(rows, 2)->text);
		}
	puts(".El");
	kam_rows_free(rows);
	close_scratch(kam, folder);
}

/* What made the table; to be freed. */
static char *schema_of(struct kam *kam, const char *table)
{
	char question[128], *sql = NULL;
	struct kam_rows *rows = NULL;

	snprintf(question, sizeof question, "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = '%s'", table);
	if (kam_database_sql(kam, question, -1, false, NULL, NULL, &rows) == KAM_OK && kam_rows_step(rows) == KAM_OK)
		sql = format_text("%.*s", (int)kam_rows_value(rows, 0)->length, kam_rows_value(rows, 0)->text);
	kam_rows_free(rows);
	if (sql == NULL) {
		fprintf(stderr, "pages: %s\n", kam_error_message(kam));
		exit(1);
	}
	return sql;
}

/* Columns stand in lines of their own, those that came later behind commas in the last one. */
static bool never_empty(const char *sql, const char *column)
{
	char patterns[2][64];

	snprintf(patterns[0], sizeof patterns[0], "\t%s ", column);
	snprintf(patterns[1], sizeof patterns[1], ", %s ", column);
	for (int i = 0; i < 2; i++) {
		const char *at = strstr(sql, patterns[i]), *end, *mark;

		if (at == NULL)
			continue;
		end = at + 1 + strcspn(at + 1, ",\n");
		mark = strstr(at, "NOT NULL");
		return (mark != NULL && mark < end) || strcmp(column, "id") == 0;
	}
	fprintf(stderr, "pages: there is no column %s\n", column);
	exit(1);
}

/* How a field lies in its column, for other programs. */
static void put_storage(const struct kam_field *field, bool filled)
{
	static const char *const kinds[] = { [KAM_TEXT] = "text",
		                             [KAM_INTEGER] = "integer",
		                             [KAM_NUMBER] = "real",
		                             [KAM_MONEY] = "integer: minor units",
		                             [KAM_PERCENT] = "integer: hundredths of a percent",
		                             [KAM_DATE] = "text: date",
		                             [KAM_INSTANT] = "text: UTC time",
		                             [KAM_CHOICE] = "text",
		                             [KAM_FLAG] = "integer: 0 or 1",
		                             [KAM_CURRENCY] = "text: ISO 4217",
		                             [KAM_REFERENCE] = "integer: id of",
		                             [KAM_ID] = "integer" };

	printf(".It Va %s\n%s", field->name, kinds[field->kind]);
	if (field->kind == KAM_REFERENCE)
		printf(" %s", field->target);
	fputs(filled ? ", never empty" : "", stdout);
	fputs((field->flags & KAM_PERSONAL) != 0 ? ", personal;\n" : ";\n", stdout);
	put_text(field->help);
	if (field->choices != NULL) {
		fputs(":\n.Li", stdout);
		put_words(field->choices);
	}
	putchar('\n');
}

static void topic_schema(void)
{
	char folder[32];
	struct kam *kam = open_scratch(folder, sizeof folder);

	for (const struct kam_type *const *type = kam_types(); *type != NULL; type++) {
		char *sql = schema_of(kam, (*type)->name);

		printf(".Ss %s\n", (*type)->name);
		put_text((*type)->help);
		printf(";\n%s1 is the row with the id 1.\n.Pp\n.Bl -tag -width 16n -compact\n", (*type)->prefix);
		for (const struct kam_field *field = (*type)->fields; field->name != NULL; field++)
			if ((field->flags & KAM_COMPUTED) == 0)
				put_storage(field, never_empty(sql, field->name));
		puts(".El");
		free(sql);
	}
	close_scratch(kam, folder);
}

static const struct command *need_command(const char *name)
{
	const struct command *command = command_find(name);

	if (command != NULL)
		return command;
	fprintf(stderr, "pages: there is no command '%s'\n", name);
	exit(1);
}

static void topic_options(const char *words)
{
	char name[64] = "", first[64] = "", second[64] = "";
	const struct command *command;
	const struct verb *verb;

	(void)sscanf(words, "%63s %63s %63s", name, first, second);
	command = need_command(name);
	verb = verb_find(command, kam_type_find(*second != '\0' ? first : name), *second != '\0' ? second : first);
	if (verb == NULL) {
		fprintf(stderr, "pages: kam %s has no verb '%s'\n", name, words);
		exit(1);
	}
	put_options(verb->options);
}

/* Each shipped report, or what `each` does with it. */
static void for_reports(void (*each)(const struct kam_report *report))
{
	struct kam_options options = { .path = NULL };
	struct kam_rows *rows = NULL;
	struct kam *kam = NULL;

	if (kam_open(&options, &kam) != KAM_OK || kam_report_list(kam, NULL, &rows) != KAM_OK) {
		fprintf(stderr, "pages: %s\n", kam_error_message(kam));
		exit(1);
	}
	while (kam_rows_step(rows) == KAM_OK) {
		struct kam_report *report = NULL;
		char name[64];

		snprintf(name, sizeof name, "%.*s", (int)kam_rows_value(rows, 0)->length, kam_rows_value(rows, 0)->text);
		if (kam_report_find(kam, name, NULL, &report) == KAM_OK)
			each(report);
		kam_report_free(report);
	}
	kam_rows_free(rows);
	kam_close(kam);
}

static void put_report(const struct kam_report *report)
{
	const struct kam_parameter *parameter;

	puts(".It Xo");
	printf(".Cm %s\n", kam_report_name(report));
	for (size_t i = 0; (parameter = kam_report_parameter(report, i)) != NULL; i++)
		printf(".Op Fl Fl %s\n", parameter->name);
	puts(".Xc");
	/* A sentence a line. */
	for (const char *about = kam_report_about(report); *about != '\0';) {
		const char *end = strstr(about, ". ");
		char sentence[LINE];

		snprintf(sentence, sizeof sentence, "%.*s", end != NULL ? (int)(end + 1 - about) : (int)strcspn(about, "\n"), about);
		put_text(sentence);
		putchar('\n');
		about += strlen(sentence);
		about += strspn(about, " \n");
	}
}

static void topic_reports(void)
{
	puts(".Bl -tag -width 4n");
	for_reports(put_report);
	puts(".El");
}

static void topic(const char *words)
{
	char name[64] = "";
	int end = 0;
	const struct kam_type *type;

	(void)sscanf(words, "%63s %n", name, &end);
	words += end;
	if (strcmp(name, "commands") == 0)
		topic_commands();
	else if (strcmp(name, "globals") == 0)
		put_options(global_options);
	else if (strcmp(name, "records") == 0)
		topic_records(need_command(words));
	else if (strcmp(name, "verbs") == 0)
		topic_verbs(need_command(words));
	else if (strcmp(name, "options") == 0)
		topic_options(words);
	else if (strcmp(name, "settings") == 0)
		topic_settings();
	else if (strcmp(name, "reports") == 0)
		topic_reports();
	else if (strcmp(name, "schema") == 0)
		topic_schema();
	else if (strcmp(name, "report-options") == 0)
		put_options(report_options);
	else if (strcmp(name, "fields") == 0 && (type = kam_type_find(words)) != NULL)
		topic_fields(need_command(type->command), type);
	else {
		fprintf(stderr, "pages: there is no topic '%s %s'\n", name, words);
		exit(1);
	}
}

static int rewrite(void)
{
	static const char begin[] = ".\\\" begin ", end[] = ".\\\" end";
	char line[LINE];
	bool inside = false;

	while (fgets(line, sizeof line, stdin) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		if (strcmp(line, end) == 0)
			inside = false;
		if (!inside)
			puts(line);
		if (strncmp(line, begin, strlen(begin)) == 0) {
			inside = true;
			topic(line + strlen(begin));
		}
	}
	if (inside)
		fputs("pages: a \".\\\" end\" is missing\n", stderr);
	return inside ? 1 : 0;
}

/* ---- lists for the tests -------------------------------------------------- */

static void list_verb_topics(const struct command *command)
{
	const struct verb *const *verbs = command->verbs;

	for (const struct verb *verb = *verbs; verb != NULL; verb = *++verbs)
		if (verb->options != NULL)
			printf("kam-%s.1 options %s%s%s%s%s\n", command->name, command->name,
			       verb->record != NULL ? " " : "", verb->record != NULL ? verb->record : "",
			       *verb->name != '\0' ? " " : "", verb->name);
}

static void list_topics(void)
{
	puts("kam.1 commands\nkam.1 globals\nkam.1 options account import\nkam-config.1 settings\nkam-schema.5 schema");
	for (const struct command *const *command = commands; *command != NULL; command++) {
		if ((*command)->has_records)
			printf("kam-%s.1 records %s\n", (*command)->name, (*command)->name);
		if ((*command)->has_records || command_itself(*command) == NULL)
			printf("kam-%s.1 verbs %s\n", (*command)->name, (*command)->name);
		list_verb_topics(*command);
	}
	for (const struct kam_type *const *type = kam_types(); *type != NULL; type++)
		printf("kam-%s.1 fields %s\n", (*type)->command, (*type)->name);
}

static void list_rows(const char *command, const struct option_row *rows)
{
	for (; rows != NULL && rows->kind != OPTION_END; rows++)
		printf("%s %s\n", command, rows->name);
}

static void list_parameters(const struct kam_report *report)
{
	const struct kam_parameter *parameter;

	for (size_t i = 0; (parameter = kam_report_parameter(report, i)) != NULL; i++)
		printf("report %s\n", parameter->name);
}

static void list_options(void)
{
	list_rows("-", global_options);
	list_rows("report", report_options);
	for_reports(list_parameters);
	for (const struct command *const *command = commands; *command != NULL; command++) {
		const struct verb *const *verb;

		for (verb = (*command)->verbs; *verb != NULL; verb++)
			list_rows((*command)->name, (*verb)->options);
		for (verb = common_verbs; (*command)->has_records && *verb != NULL; verb++)
			list_rows((*command)->name, (*verb)->options);
	}
	for (const struct kam_type *const *type = kam_types(); *type != NULL; type++) {
		for (const struct kam_field *field = (*type)->fields; field->name != NULL; field++) {
			if (!option_is_for(field, FIELDS_SET) && !option_is_for(field, FIELDS_FILTER))
				continue;
			printf("%s ", (*type)->command);
			put_dashed(field->name);
			putchar('\n');
		}
		if ((*type)->tags)
			printf("%s tag\n%s untag\n", (*type)->command, (*type)->command);
	}
}

static void list_verbs_of(const struct command *command, const char *record, const struct verb *const *verbs)
{
	for (const struct verb *verb = *verbs; verb != NULL; verb = *++verbs) {
		if (verb->record != NULL && (record == NULL || strcmp(verb->record, record) != 0))
			continue;
		printf("%s%s%s%s%s\n", command->name, record != NULL && strcmp(record, command->name) != 0 ? " " : "",
		       record != NULL && strcmp(record, command->name) != 0 ? record : "",
		       *verb->name != '\0' ? " " : "", verb->name);
	}
}

static void list_verbs(void)
{
	for (const struct command *const *command = commands; *command != NULL; command++) {
		if (!(*command)->has_records)
			list_verbs_of(*command, NULL, (*command)->verbs);
		for (const struct kam_type *const *type = kam_types(); *type != NULL; type++)
			if (strcmp((*type)->command, (*command)->name) == 0) {
				list_verbs_of(*command, (*type)->name, (*command)->verbs);
				list_verbs_of(*command, (*type)->name, common_verbs);
			}
	}
}

static void list_statuses(void)
{
	bool seen[256] = { false };

	for (int status = KAM_OK; status < KAM_INTERRUPTED; status++)
		seen[kam_status_exit((enum kam_status)status) & 255] = true;
	for (int i = 0; i < 256; i++)
		if (seen[i])
			printf("%d\n", i);
}

int main(int argc, char **argv)
{
	static const struct {
		const char *word;
		void (*list)(void);
	} lists[] = { { "topics", list_topics },
		      { "options", list_options },
		      { "verbs", list_verbs },
		      { "statuses", list_statuses } };

	if (argc == 1)
		return rewrite();
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		if (strcmp(argv[1], lists[i].word) == 0) {
			lists[i].list();
			return 0;
		}
	fprintf(stderr, "pages: what is '%s'?\n", argv[1]);
	return 2;
}
