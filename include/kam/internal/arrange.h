/* An answer arranged as it is asked for, while it is made: columns chosen, rows sorted and cut. Internal to libkam. */
#ifndef KAM_INTERNAL_ARRANGE_H
#define KAM_INTERNAL_ARRANGE_H

#include "kam/internal/handle.h"
#include "kam/rows.h"

struct arrangement;

/*
 * `all` has the columns that there are (its rows are not looked at) and stays the caller's; it has to be there until
 * the end. `columns` "a,b" (NULL: all), `sort` "a,-b" (NULL: as they come; what has no value is last), `limit` < 0:
 * all rows. KAM_USAGE names the columns there are. Always arrangement_end() it.
 */
enum kam_status arrangement_start(struct kam *kam, const struct kam_rows *all, const char *columns, const char *sort,
                                  int64_t limit, struct arrangement **out);
/* No further row would be in the answer. */
bool arrangement_full(const struct arrangement *arrangement);
/* The next row: a value for each column of `all`. Only rows to be sorted are kept in memory. */
enum kam_status arrangement_put(struct arrangement *arrangement, const struct kam_value *values);
/* All rows were put (`status`, which is returned, if it is not KAM_OK): *out is the answer, NULL on a failure. */
enum kam_status arrangement_end(struct arrangement *arrangement, enum kam_status status, struct kam_rows **out);

#endif
