/* An area on the globe, by its corners. */
#include "kam/internal/handle.h"
#include "kam/internal/place.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct place_polygon {
	struct place *corners; /* longitudes run on beyond 180, each the shorter way from the one before */
	size_t count;
	struct place low, high;
};

static enum kam_status add_corner(struct place_polygon *polygon, const char *text, size_t length, const char **why)
{
	struct place *corners = realloc(polygon->corners, (polygon->count + 1) * sizeof *corners);

	if (corners == NULL)
		return KAM_NO_MEMORY;
	polygon->corners = corners;
	return place_parse(text, length, &corners[polygon->count++], why);
}

/* The longitude of the next corner, the shorter way round. False: both ways are as long. */
static bool run_on(double from, double *to)
{
	while (*to - from > 180)
		*to -= 360;
	while (*to - from < -180)
		*to += 360;
	return fabs(*to - from) < 180;
}

static enum kam_status lay_out(struct place_polygon *polygon, const char **why)
{
	double last, home;

	*why = _("three corners or more");
	if (polygon->count < 3)
		return KAM_BAD_VALUE;
	*why = _("a polygon whose edges span less than half the globe; put a corner between");
	polygon->low = polygon->high = polygon->corners[0];
	for (size_t i = 1; i < polygon->count; i++) {
		struct place *corner = &polygon->corners[i];

		if (!run_on(corner[-1].lon, &corner->lon))
			return KAM_BAD_VALUE;
		polygon->low.lat = fmin(polygon->low.lat, corner->lat);
		polygon->low.lon = fmin(polygon->low.lon, corner->lon);
		polygon->high.lat = fmax(polygon->high.lat, corner->lat);
		polygon->high.lon = fmax(polygon->high.lon, corner->lon);
	}
	last = polygon->corners[polygon->count - 1].lon;
	home = polygon->corners[0].lon;
	if (!run_on(last, &home))
		return KAM_BAD_VALUE;
	*why = _("an area without a pole; take a circle around it: --at 90,0 --within 500km");
	return fabs(home - polygon->corners[0].lon) < 1 ? KAM_OK : KAM_BAD_VALUE;
}

static bool same_place(const struct place *one, const struct place *other)
{
	return one->lat == other->lat && one->lon == other->lon;
}

enum kam_status place_polygon_parse(const char *text, struct place_polygon **out, const char **why)
{
	struct place_polygon *polygon = calloc(1, sizeof *polygon);
	enum kam_status status = KAM_OK;

	*out = polygon;
	if (polygon == NULL)
		return KAM_NO_MEMORY;
	for (text += strspn(text, " \t\n;"); *text != '\0' && status == KAM_OK; text += strspn(text, " \t\n;")) {
		size_t length = strcspn(text, " \t\n;");

		status = add_corner(polygon, text, length, why);
		text += length;
	}
	/* Some write the first corner once more at the end. */
	if (status == KAM_OK && polygon->count > 3 &&
	    same_place(&polygon->corners[0], &polygon->corners[polygon->count - 1]))
		polygon->count--;
	return status == KAM_OK ? lay_out(polygon, why) : status;
}

void place_polygon_free(struct place_polygon *polygon)
{
	if (polygon != NULL)
		free(polygon->corners);
	free(polygon);
}

/* Even and odd: how many edges does a ray to the east cross? */
static bool holds(const struct place_polygon *polygon, double lat, double lon)
{
	bool inside = false;

	for (size_t i = 0, j = polygon->count - 1; i < polygon->count; j = i++) {
		const struct place *one = &polygon->corners[i], *other = &polygon->corners[j];

		if ((one->lat > lat) != (other->lat > lat) &&
		    lon < (other->lon - one->lon) * (lat - one->lat) / (other->lat - one->lat) + one->lon)
			inside = !inside;
	}
	return inside;
}

bool place_polygon_holds(const struct place_polygon *polygon, const struct place *place)
{
	for (int turns = -1; turns <= 1; turns++)
		if (holds(polygon, place->lat, place->lon + 360 * turns))
			return true;
	return false;
}

struct place_box place_polygon_box(const struct place_polygon *polygon)
{
	struct place_box box = { polygon->low.lat, polygon->high.lat, (polygon->low.lon + polygon->high.lon) / 2,
		                 (polygon->high.lon - polygon->low.lon) / 2 + 1e-9 };

	while (box.middle > 180)
		box.middle -= 360;
	while (box.middle < -180)
		box.middle += 360;
	return box;
}
