/* Exchange rates: what a currency's minor unit is worth in minor units of the base currency. */
#include "rules.h"

#include <math.h>

static enum kam_status before_write(struct kam *kam, struct record_write *write)
{
	const struct kam_value *currency = write_value(write, "currency"), *rate = write_value(write, "rate");
	struct kam_value *factor = write_value(write, "factor");
	char code[4] = "";

	if (currency->type != KAM_IS_TEXT || rate->type != KAM_IS_NUMBER)
		return KAM_OK; /* said to be missing by the check of required fields */
	if (!(rate->number > 0))
		return fail(kam, KAM_BAD_VALUE, _("a rate is more than 0: units of %s for one of the currency"),
		            kam->currency);
	for (int i = 0; i < 3; i++)
		code[i] = currency->text[i];
	factor->type = KAM_IS_NUMBER;
	factor->number = rate->number * pow(10, kam_currency_digits(kam->currency) - kam_currency_digits(code));
	return KAM_OK;
}

const struct kam_type_rules rate_rules = { .before_write = before_write };
