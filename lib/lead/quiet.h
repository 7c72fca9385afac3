/* Hours in which nobody is to be reached. */
#ifndef KAM_LEAD_QUIET_H
#define KAM_LEAD_QUIET_H

#include "kam/internal/handle.h"
#include "kam/internal/span.h"

struct quiet {
	bool minute[DAY_MINUTES]; /* of a day: is it quiet? */
};

/*
 * "21:00-08:00": from the first, up to but not with the second, over midnight
 * too; several with blanks between; "": none. KAM_BAD_VALUE names `what`:
 * no such hours, or hours that leave no time of the day.
 */
enum kam_status quiet_read(struct kam *kam, const char *what, const char *text, struct quiet *out);
/* Is it quiet now, on the clock of the handle's zone? *until: the first moment outside, in seconds. */
bool quiet_now(const struct kam *kam, const struct quiet *quiet, int64_t *until);

#endif
