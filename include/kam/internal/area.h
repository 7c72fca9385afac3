/* An area asked for, a circle or a polygon, as a condition on records with a place. Internal to libkam. */
#ifndef KAM_INTERNAL_AREA_H
#define KAM_INTERNAL_AREA_H

#include "kam/internal/place.h"
#include "kam/internal/query.h"

/* What is asked for, read. Neither a circle nor a polygon: nothing is. */
struct area {
	bool has_middle; /* distances can be told */
	struct place middle;
	double metres;       /* 0: no circle */
	const char *polygon; /* borrowed; NULL: none */
	struct place_box box;
};

bool area_is_given(const struct area *area);

/*
 * As people write it: `at` LAT,LON with `within` a distance, or `polygon`; each NULL: not given. With a polygon, `at`
 * is where distances are told from. KAM_USAGE: both, or a half of a circle. KAM_BAD_VALUE names the option
 * (--at, --within, --polygon) and its value. `polygon` is borrowed as long as *out is in use.
 */
enum kam_status area_read(struct kam *kam, const char *at, const char *within, const char *polygon, struct area *out);
struct area area_circle(const struct place *middle, double metres);

/* Appends a condition on alias.lat and alias.lon: the box first, for an index on (lat, lon), then to the point. */
void area_put(struct query *query, const struct area *area, const char *alias);
/* Appends how far alias is from the middle, in metres; empty where there is none. */
void area_put_metres(struct query *query, const struct area *area, const char *alias);

#endif
