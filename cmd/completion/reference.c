/* Records that are there, by id and by name, and tags in use; read only, and silent where that cannot be done. */
#include "completion.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OFFERED 200      /* more than that nobody reads */
#define PATIENCE 200     /* milliseconds, while others write */
#define ABOUT_COLUMNS 40 /* of a name beside an id */

static struct kam *open_to_read(const struct place *place)
{
	struct context where = { .globals.database = place->about.globals.database };
	struct kam_options options = {
		.mode = KAM_READ, .unchanged = true, .temporary = getenv("TMPDIR"), .timeout_ms = PATIENCE
	};
	struct kam *kam = NULL;
	char *path = NULL;

	if (database_find(&where, false, &path) == KAM_OK) {
		options.path = path;
		if (kam_open(&options, &kam) != KAM_OK) {
			kam_close(kam);
			kam = NULL;
		}
	}
	free(where.message);
	free(path);
	return kam;
}

/* What is masked is not there. */
static char *text_of(const struct kam_value *value, size_t columns)
{
	size_t length = value->length;

	if (value->type != KAM_IS_TEXT)
		return NULL;
	if (columns > 0)
		length = kam_text_prefix(value->text, length, columns, NULL);
	return format_text("%.*s%s", (int)length, value->text, length < value->length ? "…" : "");
}

static void add_rows(struct kam *kam, const struct kam_query *query, size_t about_columns, struct candidates *out)
{
	struct kam_rows *rows = NULL;

	if (kam_record_list(kam, query, &rows) == KAM_OK)
		while (out->count < OFFERED && kam_rows_step(rows) == KAM_OK) {
			char *word = text_of(kam_rows_value(rows, 0), 0);
			char *about = text_of(kam_rows_value(rows, 1), about_columns);

			if (word != NULL)
				candidates_add(out, word, about);
			free(word);
			free(about);
		}
	kam_rows_free(rows);
}

/* Ids with their names: the newest, and the one that is typed, also with a digit more. */
static void add_ids(struct kam *kam, const struct kam_type *type, struct candidates *out)
{
	char columns[64];
	struct kam_query query = { .record = type->name, .columns = columns, .sort = "-id", .limit = OFFERED };
	size_t prefix = strlen(type->prefix);

	snprintf(columns, sizeof columns, "id,%s", type->label);
	for (int digit = -1; digit < 10; digit++) {
		char *id = digit < 0 ? format_text("%s", out->typed) : format_text("%s%d", out->typed, digit);

		query.filters = &(struct kam_assignment){ "id", id };
		query.filter_count = 1;
		/* One that is not there is an error, and no matter. */
		if (id != NULL && strncmp(id, type->prefix, prefix) == 0 && strlen(id) > prefix &&
		    strspn(id + prefix, "0123456789") == strlen(id + prefix))
			add_rows(kam, &query, ABOUT_COLUMNS, out);
		free(id);
	}
	query.filter_count = 0;
	add_rows(kam, &query, ABOUT_COLUMNS, out);
}

/* Names that begin with what is typed, of one of the fields by which a reference finds a record; by its index. */
static void add_names(struct kam *kam, const struct kam_type *type, const char *field, struct candidates *out)
{
	static const char last[] = "\xF4\x8F\xBF\xBF"; /* U+10FFFF, behind all others */
	char columns[64], *condition = NULL, *doubled = malloc(strlen(out->typed) * 2 + 1), *to = doubled;
	struct kam_query query = { .record = type->name, .columns = columns, .limit = OFFERED };

	snprintf(columns, sizeof columns, "%s,id", field);
	for (const char *at = out->typed; doubled != NULL && *at != '\0'; at++) {
		if (*at == '\'')
			*to++ = '\'';
		*to++ = *at;
	}
	if (doubled != NULL && to > doubled) {
		*to = '\0';
		condition = format_text("%s >= '%s' and %s <= '%s%s'", field, doubled, field, doubled, last);
	}
	query.where = condition;
	if (*out->typed == '\0' || condition != NULL)
		add_rows(kam, &query, 0, out);
	free(condition);
	free(doubled);
}

/* Of "code ref tax_id name", those that people type; of "ref account/name", none. */
static void add_all_names(struct kam *kam, const struct kam_type *type, struct candidates *out)
{
	char name[32];

	for (const char *at = type->names; *at != '\0'; at += strspn(at, " ")) {
		size_t length = strcspn(at, " ");
		const struct kam_field *field;

		if (length < sizeof name) {
			memcpy(name, at, length);
			name[length] = '\0';
			field = strcmp(name, "ref") == 0 ? NULL : kam_type_field(type, name);
			if (field != NULL && field->kind == KAM_TEXT && (field->flags & KAM_PERSONAL) == 0)
				add_names(kam, type, name, out);
		}
		at += length;
	}
}

void complete_record(const struct place *place, const char *name, bool by_name, struct candidates *out)
{
	const struct kam_type *type = kam_type_find(name);
	struct kam *kam = type != NULL ? open_to_read(place) : NULL;
	size_t prefix = type != NULL ? strlen(type->prefix) : 0;

	if (kam == NULL)
		return;
	/* Nothing typed: what people say of this type, its name where there are few. Else both, as far as they begin so. */
	if (*out->typed != '\0' || by_name || strcmp(type->command, "config") == 0)
		add_all_names(kam, type, out);
	if (out->count == 0 ||
	    (*out->typed != '\0' &&
	     strncmp(out->typed, type->prefix, prefix < strlen(out->typed) ? prefix : strlen(out->typed)) == 0))
		add_ids(kam, type, out);
	kam_close(kam);
}

/* The keys in use are columns of a list of all there is. */
void complete_tag(const struct place *place, struct candidates *out)
{
	struct kam *kam = place->about.type != NULL ? open_to_read(place) : NULL;
	struct kam_query query = { .limit = 0 };
	struct kam_rows *rows = NULL;

	if (kam == NULL)
		return;
	query.record = place->about.type->name;
	if (kam_record_list(kam, &query, &rows) == KAM_OK)
		for (size_t i = 0; i < kam_rows_width(rows); i++)
			if (strncmp(kam_rows_column(rows, i)->key, "tag.", 4) == 0)
				candidates_add(out, kam_rows_column(rows, i)->key + 4, NULL);
	kam_rows_free(rows);
	kam_close(kam);
}
