/* Places in SQL: how far apart two are, and whether one lies within a polygon. */
#include "sqlite.h"

#include "kam/internal/place.h"

static bool read_place(sqlite3_value **values, struct place *out)
{
	*out = (struct place){ sqlite3_value_double(values[0]), sqlite3_value_double(values[1]) };
	return sqlite3_value_type(values[0]) != SQLITE_NULL && sqlite3_value_type(values[1]) != SQLITE_NULL;
}

static void metres(sqlite3_context *context, int count, sqlite3_value **values)
{
	struct place from, to;

	(void)count;
	if (read_place(values, &from) && read_place(values + 2, &to))
		sqlite3_result_double(context, place_distance(&from, &to));
}

static void forget(void *polygon)
{
	place_polygon_free(polygon);
}

/* The polygon is read once a statement, where it is the same in all rows. Empty: it is none. */
static void within(sqlite3_context *context, int count, sqlite3_value **values)
{
	const char *text = (const char *)sqlite3_value_text(values[0]);
	struct place_polygon *polygon = sqlite3_get_auxdata(context, 0);
	bool read = polygon != NULL;
	struct place place;
	const char *why;
	enum kam_status status = KAM_OK;

	(void)count;
	if (text == NULL || !read_place(values + 1, &place))
		return;
	if (!read)
		status = place_polygon_parse(text, &polygon, &why);
	if (status == KAM_NO_MEMORY)
		sqlite3_result_error_nomem(context);
	else if (status == KAM_OK)
		sqlite3_result_int(context, place_polygon_holds(polygon, &place));
	if (status != KAM_OK)
		place_polygon_free(polygon);
	else if (!read)
		sqlite3_set_auxdata(context, 0, polygon, forget);
}

int place_functions_register(struct kam *kam, sqlite3 *database)
{
	static const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
	int code = sqlite3_create_function_v2(database, "kam_metres", 4, flags, kam, metres, NULL, NULL, NULL);

	if (code == SQLITE_OK)
		code = sqlite3_create_function_v2(database, "kam_within", 3, flags, kam, within, NULL, NULL, NULL);
	return code;
}
