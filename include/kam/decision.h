/* Deciding on a bid with open eyes: six marks become a score, and somebody else than its owner says go. */
#ifndef KAM_DECISION_H
#define KAM_DECISION_H

#include "kam/record.h"

/* All texts as a person types them; NULL: not given. */
struct kam_decision {
	const char *fit, *relationship, *competition, *margin, *delivery, *resources; /* marks, 1 … 5 */
	const char *kind;                /* go_no_go, price or contract; NULL: go_no_go */
	const char *decision;            /* go, no_go, conditional or recycle; NULL: only say what the marks make */
	const char *conditions, *due_on; /* go together; conditional needs them */
	const char *override;            /* why it goes on though the score or a mark says no */
	const char *value;               /* of a price: the least that is approved; NULL: what the bid is worth */
	const char *body;
};

/* What a call has to say beside its rows. */
struct kam_decided {
	char marks_of
		[KAM_ID_SIZE]; /* no mark was given: they are of this assessment; "": they were, or there are none */
	int64_t go_from, review_from; /* the breaks that it went by, 0 … 100 */
};

/*
 * What the marks make of a bid: the score is the mean of (mark - 1) × 25, weighted by the setting decide_weights over
 * the marks that are given; go from the first of decide_breaks on, review from the second, else no; no, too, where a
 * mark is at or below its number in decide_vetoes. Without any mark, a go or no-go goes by the marks of the bid's last
 * assessment. *out has one row of id (of the assessment that was written; empty: none was), bid, title, kind, score,
 * verdict, veto, missing, decision, conditions, due_on, override, value and done_by.
 *
 * With a decision it is written down as an assessment, which needs an operation. A go and a conditional go are
 * approvals: they are given by the person whose login is the real user, or with --as by one whose approve_for names
 * that login, never by the bid's owner; no_go and recycle by whoever acts. A go below its break, a conditional go
 * below the break of a review, and either of them against a veto or without a score need `override` (kind go_no_go
 * only).
 * KAM_REFUSED: one of these; the bid is decided, unless it is won and the kind is contract. KAM_BAD_VALUE: no mark at
 * all and no decision; conditions without a day.
 */
KAM_API enum kam_status kam_bid_decide(struct kam *kam, const char *bid, const struct kam_decision *decision,
                                       struct kam_decided *decided, struct kam_rows **out);

#endif
