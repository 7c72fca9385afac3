-- Of the tickets in temp.clocked, each level that they have to rise to, why, and who is told. By time the level is the
-- highest that is due; by reopens one for every so many. The manager is that of the assignee, else of the customer's
-- owner; the region the ticket's, else the customer's, else the assignee's, each where it is a unit with a head; the
-- executive who has been here longest. Whoever has left is told nothing.
WITH rule AS (
	SELECT CAST(coalesce(value, standard) AS INTEGER) AS often FROM setting WHERE name = 'escalate_reopens'
), level (n) AS (
	VALUES (1), (2), (3)
), wanted AS (
	SELECT ticket.id, ticket.level, ticket.title, ticket.account, ticket.assignee, ticket.region, ticket.reopens, clocked.sla,
		CASE WHEN clocked.l3 <= :now THEN 3 WHEN clocked.l2 <= :now THEN 2 WHEN clocked.l1 <= :now THEN 1 ELSE 0 END AS by_time,
		coalesce(min(3, ticket.reopens / rule.often), 0) AS by_reopens
	FROM temp.clocked CROSS JOIN ticket CROSS JOIN rule
	WHERE ticket.id = clocked.id AND ticket.status <> 'resolved' AND ticket.status <> 'closed'
), here AS (
	SELECT id, name, manager, unit, region, level FROM person WHERE left_on IS NULL OR left_on > :today
), head AS (
	SELECT unit.name, here.id FROM unit JOIN here ON here.id = unit.head
), told AS (
	SELECT wanted.*, level.n, CASE level.n
		WHEN 1 THEN coalesce(
			(SELECT here.id FROM person JOIN here ON here.id = person.manager WHERE person.id = wanted.assignee),
			(SELECT here.id FROM seat JOIN person ON person.id = seat.person JOIN here ON here.id = person.manager
				WHERE seat.account = wanted.account AND seat.role = 'account'
				AND coalesce(seat.starts_on, '') <= :today AND coalesce(seat.ends_on, '9999-12-31') >= :today
				ORDER BY seat.starts_on DESC, seat.id LIMIT 1))
		WHEN 2 THEN coalesce(
			(SELECT head.id FROM head WHERE head.name = wanted.region),
			(SELECT head.id FROM account JOIN head ON head.name = account.region WHERE account.id = wanted.account),
			(SELECT head.id FROM person JOIN head ON head.name = person.region WHERE person.id = wanted.assignee),
			(SELECT head.id FROM person JOIN unit ON unit.id = person.unit AND unit.kind = 'region'
				JOIN head ON head.name = unit.name WHERE person.id = wanted.assignee))
		ELSE (SELECT here.id FROM here WHERE lower(here.level) = 'executive' ORDER BY here.id LIMIT 1) END AS person
	FROM wanted JOIN level ON level.n > wanted.level AND level.n <= max(wanted.by_time, wanted.by_reopens)
)
SELECT 'T' || told.id AS id, told.title, account.name, told.n,
	CASE WHEN told.n <= told.by_time THEN printf('%g %% of %d minutes used', CASE told.n WHEN 1 THEN coalesce(sla.l1_after, 5000)
		WHEN 2 THEN coalesce(sla.l2_after, 10000) ELSE coalesce(sla.l3_after, 15000) END / 100.0,
		coalesce(sla.fix_minutes, sla.ack_minutes)) ELSE 'reopened ' || told.reopens || ' times' END AS why,
	person.name AS whom, 'PE' || told.person, 'A' || told.account
FROM told LEFT JOIN account ON account.id = told.account LEFT JOIN person ON person.id = told.person
	LEFT JOIN sla ON sla.id = told.sla
ORDER BY told.id, told.n
