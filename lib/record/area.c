/* Circles and polygons as conditions: which records lie within. */
#include "kam/internal/area.h"

#include <string.h>

static enum kam_status bad(struct kam *kam, enum kam_status status, const char *option, const char *text,
                           const char *why)
{
	return status == KAM_NO_MEMORY ? fail_memory(kam)
	                               : fail(kam, status, _("%s '%s' is not %s"), option, text, why);
}

bool area_is_given(const struct area *area)
{
	return area->metres > 0 || area->polygon != NULL;
}

struct area area_circle(const struct place *middle, double metres)
{
	return (struct area){
		.has_middle = true, .middle = *middle, .metres = metres, .box = place_circle_box(middle, metres)
	};
}

static enum kam_status read_polygon(struct kam *kam, const char *text, struct area *out)
{
	struct place_polygon *polygon = NULL;
	const char *why = "";
	enum kam_status status = place_polygon_parse(text, &polygon, &why);

	if (status != KAM_OK)
		status = bad(kam, status, "--polygon", text, why);
	else
		out->box = place_polygon_box(polygon);
	out->polygon = text;
	place_polygon_free(polygon);
	return status;
}

enum kam_status area_read(struct kam *kam, const char *at, const char *within, const char *polygon, struct area *out)
{
	const char *why = "";
	double metres = 0;
	enum kam_status status;

	*out = (struct area){ 0 };
	if (within != NULL && polygon != NULL)
		return fail(kam, KAM_USAGE,
		            _("a circle or a polygon: --at LAT,LON --within 2km, or --polygon 'LAT,LON …'"));
	if (within != NULL && at == NULL)
		return fail(kam, KAM_USAGE, _("--within needs a middle: --at LAT,LON"));
	if (at != NULL && within == NULL && polygon == NULL)
		return fail(kam, KAM_USAGE, _("--at needs how far around it: --within 2km"));
	if (at != NULL) {
		status = place_parse(at, strlen(at), &out->middle, &why);
		if (status != KAM_OK)
			return bad(kam, status, "--at", at, why);
		out->has_middle = true;
	}
	if (polygon != NULL)
		return read_polygon(kam, polygon, out);
	if (within == NULL)
		return KAM_OK;
	status = place_distance_parse(within, strlen(within), &metres, &why);
	if (status != KAM_OK)
		return bad(kam, status, "--within", within, why);
	*out = area_circle(&out->middle, metres);
	return KAM_OK;
}

static void bind(struct query *query, double number)
{
	query_bind(query, &(struct kam_value){ .type = KAM_IS_NUMBER, .number = number });
}

void area_put_metres(struct query *query, const struct area *area, const char *alias)
{
	if (!area->has_middle) {
		buffer_put(&query->sql, "NULL");
		return;
	}
	buffer_put(&query->sql, "kam_metres(");
	bind(query, area->middle.lat);
	buffer_put(&query->sql, ", ");
	bind(query, area->middle.lon);
	buffer_format(&query->sql, ", %s.lat, %s.lon)", alias, alias);
}

void area_put(struct query *query, const struct area *area, const char *alias)
{
	const struct place_box *box = &area->box;

	/* Few are so near: the index of places comes before that of any other condition. */
	buffer_format(&query->sql, "likelihood(%s.lat >= ", alias);
	bind(query, box->south);
	buffer_format(&query->sql, ", 0.0001) AND likelihood(%s.lat <= ", alias);
	bind(query, box->north);
	buffer_put(&query->sql, ", 0.0001)");
	/* The shorter way to the meridian in the middle, which may go over the dateline. */
	buffer_format(&query->sql, " AND (abs(%s.lon - ", alias);
	bind(query, box->middle);
	buffer_put(&query->sql, ") <= ");
	bind(query, box->half);
	buffer_format(&query->sql, " OR abs(%s.lon - ", alias);
	bind(query, box->middle);
	buffer_put(&query->sql, ") >= 360 - ");
	bind(query, box->half);
	buffer_put(&query->sql, ") AND ");
	if (area->polygon != NULL) {
		buffer_put(&query->sql, "kam_within(");
		query_bind_text(query, area->polygon, strlen(area->polygon));
		buffer_format(&query->sql, ", %s.lat, %s.lon)", alias, alias);
		return;
	}
	area_put_metres(query, area, alias);
	buffer_put(&query->sql, " <= ");
	bind(query, area->metres);
}
