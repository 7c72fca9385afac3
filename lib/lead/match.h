/* What people are selected by: as it was asked for, and as an audience keeps it. For match.c and audience.c. */
#ifndef KAM_LEAD_MATCH_H
#define KAM_LEAD_MATCH_H

#include "kam/internal/area.h"
#include "kam/match.h"

#include "quiet.h"

#define MOST_PLACES 2
#define MOST_CAP_DAYS 3650

struct selection {
	const struct kam_type *type;
	const char *wheres[2]; /* asked for, and kept; NULL: none */
	struct area places[MOST_PLACES];
	size_t place_count;
	int64_t cap_days;
	struct quiet quiet;
};

/* Reads what is asked for into what is there: places are added, the cap and quiet hours replaced. */
enum kam_status selection_read(struct kam *kam, const struct kam_match *asked, struct selection *selection);
enum kam_status selection_run(struct kam *kam, const struct selection *selection, const struct kam_match *asked,
                              struct kam_match_told *told, struct kam_rows **out);
/* match_show.c: the rows of the answer; `found`: those to be shown, as JSON. */
enum kam_status selection_show(struct kam *kam, const struct selection *selection, const struct kam_match *asked,
                               const char *found, const struct kam_match_told *told, struct kam_rows **out);

#endif
