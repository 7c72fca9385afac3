/* The steps of a ticket: which is possible when, and the event that each leaves. */
#include "kam/ticket.h"
#include "kam/internal/identity.h"
#include "standing.h"

#include <stdio.h>
#include <string.h>

/* Where it must stand, and what has to be said. */
struct rule {
	const char *kind;
	const char *from; /* the statuses, each between blanks */
	const char *asks; /* for the body, marked with N_(); NULL: nothing need be said */
};

static const struct rule rules[] = {
	{ "note", " open acknowledged working waiting resolved closed ", N_("what is to be noted?") },
	{ "ack", " open acknowledged working waiting ", NULL },
	{ "assign", " open acknowledged working waiting ", N_("why does it change hands? --why TEXT") },
	{ "work", " open acknowledged ", NULL },
	{ "wait", " open acknowledged working ", N_("what does it wait for from the customer? --why TEXT") },
	{ "resume", " waiting ", NULL },
	{ "escalate", " open acknowledged working waiting ", N_("why is it escalated? --why TEXT") },
	{ "resolve", " open acknowledged working waiting ", N_("what was done about it?") },
	{ "confirm", " resolved ", NULL },
	{ "reject", " resolved ", N_("what is the customer not content with? --why TEXT") },
	{ "reopen", " closed ", N_("why is it taken up again? --why TEXT") },
};

static const struct rule *rule_of(const char *kind)
{
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		if (strcmp(rules[i].kind, kind) == 0)
			return &rules[i];
	return NULL;
}

static bool is_given(const char *text)
{
	return text != NULL && *text != '\0';
}

/* What can be done instead. */
static enum kam_status fail_standing(struct kam *kam, const struct ticket_standing *standing, const char *kind)
{
	const char *id = standing->id, *status = standing->status;

	if (strcmp(status, "closed") == 0)
		return fail(kam, KAM_REFUSED,
		            _("%s is closed: the customer has confirmed it; if it came back: kam ticket reopen %s"), id,
		            id);
	if (strcmp(status, "resolved") == 0)
		return fail(kam, KAM_REFUSED,
		            _("%s is resolved and waits for the customer's word: kam ticket confirm %s, or reject"), id,
		            id);
	if (strcmp(kind, "confirm") == 0 || strcmp(kind, "reject") == 0)
		return fail(kam, KAM_REFUSED,
		            _("%s is %s; the customer can say so when it is resolved: kam ticket resolve %s TEXT"), id,
		            _(status), id);
	if (strcmp(kind, "reopen") == 0)
		return fail(kam, KAM_REFUSED, _("%s is %s: it is open as it is"), id, _(status));
	if (strcmp(status, "waiting") == 0)
		return fail(kam, KAM_REFUSED, _("%s waits for the customer; if it goes on: kam ticket resume %s"), id,
		            id);
	return fail(kam, KAM_REFUSED, _("%s is %s already; nothing was changed"), id, _(status));
}

static enum kam_status check(struct kam *kam, const struct ticket_standing *standing, const struct rule *rule,
                             const struct kam_ticket_step *step)
{
	char word[32];

	snprintf(word, sizeof word, " %s ", standing->status);
	if (strstr(rule->from, word) == NULL)
		return fail_standing(kam, standing, rule->kind);
	if (strcmp(rule->kind, "ack") == 0 && strcmp(standing->status, "open") != 0 && !standing->unaccepted)
		return fail_standing(kam, standing, rule->kind);
	if (rule->asks != NULL && !is_given(step->body))
		return fail(kam, KAM_REFUSED, "%s", _(rule->asks));
	return KAM_OK;
}

static enum kam_status add_event(struct kam *kam, const struct ticket_standing *standing, const char *kind,
                                 const char *happened_at, const char *dept, const char *body)
{
	struct kam_assignment assignments[6] = { { "ticket", standing->id }, { "kind", kind } };
	char id[KAM_ID_SIZE], person[KAM_ID_SIZE];
	size_t count = 2;
	int64_t acting = 0;
	/* Who opened it is not who comes first to it. */
	enum kam_status status = strcmp(kind, "open") == 0 ? KAM_OK : identity_acting(kam, &acting);

	if (status != KAM_OK)
		return status;
	if (happened_at != NULL)
		assignments[count++] = (struct kam_assignment){ "happened_at", happened_at };
	if (is_given(dept))
		assignments[count++] = (struct kam_assignment){ "dept", dept };
	if (is_given(body))
		assignments[count++] = (struct kam_assignment){ "body", body };
	if (acting != 0) {
		reference_format(kam_type_find("person"), acting, person);
		assignments[count++] = (struct kam_assignment){ "done_by", person };
	}
	return kam_record_add(kam, "event", assignments, count, id);
}

/* A step in the middle of what is known already cannot be judged by how the ticket stands now. */
static enum kam_status check_time(struct kam *kam, const struct ticket_standing *standing, const char *happened_at)
{
	int64_t seconds;
	char instant[KAM_INSTANT_SIZE];
	const char *why = "";

	if (happened_at == NULL)
		return KAM_OK;
	if (kam_instant_parse(happened_at, strlen(happened_at), kam_zone(kam), kam->now, true, &seconds, &why) !=
	    KAM_OK)
		return fail(kam, KAM_BAD_VALUE, _("--happened-at '%s' is not %s"), happened_at, why);
	kam_instant_format(seconds, instant);
	if (strcmp(instant, kam->now_text) > 0)
		return fail(kam, KAM_REFUSED, _("%s is still to come; write it down when it has happened"), instant);
	if (*standing->last_at != '\0' && strcmp(instant, standing->last_at) < 0)
		return fail(kam, KAM_REFUSED,
		            _("%s had an event at %s already; what came before is added with its time: "
		              "kam ticket event add"),
		            standing->id, standing->last_at);
	return KAM_OK;
}

/*
 * Who has it from now on. A department has it; a person for theirs, and where
 * they have none, under their own name. The third handoff is the last that may
 * leave open who sees it through.
 */
static enum kam_status assign(struct kam *kam, const struct ticket_standing *standing,
                              const struct kam_ticket_step *step)
{
	char dept[HOLDER_SIZE] = "", person[KAM_ID_SIZE] = "";
	struct kam_assignment assignment = { "assignee", person };
	int64_t id = 0;
	bool changed;
	enum kam_status status = KAM_OK;

	if (!is_given(step->dept) && !is_given(step->to))
		return fail(kam, KAM_USAGE, "%s", _("who is to have it? --dept DEPARTMENT, --to PERSON or both"));
	if (is_given(step->to))
		status = ticket_holder_find(kam, step->to, &id, dept);
	if (status == KAM_OK && is_given(step->dept))
		text_copy(dept, sizeof dept, step->dept);
	if (status != KAM_OK)
		return status;
	if (id != 0)
		reference_format(kam_type_find("person"), id, person);
	if (strcmp(dept, standing->holder) == 0 && (id == 0 || id == standing->assignee))
		return fail(kam, KAM_REFUSED, _("%s is with %s already; nothing was changed"), standing->id, dept);
	if (id == 0 && *standing->holder != '\0' && strcmp(dept, standing->holder) != 0 && standing->handoffs >= 2)
		return fail(kam, KAM_REFUSED,
		            _("%s changes hands for the third time: name one person who sees it through: --to PERSON"),
		            standing->id);
	status = add_event(kam, standing, "assign", step->happened_at, dept, step->body);
	/* Another department has no use for the old one's person. */
	if (status == KAM_OK && id != standing->assignee)
		status = record_edit(kam, kam_type_find("ticket"), standing->ticket, &assignment, 1, NULL, &changed);
	return status;
}

/* What a step says of the ticket itself. */
static enum kam_status note_on_ticket(struct kam *kam, const struct ticket_standing *standing,
                                      const struct kam_ticket_step *step)
{
	struct kam_assignment assignments[2];
	size_t count = 0;
	bool changed;

	if (strcmp(step->kind, "resolve") == 0)
		assignments[count++] = (struct kam_assignment){ "fix", step->body };
	if (is_given(step->root_cause))
		assignments[count++] = (struct kam_assignment){ "root_cause", step->root_cause };
	if (is_given(step->csat))
		assignments[count++] = (struct kam_assignment){ "csat", step->csat };
	return count == 0 ? KAM_OK
	                  : record_edit(kam, kam_type_find("ticket"), standing->ticket, assignments, count, NULL,
	                                &changed);
}

enum kam_status kam_ticket_step(struct kam *kam, const char *ticket, const struct kam_ticket_step *step,
                                struct kam_rows **out)
{
	const struct rule *rule = rule_of(step->kind);
	struct ticket_standing standing;
	enum kam_status status = need_operation(kam);

	*out = NULL;
	if (status == KAM_OK && rule == NULL)
		status = fail(kam, KAM_USAGE, _("'%s' is no step of a ticket"), step->kind);
	if (status == KAM_OK)
		status = ticket_standing_read(kam, ticket, &standing);
	if (status == KAM_OK)
		status = check(kam, &standing, rule, step);
	if (status == KAM_OK)
		status = check_time(kam, &standing, step->happened_at);
	if (status == KAM_OK && *standing.last_at == '\0')
		status = add_event(kam, &standing, "open", standing.opened_at, standing.holder, NULL);
	if (status == KAM_OK && strcmp(step->kind, "assign") == 0)
		status = assign(kam, &standing, step);
	else if (status == KAM_OK)
		status = add_event(kam, &standing, step->kind, step->happened_at, NULL, step->body);
	if (status == KAM_OK)
		status = note_on_ticket(kam, &standing, step);
	if (status == KAM_OK)
		status = kam_operation_settle(kam);
	return status == KAM_OK ? ticket_standing_tell(kam, &standing, out) : status;
}
