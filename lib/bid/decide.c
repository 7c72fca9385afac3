/* Go or no-go: what the marks make of a bid, and the decision written down. */
#include "kam/decision.h"

#include "kam/internal/answer.h"
#include "kam/internal/identity.h"
#include "kam/internal/marks.h"
#include "standing.h"

#include <stdlib.h>
#include <string.h>

#define MOST_ASSIGNMENTS 20

/* A decision in the making. */
struct verdict {
	const struct kam_type *type; /* assessment */
	const char *kind;
	struct bid_standing standing;
	char currency[4]; /* of the bid */
	int64_t marks[MARKS], score;
	bool scored;
	char vetoed[MARKS_SAID], missing[MARKS_SAID];
	const char *word; /* go, review, no; NULL: nothing was judged */
	struct marks_rules rules;
};

static bool is_go(const char *decision)
{
	return decision != NULL && (strcmp(decision, "go") == 0 || strcmp(decision, "conditional") == 0);
}

/* A choice or a mark that the record would refuse is refused here too, where nothing is written. */
static enum kam_status read_field(struct kam *kam, const struct kam_type *type, const char *field, const char *text,
                                  struct kam_value *value)
{
	char scratch[KAM_SCRATCH_SIZE];

	*value = (struct kam_value){ 0 };
	return text == NULL
	               ? KAM_OK
	               : field_parse(kam, type, kam_type_field(type, field), text, strlen(text), NULL, scratch, value);
}

static enum kam_status read_marks(struct kam *kam, const struct kam_decision *decision, struct verdict *verdict)
{
	const char *const typed[MARKS] = { decision->fit,    decision->relationship, decision->competition,
		                           decision->margin, decision->delivery,     decision->resources };
	struct kam_value value;
	enum kam_status status = read_field(kam, verdict->type, "kind", verdict->kind, &value);

	if (status == KAM_OK)
		status = read_field(kam, verdict->type, "decision", decision->decision, &value);
	for (int i = 0; i < MARKS && status == KAM_OK; i++) {
		status = read_field(kam, verdict->type, mark_names[i], typed[i], &value);
		verdict->marks[i] = value.integer;
	}
	return status;
}

static bool has_marks(const struct verdict *verdict)
{
	for (int i = 0; i < MARKS; i++)
		if (verdict->marks[i] > 0)
			return true;
	return false;
}

/* The marks that somebody gave before, for whoever decides by them. */
static enum kam_status take_marks(struct kam *kam, struct verdict *verdict, char id[KAM_ID_SIZE])
{
	struct statement *statement = NULL;
	enum kam_status status = store_prepare(kam,
	                                       "SELECT id, fit, relationship, competition, margin, delivery, resources "
	                                       "FROM assessment WHERE bid = :bid AND "
	                                       "kind = 'go_no_go' AND coalesce(fit, relationship, competition, margin, "
	                                       "delivery, resources) IS NOT NULL "
	                                       "ORDER BY happened_at DESC, id DESC LIMIT 1",
	                                       &statement);

	if (status != KAM_OK)
		return status;
	store_bind_integer(statement, ":bid", verdict->standing.bid);
	status = store_step(statement);
	if (status == KAM_OK) {
		reference_format(verdict->type, store_integer(statement, 0), id);
		for (int i = 0; i < MARKS; i++)
			verdict->marks[i] = store_integer(statement, i + 1);
	}
	store_finalize(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

static enum kam_status find_bid(struct kam *kam, const char *bid, struct verdict *verdict)
{
	bool contract = strcmp(verdict->kind, "contract") == 0;
	struct statement *statement = NULL;
	enum kam_status status = bid_standing_read(kam, bid, &verdict->standing);

	/* What is won is still to be signed. */
	if (status == KAM_OK && !(contract && strcmp(verdict->standing.outcome, "won") == 0))
		status = bid_standing_open(kam, bid, &verdict->standing);
	if (status == KAM_OK)
		status = store_prepare(kam, "SELECT currency FROM bid WHERE id = :id", &statement);
	if (status == KAM_OK) {
		store_bind_integer(statement, ":id", verdict->standing.bid);
		status = store_step(statement);
	}
	if (status == KAM_OK)
		text_copy(verdict->currency, sizeof verdict->currency, store_text(statement, 0));
	store_finalize(statement);
	return status;
}

static void judge(struct verdict *verdict)
{
	verdict->scored = marks_score(&verdict->rules, verdict->marks, &verdict->score);
	if (verdict->scored)
		verdict->word = marks_verdict(&verdict->rules, verdict->score);
	if (marks_vetoed(&verdict->rules, verdict->marks, verdict->vetoed))
		verdict->word = "no";
	if (has_marks(verdict))
		marks_missing(&verdict->rules, verdict->marks, verdict->missing);
}

static enum kam_status find_person(struct kam *kam, const struct verdict *verdict, const char *decision,
                                   int64_t *person)
{
	enum kam_status status;

	/* The record refuses an approval where there is no owner, and says so. */
	if (is_go(decision))
		return identity_approver(kam, verdict->standing.owner, person);
	status = identity_acting(kam, person);
	if (status == KAM_OK && *person == 0)
		status = fail(kam, KAM_REFUSED,
		              _("nobody has the login '%s', so it is not known who decides; say who that is: kam "
		                "config person "
		                "edit PERSON --login %s"),
		              kam->real_user != NULL ? kam->real_user : "",
		              kam->real_user != NULL ? kam->real_user : "");
	return status;
}

static enum kam_status write_down(struct kam *kam, const struct kam_decision *decision, const struct verdict *verdict,
                                  char id[KAM_ID_SIZE])
{
	char person_id[KAM_ID_SIZE], marks[MARKS][2];
	int64_t person = 0;
	const struct kam_assignment said[] = { { "bid", verdict->standing.id },
		                               { "kind", verdict->kind },
		                               { "decision", decision->decision },
		                               { "conditions", decision->conditions },
		                               { "due_on", decision->due_on },
		                               { "override", decision->override },
		                               { "currency", decision->value != NULL ? verdict->currency : NULL },
		                               { "value", decision->value },
		                               { "body", decision->body },
		                               { "done_by", person_id } };
	struct kam_assignment given[MOST_ASSIGNMENTS];
	size_t count = 0;
	enum kam_status status = find_person(kam, verdict, decision->decision, &person);

	if (status != KAM_OK)
		return status;
	reference_format(kam_type_find("person"), person, person_id);
	for (size_t i = 0; i < sizeof said / sizeof *said; i++)
		if (said[i].value != NULL)
			given[count++] = said[i];
	for (int i = 0; i < MARKS; i++) {
		marks[i][0] = (char)('0' + verdict->marks[i]);
		marks[i][1] = '\0';
		if (verdict->marks[i] > 0)
			given[count++] = (struct kam_assignment){ mark_names[i], marks[i] };
	}
	return kam_record_add(kam, "assessment", given, count, id);
}

/* An amount is in the currency that the last column names. */
static enum kam_status put(struct statement *statement, int place, bool money, struct kam_rows *rows)
{
	struct kam_value value;

	store_value(statement, place, &value);
	if (money && value.type == KAM_IS_INTEGER) {
		value.text = store_text(statement, store_width(statement) - 1);
		value.length = strlen(value.text);
	}
	return rows_put(rows, &value);
}

static enum kam_status tell(struct kam *kam, const struct verdict *verdict, const char *id, struct kam_rows **out)
{
	static const struct answer_column columns[] = {
		{ "id", N_("ID"), KAM_TEXT, .priority = 0 },
		{ "bid", N_("Bid"), KAM_TEXT, .priority = 0 },
		{ "title", N_("Title"), KAM_TEXT, .priority = 2 },
		{ "kind", N_("Kind"), KAM_TEXT, .priority = 3 },
		{ "score", N_("Score"), KAM_NUMBER, .priority = 1 },
		{ "verdict", N_("The score says"), KAM_TEXT, .priority = 1 },
		{ "veto", N_("Veto"), KAM_TEXT, .priority = 2 },
		{ "missing", N_("Missing"), KAM_TEXT, .priority = 4 },
		{ "decision", N_("Decision"), KAM_TEXT, .priority = 1 },
		{ "conditions", N_("Conditions"), KAM_TEXT, .priority = 3 },
		{ "due_on", N_("Due"), KAM_DATE, .priority = 3 },
		{ "override", N_("Override"), KAM_TEXT, .priority = 3 },
		{ "value", N_("Value"), KAM_MONEY, .priority = 4 },
		{ "done_by", N_("By"), KAM_TEXT, .priority = 4 },
		{ .key = NULL },
	};
	struct statement *statement = NULL;
	enum kam_status status = store_prepare(
		kam,
		"SELECT :id, 'B' || bid.id, bid.title, :kind, :score / 100.0, :verdict, :veto, :missing, "
		"made.decision, "
		"made.conditions, made.due_on, made.override, made.value, person.name, made.currency "
		"FROM bid LEFT JOIN assessment AS made ON made.id = :made LEFT JOIN person ON person.id = made.done_by "
		"WHERE bid.id = :bid",
		&statement);

	if (status != KAM_OK)
		return status;
	store_bind_text(statement, ":id", *id != '\0' ? id : NULL);
	store_bind_text(statement, ":kind", verdict->kind);
	if (verdict->scored)
		store_bind_integer(statement, ":score", verdict->score);
	store_bind_text(statement, ":verdict", verdict->word);
	store_bind_text(statement, ":veto", *verdict->vetoed != '\0' ? verdict->vetoed : NULL);
	store_bind_text(statement, ":missing", *verdict->missing != '\0' ? verdict->missing : NULL);
	if (*id != '\0')
		store_bind_integer(statement, ":made", strtoll(id + strlen(verdict->type->prefix), NULL, 10));
	store_bind_integer(statement, ":bid", verdict->standing.bid);
	status = answer_begin(kam, columns, out);
	if (status == KAM_OK)
		status = store_step(statement);
	for (int i = 0; status == KAM_OK && columns[i].key != NULL; i++)
		status = put(statement, i, columns[i].kind == KAM_MONEY, *out);
	store_finalize(statement);
	return status == KAM_OK ? rows_finish(*out) : status;
}

enum kam_status kam_bid_decide(struct kam *kam, const char *bid, const struct kam_decision *decision,
                               struct kam_decided *decided, struct kam_rows **out)
{
	struct verdict verdict = { .type = kam_type_find("assessment"),
		                   .kind = decision->kind != NULL ? decision->kind : "go_no_go" };
	char id[KAM_ID_SIZE] = "";
	enum kam_status status = decision->decision != NULL ? need_operation(kam) : KAM_OK;

	*out = NULL;
	*decided = (struct kam_decided){ 0 };
	if (status == KAM_OK)
		status = read_marks(kam, decision, &verdict);
	if (status == KAM_OK)
		status = find_bid(kam, bid, &verdict);
	if (status == KAM_OK && !has_marks(&verdict) && strcmp(verdict.kind, "go_no_go") == 0)
		status = take_marks(kam, &verdict, decided->marks_of);
	if (status == KAM_OK && decision->decision == NULL && !has_marks(&verdict))
		status = fail(
			kam, KAM_BAD_VALUE,
			_("what is %s to be judged by? marks from 1 (badly) to 5 (well): --fit 4 --relationship 3 …"),
			verdict.standing.id);
	if (status == KAM_OK)
		status = marks_rules_get(kam, &verdict.rules);
	if (status != KAM_OK)
		return status;
	judge(&verdict);
	decided->go_from = verdict.rules.go_from;
	decided->review_from = verdict.rules.review_from;
	if (decision->decision != NULL)
		status = write_down(kam, decision, &verdict, id);
	return status == KAM_OK ? tell(kam, &verdict, id, out) : status;
}
