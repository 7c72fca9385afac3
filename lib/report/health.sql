-- title:   Health
-- about:   Active customers with the parts of their last saved score and what speaks for or against them today; the most
-- about:   signs first. A sign is a thing to be done something about: not scored yet, or long ago; a score that fell; money
-- about:   overdue; a severe risk; an answer of 6 or less in the last survey; nobody who dealt with them; tickets on the way up.
-- param:   days    integer =       # untouched after so many days; else the setting untouched_days
-- param:   fell    integer = 10    # a score that fell by so many points
-- param:   within  integer = 90    # in so many days; and the days after which a score is old
-- record:  account
-- main:    accounts

-- shared:  patience
patience AS (
	SELECT coalesce(:days, (SELECT CAST(coalesce(value, standard) AS INTEGER) FROM setting WHERE name = 'untouched_days')) AS days
)

-- shared:  asked
asked AS (
	SELECT account, asked_on, avg(score) AS nps FROM survey
	WHERE asked_on = (SELECT max(later.asked_on) FROM survey AS later
		WHERE later.account = survey.account AND later.asked_on <= :today) GROUP BY account
)

-- section: accounts  Customers
-- key:     id
-- column:  id id(account), name text, tier text, score number, scored_on date [Scored], signs integer, value number, loyalty number
-- column:  growth number, soundness number, overdue money, risks integer, nps number, tickets integer, touched_on date [Last touch]
-- spare:   value, loyalty, growth, soundness, scored_on
WITH owed AS (
	SELECT invoice.account, sum({field(invoice.amount)} - coalesce({field(invoice.paid_amount)}, 0)) AS overdue
	FROM invoice WHERE {field(invoice.overdue)} GROUP BY invoice.account
), risk AS (
	SELECT account, count(*) AS risks, sum(severity <= 2) AS severe FROM insight
	WHERE kind = 'risk' AND coalesce(seen_on, :today) <= :today AND coalesce(expires_on, :today) >= :today GROUP BY account
), {asked}, trouble AS (
	SELECT account, count(*) AS tickets, sum(level >= 1) AS raised FROM ticket
	WHERE status <> 'closed' AND account IS NOT NULL GROUP BY account
), dealt AS (
	SELECT account, max(kam_day(happened_at)) AS touched_on FROM touch
	WHERE account IS NOT NULL AND happened_at <= :now GROUP BY account
), {patience}, known AS (
	SELECT account.id, account.name, {field(tier)} AS tier, snapshot.score, snapshot.taken_on, snapshot.value, snapshot.loyalty,
		snapshot.growth, snapshot.soundness, owed.overdue, risk.risks, risk.severe, asked.nps, trouble.tickets, trouble.raised,
		dealt.touched_on, (SELECT max(earlier.score) FROM snapshot AS earlier WHERE earlier.account = account.id
			AND earlier.taken_on < snapshot.taken_on AND earlier.taken_on >= date(:today, '-' || :within || ' days')) AS was
	FROM account LEFT JOIN snapshot ON snapshot.account = account.id AND snapshot.taken_on = {field(scored_on)}
		LEFT JOIN owed ON owed.account = account.id LEFT JOIN risk ON risk.account = account.id
		LEFT JOIN asked ON asked.account = account.id LEFT JOIN trouble ON trouble.account = account.id
		LEFT JOIN dealt ON dealt.account = account.id
	WHERE account.status = 'active' AND {where}
)
SELECT id, name, tier, score, taken_on AS scored_on,
	(score IS NULL OR taken_on < date(:today, '-' || :within || ' days')) + coalesce(was - score >= :fell, 0) +
		coalesce(overdue > 0, 0) + (coalesce(severe, 0) > 0) + coalesce(nps <= 6, 0) + (coalesce(raised, 0) > 0) +
		(coalesce(touched_on, '') < date(:today, '-' || patience.days || ' days')) AS signs,
	value, loyalty, growth, soundness, overdue, risks, nps, tickets, touched_on
FROM known CROSS JOIN patience
ORDER BY signs DESC, score IS NULL, score DESC, id

-- left out: account(s) not active
SELECT count(*) FROM account WHERE status <> 'active' AND {where}

-- missing: overdue invoice(s) in a currency without a rate, in no sum
SELECT count(*) FROM invoice JOIN account ON account.id = invoice.account
WHERE account.status = 'active' AND {where} AND {field(invoice.overdue)} AND {field(invoice.amount)} IS NULL

-- section: signs  What speaks against them
-- key:     id
-- findings: yes
-- column:  id id(account), name text, tier text, sign text, since date, figure number
WITH {patience}, known AS (
	SELECT account.id, account.name, {field(tier)} AS tier, snapshot.score, snapshot.taken_on
	FROM account LEFT JOIN snapshot ON snapshot.account = account.id AND snapshot.taken_on = {field(scored_on)}
	WHERE account.status = 'active' AND {where}
), {asked}, sign (account, place, name, since, figure) AS (
	SELECT id, 1, 'not scored yet', NULL, NULL FROM known WHERE score IS NULL
	UNION ALL SELECT id, 2, 'scored long ago', taken_on, NULL FROM known
		WHERE score IS NOT NULL AND taken_on < date(:today, '-' || :within || ' days')
	UNION ALL SELECT known.id, 3, 'score fell', min(earlier.taken_on), known.score - max(earlier.score)
		FROM known JOIN snapshot AS earlier ON earlier.account = known.id AND earlier.taken_on < known.taken_on
			AND earlier.taken_on >= date(:today, '-' || :within || ' days')
		GROUP BY known.id HAVING max(earlier.score) - known.score >= :fell
	UNION ALL SELECT invoice.account, 4, 'overdue', min(invoice.due_on),
		sum({field(invoice.amount)} - coalesce({field(invoice.paid_amount)}, 0)) * 1.0 / CASE kam_currency_digits(:base) WHEN 0 THEN 1 WHEN 3 THEN 1000 ELSE 100 END
		FROM invoice WHERE {field(invoice.overdue)} GROUP BY invoice.account
		HAVING sum({field(invoice.amount)} - coalesce({field(invoice.paid_amount)}, 0)) > 0
	UNION ALL SELECT account, 5, 'severe risk', min(seen_on), count(*) FROM insight
		WHERE kind = 'risk' AND severity <= 2 AND coalesce(seen_on, :today) <= :today AND coalesce(expires_on, :today) >= :today
		GROUP BY account
	UNION ALL SELECT account, 6, 'unhappy in the survey', asked_on, nps FROM asked WHERE nps <= 6
	UNION ALL SELECT account, 7, 'tickets escalated', kam_day(min(opened_at)), count(*) FROM ticket
		WHERE status <> 'closed' AND level >= 1 AND account IS NOT NULL GROUP BY account
	UNION ALL SELECT known.id, 8, 'untouched', max(kam_day(touch.happened_at)),
		CAST(julianday(:today) - julianday(max(kam_day(touch.happened_at))) AS INTEGER)
		FROM known CROSS JOIN patience LEFT JOIN touch ON touch.account = known.id AND touch.happened_at <= :now
		GROUP BY known.id HAVING coalesce(max(kam_day(touch.happened_at)), '') < date(:today, '-' || patience.days || ' days')
)
SELECT known.id, known.name, known.tier, sign.name AS sign, sign.since, sign.figure
FROM sign JOIN known ON known.id = sign.account
ORDER BY CASE known.tier WHEN 'key' THEN 1 WHEN 'major' THEN 2 WHEN 'standard' THEN 3 WHEN 'tail' THEN 4 ELSE 5 END, known.id, sign.place
