/* Touches as verbs of any room write them: of a lead, a bid, a ticket. Internal to libkam. */
#ifndef KAM_INTERNAL_FOLLOWUP_H
#define KAM_INTERNAL_FOLLOWUP_H

#include "kam/followup.h"
#include "kam/internal/handle.h"

/* Something was said, and a next step goes with its day, or with neither. KAM_BAD_VALUE, KAM_USAGE. */
enum kam_status followup_check(struct kam *kam, const struct kam_followup *touch);

/* A day as it is typed, not before today; `option` is named where it is none. KAM_BAD_VALUE. */
enum kam_status day_to_come(struct kam *kam, const char *option, const char *text, char day[KAM_DATE_SIZE]);

#define FOLLOWUP_ABOUT 4

/*
 * The touch, about at most FOLLOWUP_ABOUT things (lead, account, bid … by their ids), with this next step (NULL: none)
 * on this day; by whoever acts, unless it says. KAM_REFUSED: it is still to come, or a rule around touches says no.
 */
enum kam_status followup_write(struct kam *kam, const struct kam_followup *touch, const struct kam_assignment *about,
                               size_t count, const char *next_step, const char *next_on, char id[KAM_ID_SIZE]);

#endif
