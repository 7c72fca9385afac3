/* Gifts to people at a customer: which are fit, which custom and policy forbid, who approves, who gives. */
#ifndef KAM_GIFT_H
#define KAM_GIFT_H

#include "kam/record.h"

/*
 * A gift that is asked about. The texts are as a person types them. `item` is of the catalogue, or NULL; `amount` NULL:
 * the item's price. `occasion` NULL: festival. `day` NULL: today.
 */
struct kam_gift_question {
	const char *contact, *item, *amount, *occasion, *day;
	bool unmask; /* say what forbids it also where that tells a personal field: faith, gender */
};

/*
 * May it be given? Rows of rule, verdict, most, spent, amount, why: a row for each limit there is, and for each rule
 * that says something. The verdicts are allowed, warning, approval (more than a limit: someone else has to approve it)
 * and forbidden (a cash equivalent, a tender of theirs that is undecided, custom, an amount without a rate). Yearly
 * limits count what was given in the calendar year of the day, and what is approved for it. Amounts are in the base
 * currency. *allowed: no row says approval or forbidden. Freed by kam_rows_free().
 */
KAM_API enum kam_status kam_gift_check(struct kam *kam, const struct kam_gift_question *question, bool *allowed,
                                       struct kam_rows **out);

/* What there is to spend on such a gift, base minor units; < 0: no limit. */
struct kam_gift_budget {
	int64_t per_gift, person_left, account_left;
	int64_t least;    /* of the three */
	int64_t left_out; /* items that are not among the rows, or would not be without `all` */
};

/*
 * What to give, best first: rows of id, title, style, price, score, budget, season, suits, novelty, order_by, left_out,
 * note. The score is the mean of the four, each 0 to 100: price as a share of what may be spent (50 where either is not
 * known); season (50 where none is said); suitability to the person's tags, 50 without any, 0 with a warning of custom;
 * novelty of the style, 50 when somebody else there had it, 0 when the person had. Left out are what the person or the
 * account had, what custom forbids, cash equivalents, what is too dear, and everything while a tender of theirs is
 * undecided; with `all` they are there, last, and left_out says why. `item` and `amount` of the question are not read.
 */
KAM_API enum kam_status kam_gift_suggest(struct kam *kam, const struct kam_gift_question *question, bool all,
                                         struct kam_gift_budget *budget, struct kam_rows **out);

/*
 * Approve a planned gift: by the person whose login is the real user, or with --as by one whose approve_for names that
 * login; never by its giver. KAM_REFUSED: not planned, no giver, or not to be approved by this person. Needs an
 * operation.
 */
KAM_API enum kam_status kam_gift_approve(struct kam *kam, const char *gift, char id[KAM_ID_SIZE]);

/*
 * Give it: status given, on the question's day. `gift` is a planned or approved one, of which the question says
 * nothing but the day; or it is NULL and a gift as the question says is kept first (`title`: what it is without an
 * item; the giver is who acts). KAM_REFUSED: custom or policy forbid it, or it needs an approval first. *out (may be
 * NULL) has the rows of kam_gift_check(), for its warnings; also where it is refused. Needs an operation.
 */
KAM_API enum kam_status kam_gift_give(struct kam *kam, const char *gift, const struct kam_gift_question *question,
                                      const char *title, char id[KAM_ID_SIZE], struct kam_rows **out);

#endif
