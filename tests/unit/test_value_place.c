/* Places: read, measured, and whether they lie in an area; the dateline and the poles. */
#include "kam/internal/place.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static void test_parse(void **state)
{
	static const struct {
		const char *text;
		bool good;
		double lat, lon;
	} cases[] = {
		{ "22.54,114.06", true, 22.54, 114.06 }, { " -33.9 , 151.2 ", true, -33.9, 151.2 },
		{ "90,180", true, 90, 180 },             { "-90,-180", true, -90, -180 },
		{ "0,0", true, 0, 0 },                   { "90.1,0", false, 0, 0 },
		{ "0,180.5", false, 0, 0 },              { "114.06,22.54", false, 0, 0 }, /* the wrong way round */
		{ "22.54", false, 0, 0 },                { "22.54,", false, 0, 0 },
		{ ",114", false, 0, 0 },                 { "22.54,114.06,3", false, 0, 0 },
		{ "nan,0", false, 0, 0 },                { "inf,0", false, 0, 0 },
		{ "", false, 0, 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct place place;
		const char *why = NULL;
		bool good = place_parse(cases[i].text, strlen(cases[i].text), &place, &why) == KAM_OK;

		if (good != cases[i].good)
			fail_msg("'%s'", cases[i].text);
		if (good) {
			assert_float_equal(place.lat, cases[i].lat, 1e-12);
			assert_float_equal(place.lon, cases[i].lon, 1e-12);
		} else {
			assert_non_null(why);
		}
	}
}

static void test_distance_parse(void **state)
{
	static const struct {
		const char *text;
		double metres; /* 0: refused */
	} cases[] = {
		{ "2km", 2000 },  { "500m", 500 }, { "2", 2000 },    { "1.5mi", 2414.016 }, { "0.5 km", 500 },
		{ "0", 0 },       { "-2km", 0 },   { "km", 0 },      { "", 0 },             { "2 miles", 0 },
		{ "2km3", 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		double metres = 0;
		const char *why;

		if ((place_distance_parse(cases[i].text, strlen(cases[i].text), &metres, &why) == KAM_OK) !=
		    (cases[i].metres > 0))
			fail_msg("'%s'", cases[i].text);
		if (cases[i].metres > 0)
			assert_float_equal(metres, cases[i].metres, 1e-9);
	}
}

/* A degree of a great circle is 6371008.8 × π ÷ 180 = 111195.08 m, half the globe 20015114.44 m. */
static void test_distance(void **state)
{
	static const struct {
		struct place from, to;
		double metres;
	} cases[] = {
		{ { 0, 0 }, { 0, 1 }, 111195.08 },
		{ { 0, 0 }, { 1, 0 }, 111195.08 },
		{ { 0, 179.5 }, { 0, -179.5 }, 111195.08 },      /* across the dateline */
		{ { 89.5, 0 }, { 89.5, 180 }, 111195.08 },       /* across the pole */
		{ { 90, 0 }, { 90, 123 }, 0 },
		{ { 90, 0 }, { -90, 0 }, 20015114.44 },
		{ { 0, 0 }, { 0, 180 }, 20015114.44 },
		{ { 31.2304, 121.4737 }, { 31.2304, 121.4737 }, 0 },
		{ { 31.2304, 121.4737 }, { 39.9042, 116.4074 }, 1067311.6 }, /* Shanghai, Beijing: by the law of cosines */
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		if (fabs(place_distance(&cases[i].from, &cases[i].to) - cases[i].metres) > 0.1)
			fail_msg("case %zu: %f", i, place_distance(&cases[i].from, &cases[i].to));
}

/* Whatever is in a circle is in its box, at any latitude. */
static void test_circle_box(void **state)
{
	(void)state;
	for (double lat = -90; lat <= 90; lat += 7.5)
		for (double reach = 1000; reach < 3e6; reach *= 7) {
			const struct place middle = { lat, 175 };
			const struct place_box box = place_circle_box(&middle, reach);

			for (double north = -90; north <= 90; north += 0.5)
				for (double east = -180; east <= 180; east += 2) {
					const struct place place = { north, east };
					double apart = fabs(east - box.middle);

					if (place_distance(&middle, &place) > reach)
						continue;
					assert_true(north >= box.south && north <= box.north);
					assert_true(apart <= box.half || apart >= 360 - box.half);
				}
		}
}

static void test_polygon(void **state)
{
	static const char square[] = "30,120 33,120 33,122 30,122", ell[] = "0,0 0,3 1,3 1,1 3,1 3,0";
	static const char date_line[] = "-10,175 10,175 10,-175 -10,-175";
	static const struct {
		const char *text;
		struct place place;
		bool holds;
	} cases[] = {
		{ square, { 31, 121 }, true },
		{ square, { 33.1, 121 }, false },
		{ square, { 31, 122.1 }, false },
		{ square, { 31, -121 }, false },
		{ "30,120 33,120 33,122 30,122 30,120", { 31, 121 }, true }, /* the first one again */
		{ ell, { 0.5, 2 }, true },
		{ ell, { 2, 0.5 }, true },
		{ ell, { 2, 2 }, false }, /* where the L has nothing */
		{ date_line, { 0, 179 }, true },
		{ date_line, { 0, -179 }, true },
		{ date_line, { 0, 180 }, true },
		{ date_line, { 0, -180 }, true },
		{ date_line, { 0, 0 }, false },
		{ date_line, { 0, 170 }, false },
		{ "-10,-175 10,-175 10,175 -10,175", { 0, 180 }, true }, /* begun on the other side */
		{ "80,0 80,90 70,90 70,0", { 75, 45 }, true },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct place_polygon *polygon = NULL;
		const char *why = NULL;

		assert_int_equal(place_polygon_parse(cases[i].text, &polygon, &why), KAM_OK);
		if (place_polygon_holds(polygon, &cases[i].place) != cases[i].holds)
			fail_msg("case %zu", i);
		if (cases[i].holds) {
			const struct place_box box = place_polygon_box(polygon);
			double apart = fabs(cases[i].place.lon - box.middle);

			assert_true(cases[i].place.lat >= box.south && cases[i].place.lat <= box.north);
			assert_true(apart <= box.half || apart >= 360 - box.half);
		}
		place_polygon_free(polygon);
	}
}

static void test_polygon_refused(void **state)
{
	static const char *const texts[] = {
		"",
		"30,120 33,120",
		"30,120 33,120 x",
		"30,120 33,120 91,0",
		"0,0 0,180 10,90",             /* an edge half round the globe: which way? */
		"80,0 80,90 80,180 80,-90",    /* round the north pole */
		"-80,0 -80,-120 -80,120",      /* round the south pole */
	};

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		struct place_polygon *polygon = NULL;
		const char *why = NULL;

		if (place_polygon_parse(texts[i], &polygon, &why) != KAM_BAD_VALUE)
			fail_msg("'%s'", texts[i]);
		assert_non_null(why);
		place_polygon_free(polygon);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parse),           cmocka_unit_test(test_distance_parse),
		cmocka_unit_test(test_distance),        cmocka_unit_test(test_circle_box),
		cmocka_unit_test(test_polygon),         cmocka_unit_test(test_polygon_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
