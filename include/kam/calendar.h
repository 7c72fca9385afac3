/* The calendar of bids: what is due, by day, for people and for programs that keep calendars. */
#ifndef KAM_CALENDAR_H
#define KAM_CALENDAR_H

#include "kam/report.h"

/* What of it. Texts as a person types them. */
struct kam_calendar {
	const char *next;  /* up to this day (30d, 6w, a date), what is late too; or a period; NULL: 30 days */
	const char *owner; /* only what this person sees to; NULL: everybody's */
	const char *where, *sort, *columns; /* as of a report */
	int64_t limit;                      /* < 0: none */
};

/*
 * The report `calendar`, one section of day, days, what, title, bid, account,
 * owner and id. KAM_BAD_VALUE: next is neither a day to come nor a period. Else
 * what kam_report_run() returns. *out is freed by kam_report_answer_free().
 */
KAM_API enum kam_status kam_bid_calendar(struct kam *kam, const struct kam_calendar *asked,
                                         struct kam_report_answer **out);

/*
 * The same as a file that calendars import (RFC 5545): an event of a whole day
 * each. One and the same entry of one database has the same UID whenever it is
 * asked for, so that a calendar takes it for the one that it has. *text is the
 * caller's to free().
 */
KAM_API enum kam_status kam_bid_icalendar(struct kam *kam, const struct kam_calendar *asked, char **text);

#endif
