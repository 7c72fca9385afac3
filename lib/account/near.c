/* Which accounts are near a place, or within an area? */
#include "kam/account.h"
#include "kam/internal/answer.h"
#include "kam/internal/place.h"
#include "kam/internal/query.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct answer_column columns[] = {
	{ .key = "id", .title = N_("ID"), .kind = KAM_ID, .record = "account", .priority = 0 },
	{ .key = "name", .title = N_("Name"), .kind = KAM_TEXT, .priority = 0 },
	{ .key = "region", .title = N_("Region"), .kind = KAM_TEXT, .priority = 2 },
	{ .key = "lat", .title = N_("Latitude"), .kind = KAM_NUMBER, .priority = 3 },
	{ .key = "lon", .title = N_("Longitude"), .kind = KAM_NUMBER, .priority = 3 },
	{ .key = "distance_km", .title = N_("Distance (km)"), .kind = KAM_NUMBER, .priority = 1 },
	{ 0 },
};

/* What is asked for, read. */
struct area {
	bool has_middle;
	struct place middle;
	double metres; /* 0: no circle */
	struct place_polygon *polygon;
};

struct found {
	int64_t id;
	double metres;
};

static enum kam_status bad(struct kam *kam, enum kam_status status, const char *option, const char *text,
                           const char *why)
{
	return status == KAM_NO_MEMORY ? fail_memory(kam)
	                               : fail(kam, status, _("%s '%s' is not %s"), option, text, why);
}

static enum kam_status read_area(struct kam *kam, const struct kam_near *near, struct area *area)
{
	const char *why = "";
	enum kam_status status;

	if ((near->within == NULL) == (near->polygon == NULL))
		return fail(kam, KAM_USAGE, _("near what? --at LAT,LON --within 2km, or --within-polygon 'LAT,LON …'"));
	if (near->within != NULL && near->at == NULL)
		return fail(kam, KAM_USAGE, _("--within needs a middle: --at LAT,LON"));
	if (near->at != NULL) {
		status = place_parse(near->at, strlen(near->at), &area->middle, &why);
		if (status != KAM_OK)
			return bad(kam, status, "--at", near->at, why);
		area->has_middle = true;
	}
	if (near->within != NULL) {
		status = place_distance_parse(near->within, strlen(near->within), &area->metres, &why);
		return status == KAM_OK ? KAM_OK : bad(kam, status, "--within", near->within, why);
	}
	status = place_polygon_parse(near->polygon, &area->polygon, &why);
	return status == KAM_OK ? KAM_OK : bad(kam, status, "--within-polygon", near->polygon, why);
}

/* Those in the box, by the index of places: latitudes from to, meridians looked at in the index too. */
static enum kam_status prepare(struct query *query, const struct kam_near *near, const struct area *area,
                               struct statement **out)
{
	const struct kam_type *type = kam_type_find("account");
	const struct place_box box = area->polygon != NULL ? place_polygon_box(area->polygon)
	                                                   : place_circle_box(&area->middle, area->metres);
	enum kam_status status;

	buffer_put(
		&query->sql,
		"SELECT account.id, account.lat, account.lon FROM account WHERE account.lat BETWEEN :south AND :north "
		"AND (abs(account.lon - :middle) <= :half OR abs(account.lon - :middle) >= 360 - :half) AND ");
	status = query_where(query, type, "account", near->where);
	if (status == KAM_OK)
		status = query_equals(query, type, "account", near->filters, near->filter_count);
	if (status == KAM_OK)
		status = query_prepare(query, out);
	if (status == KAM_OK) {
		const struct {
			const char *name;
			double value;
		} bounds[] = { { ":south", box.south },
			       { ":north", box.north },
			       { ":middle", box.middle },
			       { ":half", box.half } };

		for (size_t i = 0; i < sizeof bounds / sizeof *bounds; i++)
			store_bind_value(*out, bounds[i].name,
			                 &(struct kam_value){ .type = KAM_IS_NUMBER, .number = bounds[i].value });
	}
	return status;
}

static enum kam_status collect(struct kam *kam, struct statement *statement, const struct area *area,
                               struct buffer *all)
{
	enum kam_status status;

	while ((status = store_step(statement)) == KAM_OK) {
		struct kam_value lat, lon;
		struct found found = { .id = store_integer(statement, 0) };
		struct place place;

		store_value(statement, 1, &lat);
		store_value(statement, 2, &lon);
		place = (struct place){ lat.number, lon.number };
		if (area->has_middle)
			found.metres = place_distance(&area->middle, &place);
		if (area->polygon != NULL ? place_polygon_holds(area->polygon, &place) : found.metres <= area->metres)
			buffer_add(all, (const char *)&found, sizeof found);
	}
	if (status == KAM_DONE)
		status = all->failed ? fail_memory(kam) : KAM_OK;
	return status;
}

static int nearer(const void *left, const void *right)
{
	const struct found *one = left, *other = right;

	if (one->metres < other->metres || one->metres > other->metres)
		return one->metres < other->metres ? -1 : 1;
	return (one->id > other->id) - (one->id < other->id);
}

static enum kam_status put_all(struct kam *kam, const struct buffer *all, bool measured, struct kam_rows *rows)
{
	const struct found *found = (const struct found *)(const void *)all->text;
	struct statement *statement = NULL;
	enum kam_status status =
		store_prepare(kam, "SELECT id, name, region, lat, lon, :distance FROM account WHERE id = :id",
	                      &statement);

	for (size_t i = 0; i < all->length / sizeof *found && status == KAM_OK; i++) {
		const struct kam_value distance = { .type = measured ? KAM_IS_NUMBER : KAM_IS_EMPTY,
			                            .number = round(found[i].metres) / 1000 };

		store_bind_integer(statement, ":id", found[i].id);
		store_bind_value(statement, ":distance", &distance);
		status = answer_take(statement, columns, false, rows);
	}
	store_finalize(statement);
	return status;
}

static enum kam_status find(struct kam *kam, const struct kam_near *near, const struct area *area,
                            struct kam_rows *rows)
{
	struct statement *statement = NULL;
	struct buffer all = { 0 };
	struct query query;
	enum kam_status status;

	query_start(&query, kam);
	status = prepare(&query, near, area, &statement);
	if (status == KAM_OK)
		status = collect(kam, statement, area, &all);
	store_finalize(statement);
	query_end(&query);
	if (all.length > 0)
		qsort(all.text, all.length / sizeof(struct found), sizeof(struct found), nearer);
	if (status == KAM_OK)
		status = put_all(kam, &all, area->has_middle, rows);
	buffer_free(&all);
	return status;
}

enum kam_status kam_account_near(struct kam *kam, const struct kam_near *near, struct kam_rows **out)
{
	struct area area = { 0 };
	enum kam_status status = answer_begin(kam, columns, out);

	if (status == KAM_OK)
		status = read_area(kam, near, &area);
	if (status == KAM_OK)
		status = store_snapshot_begin(kam);
	if (status == KAM_OK) {
		status = find(kam, near, &area, *out);
		store_snapshot_end(kam);
	}
	place_polygon_free(area.polygon);
	return status == KAM_OK ? rows_finish(*out) : status;
}
