/* Accounts that are one and the same: certain ones by tax number and folded name, candidates ranked with the reason. */
#include "alike.h"
#include "kam/account.h"
#include "kam/internal/answer.h"
#include "kam/internal/reference.h"

#include <stdlib.h>
#include <string.h>

static const struct answer_column columns[] = {
	{ .key = "id", .title = N_("ID"), .kind = KAM_ID, .record = "account", .priority = 0 },
	{ .key = "name", .title = N_("Name"), .kind = KAM_TEXT, .priority = 0 },
	{ .key = "other", .title = N_("Other"), .kind = KAM_ID, .record = "account", .priority = 0 },
	{ .key = "other_name", .title = N_("Other name"), .kind = KAM_TEXT, .priority = 1 },
	{ .key = "why", .title = N_("Why"), .kind = KAM_TEXT, .priority = 2 },
	{ .key = "likeness", .title = N_("Likeness"), .kind = KAM_PERCENT, .priority = 3 },
	{ 0 },
};

/* Two accounts, and why. */
struct pair {
	int64_t id;
	struct alike_hit hit; /* the other */
};

/*
 * The first of those that are the same, with each other one. The parts of tax numbers lie together; a pair of
 * characters that begins with # is no tax number.
 */
static const char certain_all[] =
	"WITH same (id, other, why) AS ("
	"SELECT first.id, other.id, CASE WHEN other.name = (SELECT name FROM account WHERE id = first.id) THEN "
	":same_name "
	"ELSE :folded END FROM (SELECT name_key, min(id) AS id FROM account GROUP BY name_key HAVING count(*) > 1) AS "
	"first JOIN account AS other ON other.name_key = first.name_key AND other.id > first.id "
	"UNION ALL SELECT first.id, other.account, :same_tax_id FROM (SELECT part, min(account) AS id FROM likeness "
	"WHERE part >= '#' AND part < '$' GROUP BY part HAVING count(*) > 1) AS first "
	"JOIN likeness AS other ON other.part = first.part AND other.account > first.id "
	"JOIN account AS one ON one.id = first.id JOIN account AS two ON two.id = other.account "
	"WHERE kam_name_key(one.tax_id) = kam_name_key(two.tax_id)) "
	"SELECT id, other, min(why) FROM same GROUP BY id, other ORDER BY 3, 1, 2";

static const char certain_one[] =
	"WITH same (other, why) AS ("
	"SELECT other.id, CASE WHEN other.name = one.name THEN :same_name ELSE :folded END FROM account AS one "
	"JOIN account AS other ON other.name_key = one.name_key AND other.id <> one.id WHERE one.id = :id "
	"UNION ALL SELECT other.id, :same_tax_id FROM account AS one JOIN likeness ON part = '#' || "
	"kam_name_key(one.tax_id) JOIN account AS other ON other.id = likeness.account AND other.id <> one.id "
	"AND kam_name_key(other.tax_id) = kam_name_key(one.tax_id) WHERE one.id = :id) "
	"SELECT :id, other, min(why) FROM same GROUP BY other ORDER BY 3, 2";

static enum kam_status add_pair(struct kam *kam, struct buffer *pairs, int64_t id, const struct alike_hit *hit)
{
	const struct pair pair = { id, *hit };

	buffer_add(pairs, (const char *)&pair, sizeof pair);
	return pairs->failed ? fail_memory(kam) : KAM_OK;
}

static enum kam_status find_certain(struct kam *kam, int64_t id, struct buffer *pairs)
{
	struct statement *statement = NULL;
	enum kam_status status = store_prepare(kam, id != 0 ? certain_one : certain_all, &statement);

	if (status == KAM_OK) {
		store_bind_integer(statement, ":id", id);
		store_bind_integer(statement, ":same_tax_id", ALIKE_TAX_ID);
		store_bind_integer(statement, ":same_name", ALIKE_NAME);
		store_bind_integer(statement, ":folded", ALIKE_FOLDED);
	}
	while (status == KAM_OK && (status = store_step(statement)) == KAM_OK) {
		const struct alike_hit hit = { .id = store_integer(statement, 1),
			                       .why = (enum alike_reason)store_integer(statement, 2),
			                       .percent = 10000 };

		status = add_pair(kam, pairs, store_integer(statement, 0), &hit);
	}
	store_finalize(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

/* Each with those after it, or one with all others. */
static enum kam_status find_likely(struct kam *kam, struct alike *alike, int64_t id, struct buffer *pairs, bool *cut)
{
	struct statement *statement = NULL;
	enum kam_status status = store_prepare(kam,
	                                       id != 0 ? "SELECT id, name, tax_id FROM account WHERE id = :id"
	                                               : "SELECT id, name, tax_id FROM account ORDER BY id",
	                                       &statement);

	if (status == KAM_OK)
		store_bind_integer(statement, ":id", id);
	while (status == KAM_OK && (status = store_step(statement)) == KAM_OK) {
		const struct alike_question question = { .text = store_text(statement, 1),
			                                 .tax_id = store_text(statement, 2),
			                                 .but = store_integer(statement, 0),
			                                 .later = id == 0 };
		const struct alike_hit *hits;
		size_t count;

		status = alike_ask(alike, &question, &hits, &count, cut);
		for (size_t i = 0; i < count && status == KAM_OK; i++)
			status = add_pair(kam, pairs, question.but, &hits[i]);
	}
	store_finalize(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

static int better(const void *left, const void *right)
{
	const struct pair *one = left, *other = right;

	if (one->hit.why != other->hit.why)
		return one->hit.why < other->hit.why ? -1 : 1;
	if (one->hit.percent != other->hit.percent)
		return one->hit.percent > other->hit.percent ? -1 : 1;
	if (one->id != other->id)
		return one->id < other->id ? -1 : 1;
	return (one->hit.id > other->hit.id) - (one->hit.id < other->hit.id);
}

static enum kam_status put_pairs(struct kam *kam, struct buffer *pairs, struct kam_rows *rows)
{
	const struct pair *pair = (const struct pair *)(void *)pairs->text;
	size_t count = pairs->length / sizeof *pair;
	struct statement *statement = NULL;
	enum kam_status status =
		store_prepare(kam,
	                      "SELECT one.id, one.name, other.id, other.name, :why, :percent FROM account AS one, "
	                      "account AS other WHERE one.id = :id AND other.id = :other",
	                      &statement);

	if (count > 0)
		qsort(pairs->text, count, sizeof *pair, better);
	for (size_t i = 0; i < count && status == KAM_OK; i++) {
		char why[96];

		alike_say(&pair[i].hit, why);
		store_bind_integer(statement, ":id", pair[i].id);
		store_bind_integer(statement, ":other", pair[i].hit.id);
		store_bind_text(statement, ":why", why);
		store_bind_integer(statement, ":percent", pair[i].hit.percent);
		status = answer_take(statement, columns, false, rows);
	}
	store_finalize(statement);
	return status;
}

static enum kam_status find(struct kam *kam, const char *reference, bool certain, bool *cut, struct kam_rows *rows)
{
	struct alike *alike = NULL;
	struct buffer pairs = { 0 };
	int64_t id = 0;
	enum kam_status status = KAM_OK;

	if (reference != NULL)
		status = reference_find(kam, kam_type_find("account"), reference, strlen(reference), REFERENCE_READ,
		                        &id, NULL);
	if (status == KAM_OK && certain)
		status = find_certain(kam, id, &pairs);
	if (status == KAM_OK && !certain)
		status = alike_open(kam, &alike);
	if (status == KAM_OK && !certain)
		status = find_likely(kam, alike, id, &pairs, cut);
	alike_close(alike);
	if (status == KAM_OK)
		status = put_pairs(kam, &pairs, rows);
	buffer_free(&pairs);
	return status;
}

enum kam_status kam_account_dupes(struct kam *kam, const char *reference, bool certain, bool *cut,
                                  struct kam_rows **out)
{
	enum kam_status status = answer_begin(kam, columns, out);

	*cut = false;
	if (status == KAM_OK)
		status = store_snapshot_begin(kam);
	if (status == KAM_OK) {
		status = find(kam, reference, certain, cut, *out);
		store_snapshot_end(kam);
	}
	return status == KAM_OK ? rows_finish(*out) : status;
}
