/* kam bid decide: go or no-go, by six marks; the price and the contract too. */
#include "verbs.h"

#include "kam/decision.h"

#include <stddef.h>
#include <string.h>

#define PLACE(field) offsetof(struct kam_decision, field), NULL

static const struct option_row decide_options[] = {
	{ OPTION_TEXT, 0, "fit", "N", N_("how well it fits us: badly 1 … well 5"), PLACE(fit) },
	{ OPTION_TEXT, 0, "relationship", "N", N_("how they stand to us: badly 1 … well 5"), PLACE(relationship) },
	{ OPTION_TEXT, 0, "competition", "N", N_("how we stand against others: badly 1 … well 5"), PLACE(competition) },
	{ OPTION_TEXT, 0, "margin", "N", N_("what it earns: little 1 … much 5"), PLACE(margin) },
	{ OPTION_TEXT, 0, "delivery", "N", N_("can we deliver: hardly 1 … easily 5"), PLACE(delivery) },
	{ OPTION_TEXT, 0, "resources", "N", N_("can we spare the people: hardly 1 … easily 5"), PLACE(resources) },
	{ OPTION_TEXT, 0, "decision", "CHOICE",
	  N_("what is decided: go no_go conditional recycle (none: only the score)"), PLACE(decision) },
	{ OPTION_TEXT, 0, "kind", "CHOICE", N_("what is decided on: go_no_go price contract (go_no_go)"), PLACE(kind) },
	{ OPTION_TEXT, 0, "conditions", "TEXT", N_("on what conditions, and …"), PLACE(conditions) },
	{ OPTION_TEXT, 0, "due-on", "DATE", N_("… by when they must be met"), PLACE(due_on) },
	{ OPTION_TEXT, 0, "override", "WHY", N_("why it goes on though the score or a mark says no"), PLACE(override) },
	{ OPTION_TEXT, 0, "value", "AMOUNT",
	  N_("with --kind price: the least that is approved (what the bid is worth)"), PLACE(value) },
	{ OPTION_TEXT, 0, "body", "TEXT", N_("why it is decided so"), PLACE(body) },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

static bool writes(const void *parsed)
{
	const struct kam_decision *decision = parsed;

	return decision->decision != NULL;
}

static enum kam_status decide(struct context *context, const void *parsed)
{
	const struct kam_decision *decision = parsed;
	struct kam_decided decided;
	enum kam_status status;

	if (context->operand_count != 1)
		return usage_error(context, KAM_USAGE, _("usage: %s"), "kam bid decide BID --fit 4 … --decision go");
	if (decision->decision == NULL &&
	    (decision->conditions != NULL || decision->due_on != NULL || decision->override != NULL ||
	     decision->value != NULL || decision->body != NULL))
		return usage_error(context, KAM_USAGE, "%s",
		                   _("what is decided? --decision go, no_go, conditional or recycle"));
	if (decision->value != NULL && (decision->kind == NULL || strcmp(decision->kind, "price") != 0))
		return usage_error(context, KAM_USAGE, "%s", _("--value goes with --kind price"));
	status = kam_bid_decide(context->kam, context->operands[0], decision, &decided, &context->rows);
	if (status != KAM_OK)
		return status;
	context->as_record = people_read_it(context);
	if (decided.marks_of[0] != '\0')
		remark(context, _("the marks are those of %s"), decided.marks_of);
	if (decision->decision == NULL)
		remark(context,
		       _("it takes %lld for a go, %lld for a review; nothing was written: decide with --decision"),
		       (long long)decided.go_from, (long long)decided.review_from);
	else if (strcmp(decision->decision, "no_go") == 0 &&
	         (decision->kind == NULL || strcmp(decision->kind, "go_no_go") == 0))
		remark(context, _("the bid stays open until it is withdrawn: kam bid withdraw %s"),
		       context->operands[0]);
	return KAM_OK;
}

const struct verb bid_decide_verb = {
	.record = "bid",
	.name = "decide",
	.operands = N_("BID"),
	.summary = N_("go or no-go by six marks; somebody else than the owner says go"),
	.need = NEED_READ,
	.options = decide_options,
	.arguments_size = sizeof(struct kam_decision),
	.run = decide,
	.writes = writes,
};
