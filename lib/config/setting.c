/* Settings: only those there are, each of its kind. */
#include "rules.h"
#include "kam/internal/store.h"

#include <string.h>

static enum kam_status check_currency(struct kam *kam, const char *text)
{
	int64_t priced = 0;
	enum kam_status status;

	if (kam_currency_digits(text) < 0)
		return fail(kam, KAM_BAD_VALUE, _("'%s' is no currency; give an ISO 4217 code such as CNY or USD"),
		            text);
	/* Amounts were entered and rates given in terms of the old one. */
	status = store_get_integer(kam,
	                           "SELECT EXISTS (SELECT 1 FROM rate) OR EXISTS (SELECT 1 FROM account) "
	                           "OR EXISTS (SELECT 1 FROM bid) OR EXISTS (SELECT 1 FROM product)",
	                           NULL, 0, &priced);
	if (status == KAM_OK && priced != 0)
		return fail(kam, KAM_REFUSED,
		            _("the base currency cannot change once there are rates, accounts, bids or products"));
	return status;
}

static enum kam_status check_value(struct kam *kam, const char *kind, const char *text)
{
	const char *why = "";
	int64_t number;
	enum kam_status status = KAM_OK;

	if (strcmp(kind, "currency") == 0)
		return check_currency(kam, text);
	if (strcmp(kind, "zone") == 0 && !kam_zone_known(text))
		return fail(kam, KAM_BAD_VALUE,
		            _("'%s' is no time zone that this system knows; say one such as Asia/Shanghai"), text);
	if (strcmp(kind, "integer") == 0)
		status = kam_integer_parse(text, strlen(text), &number, &why);
	else if (strcmp(kind, "percent") == 0)
		status = kam_percent_parse(text, strlen(text), '.', &number, &why);
	else if (strcmp(kind, "date") == 0)
		status = kam_date_parse(text, strlen(text), kam->today, false, &number, &why);
	return status == KAM_OK ? KAM_OK : fail(kam, status, _("'%s' is not %s"), text, why);
}

/* The words of lead.valid's expression, one blank between them: a word that it does not know would ask for nothing. */
static enum kam_status check_lead_rule(struct kam *kam, const char *text)
{
	static const char *const words[] = { "owner",       "prospects", "market",    "funds",  "credit",
		                             "recognition", "trust",     "next_step", "next_on" };

	for (const char *at = text, *next; at != NULL; at = next) {
		size_t length = strcspn(at, " "), known = 0;

		next = at[length] == ' ' ? at + length + 1 : NULL;
		while (known < sizeof words / sizeof *words &&
		       (strlen(words[known]) != length || memcmp(words[known], at, length) != 0))
			known++;
		if (known == sizeof words / sizeof *words)
			return fail(kam, KAM_BAD_VALUE,
			            _("'%s': expected words with one blank between them, of owner, prospects, market, "
			              "funds, credit, recognition, trust, next_step and next_on"),
			            text);
	}
	return KAM_OK;
}

static enum kam_status before_write(struct kam *kam, struct record_write *write)
{
	const struct kam_value *value = write_value(write, "value"), *kind = write_value(write, "kind");
	char text[256];

	if (write->old == NULL || !kam_value_equal(write_old(write, "name"), write_value(write, "name")))
		return fail(kam, KAM_REFUSED, _("there is no other setting than those of kam config setting list"));
	if (value->type != KAM_IS_TEXT)
		return KAM_OK;
	if (value->length >= sizeof text)
		return fail(kam, KAM_BAD_VALUE, _("a setting's value is at most %zu bytes long"), sizeof text - 1);
	memcpy(text, value->text, value->length);
	text[value->length] = '\0';
	if (kam_value_equal(write_value(write, "name"), &(struct kam_value){ .type = KAM_IS_TEXT,
	                                                                     .text = "lead_valid_rule",
	                                                                     .length = strlen("lead_valid_rule") }))
		return check_lead_rule(kam, text);
	return check_value(kam, kind->text, text);
}

const struct kam_type_rules setting_rules = { .before_write = before_write };
