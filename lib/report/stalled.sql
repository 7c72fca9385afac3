-- title:   Stalled bids
-- about:   Open bids that stand still, by the value at risk: no touch and no move (of stage, value, date, owner or chance)
-- about:   for so many days; no dated next step after the last touch; a next step whose day has passed.
-- param:   days    integer =                # after how many days it stands still; else the setting stalled_days
-- param:   by      field(bid) = owner       a line for each value of this field, path or tag
-- main:    stalled

-- shared:  state
limit_days AS (
	SELECT coalesce(:days, (SELECT CAST(coalesce(value, standard) AS INTEGER) FROM setting WHERE name = 'stalled_days')) AS days
), step AS (
	SELECT bid, next_step, next_on, happened_at,
		row_number() OVER (PARTITION BY bid ORDER BY happened_at DESC, id DESC) AS place
	FROM touch WHERE bid IS NOT NULL AND happened_at <= :now
), moved AS (
	SELECT bid, max(happened_at) AS happened_at FROM change WHERE happened_at <= :now GROUP BY bid
), still AS (
	SELECT bid.id, CAST(julianday(:today) - julianday(max(coalesce(bid.opened_on, kam_day(bid.created_at)),
			coalesce(kam_day(moved.happened_at), ''), coalesce(kam_day(step.happened_at), ''))) AS INTEGER) AS days,
		step.next_step, step.next_on
	FROM bid JOIN stage ON stage.id = bid.stage LEFT JOIN moved ON moved.bid = bid.id
		LEFT JOIN step ON step.bid = bid.id AND step.place = 1
	WHERE stage.outcome = 'open'
), state AS (
	SELECT still.*, nullif(substr(CASE WHEN still.days >= limit_days.days THEN ', quiet' ELSE '' END
		|| CASE WHEN next_on IS NULL THEN ', no next step' WHEN next_on < :today THEN ', overdue' ELSE '' END, 3), '') AS why
	FROM still CROSS JOIN limit_days
)

-- shared:  no_rate
SELECT count(*) FROM bid JOIN stage ON stage.id = bid.stage
WHERE stage.outcome = 'open' AND {where} AND bid.value IS NOT NULL AND {field(value)} IS NULL

-- section: total  By what is wrong
-- key:     cause
-- column:  cause text, bids integer, all_bids integer [Open bids], share percent = bids / all_bids
-- column:  value money [Value at risk], all_value money [Open value], value_share percent = value / all_value
WITH {state}, open_bid AS (
	SELECT bid.id, {field(value)} AS value, state.why FROM bid JOIN state ON state.id = bid.id WHERE {where}
), line (place, name) AS (
	VALUES (1, 'quiet'), (2, 'no next step'), (3, 'overdue'), (4, 'any of these')
)
SELECT line.name AS cause, count(open_bid.id) FILTER (WHERE hit) AS bids, count(open_bid.id) AS all_bids,
	coalesce(sum(value) FILTER (WHERE hit), 0) AS value, coalesce(sum(value), 0) AS all_value
FROM line JOIN (
	SELECT open_bid.*, line.place, CASE line.place WHEN 4 THEN why IS NOT NULL ELSE coalesce(instr(why, line.name), 0) > 0 END AS hit
	FROM line CROSS JOIN open_bid
) AS open_bid ON open_bid.place = line.place
GROUP BY line.place ORDER BY line.place

-- rows:    the bids behind one line
-- column:  id id(bid), title text, account text, owner text, stage text, value money, days integer [Days still]
-- column:  why text, next_on date [Next on], next_step text [Next step]
WITH {state}
SELECT bid.id, bid.title, {field(account)} AS account, {field(owner)} AS owner, {field(stage)} AS stage,
	state.days, state.why, state.next_step, state.next_on, {field(value)} AS value
FROM state JOIN bid ON bid.id = state.id
WHERE {where} AND CASE :key WHEN 'any of these' THEN state.why IS NOT NULL ELSE coalesce(instr(state.why, :key), 0) > 0 END
ORDER BY {field(value)} IS NULL, {field(value)} DESC, state.days DESC, bid.id

-- missing: open bid(s) in a currency without a rate, in no sum
{no_rate}

-- section: stalled  What stands still
-- key:     id
-- findings: yes
-- column:  id id(bid), title text, account text, owner text, value money, days integer [Days still]
-- column:  why text, next_on date [Next on], next_step text [Next step], stage text
WITH {state}
SELECT bid.id, bid.title, {field(account)} AS account, {field(owner)} AS owner, {field(value)} AS value, state.days,
	state.why, state.next_on, state.next_step, {field(stage)} AS stage
FROM state JOIN bid ON bid.id = state.id
WHERE state.why IS NOT NULL AND {where}
ORDER BY {field(value)} IS NULL, {field(value)} DESC, state.days DESC, bid.id

-- rows:    what happened to the bid
-- column:  happened_at instant [When], what text, said text, done_by text [By], next_on date [Next on]
SELECT touch.happened_at, touch.channel AS what, touch.body AS said, person.name AS done_by, touch.next_on
FROM touch LEFT JOIN person ON person.id = touch.done_by WHERE touch.bid IS :key
UNION ALL SELECT change.happened_at, change.field, coalesce(change.old, '') || ' → ' || coalesce(change.new, ''), person.name, NULL
FROM change LEFT JOIN person ON person.id = change.done_by WHERE change.bid IS :key
ORDER BY 1 DESC

-- missing: open bid(s) in a currency without a rate, in no sum
{no_rate}

-- section: lines  By {by}
-- key:     name
-- column:  name {by}, bids integer, all_bids integer [Open bids], share percent = bids / all_bids
-- column:  value money [Value at risk], all_value money [Open value], value_share percent = value / all_value
-- chart:   bar name value
WITH {state}, open_bid AS (
	SELECT {by} AS name, {field(value)} AS value, state.why IS NOT NULL AS stands
	FROM bid JOIN state ON state.id = bid.id WHERE {where}
)
SELECT name, sum(stands) AS bids, count(*) AS all_bids, coalesce(sum(value) FILTER (WHERE stands), 0) AS value,
	coalesce(sum(value), 0) AS all_value
FROM open_bid GROUP BY name HAVING sum(stands) > 0 ORDER BY 4 DESC, name IS NULL, name

-- rows:    the bids behind one line
-- column:  id id(bid), title text, account text, owner text, stage text, value money, days integer [Days still]
-- column:  why text, next_on date [Next on], next_step text [Next step]
WITH {state}
SELECT bid.id, bid.title, {field(account)} AS account, {field(owner)} AS owner, {field(stage)} AS stage,
	state.days, state.why, state.next_step, state.next_on, {field(value)} AS value
FROM state JOIN bid ON bid.id = state.id
WHERE {where} AND {by} IS :key AND state.why IS NOT NULL
ORDER BY {field(value)} IS NULL, {field(value)} DESC, state.days DESC, bid.id

-- missing: open bid(s) in a currency without a rate, in no sum
{no_rate}
