-- title:   Targets
-- about:   What was to be reached in the periods that a day lies in, and what has been, computed from the records.
-- about:   revenue: valid invoices issued; margin: what of it their cost leaves, in percent; won_value: bids won;
-- about:   win_rate: won of won and lost; on_time_fix: tickets fixed in time of those fixed or overdue; nps: answers
-- about:   of 9 and 10 less those up to 6, in percent of all; valid_leads: leads that arrived and are valid.
-- about:   Of an account: all of it and those under it. Of a person: their bids, leads and tickets; revenue, margin
-- about:   and nps by the share of their seat on that day (a seat without a share counts whole). Of a unit: those of
-- about:   its bids and people; revenue, margin and nps where the account owner is of it.
-- about:   The score is the mean of what was reached, by weight, not rounded on the way; a metric without any figure
-- about:   is left out, and each counts from 0 % up to the setting kpi_cap. An account's score is that of all who sit there.
-- param:   on      date = today  # the day that the periods include
-- record:  target
-- main:    targets

-- shared: credit
aim AS (
	SELECT target.*, coalesce(kam_period_from(period), '') AS starts, coalesce(kam_period_to(period), '9999-12-31') AS ends
	FROM target WHERE coalesce(kam_period_from(period), '') <= :on AND coalesce(kam_period_to(period), '9999-12-31') > :on
), under (top, account) AS (
	SELECT account, account FROM aim WHERE account IS NOT NULL
	UNION SELECT under.top, account.id FROM under JOIN account ON account.parent = under.account
), fact (metric, id, name, account, owner, unit, day, num, den) AS (
	SELECT 'revenue', 'IV' || invoice.id, invoice.number, invoice.account, NULL, NULL, invoice.issued_on,
		{field(invoice.amount)}, NULL
	FROM invoice WHERE invoice.status = 'valid'
	UNION ALL SELECT 'margin', 'IV' || invoice.id, invoice.number, invoice.account, NULL, NULL, invoice.issued_on,
		{field(invoice.amount)} - {field(invoice.cost)}, {field(invoice.amount)}
	FROM invoice WHERE invoice.status = 'valid' AND invoice.cost IS NOT NULL
	UNION ALL SELECT 'won_value', 'B' || bid.id, bid.title, bid.account, bid.owner, coalesce(bid.unit, person.unit),
		bid.closed_on, {field(bid.value)}, NULL
	FROM bid JOIN stage ON stage.id = bid.stage LEFT JOIN person ON person.id = bid.owner WHERE stage.outcome = 'won'
	UNION ALL SELECT 'win_rate', 'B' || bid.id, bid.title, bid.account, bid.owner, coalesce(bid.unit, person.unit),
		bid.closed_on, stage.outcome = 'won', 1
	FROM bid JOIN stage ON stage.id = bid.stage LEFT JOIN person ON person.id = bid.owner
	WHERE stage.outcome IN ('won', 'lost')
	UNION ALL SELECT 'on_time_fix', 'T' || ticket.id, ticket.title, ticket.account, ticket.assignee, person.unit,
		kam_day(coalesce(ticket.resolved_at, ticket.closed_at, ticket.fix_due)), {field(ticket.fix_state)} = 'met', 1
	FROM ticket LEFT JOIN person ON person.id = ticket.assignee WHERE {field(ticket.fix_state)} IN ('met', 'breached')
	UNION ALL SELECT 'nps', 'SV' || survey.id, survey.body, survey.account, NULL, NULL, survey.asked_on,
		(survey.score >= 9) - (survey.score <= 6), 1
	FROM survey
	UNION ALL SELECT 'valid_leads', 'L' || lead.id, lead.name, coalesce(lead.account, source.account), lead.owner,
		person.unit, coalesce(lead.arrived_on, kam_day(lead.created_at)), 1, NULL
	FROM lead LEFT JOIN person ON person.id = lead.owner LEFT JOIN source ON source.id = lead.source
	WHERE {field(lead.valid)}
), hit AS (
	SELECT aim.id AS target, aim.account AS whole, aim.person, aim.unit AS team, fact.*,
		fact.metric IN ('revenue', 'margin', 'nps') AS seated
	FROM aim JOIN fact ON fact.metric = aim.metric AND fact.day >= aim.starts AND fact.day < aim.ends
), credit AS (
	SELECT hit.*, 1.0 AS part FROM hit JOIN under ON under.top = hit.whole AND under.account = hit.account
	UNION ALL SELECT hit.*, CASE WHEN seated THEN (
			SELECT min(1.0, sum(coalesce(seat.share, 10000)) / 10000.0) FROM seat
			WHERE seat.account = hit.account AND seat.person = hit.person
				AND coalesce(seat.starts_on, '') <= hit.day AND coalesce(seat.ends_on, '9999-12-31') >= hit.day)
			ELSE hit.owner = hit.person END AS part
	FROM hit WHERE hit.person IS NOT NULL
	UNION ALL SELECT hit.*, hit.team = CASE WHEN seated THEN (
			SELECT person.unit FROM seat JOIN person ON person.id = seat.person
			WHERE seat.account = hit.account AND seat.role = 'account' AND coalesce(seat.starts_on, '') <= hit.day
				AND coalesce(seat.ends_on, '9999-12-31') >= hit.day ORDER BY seat.id LIMIT 1)
			ELSE hit.unit END AS part
	FROM hit WHERE hit.team IS NOT NULL
)

-- shared: scored
measured AS (
	SELECT aim.id, aim.account, aim.person, aim.unit, aim.period, aim.metric, aim.goal, coalesce(aim.weight, 1.0) AS weight,
		aim.starts, aim.ends, CASE WHEN aim.metric IN ('revenue', 'won_value') THEN coalesce(sum(num * part), 0)
				/ CASE kam_currency_digits(:base) WHEN 0 THEN 1.0 WHEN 3 THEN 1000.0 WHEN 4 THEN 10000.0 ELSE 100.0 END
			WHEN aim.metric = 'valid_leads' THEN coalesce(sum(num * part), 0)
			ELSE 100.0 * sum(num * part) / nullif(sum(den * part), 0) END AS actual
	FROM aim LEFT JOIN credit ON credit.target = aim.id AND credit.part > 0 GROUP BY aim.id
), scored AS (
	SELECT measured.*, sum(min(cap.most, max(0.0, 100.0 * actual / goal)) * weight) FILTER (WHERE goal > 0) OVER holder
			/ nullif(sum(weight) FILTER (WHERE actual IS NOT NULL AND goal > 0) OVER holder, 0) AS score
	FROM measured CROSS JOIN (SELECT CAST(coalesce(value, standard) AS REAL) AS most FROM setting WHERE name = 'kpi_cap') AS cap
	WINDOW holder AS (PARTITION BY account, person, unit)
)

-- section: targets  Against the target
-- key:     id
-- column:  id id(target), whose text [Of], name text, period text, metric text, weight number, goal number
-- column:  actual number(2), reached percent, elapsed percent [Time gone], score number(0)
-- spare:   whose, elapsed, weight
-- chart:   bar name score
WITH RECURSIVE {credit}, {scored}
SELECT target.id, CASE WHEN target.account IS NOT NULL THEN 'A' || target.account WHEN target.person IS NOT NULL
		THEN 'PE' || target.person ELSE 'UN' || target.unit END AS whose,
	coalesce(account.name, person.name, unit.name) AS name, target.period, target.metric, scored.weight, target.goal,
	scored.actual, CAST(round(10000.0 * scored.actual / nullif(target.goal, 0)) AS INTEGER) AS reached,
	CAST(round(10000.0 * (julianday(:on) + 1 - julianday(nullif(scored.starts, '')))
		/ (julianday(scored.ends) - julianday(nullif(scored.starts, '')))) AS INTEGER) AS elapsed, scored.score
FROM scored JOIN target ON target.id = scored.id LEFT JOIN account ON account.id = target.account
	LEFT JOIN person ON person.id = target.person LEFT JOIN unit ON unit.id = target.unit
WHERE {where}
ORDER BY target.account IS NULL, target.person IS NULL, name, whose, scored.starts, scored.ends, target.id

-- rows:    the records behind one target
-- column:  id text [ID], name text, account text, day date, share percent, num number [Counts], den number [Of]
WITH RECURSIVE {credit}
SELECT credit.id, credit.name, account.name AS account, credit.day, CAST(round(credit.part * 10000) AS INTEGER) AS share,
	CASE WHEN credit.metric IN ('revenue', 'margin', 'won_value') THEN credit.num / CASE kam_currency_digits(:base)
		WHEN 0 THEN 1.0 WHEN 3 THEN 1000.0 WHEN 4 THEN 10000.0 ELSE 100.0 END ELSE credit.num END AS num,
	CASE WHEN credit.metric = 'margin' THEN credit.den / CASE kam_currency_digits(:base)
		WHEN 0 THEN 1.0 WHEN 3 THEN 1000.0 WHEN 4 THEN 10000.0 ELSE 100.0 END ELSE credit.den END AS den
FROM credit LEFT JOIN account ON account.id = credit.account WHERE credit.target IS :key AND credit.part > 0
ORDER BY credit.day, credit.id

-- missing: invoice(s) in a currency without a rate, in no sum
SELECT count(*) FROM invoice WHERE invoice.status = 'valid' AND {field(invoice.amount)} IS NULL

-- missing: won bid(s) in a currency without a rate, in no sum
SELECT count(*) FROM bid JOIN stage ON stage.id = bid.stage
WHERE stage.outcome = 'won' AND bid.value IS NOT NULL AND {field(bid.value)} IS NULL

-- left out: valid invoice(s) without a cost, in no margin
SELECT count(*) FROM invoice WHERE invoice.status = 'valid' AND invoice.cost IS NULL

-- section: owners  One score for all who sit there
-- key:     id
-- column:  id id(seat), account text, role text, person text, share percent, targets integer, score number(0)
WITH RECURSIVE {credit}, {scored}
SELECT seat.id, account.name AS account, seat.role, person.name AS person, seat.share, held.targets, held.score
FROM (SELECT target.account, count(*) AS targets, max(scored.score) AS score FROM scored JOIN target ON target.id = scored.id
		WHERE target.account IS NOT NULL AND {where} GROUP BY target.account) AS held
	JOIN seat ON seat.account = held.account AND coalesce(seat.starts_on, '') <= :on
		AND coalesce(seat.ends_on, '9999-12-31') >= :on
	JOIN account ON account.id = seat.account JOIN person ON person.id = seat.person
ORDER BY account.name, account.id, CASE seat.role WHEN 'account' THEN 1 WHEN 'solution' THEN 2 ELSE 3 END, seat.id
