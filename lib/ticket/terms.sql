-- By what the clocks of the tickets in `asked` run. An exact tier beats the empty one; the tier is that of the customer's
-- last snapshot: pinned, where the pin held on the day the ticket was opened, and no better than its cap. The calendar is
-- the policy's own; else that of the region of whoever has the ticket: of the department, where a unit is called so (its
-- name where it is a region, else its head's region), then of the assignee, the same way or by a region of their own; else
-- that of the ticket's region; each where there is a calendar of that name.
, tiered AS (
	SELECT asked.*, (SELECT max(CASE CASE WHEN last.pinned_tier IS NOT NULL
			AND coalesce(last.pinned_until, '9999-12-31') >= substr(asked.opened_at, 1, 10) THEN last.pinned_tier ELSE last.tier END
			WHEN 'key' THEN 1 WHEN 'major' THEN 2 WHEN 'standard' THEN 3 WHEN 'tail' THEN 4 END,
			CASE last.cap WHEN 'major' THEN 2 WHEN 'standard' THEN 3 WHEN 'tail' THEN 4 ELSE 1 END)
		FROM snapshot AS last WHERE last.account = asked.account ORDER BY last.taken_on DESC LIMIT 1) AS level
	FROM asked
), chosen AS (
	SELECT tiered.*, (SELECT sla.id FROM sla WHERE sla.severity = tiered.severity AND (sla.tier IS NULL OR sla.tier =
		CASE tiered.level WHEN 1 THEN 'key' WHEN 2 THEN 'major' WHEN 3 THEN 'standard' WHEN 4 THEN 'tail' END)
		ORDER BY sla.tier IS NULL LIMIT 1) AS sla
	FROM tiered
), place AS (
	SELECT chosen.*, unit.name AS unit, unit.kind AS kind, head.region AS head, own.name AS own, own.kind AS own_kind,
		own_head.region AS own_head, person.region AS own_region
	FROM chosen LEFT JOIN unit ON unit.name = chosen.dept LEFT JOIN person AS head ON head.id = unit.head
		LEFT JOIN person ON person.id = chosen.assignee LEFT JOIN unit AS own ON own.id = person.unit
		LEFT JOIN person AS own_head ON own_head.id = own.head
)
SELECT place.id, place.opened_at, place.status, coalesce(place.sla, 0), sla.ack_minutes, sla.fix_minutes, sla.clock,
	CASE WHEN sla.clock = 'business' THEN coalesce(sla.calendar,
		CASE WHEN place.kind = 'region' AND (EXISTS (SELECT 1 FROM hours WHERE calendar = place.unit) OR EXISTS (SELECT 1 FROM day WHERE calendar = place.unit)) THEN place.unit END,
		CASE WHEN (EXISTS (SELECT 1 FROM hours WHERE calendar = place.head) OR EXISTS (SELECT 1 FROM day WHERE calendar = place.head)) THEN place.head END,
		CASE WHEN place.own_kind = 'region' AND (EXISTS (SELECT 1 FROM hours WHERE calendar = place.own) OR EXISTS (SELECT 1 FROM day WHERE calendar = place.own)) THEN place.own END,
		CASE WHEN (EXISTS (SELECT 1 FROM hours WHERE calendar = place.own_head) OR EXISTS (SELECT 1 FROM day WHERE calendar = place.own_head)) THEN place.own_head END,
		CASE WHEN (EXISTS (SELECT 1 FROM hours WHERE calendar = place.own_region) OR EXISTS (SELECT 1 FROM day WHERE calendar = place.own_region)) THEN place.own_region END,
		CASE WHEN (EXISTS (SELECT 1 FROM hours WHERE calendar = place.region) OR EXISTS (SELECT 1 FROM day WHERE calendar = place.region)) THEN place.region END, 'default') END,
	coalesce(sla.l1_after, 5000), coalesce(sla.l2_after, 10000), coalesce(sla.l3_after, 15000)
FROM place LEFT JOIN sla ON sla.id = place.sla ORDER BY place.id
