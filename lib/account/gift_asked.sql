-- What every question about a gift begins with: who gets it, what they had, what may be spent, whose customs hold.
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
)
