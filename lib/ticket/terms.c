/* By what a ticket's clocks run: the row of the policy, and the calendar. */
#include "clock.h"

#include <string.h>

/*
 * An exact tier beats the empty one. The tier is that of the customer's last snapshot: pinned, where the pin held on the
 * day the ticket was opened, and no better than its cap. The calendar is the row's own; else that of the region of whose
 * hands it is in: a unit's, where the department or the assignee's unit is a region, or its head's, then the assignee's
 * own; else the ticket's; each where there is one of that name.
 */
const char ticket_terms_sql[] =
	", tiered AS (SELECT asked.*, (SELECT max(CASE CASE WHEN last.pinned_tier IS NOT NULL AND "
	"coalesce(last.pinned_until, '9999-12-31') >= substr(asked.opened_at, 1, 10) THEN last.pinned_tier ELSE "
	"last.tier END WHEN 'key' THEN 1 WHEN 'major' THEN 2 WHEN 'standard' THEN 3 WHEN 'tail' THEN 4 END, "
	"CASE last.cap WHEN 'major' THEN 2 WHEN 'standard' THEN 3 WHEN 'tail' THEN 4 ELSE 1 END) "
	"FROM snapshot AS last WHERE last.account = asked.account ORDER BY last.taken_on DESC LIMIT 1) AS level "
	"FROM asked), "
	"chosen AS (SELECT tiered.*, (SELECT sla.id FROM sla WHERE sla.severity = tiered.severity AND (sla.tier IS "
	"NULL OR sla.tier = CASE tiered.level WHEN 1 THEN 'key' WHEN 2 THEN 'major' WHEN 3 THEN 'standard' WHEN 4 "
	"THEN 'tail' END) ORDER BY sla.tier IS NULL LIMIT 1) AS sla FROM tiered), "
	"known AS (SELECT calendar AS name FROM hours UNION SELECT calendar FROM day) "
	"SELECT chosen.id, chosen.opened_at, chosen.status, coalesce(chosen.sla, 0), sla.ack_minutes, sla.fix_minutes, "
	"sla.clock, CASE WHEN sla.clock = 'business' THEN coalesce(sla.calendar, "
	"(SELECT coalesce((SELECT name FROM known WHERE unit.kind = 'region' AND name = unit.name), "
	"(SELECT name FROM known WHERE name = head.region)) FROM unit LEFT JOIN person AS head ON head.id = unit.head "
	"WHERE unit.name = chosen.dept), "
	"(SELECT coalesce((SELECT name FROM known WHERE unit.kind = 'region' AND name = unit.name), "
	"(SELECT name FROM known WHERE name = head.region), (SELECT name FROM known WHERE name = person.region)) "
	"FROM person LEFT JOIN unit ON unit.id = person.unit LEFT JOIN person AS head ON head.id = unit.head "
	"WHERE person.id = chosen.assignee), "
	"(SELECT name FROM known WHERE name = chosen.region), 'default') END "
	"FROM chosen LEFT JOIN sla ON sla.id = chosen.sla ORDER BY chosen.id";

const char ticket_steps_sql[] =
	" SELECT asked.id, event.kind, event.happened_at FROM asked CROSS JOIN event ON event.ticket = asked.id "
	"WHERE event.kind <> 'note' AND event.kind <> 'assign' AND event.kind <> 'escalate' "
	"ORDER BY asked.id, event.happened_at, event.position, event.id";

static int64_t limit_of(struct statement *row, int column)
{
	return store_text(row, column) != NULL ? store_integer(row, column) * 60 : -1;
}

enum kam_status ticket_terms_take(struct kam *kam, struct statement *row, struct ticket_terms *terms)
{
	*terms = (struct ticket_terms){ .sla = store_integer(row, 3), .ack_limit = -1, .fix_limit = -1 };
	if (terms->sla == 0)
		return KAM_OK;
	terms->ack_limit = limit_of(row, 4);
	terms->fix_limit = limit_of(row, 5);
	terms->always = strcmp(store_text(row, 6), "always") == 0;
	return terms->always ? KAM_OK : calendar_open(kam, store_text(row, 7), &terms->calendar);
}
