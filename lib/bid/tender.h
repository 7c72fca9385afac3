/* One lot of one tender, by which two of our bids are the same, and which of them has it. */
#ifndef KAM_BID_TENDER_H
#define KAM_BID_TENDER_H

#include "kam/internal/describe.h"

/* There is at most one live grant of it. Starts as {0}. */
struct tender {
	int64_t root; /* the top of the customer's group; 0: no customer */
	char *key;    /* its number as kam_text_number_key() folds it; NULL or "": it has none */
	char *lot;    /* folded likewise; "": the whole of it */
};

static inline bool tender_is_there(const struct tender *tender)
{
	return tender->root != 0 && tender->key != NULL && *tender->key != '\0';
}

/* From what a bid says: account, tender, lot, any of them empty. To be freed, also after an error. */
enum kam_status tender_read(struct kam *kam, const struct kam_value *account, const struct kam_value *number,
                            const struct kam_value *lot, struct tender *out);
/* The same of a bid that is there. */
enum kam_status tender_read_bid(struct kam *kam, int64_t bid, struct tender *out);
void tender_free(struct tender *tender);
/* The top of an account's group. */
enum kam_status tender_root(struct kam *kam, int64_t account, int64_t *root);

/* Who has the grant of a tender. Starts as {0}. */
struct holder {
	int64_t registration, bid, unit; /* 0: nobody has it; no unit */
	bool lapsed;                     /* its protection has run out: whoever comes next may have it */
	struct buffer said; /* "华东 (李雷) with B1 Core, since 2026-07-15, until 2026-10-13"; to be freed */
};

/* Whoever has it but for one registration (0: whoever has it). */
enum kam_status holder_find(struct kam *kam, const struct tender *tender, int64_t but, struct holder *out);

/* How a tender is named to people: "T-9, lot 2", as the bid has it. Appended to `out`. */
enum kam_status tender_say(struct kam *kam, int64_t bid, struct buffer *out);

#endif
