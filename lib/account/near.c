/* Which accounts are near a place, or within an area? */
#include "kam/account.h"
#include "kam/internal/answer.h"
#include "kam/internal/area.h"

static const struct answer_column columns[] = {
	{ .key = "id", .title = N_("ID"), .kind = KAM_ID, .record = "account", .priority = 0 },
	{ .key = "name", .title = N_("Name"), .kind = KAM_TEXT, .priority = 0 },
	{ .key = "region", .title = N_("Region"), .kind = KAM_TEXT, .priority = 2 },
	{ .key = "lat", .title = N_("Latitude"), .kind = KAM_NUMBER, .priority = 3 },
	{ .key = "lon", .title = N_("Longitude"), .kind = KAM_NUMBER, .priority = 3 },
	{ .key = "distance_km", .title = N_("Distance (km)"), .kind = KAM_NUMBER, .priority = 1 },
	{ 0 },
};

static enum kam_status compose(struct query *query, const struct kam_near *near, const struct area *area)
{
	const struct kam_type *type = kam_type_find("account");
	enum kam_status status;

	buffer_put(&query->sql, "SELECT account.id, account.name, account.region, account.lat, account.lon, round(");
	area_put_metres(query, area, "account");
	buffer_put(&query->sql, ") / 1000 FROM account WHERE ");
	area_put(query, area, "account");
	buffer_put(&query->sql, " AND ");
	status = query_where(query, type, "account", near->where);
	if (status == KAM_OK)
		status = query_equals(query, type, "account", near->filters, near->filter_count);
	buffer_put(&query->sql, " ORDER BY ");
	area_put_metres(query, area, "account");
	buffer_put(&query->sql, ", account.id");
	return status;
}

static enum kam_status find(struct kam *kam, const struct kam_near *near, const struct area *area,
                            struct kam_rows **out)
{
	struct statement *statement = NULL;
	struct query query;
	enum kam_status status;

	query_start(&query, kam);
	status = compose(&query, near, area);
	if (status == KAM_OK)
		status = query_prepare(&query, &statement);
	if (status == KAM_OK)
		status = answer_rows(kam, statement, columns, false, out);
	query_end(&query);
	return status;
}

enum kam_status kam_account_near(struct kam *kam, const struct kam_near *near, struct kam_rows **out)
{
	struct area area;
	enum kam_status status;

	*out = NULL;
	if (near->within == NULL && near->polygon == NULL)
		return fail(kam, KAM_USAGE, _("near what? --at LAT,LON --within 2km, or --polygon 'LAT,LON …'"));
	status = area_read(kam, near->at, near->within, near->polygon, &area);
	if (status == KAM_OK)
		status = store_snapshot_begin(kam);
	if (status == KAM_OK) {
		status = find(kam, near, &area, out);
		store_snapshot_end(kam);
	}
	return status;
}
