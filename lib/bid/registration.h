/* Registrations: a tender granted to one of our bids, and what else is asked of it. For the files of this room. */
#ifndef KAM_BID_REGISTRATION_H
#define KAM_BID_REGISTRATION_H

#include "kam/internal/write.h"
#include "tender.h"

/* What a registration is made of; texts are the caller's. */
struct claimed {
	int64_t bid, unit, person; /* 0: as the bid and who is acting say; none */
	const char *status, *body; /* body may be NULL */
	int64_t share;             /* hundredths of a percent; < 0: none */
	bool importing;
};

/* Write one down for a tender. KAM_REFUSED, naming who has it, where it is to be granted and cannot be. */
enum kam_status registration_add(struct kam *kam, const struct tender *tender, const struct claimed *claimed,
                                 int64_t *id);
/* Its status; `body` is put behind what stands there, NULL: nothing. One that is granted is protected from today on. */
enum kam_status registration_set(struct kam *kam, int64_t id, const char *status_word, const char *body);
/* It follows its bid to another tender, or to another group only. */
enum kam_status registration_move(struct kam *kam, int64_t id, const struct tender *tender, bool importing);

/* Its protection has run out, and somebody else claims the tender. May be called while another registration is written. */
enum kam_status registration_expire(struct kam *kam, int64_t id);

/* Today and so many days of the setting protection_days, the last day of a grant that begins today. */
void protection_end(struct kam *kam, char out[KAM_DATE_SIZE]);

/* When a bid is added: another one of the same customer and product, the same number at another customer (warn.c). */
enum kam_status same_bid_warn(struct kam *kam, struct record_write *write);
enum kam_status same_tender_warn(struct kam *kam, int64_t bid, const struct tender *tender);

/* A registration as verbs tell it, the next row of an answer (claim.c). */
enum kam_status registration_tell_begin(struct kam *kam, struct kam_rows **out);
enum kam_status registration_tell(struct kam *kam, int64_t id, struct kam_rows *rows);

/* group.c: at the end of an operation, where customers came to another group or bids came without a grant. */
enum kam_status registrations_settle(struct kam *kam);

/* "refused", "disputed", "group": told to the hook bid-conflict. `holder`: who has it; 0: nobody. */
enum kam_status conflict_tell(struct kam *kam, int64_t bid, const struct holder *holder, const char *why);

#endif
