/* What policy and custom say of a gift: limits, cash equivalents, tenders that are undecided, taboos. */
#include "gift.h"

#include "kam/internal/write.h"

#include <string.h>

const struct answer_column gift_check_columns[] = {
	{ .key = "rule", .title = N_("Rule"), .kind = KAM_TEXT },
	{ .key = "verdict", .title = N_("Verdict"), .kind = KAM_TEXT },
	{ .key = "most", .title = N_("At most"), .kind = KAM_MONEY, .priority = 2 },
	{ .key = "spent", .title = N_("So far"), .kind = KAM_MONEY, .priority = 3 },
	{ .key = "amount", .title = N_("Amount"), .kind = KAM_MONEY, .priority = 2 },
	{ .key = "why", .title = N_("Why"), .kind = KAM_TEXT, .priority = 1 },
	{ .key = NULL },
};

/* One field of the gift as it would be typed. */
static enum kam_status read_field(struct kam *kam, const char *name, const char *text, char scratch[KAM_SCRATCH_SIZE],
                                  struct kam_value *value)
{
	const struct kam_type *type = kam_type_find("gift");

	*value = (struct kam_value){ .type = KAM_IS_EMPTY };
	return text == NULL ? KAM_OK
	                    : field_parse(kam, type, kam_type_field(type, name), text, strlen(text), kam->currency,
	                                  scratch, value);
}

/* The item's price and its currency. */
static enum kam_status read_price(struct kam *kam, struct gift_case *out)
{
	struct statement *statement = NULL;
	enum kam_status status =
		store_prepare(kam, "SELECT price, currency, title FROM catalogue WHERE id = :id", &statement);

	if (status == KAM_OK) {
		struct kam_value price;

		store_bind_integer(statement, ":id", out->item);
		status = store_step(statement);
		if (status == KAM_OK) {
			store_value(statement, 0, &price);
			memcpy(out->currency, store_text(statement, 1), sizeof out->currency);
			out->amount = price.integer;
			if (price.type == KAM_IS_EMPTY)
				status = fail(kam, KAM_REFUSED, _("'%s' has no price; say --amount"),
				              store_text(statement, 2));
		}
	}
	store_finalize(statement);
	return status;
}

enum kam_status gift_day_read(struct kam *kam, const char *text, char out[KAM_DATE_SIZE])
{
	char scratch[KAM_SCRATCH_SIZE];
	struct kam_value value;
	enum kam_status status = read_field(kam, "given_on", text, scratch, &value);

	memcpy(out, kam->today_text, KAM_DATE_SIZE);
	if (status == KAM_OK && value.type == KAM_IS_TEXT)
		memcpy(out, value.text, KAM_DATE_SIZE - 1);
	return status;
}

enum kam_status gift_case_read(struct kam *kam, const struct kam_gift_question *question, bool priced,
                               struct gift_case *out)
{
	char scratch[KAM_SCRATCH_SIZE];
	struct kam_value value;
	bool has_occasion = question->occasion != NULL && *question->occasion != '\0';
	enum kam_status status = read_field(kam, "contact", question->contact, scratch, &value);

	*out = (struct gift_case){ .contact = value.integer };
	memcpy(out->currency, kam->currency, sizeof out->currency);
	if (status == KAM_OK)
		status = read_field(kam, "occasion", has_occasion ? question->occasion : "festival", out->occasion_text,
		                    &value);
	if (status == KAM_OK) {
		/* The choice as it is written, with its end. */
		memmove(out->occasion_text, value.text, value.length);
		out->occasion_text[value.length] = '\0';
		out->occasion = out->occasion_text;
		status = gift_day_read(kam, question->day, out->day);
	}
	if (status == KAM_OK)
		status = read_field(kam, "item", question->item, scratch, &value);
	if (status != KAM_OK)
		return status;
	out->item = value.integer;
	status = read_field(kam, "amount", question->amount, scratch, &value);
	if (status != KAM_OK || !priced)
		return status;
	if (value.type == KAM_IS_EMPTY && out->item == 0)
		return fail(kam, KAM_BAD_VALUE, _("say what it is: an item of the catalogue, or --amount"));
	if (value.type == KAM_IS_EMPTY)
		return read_price(kam, out);
	out->amount = value.integer;
	memcpy(out->currency, value.text, 3);
	return KAM_OK;
}

enum kam_status gift_prepare(struct kam *kam, const char *path, const struct gift_case *asked, struct query *query,
                             struct statement **out)
{
	struct substitutions substitutions = { .type = kam_type_find("contact") };
	struct substitution_fault fault = { 0 };
	struct buffer sql = { 0 };
	enum kam_status status;

	*out = NULL;
	query_start(query, kam);
	buffer_put(&sql, embedded_find("account/gift_asked.sql")->text);
	buffer_put(&sql, embedded_find(path)->text);
	status = buffer_text(&sql) == NULL ? fail_memory(kam)
	                                   : query_substitute(query, sql.text, &substitutions, &fault);
	buffer_free(&sql);
	if (status == KAM_OK)
		status = query_prepare(query, out);
	if (status != KAM_OK)
		return status;
	store_bind_text(*out, ":now", kam->now_text);
	store_bind_integer(*out, ":contact", asked->contact);
	store_bind_text(*out, ":currency", asked->currency);
	store_bind_integer(*out, ":amount", asked->amount);
	store_bind_text(*out, ":occasion", asked->occasion);
	store_bind_text(*out, ":day", asked->day);
	if (asked->item != 0)
		store_bind_integer(*out, ":item", asked->item);
	if (asked->gift != 0)
		store_bind_integer(*out, ":gift", asked->gift);
	return KAM_OK;
}

void gift_say_custom(const char *tag, const char *why, bool personal, bool unmask, struct buffer *out)
{
	if (personal && !unmask)
		buffer_put(out, _("a custom that has to do with the person; --unmask says which"));
	else
		buffer_put(out, why != NULL ? why : tag);
}

/* What a row means, in a sentence; nothing where the figures say it. */
static void say_why(struct statement *row, bool unmask, struct buffer *out)
{
	static const char *const over[] = {
		N_("dearer than one gift may be; someone else has to approve it"),
		N_("more than this person may have in a year; someone else has to approve it"),
		N_("more than this customer may have in a year; someone else has to approve it")
	};
	int64_t place = store_integer(row, 8);
	const char *name = store_text(row, 5), *text = store_text(row, 6);

	if (place == 0)
		buffer_format(out, _("there is no rate for %s by which to compare: kam config rate add"), name);
	else if (place <= 3 && strcmp(store_text(row, 1), "approval") == 0)
		buffer_put(out, _(over[place - 1]));
	else if (place == 4)
		buffer_format(out, _("%s is as good as money"), name);
	else if (place == 5)
		buffer_format(out, _("%s: their tender %s is undecided"), name, text);
	else if (place == 6)
		gift_say_custom(name, text, store_integer(row, 7) != 0, unmask, out);
	else if (place == 7)
		buffer_format(out, _("given to the person, or planned, before: %s"), text);
	else if (place == 8)
		buffer_format(out, _("%s left on %s"), name, text);
}

static enum kam_status put_row(struct statement *row, const char *why, struct kam_rows *rows)
{
	enum kam_status status = KAM_OK;

	for (int i = 0; i < 5 && status == KAM_OK; i++) {
		struct kam_value value;

		store_value(row, i, &value);
		status = rows_put(rows, &value);
	}
	return status == KAM_OK ? rows_put_text(rows, *why == '\0' ? NULL : why) : status;
}

/* The worst so far, and why. */
static void keep_verdict(struct gift_verdict *verdict, const char *word, const char *why)
{
	bool forbidden = strcmp(word, "forbidden") == 0, approval = strcmp(word, "approval") == 0;

	if ((forbidden && !verdict->forbidden) || (approval && !verdict->forbidden && !verdict->needs_approval)) {
		buffer_free(&verdict->why);
		buffer_put(&verdict->why, why);
	}
	verdict->forbidden |= forbidden;
	verdict->needs_approval |= approval;
}

enum kam_status gift_case_check(struct kam *kam, const struct gift_case *asked, bool unmask, struct kam_rows *rows,
                                struct gift_verdict *verdict)
{
	struct statement *statement = NULL;
	struct query query;
	enum kam_status status = gift_prepare(kam, "account/gift_check.sql", asked, &query, &statement);

	*verdict = (struct gift_verdict){ 0 };
	while (status == KAM_OK && (status = store_step(statement)) == KAM_OK) {
		struct buffer why = { 0 };

		buffer_put(&why, "");
		say_why(statement, unmask, &why);
		if (buffer_text(&why) == NULL) {
			status = fail_memory(kam);
		} else {
			keep_verdict(verdict, store_text(statement, 1), why.text);
			if (rows != NULL)
				status = put_row(statement, why.text, rows);
		}
		buffer_free(&why);
	}
	store_finalize(statement);
	query_end(&query);
	if (verdict->why.failed)
		return fail_memory(kam);
	return status == KAM_DONE ? KAM_OK : status;
}

enum kam_status kam_gift_check(struct kam *kam, const struct kam_gift_question *question, bool *allowed,
                               struct kam_rows **out)
{
	struct gift_verdict verdict = { 0 };
	struct gift_case asked;
	enum kam_status status = gift_case_read(kam, question, true, &asked);

	if (status == KAM_OK)
		status = answer_begin(kam, gift_check_columns, out);
	if (status == KAM_OK)
		status = gift_case_check(kam, &asked, question->unmask, *out, &verdict);
	*allowed = !verdict.forbidden && !verdict.needs_approval;
	buffer_free(&verdict.why);
	return status == KAM_OK ? rows_finish(*out) : status;
}
