/* Scores of customers: one computation, asked for as a list, line by line, or to be kept. */
#include "kam/score.h"

#include "kam/internal/answer.h"
#include "kam/internal/reference.h"
#include "kam/internal/write.h"

#include <stdlib.h>
#include <string.h>

static const struct answer_column list_columns[] = {
	{ "account", N_("Account"), KAM_ID, "account", 0, false },
	{ "name", N_("Name"), KAM_TEXT, NULL, 0, false },
	{ "tier", N_("Tier"), KAM_CHOICE, NULL, 1, false },
	{ "score", N_("Score"), KAM_INTEGER, NULL, 1, false },
	{ "value", N_("Value"), KAM_NUMBER, NULL, 2, false },
	{ "loyalty", N_("Loyalty"), KAM_NUMBER, NULL, 2, false },
	{ "growth", N_("Growth"), KAM_NUMBER, NULL, 2, false },
	{ "soundness", N_("Soundness"), KAM_NUMBER, NULL, 2, false },
	{ "pinned_tier", N_("Pinned tier"), KAM_CHOICE, NULL, 3, false },
	{ "pinned_until", N_("Pinned until"), KAM_DATE, NULL, 5, false },
	{ "cap", N_("Cap"), KAM_CHOICE, NULL, 3, false },
	{ "missing", N_("Missing"), KAM_TEXT, NULL, 4, false },
	{ .key = NULL },
};

static const struct answer_column explain_columns[] = {
	{ "account", N_("Account"), KAM_ID, "account", 0, false },
	{ "name", N_("Name"), KAM_TEXT, NULL, 5, false },
	{ "what", N_("What"), KAM_TEXT, NULL, 0, false },
	{ "input", N_("Input"), KAM_TEXT, NULL, 0, false },
	{ "amount", N_("Amount"), KAM_NUMBER, NULL, 1, false },
	{ "unit", N_("Unit"), KAM_TEXT, NULL, 2, false },
	{ "place", N_("Place"), KAM_NUMBER, NULL, 1, false },
	{ "among", N_("Among"), KAM_INTEGER, NULL, 2, false },
	{ "points", N_("Points"), KAM_NUMBER, NULL, 1, false },
	{ "weight", N_("Weight"), KAM_INTEGER, NULL, 2, false },
	{ "result", N_("Result"), KAM_TEXT, NULL, 1, false },
	{ .key = NULL },
};

static const struct answer_column unpriced_columns[] = {
	{ "currency", N_("Currency"), KAM_CURRENCY, NULL, 0, false },
	{ "day", N_("Day"), KAM_DATE, NULL, 0, false },
	{ "amounts", N_("Amounts"), KAM_INTEGER, NULL, 0, false },
	{ .key = NULL },
};

/* All that a question is bound to. */
struct question {
	int64_t model, severity, level;
	struct buffer accounts; /* a JSON list of ids; empty: all */
};

static const char *const tiers[] = { "key", "major", "standard", "tail" };

/* 1 is the best; 0: there is no such tier. */
static int64_t level_of(const char *tier)
{
	for (size_t i = 0; i < sizeof tiers / sizeof *tiers; i++)
		if (strcmp(tier, tiers[i]) == 0)
			return (int64_t)i + 1;
	return 0;
}

static enum kam_status find_model(struct kam *kam, const char *reference, int64_t *id)
{
	struct buffer name = { 0 };
	enum kam_status status;

	/* A copy: other settings are read while it is looked up. */
	buffer_put(&name, reference != NULL ? reference : kam_setting(kam, "score_model"));
	if (buffer_text(&name) == NULL)
		return fail_memory(kam);
	status = reference_find(kam, kam_type_find("model"), name.text, name.length, REFERENCE_READ, id, NULL);
	buffer_free(&name);
	return status;
}

static enum kam_status find_account(struct kam *kam, const char *reference, enum reference_use use, int64_t *id)
{
	return reference_find(kam, kam_type_find("account"), reference, strlen(reference), use, id, NULL);
}

/* Only active customers are ranked, and so only they have a score. */
static enum kam_status need_active(struct kam *kam, int64_t id)
{
	char text[KAM_ID_SIZE];
	struct statement *statement = NULL;
	enum kam_status status = store_prepare(kam, "SELECT status, name FROM account WHERE id = :id", &statement);

	if (status == KAM_OK) {
		store_bind_integer(statement, ":id", id);
		status = store_step(statement);
	}
	if (status == KAM_OK && strcmp(store_text(statement, 0), "active") != 0) {
		reference_format(kam_type_find("account"), id, text);
		status = fail(kam, KAM_REFUSED,
		              _("%s %s is %s; only active customers are scored: kam account edit %s --status active"),
		              text, store_text(statement, 1), store_text(statement, 0), text);
	}
	store_finalize(statement);
	return status;
}

static enum kam_status prepare_question(struct kam *kam, const struct kam_score *score, struct question *question)
{
	enum kam_status status = find_model(kam, score->model, &question->model);

	if (status == KAM_OK) {
		question->severity = strtoll(kam_setting(kam, "risk_cap_severity"), NULL, 10);
		question->level = level_of(kam_setting(kam, "risk_cap_tier"));
	}
	for (size_t i = 0; i < score->account_count && status == KAM_OK; i++) {
		int64_t id;

		status = find_account(kam, score->accounts[i], REFERENCE_READ, &id);
		if (status == KAM_OK)
			status = need_active(kam, id);
		if (status == KAM_OK)
			buffer_format(&question->accounts, "%s%lld", i == 0 ? "[" : ",", (long long)id);
	}
	if (score->account_count > 0)
		buffer_put(&question->accounts, "]");
	if (status == KAM_OK && question->accounts.failed)
		status = fail_memory(kam);
	return status;
}

static void bind(struct kam *kam, struct statement *statement, const struct question *question)
{
	int64_t scale = 1;

	for (int i = kam_currency_digits(kam->currency); i > 0; i--)
		scale *= 10;
	store_bind_text(statement, ":today", kam->today_text);
	store_bind_text(statement, ":base", kam->currency);
	store_bind_integer(statement, ":scale", scale);
	store_bind_integer(statement, ":model", question->model);
	store_bind_integer(statement, ":risk_severity", question->severity);
	store_bind_integer(statement, ":risk_level", question->level);
	store_bind_text(statement, ":accounts", question->accounts.text);
}

/* The computation and one of the questions about it: two files that make one statement. Or, where what was computed is
 * kept in temp.scored, the question alone. */
static enum kam_status prepare(struct kam *kam, const char *path, bool kept, const struct question *question,
                               struct statement **out)
{
	struct buffer sql = { 0 };
	enum kam_status status;

	buffer_put(&sql, kept ? "" : embedded_find("account/score.sql")->text);
	buffer_put(&sql, embedded_find(path)->text);
	status = buffer_text(&sql) == NULL ? fail_memory(kam) : store_prepare(kam, sql.text, out);
	buffer_free(&sql);
	if (status == KAM_OK)
		bind(kam, *out, question);
	return status;
}

static enum kam_status answer(struct kam *kam, bool explain, bool kept, const struct question *question,
                              struct kam_rows **rows)
{
	struct statement *statement = NULL;
	enum kam_status status = prepare(kam, explain ? "account/score_explain.sql" : "account/score_list.sql",
	                                 kept && !explain, question, &statement);

	return status == KAM_OK ? answer_rows(kam, statement, explain ? explain_columns : list_columns, false, rows)
	                        : status;
}

enum kam_status kam_score_run(struct kam *kam, const struct kam_score *score, struct kam_rows **rows)
{
	struct question question = { 0 };
	enum kam_status status = store_snapshot_begin(kam);

	*rows = NULL;
	if (status != KAM_OK)
		return status;
	status = prepare_question(kam, score, &question);
	if (status == KAM_OK)
		status = answer(kam, score->explain, false, &question, rows);
	store_snapshot_end(kam);
	buffer_free(&question.accounts);
	return status;
}

enum kam_status kam_score_unpriced(struct kam *kam, struct kam_rows **rows)
{
	struct statement *statement = NULL;
	enum kam_status status = answer_prepare(kam, "account/score_unpriced.sql", &statement);

	*rows = NULL;
	return status == KAM_OK ? answer_rows(kam, statement, unpriced_columns, false, rows) : status;
}

static enum kam_status count(struct kam *kam, const char *sql, int64_t *out)
{
	enum kam_status status = store_get_integer(kam, sql, NULL, 0, out);

	return status == KAM_DONE ? KAM_OK : status;
}

/* Those of today that say something else than the new ones; what they were goes to the journal first. */
static enum kam_status save_changed(struct kam *kam, struct kam_score_saved *out)
{
	enum kam_status status = store_script(
		kam,
		"DROP TABLE IF EXISTS temp.score_changed; CREATE TEMP TABLE score_changed (id INTEGER PRIMARY KEY)");

	if (status == KAM_OK)
		status = store_execute(
			kam,
			"INSERT INTO temp.score_changed SELECT old.id FROM temp.score_snapshot AS new JOIN snapshot AS "
			"old "
			"ON old.account = new.account AND old.taken_on = :1 WHERE old.value IS NOT new.value OR "
			"old.loyalty "
			"IS NOT new.loyalty OR old.growth IS NOT new.growth OR old.soundness IS NOT new.soundness OR "
			"old.score IS NOT new.score OR old.tier IS NOT new.tier OR old.cap IS NOT new.cap OR old.model "
			"IS "
			"NOT new.model",
			(const char *const[]){ kam->today_text }, 1);
	if (status == KAM_OK)
		status = count(kam, "SELECT count(*) FROM temp.score_changed", &out->changed);
	if (status == KAM_OK)
		status = journal_before_all(kam, kam_type_find("snapshot"), "temp.score_changed");
	if (status == KAM_OK)
		status = store_execute(kam,
		                       "UPDATE snapshot SET value = new.value, loyalty = new.loyalty, growth = "
		                       "new.growth, soundness = "
		                       "new.soundness, score = new.score, tier = new.tier, cap = new.cap, model = "
		                       "new.model, updated_at = "
		                       ":1 FROM temp.score_snapshot AS new WHERE new.account = snapshot.account AND "
		                       "snapshot.id IN (SELECT "
		                       "id FROM temp.score_changed)",
		                       (const char *const[]){ kam->now_text }, 1);
	return status;
}

/* Their ids follow one another, so that the journal has them as one range. */
static enum kam_status save_added(struct kam *kam, struct kam_score_saved *out)
{
	int64_t before = 0, after = 0;
	enum kam_status status = store_highest_id(kam, "snapshot", &before);

	if (status == KAM_OK)
		status = store_execute(
			kam,
			"INSERT INTO snapshot (account, taken_on, value, loyalty, growth, soundness, score, tier, cap, "
			"model, "
			"pinned_tier, pinned_why, pinned_by, pinned_until, created_at, updated_at) SELECT account, :1, "
			"value, loyalty, growth, soundness, score, tier, cap, model, pinned_tier, pinned_why, "
			"pinned_by, "
			"pinned_until, :2, :2 FROM temp.score_snapshot AS new WHERE NOT EXISTS (SELECT 1 FROM snapshot "
			"AS "
			"old WHERE old.account = new.account AND old.taken_on = :1) ORDER BY account",
			(const char *const[]){ kam->today_text, kam->now_text }, 2);
	if (status == KAM_OK)
		status = store_highest_id(kam, "snapshot", &after);
	for (int64_t id = before + 1; id <= after && status == KAM_OK; id++)
		status = journal_insert(kam, "snapshot", id);
	out->added = after - before;
	return status;
}

/* A customer's tier decides how long tickets may take. */
static enum kam_status note_saved(struct kam *kam)
{
	enum kam_status status = touch_settle(kam);

	return status == KAM_OK ? store_script(kam, "INSERT INTO temp.touched SELECT 'snapshot account', account FROM "
	                                            "temp.score_snapshot WHERE true ON CONFLICT DO NOTHING")
	                        : status;
}

/* Computed once, into temp.scored, of which the rows and the snapshots are made. */
static enum kam_status keep(struct kam *kam, const struct question *question)
{
	struct statement *statement = NULL;
	enum kam_status status = store_script(
		kam,
		"DROP TABLE IF EXISTS temp.scored; CREATE TEMP TABLE scored (account INTEGER PRIMARY KEY, name TEXT, "
		"model INTEGER, value REAL, loyalty REAL, growth REAL, soundness REAL, missing TEXT, exact REAL, "
		"score REAL, level INTEGER, cap INTEGER, pin INTEGER, pinned_why TEXT, pinned_by INTEGER, "
		"pinned_until TEXT)");

	if (status == KAM_OK)
		status = prepare(kam, "account/score_keep.sql", false, question, &statement);
	if (status == KAM_OK)
		status = store_step(statement);
	store_finalize(statement);
	return status == KAM_DONE ? store_script(kam, embedded_find("account/score_snapshot.sql")->text) : status;
}

enum kam_status kam_score_save(struct kam *kam, const struct kam_score *score, struct kam_score_saved *out,
                               struct kam_rows **rows)
{
	struct question question = { 0 };
	int64_t all = 0;
	enum kam_status status = need_operation(kam);

	*out = (struct kam_score_saved){ 0 };
	*rows = NULL;
	if (status == KAM_OK)
		status = prepare_question(kam, score, &question);
	if (status == KAM_OK)
		status = keep(kam, &question);
	if (status == KAM_OK)
		status = answer(kam, score->explain, true, &question, rows);
	if (status == KAM_OK)
		status = count(kam, "SELECT count(*) FROM temp.scored", &all);
	if (status == KAM_OK)
		status = save_changed(kam, out);
	if (status == KAM_OK)
		status = save_added(kam, out);
	if (status == KAM_OK && out->added + out->changed > 0)
		status = note_saved(kam);
	out->unchanged = all - out->added - out->changed;
	buffer_free(&question.accounts);
	return status;
}
