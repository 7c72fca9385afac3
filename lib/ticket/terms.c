/* By what a ticket's clocks run: the row of the policy, and the calendar. */
#include "clock.h"

#include <string.h>

static const char asked_fields[] = "WITH asked (id, severity, account, region, dept, assignee, opened_at, status) AS (";

bool ticket_terms_sql(struct buffer *sql, const char *asked)
{
	buffer_put(sql, asked_fields);
	buffer_put(sql, asked);
	buffer_put(sql, ")\n");
	buffer_put(sql, embedded_find("ticket/terms.sql")->text);
	return buffer_text(sql) != NULL;
}

bool ticket_steps_sql(struct buffer *sql, const char *asked)
{
	buffer_put(sql, asked_fields);
	buffer_put(sql, asked);
	buffer_put(sql,
	           ") SELECT asked.id, event.kind, event.happened_at FROM asked CROSS JOIN event ON event.ticket = "
	           "asked.id WHERE event.kind <> 'note' AND event.kind <> 'assign' AND event.kind <> 'escalate' "
	           "ORDER BY asked.id, event.happened_at, event.position, event.id");
	return buffer_text(sql) != NULL;
}

static int64_t limit_of(struct statement *row, int column)
{
	return store_text(row, column) != NULL ? store_integer(row, column) * 60 : -1;
}

enum kam_status ticket_terms_take(struct kam *kam, struct statement *row, struct ticket_terms *terms)
{
	int64_t whole;

	*terms = (struct ticket_terms){
		.sla = store_integer(row, 3), .ack_limit = -1, .fix_limit = -1, .level_limits = { -1, -1, -1 }
	};
	if (terms->sla == 0)
		return KAM_OK;
	terms->ack_limit = limit_of(row, 4);
	terms->fix_limit = limit_of(row, 5);
	/* Of the time until it is solved; where only an answer has one, of that. */
	whole = terms->fix_limit >= 0 ? terms->fix_limit : terms->ack_limit;
	for (int i = 0; i < 3 && whole >= 0; i++)
		terms->level_limits[i] = whole * store_integer(row, 8 + i) / 10000;
	terms->always = strcmp(store_text(row, 6), "always") == 0;
	return terms->always ? KAM_OK : calendar_open(kam, store_text(row, 7), &terms->calendar);
}
