-- title:   Gifts
-- about:   The register of gifts: who gave whom what, for how much, and who approved it. A gift counts on the day it was
-- about:   given, else for which it is planned. Sums of a person and of a customer are of whole calendar years, against the
-- about:   limits that hold for them today, the lowest where their gifts had several; declined and returned ones are in none.
-- about:   Findings are of gifts that were given: over a limit without an approval (of a year: from the gift on that went over
-- about:   it), approved by the giver, without a giver, as good as money, or while a tender of the group was undecided.
-- param:   period  period = this year       when they were given, or are planned
-- record:  gift
-- main:    register

-- shared: counted
WITH counted AS (
	SELECT gift.id, gift.contact, contact.account, contact.level, {field(contact.account.tier)} AS tier,
		{field(contact.account.group_root.id)} AS root, gift.occasion, gift.item, gift.giver, gift.approver, gift.status,
		{field(amount)} AS amount, coalesce(gift.given_on, gift.planned_on, kam_day(gift.created_at)) AS day
	FROM gift JOIN contact ON contact.id = gift.contact WHERE gift.status = 'given' OR gift.status = 'approved'
), fit AS (
	SELECT class.*, {field(giftlimit.per_gift)} AS per_gift, {field(giftlimit.per_person_year)} AS per_person,
		{field(giftlimit.per_account_year)} AS per_account,
		row_number() OVER (PARTITION BY class.tier, class.level, class.occasion ORDER BY
			(giftlimit.tier IS NOT NULL) + (giftlimit.level IS NOT NULL) + (giftlimit.occasion IS NOT NULL) DESC,
			giftlimit.tier IS NULL, giftlimit.level IS NULL, giftlimit.id) AS place
	FROM (SELECT DISTINCT tier, level, occasion FROM counted) AS class JOIN giftlimit
		ON (giftlimit.tier IS NULL OR giftlimit.tier = class.tier) AND (giftlimit.level IS NULL OR giftlimit.level = class.level)
			AND (giftlimit.occasion IS NULL OR giftlimit.occasion = class.occasion)
), most AS (
	--- Of each amount the one in the row that says most and has it.
	SELECT DISTINCT tier, level, occasion,
		first_value(per_gift) OVER (PARTITION BY tier, level, occasion ORDER BY per_gift IS NULL, place) AS per_gift,
		first_value(per_person) OVER (PARTITION BY tier, level, occasion ORDER BY per_person IS NULL, place) AS per_person,
		first_value(per_account) OVER (PARTITION BY tier, level, occasion ORDER BY per_account IS NULL, place) AS per_account
	FROM fit
), summed AS (
	--- What the year came to with each gift, in the order in which they were given.
	SELECT counted.*, substr(day, 1, 4) AS year, most.per_gift, most.per_person, most.per_account,
		sum(amount) FILTER (WHERE status = 'given') OVER (PARTITION BY contact, substr(day, 1, 4) ORDER BY day, id
			ROWS UNBOUNDED PRECEDING) AS person_sum,
		sum(amount) FILTER (WHERE status = 'given') OVER (PARTITION BY account, substr(day, 1, 4) ORDER BY day, id
			ROWS UNBOUNDED PRECEDING) AS account_sum
	FROM counted LEFT JOIN most ON most.tier IS counted.tier AND most.level IS counted.level AND most.occasion = counted.occasion
)

-- shared: judged
, judged AS (
	SELECT summed.id, nullif(substr(
		CASE WHEN summed.approver IS NULL AND summed.amount > summed.per_gift THEN ', over the limit of one gift' ELSE '' END
		|| CASE WHEN summed.approver IS NULL AND summed.person_sum > summed.per_person THEN ', over the year of the person' ELSE '' END
		|| CASE WHEN summed.approver IS NULL AND summed.account_sum > summed.per_account THEN ', over the year of the customer' ELSE '' END
		|| CASE WHEN summed.approver = summed.giver THEN ', approved by its giver' ELSE '' END
		|| CASE WHEN summed.giver IS NULL THEN ', no giver' ELSE '' END
		|| CASE WHEN catalogue.cash_equivalent = 1 THEN ', as good as money' ELSE '' END
		|| CASE WHEN EXISTS (SELECT 1 FROM bid JOIN stage ON stage.id = bid.stage
				WHERE bid.tender IS NOT NULL AND coalesce(bid.opened_on, kam_day(bid.created_at)) <= summed.day
					AND (stage.outcome = 'open' OR bid.closed_on > summed.day)
					AND {field(bid.account.group_root.id)} = summed.root) THEN ', while a tender was undecided' ELSE '' END
		, 3), '') AS finding
	FROM summed LEFT JOIN catalogue ON catalogue.id = summed.item WHERE summed.status = 'given'
)

-- shared: of_years
SELECT gift.id, coalesce(gift.given_on, gift.planned_on, kam_day(gift.created_at)) AS day, contact.name AS contact,
	coalesce(gift.title, catalogue.title) AS what, {field(amount)} AS amount, gift.status, {field(approver)} AS approver
FROM gift JOIN contact ON contact.id = gift.contact LEFT JOIN catalogue ON catalogue.id = gift.item
WHERE substr(coalesce(gift.given_on, gift.planned_on, kam_day(gift.created_at)), 1, 4)
	BETWEEN coalesce(substr(:period_from, 1, 4), '0000') AND coalesce(substr(date(:period_to, '-1 day'), 1, 4), '9999')

-- shared: no_rate
SELECT count(*) FROM gift WHERE {where} AND gift.amount IS NOT NULL AND {field(amount)} IS NULL AND (:period_from IS NULL OR coalesce(gift.given_on, gift.planned_on, kam_day(gift.created_at)) >= :period_from)
	AND (:period_to IS NULL OR coalesce(gift.given_on, gift.planned_on, kam_day(gift.created_at)) < :period_to)

-- section: register  Register
-- key:     id
-- column:  id id(gift), day date, account text, contact text, what text [Gift], amount money, status text, giver text
-- column:  approver text, occasion text, finding text
-- spare:   occasion, giver, approver
{counted}{judged}
SELECT gift.id, coalesce(gift.given_on, gift.planned_on, kam_day(gift.created_at)) AS day, account.name AS account,
	contact.name AS contact, coalesce(gift.title, catalogue.title) AS what, {field(amount)} AS amount, gift.status,
	{field(giver)} AS giver, {field(approver)} AS approver, gift.occasion, judged.finding
FROM gift JOIN contact ON contact.id = gift.contact JOIN account ON account.id = contact.account
	LEFT JOIN catalogue ON catalogue.id = gift.item LEFT JOIN judged ON judged.id = gift.id
WHERE {where} AND (:period_from IS NULL OR coalesce(gift.given_on, gift.planned_on, kam_day(gift.created_at)) >= :period_from)
	AND (:period_to IS NULL OR coalesce(gift.given_on, gift.planned_on, kam_day(gift.created_at)) < :period_to)
ORDER BY 2, gift.id

-- rows:    the limits for this gift
-- column:  tier text, level text, occasion text, per_gift money, per_person_year money [Per person], per_account_year money [Per account]
SELECT giftlimit.tier, giftlimit.level, giftlimit.occasion, {field(giftlimit.per_gift)} AS per_gift,
	{field(giftlimit.per_person_year)} AS per_person_year, {field(giftlimit.per_account_year)} AS per_account_year
FROM gift JOIN contact ON contact.id = gift.contact JOIN giftlimit
	ON (giftlimit.tier IS NULL OR giftlimit.tier = {field(contact.account.tier)})
		AND (giftlimit.level IS NULL OR giftlimit.level = contact.level)
		AND (giftlimit.occasion IS NULL OR giftlimit.occasion = gift.occasion)
WHERE gift.id IS :key
ORDER BY (giftlimit.tier IS NOT NULL) + (giftlimit.level IS NOT NULL) + (giftlimit.occasion IS NOT NULL) DESC,
	giftlimit.tier IS NULL, giftlimit.level IS NULL, giftlimit.id

-- missing: gift(s) in a currency without a rate, in no sum
{no_rate}

-- section: persons  By person and year
-- key:     id
-- column:  id id(contact), contact text, account text, year text, gifts integer, given money, approved money [To come]
-- column:  most money [At most], left money = most - given - approved
{counted}, year AS (
	SELECT DISTINCT summed.contact AS who, summed.year FROM summed JOIN gift ON gift.id = summed.id
	WHERE {where} AND (:period_from IS NULL OR coalesce(gift.given_on, gift.planned_on, kam_day(gift.created_at)) >= :period_from)
	AND (:period_to IS NULL OR coalesce(gift.given_on, gift.planned_on, kam_day(gift.created_at)) < :period_to)
)
SELECT year.who AS id, contact.name AS contact, account.name AS account, year.year, count(*) FILTER (WHERE summed.status = 'given') AS gifts,
	coalesce(sum(summed.amount) FILTER (WHERE summed.status = 'given'), 0) AS given,
	coalesce(sum(summed.amount) FILTER (WHERE summed.status = 'approved'), 0) AS approved, min(summed.per_person) AS most
FROM year JOIN summed ON summed.contact = year.who AND summed.year = year.year JOIN contact ON contact.id = year.who JOIN account ON account.id = contact.account
GROUP BY year.who, year.year ORDER BY 6 DESC, 1, 4

-- rows:    the gifts of those years
-- column:  id id(gift), day date, contact text, what text [Gift], amount money, status text, approver text
{of_years} AND gift.contact IS :key
ORDER BY 2, gift.id

-- missing: gift(s) in a currency without a rate, in no sum
{no_rate}

-- section: accounts  By customer and year
-- key:     id
-- column:  id id(account), account text, year text, gifts integer, given money, approved money [To come]
-- column:  most money [At most], left money = most - given - approved
{counted}, year AS (
	SELECT DISTINCT summed.account AS who, summed.year FROM summed JOIN gift ON gift.id = summed.id
	WHERE {where} AND (:period_from IS NULL OR coalesce(gift.given_on, gift.planned_on, kam_day(gift.created_at)) >= :period_from)
	AND (:period_to IS NULL OR coalesce(gift.given_on, gift.planned_on, kam_day(gift.created_at)) < :period_to)
)
SELECT year.who AS id, account.name AS account, year.year, count(*) FILTER (WHERE summed.status = 'given') AS gifts,
	coalesce(sum(summed.amount) FILTER (WHERE summed.status = 'given'), 0) AS given,
	coalesce(sum(summed.amount) FILTER (WHERE summed.status = 'approved'), 0) AS approved, min(summed.per_account) AS most
FROM year JOIN summed ON summed.account = year.who AND summed.year = year.year JOIN account ON account.id = year.who
GROUP BY year.who, year.year ORDER BY 5 DESC, 1, 3

-- rows:    the gifts of those years
-- column:  id id(gift), day date, contact text, what text [Gift], amount money, status text, approver text
{of_years} AND contact.account IS :key
ORDER BY 2, gift.id

-- missing: gift(s) in a currency without a rate, in no sum
{no_rate}

-- section: findings  What is not in order
-- key:     id
-- findings: yes
-- column:  id id(gift), day date, account text, contact text, what text [Gift], amount money, status text, giver text
-- column:  approver text, occasion text, finding text
-- spare:   occasion, giver, approver
{counted}{judged}
SELECT gift.id, coalesce(gift.given_on, gift.planned_on, kam_day(gift.created_at)) AS day, account.name AS account,
	contact.name AS contact, coalesce(gift.title, catalogue.title) AS what, {field(amount)} AS amount, gift.status,
	{field(giver)} AS giver, {field(approver)} AS approver, gift.occasion, judged.finding
FROM gift JOIN contact ON contact.id = gift.contact JOIN account ON account.id = contact.account
	LEFT JOIN catalogue ON catalogue.id = gift.item LEFT JOIN judged ON judged.id = gift.id
WHERE {where} AND (:period_from IS NULL OR coalesce(gift.given_on, gift.planned_on, kam_day(gift.created_at)) >= :period_from)
	AND (:period_to IS NULL OR coalesce(gift.given_on, gift.planned_on, kam_day(gift.created_at)) < :period_to)
	AND judged.finding IS NOT NULL
ORDER BY 2, gift.id
