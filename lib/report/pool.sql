-- title:   Pool
-- about:   Leads that are nobody's: how many lie in the pool, since when and why, and what becomes of those that went there.
-- about:   A lead that came in free lies there from its arrival. What became of it counts until it goes to the pool again:
-- about:   taken is who claimed it or to whom it was assigned; converted afterwards, whoever had it then.
-- about:   Released is what its owner gave back; lost is what went to the pool otherwise.
-- param:   period  period = this year       when leads went to the pool, or were taken from it
-- param:   by      field(lead) = region     a line for each value of this field, path or tag
-- param:   old     integer = 30             so many days in the pool are a finding
-- record:  lead
-- main:    lines

-- shared:  spell
--- From one going into the pool to the next one, of each lead; place is what comes first within one instant.
entry AS (
	SELECT leadchange.lead AS lead_id, leadchange.happened_at AS at, leadchange.id AS place,
		kam_day(leadchange.happened_at) AS day, coalesce(leadchange.why, 'not said') AS why,
		{period(leadchange.happened_at)} AS counts
	FROM leadchange JOIN lead ON lead.id = leadchange.lead
	WHERE leadchange.field = 'status' AND leadchange.new = 'pool' AND {where}
	UNION ALL SELECT lead.id, '', 0, coalesce(lead.arrived_on, kam_day(lead.created_at)), 'came in free',
		CASE WHEN lead.arrived_on IS NULL THEN {period(lead.created_at)} ELSE {period(lead.arrived_on)} END
	FROM lead
	WHERE 'pool' = coalesce((SELECT first.old FROM leadchange AS first WHERE first.lead = lead.id AND first.field = 'status'
		ORDER BY first.happened_at, first.id LIMIT 1), lead.status) AND {where}
), spell AS (
	SELECT entry.*, lead(at, 1, '~') OVER (PARTITION BY lead_id ORDER BY at, place) AS next_at,
		lead(place, 1, 0) OVER (PARTITION BY lead_id ORDER BY at, place) AS next_place
	FROM entry
), lying AS (
	SELECT lead.id, coalesce(spell.day, lead.arrived_on, kam_day(lead.created_at)) AS since,
		CAST(julianday(:today) - julianday(coalesce(spell.day, lead.arrived_on, kam_day(lead.created_at))) AS INTEGER) AS days,
		coalesce(lead.pool_reason, spell.why, 'not said') AS why
	FROM lead LEFT JOIN spell ON spell.lead_id = lead.id AND spell.next_at = '~'
	WHERE lead.status = 'pool' AND {where}
), became AS (
	SELECT spell.lead_id, spell.day, spell.why,
		min(later.happened_at) FILTER (WHERE later.old = 'pool' AND later.new <> 'dropped') AS taken_at,
		coalesce(max(later.new = 'converted'), 0) AS converted
	FROM spell LEFT JOIN leadchange AS later ON later.lead = spell.lead_id AND later.field = 'status'
		AND (later.happened_at, later.id) > (spell.at, spell.place) AND (later.happened_at, later.id) < (spell.next_at, spell.next_place)
	WHERE spell.counts GROUP BY spell.lead_id, spell.at, spell.place
)

-- shared:  passed
--- Who had it before or has it now: the owner changed in the same instant as the lead went to the pool, or left it.
passed AS (
	SELECT leadchange.id, leadchange.lead AS lead_id, leadchange.happened_at AS at, person.id AS person, person.name AS name,
		leadchange.new IS NOT NULL AS taken, leadchange.done_by IS person.id AS own, status.why
	FROM leadchange JOIN lead ON lead.id = leadchange.lead
		JOIN leadchange AS status ON status.lead = leadchange.lead AND status.happened_at = leadchange.happened_at
			AND status.field = 'status' AND CASE WHEN leadchange.new IS NULL THEN status.new ELSE status.old END = 'pool'
		JOIN person ON coalesce(leadchange.new, leadchange.old) IN ('PE' || person.id, person.name)
	WHERE leadchange.field = 'owner' AND {period(leadchange.happened_at)} AND {where}
	GROUP BY leadchange.id
), done AS (
	SELECT *, CASE WHEN taken AND own THEN 'claimed' WHEN taken THEN 'assigned'
		WHEN coalesce(why = 'released', own) THEN 'released' ELSE 'lost' END AS what,
		taken AND EXISTS (
			SELECT 1 FROM leadchange AS later WHERE later.lead = passed.lead_id AND later.field = 'status' AND later.new = 'converted'
				AND (later.happened_at, later.id) > (passed.at, passed.id) AND NOT EXISTS (
					SELECT 1 FROM leadchange AS again WHERE again.lead = later.lead AND again.field = 'status' AND again.new = 'pool'
						AND (again.happened_at, again.id) > (passed.at, passed.id)
						AND (again.happened_at, again.id) < (later.happened_at, later.id))) AS converted
	FROM passed
)

-- section: ways  How they came, and what became of them
-- key:     why
-- column:  why text, leads integer [In the pool], days integer [Days there], mean_days number(1) = days / leads
-- column:  longest integer [Longest (days)], entered integer [Went to the pool], taken integer, taken_rate percent = taken / entered
-- column:  taken_days integer [Days until taken], wait number(1) [Mean days until taken] = taken_days / taken
-- column:  converted integer, rate percent [Conversion] = converted / entered
-- spare:   days, taken_days, wait, taken_rate
WITH {spell}, line AS (
	SELECT why, 1 AS lies, days, 0 AS entered, 0 AS taken, 0 AS waited, 0 AS converted FROM lying
	UNION ALL SELECT why, 0, NULL, 1, taken_at IS NOT NULL,
		coalesce(CAST(julianday(kam_day(taken_at)) - julianday(day) AS INTEGER), 0), converted
	FROM became
)
SELECT why, sum(lies) AS leads, coalesce(sum(days), 0) AS days, max(days) AS longest, sum(entered) AS entered, sum(taken) AS taken,
	sum(waited) AS taken_days, sum(converted) AS converted
FROM line GROUP BY why ORDER BY 2 DESC, 5 DESC, why

-- rows:    the leads that came so
-- column:  id id(lead), name text, day date [In the pool from], taken_on date [Taken], converted flag, status text, owner text
WITH {spell}
SELECT lead.id, lead.name, became.day, kam_day(became.taken_at) AS taken_on, became.converted, lead.status,
	{field(owner)} AS owner
FROM became JOIN lead ON lead.id = became.lead_id WHERE became.why = :key
UNION ALL SELECT lead.id, lead.name, lying.since, NULL, 0, lead.status, {field(owner)}
FROM lying JOIN lead ON lead.id = lying.id
WHERE lying.why = :key AND NOT EXISTS (SELECT 1 FROM became WHERE became.lead_id = lead.id AND became.why = :key)
ORDER BY 3, 1

-- section: lines  In the pool, by {by}
-- key:     name
-- column:  name {by}, leads integer, days integer [Days there], mean_days number(1) = days / leads
-- column:  longest integer [Longest (days)], late integer [Too long]
-- spare:   days
-- chart:   bar name leads
WITH {spell}
SELECT {by} AS name, count(*) AS leads, sum(lying.days) AS days, max(lying.days) AS longest,
	count(*) FILTER (WHERE lying.days >= :old) AS late
FROM lying JOIN lead ON lead.id = lying.id GROUP BY 1 ORDER BY count(*) DESC, {by} IS NULL, {by}

-- rows:    the leads in the pool on one line
-- column:  id id(lead), name text, region text, trust text, since date, days integer, why text
WITH {spell}
SELECT lead.id, lead.name, lead.region, lead.trust, lying.since, lying.days, lying.why
FROM lying JOIN lead ON lead.id = lying.id WHERE {by} IS :key ORDER BY lying.days DESC, lead.id

-- section: ages  By days in the pool
-- key:     days
-- column:  days text, leads integer, valid integer [Valid but for an owner], untouched integer [Never touched]
WITH {spell}, band (place, name, least, most) AS (
	VALUES (1, '0-7', -1000000, 7), (2, '8-30', 8, 30), (3, '31-90', 31, 90), (4, '91-180', 91, 180), (5, 'over 180', 181, 1000000)
)
SELECT band.name AS days, count(lead.id) AS leads, count(lead.id) FILTER (WHERE coalesce({field(lacks)}, 'owner') = 'owner') AS valid,
	count(lead.id) FILTER (WHERE NOT EXISTS (SELECT 1 FROM touch WHERE touch.lead = lead.id)) AS untouched
FROM band LEFT JOIN lying ON lying.days BETWEEN least AND most LEFT JOIN lead ON lead.id = lying.id
GROUP BY band.place ORDER BY band.place

-- section: people  Who took leads from the pool, and who lost them to it
-- key:     name
-- column:  name text, claimed integer, assigned integer, converted integer, taken integer
-- column:  rate percent [Conversion] = converted / taken, released integer, lost integer
-- spare:   taken
WITH {passed}
SELECT name, sum(what = 'claimed') AS claimed, sum(what = 'assigned') AS assigned, sum(converted) AS converted,
	sum(taken) AS taken, sum(what = 'released') AS released, sum(what = 'lost') AS lost
FROM done GROUP BY person ORDER BY name, person

-- rows:    what they took and lost
-- column:  at instant [When], id id(lead), lead text, what text, why text, converted flag
WITH {passed}
SELECT done.at, lead.id, lead.name AS lead, done.what, CASE WHEN done.taken THEN NULL ELSE done.why END AS why, done.converted
FROM done JOIN lead ON lead.id = done.lead_id WHERE done.name = :key ORDER BY done.at, done.id

-- section: late  In the pool for {old} days and more
-- key:     id
-- findings: yes
-- column:  id id(lead), name text, days integer, since date, why text, was text [Last with], region text, source text, trust text
WITH {spell}
SELECT lead.id, lead.name, lying.days, lying.since, lying.why, (
		SELECT person.name FROM leadchange JOIN person ON leadchange.old IN ('PE' || person.id, person.name)
		WHERE leadchange.lead = lead.id AND leadchange.field = 'owner'
		ORDER BY leadchange.happened_at DESC, leadchange.id DESC LIMIT 1) AS was,
	lead.region, {field(source)} AS source, lead.trust
FROM lying JOIN lead ON lead.id = lying.id WHERE lying.days >= :old ORDER BY lying.days DESC, lead.id

-- rows:    what happened to the lead
-- column:  at instant [When], field text, old text [From], new text [To], why text, done_by text [By]
SELECT leadchange.happened_at AS at, leadchange.field, leadchange.old, leadchange.new, leadchange.why, {field(leadchange.done_by)} AS done_by
FROM leadchange WHERE leadchange.lead IS :key ORDER BY leadchange.happened_at, leadchange.id
