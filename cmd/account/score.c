/* kam account score: who is a key account, and why. */
#include "verbs.h"

#include "kam/score.h"

#include <stddef.h>

struct score_arguments {
	bool explain, save;
	const char *model;
};

static const struct option_row score_options[] = {
	{ OPTION_FLAG, 0, "explain", NULL, N_("line by line: each input, its place among how many, what was missing"),
	  offsetof(struct score_arguments, explain), NULL },
	{ OPTION_FLAG, 0, "save", NULL, N_("keep the scores as snapshots of today, which lists and reports go by"),
	  offsetof(struct score_arguments, save), NULL },
	{ OPTION_TEXT, 0, "model", "MODEL", N_("by another model than the setting score_model says"),
	  offsetof(struct score_arguments, model), NULL },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

static bool writes(const void *parsed)
{
	const struct score_arguments *arguments = parsed;

	return arguments->save;
}

/* What could not be converted counts nowhere, and that is said. */
static enum kam_status say_unpriced(struct context *context)
{
	struct kam_rows *rows = NULL;
	enum kam_status status = kam_score_unpriced(context->kam, &rows);

	while (status == KAM_OK && (status = kam_rows_step(rows)) == KAM_OK) {
		const struct kam_value *currency = kam_rows_value(rows, 0), *day = kam_rows_value(rows, 1);

		remark(context,
		       _("%.*s has no rate on %.*s: amounts without a rate (%lld) count nowhere; kam config rate add "
		         "%.*s "
		         "RATE --starts-on %.*s"),
		       (int)currency->length, currency->text, (int)day->length, day->text,
		       (long long)kam_rows_value(rows, 2)->integer, (int)currency->length, currency->text,
		       (int)day->length, day->text);
	}
	kam_rows_free(rows);
	return status == KAM_DONE ? KAM_OK : status;
}

static enum kam_status score(struct context *context, const void *parsed)
{
	const struct score_arguments *arguments = parsed;
	const struct kam_score request = { .accounts = context->operands,
		                           .account_count = context->operand_count,
		                           .model = arguments->model,
		                           .explain = arguments->explain };
	struct kam_score_saved saved;
	enum kam_status status;

	if (!arguments->save)
		status = kam_score_run(context->kam, &request, &context->rows);
	else
		status = kam_score_save(context->kam, &request, &saved, &context->rows);
	if (status == KAM_OK)
		status = say_unpriced(context);
	if (status == KAM_OK && arguments->save)
		remark(context, _("snapshots of today: %lld new, %lld changed, %lld as before"), (long long)saved.added,
		       (long long)saved.changed, (long long)saved.unchanged);
	return status;
}

const struct verb account_score_verb = {
	.record = "account",
	.name = "score",
	.operands = N_("[ACCOUNT…]"),
	.summary = N_("who is a key account: score and tier, ranked among all active ones"),
	.need = NEED_READ,
	.options = score_options,
	.arguments_size = sizeof(struct score_arguments),
	.run = score,
	.writes = writes,
};
