/* A merge of accounts: records of both that go by one name, position or number. */
#include "merge.h"
#include "kam/internal/reference.h"

#include <stdio.h>
#include <string.h>

enum answer {
	FOLD,     /* they are one, if they do not say different things of who or what it is */
	RENUMBER, /* the next position that is free */
	RETITLE   /* its title names the account that it came with */
};

/* How a record's namesake is found among those of the account that stays: `same` names its fields, account aside. */
static const struct {
	const char *record, *same;
	enum answer answer;
	const char *identity; /* where these differ, they are two */
} clashes[] = {
	{ "contact", "name", FOLD, "gender birthday phone email wechat" },
	{ "buystep", "position", RENUMBER, NULL },
	{ "rival", "name", FOLD, "share" },
	{ "invoice", "number", FOLD, "issued_on amount currency status" },
	{ "plan", "title", RETITLE, NULL },
	{ "seat", "role person starts_on", FOLD, "ends_on share" },
	{ "target", "period metric", FOLD, "goal" },
};
#define CLASHES (sizeof clashes / sizeof *clashes)

/* The other account's record of the same key; 0: none. */
static enum kam_status find_namesake(const struct merge *merge, const struct kam_type *type, const char *same,
                                     int64_t id, int64_t *namesake)
{
	struct buffer sql = { 0 };
	struct statement *statement = NULL;
	enum kam_status status;

	buffer_format(&sql, "SELECT min(other.id) FROM %s AS one JOIN %s AS other ON other.account = :into", type->name,
	              type->name);
	for (const char *at = same; *at != '\0'; at += strspn(at, " ")) {
		size_t length = strcspn(at, " ");

		buffer_format(&sql, " AND other.%.*s IS one.%.*s", (int)length, at, (int)length, at);
		at += length;
	}
	buffer_put(&sql, " WHERE one.id = :id");
	status = buffer_text(&sql) == NULL ? fail_memory(merge->kam) : store_prepare(merge->kam, sql.text, &statement);
	if (status == KAM_OK) {
		store_bind_integer(statement, ":into", merge->into);
		store_bind_integer(statement, ":id", id);
		status = store_step(statement);
	}
	if (status == KAM_OK)
		*namesake = store_integer(statement, 0);
	store_finalize(statement);
	buffer_free(&sql);
	return status == KAM_DONE ? KAM_OK : status;
}

/* Moved with another position or title. */
static enum kam_status move_as(const struct merge *merge, const struct kam_type *type, int64_t id, const char *field,
                               const char *what, const struct kam_value *value)
{
	enum kam_status status = merge_set(merge, type, id, field, value);

	if (status == KAM_OK)
		status = merge_tell(merge, type, id, what, kam_type_field(type, field), value);
	if (status == KAM_OK)
		status = merge_set(merge, type, id, "account",
		                   &(struct kam_value){ .type = KAM_IS_INTEGER, .integer = merge->into });
	return status;
}

/* Behind all steps of both: none of them is in the way then. */
static enum kam_status renumber(const struct merge *merge, const struct kam_type *type, int64_t id)
{
	char ids[2][24];
	struct kam_value value = { .type = KAM_IS_INTEGER };
	enum kam_status status;

	snprintf(ids[0], sizeof ids[0], "%lld", (long long)merge->into);
	snprintf(ids[1], sizeof ids[1], "%lld", (long long)merge->from);
	status = store_get_integer(merge->kam,
	                           "SELECT max(position) + 1 FROM buystep WHERE account IN (CAST(:1 AS INTEGER), "
	                           "CAST(:2 AS INTEGER))",
	                           (const char *const[]){ ids[0], ids[1] }, 2, &value.integer);
	return status == KAM_OK ? move_as(merge, type, id, "position", "renumbered", &value) : status;
}

static enum kam_status retitle(const struct merge *merge, const struct kam_type *type, int64_t id)
{
	struct buffer title = { 0 };
	struct statement *statement = NULL;
	enum kam_status status = store_prepare(merge->kam,
	                                       "SELECT plan.title, account.name FROM plan JOIN account ON account.id = "
	                                       "plan.account WHERE plan.id = :id",
	                                       &statement);

	if (status == KAM_OK) {
		store_bind_integer(statement, ":id", id);
		status = store_step(statement);
	}
	if (status == KAM_OK)
		buffer_format(&title, "%s (%s)", store_text(statement, 0), store_text(statement, 1));
	store_finalize(statement);
	if (status == KAM_OK && buffer_text(&title) == NULL)
		status = fail_memory(merge->kam);
	if (status == KAM_OK)
		status =
			move_as(merge, type, id, "title", "renamed",
		                &(struct kam_value){ .type = KAM_IS_TEXT, .text = title.text, .length = title.length });
	buffer_free(&title);
	return status == KAM_DONE ? KAM_OK : status;
}

/* Scores of two accounts are no history of one: those of the account that stays, else those of the other. */
static enum kam_status drop_snapshot(const struct merge *merge, const struct kam_type *type, int64_t id, bool *done)
{
	struct writer *writer = NULL;
	enum kam_status status = writer_get(merge->kam, type, &writer);

	*done = merge->snapshots_kept;
	if (status == KAM_OK && *done)
		status = writer_delete(writer, id);
	return status == KAM_OK && *done ? merge_tell(merge, type, id, "removed", NULL, NULL) : status;
}

enum kam_status merge_clash(const struct merge *merge, const struct kam_type *type, int64_t id, bool *done)
{
	enum kam_status status = KAM_OK;

	if (strcmp(type->name, "snapshot") == 0)
		return drop_snapshot(merge, type, id, done);
	for (size_t i = 0; i < CLASHES && status == KAM_OK; i++) {
		int64_t namesake = 0;

		if (strcmp(clashes[i].record, type->name) != 0)
			continue;
		status = find_namesake(merge, type, clashes[i].same, id, &namesake);
		if (status != KAM_OK || namesake == 0)
			return status;
		*done = true;
		if (clashes[i].answer == RENUMBER)
			status = renumber(merge, type, id);
		else if (clashes[i].answer == RETITLE)
			status = retitle(merge, type, id);
		else
			status = merge_fold(merge, type, namesake, id, clashes[i].identity);
	}
	return status;
}
