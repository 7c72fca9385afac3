/* Touches as verbs of any room write them: of a lead, a bid, a ticket. Internal to libkam. */
#ifndef KAM_INTERNAL_FOLLOWUP_H
#define KAM_INTERNAL_FOLLOWUP_H

#include "kam/followup.h"
#include "kam/internal/handle.h"

/* Something was said, and a next step goes with its day, or with neither. KAM_BAD_VALUE, KAM_USAGE. */
enum kam_status followup_check(struct kam *kam, const struct kam_followup *touch);

/* A day as it is typed, not before today; `option` is named where it is none. KAM_BAD_VALUE. */
enum kam_status day_to_come(struct kam *kam, const char *option, const char *text, char day[KAM_DATE_SIZE]);

/* What comes next with `id`: its day into `day` ("" without a step), which is still to come. KAM_REFUSED: nothing is said
 * of it though `open`. KAM_BAD_VALUE, KAM_USAGE as above. */
enum kam_status followup_check_next(struct kam *kam, const struct kam_followup *touch, const char *id, bool open,
                                    char day[KAM_DATE_SIZE]);

#define FOLLOWUP_ABOUT 4

/*
 * The touch, about at most FOLLOWUP_ABOUT things (lead, account, bid … by their ids), with this next step (NULL: none)
 * on this day; by whoever acts, unless it says. KAM_REFUSED: it is still to come, or a rule around touches says no.
 */
enum kam_status followup_write(struct kam *kam, const struct kam_followup *touch, const struct kam_assignment *about,
                               size_t count, const char *next_step, const char *next_on, char id[KAM_ID_SIZE]);

/*
 * The touch about a record that has a title (bid, ticket), with its customer (the account, the lead): written, and told
 * in a row of id, the record, title, next_step and next_on.
 */
enum kam_status followup_write_about(struct kam *kam, const struct kam_followup *touch, const char *record,
                                     const char *id, const struct kam_assignment *customer, const char *day,
                                     struct kam_rows **out);

#endif
