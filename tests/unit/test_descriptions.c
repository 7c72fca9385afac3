/* Descriptions and schema say the same: columns, types, choices, references, keys; and no name clashes. */
#include "test.h"

#include "command.h"

#include "kam/internal/describe.h"
#include "kam/internal/store.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* SQLite's own list of keywords; its header is lib/store's. */
int sqlite3_keyword_check(const char *name, int length);

static struct kam *kam;
static char folder[] = "/tmp/kam-descriptions-XXXXXX";

static void database_path(char *path, size_t size)
{
	snprintf(path, size, "%s/kam.db", folder);
}

/* An empty database, migrated to the newest schema. */
static int open_database(void **state)
{
	char path[64];
	struct kam_options options = { .mode = KAM_CREATE, .path = path, .real_user = "test", .command = "test" };

	(void)state;
	if (mkdtemp(folder) == NULL)
		return -1;
	database_path(path, sizeof path);
	return kam_open(&options, &kam) == KAM_OK ? 0 : -1;
}

static int close_database(void **state)
{
	char path[64];

	(void)state;
	kam_close(kam);
	database_path(path, sizeof path);
	return unlink(path) + rmdir(folder);
}

static int64_t count(const char *sql, const char *first, const char *second, const char *third)
{
	const char *texts[] = { first, second, third };
	int64_t number = 0;
	size_t given = first == NULL ? 0 : second == NULL ? 1 : third == NULL ? 2 : 3;

	if (store_get_integer(kam, sql, texts, given, &number) != KAM_OK) {
		print_error("%s: %s\n", sql, kam_error_message(kam));
		assert_true(false);
	}
	return number;
}

#define EACH_TYPE(type) (const struct kam_type *const *type = kam_types(); *type != NULL; type++)
#define EACH_FIELD(field, type) (const struct kam_field *field = (type)->fields; field->name != NULL; field++)

#define CHECK(condition, ...)                                                                                          \
	do {                                                                                                           \
		if (!(condition)) {                                                                                    \
			print_error(__VA_ARGS__);                                                                      \
			wrong++;                                                                                       \
		}                                                                                                      \
	} while (0)

/* ---- names ------------------------------------------------------------- */

static bool is_global(const char *name)
{
	for (const struct option_row *row = global_options; row->kind != OPTION_END; row++) {
		char option[64];

		snprintf(option, sizeof option, "%s", row->name);
		for (char *at = option; *at != '\0'; at++)
			if (*at == '-')
				*at = '_';
		if (strcmp(option, name) == 0)
			return true;
	}
	return false;
}

static void test_no_field_is_a_keyword_or_a_global_option(void **state)
{
	int wrong = 0;

	(void)state;
	assert_true(sqlite3_keyword_check("select", 6));
	for EACH_TYPE (type)
		for EACH_FIELD (field, *type) {
			const char *name = field->name;

			CHECK(!sqlite3_keyword_check(name, (int)strlen(name)), "%s.%s is a keyword\n", (*type)->name, name);
			CHECK(!is_global(name), "%s.%s is a global option\n", (*type)->name, name);
			CHECK(!(*type)->tags || (strcmp(name, "tag") != 0 && strcmp(name, "untag") != 0), "%s.%s\n", (*type)->name,
			      name);
			CHECK(name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_")] == '\0' && name[0] >= 'a',
			      "%s.%s is not written a-z, 0-9, _\n", (*type)->name, name);
		}
	assert_int_equal(wrong, 0);
}

/* No word is both record and verb within one command, and ids of two types are told apart. */
static void test_records_verbs_and_prefixes_differ(void **state)
{
	int wrong = 0;

	(void)state;
	for EACH_TYPE (type) {
		const struct command *command = command_find((*type)->command);

		CHECK(command != NULL && command->has_records, "%s: no command %s\n", (*type)->name, (*type)->command);
		CHECK(verb_find(command, *type, (*type)->name) == NULL, "%s is a record and a verb\n", (*type)->name);
		for EACH_TYPE (other) {
			CHECK(type == other || strcmp((*type)->name, (*other)->name) != 0, "two types %s\n", (*type)->name);
			CHECK(type == other || strcmp((*type)->prefix, (*other)->prefix) != 0, "two prefixes %s\n",
			      (*type)->prefix);
		}
	}
	assert_int_equal(wrong, 0);
}

/* An import finds a field by its name or either title: none may stand for two. */
static void test_titles_are_unique(void **state)
{
	int wrong = 0;

	(void)state;
	for EACH_TYPE (type)
		for EACH_FIELD (field, *type) {
			CHECK(field->title != NULL && field->title_zh != NULL && field->help != NULL,
			      "%s.%s lacks a title or help\n", (*type)->name, field->name);
			for EACH_FIELD (other, *type) {
				if (other == field)
					continue;
				CHECK(strcmp(field->name, other->name) != 0, "%s: two fields %s\n", (*type)->name, field->name);
				CHECK(strcmp(field->title, other->title) != 0, "%s: two titles %s\n", (*type)->name,
				      field->title);
				CHECK(strcmp(field->title_zh, other->title_zh) != 0, "%s: two titles %s\n", (*type)->name,
				      field->title_zh);
			}
		}
	assert_int_equal(wrong, 0);
}

/* Every word of a text, split at any of `between`, names a field. */
static int unknown_words(const struct kam_type *type, const char *what, const char *text, const char *between)
{
	int wrong = 0;

	while (text != NULL && *text != '\0') {
		char word[64];
		size_t length = strcspn(text, between);
		const struct kam_field *field;

		/* Of a path its first step. */
		snprintf(word, sizeof word, "%.*s", (int)length, text);
		word[strcspn(word, ".")] = '\0';
		field = kam_type_field(type, word);
		CHECK(length == 0 || (field != NULL && field_is_stored(field)), "%s: %s names '%s'\n", type->name, what, word);
		text += length;
		text += strspn(text, between);
	}
	return wrong;
}

static void test_same_names_label_order_and_dated_name_fields(void **state)
{
	int wrong = 0;

	(void)state;
	for EACH_TYPE (type) {
		const char *order = (*type)->order;
		const struct kam_field *dated;

		assert_non_null((*type)->label);
		assert_non_null((*type)->names);
		wrong += unknown_words(*type, "same", (*type)->same, " |+?");
		wrong += unknown_words(*type, "names", (*type)->names, " /");
		wrong += unknown_words(*type, "label", (*type)->label, "");
		wrong += unknown_words(*type, "order", order, ",-");
		wrong += unknown_words(*type, "one_of", (*type)->one_of, " ");
		wrong += unknown_words(*type, "dated", (*type)->dated, "");
		dated = (*type)->dated != NULL ? kam_type_field(*type, (*type)->dated) : NULL;
		CHECK(dated == NULL || dated->kind == KAM_DATE, "%s: dated by what is no date\n", (*type)->name);
	}
	assert_int_equal(wrong, 0);
}

/* ---- fields in themselves ----------------------------------------------- */

static void test_fields_are_described_whole(void **state)
{
	int wrong = 0;

	(void)state;
	for EACH_TYPE (type)
		for EACH_FIELD (field, *type) {
			bool reference = field->kind == KAM_REFERENCE;
			char scratch[KAM_SCRATCH_SIZE];
			const char *why = "";
			struct kam_value value;
			struct kam_reading reading = { .decimal = '.', .relative = true, .choices = field->choices,
				                       .currency = "CNY", .zone = "", .minimum = field->minimum,
				                       .maximum = field->maximum };

			CHECK((field->target != NULL) == reference, "%s.%s: target\n", (*type)->name, field->name);
			CHECK(!reference || kam_type_find(field->target) != NULL, "%s.%s: refers to no type\n", (*type)->name,
			      field->name);
			CHECK((field->choices != NULL) == (field->kind == KAM_CHOICE), "%s.%s: choices\n", (*type)->name,
			      field->name);
			CHECK((field->expression != NULL) == ((field->flags & KAM_COMPUTED) != 0), "%s.%s: expression\n",
			      (*type)->name, field->name);
			CHECK((field->flags & KAM_TREE) == 0 || (reference && strcmp(field->target, (*type)->name) == 0),
			      "%s.%s: a tree of another type\n", (*type)->name, field->name);
			CHECK((field->flags & KAM_OPERAND) == 0 || option_is_for(field, FIELDS_SET),
			      "%s.%s: an operand that cannot be set\n", (*type)->name, field->name);
			if (field->initial != NULL && !reference)
				CHECK(kam_value_parse(field->kind, &reading, field->initial, strlen(field->initial), scratch,
				                      &value, &why) == KAM_OK,
				      "%s.%s: initial '%s' is not %s\n", (*type)->name, field->name, field->initial, why);
		}
	assert_int_equal(wrong, 0);
}

/* ---- schema ------------------------------------------------------------- */

static const char *stored_as(const struct kam_field *field)
{
	switch (field->kind) {
	case KAM_INTEGER:
	case KAM_MONEY:
	case KAM_PERCENT:
	case KAM_FLAG:
	case KAM_REFERENCE:
	case KAM_ID:
		return "INTEGER";
	case KAM_NUMBER:
		return "REAL";
	default:
		return "TEXT";
	}
}

static void test_every_stored_field_is_a_column(void **state)
{
	int wrong = 0;

	(void)state;
	for EACH_TYPE (type) {
		const char *table = (*type)->name;
		int64_t stored = type_has_name_key(*type) ? 1 : 0;

		for EACH_FIELD (field, *type) {
			if (!field_is_stored(field)) {
				CHECK(count("SELECT count(*) FROM pragma_table_info(:1) WHERE name = :2", table, field->name,
				            NULL) == 0,
				      "%s.%s is computed and a column\n", table, field->name);
				continue;
			}
			stored++;
			CHECK(count("SELECT count(*) FROM pragma_table_info(:1) WHERE name = :2 AND type = :3", table,
			            field->name, stored_as(field)) == 1,
			      "%s.%s is no column of type %s\n", table, field->name, stored_as(field));
			/* Required is what the table demands too: currency is filled in, ids and times are given. */
			if ((field->flags & KAM_DERIVED) == 0 && strcmp(field->name, "currency") != 0)
				CHECK(count("SELECT count(*) FROM pragma_table_info(:1) WHERE name = :2 AND \"notnull\"", table,
				            field->name, NULL) == ((field->flags & KAM_REQUIRED) != 0 ? 1 : 0),
				      "%s.%s: required and NOT NULL differ\n", table, field->name);
		}
		/* name_key is the only column that no field describes. */
		CHECK(count("SELECT count(*) FROM pragma_table_info(:1)", table, NULL, NULL) == stored,
		      "%s has columns without a field\n", table);
		CHECK(count("SELECT count(*) FROM pragma_table_info(:1) WHERE name = 'name_key'", table, NULL, NULL) ==
		              (type_has_name_key(*type) ? 1 : 0),
		      "%s: name_key\n", table);
		CHECK(count("SELECT strict FROM pragma_table_list(:1)", table, NULL, NULL) == 1, "%s is not STRICT\n", table);
	}
	assert_int_equal(wrong, 0);
}

static void test_references_are_foreign_keys(void **state)
{
	int wrong = 0;

	(void)state;
	for EACH_TYPE (type) {
		int64_t references = 0;

		for EACH_FIELD (field, *type) {
			if (field->kind != KAM_REFERENCE || !field_is_stored(field))
				continue;
			references++;
			CHECK(count("SELECT count(*) FROM pragma_foreign_key_list(:1) WHERE \"from\" = :2 AND \"table\" = :3",
			            (*type)->name, field->name, field->target) == 1,
			      "%s.%s is no foreign key to %s\n", (*type)->name, field->name, field->target);
		}
		CHECK(count("SELECT count(*) FROM pragma_foreign_key_list(:1)", (*type)->name, NULL, NULL) == references,
		      "%s has foreign keys without a reference\n", (*type)->name);
	}
	assert_int_equal(wrong, 0);
}

/*
 * The words of CHECK (NAME = 'a' OR NAME = 'b') or, for flags, of CHECK (NAME IN (0, 1)), as choices have them: "a b".
 * False: there is none.
 */
static bool checked_words(const char *schema, const char *name, char *out, size_t size)
{
	char start[96], next[96];
	const char *at;
	size_t length = 0;

	snprintf(start, sizeof start, "CHECK (%s IN (", name);
	at = strstr(schema, start);
	if (at == NULL) {
		snprintf(start, sizeof start, "CHECK (%s = ", name);
		at = strstr(schema, start);
	}
	if (at == NULL)
		return false;
	*out = '\0';
	snprintf(next, sizeof next, "OR %s = ", name);
	for (at += strlen(start); *at != ')' && *at != '\0'; at++) {
		if (strncmp(at, next, strlen(next)) == 0)
			at += strlen(next);
		if (*at != '\'' && *at != ',' && length + 1 < size) {
			out[length++] = *at;
			out[length] = '\0';
		}
	}
	return true;
}

static void test_choices_and_bounds_are_check_constraints(void **state)
{
	int wrong = 0;

	(void)state;
	for EACH_TYPE (type) {
		struct statement *statement = NULL;
		const char *schema;

		assert_int_equal(store_prepare(kam, "SELECT sql FROM sqlite_schema WHERE name = :name", &statement), KAM_OK);
		store_bind_text(statement, ":name", (*type)->name);
		assert_int_equal(store_step(statement), KAM_OK);
		schema = store_text(statement, 0);
		for EACH_FIELD (field, *type) {
			char words[512], between[128];
			bool found = field_is_stored(field) && checked_words(schema, field->name, words, sizeof words);

			if (field->kind == KAM_CHOICE && field_is_stored(field))
				CHECK(found && strcmp(words, field->choices) == 0, "%s.%s: choices '%s', in the table '%s'\n",
				      (*type)->name, field->name, field->choices, found ? words : "");
			else if (field->kind == KAM_FLAG && field_is_stored(field))
				CHECK(found && strcmp(words, "0 1") == 0, "%s.%s: no CHECK (IN (0, 1))\n", (*type)->name,
				      field->name);
			else if (strcmp((*type)->name, "setting") != 0)
				CHECK(!found, "%s.%s: the table knows choices, the field does not\n", (*type)->name, field->name);
			/* Where the table bounds a figure, the field has the same bounds. */
			snprintf(between, sizeof between, "CHECK (%s BETWEEN ", field->name);
			if (strstr(schema, between) != NULL) {
				snprintf(between, sizeof between, "CHECK (%s BETWEEN %lld AND %lld)", field->name,
				         (long long)field->minimum, (long long)field->maximum);
				CHECK(strstr(schema, between) != NULL, "%s.%s: not %s\n", (*type)->name, field->name, between);
			}
		}
		store_finalize(statement);
	}
	assert_int_equal(wrong, 0);
}

/* What must be unique is so in the table; and what an import looks a record up by can be found without a scan. */
static void test_keys_are_indexed(void **state)
{
	static const char leading[] = "SELECT count(*) FROM pragma_index_list(:1) AS list "
				      "JOIN pragma_index_info(list.name) AS info WHERE info.seqno = 0 AND info.name = :2";
	static const char unique[] =
		"SELECT count(*) FROM pragma_index_list(:1) AS list WHERE list.\"unique\" AND "
		"(SELECT group_concat(name) FROM pragma_index_info(list.name)) = :2";
	int wrong = 0;

	(void)state;
	for EACH_TYPE (type) {
		const char *table = (*type)->name, *first = (*type)->same;
		char word[64];

		for EACH_FIELD (field, *type)
			if (type_is_unique(*type, field->name) && strcmp(table, "setting") != 0)
				CHECK(count(unique, table, field->name, NULL) == 1, "%s.%s has no unique index\n", table,
				      field->name);
		/* A record that goes asks every table that may refer to it. */
		for EACH_FIELD (field, *type)
			if (field->kind == KAM_REFERENCE && field_is_stored(field))
				CHECK(count(leading, table, field->name, NULL) >= 1, "%s.%s refers without an index\n", table,
				      field->name);
		while (first != NULL) {
			snprintf(word, sizeof word, "%.*s", (int)strcspn(first, " ?"), first);
			CHECK(count(leading, table, word, NULL) >= 1, "%s.%s has no index\n", table, word);
			first = strstr(first, " | ");
			first = first != NULL ? first + 3 : NULL;
		}
	}
	assert_int_equal(wrong, 0);
}

/* A computed field is SQL that the database can run. */
static void test_computed_fields_can_be_listed(void **state)
{
	int wrong = 0;

	(void)state;
	for EACH_TYPE (type)
		for EACH_FIELD (field, *type) {
			struct kam_query query = { .record = (*type)->name, .columns = field->name, .limit = 1 };
			struct kam_rows *rows = NULL;

			CHECK(kam_record_list(kam, &query, &rows) == KAM_OK, "%s.%s: %s\n", (*type)->name, field->name,
			      kam_error_message(kam));
			kam_rows_free(rows);
		}
	assert_int_equal(wrong, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_field_is_a_keyword_or_a_global_option),
		cmocka_unit_test(test_records_verbs_and_prefixes_differ),
		cmocka_unit_test(test_titles_are_unique),
		cmocka_unit_test(test_same_names_label_order_and_dated_name_fields),
		cmocka_unit_test(test_fields_are_described_whole),
		cmocka_unit_test(test_every_stored_field_is_a_column),
		cmocka_unit_test(test_references_are_foreign_keys),
		cmocka_unit_test(test_choices_and_bounds_are_check_constraints),
		cmocka_unit_test(test_keys_are_indexed),
		cmocka_unit_test(test_computed_fields_can_be_listed),
	};

	return cmocka_run_group_tests(tests, open_database, close_database);
}
