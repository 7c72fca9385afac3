/* A lead becomes a customer: account, contact and bid, with all that is known of it, in one operation. */
#include "convert.h"
#include "kam/internal/answer.h"
#include "standing.h"

#include <string.h>

static const struct answer_column columns[] = {
	{ .key = "id", .title = N_("ID"), .kind = KAM_TEXT, .priority = 0 },
	{ .key = "record", .title = N_("Record"), .kind = KAM_TEXT, .priority = 1 },
	{ .key = "what", .title = N_("What"), .kind = KAM_TEXT, .priority = 0 },
	{ .key = "field", .title = N_("Field"), .kind = KAM_TEXT, .priority = 1 },
	{ .key = "value", .title = N_("Value"), .kind = KAM_TEXT, .priority = 2 },
	{ 0 },
};

/* `promised`: the last touch says the same next step, and goes along. */
static const char about_lead[] =
	"SELECT name, company, kind, contact_name, phone, email, region, lat, lon, consent_on, "
	"CASE WHEN opt_out = 1 THEN 'yes' END, 'PE' || owner, next_step, "
	"next_step IS (SELECT touch.next_step FROM touch WHERE touch.lead = lead.id "
	"ORDER BY touch.happened_at DESC, touch.id DESC LIMIT 1) FROM lead WHERE id = :id";

const char *conversion_known(const struct conversion *conversion, enum known column)
{
	return store_text(conversion->lead, (int)column);
}

const char *conversion_company(const struct conversion *conversion)
{
	return conversion_known(conversion, COMPANY) != NULL ? conversion_known(conversion, COMPANY)
	                                                     : conversion_known(conversion, NAME);
}

bool conversion_is_person(const struct conversion *conversion)
{
	return strcmp(conversion_known(conversion, KIND), "consumer") == 0;
}

enum kam_status conversion_tell(const struct conversion *conversion, const char *id, const char *record,
                                const char *what, const char *field, const char *value)
{
	const struct kam_field *described = field != NULL ? kam_type_field(kam_type_find(record), field) : NULL;
	struct kam_value shown = { 0 };
	bool personal = false;
	enum kam_status status = rows_put_text(conversion->rows, id);

	if (status == KAM_OK && field != NULL && strncmp(field, "tag.", 4) == 0)
		status = kam_tag_is_personal(conversion->kam, field + 4, &personal);
	if (personal || (described != NULL && (described->flags & KAM_PERSONAL) != 0))
		shown.type = KAM_IS_MASKED;
	else if (value != NULL)
		shown = (struct kam_value){ .type = KAM_IS_TEXT, .text = value, .length = strlen(value) };
	if (status == KAM_OK)
		status = rows_put_text(conversion->rows, record);
	if (status == KAM_OK)
		status = rows_put_text(conversion->rows, what);
	if (status == KAM_OK)
		status = rows_put_text(conversion->rows, field);
	return status == KAM_OK ? rows_put(conversion->rows, &shown) : status;
}

/* What is known, of the fields that there is something to say of. */
static size_t assign_known(const struct conversion *conversion, const char *field, enum known column,
                           struct kam_assignment *assignments, size_t count)
{
	if (conversion_known(conversion, column) != NULL)
		assignments[count++] = (struct kam_assignment){ field, conversion_known(conversion, column) };
	return count;
}

static enum kam_status add_account(struct conversion *conversion)
{
	struct kam_assignment assignments[8] = { { "name", conversion_company(conversion) },
		                                 { "kind", conversion_known(conversion, KIND) } };
	size_t count = assign_known(conversion, "region", REGION, assignments, 2);
	char seat[KAM_ID_SIZE];
	enum kam_status status;

	count = assign_known(conversion, "lat", LAT, assignments, count);
	count = assign_known(conversion, "lon", LON, assignments, count);
	status = kam_record_add(conversion->kam, "account", assignments, count, conversion->account_id);
	if (status == KAM_OK)
		status = conversion_tell(conversion, conversion->account_id, "account", "added", "name",
		                         conversion_company(conversion));
	/* Whose lead it was has the customer now, or nobody would. */
	if (status != KAM_OK || conversion_known(conversion, OWNER) == NULL)
		return status;
	status = kam_record_add(conversion->kam, "seat",
	                        (const struct kam_assignment[]){ { "account", conversion->account_id },
	                                                         { "role", "account" },
	                                                         { "person", conversion_known(conversion, OWNER) },
	                                                         { "starts_on", conversion->kam->today_text } },
	                        4, seat);
	return status == KAM_OK ? conversion_tell(conversion, seat, "seat", "added", "person",
	                                          conversion_known(conversion, OWNER))
	                        : status;
}

static enum kam_status take_account(struct conversion *conversion)
{
	const struct kam_type *type = kam_type_find("account");
	const char *account = conversion->asked->account;
	int64_t number;
	enum kam_status status;

	if (account != NULL) {
		status = reference_find(conversion->kam, type, account, strlen(account), REFERENCE_WRITE,
		                        &conversion->account, NULL);
		if (status == KAM_OK) {
			reference_format(type, conversion->account, conversion->account_id);
			status = conversion_tell(conversion, conversion->account_id, "account", "joined", NULL, NULL);
		}
		return status;
	}
	status = conversion->asked->new_account ? KAM_OK : conversion_check_likely(conversion);
	if (status == KAM_OK)
		status = add_account(conversion);
	if (status == KAM_OK && reference_is_id(type, conversion->account_id, strlen(conversion->account_id), &number))
		conversion->account = number;
	return status;
}

static const struct {
	const char *field;
	enum known column;
} personal[] = { { "phone", PHONE }, { "email", EMAIL }, { "consent_on", CONSENT_ON }, { "opt_out", OPT_OUT } };

#define PERSONAL_COUNT (sizeof personal / sizeof *personal)

/* What the contact lacks is filled; what it says otherwise stays, but for a no that the lead said. */
static enum kam_status join_contact(const struct conversion *conversion, struct statement *contact)
{
	struct kam_assignment assignments[PERSONAL_COUNT];
	size_t count = 0;
	bool changed;
	enum kam_status status = conversion_tell(conversion, conversion->contact_id, "contact", "joined", NULL, NULL);

	for (size_t i = 0; i < PERSONAL_COUNT && status == KAM_OK; i++) {
		const char *said = conversion_known(conversion, personal[i].column),
			   *there = store_text(contact, 1 + (int)i);

		if (said == NULL || (there != NULL && strcmp(said, there) == 0))
			continue;
		if (there == NULL)
			assignments[count++] = (struct kam_assignment){ personal[i].field, said };
		status = conversion_tell(conversion, conversion->contact_id, "contact",
		                         there == NULL ? "filled" : "kept", personal[i].field,
		                         there == NULL ? said : there);
	}
	if (status == KAM_OK && count > 0)
		status = record_edit(conversion->kam, kam_type_find("contact"), conversion->contact, assignments, count,
		                     NULL, &changed);
	return status;
}

static enum kam_status add_contact(struct conversion *conversion, const char *name)
{
	struct kam_assignment assignments[2 + PERSONAL_COUNT] = { { "account", conversion->account_id },
		                                                  { "name", name } };
	size_t count = 2;
	enum kam_status status;

	for (size_t i = 0; i < PERSONAL_COUNT; i++)
		count = assign_known(conversion, personal[i].field, personal[i].column, assignments, count);
	status = kam_record_add(conversion->kam, "contact", assignments, count, conversion->contact_id);
	if (status == KAM_OK && !reference_is_id(kam_type_find("contact"), conversion->contact_id,
	                                         strlen(conversion->contact_id), &conversion->contact))
		conversion->contact = 0;
	return status == KAM_OK ? conversion_tell(conversion, conversion->contact_id, "contact", "added", NULL, NULL)
	                        : status;
}

/* Phone and mail address without a name are nobody's: the lead keeps them, and it is said. */
static enum kam_status leave_nameless(const struct conversion *conversion)
{
	enum kam_status status = KAM_OK;

	for (size_t i = 0; i < PERSONAL_COUNT && status == KAM_OK; i++)
		if (conversion_known(conversion, personal[i].column) != NULL)
			status = conversion_tell(conversion, conversion->lead_id, "lead", "left out", personal[i].field,
			                         conversion_known(conversion, personal[i].column));
	return status;
}

static enum kam_status take_contact(struct conversion *conversion)
{
	const char *name = conversion_known(conversion, CONTACT_NAME);
	struct statement *statement = NULL;
	enum kam_status status;

	/* A person is a customer and the one to speak to. */
	if (name == NULL && conversion_is_person(conversion) &&
	    (conversion_known(conversion, PHONE) != NULL || conversion_known(conversion, EMAIL) != NULL))
		name = conversion_known(conversion, NAME);
	if (name == NULL)
		return leave_nameless(conversion);
	status = store_prepare(conversion->kam,
	                       "SELECT id, phone, email, consent_on, CASE WHEN opt_out = 1 THEN 'yes' END FROM contact "
	                       "WHERE account = :account AND name_key = kam_name_key(:name) "
	                       "ORDER BY left_on IS NOT NULL, name <> :name, id LIMIT 1",
	                       &statement);
	if (status == KAM_OK) {
		store_bind_integer(statement, ":account", conversion->account);
		store_bind_text(statement, ":name", name);
		status = store_step(statement);
	}
	if (status == KAM_OK) {
		conversion->contact = store_integer(statement, 0);
		reference_format(kam_type_find("contact"), conversion->contact, conversion->contact_id);
		status = join_contact(conversion, statement);
	} else if (status == KAM_DONE) {
		status = add_contact(conversion, name);
	}
	store_finalize(statement);
	return status;
}

static enum kam_status add_bid(const struct conversion *conversion)
{
	struct kam_assignment assignments[5] = { { "title", conversion->asked->bid },
		                                 { "account", conversion->account_id },
		                                 { "lead", conversion->lead_id } };
	size_t count = assign_known(conversion, "owner", OWNER, assignments, 3);
	char bid[KAM_ID_SIZE];
	enum kam_status status;

	if (conversion->asked->bid == NULL)
		return KAM_OK;
	if (conversion->asked->value != NULL)
		assignments[count++] = (struct kam_assignment){ "value", conversion->asked->value };
	status = kam_record_add(conversion->kam, "bid", assignments, count, bid);
	return status == KAM_OK ? conversion_tell(conversion, bid, "bid", "added", "title", conversion->asked->bid)
	                        : status;
}

static enum kam_status close_lead(const struct conversion *conversion)
{
	const struct kam_assignment assignments[] = { { "status", "converted" },
		                                      { "account", conversion->account_id } };
	bool changed;
	enum kam_status status = KAM_OK;

	if (conversion_known(conversion, NEXT_STEP) != NULL && store_integer(conversion->lead, PROMISED) == 0)
		status = conversion_tell(conversion, conversion->lead_id, "lead", "left out", "next_step",
		                         conversion_known(conversion, NEXT_STEP));
	if (status == KAM_OK)
		status = record_edit(conversion->kam, kam_type_find("lead"), conversion->id, assignments, 2, NULL,
		                     &changed);
	return status == KAM_OK ? conversion_tell(conversion, conversion->lead_id, "lead", "converted", "account",
	                                          conversion->account_id)
	                        : status;
}

static enum kam_status (*const steps[])(const struct conversion *conversion) = {
	add_bid, conversion_move_touches, conversion_copy_tags, conversion_carry_concerns, close_lead,
};

static enum kam_status convert(struct conversion *conversion)
{
	enum kam_status status = take_account(conversion);

	if (status == KAM_OK)
		status = take_contact(conversion);
	for (size_t i = 0; i < sizeof steps / sizeof *steps && status == KAM_OK; i++)
		status = steps[i](conversion);
	return status;
}

enum kam_status kam_lead_convert(struct kam *kam, const char *lead, const struct kam_conversion *asked,
                                 char account[KAM_ID_SIZE], struct kam_rows **out)
{
	struct standing standing;
	struct conversion conversion = { .kam = kam, .asked = asked };
	enum kam_status status = answer_begin(kam, columns, out);

	conversion.rows = *out;
	*account = '\0';
	if (status == KAM_OK)
		status = need_operation(kam);
	if (status == KAM_OK && asked->account != NULL && asked->new_account)
		status =
			fail(kam, KAM_USAGE, _("an account that is there, or a new one: --account or --new, not both"));
	if (status == KAM_OK && asked->value != NULL && asked->bid == NULL)
		status = fail(kam, KAM_USAGE, _("a value is a bid's: --value goes with --bid TITLE"));
	if (status == KAM_OK)
		status = standing_open(kam, lead, &standing);
	if (status == KAM_OK)
		status = store_prepare(kam, about_lead, &conversion.lead);
	if (status == KAM_OK) {
		conversion.id = standing.lead;
		memcpy(conversion.lead_id, standing.id, sizeof standing.id);
		store_bind_integer(conversion.lead, ":id", conversion.id);
		status = store_step(conversion.lead);
	}
	if (status == KAM_OK)
		status = convert(&conversion);
	store_finalize(conversion.lead);
	memcpy(account, conversion.account_id, sizeof conversion.account_id);
	return status == KAM_OK ? rows_finish(*out) : status;
}
