/* Calendars: the hours of each day, days that are unlike others, working days counted back, and what is refused. */
#include "calendar_shop.h"

static void begin(struct shop *shop)
{
	assert_int_equal(kam_operation_begin(shop->kam), KAM_OK);
}

static void commit(struct shop *shop)
{
	int64_t number;

	assert_int_equal(kam_operation_commit(shop->kam, &number), KAM_OK);
}

/* Shops of Shanghai, Dubai and a hairdresser's. */
static void fill(struct shop *shop)
{
	begin(shop);
	assert_int_equal(add_hours(shop, "china", "mon tue wed thu", "09:00-12:00 13:30-18:00", "Asia/Shanghai"),
	                 KAM_OK);
	assert_int_equal(add_hours(shop, "china", "fri", "09:00-17:00", "Asia/Shanghai"), KAM_OK);
	assert_int_equal(add_hours(shop, "china", "sat sun", "", "Asia/Shanghai"), KAM_OK);
	assert_int_equal(add_day(shop, "china", "2026-10-01", "holiday", ""), KAM_OK); /* a Thursday */
	for (int day = 2; day <= 7; day++) {
		char text[KAM_DATE_SIZE];

		snprintf(text, sizeof text, "2026-10-%02d", day);
		assert_int_equal(add_day(shop, "china", text, "holiday", ""), KAM_OK);
	}
	assert_int_equal(add_day(shop, "china", "2026-10-10", "workday", ""), KAM_OK);            /* a Saturday */
	assert_int_equal(add_day(shop, "china", "2026-10-11", "workday", "10:00-11:00"), KAM_OK); /* a Sunday */
	assert_int_equal(add_day(shop, "china", "2026-10-21", "halfday", ""), KAM_OK);            /* a Wednesday */
	assert_int_equal(add_day(shop, "china", "2026-10-23", "halfday", ""), KAM_OK);            /* a Friday */
	assert_int_equal(add_day(shop, "china", "2026-10-24", "halfday", ""), KAM_OK);            /* a Saturday */
	assert_int_equal(add_day(shop, "china", "2026-10-26", "halfday", "08:00-10:30"), KAM_OK); /* a Monday */
	assert_int_equal(add_hours(shop, "hair", "tue wed thu fri sat", "10:00-19:00", "Europe/Berlin"), KAM_OK);
	assert_int_equal(add_day(shop, "hair", "2026-10-12", "workday", ""), KAM_OK); /* a Monday */
	assert_int_equal(add_day(shop, "days only", "2026-10-12", "holiday", ""), KAM_OK);
	commit(shop);
}

static void test_hours_of_days(void **state)
{
	static const struct {
		const char *calendar, *day, *spans, *kind;
	} cases[] = {
		{ "china", "2026-09-28", "09:00-12:00 13:30-18:00", NULL }, /* Monday */
		{ "china", "2026-10-01", "", "holiday" },
		{ "china", "2026-10-07", "", "holiday" },
		{ "china", "2026-10-08", "09:00-12:00 13:30-18:00", NULL },      /* Thursday */
		{ "china", "2026-10-09", "09:00-17:00", NULL },                  /* Friday */
		{ "china", "2026-10-10", "09:00-12:00 13:30-18:00", "workday" }, /* has Monday's */
		{ "china", "2026-10-11", "10:00-11:00", "workday" },             /* its own */
		{ "china", "2026-10-17", "", NULL },
		{ "china", "2026-10-18", "", NULL },
		{ "china", "2026-10-21", "09:00-12:00", "halfday" }, /* the first of two spans */
		{ "china", "2026-10-23", "09:00-13:00", "halfday" }, /* half of the eight hours of a Friday */
		{ "china", "2026-10-24", "09:00-12:00", "halfday" }, /* no Saturday's: of Monday's */
		{ "china", "2026-10-26", "08:00-10:30", "halfday" },
		{ "hair", "2026-10-12", "10:00-19:00",
		  "workday" }, /* no Monday's: the first that is worked, Tuesday's */
		{ "hair", "2026-10-19", "", NULL },
		{ "hair", "2026-10-24", "10:00-19:00", NULL },
		{ "days only", "2026-10-12", "", "holiday" },
		{ "days only", "2026-10-13", "09:00-18:00", NULL },
		{ "default", "2026-10-02", "09:00-18:00", NULL },
		{ "default", "2026-10-03", "", NULL },
		{ "default", "0001-01-01", "09:00-18:00", NULL }, /* a Monday */
		{ "default", "9999-12-31", "09:00-18:00", NULL }, /* a Friday */
	};
	struct shop *shop = *state;

	fill(shop);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct calendar *calendar;
		const struct spans *spans;
		const char *kind;
		char written[SPANS_SIZE];

		assert_int_equal(calendar_open(shop->kam, cases[i].calendar, &calendar), KAM_OK);
		spans = calendar_day(calendar, day_of(cases[i].day), &kind);
		spans_write(spans, written);
		if (strcmp(written, cases[i].spans) != 0)
			wrong("%s %s: %s", cases[i].calendar, cases[i].day, written);
		assert_int_equal(kind == NULL, cases[i].kind == NULL);
		if (kind != NULL)
			assert_string_equal(kind, cases[i].kind);
		assert_int_equal(calendar_is_working(calendar, day_of(cases[i].day)), cases[i].spans[0] != '\0');
		calendar_close(calendar);
	}
}

static void test_days_before(void **state)
{
	static const struct {
		const char *calendar, *day;
		int n;
		const char *want;
	} cases[] = {
		{ "default", "2026-07-15", 0, "2026-07-15" }, /* a Wednesday */
		{ "default", "2026-07-15", 1, "2026-07-14" },
		{ "default", "2026-07-15", 2, "2026-07-13" },
		{ "default", "2026-07-15", 3, "2026-07-10" },  /* over a weekend */
		{ "default", "2026-07-15", 13, "2026-06-26" }, /* 2 to Monday, 5 a week: 3, 8, 13 are Fridays */
		{ "default", "2026-07-18", 0, "2026-07-17" },  /* Saturday: Friday */
		{ "default", "2026-07-19", 0, "2026-07-17" },
		{ "default", "2026-07-19", 1, "2026-07-16" }, /* counted from the Friday */
		{ "default", "2026-07-20", 1, "2026-07-17" },
		{ "china", "2026-10-08", 0, "2026-10-08" },
		{ "china", "2026-10-08", 1, "2026-09-30" }, /* over the seven days off */
		{ "china", "2026-10-05", 0, "2026-09-30" },
		{ "china", "2026-10-12", 1, "2026-10-11" }, /* a worked Sunday, */
		{ "china", "2026-10-12", 2, "2026-10-10" }, /* a worked Saturday, */
		{ "china", "2026-10-12", 3, "2026-10-09" },
		{ "china", "2026-10-12", 5, "2026-09-30" },
		{ "china", "2026-10-25", 0, "2026-10-24" }, /* a half day is worked */
		{ "hair", "2026-10-12", 1, "2026-10-10" },
		{ "hair", "2026-10-13", 1, "2026-10-12" },
		{ "hair", "2026-10-20", 1, "2026-10-17" },
		{ "default", "0001-01-03", 2, "0001-01-01" },
	};
	struct shop *shop = *state;
	struct calendar *calendar;
	int64_t got;

	fill(shop);
	for (size_t i = 0; i < COUNT(cases); i++) {
		char text[KAM_DATE_SIZE];

		assert_int_equal(calendar_open(shop->kam, cases[i].calendar, &calendar), KAM_OK);
		assert_int_equal(calendar_days_before(calendar, day_of(cases[i].day), cases[i].n, &got), KAM_OK);
		kam_date_format(got, text);
		if (strcmp(text, cases[i].want) != 0)
			wrong("%s, %d before %s: %s", cases[i].calendar, cases[i].n, cases[i].day, text);
		calendar_close(calendar);
	}
	assert_int_equal(calendar_open(shop->kam, "default", &calendar), KAM_OK);
	assert_int_equal(calendar_days_before(calendar, day_of("0001-01-03"), 3, &got), KAM_REFUSED);
	calendar_close(calendar);
}

/* What is kept is as of the last change, whoever holds an older one. */
static void test_kept(void **state)
{
	struct shop *shop = *state;
	struct calendar *before, *same, *after;
	struct kam_rows *rows;
	int64_t day = day_of("2026-07-15"), number;

	assert_int_equal(calendar_open(shop->kam, "default", &before), KAM_OK);
	assert_int_equal(calendar_open(shop->kam, "default", &same), KAM_OK);
	assert_ptr_equal(before, same);
	calendar_close(same);
	assert_string_equal(calendar_zone(before)->name, "UTC");
	begin(shop);
	assert_int_equal(add_day(shop, "default", "2026-07-15", "holiday", ""), KAM_OK);
	assert_int_equal(calendar_open(shop->kam, "default", &after), KAM_OK);
	assert_true(calendar_is_working(before, day));
	assert_false(calendar_is_working(after, day));
	calendar_close(before);
	calendar_close(after);
	/* taken back */
	kam_operation_rollback(shop->kam);
	assert_int_equal(calendar_open(shop->kam, "default", &after), KAM_OK);
	assert_true(calendar_is_working(after, day));
	calendar_close(after);
	/* and with the company's own zone */
	begin(shop);
	assert_int_equal(kam_record_edit(shop->kam, "setting", "zone",
	                                 (const struct kam_assignment[]){ { "value", "Asia/Shanghai" } }, 1,
	                                 &(bool){ false }),
	                 KAM_OK);
	assert_int_equal(kam_operation_commit(shop->kam, &number), KAM_OK);
	begin(shop);
	assert_int_equal(calendar_open(shop->kam, "default", &after), KAM_OK);
	assert_string_equal(calendar_zone(after)->name, "Asia/Shanghai");
	calendar_close(after);
	/* removed */
	assert_int_equal(add_day(shop, "default", "2026-07-15", "holiday", ""), KAM_OK);
	assert_int_equal(calendar_open(shop->kam, "default", &after), KAM_OK);
	assert_false(calendar_is_working(after, day));
	calendar_close(after);
	assert_int_equal(kam_record_remove(shop->kam, "day", (const char *const[]){ "DY1" }, 1, false, &rows), KAM_OK);
	kam_rows_free(rows);
	assert_int_equal(calendar_open(shop->kam, "default", &after), KAM_OK);
	assert_true(calendar_is_working(after, day));
	calendar_close(after);
	kam_operation_rollback(shop->kam);
}

static void refused(struct shop *shop, const char *name, const char *why)
{
	struct calendar *calendar = NULL;

	assert_int_equal(calendar_open(shop->kam, name, &calendar), KAM_REFUSED);
	assert_null(calendar);
	if (strstr(kam_error_message(shop->kam), why) == NULL)
		wrong("%s: %s", name, kam_error_message(shop->kam));
}

static void test_refused(void **state)
{
	struct shop *shop = *state;
	int64_t number;

	refused(shop, "nowhere", "there is no calendar 'nowhere'");
	assert_int_equal(calendar_find(shop->kam, "nowhere"), KAM_DONE);
	assert_int_equal(calendar_find(shop->kam, "default"), KAM_OK);
	begin(shop);
	assert_int_equal(add_hours(shop, "idle", "sat", "", "UTC"), KAM_OK);
	refused(shop, "idle", "no working time");
	assert_int_equal(kam_operation_commit(shop->kam, &number), KAM_REFUSED);
	begin(shop);
	assert_int_equal(add_hours(shop, "two", "mon", "09:00-17:00", "Asia/Shanghai"), KAM_OK);
	assert_int_equal(add_hours(shop, "two", "tue", "09:00-17:00", "Europe/Berlin"), KAM_OK);
	refused(shop, "two", "two time zones");
	assert_int_equal(kam_operation_commit(shop->kam, &number), KAM_REFUSED);
	begin(shop);
	assert_int_equal(add_hours(shop, "x", "mon", "18:00-09:00", "UTC"), KAM_BAD_VALUE);
	assert_int_equal(add_hours(shop, "x", "mon", "09:00-18:00", "Mars/Olympus"), KAM_BAD_VALUE);
	assert_int_equal(add_day(shop, "x", "2026-07-15", "holiday", "09:00-10:00"), KAM_BAD_VALUE);
	kam_operation_rollback(shop->kam);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_hours_of_days, open_shop, close_shop),
		cmocka_unit_test_setup_teardown(test_days_before, open_shop, close_shop),
		cmocka_unit_test_setup_teardown(test_kept, open_shop, close_shop),
		cmocka_unit_test_setup_teardown(test_refused, open_shop, close_shop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
