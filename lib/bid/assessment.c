/* What a decision on a bid must be: its score that of its marks, a go that the score allows or a word why, not one's own. */
#include "kam/internal/identity.h"
#include "kam/internal/marks.h"
#include "kam/internal/reference.h"
#include "kam/internal/write.h"
#include "rules.h"

#include <math.h>
#include <string.h>

static bool is_word(const struct kam_value *value, const char *word)
{
	return value->type == KAM_IS_TEXT && value->length == strlen(word) &&
	       memcmp(value->text, word, value->length) == 0;
}

static bool is_there(struct record_write *write, const char *field)
{
	return write_value(write, field)->type != KAM_IS_EMPTY;
}

static bool changes(struct record_write *write, const char *field)
{
	return write->old == NULL || !kam_value_equal(write_old(write, field), write_value(write, field));
}

/* Go, on conditions or without: somebody approves of the bid. */
static bool is_approval(struct record_write *write)
{
	const struct kam_value *decision = write_value(write, "decision");

	return is_word(decision, "go") || is_word(decision, "conditional");
}

/* 0 where none is given; *changed: one of them does. */
static bool read_marks(struct record_write *write, int64_t marks[MARKS], bool *changed)
{
	bool any = false;

	*changed = false;
	for (int i = 0; i < MARKS; i++) {
		const struct kam_value *mark = write_value(write, mark_names[i]);

		marks[i] = mark->type == KAM_IS_INTEGER ? mark->integer : 0;
		any |= marks[i] > 0;
		*changed |= changes(write, mark_names[i]);
	}
	return any;
}

static double number_of(const struct kam_value *value)
{
	return value->type == KAM_IS_NUMBER ? value->number : (double)value->integer;
}

/* Marks make the score; only what comes without marks has a score of its own. Files state theirs. */
static enum kam_status follow_marks(struct kam *kam, struct record_write *write, const struct marks_rules *rules,
                                    const int64_t marks[MARKS], bool changed)
{
	struct kam_value *score = write_value(write, "score");
	bool typed = score->type != KAM_IS_EMPTY && changes(write, "score");
	char text[KAM_SCRATCH_SIZE];
	int64_t hundredths;

	if ((!changed && !typed && score->type != KAM_IS_EMPTY) || (typed && write->importing) ||
	    !marks_score(rules, marks, &hundredths))
		return KAM_OK;
	if (typed && llround(number_of(score) * 100) != hundredths) {
		kam_number_format((double)hundredths / 100, text);
		return fail(kam, KAM_REFUSED, _("the marks make a score of %s; leave --score out"), text);
	}
	*score = (struct kam_value){ .type = KAM_IS_NUMBER, .number = (double)hundredths / 100 };
	return KAM_OK;
}

static bool is_fresh(struct record_write *write, bool marks_changed)
{
	static const char *const watched[] = { "bid",      "kind",  "decision", "score",   "conditions", "due_on",
		                               "override", "value", "currency", "done_by", "happened_at" };
	bool fresh = marks_changed;

	for (size_t i = 0; i < sizeof watched / sizeof *watched; i++)
		fresh |= changes(write, watched[i]);
	return fresh;
}

static enum kam_status check_conditions(struct kam *kam, struct record_write *write)
{
	bool conditions = is_there(write, "conditions"), due = is_there(write, "due_on");

	if (is_word(write_value(write, "decision"), "conditional") && !conditions)
		return fail(kam, KAM_BAD_VALUE, _("on what conditions? --conditions TEXT --due-on DATE"));
	if (conditions && !due)
		return fail(kam, KAM_BAD_VALUE, _("by when are the conditions to be met? --due-on DATE"));
	if (due && !conditions)
		return fail(kam, KAM_BAD_VALUE, _("what is to be met by then? --conditions TEXT"));
	return KAM_OK;
}

/* What stands against a go: a mark that forbids it, a score below the break, or that nothing was judged. */
static bool find_against(struct record_write *write, const struct marks_rules *rules, const int64_t marks[MARKS],
                         struct buffer *against)
{
	const struct kam_value *score = write_value(write, "score");
	bool go = is_word(write_value(write, "decision"), "go");
	int64_t from = go ? rules->go_from : rules->review_from, hundredths;
	char said[MARKS_SAID], text[KAM_SCRATCH_SIZE];

	if (marks_vetoed(rules, marks, said)) {
		buffer_format(against, _("%s forbids it"), said);
		return true;
	}
	if (score->type == KAM_IS_EMPTY) {
		buffer_put(against, _("no mark is given that would speak for it"));
		return true;
	}
	hundredths = llround(number_of(score) * 100);
	if (hundredths >= from * 100)
		return false;
	kam_number_format((double)hundredths / 100, text);
	buffer_format(against, _("the score is %s, and it takes %lld"), text, (long long)from);
	return true;
}

static enum kam_status check_override(struct kam *kam, struct record_write *write, const struct marks_rules *rules,
                                      const int64_t marks[MARKS])
{
	struct buffer against = { 0 };
	bool judged = is_word(write_value(write, "kind"), "go_no_go") && is_approval(write);
	bool stands = judged && find_against(write, rules, marks, &against), override = is_there(write, "override");
	enum kam_status status = KAM_OK;

	if (stands && !override)
		status = buffer_text(&against) == NULL
		                 ? fail_memory(kam)
		                 : fail(kam, KAM_REFUSED,
		                        _("%.*s cannot be decided: %s; if it is to be all the same, say why: "
		                          "--override WHY"),
		                        (int)write_value(write, "decision")->length,
		                        write_value(write, "decision")->text, against.text);
	else if (override && !stands)
		status = fail(kam, KAM_REFUSED,
		              _("nothing stands against it that would have to be overridden; leave --override out"));
	buffer_free(&against);
	return status;
}

/* 0: nobody's. */
static enum kam_status read_owner(struct kam *kam, int64_t bid, int64_t *owner)
{
	struct statement *statement;
	enum kam_status status = store_keep(kam, "SELECT owner FROM bid WHERE id = :bid", &statement);

	*owner = 0;
	if (status != KAM_OK)
		return status;
	store_bind_integer(statement, ":bid", bid);
	status = store_step(statement);
	if (status == KAM_OK)
		*owner = store_integer(statement, 0);
	store_reset(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

/* The bid's owner may say no to it, but not yes. */
static enum kam_status check_approver(struct kam *kam, struct record_write *write)
{
	int64_t bid = write_value(write, "bid")->integer, owner = 0, person = 0;
	char id[KAM_ID_SIZE];
	enum kam_status status;

	if (!is_approval(write) || !is_there(write, "bid"))
		return KAM_OK;
	reference_format(kam_type_find("bid"), bid, id);
	status = read_owner(kam, bid, &owner);
	if (status == KAM_OK && owner == 0)
		status = fail(kam, KAM_REFUSED,
		              _("%s has no owner, so nobody can tell whether this is their own approval: kam bid edit "
		                "%s --owner "
		                "PERSON"),
		              id, id);
	if (status == KAM_OK)
		status = identity_approver(kam, owner, &person);
	if (status == KAM_OK && person != write_value(write, "done_by")->integer)
		status = fail(kam, KAM_REFUSED,
		              _("an approval is given by the approver: kam bid decide %s, or with --as where "
		                "approve_for allows "
		                "it"),
		              id);
	return status;
}

/* What the bid is worth now: that is what was decided on. */
static enum kam_status note_value(struct kam *kam, struct record_write *write)
{
	struct statement *statement;
	enum kam_status status = store_keep(kam, "SELECT value, currency FROM bid WHERE id = :bid", &statement);

	if (status != KAM_OK)
		return status;
	store_bind_value(statement, ":bid", write_value(write, "bid"));
	status = store_step(statement);
	if (status == KAM_OK && store_text(statement, 0) != NULL) {
		*write_value(write, "value") =
			(struct kam_value){ .type = KAM_IS_INTEGER, .integer = store_integer(statement, 0) };
		text_copy(write->made, sizeof write->made, store_text(statement, 1));
		*write_value(write, "currency") =
			(struct kam_value){ .type = KAM_IS_TEXT, .text = write->made, .length = strlen(write->made) };
	}
	store_reset(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

static enum kam_status before_write(struct kam *kam, struct record_write *write)
{
	struct marks_rules rules;
	int64_t marks[MARKS];
	bool changed, any = read_marks(write, marks, &changed);
	enum kam_status status;

	if (write->carried || (write->importing && !any))
		return KAM_OK;
	status = marks_rules_get(kam, &rules);
	if (status == KAM_OK && any)
		status = follow_marks(kam, write, &rules, marks, changed);
	if (status != KAM_OK || write->importing || !is_fresh(write, changed))
		return status;
	if (write->old == NULL && !is_there(write, "value"))
		status = note_value(kam, write);
	if (status == KAM_OK)
		status = check_conditions(kam, write);
	if (status == KAM_OK)
		status = check_override(kam, write, &rules, marks);
	return status == KAM_OK ? check_approver(kam, write) : status;
}

const struct kam_type_rules assessment_rules = { .before_write = before_write, .bulk = true };
