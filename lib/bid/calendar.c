/* The calendar of bids: the report of that name, asked for by how far one looks ahead. */
#include "kam/calendar.h"
#include "kam/internal/handle.h"

#include <stdio.h>
#include <string.h>

/* 30d, 6w, 2m, 1y: a day to come without its sign. */
static bool is_distance(const char *text)
{
	size_t digits = strspn(text, "0123456789");

	return digits > 0 && digits < 9 && strchr("dwmy", text[digits]) != NULL && text[digits] != '\0' &&
	       text[digits + 1] == '\0';
}

/* A day becomes the period that ends with it. KAM_DONE: it is a period. */
static enum kam_status read_next(struct kam *kam, const char *next, char period[32])
{
	char signed_text[16], day[KAM_DATE_SIZE];
	const char *text = next, *why;
	int64_t days;

	if (is_distance(next)) {
		snprintf(signed_text, sizeof signed_text, "+%s", next);
		text = signed_text;
	}
	if (kam_date_parse(text, strlen(text), kam->today, true, &days, &why) != KAM_OK) {
		struct kam_period read;

		if (kam_period_parse(next, strlen(next), kam->today, &read, &why) == KAM_OK)
			return KAM_DONE;
		return fail(kam, KAM_BAD_VALUE,
		            _("--next '%s': expected a day to come such as 30d or 2026-08-31, or a period "
		              "such as 2026-08"),
		            next);
	}
	if (days < kam->today)
		return fail(kam, KAM_BAD_VALUE,
		            _("--next %s is over already; name a day to come, or a period such as 2026-08"), next);
	kam_date_format(days + 1, day);
	snprintf(period, 32, "..%s", day);
	return KAM_OK;
}

enum kam_status kam_bid_calendar(struct kam *kam, const struct kam_calendar *asked, struct kam_report_answer **out)
{
	struct kam_assignment given[2];
	struct kam_report_request request = { .arguments = given,
		                              .section = "calendar",
		                              .where = asked->where,
		                              .sort = asked->sort,
		                              .columns = asked->columns,
		                              .limit = asked->limit };
	struct kam_report *report = NULL;
	char period[32];
	enum kam_status status = KAM_OK;

	*out = NULL;
	if (asked->next != NULL) {
		status = read_next(kam, asked->next, period);
		given[request.argument_count++] =
			(struct kam_assignment){ "period", status == KAM_DONE ? asked->next : period };
		status = status == KAM_DONE ? KAM_OK : status;
	}
	if (asked->owner != NULL)
		given[request.argument_count++] = (struct kam_assignment){ "owner", asked->owner };
	if (status == KAM_OK)
		status = kam_report_find(kam, "calendar", NULL, &report);
	if (status == KAM_OK)
		status = kam_report_run(kam, report, &request, out);
	kam_report_free(report);
	return status;
}
