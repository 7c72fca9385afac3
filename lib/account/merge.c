/* Two accounts that are one: all that refers to the second refers to the first, and nothing it said is lost unsaid. */
#include "merge.h"
#include "kam/account.h"
#include "kam/internal/answer.h"
#include "kam/internal/grants.h"
#include "kam/internal/reference.h"

#include <stdio.h>
#include <string.h>

static const struct answer_column columns[] = {
	{ .key = "id", .title = N_("ID"), .kind = KAM_TEXT, .priority = 0 },
	{ .key = "record", .title = N_("Record"), .kind = KAM_TEXT, .priority = 1 },
	{ .key = "what", .title = N_("What"), .kind = KAM_TEXT, .priority = 0 },
	{ .key = "field", .title = N_("Field"), .kind = KAM_TEXT, .priority = 1 },
	{ .key = "value", .title = N_("Value"), .kind = KAM_TEXT, .priority = 2 },
	{ 0 },
};

/* Both accounts as they were. */
struct two {
	const struct kam_type *type;
	struct kept_values into, from;
};

static const struct kam_value *value_of(const struct two *two, const struct kept_values *kept, const char *field)
{
	return &kept->values[type_field_index(two->type, field)];
}

/* ---- what would make nonsense ---- */

static enum kam_status check_kind(const struct merge *merge, const struct two *two)
{
	const struct kam_value *one = value_of(two, &two->into, "kind"), *other = value_of(two, &two->from, "kind");

	if (kam_value_equal(one, other))
		return KAM_OK;
	return fail(merge->kam, KAM_REFUSED, _("A%lld is %s and A%lld is %s; if they are one, correct that first"),
	            (long long)merge->into, one->text, (long long)merge->from, other->text);
}

static enum kam_status check_tax_id(const struct merge *merge, const struct two *two)
{
	const struct kam_value *one = value_of(two, &two->into, "tax_id"), *other = value_of(two, &two->from, "tax_id");
	int64_t same = 1;
	enum kam_status status = KAM_OK;

	if (one->type == KAM_IS_TEXT && other->type == KAM_IS_TEXT)
		status = store_get_integer(merge->kam, "SELECT kam_name_key(:1) = kam_name_key(:2)",
		                           (const char *const[]){ one->text, other->text }, 2, &same);
	if (status == KAM_OK && same == 0)
		return fail(merge->kam, KAM_REFUSED,
		            _("A%lld has the tax number %s and A%lld %s: two companies; to belong together they need a "
		              "parent"),
		            (long long)merge->into, one->text, (long long)merge->from, other->text);
	return status;
}

/* A1 under A5 under A2: made one, A5 would stand under itself. */
static enum kam_status check_tree(const struct merge *merge, const struct two *two)
{
	struct statement *statement = NULL;
	enum kam_status status = store_prepare(
		merge->kam,
		"WITH RECURSIVE up (id, below) AS (SELECT parent, id FROM account WHERE id = :into UNION "
		"SELECT account.parent, account.id FROM up JOIN account ON account.id = up.id WHERE up.id <> :from) "
		"SELECT below FROM up WHERE id = :from AND below <> :into",
		&statement);

	(void)two;
	if (status == KAM_OK) {
		store_bind_integer(statement, ":into", merge->into);
		store_bind_integer(statement, ":from", merge->from);
		status = store_step(statement);
	}
	if (status == KAM_OK)
		status = fail(
			merge->kam, KAM_REFUSED,
			_("A%lld belongs to A%lld by way of A%lld, which would stand above itself; give one of them "
		          "another parent first"),
			(long long)merge->into, (long long)merge->from, (long long)store_integer(statement, 0));
	store_finalize(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

static enum kam_status check_grants(const struct merge *merge, const struct two *two)
{
	(void)two;
	return grants_check_merge(merge->kam, merge->into, merge->from);
}

/* A further thing that two accounts must not have between them is a further row: it refuses, by name. */
static enum kam_status (*const checks[])(const struct merge *merge, const struct two *two) = {
	check_kind,
	check_tax_id,
	check_tree,
	check_grants,
};

/* ---- what the second said goes into the first ---- */

/* "A; B" with the names of the other, each once. */
static enum kam_status join_names(const struct merge *merge, const struct two *two, struct buffer *out)
{
	const struct kam_value *former = value_of(two, &two->into, "former_names");
	const struct kam_value *own = value_of(two, &two->into, "name");
	const char *lists[] = { value_of(two, &two->from, "name")->text,
		                value_of(two, &two->from, "former_names")->type == KAM_IS_TEXT
		                        ? value_of(two, &two->from, "former_names")->text
		                        : "" };

	if (former->type == KAM_IS_TEXT)
		buffer_put(out, former->text);
	for (size_t i = 0; i < 2; i++)
		for (const char *at = lists[i]; *at != '\0';) {
			size_t length = strcspn(at, ";");
			const char *name = at + strspn(at, " "), *end = at + length;
			bool known = false;

			at = end + (*end == ';');
			while (end > name && end[-1] == ' ')
				end--;
			length = (size_t)(end - name);
			known = own->length == length && memcmp(own->text, name, length) == 0;
			/* Among those that are there: between two marks. */
			for (const char *there = buffer_text(out); there != NULL && *there != '\0' && !known;) {
				size_t part = strcspn(there, ";"), blanks = strspn(there, " ");

				known = part - blanks == length && memcmp(there + blanks, name, length) == 0;
				there += part + (there[part] == ';');
			}
			if (!known && length > 0)
				buffer_format(out, "%s%.*s", out->length > 0 ? "; " : "", (int)length, name);
		}
	return out->failed ? fail_memory(merge->kam) : KAM_OK;
}

static enum kam_status set_text(const struct merge *merge, const struct two *two, const char *field, const char *text)
{
	const struct kam_value value = { .type = KAM_IS_TEXT, .text = text, .length = strlen(text) };
	enum kam_status status;

	if (kam_value_equal(value_of(two, &two->into, field), &value))
		return KAM_OK;
	status = merge_set(merge, two->type, merge->into, field, &value);
	return status == KAM_OK
	               ? merge_tell(merge, two->type, merge->into, "filled", kam_type_field(two->type, field), &value)
	               : status;
}

static enum kam_status join_texts(const struct merge *merge, const struct two *two)
{
	const struct kam_value *one = value_of(two, &two->into, "note"), *other = value_of(two, &two->from, "note");
	struct buffer names = { 0 }, note = { 0 };
	enum kam_status status = join_names(merge, two, &names);

	if (status == KAM_OK && names.length > 0)
		status = set_text(merge, two, "former_names", names.text);
	if (status == KAM_OK && one->type == KAM_IS_TEXT && other->type == KAM_IS_TEXT &&
	    !kam_value_equal(one, other)) {
		buffer_format(&note, "%s\n%s", one->text, other->text);
		status = buffer_text(&note) == NULL ? fail_memory(merge->kam) : set_text(merge, two, "note", note.text);
	}
	buffer_free(&names);
	buffer_free(&note);
	return status;
}

/* A prospect that is a customer under another name is one; the earlier beginning holds. */
static enum kam_status join_status(const struct merge *merge, const struct two *two)
{
	const struct kam_value *one = value_of(two, &two->into, "status"), *other = value_of(two, &two->from, "status");
	const struct kam_value *since = value_of(two, &two->into, "since"),
			       *before = value_of(two, &two->from, "since");
	enum kam_status status = KAM_OK;

	if (strcmp(one->text, "active") != 0 && !kam_value_equal(one, other) &&
	    (strcmp(one->text, "prospect") == 0 || strcmp(other->text, "active") == 0))
		status = set_text(merge, two, "status", other->text);
	if (status == KAM_OK && before->type == KAM_IS_TEXT &&
	    (since->type == KAM_IS_EMPTY || strcmp(before->text, since->text) < 0))
		status = set_text(merge, two, "since", before->text);
	return status;
}

static bool has_amounts(const struct two *two, const struct kept_values *kept)
{
	for (size_t i = 0; two->type->fields[i].name != NULL; i++)
		if (two->type->fields[i].kind == KAM_MONEY && kept->values[i].type != KAM_IS_EMPTY)
			return true;
	return false;
}

/* Dealt with elsewhere, or nothing that could be taken over. */
static bool is_apart(const struct kam_field *field)
{
	static const char *const names[] = { "former_names", "status", "since", "parent", "currency", "name" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(field->name, names[i]) == 0)
			return true;
	return !field_is_stored(field) || (field->flags & KAM_DERIVED) != 0 || strcmp(field->name, "created_at") == 0 ||
	       strcmp(field->name, "updated_at") == 0;
}

/* Whether a field can be taken over as it stands: amounts in the account's currency, a place whole or not at all. */
static bool fits(const struct two *two, const struct kam_field *field)
{
	if (field->kind == KAM_MONEY)
		return kam_value_equal(value_of(two, &two->into, "currency"), value_of(two, &two->from, "currency"));
	if (strcmp(field->name, "lat") == 0 || strcmp(field->name, "lon") == 0)
		return value_of(two, &two->into, "lat")->type == KAM_IS_EMPTY &&
		       value_of(two, &two->into, "lon")->type == KAM_IS_EMPTY;
	return true;
}

static enum kam_status fill_fields(const struct merge *merge, const struct two *two)
{
	enum kam_status status = KAM_OK;

	for (size_t i = 0; two->type->fields[i].name != NULL && status == KAM_OK; i++) {
		const struct kam_field *field = &two->type->fields[i];
		const struct kam_value *one = &two->into.values[i], *other = &two->from.values[i];

		if (is_apart(field) || other->type == KAM_IS_EMPTY || kam_value_equal(one, other) ||
		    (strcmp(field->name, "note") == 0 && one->type != KAM_IS_EMPTY))
			continue;
		if (one->type == KAM_IS_EMPTY && fits(two, field)) {
			status = merge_set(merge, two->type, merge->into, field->name, other);
			if (status == KAM_OK)
				status = merge_tell(merge, two->type, merge->into, "filled", field, other);
		} else {
			status = merge_tell(merge, two->type, merge->from, "left out", field, other);
		}
	}
	return status;
}

/* Amounts come with their currency where there are none yet. */
static enum kam_status take_currency(const struct merge *merge, struct two *two)
{
	int index = type_field_index(two->type, "currency");
	enum kam_status status;

	if (has_amounts(two, &two->into) || !has_amounts(two, &two->from) ||
	    kam_value_equal(&two->into.values[index], &two->from.values[index]))
		return KAM_OK;
	status = merge_set(merge, two->type, merge->into, "currency", &two->from.values[index]);
	two->into.values[index] = two->from.values[index];
	return status;
}

/* The parent of the one that goes, where the other has none and would not stand above it. */
static enum kam_status take_parent(const struct merge *merge, const struct two *two)
{
	const struct kam_field *field = kam_type_field(two->type, "parent");
	const struct kam_value *one = value_of(two, &two->into, "parent"), *other = value_of(two, &two->from, "parent");
	enum kam_status status;

	if (one->type != KAM_IS_EMPTY || other->type != KAM_IS_INTEGER || other->integer == merge->into)
		return KAM_OK;
	status = tree_check(merge->kam, two->type, field, merge->into, other->integer);
	if (status == KAM_REFUSED)
		return KAM_OK;
	if (status == KAM_OK)
		status = merge_set(merge, two->type, merge->into, "parent", other);
	return status == KAM_OK ? merge_tell(merge, two->type, merge->into, "filled", field, other) : status;
}

/* ---- */

static enum kam_status has_snapshots(struct merge *merge)
{
	char id[24];
	int64_t there = 0;
	enum kam_status status;

	snprintf(id, sizeof id, "%lld", (long long)merge->into);
	status = store_get_integer(merge->kam,
	                           "SELECT EXISTS (SELECT 1 FROM snapshot WHERE account = CAST(:1 AS INTEGER))",
	                           (const char *const[]){ id }, 1, &there);
	merge->snapshots_kept = there != 0;
	return status;
}

static enum kam_status run(struct merge *merge, struct two *two)
{
	struct writer *writer = NULL;
	enum kam_status status = KAM_OK;

	for (size_t i = 0; i < sizeof checks / sizeof *checks && status == KAM_OK; i++)
		status = checks[i](merge, two);
	if (status == KAM_OK)
		status = has_snapshots(merge);
	if (status == KAM_OK)
		status = merge_references(merge, two->type, merge->into, merge->from);
	if (status == KAM_OK)
		status = merge_tags(merge, two->type, merge->into, merge->from);
	if (status == KAM_OK)
		status = writer_get(merge->kam, two->type, &writer);
	/* It goes before its keys are taken over, which no two accounts may have. */
	if (status == KAM_OK)
		status = writer_delete(writer, merge->from);
	if (status == KAM_OK)
		status = merge_tell(merge, two->type, merge->from, "removed", NULL, NULL);
	if (status == KAM_OK)
		status = take_currency(merge, two);
	if (status == KAM_OK)
		status = fill_fields(merge, two);
	if (status == KAM_OK)
		status = take_parent(merge, two);
	if (status == KAM_OK)
		status = grants_follow_merge(merge->kam, merge->into);
	if (status == KAM_OK)
		status = join_status(merge, two);
	return status == KAM_OK ? join_texts(merge, two) : status;
}

enum kam_status kam_account_merge(struct kam *kam, const char *into, const char *from, struct kam_rows **out)
{
	struct merge merge = { .kam = kam };
	struct two two = { .type = kam_type_find("account") };
	enum kam_status status = answer_begin(kam, columns, out);

	merge.rows = *out;
	if (status == KAM_OK)
		status = need_operation(kam);
	if (status == KAM_OK)
		status = reference_find(kam, two.type, into, strlen(into), REFERENCE_WRITE, &merge.into, NULL);
	if (status == KAM_OK)
		status = reference_find(kam, two.type, from, strlen(from), REFERENCE_WRITE, &merge.from, NULL);
	if (status == KAM_OK && merge.into == merge.from)
		status = fail(kam, KAM_REFUSED, _("'%s' and '%s' are one account already, A%lld"), into, from,
		              (long long)merge.into);
	if (status == KAM_OK)
		status = kept_values_load(kam, two.type, merge.into, &two.into);
	if (status == KAM_OK)
		status = kept_values_load(kam, two.type, merge.from, &two.from);
	if (status == KAM_OK)
		status = run(&merge, &two);
	kept_values_free(&two.into);
	kept_values_free(&two.from);
	return status == KAM_OK ? rows_finish(*out) : status;
}
