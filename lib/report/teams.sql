-- title:   Teams
-- about:   Account, solution and delivery owner are the one face to a customer: who sits where on a day, their shares,
-- about:   which make 100 %, and the one score of the customer's targets (see the report kpi), which all of them share.
-- about:   Customers that are not lost and have, or had, a seat, have a target that day, or are of tier key or major.
-- param:   on      date = today  # as the seats stand on this day
-- record:  account
-- main:    teams

-- section: teams  Who serves whom
-- key:     id
-- column:  id id(account), name text, account_owner text [Account owner], solution text, delivery text
-- column:  shares percent, empty integer [Empty seats], targets integer, score number(0)
-- spare:   targets, empty
WITH RECURSIVE aim AS (
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
), measured AS (
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
), seated AS (
	SELECT seat.account, seat.role, seat.share, person.name FROM seat JOIN person ON person.id = seat.person
	WHERE coalesce(seat.starts_on, '') <= :on AND coalesce(seat.ends_on, '9999-12-31') >= :on
), team AS (
	SELECT account, sum(share) AS shares, group_concat(name, ', ') FILTER (WHERE role = 'account') AS account_owner,
		group_concat(name, ', ') FILTER (WHERE role = 'solution') AS solution,
		group_concat(name, ', ') FILTER (WHERE role = 'delivery') AS delivery
	FROM seated GROUP BY account
), held AS (
	SELECT account, count(*) AS targets, max(score) AS score FROM scored WHERE account IS NOT NULL GROUP BY account
)
SELECT account.id, account.name, team.account_owner, team.solution, team.delivery, team.shares,
	(team.account_owner IS NULL) + (team.solution IS NULL) + (team.delivery IS NULL) AS empty, held.targets, held.score
FROM account LEFT JOIN team ON team.account = account.id LEFT JOIN held ON held.account = account.id
WHERE account.status <> 'lost' AND {where} AND (held.account IS NOT NULL OR {field(tier)} IN ('key', 'major')
	OR EXISTS (SELECT 1 FROM seat WHERE seat.account = account.id))
ORDER BY account.name, account.id

-- rows:    the seats of a customer, past ones too
-- column:  id id(seat), role text, person text, unit text, starts_on date, ends_on date, share percent
SELECT seat.id, seat.role, person.name AS person, unit.name AS unit, seat.starts_on, seat.ends_on, seat.share
FROM seat JOIN person ON person.id = seat.person LEFT JOIN unit ON unit.id = person.unit
WHERE seat.account IS :key
ORDER BY CASE seat.role WHEN 'account' THEN 1 WHEN 'solution' THEN 2 ELSE 3 END, seat.starts_on, seat.id

-- section: findings  What is not in order
-- key:     id
-- findings: yes
-- column:  id text [ID], account text, what text, detail text, todo text [What to do]
WITH chosen AS (
	SELECT account.id, account.name FROM account
	WHERE account.status <> 'lost' AND {where} AND ({field(tier)} IN ('key', 'major')
		OR EXISTS (SELECT 1 FROM seat WHERE seat.account = account.id)
		OR EXISTS (SELECT 1 FROM target WHERE target.account = account.id AND coalesce(kam_period_from(period), '') <= :on
			AND coalesce(kam_period_to(period), '9999-12-31') > :on))
), seated AS (
	SELECT seat.*, person.name, person.left_on FROM seat JOIN person ON person.id = seat.person
	WHERE coalesce(seat.starts_on, '') <= :on AND coalesce(seat.ends_on, '9999-12-31') >= :on
), role (place, name) AS (
	VALUES (1, 'account'), (2, 'solution'), (3, 'delivery')
), finding (place, id, account, what, detail, todo) AS (
	SELECT role.place, 'A' || chosen.id || '/' || role.name, chosen.id, 'empty seat', role.name,
		'kam account seat add A' || chosen.id || ' ' || role.name || ' …'
	FROM chosen CROSS JOIN role
	WHERE NOT EXISTS (SELECT 1 FROM seated WHERE seated.account = chosen.id AND seated.role = role.name)
	UNION ALL
	SELECT 4, 'A' || chosen.id || '/share', chosen.id, 'shares are not 100.00 %',
		coalesce(printf('%.2f %%', sum(seated.share) / 100.0), 'none'), 'kam account seat even A' || chosen.id
	FROM chosen JOIN seated ON seated.account = chosen.id
	GROUP BY chosen.id HAVING coalesce(sum(seated.share), 0) <> 10000
	UNION ALL
	SELECT 5, 'SE' || seated.id, chosen.id, 'seat without a share', seated.role || ', ' || seated.name,
		'kam account seat edit SE' || seated.id || ' --share …'
	FROM chosen JOIN seated ON seated.account = chosen.id WHERE seated.share IS NULL
		AND EXISTS (SELECT 1 FROM seated AS other WHERE other.account = chosen.id AND other.share IS NOT NULL)
	UNION ALL
	SELECT 6, 'SE' || one.id, chosen.id, 'twice at a time', one.role || ', ' || person.name || ', also SE' || min(other.id),
		'kam account seat edit SE' || one.id || ' --ends-on …'
	FROM chosen JOIN seat AS one ON one.account = chosen.id JOIN seat AS other ON other.account = one.account
		AND other.role = one.role AND other.person = one.person AND other.id < one.id
		AND coalesce(other.starts_on, '') <= coalesce(one.ends_on, '9999-12-31')
		AND coalesce(other.ends_on, '9999-12-31') >= coalesce(one.starts_on, '')
		JOIN person ON person.id = one.person
	GROUP BY one.id
	UNION ALL
	SELECT 7, 'SE' || seat.id, chosen.id, 'ends before it begins', seat.starts_on || ' … ' || seat.ends_on,
		'kam account seat edit SE' || seat.id || ' --ends-on …'
	FROM chosen JOIN seat ON seat.account = chosen.id WHERE seat.ends_on < seat.starts_on
)
SELECT finding.id, account.name AS account, finding.what, finding.detail, finding.todo
FROM finding JOIN account ON account.id = finding.account
ORDER BY account.name, account.id, finding.place, length(finding.id), finding.id

-- section: left  Still held by people who have left
-- key:     id
-- findings: yes
-- column:  id id(person), name text [Who], left_on date [Left], seats integer, leads integer, bids integer
-- column:  tickets integer, actions integer, todo text [What to do]
WITH held AS (
	SELECT seat.person, 'seat' AS what, seat.account FROM seat WHERE coalesce(seat.ends_on, '9999-12-31') >= :today
	UNION ALL SELECT lead.owner, 'lead', lead.account FROM lead WHERE lead.status IN ('open', 'pool', 'qualified')
	UNION ALL SELECT bid.owner, 'bid', bid.account FROM bid JOIN stage ON stage.id = bid.stage WHERE stage.outcome = 'open'
	UNION ALL SELECT ticket.assignee, 'ticket', ticket.account FROM ticket WHERE ticket.status <> 'closed'
	UNION ALL SELECT planaction.owner, 'action', plan.account FROM planaction JOIN plan ON plan.id = planaction.parent_plan
		WHERE planaction.done_on IS NULL AND plan.status = 'open'
)
SELECT person.id, person.name, person.left_on, sum(what = 'seat') AS seats, sum(what = 'lead') AS leads,
	sum(what = 'bid') AS bids, sum(what = 'ticket') AS tickets, sum(what = 'action') AS actions,
	'kam account handover --from PE' || person.id || ' --to …' AS todo
FROM held JOIN person ON person.id = held.person LEFT JOIN account ON account.id = held.account
WHERE person.left_on <= :today AND {where}
GROUP BY person.id ORDER BY person.left_on, person.id
