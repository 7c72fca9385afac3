-- A customer's score line by line: every input, its dimension, the score, the tier and what changes it.
, named (position, dimension, title, weight) AS (
	SELECT 1, 'value', 'value', value_weight FROM chosen UNION ALL SELECT 2, 'loyalty', 'loyalty', loyalty_weight FROM chosen
	UNION ALL SELECT 3, 'growth', 'growth', growth_weight FROM chosen
	UNION ALL SELECT 4, 'soundness', 'soundness', soundness_weight FROM chosen
), tier (level, name) AS (
	VALUES (1, 'key'), (2, 'major'), (3, 'standard'), (4, 'tail')
), wanted AS MATERIALIZED (
	SELECT * FROM scored WHERE :accounts IS NULL OR account IN (SELECT value FROM json_each(:accounts))
), line (account, position, sub, what, input, amount, unit, place, among, points, weight, result) AS (
	SELECT wanted.account, named.position, taken.position, taken.dimension, taken.name,
		CASE WHEN taken.unit = 'money' THEN pointed.amount * 1.0 / :scale ELSE pointed.amount END,
		CASE WHEN taken.unit = 'money' THEN :base ELSE taken.unit END, pointed.place, pointed.among, pointed.points, NULL,
		CASE WHEN pointed.amount IS NOT NULL THEN NULL
			WHEN CASE taken.name WHEN 'revenue' THEN fact.revenue_unpriced WHEN 'won' THEN fact.won_unpriced
				WHEN 'change' THEN fact.revenue_unpriced + fact.former_unpriced WHEN 'pipeline' THEN fact.pipeline_unpriced
				WHEN 'overdue' THEN fact.open_unpriced END > 0 THEN 'no rate' ELSE 'missing' END
	FROM wanted CROSS JOIN taken JOIN named ON named.dimension = taken.dimension JOIN fact ON fact.account = wanted.account
		LEFT JOIN pointed ON pointed.account = wanted.account AND pointed.position = taken.position
	UNION ALL SELECT wanted.account, named.position, 100, named.dimension, NULL, NULL, NULL, NULL, NULL,
		CASE named.position WHEN 1 THEN wanted.value WHEN 2 THEN wanted.loyalty WHEN 3 THEN wanted.growth ELSE wanted.soundness END,
		named.weight,
		CASE WHEN CASE named.position WHEN 1 THEN wanted.value WHEN 2 THEN wanted.loyalty WHEN 3 THEN wanted.growth
			ELSE wanted.soundness END IS NULL THEN 'missing' END
	FROM wanted CROSS JOIN named
	UNION ALL SELECT account, 5, 0, 'score', NULL, NULL, NULL, NULL, NULL, exact, weight, coalesce(score, 'missing') FROM wanted
	UNION ALL SELECT wanted.account, 6, 0, 'scored_tier', NULL, NULL, NULL, NULL, NULL, NULL, NULL, tier.name
	FROM wanted JOIN tier ON tier.level = wanted.level
	UNION ALL SELECT wanted.account, 7, 0, 'pin', person.name, NULL, wanted.pinned_until, NULL, NULL, NULL, NULL,
		tier.name || coalesce(': ' || wanted.pinned_why, '')
	FROM wanted JOIN tier ON tier.level = wanted.pin LEFT JOIN person ON person.id = wanted.pinned_by
	UNION ALL SELECT wanted.account, 8, insight.id, 'cap', 'IN' || insight.id, insight.severity, 'severity', NULL, NULL, NULL, NULL,
		tier.name || ': ' || insight.body
	FROM wanted JOIN tier ON tier.level = wanted.cap JOIN insight ON insight.account = wanted.account
	WHERE insight.kind = 'risk' AND insight.severity <= :risk_severity AND coalesce(insight.seen_on, :today) <= :today
		AND coalesce(insight.expires_on, :today) >= :today
	UNION ALL SELECT wanted.account, 9, 0, 'tier', NULL, NULL, NULL, NULL, NULL, NULL, NULL, tier.name
	FROM wanted JOIN tier ON tier.level = max(coalesce(wanted.pin, wanted.level), coalesce(wanted.cap, 1))
)
SELECT line.account, wanted.name, line.what, line.input, round(line.amount, 4) AS amount, line.unit, line.place, line.among,
	round(line.points, 4) AS points, line.weight, line.result
FROM line JOIN wanted ON wanted.account = line.account
ORDER BY wanted.exact IS NULL, wanted.exact DESC, line.account, line.position, line.sub
