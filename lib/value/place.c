/* A point on the globe, how far it is from another, and what is near it. */
#include "kam/internal/place.h"
#include "kam/internal/handle.h"

#include <math.h>
#include <string.h>

#define RADIUS 6371008.8 /* metres */
#define MILE 1609.344

static const double degree = 3.14159265358979323846 / 180;

enum kam_status place_parse(const char *text, size_t length, struct place *out, const char **why)
{
	const char *comma = memchr(text, ',', length), *ignored;

	*why = _("a latitude and a longitude in degrees such as 22.54,114.06");
	if (comma == NULL || kam_number_parse(text, (size_t)(comma - text), '.', &out->lat, &ignored) != KAM_OK ||
	    kam_number_parse(comma + 1, length - (size_t)(comma + 1 - text), '.', &out->lon, &ignored) != KAM_OK)
		return KAM_BAD_VALUE;
	*why = _("a place: latitude from -90 to 90, longitude from -180 to 180, in this order");
	return out->lat >= -90 && out->lat <= 90 && out->lon >= -180 && out->lon <= 180 ? KAM_OK : KAM_BAD_VALUE;
}

enum kam_status place_distance_parse(const char *text, size_t length, double *metres, const char **why)
{
	static const struct {
		const char *name;
		double metres;
	} units[] = { { "km", 1000 }, { "mi", MILE }, { "m", 1 } };
	double unit = 1000;
	const char *ignored;

	*why = _("a distance such as 2km, 500m or 1.5mi");
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		size_t part = strlen(units[i].name);

		if (length > part && memcmp(text + length - part, units[i].name, part) == 0) {
			unit = units[i].metres;
			length -= part;
			break;
		}
	}
	if (kam_number_parse(text, length, '.', metres, &ignored) != KAM_OK || !(*metres > 0))
		return KAM_BAD_VALUE;
	*metres *= unit;
	return KAM_OK;
}

static double squared(double number)
{
	return number * number;
}

double place_distance(const struct place *from, const struct place *to)
{
	double half =
		squared(sin((to->lat - from->lat) * degree / 2)) +
		cos(from->lat * degree) * cos(to->lat * degree) * squared(sin((to->lon - from->lon) * degree / 2));

	/* Rounding may bring antipodes above one. */
	return 2 * RADIUS * asin(half < 1 ? sqrt(half) : 1);
}

struct place_box place_circle_box(const struct place *middle, double metres)
{
	double angle = metres / RADIUS, reach = angle / degree;
	struct place_box box = { middle->lat - reach, middle->lat + reach, middle->lon, 360 };

	/* A hair more than it is: what is on the edge is measured, not cut off by rounding. */
	if (box.north < 90 && box.south > -90)
		box.half = asin(sin(angle) / cos(middle->lat * degree)) / degree + 1e-9;
	box.south -= 1e-9;
	box.north += 1e-9;
	return box;
}
