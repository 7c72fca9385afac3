/* Working on leads: touches and what comes next, trust step by step, what a lead lacks, plans to nurture it. */
#ifndef KAM_FOLLOWUP_H
#define KAM_FOLLOWUP_H

#include "kam/record.h"

/*
 * A touch of a lead; each text as a person types it, NULL: not given. It leaves
 * either a next step with its day, or the reason why there is none. A lead that
 * is on a nurture plan may leave both out: then the plan's next step follows.
 */
struct kam_followup {
	const char *body;
	const char *channel, *direction, *response, *contact, *campaign, *happened_at, *done_by; /* as of a touch */
	const char *next_step, *next_on;
	const char *no_next;
	bool opt_out; /* they do not want to be contacted any more: there is no next step */
};

/*
 * Write a touch down and set the lead's next step, or clear it. *out: one row of
 * id (of the touch), lead, name, next_step, next_on and plan. KAM_REFUSED: neither
 * a next step nor a reason; a lead in the pool, dropped or converted; one that
 * opted out, unless they came to us; a touch that is still to come. KAM_BAD_VALUE:
 * a step without a day or a day that is over. Needs an operation.
 */
KAM_API enum kam_status kam_lead_touch(struct kam *kam, const char *lead, const struct kam_followup *touch,
                                       struct kam_rows **out);

/* Whose leads, and until when. */
struct kam_worklist {
	const char
		*owner; /* a person; "": leads without an owner; NULL: whoever is acting, or all where that is nobody */
	const char *due; /* a day as a person types it; NULL: today */
	bool all;        /* everybody's */
};

/*
 * What is to be done by that day: rows of id, late (days; empty without a date),
 * name, step, next_on, trust, valid, score and owner. Overdue first, then what is
 * due, then leads without a dated next step; then by score (the four potentials
 * added up), valid ones and those that trust us most first. Leads in the pool,
 * converted, dropped or opted out are left out. *nobody: no owner was given, and
 * nobody has the login of the user, so that these are everybody's.
 */
KAM_API enum kam_status kam_lead_next(struct kam *kam, const struct kam_worklist *asked, bool *nobody,
                                      struct kam_rows **out);

/*
 * One step further: interest, recognition, trust. Trust needs all concerns
 * cleared, or `force`: then who said so is kept (forced_by). *out: one row of id,
 * name, status, trust, forced_by, valid and lacks. KAM_REFUSED: they trust
 * us already; open concerns, named; forced by nobody knows whom; a lead in the
 * pool, dropped or converted. Needs an operation.
 */
KAM_API enum kam_status kam_lead_advance(struct kam *kam, const char *lead, bool force, struct kam_rows **out);

/* An open lead is worth a salesperson's time: the same row. KAM_REFUSED: it is not valid, naming what it lacks; as above. */
KAM_API enum kam_status kam_lead_qualify(struct kam *kam, const char *lead, struct kam_rows **out);

/* Given up, and why; nothing is left to be done. KAM_REFUSED: no reason, converted or dropped. Needs an operation. */
KAM_API enum kam_status kam_lead_drop(struct kam *kam, const char *lead, const char *reason, char id[KAM_ID_SIZE]);

/* The rule of valid leads: its words, borrowed until the next call, and the day of its last change. */
struct kam_valid_rule {
	const char *words;
	char day[KAM_DATE_SIZE];
	int64_t leads, valid; /* of those that were looked at */
};

/*
 * What leads lack for being valid: rows of id, name, owner, valid and lacks. One
 * lead, or (`lead` NULL) those that are open or qualified and match, as in struct
 * kam_query. `labels`: owners by their names.
 */
KAM_API enum kam_status kam_lead_valid(struct kam *kam, const char *lead, const struct kam_query *query,
                                       struct kam_valid_rule *rule, struct kam_rows **out);

/*
 * Put leads on a nurture plan, from a day on (as a person types it; NULL: today):
 * its first step becomes the next step of each, each touch brings the one after
 * it. *out: a row of id, name, next_step, next_on and instead (the next step that
 * gave way) for each. KAM_NOT_FOUND: no such plan. KAM_REFUSED: a lead that is on
 * a plan already, opted out, in the pool, dropped or converted. Needs an operation.
 */
KAM_API enum kam_status kam_nurture_apply(struct kam *kam, const char *plan, const char *const *leads, size_t count,
                                          const char *day, struct kam_rows **out);

#endif
