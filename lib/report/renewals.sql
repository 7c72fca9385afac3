-- title:   Renewals
-- about:   Contracts that end soon: within 30, 60 and 90 days, with who looks after them, the bid that renews them, and what
-- about:   puts it at risk. A renewal bid is one of the customer for the same product that is open, or won and not signed
-- about:   yet, and was opened after the contract was signed (else: began; else: was won). A contract that a later one of
-- about:   the customer for the same product follows is renewed: it stands in a section of its own.
-- param:   ahead   integer = 90     days to look ahead
-- param:   back    integer = 90     days in which those that ended are still named
-- record:  contract
-- main:    contracts

-- shared:  ending
sold AS (
	SELECT contract.id, contract.bid, bid.account, bid.product, bid.owner, contract.ends_on, contract.starts_on,
		coalesce(contract.starts_on, contract.signed_on, contract.ends_on) AS begins,
		coalesce(contract.signed_on, contract.starts_on, bid.closed_on, '') AS agreed
	FROM contract JOIN bid ON bid.id = contract.bid
), due AS (
	--- Without a last day a contract goes on.
	SELECT sold.*, (SELECT later.id FROM sold AS later WHERE later.account = sold.account AND later.product IS sold.product
			AND later.id <> sold.id AND coalesce(later.ends_on, '9999-12-31') > sold.ends_on AND later.begins >= coalesce(sold.starts_on, '')
			ORDER BY later.begins, later.id LIMIT 1) AS follower,
		CAST(julianday(sold.ends_on) - julianday(:today) AS INTEGER) AS days
	FROM sold WHERE sold.ends_on >= date(:today, -:back || ' days') AND sold.ends_on <= date(:today, :ahead || ' days')
), ending AS (
	SELECT contract.id, contract.number, account.name AS account, due.account AS customer, contract.ends_on, due.days,
		{field(value)} AS value, coalesce(person.name, (
			SELECT group_concat(holder.name, ', ') FROM seat JOIN person AS holder ON holder.id = seat.person
			WHERE seat.account = due.account AND seat.role = 'account' AND coalesce(seat.starts_on, '') <= :today
				AND coalesce(seat.ends_on, '9999-12-31') >= :today)) AS owner,
		(SELECT next.id FROM bid AS next JOIN stage ON stage.id = next.stage
			WHERE next.account = due.account AND next.product IS due.product AND next.id <> due.bid
				AND coalesce(next.opened_on, kam_day(next.created_at)) > due.agreed AND (stage.outcome = 'open'
				OR stage.outcome = 'won' AND NOT EXISTS (SELECT 1 FROM contract AS signed WHERE signed.bid = next.id))
			ORDER BY stage.outcome = 'won', next.close_on IS NULL, next.close_on, next.id LIMIT 1) AS renewal
	FROM due JOIN contract ON contract.id = due.id LEFT JOIN account ON account.id = due.account
		LEFT JOIN person ON person.id = due.owner
	WHERE due.follower IS NULL AND {where}
), risky AS (
	SELECT ending.*, CASE WHEN days < 0 THEN 'over' WHEN days <= 30 THEN '30' WHEN days <= 60 THEN '60' WHEN days <= 90 THEN '90' ELSE 'later' END AS band,
		nullif(substr(CASE WHEN renewal IS NULL THEN ', no renewal bid' ELSE '' END
			|| CASE WHEN EXISTS (SELECT 1 FROM bid JOIN stage ON stage.id = bid.stage WHERE bid.id = renewal AND stage.outcome = 'won')
				THEN ', not signed' ELSE '' END
			|| CASE WHEN EXISTS (SELECT 1 FROM ticket WHERE ticket.account = customer AND ticket.severity <= 2
				AND ticket.status NOT IN ('resolved', 'closed')) THEN ', severe ticket' ELSE '' END
			|| CASE WHEN EXISTS (SELECT 1 FROM invoice WHERE invoice.account = customer AND invoice.status = 'valid'
				AND invoice.paid_on IS NULL AND invoice.due_on < :today) THEN ', overdue invoice' ELSE '' END
			|| CASE WHEN (SELECT score FROM survey WHERE survey.account = customer AND survey.asked_on <= :today
				ORDER BY survey.asked_on DESC, survey.id DESC LIMIT 1) <= 6 THEN ', detractor' ELSE '' END
			|| CASE WHEN EXISTS (SELECT 1 FROM insight WHERE insight.account = customer AND insight.kind = 'risk'
				AND coalesce(insight.seen_on, '') <= :today AND coalesce(insight.expires_on, '9999-12-31') >= :today) THEN ', known risk' ELSE '' END
			|| CASE WHEN NOT EXISTS (SELECT 1 FROM touch WHERE touch.account = customer AND touch.happened_at <= :now
				AND kam_day(touch.happened_at) >= date(:today, '-' || (SELECT coalesce(value, standard) FROM setting WHERE name = 'untouched_days') || ' days'))
				THEN ', untouched' ELSE '' END, 3), '') AS risk
	FROM ending
)

-- shared:  no_rate
SELECT count(*) FROM risky JOIN contract ON contract.id = risky.id WHERE contract.value IS NOT NULL AND risky.value IS NULL

-- section: bands  By days to the end
-- key:     band
-- column:  band text [Days], contracts integer, value money, bids integer [With a renewal bid]
-- column:  covered percent [Covered] = bids / contracts, at_risk integer [At risk], risk_value money [Value at risk]
-- chart:   bar band value
WITH {ending}, line (place, name) AS (VALUES (1, 'over'), (2, '30'), (3, '60'), (4, '90'), (5, 'later'))
SELECT line.name AS band, count(risky.id) AS contracts, coalesce(sum(value), 0) AS value, count(renewal) AS bids,
	count(risk) AS at_risk, coalesce(sum(value) FILTER (WHERE risk IS NOT NULL), 0) AS risk_value
FROM line LEFT JOIN risky ON risky.band = line.name
WHERE EXISTS (SELECT 1 FROM risky) GROUP BY line.place HAVING line.place < 5 OR count(risky.id) > 0 ORDER BY line.place

-- rows:    the contracts behind one line
-- column:  id id(contract), number text, account text, ends_on date, value money, renewal id(bid) [Renewal bid], risk text
WITH {ending}
SELECT id, number, account, ends_on, value, renewal, risk FROM risky WHERE band = :key ORDER BY ends_on, id

-- missing: contract(s) in a currency without a rate, in no sum
WITH {ending} {no_rate}

-- section: contracts  By contract
-- key:     number
-- column:  id id(contract), number text, account text, ends_on date, days integer [In days], value money, owner text
-- column:  renewal id(bid) [Renewal bid], stage text, risk text
WITH {ending}
SELECT risky.id, risky.number, risky.account, risky.ends_on, risky.days, risky.value, risky.owner, renewal, stage.name AS stage, risk
FROM risky LEFT JOIN bid ON bid.id = risky.renewal LEFT JOIN stage ON stage.id = bid.stage ORDER BY risky.ends_on, risky.id

-- rows:    what puts it at risk
-- column:  what text, id text [ID], day date, title text
WITH {ending}
SELECT 'severe ticket' AS what, 'T' || ticket.id AS id, kam_day(ticket.opened_at) AS day, ticket.title
FROM risky JOIN ticket ON ticket.account = risky.customer
WHERE risky.number = :key AND ticket.severity <= 2 AND ticket.status NOT IN ('resolved', 'closed')
UNION ALL SELECT 'overdue invoice', 'IV' || invoice.id, invoice.due_on, invoice.number
FROM risky JOIN invoice ON invoice.account = risky.customer
WHERE risky.number = :key AND invoice.status = 'valid' AND invoice.paid_on IS NULL AND invoice.due_on < :today
UNION ALL SELECT 'detractor', 'SV' || survey.id, survey.asked_on, survey.score || coalesce(': ' || survey.body, '')
FROM risky JOIN survey ON survey.account = risky.customer
WHERE risky.number = :key AND survey.score <= 6 AND survey.id = (
	SELECT last.id FROM survey AS last WHERE last.account = risky.customer AND last.asked_on <= :today
	ORDER BY last.asked_on DESC, last.id DESC LIMIT 1)
UNION ALL SELECT 'known risk', 'IN' || insight.id, insight.seen_on, insight.body
FROM risky JOIN insight ON insight.account = risky.customer
WHERE risky.number = :key AND insight.kind = 'risk' AND coalesce(insight.seen_on, '') <= :today
	AND coalesce(insight.expires_on, '9999-12-31') >= :today
ORDER BY 1, 2

-- left out: contract(s) renewed already
WITH {ending} SELECT count(*) FROM due JOIN contract ON contract.id = due.id WHERE due.follower IS NOT NULL AND {where}

-- left out: contract(s) without an end
SELECT count(*) FROM contract WHERE contract.ends_on IS NULL AND {where}

-- missing: contract(s) in a currency without a rate, in no sum
WITH {ending} {no_rate}

-- section: renewed  Renewed already
-- key:     number
-- quiet:   yes
-- column:  id id(contract), number text, account text, ends_on date, value money, follower id(contract) [Followed by]
-- column:  follower_number text [Its number], follower_value money [Its value], follower_ends_on date [Its end]
-- column:  grown percent [Growth] = (follower_value - value) / value
-- spare:   follower, grown
WITH {ending}
SELECT contract.id, contract.number, account.name AS account, contract.ends_on, {field(value)} AS value, due.follower,
	later.number AS follower_number, later.ends_on AS follower_ends_on,
	(SELECT {field(contract.value)} FROM contract WHERE contract.id = due.follower) AS follower_value
FROM due JOIN contract ON contract.id = due.id JOIN contract AS later ON later.id = due.follower
	LEFT JOIN account ON account.id = due.account
WHERE {where} ORDER BY contract.ends_on, contract.id

-- section: at_risk  Nothing renews them yet, or something is wrong
-- key:     id
-- findings: yes
-- column:  id id(contract), number text, account text, ends_on date, days integer [In days], value money, owner text, risk text
WITH {ending}
SELECT id, number, account, ends_on, days, value, owner, risk FROM risky WHERE risk IS NOT NULL ORDER BY ends_on, id
