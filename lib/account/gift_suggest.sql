-- Every item of the catalogue for :contact, :occasion and :day, best first: id, title, style, price, the four parts of the
-- score, order_by, then why it is left out (when the person had it; who else there, and when; custom: tag, why, personal,
-- effect; cash; too dear; a tender), and what may be spent: on a gift, for the person, for the account.
, budget AS (
	SELECT per_gift, per_person - spent.person AS person_left, per_account - spent.account AS account_left,
		min(coalesce(per_gift, 9000000000000000000), coalesce(per_person - spent.person, 9000000000000000000),
			coalesce(per_account - spent.account, 9000000000000000000)) AS least
	FROM most CROSS JOIN spent
), had AS (
	-- Everything that people there had of us or are to have, a gift that bears an item's title too.
	SELECT coalesce(gift.item, (SELECT catalogue.id FROM catalogue WHERE kam_fold(catalogue.title) = kam_fold(gift.title))) AS item,
		gift.contact, contact.name, coalesce(gift.given_on, gift.planned_on, kam_day(gift.created_at)) AS day
	FROM gift JOIN contact ON contact.id = gift.contact JOIN asked ON asked.account = contact.account
	WHERE gift.contact = asked.id OR gift.status NOT IN ('declined', 'returned')
), tender AS (
	SELECT 'B' || bid.id || ' ' || bid.title AS name
	FROM bid JOIN stage ON stage.id = bid.stage CROSS JOIN asked
	WHERE bid.tender IS NOT NULL AND coalesce(bid.opened_on, kam_day(bid.created_at)) <= :day
		AND (stage.outcome = 'open' OR bid.closed_on > :day)
		AND bid.account IN (WITH RECURSIVE down (id) AS (SELECT asked.root UNION SELECT account.id FROM down
			JOIN account ON account.parent = down.id) SELECT id FROM down)
	ORDER BY bid.id LIMIT 1
), forbids AS (
	-- Of each item what custom says first: blocks before warnings.
	SELECT catalogue.id AS item, custom.tag, custom.why, custom.effect, custom.faith IS NOT NULL OR custom.gender IS NOT NULL
		AS personal, row_number() OVER (PARTITION BY catalogue.id ORDER BY custom.effect, custom.id) AS place
	FROM catalogue CROSS JOIN custom
	WHERE kam_among('any', custom.tag) OR EXISTS (SELECT 1 FROM tag WHERE tag.record = 'catalogue'
		AND tag.record_id = catalogue.id AND (kam_among(tag.key, custom.tag) OR kam_among(tag.value, custom.tag)))
), likes AS (
	SELECT tag.key AS word FROM tag CROSS JOIN asked WHERE tag.record = 'contact' AND tag.record_id = asked.id
	UNION SELECT tag.value FROM tag CROSS JOIN asked
	WHERE tag.record = 'contact' AND tag.record_id = asked.id AND tag.value IS NOT NULL
), near AS (
	-- What time it is: the season, and the festivals of that day and the 30 days after it.
	SELECT CASE (CAST(substr(:day, 6, 2) AS INTEGER) + 9) / 3 % 4 WHEN 0 THEN 'spring;春;春季' WHEN 1 THEN 'summer;夏;夏季'
		WHEN 2 THEN 'autumn;fall;秋;秋季' ELSE 'winter;冬;冬季' END AS season
), part AS (
	SELECT catalogue.id, catalogue.title, catalogue.style, {field(catalogue.price)} AS price, catalogue.price IS NOT NULL AS has_price,
		catalogue.cash_equivalent,
		date(:day, '-' || coalesce(catalogue.lead_days, 0) || ' days') AS order_by,
		CASE WHEN catalogue.season IS NULL THEN 50.0
			WHEN EXISTS (SELECT 1 FROM json_each('[' || replace(json_quote(catalogue.season), ';', '","') || ']') AS word
				CROSS JOIN near WHERE kam_among(trim(word.value), near.season) OR EXISTS (SELECT 1 FROM festival
					WHERE festival.day BETWEEN :day AND date(:day, '+30 days')
						AND instr(kam_fold(festival.name), kam_fold(trim(word.value))) > 0)) THEN 100.0
			ELSE 0.0 END AS season,
		CASE WHEN forbids.effect = 'warn' THEN 0.0
			WHEN EXISTS (SELECT 1 FROM likes WHERE kam_among(catalogue.style, likes.word) OR EXISTS (SELECT 1 FROM tag
				WHERE tag.record = 'catalogue' AND tag.record_id = catalogue.id
					AND (kam_among(tag.key, likes.word) OR kam_among(tag.value, likes.word)))) THEN 100.0
			ELSE 50.0 END AS suits,
		CASE WHEN EXISTS (SELECT 1 FROM had JOIN catalogue AS other ON other.id = had.item CROSS JOIN asked
				WHERE had.contact = asked.id AND other.style = catalogue.style) THEN 0.0
			WHEN EXISTS (SELECT 1 FROM had JOIN catalogue AS other ON other.id = had.item
				WHERE other.style = catalogue.style) THEN 50.0
			ELSE 100.0 END AS novelty,
		(SELECT max(had.day) FROM had CROSS JOIN asked WHERE had.item = catalogue.id AND had.contact = asked.id) AS had_on,
		(SELECT had.name FROM had CROSS JOIN asked WHERE had.item = catalogue.id AND had.contact <> asked.id
			ORDER BY had.day DESC LIMIT 1) AS other_name,
		(SELECT max(had.day) FROM had CROSS JOIN asked WHERE had.item = catalogue.id AND had.contact <> asked.id) AS other_on,
		forbids.tag, forbids.why, forbids.personal, forbids.effect
	FROM catalogue LEFT JOIN forbids ON forbids.item = catalogue.id AND forbids.place = 1
), scored AS (
	SELECT part.*, CASE WHEN part.price IS NULL OR budget.least = 9000000000000000000 THEN 50.0
		WHEN budget.least <= 0 OR part.price > budget.least THEN 0.0
		ELSE round(100.0 * part.price / budget.least, 2) END AS fits,
		CASE WHEN part.price IS NULL AND part.has_price THEN 2 ELSE part.price > budget.least END AS dear, budget.per_gift, budget.person_left, budget.account_left
	FROM part CROSS JOIN budget
)
SELECT id, title, style, price, round((fits + season + suits + novelty) / 4, 2) AS score, fits, season, suits, novelty,
	order_by, had_on, other_name, other_on, tag, why, personal, effect, cash_equivalent, dear,
	(SELECT name FROM tender), per_gift, person_left, account_left,
	had_on IS NOT NULL OR other_on IS NOT NULL OR coalesce(effect = 'block', 0) OR coalesce(cash_equivalent, 0)
		OR coalesce(dear, 0) OR EXISTS (SELECT 1 FROM tender) AS out
FROM scored ORDER BY out, score DESC, price DESC, id
