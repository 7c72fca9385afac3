/* What instant.c and scan.c share. Of lib/value only. */
#ifndef KAM_VALUE_INSTANT_H
#define KAM_VALUE_INSTANT_H

#include "kam/value.h"
#include "kam/internal/zone.h"

/* The instant of a day and a time of day in seconds, -1 for the first instant of the day. KAM_BAD_VALUE with
 * *why when a clock change skips it, or it is out of range. */
enum kam_status instant_of(int64_t days, int64_t time, const struct zone *zone, int64_t *seconds, const char **why);

#endif
