/* The right people for an offer: chosen by what they are and where, less those who are not to be reached. */
#ifndef KAM_MATCH_H
#define KAM_MATCH_H

#include "kam/record.h"

/*
 * Why somebody is not on the list; of several reasons the first counts. So
 * that those selected are those listed and those left out, each once.
 */
enum kam_match_reason {
	KAM_MATCH_LISTED,
	KAM_MATCH_CONVERTED,  /* a lead that is a customer by now: look among the contacts */
	KAM_MATCH_DROPPED,    /* a lead that was given up */
	KAM_MATCH_GONE,       /* a contact who left the customer */
	KAM_MATCH_OPT_OUT,    /* does not want to be contacted */
	KAM_MATCH_NO_CONSENT, /* has not agreed to be contacted, or not yet */
	KAM_MATCH_CAPPED,     /* was touched in the days before */
	KAM_MATCH_NO_PHONE,
	KAM_MATCH_NO_EMAIL,
	KAM_MATCH_REASONS
};

enum kam_match_view {
	KAM_MATCH_LIST,     /* those to be reached */
	KAM_MATCH_LEFT_OUT, /* those left out, and why */
	KAM_MATCH_COUNTS    /* rows of what and people: selected, each reason, listed */
};

/* Who, and how they are to be reached; texts as a person types them, NULL: not asked for. */
struct kam_match {
	const char *record; /* lead, or contact, whose place is that of the account */
	const struct kam_assignment *filters;
	size_t filter_count;
	const char *where;
	const char *at, *within; /* a circle: "22.54,114.06", "2km" */
	const char *polygon;     /* or an area: "LAT,LON LAT,LON LAT,LON …" */
	const char *cap_days;    /* not those who were touched on one of so many days, today included */
	const char *quiet_hours; /* "21:00-08:00", several with blanks between; in the handle's zone */
	const char *list;        /* call or mail: who has no phone, no mail address is left out */
	enum kam_match_view view;
	/* As in struct kam_query; columns NULL: those that the list needs. */
	const char *columns, *sort;
	int64_t limit;
	bool labels, unmask;
};

/* What was found, whatever is shown of it. */
struct kam_match_told {
	const char *record;
	int64_t selected, people[KAM_MATCH_REASONS];
	int64_t cap_days; /* 0: no cap */
	/* Within quiet hours: the first moment outside, stored form, and as the handle's zone has it; else "". */
	char not_before[KAM_INSTANT_SIZE], not_before_shown[KAM_INSTANT_SIZE];
};

/* The reason's key, as in rows: opt_out. */
KAM_API const char *kam_match_reason_key(enum kam_match_reason reason);

/*
 * Those who match, the nearest first where distances are told, else by id. Beside the record's own fields, columns may
 * name distance_km, not_before (empty outside quiet hours) and why (for those left out). Leads that are converted or
 * dropped and contacts who left are left out, unless a condition speaks of status or left_on. KAM_USAGE: half a
 * circle, or a circle and a polygon; KAM_BAD_VALUE: what cannot be read; what kam_record_list() answers.
 */
KAM_API enum kam_status kam_match_run(struct kam *kam, const struct kam_match *asked, struct kam_match_told *told,
                                      struct kam_rows **out);

/*
 * The same with what an audience keeps: its selection and place, and those asked for; its cap and quiet hours, where no
 * others are asked for ("0" and "": none). asked->record is not looked at.
 */
KAM_API enum kam_status kam_audience_run(struct kam *kam, const char *audience, const struct kam_match *asked,
                                         struct kam_match_told *told, struct kam_rows **out);

#endif
