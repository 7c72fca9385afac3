/* Models of scores: inputs there are, weights that weigh, tiers one above the other. */
#include "rules.h"
#include "words.h"

static int64_t integer_of(struct record_write *write, const char *field)
{
	return write_value(write, field)->integer;
}

static enum kam_status before_write(struct kam *kam, struct record_write *write)
{
	/* Those of lib/account/score.sql. */
	static const char *const inputs[] = { "revenue",   "won",    "tenure",   "months",  "nps",  "recency",
		                              "frequency", "change", "pipeline", "overdue", "late", "risks" };
	const struct kam_value *given = write_value(write, "inputs");

	for (const struct kam_field *field = write->type->fields; field->name != NULL; field++)
		if ((field->flags & KAM_REQUIRED) && write_value(write, field->name)->type == KAM_IS_EMPTY)
			return KAM_OK; /* said to be missing by the check of required fields */
	if (!words_known(given->text, given->length, inputs, sizeof inputs / sizeof *inputs))
		return fail(kam, KAM_BAD_VALUE,
		            _("inputs '%.*s': expected words with one blank between them, of revenue, won, tenure, "
		              "months, nps, recency, frequency, change, pipeline, overdue, late and risks"),
		            (int)given->length, given->text);
	if (integer_of(write, "value_weight") + integer_of(write, "loyalty_weight") +
	            integer_of(write, "growth_weight") + integer_of(write, "soundness_weight") ==
	    0)
		return fail(kam, KAM_BAD_VALUE, _("all four weights are 0: at least one dimension has to count"));
	if (integer_of(write, "key_from") <= integer_of(write, "major_from") ||
	    integer_of(write, "major_from") <= integer_of(write, "standard_from"))
		return fail(kam, KAM_BAD_VALUE,
		            _("key from %lld, major from %lld, standard from %lld: each has to be above the next"),
		            (long long)integer_of(write, "key_from"), (long long)integer_of(write, "major_from"),
		            (long long)integer_of(write, "standard_from"));
	return KAM_OK;
}

const struct kam_type_rules model_rules = { .before_write = before_write };
