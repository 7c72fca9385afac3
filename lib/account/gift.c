/* A gift's way: planned, approved by someone else where it is dear, given; what custom and policy forbid is not given. */
#include "gift.h"

#include "rules.h"
#include "kam/internal/identity.h"
#include "kam/internal/write.h"

#include <string.h>

static bool is_word(const struct kam_value *value, const char *word)
{
	return value->type == KAM_IS_TEXT && value->length == strlen(word) &&
	       memcmp(value->text, word, value->length) == 0;
}

static bool changes(const struct record_write *write, const char *field)
{
	int place = type_field_index(write->type, field);

	return write->old != NULL && !kam_value_equal(&write->old[place], &write->values[place]);
}

/* Nobody writes down an approval but who gives it. */
static enum kam_status check_approver(struct kam *kam, struct record_write *write)
{
	const struct kam_value *approver = write_value(write, "approver"), *giver = write_value(write, "giver");
	bool fresh = approver->type == KAM_IS_INTEGER && (write->old == NULL || changes(write, "approver"));
	int64_t person = 0;
	enum kam_status status;

	if (is_word(write_value(write, "status"), "approved") && approver->type != KAM_IS_INTEGER)
		return fail(kam, KAM_REFUSED, _("an approved gift has an approver: kam account gift approve GIFT"));
	if (!fresh && approver->type == KAM_IS_INTEGER && changes(write, "giver") && kam_value_equal(approver, giver))
		return fail(kam, KAM_REFUSED, _("nobody approves what is their own; someone else has to"));
	if (!fresh)
		return KAM_OK;
	if (giver->type != KAM_IS_INTEGER)
		return fail(kam, KAM_REFUSED,
		            _("a gift without a giver cannot be approved, for nobody approves their own; say --giver"));
	status = identity_approver(kam, giver->integer, &person);
	if (status == KAM_OK && person != approver->integer)
		status = fail(
			kam, KAM_REFUSED,
			_("an approval is given by the approver: kam account gift approve GIFT, or with --as where "
		          "approve_for allows it"));
	return status;
}

/* What was approved is given as it was approved; less is no harm. */
static enum kam_status check_approved(struct kam *kam, struct record_write *write)
{
	static const char *const fixed[] = { "contact", "occasion", "item", "currency" };
	const struct kam_value *status = write_value(write, "status");
	bool differs = false;

	if (write->old == NULL || !is_word(write_old(write, "status"), "approved") || changes(write, "approver") ||
	    !(is_word(status, "approved") || is_word(status, "given")))
		return KAM_OK;
	for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
		differs |= changes(write, fixed[i]);
	differs |= write_value(write, "amount")->integer > write_old(write, "amount")->integer;
	if (differs)
		return fail(kam, KAM_REFUSED,
		            _("it is approved as it stands; to change more than that, begin again: --status planned "
		              "--approver ''"));
	return KAM_OK;
}

/* The gift as the rules ask about it, on a day; empty: today. False: something is missing, which others will say. */
static bool read_case(struct kam *kam, struct record_write *write, const char *day_field, struct gift_case *asked)
{
	const struct kam_value *day = write_value(write, day_field), *currency = write_value(write, "currency");
	const struct kam_value *occasion = write_value(write, "occasion");

	*asked = (struct gift_case){ .contact = write_value(write, "contact")->integer,
		                     .item = write_value(write, "item")->integer,
		                     .amount = write_value(write, "amount")->integer,
		                     .gift = write->id };
	if (asked->contact == 0 || currency->length != 3 || occasion->length >= sizeof asked->occasion_text ||
	    day->length >= sizeof asked->day)
		return false;
	memcpy(asked->currency, currency->text, 3);
	memcpy(asked->occasion_text, occasion->text, occasion->length);
	asked->occasion = asked->occasion_text;
	if (day->type == KAM_IS_TEXT)
		memcpy(asked->day, day->text, day->length);
	else
		memcpy(asked->day, kam->today_text, sizeof asked->day);
	return true;
}

/* May it be given now? An approval is for what is dear, not for what is forbidden. */
static enum kam_status check_giving(struct kam *kam, struct record_write *write)
{
	struct gift_case asked;
	struct gift_verdict verdict = { 0 };
	enum kam_status status;

	if (!read_case(kam, write, "given_on", &asked))
		return KAM_OK;
	status = gift_case_check(kam, &asked, false, NULL, &verdict);
	if (status == KAM_OK && verdict.forbidden)
		status = fail(kam, KAM_REFUSED, _("this gift may not be given: %s"), verdict.why.text);
	else if (status == KAM_OK && verdict.needs_approval && write_value(write, "approver")->type != KAM_IS_INTEGER)
		status = fail(kam, KAM_REFUSED, _("this gift needs an approval first: %s (kam account gift approve)"),
		              verdict.why.text);
	buffer_free(&verdict.why);
	return status;
}

/* Somebody has to approve it: told to the hook gift-approval. */
static enum kam_status tell_hook(struct kam *kam, struct record_write *write, const char *why)
{
	struct statement *statement = NULL;
	char id[KAM_ID_SIZE], contact[KAM_ID_SIZE];
	int64_t number = 0;
	enum kam_status status = KAM_OK;

	/* A new one gets the next number. */
	if (write->id == 0)
		status = store_highest_id(kam, write->type->name, &number);
	reference_format(write->type, write->id != 0 ? write->id : number + 1, id);
	reference_format(kam_type_find("contact"), write_value(write, "contact")->integer, contact);
	if (status == KAM_OK)
		status = event_begin(
			kam,
			"SELECT json_object('event', 'gift-approval', 'gift', :gift, 'contact', :contact, 'giver', "
			"(SELECT name FROM person WHERE id = :giver), 'why', :why, 'operation', :operation, 'at', :at, "
			"'user', :user)",
			&statement);
	if (status != KAM_OK)
		return status;
	store_bind_text(statement, ":gift", id);
	store_bind_text(statement, ":contact", contact);
	store_bind_value(statement, ":giver", write_value(write, "giver"));
	store_bind_text(statement, ":why", why);
	return event_end(kam, "gift-approval", statement);
}

/* A gift that is planned, new or anew: does it need an approval? */
static enum kam_status ask_approval(struct kam *kam, struct record_write *write)
{
	static const char *const watched[] = { "status", "contact", "occasion", "item", "amount", "currency" };
	bool fresh = write->old == NULL;
	struct gift_case asked;
	struct gift_verdict verdict = { 0 };
	enum kam_status status = KAM_OK;

	for (size_t i = 0; i < sizeof watched / sizeof *watched; i++)
		fresh |= changes(write, watched[i]);
	if (!fresh || !is_word(write_value(write, "status"), "planned") || !read_case(kam, write, "planned_on", &asked))
		return KAM_OK;
	status = gift_case_check(kam, &asked, false, NULL, &verdict);
	if (status == KAM_OK && verdict.needs_approval && !verdict.forbidden)
		status = tell_hook(kam, write, verdict.why.text);
	buffer_free(&verdict.why);
	return status;
}

/* Who writes a gift down means to give it, unless they say who does. */
static enum kam_status find_giver(struct kam *kam, struct record_write *write)
{
	struct kam_value *giver = write_value(write, "giver");
	int64_t person = 0;
	enum kam_status status = KAM_OK;

	if (giver->type == KAM_IS_EMPTY)
		status = identity_acting(kam, &person);
	if (person != 0)
		*giver = (struct kam_value){ .type = KAM_IS_INTEGER, .integer = person };
	return status;
}

static enum kam_status before_write(struct kam *kam, struct record_write *write)
{
	struct kam_value *given_on = write_value(write, "given_on");
	bool given = is_word(write_value(write, "status"), "given");
	enum kam_status status = KAM_OK;

	if (write->importing || write->carried)
		return KAM_OK;
	if (write->old == NULL || given)
		status = find_giver(kam, write);
	if (status == KAM_OK)
		status = check_approver(kam, write);
	if (status == KAM_OK)
		status = check_approved(kam, write);
	if (status == KAM_OK)
		status = ask_approval(kam, write);
	if (status != KAM_OK || !given || (write->old != NULL && is_word(write_old(write, "status"), "given")))
		return status;
	if (given_on->type == KAM_IS_EMPTY)
		*given_on = (struct kam_value){ .type = KAM_IS_TEXT,
			                        .text = kam->today_text,
			                        .length = strlen(kam->today_text) };
	return check_giving(kam, write);
}

const struct kam_type_rules gift_rules = { .before_write = before_write, .bulk = true };
