/* Approving a gift and giving it: the record's own rules decide, these say what is to be written. */
#include "gift.h"

#include "kam/internal/identity.h"
#include "kam/internal/write.h"

#include <string.h>

/* A gift's number, giver and status. */
struct found {
	int64_t id, giver;
	char status[16];
};

static enum kam_status find_gift(struct kam *kam, const char *reference, struct found *out, char id[KAM_ID_SIZE])
{
	const struct kam_type *type = kam_type_find("gift");
	struct statement *statement = NULL;
	enum kam_status status =
		reference_find(kam, type, reference, strlen(reference), REFERENCE_WRITE, &out->id, NULL);

	if (status != KAM_OK)
		return status;
	reference_format(type, out->id, id);
	status = store_prepare(kam, "SELECT giver, status FROM gift WHERE id = :id", &statement);
	if (status == KAM_OK) {
		store_bind_integer(statement, ":id", out->id);
		status = store_step(statement);
	}
	if (status == KAM_OK) {
		out->giver = store_integer(statement, 0);
		memcpy(out->status, store_text(statement, 1), strlen(store_text(statement, 1)) + 1);
	}
	store_finalize(statement);
	return status;
}

enum kam_status kam_gift_approve(struct kam *kam, const char *gift, char id[KAM_ID_SIZE])
{
	struct found found = { 0 };
	int64_t person = 0;
	char approver[KAM_ID_SIZE];
	bool changed;
	enum kam_status status = need_operation(kam);

	if (status == KAM_OK)
		status = find_gift(kam, gift, &found, id);
	if (status == KAM_OK && strcmp(found.status, "planned") != 0)
		return fail(kam, KAM_REFUSED, _("%s is %s; only a planned gift is approved"), id, found.status);
	if (status == KAM_OK)
		status = identity_approver(kam, found.giver, &person);
	if (status != KAM_OK)
		return status;
	reference_format(kam_type_find("person"), person, approver);
	return record_edit(kam, kam_type_find("gift"), found.id,
	                   (const struct kam_assignment[]){ { "status", "approved" }, { "approver", approver } }, 2,
	                   NULL, &changed);
}

/* What the rules say of a gift that is kept already. */
static enum kam_status check_kept(struct kam *kam, int64_t gift, const char *day, struct kam_rows *rows)
{
	struct gift_case asked = { .gift = gift };
	struct gift_verdict verdict = { 0 };
	struct statement *statement = NULL;
	enum kam_status status =
		store_prepare(kam,
	                      "SELECT contact, coalesce(item, 0), amount, currency, occasion FROM gift WHERE id = :id",
	                      &statement);

	if (status == KAM_OK) {
		store_bind_integer(statement, ":id", gift);
		status = store_step(statement);
	}
	if (status == KAM_OK) {
		asked.contact = store_integer(statement, 0);
		asked.item = store_integer(statement, 1);
		asked.amount = store_integer(statement, 2);
		memcpy(asked.currency, store_text(statement, 3), sizeof asked.currency);
		asked.occasion = store_text(statement, 4);
		memcpy(asked.day, day, sizeof asked.day);
		status = gift_case_check(kam, &asked, false, rows, &verdict);
	}
	buffer_free(&verdict.why);
	store_finalize(statement);
	return status;
}

static enum kam_status give_kept(struct kam *kam, const char *gift, const char *day, char id[KAM_ID_SIZE],
                                 struct kam_rows *rows)
{
	struct found found = { 0 };
	bool changed;
	enum kam_status status = find_gift(kam, gift, &found, id);

	if (status == KAM_OK && strcmp(found.status, "planned") != 0 && strcmp(found.status, "approved") != 0)
		return fail(kam, KAM_REFUSED, _("%s is %s; only a planned or approved gift is given"), id,
		            found.status);
	if (status == KAM_OK)
		status = check_kept(kam, found.id, day, rows);
	return status != KAM_OK
	               ? status
	               : record_edit(kam, kam_type_find("gift"), found.id,
	                             (const struct kam_assignment[]){ { "status", "given" }, { "given_on", day } }, 2,
	                             NULL, &changed);
}

static enum kam_status give_new(struct kam *kam, const struct kam_gift_question *question, const char *title,
                                const struct gift_case *asked, char id[KAM_ID_SIZE], struct kam_rows *rows)
{
	struct gift_verdict verdict = { 0 };
	char amount[48];
	struct kam_assignment assignments[8] = {
		{ "contact", question->contact }, { "occasion", asked->occasion }, { "amount", amount },
		{ "currency", asked->currency },  { "status", "given" },           { "given_on", asked->day }
	};
	size_t count = 6;
	enum kam_status status = gift_case_check(kam, asked, false, rows, &verdict);

	buffer_free(&verdict.why);
	if (status != KAM_OK)
		return status;
	kam_money_format(asked->amount, asked->currency, false, amount);
	if (question->item != NULL)
		assignments[count++] = (struct kam_assignment){ "item", question->item };
	if (title != NULL)
		assignments[count++] = (struct kam_assignment){ "title", title };
	return kam_record_add(kam, "gift", assignments, count, id);
}

enum kam_status kam_gift_give(struct kam *kam, const char *gift, const struct kam_gift_question *question,
                              const char *title, char id[KAM_ID_SIZE], struct kam_rows **out)
{
	struct kam_gift_question read = *question;
	struct gift_case asked;
	struct kam_rows *rows = NULL;
	enum kam_status status = need_operation(kam), finished;

	if (status == KAM_OK && gift == NULL)
		status = gift_case_read(kam, &read, true, &asked);
	else if (status == KAM_OK)
		status = gift_day_read(kam, question->day, asked.day);
	if (status == KAM_OK)
		status = answer_begin(kam, gift_check_columns, &rows);
	if (status == KAM_OK)
		status = gift == NULL ? give_new(kam, question, title, &asked, id, rows)
		                      : give_kept(kam, gift, asked.day, id, rows);
	if (rows == NULL)
		return status;
	if (out == NULL) {
		kam_rows_free(rows);
		return status;
	}
	*out = rows;
	finished = rows_finish(rows);
	return status == KAM_OK ? finished : status;
}
