/* References: the first class with a hit decides; what is not found names the nearest. */
#include "kam/internal/reference.h"
#include "kam/internal/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CANDIDATES 3

/* One question about a type's table; :text is what was written, :key its folded form. */
struct class
{
	const char *name;       /* the word in the type's `names`; NULL: asked of every type that has a name key */
	enum reference_use use; /* the least willing use that asks it */
	const char *condition;
};

bool reference_is_id(const struct kam_type *type, const char *text, size_t length, int64_t *id)
{
	size_t prefix = strlen(type->prefix);
	int64_t number = 0;

	if (length <= prefix || length > prefix + 18 || memcmp(text, type->prefix, prefix) != 0 || text[prefix] == '0')
		return false;
	for (size_t i = prefix; i < length; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		number = number * 10 + (text[i] - '0');
	}
	*id = number;
	return true;
}

size_t reference_format(const struct kam_type *type, int64_t id, char out[KAM_ID_SIZE])
{
	size_t length = strlen(type->prefix), digits = 1;

	/* An export writes millions of them: by hand it is ten times as fast. */
	if (id < 0 || length > KAM_ID_SIZE - 20)
		return (size_t)snprintf(out, KAM_ID_SIZE, "%s%lld", type->prefix, (long long)id);
	memcpy(out, type->prefix, length);
	for (int64_t rest = id; rest > 9; rest /= 10)
		digits++;
	length += digits;
	out[length] = '\0';
	for (size_t at = length; digits > 0; digits--, id /= 10)
		out[--at] = (char)('0' + id % 10);
	return length;
}

/* Up to CANDIDATES ids that meet the condition. */
static enum kam_status ask(struct kam *kam, const struct kam_type *type, const char *condition, const char *text,
                           const char *key, int64_t outer, int64_t ids[CANDIDATES], int *count)
{
	char sql[512];
	struct statement *statement;
	enum kam_status status;

	snprintf(sql, sizeof sql, "SELECT id FROM %s WHERE %s ORDER BY id LIMIT %d", type->name, condition, CANDIDATES);
	status = store_keep(kam, sql, &statement);
	if (status != KAM_OK)
		return status;
	store_bind_text(statement, ":text", text);
	store_bind_text(statement, ":key", key);
	store_bind_integer(statement, ":outer", outer);
	*count = 0;
	while (*count < CANDIDATES && (status = store_step(statement)) == KAM_OK)
		ids[(*count)++] = store_integer(statement, 0);
	store_reset(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

/* "HUAWEI 华为技术有限公司 (A1)" */
static void name_record(struct kam *kam, const struct kam_type *type, int64_t id, struct buffer *out)
{
	struct buffer sql = { 0 };
	struct statement *statement = NULL;
	bool coded = kam_type_field(type, "code") != NULL;

	buffer_format(&sql, "SELECT %s, %s FROM %s WHERE id = :id", type->label, coded ? "code" : "NULL", type->name);
	if (store_prepare(kam, buffer_text(&sql), &statement) == KAM_OK) {
		store_bind_integer(statement, ":id", id);
		if (store_step(statement) == KAM_OK) {
			const char *label = store_text(statement, 0), *code = store_text(statement, 1);

			if (code != NULL && (label == NULL || strcmp(code, label) != 0))
				buffer_format(out, "%s ", code);
			buffer_format(out, "%s (%s%lld)", label != NULL ? label : "", type->prefix, (long long)id);
		}
	}
	store_finalize(statement);
	buffer_free(&sql);
}

static enum kam_status fail_ambiguous(struct kam *kam, const struct kam_type *type, const char *text,
                                      const int64_t ids[CANDIDATES], int count)
{
	struct buffer names = { 0 };

	for (int i = 0; i < count; i++) {
		if (i > 0)
			buffer_put(&names, ", ");
		name_record(kam, type, ids[i], &names);
	}
	fail(kam, KAM_AMBIGUOUS, _("'%s' is the name of more than one %s: %s%s; use the id"), text, type->name,
	     buffer_text(&names) != NULL ? names.text : "", count == CANDIDATES ? ", …" : "");
	buffer_free(&names);
	return KAM_AMBIGUOUS;
}

/* The nearest names, if any is near: those that begin so, then an edit for every three characters at most. */
static enum kam_status fail_missing(struct kam *kam, const struct kam_type *type, const char *text, const char *key)
{
	struct buffer names = { 0 }, sql = { 0 };
	struct statement *statement = NULL;

	if (type_has_name_key(type) && key != NULL) {
		buffer_format(&sql,
		              "SELECT id FROM (SELECT id, CASE WHEN substr(name_key, 1, length(:key)) = :key THEN 0 "
		              "ELSE kam_distance(name_key, :key) END AS far, length(name_key) AS long FROM %s",
		              type->name);
		if (kam_type_field(type, "code") != NULL)
			buffer_format(&sql,
			              " UNION ALL SELECT id, kam_distance(kam_fold(code), :key), length(code) FROM %s",
			              type->name);
		buffer_put(&sql,
		           ") WHERE far * 3 <= max(long, length(:key)) GROUP BY id ORDER BY min(far), id LIMIT 3");
		if (store_prepare(kam, buffer_text(&sql), &statement) == KAM_OK) {
			store_bind_text(statement, ":key", key);
			while (store_step(statement) == KAM_OK) {
				buffer_put(&names, names.length == 0 ? "" : ", ");
				name_record(kam, type, store_integer(statement, 0), &names);
			}
		}
		store_finalize(statement);
	}
	if (names.length > 0 && buffer_text(&names) != NULL)
		fail(kam, KAM_NOT_FOUND, _("no %s matches '%s'; nearest: %s"), type->name, text, names.text);
	else
		fail(kam, KAM_NOT_FOUND, _("no %s matches '%s'; see kam %s%s%s list"), type->name, text, type->command,
		     strcmp(type->command, type->name) == 0 ? "" : " ",
		     strcmp(type->command, type->name) == 0 ? "" : type->name);
	buffer_free(&names);
	buffer_free(&sql);
	return KAM_NOT_FOUND;
}

static bool type_is_named_by(const struct kam_type *type, const char *word)
{
	size_t length = strlen(word);

	if (strcmp(word, "/") == 0)
		return strchr(type->names, '/') != NULL;
	for (const char *at = type->names; *at != '\0';) {
		size_t end = strcspn(at, " ");

		if (end == length && memcmp(at, word, end) == 0)
			return true;
		at += end;
		at += strspn(at, " ");
	}
	return false;
}

/*
 * OUTER/INNER, of a word such as account/name in `names`: the part before the
 * last slash is a reference of its own, or a choice; the rest the inner field.
 */
static enum kam_status ask_pair(struct kam *kam, const struct kam_type *type, const char *word, size_t length,
                                const char *text, enum reference_use use, int64_t ids[CANDIDATES], int *count)
{
	const char *slash = strrchr(text, '/'), *divide = memchr(word, '/', length);
	char outer_name[32], *outer_text;
	const struct kam_field *outer;
	struct buffer condition = { 0 };
	int64_t id = 0;
	enum kam_status status = KAM_OK;

	if (slash == NULL || slash == text || slash[1] == '\0' || (size_t)(divide - word) >= sizeof outer_name)
		return KAM_OK;
	memcpy(outer_name, word, (size_t)(divide - word));
	outer_name[divide - word] = '\0';
	outer = kam_type_field(type, outer_name);
	if (outer->kind == KAM_REFERENCE)
		status =
			reference_seek(kam, kam_type_find(outer->target), text, (size_t)(slash - text), use, &id, NULL);
	if (status != KAM_OK)
		return status == KAM_NOT_FOUND || status == KAM_AMBIGUOUS ? KAM_OK : status;
	outer_text = strndup(text, (size_t)(slash - text));
	buffer_format(&condition, "%s = %s AND %.*s = :text", outer_name,
	              outer->kind == KAM_REFERENCE ? ":outer" : ":key", (int)(length - (size_t)(divide + 1 - word)),
	              divide + 1);
	if (outer_text == NULL || buffer_text(&condition) == NULL)
		status = fail_memory(kam);
	else
		status = ask(kam, type, condition.text, slash + 1, outer_text, id, ids, count);
	buffer_free(&condition);
	free(outer_text);
	return status;
}

/* The first pair of the type's names that has a hit. */
static enum kam_status ask_within(struct kam *kam, const struct kam_type *type, const char *text,
                                  enum reference_use use, int64_t ids[CANDIDATES], int *count)
{
	enum kam_status status = KAM_OK;

	*count = 0;
	for (const char *at = type->names; *at != '\0' && status == KAM_OK && *count == 0;) {
		size_t length = strcspn(at, " ");

		if (memchr(at, '/', length) != NULL)
			status = ask_pair(kam, type, at, length, text, use, ids, count);
		at += length;
		at += strspn(at, " ");
	}
	return status;
}

static const struct class classes[] = {
	{ "code", REFERENCE_IMPORT, "code = :text" },
	{ "ref", REFERENCE_IMPORT, "ref = :text" },
	{ "login", REFERENCE_IMPORT, "login = :text" },
	{ "tax_id", REFERENCE_IMPORT, "tax_id = :text" },
	{ "/", REFERENCE_IMPORT, NULL }, /* pairs: account/name, scene/name … */
	{ "name", REFERENCE_IMPORT, "name = :text" },
	{ "number", REFERENCE_IMPORT, "number = :text" },
	{ "title", REFERENCE_WRITE, "title = :text" },
	{ "former_names", REFERENCE_WRITE,
	  "former_names IS NOT NULL AND instr(';' || replace(replace(former_names, '; ', ';'), ' ;', ';') || ';', "
	  "';' || :text || ';') > 0" },
	{ NULL, REFERENCE_WRITE, "name_key = :key" },
	{ NULL, REFERENCE_READ, "length(:key) >= 2 AND name_key >= :key AND name_key < :key || char(1114111)" },
};

/* Asked in this use? An import asks keys and exact names only; a loose one the folded name too; reading everything. */
static bool is_asked(const struct class *class, enum reference_use use, const struct kam_type *type)
{
	bool folded = class->name == NULL && class->use == REFERENCE_WRITE;

	if (class->name != NULL ? !type_is_named_by(type, class->name) : !type_has_name_key(type))
		return false;
	/* A title that no two records share is as good as a name. */
	if (class->use == REFERENCE_IMPORT || (class->name != NULL && type_is_unique(type, class->name)))
		return true;
	if (use == REFERENCE_LOOSE)
		return folded;
	return use == REFERENCE_READ || (use == REFERENCE_WRITE && class->use == REFERENCE_WRITE);
}

enum kam_status reference_exact_prepare(struct kam *kam, const struct kam_type *type, struct statement **out)
{
	struct buffer sql = { 0 };
	enum kam_status status;

	*out = NULL;
	for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
		if (!is_asked(&classes[i], REFERENCE_IMPORT, type))
			continue;
		if (classes[i].condition == NULL) {
			buffer_free(&sql);
			return KAM_OK;
		}
		buffer_format(&sql, "%sSELECT id, %zu FROM %s WHERE %s", sql.length > 0 ? " UNION ALL " : "", i,
		              type->name, classes[i].condition);
	}
	status = sql.length == 0 && !sql.failed ? KAM_OK : store_keep(kam, buffer_text(&sql), out);
	buffer_free(&sql);
	return status;
}

enum kam_status reference_exact(struct kam *kam, const struct kam_type *type, struct statement *statement,
                                const char *text, size_t length, int64_t *id)
{
	struct kam_value value = { .type = KAM_IS_TEXT, .text = text, .length = length };
	int64_t ids[CANDIDATES], class = 0;
	char copy[256];
	int count = 0;
	enum kam_status status;

	store_bind_value(statement, ":text", &value);
	while (count < CANDIDATES && (status = store_step(statement)) == KAM_OK) {
		if (count > 0 && store_integer(statement, 1) != class)
			break;
		class = store_integer(statement, 1);
		ids[count++] = store_integer(statement, 0);
	}
	store_reset(statement);
	if (status != KAM_OK && status != KAM_DONE)
		return status;
	if (count == 0)
		return KAM_NOT_FOUND;
	*id = ids[0];
	if (count == 1)
		return KAM_OK;
	snprintf(copy, sizeof copy, "%.*s", (int)length, text);
	return fail_ambiguous(kam, type, copy, ids, count);
}

static enum kam_status find(struct kam *kam, const struct kam_type *type, const char *text, enum reference_use use,
                            int64_t *id, bool *folded)
{
	int64_t ids[CANDIDATES];
	int count = 0;
	char *key = NULL; /* made when it is first asked for */
	enum kam_status status = KAM_OK;

	if (reference_is_id(type, text, strlen(text), id)) {
		status = ask(kam, type, "id = :outer", NULL, NULL, *id, ids, &count);
		if (status != KAM_OK || count == 1)
			return status;
	}
	for (size_t i = 0; i < sizeof classes / sizeof *classes && status == KAM_OK && count == 0; i++) {
		if (!is_asked(&classes[i], use, type))
			continue;
		if (classes[i].name == NULL && key == NULL && (key = kam_text_name_key(text, strlen(text))) == NULL)
			status = fail_memory(kam);
		else if (classes[i].condition == NULL)
			status = ask_within(kam, type, text, use, ids, &count);
		else
			status = ask(kam, type, classes[i].condition, text, key, 0, ids, &count);
		if (status == KAM_OK && count > 0 && folded != NULL)
			*folded = classes[i].name == NULL;
	}
	free(key);
	if (status == KAM_OK && count > 1)
		status = fail_ambiguous(kam, type, text, ids, count);
	else if (status == KAM_OK && count == 0)
		status = KAM_NOT_FOUND;
	if (status == KAM_OK)
		*id = ids[0];
	return status;
}

/* Outer blanks belong to the file or the shell, not to the name. */
static void trim(const char **text, size_t *length)
{
	while (*length > 0 && (**text == ' ' || **text == '\t'))
		++*text, --*length;
	while (*length > 0 && ((*text)[*length - 1] == ' ' || (*text)[*length - 1] == '\t'))
		--*length;
}

enum kam_status reference_seek(struct kam *kam, const struct kam_type *type, const char *text, size_t length,
                               enum reference_use use, int64_t *id, bool *folded)
{
	char small[256], *copy = small;
	enum kam_status status;

	trim(&text, &length);
	if (folded != NULL)
		*folded = false;
	if (length == 0)
		return KAM_NOT_FOUND;
	if (length >= sizeof small && (copy = malloc(length + 1)) == NULL)
		return fail_memory(kam);
	memcpy(copy, text, length);
	copy[length] = '\0';
	status = find(kam, type, copy, use, id, folded);
	if (copy != small)
		free(copy);
	return status;
}

enum kam_status reference_missing(struct kam *kam, const struct kam_type *type, const char *text, size_t length)
{
	char *copy, *key;
	enum kam_status status;

	trim(&text, &length);
	if (length == 0)
		return fail(kam, KAM_NOT_FOUND, _("which %s? none was named"), type->name);
	copy = strndup(text, length);
	key = kam_text_name_key(text, length);
	status = copy != NULL && key != NULL ? fail_missing(kam, type, copy, key) : fail_memory(kam);
	free(copy);
	free(key);
	return status;
}

enum kam_status reference_find(struct kam *kam, const struct kam_type *type, const char *text, size_t length,
                               enum reference_use use, int64_t *id, bool *folded)
{
	enum kam_status status = reference_seek(kam, type, text, length, use, id, folded);

	return status == KAM_NOT_FOUND ? reference_missing(kam, type, text, length) : status;
}

enum kam_status reference_say(struct kam *kam, const struct kam_field *field, int64_t id, char out[KAM_SCRATCH_SIZE],
                              size_t *length)
{
	const struct kam_type *target = kam_type_find(field->target);
	char sql[128];
	struct statement *statement;
	const char *label;
	enum kam_status status = KAM_OK;

	*length = reference_format(target, id, out);
	if ((field->flags & KAM_BY_NAME) == 0)
		return KAM_OK;
	snprintf(sql, sizeof sql, "SELECT %s FROM %s WHERE id = :id", target->label, target->name);
	status = store_keep(kam, sql, &statement);
	if (status != KAM_OK)
		return status;
	store_bind_integer(statement, ":id", id);
	status = store_step(statement);
	/* One that is gone keeps its id; a name that is too long too. */
	if (status == KAM_OK && (label = store_text(statement, 0)) != NULL && strlen(label) < KAM_SCRATCH_SIZE)
		*length = (size_t)snprintf(out, KAM_SCRATCH_SIZE, "%s", label);
	store_reset(statement);
	return status == KAM_DONE ? KAM_OK : status;
}
