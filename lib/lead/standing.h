/* How a lead stands: what its verbs look at before they write. */
#ifndef KAM_LEAD_STANDING_H
#define KAM_LEAD_STANDING_H

#include "kam/internal/reference.h"
#include "kam/internal/write.h"
#include "kam/value.h"

struct standing {
	int64_t lead;
	char id[KAM_ID_SIZE];
	char status[16], trust[16];
	bool opt_out;
	int64_t nurture; /* the step of a plan that is next; 0: on no plan */
	int64_t account; /* what it became; 0: nothing yet */
};

/* By a reference. What reference_find() answers. */
enum kam_status standing_read(struct kam *kam, const char *lead, struct standing *standing);
/* The same, of a lead that somebody works on. KAM_REFUSED: in the pool, dropped, converted. */
enum kam_status standing_open(struct kam *kam, const char *lead, struct standing *standing);
/* The lead in one row, as its verbs answer: id, name, status, trust, forced_by, valid, lacks. */
enum kam_status standing_tell(struct kam *kam, int64_t lead, struct kam_rows **out);

/* valid.c: KAM_REFUSED, naming what the lead lacks for being valid. */
enum kam_status standing_valid(struct kam *kam, const struct standing *standing);

/* What is to be done next, and the step of a plan at which the lead then is (0: on none). */
struct next_step {
	char *step; /* to be freed; NULL: nothing */
	char on[KAM_DATE_SIZE];
	int64_t nurture;
};

/* nurture.c: the step after the one that a lead is at, not due before today. KAM_DONE: that was the plan's last. */
enum kam_status nurture_step_after(struct kam *kam, const struct standing *standing, struct next_step *next);

#endif
