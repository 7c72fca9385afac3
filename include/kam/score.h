/* Who is a key account: scores, tiers, and tiers set by hand. */
#ifndef KAM_SCORE_H
#define KAM_SCORE_H

#include "kam/record.h"

struct kam_score {
	const char *const *accounts; /* references; NULL: all active ones */
	size_t account_count;
	const char *model; /* a reference; NULL: that of the setting score_model */
	bool explain;      /* rows are the lines of each score, not one row a customer */
};

/*
 * Score active customers, each ranked among all of them, as of the handle's day.
 * *rows, the best first: account, name, tier (as pinned and capped), score (0 to
 * 100, rounded once in the end), the four dimensions, pinned_tier, pinned_until,
 * cap, missing (names of inputs that are not known); with `explain` account,
 * name, what, input, amount, unit, place, among, points, weight, result.
 * KAM_REFUSED: an account named is not active. KAM_NOT_FOUND: no such account or
 * model. Freed by kam_rows_free().
 */
KAM_API enum kam_status kam_score_run(struct kam *kam, const struct kam_score *score, struct kam_rows **rows);

/* What the saved snapshots came to. */
struct kam_score_saved {
	int64_t added, changed, unchanged;
};

/*
 * The same, and kept: one snapshot for each customer and day, that of today made
 * anew where something is different. A pin that holds goes on. Needs an operation.
 */
KAM_API enum kam_status kam_score_save(struct kam *kam, const struct kam_score *score, struct kam_score_saved *out,
                                       struct kam_rows **rows);

/*
 * Amounts of the last two years that count nowhere, for there is no rate: rows of currency, day (the earliest), amounts
 * (how many).
 */
KAM_API enum kam_status kam_score_unpriced(struct kam *kam, struct kam_rows **rows);

/*
 * Set a customer's tier by hand, in its last snapshot, else in one of today that
 * has nothing else. `why` is needed; `until` is a date as it is typed, NULL: as
 * many days from today as the setting pin_days says. `day` is what that came to;
 * `cap` the tier above which the customer does not come for an open risk, "":
 * none. KAM_BAD_VALUE: no such tier, no reason, a day that is over. Needs an
 * operation.
 */
KAM_API enum kam_status kam_score_pin(struct kam *kam, const char *account, const char *tier, const char *why,
                                      const char *until, char day[KAM_DATE_SIZE], char cap[16]);
/* Take the pin off. KAM_REFUSED: there is none. */
KAM_API enum kam_status kam_score_unpin(struct kam *kam, const char *account);

#endif
