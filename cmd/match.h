/* What the verbs that choose people have in common: kam lead match, kam account contact match, kam lead audience run. */
#ifndef MATCH_H
#define MATCH_H

#include "command.h"

#include "kam/match.h"

struct match_arguments {
	const char *at, *within, *polygon, *cap_days, *quiet_hours, *list;
	bool left_out, counts;
};

extern const struct option_row match_options[];

/* Of one record type, or (audience not NULL) of an audience. */
enum kam_status match_run(struct context *context, const struct match_arguments *arguments, const char *record,
                          const char *audience);

/* The verb match of the record that it belongs to: it takes no operands. */
enum kam_status match_all(struct context *context, const void *arguments, const char *usage);

#endif
