/* kam ticket ack, assign, work, wait …: what happens to a ticket, each an event of the verb's name. */
#include "verbs.h"

#include "kam/ticket.h"

#include <stddef.h>

#define STEP_OPTION(name, argument, help, field)                                                    \
	{                                                                                           \
		OPTION_TEXT, 0, name, argument, help, offsetof(struct kam_ticket_step, field), NULL \
	}
#define HAPPENED_AT STEP_OPTION("happened-at", "TIME", N_("when it happened (now)"), happened_at)
#define WHY STEP_OPTION("why", "TEXT", N_("the reason"), body)
#define END                                              \
	{                                                \
		OPTION_END, 0, NULL, NULL, NULL, 0, NULL \
	}

static enum kam_status run(struct context *context, const void *parsed)
{
	struct kam_ticket_step step = *(const struct kam_ticket_step *)parsed;

	if (context->operand_count < 1 || context->operand_count > 2 ||
	    (context->operand_count == 2 && step.body != NULL))
		return usage_error(context, KAM_USAGE, _("usage: kam ticket %s %s"), context->verb->name,
		                   _(context->verb->operands));
	if (context->operand_count == 2)
		step.body = context->operands[1];
	step.kind = context->verb->name;
	return kam_ticket_step(context->kam, context->operands[0], &step, &context->rows);
}

static const struct option_row plain_options[] = { HAPPENED_AT, END };
static const struct option_row why_options[] = { WHY, HAPPENED_AT, END };
static const struct option_row assign_options[] = {
	STEP_OPTION("dept", "DEPARTMENT", N_("which department has it from now on"), dept),
	STEP_OPTION("to", "PERSON", N_("who works on it; their department has it"), to),
	WHY,
	HAPPENED_AT,
	END,
};
static const struct option_row resolve_options[] = {
	STEP_OPTION("root-cause", "TEXT", N_("why it happened"), root_cause),
	HAPPENED_AT,
	END,
};
static const struct option_row confirm_options[] = {
	STEP_OPTION("csat", "N", N_("how content they are: bad 1 … good 5"), csat),
	HAPPENED_AT,
	END,
};

/* clang-format off */
#define STEP(word, takes, about, rows)                                      \
	const struct verb ticket_##word##_verb = {                          \
		.record = "ticket", .name = #word, .operands = takes,       \
		.summary = about, .need = NEED_WRITE, .options = rows,      \
		.arguments_size = sizeof(struct kam_ticket_step), .run = run, \
	}

STEP(ack, N_("TICKET [TEXT]"), N_("say that somebody has it"), plain_options);
STEP(assign, N_("TICKET [WHY]"), N_("hand it to a department or person, with the reason"), assign_options);
STEP(confirm, N_("TICKET [TEXT]"), N_("the customer says it is solved: only that closes it"), confirm_options);
STEP(escalate, N_("TICKET [WHY]"), N_("take it one level up, with the reason"), why_options);
STEP(note, N_("TICKET TEXT"), N_("note something that changes nothing"), plain_options);
STEP(reject, N_("TICKET [WHY]"), N_("the customer says it is not solved: it is open again, and counted"), why_options);
STEP(reopen, N_("TICKET [WHY]"), N_("a closed one came back: its old clock goes on"), why_options);
STEP(resolve, N_("TICKET TEXT"), N_("say what was done; the customer has the word"), resolve_options);
STEP(resume, N_("TICKET [TEXT]"), N_("the customer has answered: the clock goes on"), plain_options);
STEP(wait, N_("TICKET [WHY]"), N_("wait for the customer, for a reason: the clock stands"), why_options);
STEP(work, N_("TICKET [TEXT]"), N_("say that it is being worked on"), plain_options);
/* clang-format on */
