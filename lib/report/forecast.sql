-- title:   Forecast
-- about:   What the period will bring: won, and the open bids expected in it, by category and against the target.
-- about:   Cumulative is won, then commit on top, then best, then pipeline. Weighted is value times the chance of winning.
-- about:   Target: won_value of the persons, of those who have none their revenue; without persons that of units, then
-- about:   of accounts; by unit or account theirs. The longest periods within this one add up, and in the whole a
-- about:   manager's target stands for those of their people. With --where, of those only who have a bid in it.
-- param:   period  period = this quarter    when they are expected to be decided, or were won
-- param:   by      field(bid) = owner       a line for each value of this field, path or tag
-- param:   each    choice(month|quarter|year) = month   how the period is divided
-- main:    lines

-- shared:  no_rate
SELECT count(*) FROM bid JOIN stage ON stage.id = bid.stage
WHERE CASE stage.outcome WHEN 'won' THEN {period(closed_on)}
	WHEN 'open' THEN bid.category <> 'omitted' AND {period(close_on)} ELSE 0 END AND {where}
	AND bid.value IS NOT NULL AND {field(value)} IS NULL

-- section: total  Against the target
-- column:  target money, won money, attained percent = won / target, gap money [Gap to target]
-- column:  open_value money [Open value], coverage number = open_value / gap
-- column:  weighted money, expected money = won + weighted
WITH RECURSIVE aim AS (
	SELECT target.id, CASE WHEN target.person IS NOT NULL THEN 'person' WHEN target.unit IS NOT NULL THEN 'unit'
			ELSE 'account' END AS kind,
		coalesce(target.person, target.unit, target.account) AS holder, target.metric,
		kam_period_from(target.period) AS starts, kam_period_to(target.period) AS ends,
		kam_minor(printf('%.2f', target.goal), :base) AS goal
	FROM target WHERE target.metric = 'won_value' OR target.metric = 'revenue'
), inside AS (
	SELECT * FROM aim WHERE starts >= coalesce(:period_from, '') AND ends <= coalesce(:period_to, '9999-12-31')
), fit AS (
	SELECT one.kind, one.holder, one.goal FROM inside AS one
	WHERE NOT EXISTS (SELECT 1 FROM inside AS other WHERE other.holder = one.holder AND other.kind = one.kind
			AND (other.metric = 'won_value' AND one.metric = 'revenue' OR other.metric = one.metric AND other.id <> one.id
				AND other.starts <= one.starts AND other.ends >= one.ends
				AND (other.starts < one.starts OR other.ends > one.ends OR other.id < one.id)))
		AND (NOT EXISTS (SELECT 1 FROM bid WHERE {where} IS NOT 1) OR one.holder IN (
			SELECT CASE one.kind WHEN 'person' THEN bid.owner WHEN 'unit' THEN bid.unit ELSE bid.account END
			FROM bid WHERE {where}))
), superior (person, manager) AS (
	SELECT id, manager FROM person WHERE manager IS NOT NULL
	UNION SELECT superior.person, person.manager FROM superior JOIN person ON person.id = superior.manager
		WHERE person.manager IS NOT NULL
), goal AS (
	SELECT sum(fit.goal) AS goal FROM fit
	WHERE fit.kind = (
			SELECT kind FROM fit
			ORDER BY kind = CASE WHEN :by = 'unit' OR :by = 'account' THEN :by ELSE 'person' END DESC,
				CASE kind WHEN 'person' THEN 1 WHEN 'unit' THEN 2 ELSE 3 END LIMIT 1)
		AND (fit.kind <> 'person' OR NOT EXISTS (SELECT 1 FROM superior JOIN fit AS above
			ON above.kind = 'person' AND above.holder = superior.manager WHERE superior.person = fit.holder))
), chosen AS (
	SELECT stage.outcome, {field(value)} AS value, {field(weighted)} AS weighted
	FROM bid JOIN stage ON stage.id = bid.stage
	WHERE CASE stage.outcome WHEN 'won' THEN {period(closed_on)}
		WHEN 'open' THEN bid.category <> 'omitted' AND {period(close_on)} ELSE 0 END AND {where}
)
SELECT goal.goal AS target, coalesce(sum(value) FILTER (WHERE outcome = 'won'), 0) AS won,
	max(0, goal.goal - coalesce(sum(value) FILTER (WHERE outcome = 'won'), 0)) AS gap,
	coalesce(sum(value) FILTER (WHERE outcome = 'open'), 0) AS open_value,
	coalesce(sum(weighted) FILTER (WHERE outcome = 'open'), 0) AS weighted
FROM goal LEFT JOIN chosen ON 1 GROUP BY goal.goal HAVING goal.goal IS NOT NULL OR count(chosen.outcome) > 0

-- missing: bid(s) in a currency without a rate, in no sum
{no_rate}

-- section: categories  Won and expected
-- key:     category
-- column:  category text, bids integer, value money, cumulative money, weighted money
-- column:  cumulative_weighted money, without_value integer
-- chart:   bar category cumulative
WITH chosen AS (
	SELECT CASE stage.outcome WHEN 'won' THEN 'won' ELSE bid.category END AS line, bid.value IS NULL AS unknown,
		{field(value)} AS value, {field(weighted)} AS weighted
	FROM bid JOIN stage ON stage.id = bid.stage
	WHERE CASE stage.outcome WHEN 'won' THEN {period(closed_on)}
		WHEN 'open' THEN bid.category <> 'omitted' AND {period(close_on)} ELSE 0 END AND {where}
), line (place, name) AS (
	VALUES (1, 'won'), (2, 'commit'), (3, 'best'), (4, 'pipeline')
), summed AS (
	SELECT line.place, line.name, count(chosen.line) AS bids, coalesce(sum(chosen.unknown), 0) AS without_value,
		coalesce(sum(chosen.value), 0) AS value, coalesce(sum(chosen.weighted), 0) AS weighted
	FROM line LEFT JOIN chosen ON chosen.line = line.name WHERE EXISTS (SELECT 1 FROM chosen) GROUP BY line.place
)
SELECT name AS category, bids, value, sum(value) OVER (ORDER BY place) AS cumulative, weighted,
	sum(weighted) OVER (ORDER BY place) AS cumulative_weighted, without_value
FROM summed ORDER BY place

-- rows:    the bids behind one line
SELECT bid.id, bid.title, {field(account)} AS account, {field(owner)} AS owner, {field(stage)} AS stage,
	{field(value)} AS value, {field(weighted)} AS weighted, bid.close_on, bid.closed_on
FROM bid JOIN stage ON stage.id = bid.stage
WHERE CASE stage.outcome WHEN 'won' THEN {period(closed_on)}
		WHEN 'open' THEN bid.category <> 'omitted' AND {period(close_on)} ELSE 0 END AND {where}
	AND CASE stage.outcome WHEN 'won' THEN 'won' ELSE bid.category END = :key
ORDER BY {field(value)} IS NULL, {field(value)} DESC, bid.id

-- left out: open bid(s) of the category omitted
SELECT count(*) FROM bid JOIN stage ON stage.id = bid.stage
WHERE stage.outcome = 'open' AND bid.category = 'omitted' AND {period(close_on)} AND {where}

-- left out: open bid(s) without an expected decision
SELECT count(*) FROM bid JOIN stage ON stage.id = bid.stage
WHERE stage.outcome = 'open' AND bid.category <> 'omitted' AND bid.close_on IS NULL AND {period(close_on)} IS NOT 1 AND {where}

-- left out: open bid(s) that should have been decided before the period
SELECT count(*) FROM bid JOIN stage ON stage.id = bid.stage
WHERE stage.outcome = 'open' AND bid.category <> 'omitted' AND bid.close_on < :period_from AND {where}

-- missing: bid(s) in a currency without a rate, in no sum
{no_rate}

-- section: lines  By {by}
-- key:     name
-- column:  name {by}, target money, won money, attained percent = won / target, gap money [Gap to target]
-- column:  open_value money [Open value], coverage number = open_value / gap
-- column:  weighted money, commit_value money [Commit], best_value money [Best], pipeline_value money [Pipeline]
-- spare:   attained
-- chart:   bar name won open_value
WITH aim AS (
	SELECT target.id, CASE WHEN target.person IS NOT NULL THEN 'owner' WHEN target.unit IS NOT NULL THEN 'unit'
			ELSE 'account' END AS kind,
		coalesce(target.person, target.unit, target.account) AS holder, target.metric,
		kam_period_from(target.period) AS starts, kam_period_to(target.period) AS ends,
		kam_minor(printf('%.2f', target.goal), :base) AS goal
	FROM target WHERE target.metric = 'won_value' OR target.metric = 'revenue'
), inside AS (
	SELECT * FROM aim WHERE kind = :by AND starts >= coalesce(:period_from, '')
		AND ends <= coalesce(:period_to, '9999-12-31')
), goal AS (
	SELECT CASE one.kind WHEN 'owner' THEN (SELECT name FROM person WHERE id = one.holder)
			WHEN 'unit' THEN (SELECT name FROM unit WHERE id = one.holder)
			ELSE (SELECT name FROM account WHERE id = one.holder) END AS name, sum(one.goal) AS goal
	FROM inside AS one
	WHERE NOT EXISTS (SELECT 1 FROM inside AS other WHERE other.holder = one.holder
			AND (other.metric = 'won_value' AND one.metric = 'revenue' OR other.metric = one.metric AND other.id <> one.id
				AND other.starts <= one.starts AND other.ends >= one.ends
				AND (other.starts < one.starts OR other.ends > one.ends OR other.id < one.id)))
		AND (NOT EXISTS (SELECT 1 FROM bid WHERE {where} IS NOT 1) OR one.holder IN (
			SELECT CASE one.kind WHEN 'owner' THEN bid.owner WHEN 'unit' THEN bid.unit ELSE bid.account END
			FROM bid WHERE {where}))
	GROUP BY 1
), chosen AS (
	SELECT {by} AS name, stage.outcome, bid.category, {field(value)} AS value, {field(weighted)} AS weighted
	FROM bid JOIN stage ON stage.id = bid.stage
	WHERE CASE stage.outcome WHEN 'won' THEN {period(closed_on)}
		WHEN 'open' THEN bid.category <> 'omitted' AND {period(close_on)} ELSE 0 END AND {where}
), summed AS (
	SELECT name, coalesce(sum(value) FILTER (WHERE outcome = 'won'), 0) AS won,
		coalesce(sum(value) FILTER (WHERE outcome = 'open'), 0) AS open_value,
		coalesce(sum(weighted) FILTER (WHERE outcome = 'open'), 0) AS weighted,
		coalesce(sum(value) FILTER (WHERE outcome = 'open' AND category = 'commit'), 0) AS commit_value,
		coalesce(sum(value) FILTER (WHERE outcome = 'open' AND category = 'best'), 0) AS best_value,
		coalesce(sum(value) FILTER (WHERE outcome = 'open' AND category = 'pipeline'), 0) AS pipeline_value
	FROM chosen GROUP BY name
	UNION ALL SELECT name, 0, 0, 0, 0, 0, 0 FROM goal WHERE name NOT IN (SELECT name FROM chosen WHERE name IS NOT NULL)
)
SELECT summed.name, goal.goal AS target, won, max(0, goal.goal - won) AS gap, open_value, weighted, commit_value,
	best_value, pipeline_value
FROM summed LEFT JOIN goal ON goal.name = summed.name ORDER BY summed.name IS NULL, summed.name

-- rows:    the bids behind one line
SELECT bid.id, bid.title, {field(account)} AS account, {field(owner)} AS owner, {field(stage)} AS stage, bid.category,
	{field(value)} AS value, CASE stage.outcome WHEN 'open' THEN {field(weighted)} END AS weighted, bid.close_on, bid.closed_on
FROM bid JOIN stage ON stage.id = bid.stage
WHERE CASE stage.outcome WHEN 'won' THEN {period(closed_on)}
		WHEN 'open' THEN bid.category <> 'omitted' AND {period(close_on)} ELSE 0 END AND {where} AND {by} IS :key
ORDER BY {field(value)} IS NULL, {field(value)} DESC, bid.id

-- missing: bid(s) in a currency without a rate, in no sum
{no_rate}

-- section: each  By {each}
-- key:     time
-- column:  time text [When], won money, commit_value money [Commit], best_value money [Best]
-- column:  pipeline_value money [Pipeline], weighted money, bids integer
WITH chosen AS (
	SELECT CASE stage.outcome WHEN 'won' THEN bid.closed_on ELSE bid.close_on END AS day,
		CASE stage.outcome WHEN 'won' THEN 'won' ELSE bid.category END AS line, {field(value)} AS value,
		{field(weighted)} AS weighted
	FROM bid JOIN stage ON stage.id = bid.stage
	WHERE CASE stage.outcome WHEN 'won' THEN {period(closed_on)}
		WHEN 'open' THEN bid.category <> 'omitted' AND {period(close_on)} ELSE 0 END AND {where}
)
SELECT CASE :each WHEN 'year' THEN substr(day, 1, 4) WHEN 'month' THEN substr(day, 1, 7)
		ELSE substr(day, 1, 4) || '-Q' || ((CAST(substr(day, 6, 2) AS INTEGER) + 2) / 3) END AS time,
	coalesce(sum(value) FILTER (WHERE line = 'won'), 0) AS won,
	coalesce(sum(value) FILTER (WHERE line = 'commit'), 0) AS commit_value,
	coalesce(sum(value) FILTER (WHERE line = 'best'), 0) AS best_value,
	coalesce(sum(value) FILTER (WHERE line = 'pipeline'), 0) AS pipeline_value,
	coalesce(sum(weighted) FILTER (WHERE line <> 'won'), 0) AS weighted, count(*) AS bids
FROM chosen GROUP BY 1 ORDER BY 1 IS NULL, 1

-- rows:    the bids behind one line
SELECT bid.id, bid.title, {field(account)} AS account, {field(owner)} AS owner, {field(stage)} AS stage, bid.category,
	{field(value)} AS value, CASE stage.outcome WHEN 'open' THEN {field(weighted)} END AS weighted, bid.close_on, bid.closed_on
FROM bid JOIN stage ON stage.id = bid.stage
WHERE CASE stage.outcome WHEN 'won' THEN {period(closed_on)}
		WHEN 'open' THEN bid.category <> 'omitted' AND {period(close_on)} ELSE 0 END AND {where}
	AND CASE :each WHEN 'year' THEN substr(CASE stage.outcome WHEN 'won' THEN bid.closed_on ELSE bid.close_on END, 1, 4)
		WHEN 'month' THEN substr(CASE stage.outcome WHEN 'won' THEN bid.closed_on ELSE bid.close_on END, 1, 7)
		ELSE CASE stage.outcome WHEN 'won' THEN {field(closed_on.quarter)} ELSE {field(close_on.quarter)} END END IS :key
ORDER BY {field(value)} IS NULL, {field(value)} DESC, bid.id

-- section: overdue  Expected before today, and still open
-- key:     id
-- findings: yes
-- column:  close_on date, days integer [Days overdue], id id(bid), title text, account text, owner text, category text
-- column:  value money
SELECT bid.close_on, CAST(julianday(:today) - julianday(bid.close_on) AS INTEGER) AS days, bid.id, bid.title,
	{field(account)} AS account, {field(owner)} AS owner, bid.category, {field(value)} AS value
FROM bid JOIN stage ON stage.id = bid.stage
WHERE stage.outcome = 'open' AND bid.close_on < :today AND {where}
ORDER BY {field(value)} IS NULL, {field(value)} DESC, bid.close_on, bid.id
