/* Hours of a day, of work or of rest, as people write them: 09:00-12:00 13:30-18:00. No database. Internal to libkam. */
#ifndef KAM_INTERNAL_SPAN_H
#define KAM_INTERNAL_SPAN_H

#include "kam/status.h"

#include <stddef.h>

#define SPANS_MOST 8  /* spans a day */
#define SPANS_SIZE 96 /* their text and NUL */
#define DAY_MINUTES 1440

/* From a minute of the local day to another, half-open; 09:00-12:00 is 540 to 720, and 1440 is the day's end. */
struct span {
	int from, to;
};

/* The working hours of a day: in order, none overlapping. */
struct spans {
	struct span at[SPANS_MOST];
	int count;
};

/*
 * Read spans in any order, with blanks or commas between, full-width forms too.
 * No text is no hours. KAM_BAD_VALUE with *why as of the parsers in kam/value.h:
 * it is nothing of the sort, a time is later than 24:00, a span ends before it
 * begins, two overlap, or there are too many.
 */
enum kam_status spans_read(const char *text, size_t length, struct spans *spans, const char **why);
/* The same for hours that may go over midnight, such as 21:00-08:00: that is two spans of a day. */
enum kam_status spans_read_nights(const char *text, size_t length, struct spans *spans, const char **why);
/* The same as kam writes it: times of two digits each, one blank between spans. */
void spans_write(const struct spans *spans, char out[SPANS_SIZE]);

#endif
