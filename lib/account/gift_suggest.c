/* What to give: the catalogue ranked for a person, and why the rest is left out. */
#include "gift.h"

#include <string.h>

static const struct answer_column columns[] = {
	{ .key = "id", .title = N_("ID"), .kind = KAM_ID },
	{ .key = "title", .title = N_("Title"), .kind = KAM_TEXT },
	{ .key = "style", .title = N_("Style"), .kind = KAM_TEXT, .priority = 4 },
	{ .key = "price", .title = N_("Price"), .kind = KAM_MONEY, .priority = 1 },
	{ .key = "score", .title = N_("Score"), .kind = KAM_NUMBER, .priority = 1 },
	{ .key = "budget", .title = N_("Budget"), .kind = KAM_NUMBER, .priority = 3 },
	{ .key = "season", .title = N_("Season"), .kind = KAM_NUMBER, .priority = 3 },
	{ .key = "suits", .title = N_("Suits"), .kind = KAM_NUMBER, .priority = 3 },
	{ .key = "novelty", .title = N_("Novelty"), .kind = KAM_NUMBER, .priority = 3 },
	{ .key = "order_by", .title = N_("Order by"), .kind = KAM_DATE, .priority = 2 },
	{ .key = "left_out", .title = N_("Left out"), .kind = KAM_TEXT, .priority = 1 },
	{ .key = "note", .title = N_("Note"), .kind = KAM_TEXT, .priority = 2 },
	{ .key = NULL },
};

/* What stands where in the SQL's rows. */
enum place {
	ID,
	ORDER_BY = 9,
	HAD_ON,
	OTHER_NAME,
	OTHER_ON,
	CUSTOM_TAG,
	CUSTOM_WHY,
	CUSTOM_PERSONAL,
	CUSTOM_EFFECT,
	CASH,
	DEAR,
	TENDER,
	PER_GIFT,
	PERSON_LEFT,
	ACCOUNT_LEFT,
	OUT
};

static void next_reason(struct buffer *out)
{
	buffer_put(out, out->length > 0 ? "; " : "");
}

/* All reasons, the ones that never change first. */
static void say_left_out(struct statement *row, bool unmask, struct buffer *out)
{
	const char *effect = store_text(row, CUSTOM_EFFECT);

	if (effect != NULL && strcmp(effect, "block") == 0)
		gift_say_custom(store_text(row, CUSTOM_TAG), store_text(row, CUSTOM_WHY),
		                store_integer(row, CUSTOM_PERSONAL) != 0, unmask, out);
	if (store_integer(row, CASH) != 0) {
		next_reason(out);
		buffer_put(out, _("as good as money"));
	}
	if (store_text(row, TENDER) != NULL) {
		next_reason(out);
		buffer_format(out, _("%s: their tender is undecided"), store_text(row, TENDER));
	}
	if (store_integer(row, DEAR) != 0) {
		next_reason(out);
		buffer_put(out, store_integer(row, DEAR) == 2 ? _("there is no rate for the currency of its price")
		                                              : _("dearer than may be spent without an approval"));
	}
	if (store_text(row, HAD_ON) != NULL) {
		next_reason(out);
		buffer_format(out, _("given to the person, or planned, before: %s"), store_text(row, HAD_ON));
	}
	if (store_text(row, OTHER_ON) != NULL) {
		next_reason(out);
		buffer_format(out, _("given to %s, or planned, before: %s"), store_text(row, OTHER_NAME),
		              store_text(row, OTHER_ON));
	}
}

static void say_note(struct kam *kam, struct statement *row, const char *day, bool unmask, struct buffer *out)
{
	const char *effect = store_text(row, CUSTOM_EFFECT), *order_by = store_text(row, ORDER_BY);

	if (effect != NULL && strcmp(effect, "warn") == 0)
		gift_say_custom(store_text(row, CUSTOM_TAG), store_text(row, CUSTOM_WHY),
		                store_integer(row, CUSTOM_PERSONAL) != 0, unmask, out);
	/* What is given today is there already. */
	if (order_by != NULL && strcmp(order_by, kam->today_text) < 0 && strcmp(day, kam->today_text) > 0) {
		next_reason(out);
		buffer_put(out, _("too late to be ordered"));
	}
}

/* Figures and texts of one item as they come, then what is said of it. */
static enum kam_status put_item(struct kam *kam, struct statement *row, const char *day, bool unmask,
                                struct kam_rows *rows)
{
	struct buffer said[2] = { { 0 }, { 0 } };
	char id[KAM_ID_SIZE];
	enum kam_status status;

	reference_format(kam_type_find("catalogue"), store_integer(row, ID), id);
	status = rows_put_text(rows, id);
	for (int i = 1; i <= ORDER_BY && status == KAM_OK; i++) {
		struct kam_value value;

		store_value(row, i, &value);
		status = rows_put(rows, &value);
	}
	say_left_out(row, unmask, &said[0]);
	say_note(kam, row, day, unmask, &said[1]);
	for (size_t i = 0; i < 2 && status == KAM_OK; i++)
		status = said[i].failed ? fail_memory(kam)
		                        : rows_put_text(rows, said[i].length == 0 ? NULL : said[i].text);
	buffer_free(&said[0]);
	buffer_free(&said[1]);
	return status;
}

/* An empty cell is no limit. */
static int64_t limit_of(struct statement *row, int column)
{
	struct kam_value value;

	store_value(row, column, &value);
	if (value.type == KAM_IS_EMPTY)
		return -1;
	return value.integer < 0 ? 0 : value.integer;
}

static void take_budget(struct statement *row, struct kam_gift_budget *budget)
{
	int64_t *const limits[] = { &budget->per_gift, &budget->person_left, &budget->account_left };

	budget->least = -1;
	for (int i = 0; i < 3; i++) {
		*limits[i] = limit_of(row, PER_GIFT + i);
		if (*limits[i] >= 0 && (budget->least < 0 || *limits[i] < budget->least))
			budget->least = *limits[i];
	}
}

enum kam_status kam_gift_suggest(struct kam *kam, const struct kam_gift_question *question, bool all,
                                 struct kam_gift_budget *budget, struct kam_rows **out)
{
	struct gift_case asked;
	struct query query;
	struct statement *statement = NULL;
	enum kam_status status = gift_case_read(kam, question, false, &asked);

	*budget = (struct kam_gift_budget){ -1, -1, -1, -1, 0 };
	if (status == KAM_OK)
		status = answer_begin(kam, columns, out);
	if (status != KAM_OK)
		return status;
	status = gift_prepare(kam, "account/gift_suggest.sql", &asked, &query, &statement);
	while (status == KAM_OK && (status = store_step(statement)) == KAM_OK) {
		bool left_out = store_integer(statement, OUT) != 0;

		take_budget(statement, budget);
		budget->left_out += left_out;
		if (!left_out || all)
			status = put_item(kam, statement, asked.day, question->unmask, *out);
	}
	store_finalize(statement);
	query_end(&query);
	return status == KAM_DONE ? rows_finish(*out) : status;
}
