/* Settings: only those there are, each of its kind. */
#include "rules.h"
#include "words.h"
#include "kam/internal/calendar.h"
#include "kam/internal/marks.h"
#include "kam/internal/write.h"

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

/* The words of lead.valid's expression, one blank between them. */
static enum kam_status check_lead_rule(struct kam *kam, const char *text)
{
	static const char *const words[] = { "owner",       "prospects", "market",    "funds",  "credit",
		                             "recognition", "trust",     "next_step", "next_on" };

	if (!words_known(text, strlen(text), words, sizeof words / sizeof *words))
		return fail(kam, KAM_BAD_VALUE,
		            _("'%s': expected words with one blank between them, of owner, prospects, market, "
		              "funds, credit, recognition, trust, next_step and next_on"),
		            text);
	return KAM_OK;
}

static enum kam_status check_tier(struct kam *kam, const char *text)
{
	static const char *const tiers[] = { "key", "major", "standard", "tail" };

	if (strchr(text, ' ') != NULL || !words_known(text, strlen(text), tiers, sizeof tiers / sizeof *tiers))
		return fail(kam, KAM_BAD_VALUE, _("'%s' is no tier; there are key, major, standard and tail"), text);
	return KAM_OK;
}

/* Not of an import: models come after settings. */
static enum kam_status check_model(struct kam *kam, const char *text)
{
	int64_t there;
	enum kam_status status =
		store_get_integer(kam, "SELECT 1 FROM model WHERE name = :1", (const char *const[]){ text }, 1, &there);

	if (status == KAM_DONE)
		return fail(kam, KAM_BAD_VALUE, _("there is no model '%s'; see kam config model list"), text);
	return status;
}

static enum kam_status check_calendar(struct kam *kam, const char *text)
{
	enum kam_status status = calendar_find(kam, text);

	if (status == KAM_DONE)
		return fail(kam, KAM_BAD_VALUE, _("there is no calendar '%s'; see kam config hours list"), text);
	return status;
}

static enum kam_status check_marks(struct kam *kam, const char *text)
{
	int64_t weights[MARKS];

	if (!marks_weights_read(text, weights))
		return fail(kam, KAM_BAD_VALUE,
		            _("'%s': expected a weight from 0 to 1000 behind each mark that counts, such as fit 20 "
		              "delivery "
		              "15; the marks are fit, relationship, competition, margin, delivery and resources"),
		            text);
	return KAM_OK;
}

static enum kam_status check_vetoes(struct kam *kam, const char *text)
{
	int64_t vetoes[MARKS];

	if (!marks_vetoes_read(text, vetoes))
		return fail(kam, KAM_BAD_VALUE,
		            _("'%s': expected marks with the number that forbids, such as delivery 1 margin 2, or "
		              "none; the "
		              "marks are fit, relationship, competition, margin, delivery and resources"),
		            text);
	return KAM_OK;
}

static enum kam_status check_breaks(struct kam *kam, const char *text)
{
	int64_t go_from, review_from;

	if (!marks_breaks_read(text, &go_from, &review_from))
		return fail(kam, KAM_BAD_VALUE,
		            _("'%s': expected two scores from 0 to 100, that of a go and the lower one of a review, "
		              "such as 70 "
		              "50"),
		            text);
	return KAM_OK;
}

/* Keys with ; between them; blanks around one are not part of it, within one they are. */
static enum kam_status check_tags(struct kam *kam, const char *text)
{
	for (const char *at = text;; at++) {
		size_t length;

		at += strspn(at, " ");
		length = strcspn(at, ";");
		if (length == 0 || memchr(at, '=', length) != NULL)
			return fail(kam, KAM_BAD_VALUE,
			            _("'%s': expected keys of tags with ; between them, such as faith;Marital status"),
			            text);
		at += length;
		if (*at == '\0')
			return KAM_OK;
	}
}

/* Texts that are not any text. */
static const struct {
	const char *name;
	enum kam_status (*check)(struct kam *kam, const char *text);
} texts[] = {
	{ "bid_calendar", check_calendar }, { "decide_breaks", check_breaks },      { "decide_vetoes", check_vetoes },
	{ "decide_weights", check_marks },  { "lead_valid_rule", check_lead_rule }, { "personal_tags", check_tags },
	{ "risk_cap_tier", check_tier },    { "score_model", check_model },
};

static bool is_named(const struct kam_value *name, const char *setting)
{
	return name->length == strlen(setting) && memcmp(name->text, setting, name->length) == 0;
}

static enum kam_status before_write(struct kam *kam, struct record_write *write)
{
	const struct kam_value *value = write_value(write, "value"), *kind = write_value(write, "kind");
	const struct kam_value *name = write_value(write, "name");
	char text[256];

	if (write->old == NULL || !kam_value_equal(write_old(write, "name"), write_value(write, "name")))
		return fail(kam, KAM_REFUSED, _("there is no other setting than those of kam config setting list"));
	if (value->type != KAM_IS_TEXT)
		return KAM_OK;
	if (value->length >= sizeof text)
		return fail(kam, KAM_BAD_VALUE, _("a setting's value is at most %zu bytes long"), sizeof text - 1);
	memcpy(text, value->text, value->length);
	text[value->length] = '\0';
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (is_named(name, texts[i].name))
			return write->importing ? KAM_OK : texts[i].check(kam, text);
	return check_value(kam, kind->text, text);
}

/* Calendars without a time zone of their own are in this one, and clocks run by them; some tickets are to go up now. */
static enum kam_status after_write(struct kam *kam, struct record_write *write)
{
	const struct kam_value *name = write_value(write, "name");

	if (write->carried || (!is_named(name, "zone") && !is_named(name, "escalate_reopens")))
		return KAM_OK;
	calendars_forget(kam);
	return touch_record(kam, "setting", write->id);
}

const struct kam_type_rules setting_rules = { .before_write = before_write, .after_write = after_write };
