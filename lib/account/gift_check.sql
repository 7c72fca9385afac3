-- What policy and custom say of one gift to :contact of :item (or none) for :amount in :currency, for :occasion, on :day;
-- :gift is its own number where it is kept already. A row for each rule that has something to say:
-- rule, verdict, the limit, what the limit's year has already, the gift's amount, then name and text of what forbids it,
-- and whether that is personal.
WITH asked AS (
	SELECT contact.id, contact.name, contact.account, contact.level, contact.region, account.region AS account_region,
		contact.faith, contact.relation, contact.gender, contact.left_on, {field(account.tier)} AS tier,
		{field(account.group_root.id)} AS root, substr(:day, 1, 4) AS year,
		CASE WHEN :currency = :base THEN :amount ELSE CAST(round(:amount * (SELECT rate.factor FROM rate
			WHERE rate.currency = :currency AND rate.starts_on <= :day ORDER BY rate.starts_on DESC LIMIT 1)) AS INTEGER)
		END AS amount
	FROM contact JOIN account ON account.id = contact.account WHERE contact.id = :contact
), fit AS (
	-- The limits for such people; the row that says most comes first, and each amount is taken from the first that has it.
	-- A limit in a currency without a rate is none that could be kept: nothing is below it.
	SELECT coalesce({field(giftlimit.per_gift)}, giftlimit.per_gift * 0) AS per_gift,
		coalesce({field(giftlimit.per_person_year)}, giftlimit.per_person_year * 0) AS per_person,
		coalesce({field(giftlimit.per_account_year)}, giftlimit.per_account_year * 0) AS per_account,
		giftlimit.currency, coalesce({field(giftlimit.per_gift)}, {field(giftlimit.per_person_year)},
			{field(giftlimit.per_account_year)}) IS NULL AND coalesce(giftlimit.per_gift, giftlimit.per_person_year,
			giftlimit.per_account_year) IS NOT NULL AS unrated, row_number() OVER (ORDER BY
			(giftlimit.tier IS NOT NULL) + (giftlimit.level IS NOT NULL) + (giftlimit.occasion IS NOT NULL) DESC,
			giftlimit.tier IS NULL, giftlimit.level IS NULL, giftlimit.id) AS place
	FROM giftlimit CROSS JOIN asked
	WHERE (giftlimit.tier IS NULL OR giftlimit.tier = asked.tier) AND (giftlimit.level IS NULL OR giftlimit.level = asked.level)
		AND (giftlimit.occasion IS NULL OR giftlimit.occasion = :occasion)
), most AS (
	SELECT (SELECT per_gift FROM fit WHERE per_gift IS NOT NULL ORDER BY place LIMIT 1) AS per_gift,
		(SELECT per_person FROM fit WHERE per_person IS NOT NULL ORDER BY place LIMIT 1) AS per_person,
		(SELECT per_account FROM fit WHERE per_account IS NOT NULL ORDER BY place LIMIT 1) AS per_account
), counted AS (
	-- What has been given, and what is approved and will be.
	SELECT gift.contact, {field(gift.amount)} AS amount, gift.currency
	FROM gift JOIN contact ON contact.id = gift.contact JOIN asked ON asked.account = contact.account
	WHERE gift.id IS NOT :gift AND (gift.status = 'given' OR gift.status = 'approved')
		AND substr(coalesce(gift.given_on, gift.planned_on, kam_day(gift.created_at)), 1, 4) = asked.year
), spent AS (
	SELECT coalesce(sum(counted.amount) FILTER (WHERE counted.contact = asked.id), 0) AS person,
		coalesce(sum(counted.amount), 0) AS account
	FROM asked LEFT JOIN counted
), home AS (
	-- Whose customs hold: those of the person's region, else of the account's, else those at home.
	SELECT CASE WHEN EXISTS (SELECT 1 FROM taboo WHERE kam_among(asked.region, taboo.region)) THEN asked.region
		WHEN EXISTS (SELECT 1 FROM taboo WHERE kam_among(asked.account_region, taboo.region)) THEN asked.account_region
		ELSE (SELECT coalesce(value, standard, CASE :base WHEN 'CNY' THEN 'China' END) FROM setting WHERE name = 'gift_region')
		END AS region
	FROM asked
), custom AS (
	SELECT taboo.* FROM taboo CROSS JOIN asked CROSS JOIN home
	WHERE (taboo.region IS NULL OR kam_among(home.region, taboo.region))
		AND (taboo.faith IS NULL OR kam_among(asked.faith, taboo.faith))
		AND (taboo.relation IS NULL OR kam_among(asked.relation, taboo.relation))
		AND (taboo.gender IS NULL OR kam_among(asked.gender, taboo.gender))
), limits (place, rule, most, spent, amount) AS (
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
