/* Places on the globe: points, distances, areas. Degrees of WGS 84, metres. No database. Internal to libkam. */
#ifndef KAM_INTERNAL_PLACE_H
#define KAM_INTERNAL_PLACE_H

#include "kam/value.h"

struct place {
	double lat, lon; /* degrees: north of the equator, east of Greenwich */
};

/* All places between two parallels and not further from a meridian than so many degrees. */
struct place_box {
	double south, north, middle, half;
};

/* "22.54,114.06": KAM_OK, or KAM_BAD_VALUE with *why, as the parsers of kam/value.h. */
enum kam_status place_parse(const char *text, size_t length, struct place *out, const char **why);
/* "2km", "500m", "2" (km), "1.5 mi"; more than nothing. */
enum kam_status place_distance_parse(const char *text, size_t length, double *metres, const char **why);

/*
 * By the haversine formula (R. W. Sinnott, "Virtues of the Haversine", Sky and Telescope 68, 1984) on a globe of the
 * mean radius of the IUGG, 6371008.8 m: at most 0.6 % off the ellipsoid.
 */
double place_distance(const struct place *from, const struct place *to);
/* The box of a circle. Where a pole is in it, all meridians are. */
struct place_box place_circle_box(const struct place *middle, double metres);

struct place_polygon;

/*
 * "LAT,LON LAT,LON LAT,LON …", three or more, closed by itself; edges are
 * straight on a map of plain degrees and take the shorter way round. It may
 * cross the dateline. KAM_BAD_VALUE with *why: no place, too few, an edge
 * half round the globe, a pole within. KAM_NO_MEMORY. *out is freed with
 * place_polygon_free(), also after an error.
 */
enum kam_status place_polygon_parse(const char *text, struct place_polygon **out, const char **why);
void place_polygon_free(struct place_polygon *polygon); /* NULL-safe */
/* Its lower and left edges are in it, the others not. */
bool place_polygon_holds(const struct place_polygon *polygon, const struct place *place);
struct place_box place_polygon_box(const struct place_polygon *polygon);

#endif
