/* A database with calendars in it, for tests of what reckons by them. */
#ifndef CALENDAR_SHOP_H
#define CALENDAR_SHOP_H

#include "test.h"
#include "kam/internal/calendar.h"
#include "kam/record.h"
#include "kam/rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* cmocka's fail_msg() needs a name that the library has. */
#define wrong(...)                        \
	do {                              \
		print_error(__VA_ARGS__); \
		print_error("\n");        \
		assert_true(false);       \
	} while (0)

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

struct shop {
	char folder[64], path[128];
	struct kam *kam;
};

static int open_shop(void **state)
{
	struct shop *shop = calloc(1, sizeof *shop);
	struct kam_options options = { .mode = KAM_CREATE,
		                       .now = 1784107800 /* 2026-07-15 09:30 UTC */,
		                       .zone = "UTC",
		                       .real_user = "li",
		                       .command = "test",
		                       .currency = "CNY" };

	assert_non_null(shop);
	snprintf(shop->folder, sizeof shop->folder, "/tmp/kam-calendar.XXXXXX");
	assert_non_null(mkdtemp(shop->folder));
	snprintf(shop->path, sizeof shop->path, "%s/kam.db", shop->folder);
	options.path = shop->path;
	assert_int_equal(kam_open(&options, &shop->kam), KAM_OK);
	*state = shop;
	return 0;
}

static int close_shop(void **state)
{
	struct shop *shop = *state;

	kam_close(shop->kam);
	unlink(shop->path);
	rmdir(shop->folder);
	free(shop);
	return 0;
}

/* The hours of several weekdays ("mon tue") of a calendar; within an operation. */
static inline enum kam_status add_hours(struct shop *shop, const char *calendar, const char *weekdays,
                                        const char *spans, const char *zone)
{
	enum kam_status status = KAM_OK;
	char id[KAM_ID_SIZE];

	for (const char *at = weekdays; *at != '\0' && status == KAM_OK; at += at[3] == ' ' ? 4 : 3) {
		char weekday[4] = { at[0], at[1], at[2], '\0' };
		struct kam_assignment assignments[] = {
			{ "calendar", calendar }, { "weekday", weekday }, { "spans", spans }, { "timezone", zone }
		};

		status = kam_record_add(shop->kam, "hours", assignments, COUNT(assignments), id);
	}
	return status;
}

static inline enum kam_status add_day(struct shop *shop, const char *calendar, const char *day, const char *kind,
                                      const char *spans)
{
	char id[KAM_ID_SIZE];
	struct kam_assignment assignments[] = {
		{ "calendar", calendar }, { "day", day }, { "kind", kind }, { "spans", spans }
	};

	return kam_record_add(shop->kam, "day", assignments, COUNT(assignments), id);
}

static inline int64_t day_of(const char *text)
{
	int64_t days = 0;
	const char *why;

	assert_int_equal(kam_date_parse(text, strlen(text), 0, false, &days, &why), KAM_OK);
	return days;
}

#endif
