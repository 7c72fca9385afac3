/* What becomes of a bid: handed in, won, lost, withdrawn, signed, taken up again. */
#ifndef KAM_OUTCOME_H
#define KAM_OUTCOME_H

#include "kam/followup.h"

/*
 * Each of these moves the bid to the stage that its company has for it (see
 * kam-bid(1)), with all that follows from a move, and answers with one row of
 * id, title, stage, outcome, value, close_on, closed_on, reason and reason2. Texts are as
 * a person types them, NULL: not given. Each needs an operation, and returns what
 * the rules around the write of a bid refuse (KAM_REFUSED) beside what is named.
 */
struct kam_ending {
	const char *on; /* day of the decision; NULL: today */
	const char *reason, *reason2, *competitor, *value;
};

/* To the stage of the setting submit_stage. KAM_REFUSED: handed in already, decided, without a customer, or too late. */
KAM_API enum kam_status kam_bid_submit(struct kam *kam, const char *bid, struct kam_rows **out);
/* To the first stage that is won. KAM_REFUSED: decided already, or without a customer. KAM_BAD_VALUE: a day to come. */
KAM_API enum kam_status kam_bid_win(struct kam *kam, const char *bid, const struct kam_ending *ending,
                                    struct kam_rows **out);
/* To the first stage that is lost; with a reason. KAM_REFUSED: decided already. KAM_BAD_VALUE: no reason. */
KAM_API enum kam_status kam_bid_lose(struct kam *kam, const char *bid, const struct kam_ending *ending,
                                     struct kam_rows **out);
/* To the first stage that is withdrawn: we do not bid after all; why is kept in reason2. KAM_REFUSED, KAM_BAD_VALUE: as above. */
KAM_API enum kam_status kam_bid_withdraw(struct kam *kam, const char *bid, const char *why, struct kam_rows **out);
/* Back to the open stage that it was in last, else to the first. KAM_REFUSED: it is open; a contract is signed. */
KAM_API enum kam_status kam_bid_reopen(struct kam *kam, const char *bid, struct kam_rows **out);

/* What is signed; texts as a person types them, NULL: not given. */
struct kam_signing {
	const char *number, *signed_on; /* signed_on NULL: today */
	const char *value;              /* NULL: the bid's */
	const char *starts_on, *ends_on;
	const char *const
		*milestones; /* TITLE=DATE=AMOUNT each; DATE and AMOUNT may lack; AMOUNT may be a percentage */
	size_t milestone_count;
};

struct kam_signed {
	char contract[KAM_ID_SIZE];
	bool adds_up; /* the milestones that have amounts make the contract's value, or none has one */
};

/*
 * A bid that is won gets its contract with its milestones, and goes to the last
 * stage that is won. *out: one row of id (of the contract), number, bid, its
 * stage, signed_on, value and ends_on. KAM_REFUSED: it is not won, or
 * signed already, or the number is taken. KAM_BAD_VALUE: no number, a milestone
 * that cannot be read, parts that make more than the whole. Needs an operation.
 */
KAM_API enum kam_status kam_bid_sign(struct kam *kam, const char *bid, const struct kam_signing *asked,
                                     struct kam_signed *made, struct kam_rows **out);

/*
 * What was said about a bid, with its customer, else with the lead it came from;
 * an open bid gets a next step with its day, or the reason why there is none.
 * *out: one row of id (of the touch), bid, title, next_step and next_on.
 * KAM_REFUSED: neither step nor reason; nobody to speak to; a touch that is still
 * to come. KAM_BAD_VALUE: as kam_lead_touch(). opt_out is for leads. Needs an operation.
 */
KAM_API enum kam_status kam_bid_touch(struct kam *kam, const char *bid, const struct kam_followup *touch,
                                      struct kam_rows **out);

#endif
