-- title:   Decision chain
-- about:   Who decides at a customer, what their steps of buying are, and where we know too little.
-- about:   Without an account or a bid: the gaps at customers of tier key or major, and wherever a bid is open.
-- about:   Someone counts as touched when a touch names them within so many days; for a bid, touches about that bid.
-- param:   account reference(account)  =  # of this customer
-- param:   bid     reference(bid)  =  # as this bid sees it
-- param:   days    integer  =  # untouched after so many days; else the setting untouched_days
-- record:  account
-- main:    gaps

-- section: people  Who is there
-- key:     id
-- with:    account, bid
-- column:  id id(contact), person text, title text, role text, stance integer, influence integer
-- column:  last_touch date [Last touch], left_on date [Left], under id(contact) [Reports to]
-- spare:   under, left_on
WITH RECURSIVE asked (account) AS (
	SELECT :account WHERE :account IS NOT NULL UNION SELECT account FROM bid WHERE id = :bid
), touched AS (
	SELECT contact, max(kam_day(happened_at)) AS last FROM touch
	WHERE contact IS NOT NULL AND happened_at <= :now AND (:bid IS NULL OR bid = :bid) GROUP BY contact
), tree (id, depth, place) AS (
	SELECT contact.id, 0, printf('%d %08d', 5 - coalesce(influence, 0), contact.id) FROM contact JOIN asked USING (account)
	WHERE reports_to IS NULL OR (SELECT account FROM contact AS above WHERE above.id = contact.reports_to) IS NOT contact.account
	UNION ALL
	SELECT contact.id, tree.depth + 1, tree.place || printf('/%d %08d', 5 - coalesce(influence, 0), contact.id)
	FROM tree JOIN contact ON contact.reports_to = tree.id JOIN asked ON asked.account = contact.account
)
SELECT contact.id, CASE depth WHEN 0 THEN '' ELSE substr('                    ', 1, depth * 2 - 2) || '└ ' END || contact.name AS person,
	contact.title, contact.buying_role AS role, contact.stance, contact.influence, touched.last AS last_touch,
	contact.left_on, contact.reports_to AS under
FROM tree JOIN contact ON contact.id = tree.id LEFT JOIN touched ON touched.contact = contact.id
ORDER BY tree.place

-- rows:    when somebody dealt with them
-- column:  happened_at instant [When], channel text, done_by text [By], body text [What]
SELECT touch.happened_at, touch.channel, person.name AS done_by, touch.body
FROM touch LEFT JOIN person ON person.id = touch.done_by
WHERE touch.contact IS :key AND (:bid IS NULL OR touch.bid = :bid) ORDER BY touch.happened_at DESC

-- section: steps  How they buy
-- key:     id
-- with:    account, bid
-- column:  id id(buystep), position integer [No.], what text [Step], decided_by text [Decided by]
-- column:  threshold money, usual text [Usually]
WITH asked (account) AS (
	SELECT :account WHERE :account IS NOT NULL UNION SELECT account FROM bid WHERE id = :bid
)
SELECT buystep.id, buystep.position, buystep.what, contact.name AS decided_by, {field(buystep.threshold)} AS threshold,
	buystep.usual
FROM buystep JOIN asked USING (account) LEFT JOIN contact ON contact.id = buystep.decided_by
ORDER BY buystep.position, buystep.id

-- section: gaps  What we do not know
-- key:     id
-- findings: yes
-- column:  id text, account text, gap text, who text, since date, days integer
WITH asked (account) AS (
	SELECT :account WHERE :account IS NOT NULL UNION SELECT account FROM bid WHERE id = :bid
	UNION SELECT account FROM bid JOIN stage ON stage.id = bid.stage
		WHERE :account IS NULL AND :bid IS NULL AND stage.outcome = 'open' AND account IS NOT NULL
	UNION SELECT account.id FROM account
		WHERE :account IS NULL AND :bid IS NULL AND {field(tier)} IN ('key', 'major')
), limit_day AS (
	SELECT date(:today, '-' || coalesce(:days,
		(SELECT coalesce(value, standard) FROM setting WHERE name = 'untouched_days')) || ' days') AS day
), touched AS (
	SELECT contact, max(kam_day(happened_at)) AS last FROM touch
	WHERE contact IS NOT NULL AND happened_at <= :now AND (:bid IS NULL OR bid = :bid) GROUP BY contact
), someone AS (
	SELECT contact.*, touched.last, coalesce(touched.last >= limit_day.day, 0) AS fresh,
		contact.buying_role = 'economic' OR EXISTS (SELECT 1 FROM buystep WHERE decided_by = contact.id) AS decides
	FROM contact JOIN asked USING (account) CROSS JOIN limit_day LEFT JOIN touched ON touched.contact = contact.id
), here AS (
	SELECT * FROM someone WHERE left_on IS NULL OR left_on > :today
), gap (place, word, account, gap, who, since) AS (
	SELECT 1, 'economic', account, 'no economic buyer', NULL, NULL FROM asked
	WHERE NOT EXISTS (SELECT 1 FROM here WHERE here.account = asked.account AND buying_role = 'economic')
	UNION ALL
	SELECT 2, 'coach', account, 'no coach', NULL, NULL FROM asked
	WHERE NOT EXISTS (SELECT 1 FROM here WHERE here.account = asked.account AND buying_role = 'coach')
	UNION ALL
	SELECT 3, 'untouched', account, 'decider untouched', id, last FROM here WHERE decides AND NOT fresh
	UNION ALL
	SELECT 4, 'opponent', account, 'opponent nobody visits', id, last FROM here WHERE stance < 0 AND NOT fresh AND decides IS NOT 1
	UNION ALL
	SELECT 5, 'single', account, 'single thread', max(id), max(last) FROM here WHERE fresh GROUP BY account HAVING count(*) = 1
	UNION ALL
	SELECT 6, 'left', account, 'has left', id, left_on FROM someone WHERE left_on <= :today AND (decides
		OR buying_role = 'coach' OR EXISTS (SELECT 1 FROM here WHERE here.reports_to = someone.id))
	UNION ALL
	SELECT 7, 'step' || position, buystep.account, 'nobody known for step ' || position || ': ' || what, NULL, NULL
	FROM buystep JOIN asked USING (account) WHERE decided_by IS NULL
)
SELECT 'A' || account.id || coalesce('/C' || who, '') || '/' || gap.word AS id, account.name AS account, gap.gap, contact.name AS who, gap.since,
	CAST(julianday(:today) - julianday(gap.since) AS INTEGER) AS days
FROM gap JOIN account ON account.id = gap.account LEFT JOIN contact ON contact.id = gap.who
WHERE {where}
ORDER BY account.name, account.id, gap.place, gap.since IS NOT NULL, gap.since, gap.who
