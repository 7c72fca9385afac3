-- title:   Neglected customers
-- about:   Customers nobody has dealt with for too long: so many days without a touch, by tier. Active ones, those with an open
-- about:   bid, and internal ones, who are customers too. Whoever was never touched counts from the first day that is known.
-- param:   keys      integer = 30    days for tier key
-- param:   majors    integer = 45    for tier major
-- param:   standards integer = 90    for tier standard, and who is not scored yet
-- param:   tails     integer = 180   for tier tail
-- param:   internals integer = 90    for internal customers
-- record:  account
-- main:    accounts

-- shared:  quiet
touched AS (
	SELECT account, max(happened_at) AS last FROM touch WHERE account IS NOT NULL AND happened_at <= :now GROUP BY account
), billed AS (
	SELECT invoice.account, sum({field(invoice.amount)}) AS amount FROM invoice
	WHERE invoice.status = 'valid' AND invoice.issued_on > date(:today, '-12 months') AND invoice.issued_on <= :today GROUP BY invoice.account
), band (place, name, least) AS (
	VALUES (1, 'key', :keys), (2, 'major', :majors), (3, 'standard', :standards), (4, 'tail', :tails),
		(5, 'not scored yet', :standards), (6, 'internal', :internals)
), chosen AS (
	SELECT account.id, account.name, account.since, kam_day(touched.last) AS last_touch,
		CASE WHEN account.kind = 'internal' THEN 'internal' ELSE coalesce({field(tier)}, 'not scored yet') END AS tier,
		CAST(julianday(:today) - julianday(coalesce(kam_day(touched.last), account.since, kam_day(account.created_at))) AS INTEGER) AS days
	FROM account LEFT JOIN touched ON touched.account = account.id
	WHERE {where} AND (account.status = 'active' OR account.kind = 'internal' AND account.status <> 'lost' OR EXISTS (
		SELECT 1 FROM bid JOIN stage ON stage.id = bid.stage WHERE bid.account = account.id AND stage.outcome = 'open'))
), quiet AS (
	SELECT chosen.*, band.place, band.least, days >= band.least AS neglected FROM chosen JOIN band ON band.name = chosen.tier
)

-- section: tiers  By tier
-- key:     tier
-- column:  tier text, least integer [Days allowed], accounts integer [Customers], neglected integer
-- column:  share percent = neglected / accounts, never integer [Never touched], longest integer [Longest (days)]
-- chart:   bar tier neglected
WITH {quiet}
SELECT band.name AS tier, band.least, count(quiet.id) AS accounts, coalesce(sum(quiet.neglected), 0) AS neglected,
	count(quiet.id) FILTER (WHERE quiet.last_touch IS NULL) AS never, max(quiet.days) AS longest
FROM band LEFT JOIN quiet ON quiet.place = band.place
WHERE EXISTS (SELECT 1 FROM quiet) GROUP BY band.place ORDER BY band.place

-- rows:    the neglected ones of that tier
-- column:  id id(account), name text, last_touch date [Last touch], days integer, least integer [Days allowed]
WITH {quiet}
SELECT id, name, last_touch, days, least FROM quiet WHERE neglected AND tier = :key ORDER BY days DESC, id

-- section: accounts  Nobody has dealt with them
-- key:     id
-- findings: yes
-- column:  id id(account), name text, tier text, days integer, least integer [Days allowed], last_touch date [Last touch]
-- column:  owner text, amount money [Invoiced in 12 months], open_value money [Open value]
-- spare:   least
WITH {quiet}
SELECT quiet.id, quiet.name, quiet.tier, quiet.days, quiet.least, quiet.last_touch, (
		SELECT group_concat(person.name, ', ') FROM seat JOIN person ON person.id = seat.person
		WHERE seat.account = quiet.id AND seat.role = 'account' AND coalesce(seat.starts_on, '') <= :today
			AND coalesce(seat.ends_on, '9999-12-31') >= :today) AS owner,
	coalesce(billed.amount, 0) AS amount, (
		SELECT sum({field(bid.value)}) FROM bid JOIN stage ON stage.id = bid.stage
		WHERE bid.account = quiet.id AND stage.outcome = 'open') AS open_value
FROM quiet LEFT JOIN billed ON billed.account = quiet.id
WHERE neglected ORDER BY quiet.place, quiet.days - quiet.least DESC, quiet.id

-- rows:    when somebody dealt with them
-- column:  happened_at instant [When], channel text, done_by text [By], body text [What]
SELECT touch.happened_at, touch.channel, person.name AS done_by, touch.body
FROM touch LEFT JOIN person ON person.id = touch.done_by WHERE touch.account IS :key ORDER BY touch.happened_at DESC

-- left out: prospect(s) without an open bid, dormant or lost customer(s)
WITH {quiet} SELECT count(*) FROM account WHERE {where} AND account.id NOT IN (SELECT id FROM chosen)

-- missing: invoice(s) or open bid(s) in a currency without a rate, in no sum
WITH {quiet}
SELECT (SELECT count(*) FROM invoice JOIN quiet ON quiet.id = invoice.account
		WHERE quiet.neglected AND invoice.status = 'valid' AND invoice.issued_on > date(:today, '-12 months')
			AND invoice.issued_on <= :today AND {field(invoice.amount)} IS NULL)
	+ (SELECT count(*) FROM bid JOIN stage ON stage.id = bid.stage JOIN quiet ON quiet.id = bid.account
		WHERE quiet.neglected AND stage.outcome = 'open' AND bid.value IS NOT NULL AND {field(bid.value)} IS NULL)
