-- The day's worklist: overdue first, then what is due by :due, then what has no date; then by score.
-- :owner is a person; 0: nobody's; empty: everybody's.
WITH work AS (
	SELECT lead.id, lead.name, lead.next_step, lead.next_on, lead.trust, {field(valid)} AS valid,
		coalesce(lead.prospects, 0) + coalesce(lead.market, 0) + coalesce(lead.funds, 0) + coalesce(lead.credit, 0) AS score,
		{field(owner)} AS owner, CASE WHEN lead.next_on < :today THEN 1 WHEN lead.next_on IS NULL THEN 3 ELSE 2 END AS place
	FROM lead
	WHERE (lead.status = 'open' OR lead.status = 'qualified') AND coalesce(lead.opt_out, 0) = 0
		AND (lead.next_on IS NULL OR lead.next_on <= :due) AND (:owner IS NULL OR coalesce(lead.owner, 0) = :owner)
)
SELECT id, CAST(julianday(:today) - julianday(next_on) AS INTEGER) AS late, name, next_step, next_on, trust, valid, score, owner
FROM work
ORDER BY place, score DESC, valid DESC, CASE trust WHEN 'trust' THEN 1 WHEN 'recognition' THEN 2 ELSE 3 END, next_on, id
