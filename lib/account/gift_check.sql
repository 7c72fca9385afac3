-- What policy and custom say of one gift to :contact of :item (or none) for :amount in :currency, for :occasion, on :day;
-- :gift is its own number where it is kept already. A row for each rule that has something to say:
-- rule, verdict, the limit, what the limit's year has already, the gift's amount, then name and text of what forbids it,
-- and whether that is personal.
, limits (place, rule, most, spent, amount) AS (
	SELECT 1, 'per gift', per_gift, 0, amount FROM most CROSS JOIN asked
	UNION ALL SELECT 2, 'per person and year', per_person, spent.person, amount FROM most CROSS JOIN spent CROSS JOIN asked
	UNION ALL SELECT 3, 'per account and year', per_account, spent.account, amount FROM most CROSS JOIN spent CROSS JOIN asked
)
SELECT rule, CASE WHEN spent + amount <= most THEN 'allowed' ELSE 'approval' END AS verdict, most, spent, amount,
	NULL AS name, NULL AS text, 0 AS personal, place
FROM limits WHERE most IS NOT NULL AND amount IS NOT NULL
UNION ALL SELECT 'rate', 'forbidden', NULL, NULL, NULL, currency, NULL, 0, 0 FROM (
	SELECT :currency AS currency FROM asked WHERE asked.amount IS NULL
	UNION SELECT counted.currency FROM counted WHERE counted.amount IS NULL
	UNION SELECT fit.currency FROM fit WHERE fit.unrated
) AS lacking WHERE EXISTS (SELECT 1 FROM limits WHERE most IS NOT NULL)
UNION ALL SELECT 'cash equivalent', 'forbidden', NULL, NULL, NULL, catalogue.title, NULL, 0, 4
FROM catalogue WHERE catalogue.id = :item AND catalogue.cash_equivalent = 1
UNION ALL SELECT 'blackout', 'forbidden', NULL, NULL, NULL, 'B' || bid.id || ' ' || bid.title, bid.tender, 0, 5
FROM bid JOIN stage ON stage.id = bid.stage CROSS JOIN asked
WHERE bid.tender IS NOT NULL AND coalesce(bid.opened_on, kam_day(bid.created_at)) <= :day
	AND (stage.outcome = 'open' OR bid.closed_on > :day)
	AND bid.account IN (WITH RECURSIVE down (id) AS (SELECT asked.root UNION SELECT account.id FROM down
		JOIN account ON account.parent = down.id) SELECT id FROM down)
UNION ALL SELECT 'custom', CASE custom.effect WHEN 'block' THEN 'forbidden' ELSE 'warning' END, NULL, NULL, NULL,
	custom.tag, custom.why, custom.faith IS NOT NULL OR custom.gender IS NOT NULL, 6
FROM custom WHERE kam_among('any', custom.tag) OR EXISTS (SELECT 1 FROM tag WHERE tag.record = 'catalogue'
	AND tag.record_id = :item AND (kam_among(tag.key, custom.tag) OR kam_among(tag.value, custom.tag)))
UNION ALL SELECT 'novelty', 'warning', NULL, NULL, NULL, NULL,
	max(coalesce(gift.given_on, gift.planned_on, kam_day(gift.created_at))), 0, 7
FROM gift WHERE gift.contact = :contact AND gift.item = :item AND gift.id IS NOT :gift HAVING count(*) > 0
UNION ALL SELECT 'left', 'warning', NULL, NULL, NULL, asked.name, asked.left_on, 0, 8
FROM asked WHERE asked.left_on < :day
ORDER BY 9, 2 DESC, 6
