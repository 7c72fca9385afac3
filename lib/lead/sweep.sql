WITH touched AS (
	SELECT lead, max(kam_day(happened_at)) AS last FROM touch WHERE lead IS NOT NULL AND happened_at <= :now GROUP BY lead
), held AS (
	SELECT lead.id, lead.name, person.name AS owner, person.left_on, touched.last,
		max(coalesce(touched.last, ''), coalesce(lead.owner_since, ''), coalesce(lead.arrived_on, kam_day(lead.created_at))) AS since
	FROM lead JOIN person ON person.id = lead.owner LEFT JOIN touched ON touched.lead = lead.id WHERE lead.status = 'open'
), rule AS (
	SELECT CAST(coalesce(value, standard) AS INTEGER) AS days FROM setting WHERE name = 'pool_days'
)
SELECT held.id, held.name, held.owner, held.last, CAST(julianday(:today) - julianday(held.since) AS INTEGER) AS days,
	CASE WHEN held.left_on <= :today THEN 'owner has left' ELSE 'untouched' END AS why
FROM held CROSS JOIN rule
WHERE held.left_on <= :today OR julianday(:today) - julianday(held.since) >= rule.days
ORDER BY held.id
