/* The steps in which a contract is delivered and billed, as they are typed when it is signed. */
#include "sign.h"

#include <stdlib.h>
#include <string.h>

/* TITLE=DATE=AMOUNT; NULL: not given. */
struct step {
	const char *title, *due_on, *amount;
	int64_t percent; /* of the contract's value, in hundredths; 0: an amount, or none */
};

static enum kam_status read_amount(struct kam *kam, const char *typed, struct step *step)
{
	const char *why = "";

	if (step->amount == NULL || (strchr(step->amount, '%') == NULL && strstr(step->amount, "％") == NULL))
		return KAM_OK;
	if (kam_percent_parse(step->amount, strlen(step->amount), '.', &step->percent, &why) != KAM_OK)
		return fail(kam, KAM_BAD_VALUE, _("--milestone '%s': '%s' is not %s"), typed, step->amount, why);
	return step->percent > 0 && step->percent <= 10000
	               ? KAM_OK
	               : fail(kam, KAM_BAD_VALUE, _("--milestone '%s': %s of the contract cannot be"), typed,
	                      step->amount);
}

/* `words`, a copy, is cut at each =. */
static enum kam_status read_step(struct kam *kam, const char *typed, char *words, struct step *step)
{
	char *on = strchr(words, '='), *amount = on != NULL ? strchr(on + 1, '=') : NULL;

	if (*words == '\0' || on == words || (amount != NULL && strchr(amount + 1, '=') != NULL))
		return fail(kam, KAM_BAD_VALUE,
		            _("--milestone '%s' is not TITLE=DATE=AMOUNT, such as delivery=2026-09-30=30%%"), typed);
	step->title = words;
	if (on != NULL)
		*on++ = '\0';
	if (amount != NULL)
		*amount++ = '\0';
	step->due_on = on != NULL && *on != '\0' ? on : NULL;
	step->amount = amount != NULL && *amount != '\0' ? amount : NULL;
	return read_amount(kam, typed, step);
}

/* Parts of the whole are shared out so that they add up: of 100.01, 30 %, 30 % and 40 % are 30.00, 30.00 and 40.01. */
static enum kam_status share_out(const struct signing *signing, const struct step *steps, int64_t *amounts)
{
	size_t count = signing->asked->milestone_count;
	int64_t *percents = calloc(count + 1, sizeof *percents), whole = 0;
	enum kam_status status = KAM_OK;

	if (percents == NULL)
		return fail_memory(signing->kam);
	for (size_t i = 0; i < count; i++) {
		percents[i] = steps[i].percent;
		whole += percents[i];
	}
	percents[count] = 10000 - whole; /* what no milestone says */
	if (whole > 10000)
		status = fail(signing->kam, KAM_BAD_VALUE, _("the milestones make more than the whole contract"));
	else if (whole > 0 && !signing->valued)
		status = fail(signing->kam, KAM_BAD_VALUE, _("what is the contract worth? --value AMOUNT"));
	else if (whole > 0 && !kam_split(signing->value, percents, count + 1, amounts))
		status = fail(signing->kam, KAM_BAD_VALUE, _("the contract's value cannot be shared out"));
	free(percents);
	return status;
}

static enum kam_status add(const struct signing *signing, const struct step *step, int64_t part)
{
	char amount[48], id[KAM_ID_SIZE];
	struct kam_assignment given[5] = { { "contract", signing->contract },
		                           { "title", step->title },
		                           { "currency", signing->currency } };
	size_t count = 3;

	if (step->due_on != NULL)
		given[count++] = (struct kam_assignment){ "due_on", step->due_on };
	if (step->percent != 0)
		kam_money_format(part, signing->currency, false, amount);
	if (step->amount != NULL)
		given[count++] = (struct kam_assignment){ "amount", step->percent != 0 ? amount : step->amount };
	return kam_record_add(signing->kam, "milestone", given, count, id);
}

enum kam_status milestones_add(struct signing *signing)
{
	const char *const *typed = signing->asked->milestones;
	size_t count = signing->asked->milestone_count;
	struct step *steps = calloc(count + 1, sizeof *steps);
	int64_t *amounts = calloc(count + 1, sizeof *amounts);
	char **words = calloc(count + 1, sizeof *words);
	enum kam_status status = steps != NULL && amounts != NULL && words != NULL ? KAM_OK : fail_memory(signing->kam);

	for (size_t i = 0; i < count && status == KAM_OK; i++) {
		words[i] = strdup(typed[i]);
		status = words[i] == NULL ? fail_memory(signing->kam)
		                          : read_step(signing->kam, typed[i], words[i], &steps[i]);
	}
	if (status == KAM_OK)
		status = share_out(signing, steps, amounts);
	for (size_t i = 0; i < count && status == KAM_OK; i++)
		status = add(signing, &steps[i], amounts[i]);
	for (size_t i = 0; words != NULL && i < count; i++)
		free(words[i]);
	free(words);
	free(amounts);
	free(steps);
	return status;
}
