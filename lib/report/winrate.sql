-- title:   Win rate
-- about:   Bids won and lost, by count and by value. Withdrawn ones count as neither.
-- about:   The rate of decided ones leaves out what was lost because nobody decided (reason no_decision).
-- param:   period  period = this year       when they were closed
-- param:   by      field(bid) = owner       a line for each value of this field, path or tag
-- param:   dated   field(bid) = closed_on   the date that the period is about; opened_on, else the day of entry, compares cohorts
-- main:    rate

-- section: total  All
-- column:  won integer, lost integer, rate percent [Win rate] = won / (won + lost)
-- column:  no_decision integer, decided_rate percent [Rate of decided] = won / (won + lost - no_decision)
-- column:  won_value money, lost_value money, value_rate percent [Rate by value] = won_value / (won_value + lost_value)
-- column:  mean_won money [Mean won] = won_value / won
WITH closed AS (
	SELECT stage.outcome, bid.reason, {field(value)} AS value
	FROM bid JOIN stage ON stage.id = bid.stage
	WHERE stage.outcome IN ('won', 'lost') AND CASE WHEN :dated = 'opened_on' AND bid.opened_on IS NULL THEN {period(created_at)}
		ELSE {period(dated)} END AND {where}
)
SELECT count(*) FILTER (WHERE outcome = 'won') AS won, count(*) FILTER (WHERE outcome = 'lost') AS lost,
	count(*) FILTER (WHERE outcome = 'lost' AND reason = 'no_decision') AS no_decision,
	coalesce(sum(value) FILTER (WHERE outcome = 'won'), 0) AS won_value,
	coalesce(sum(value) FILTER (WHERE outcome = 'lost'), 0) AS lost_value
FROM closed

-- missing: bid(s) in a currency without a rate, in no sum
SELECT count(*) FROM bid JOIN stage ON stage.id = bid.stage
WHERE stage.outcome IN ('won', 'lost') AND CASE WHEN :dated = 'opened_on' AND bid.opened_on IS NULL THEN {period(created_at)}
	ELSE {period(dated)} END AND {where} AND bid.value IS NOT NULL AND {field(value)} IS NULL

-- section: rate  By {by}
-- key:     name
-- column:  name {by}, won integer, lost integer, rate percent [Win rate] = won / (won + lost)
-- column:  no_decision integer, decided_rate percent [Rate of decided] = won / (won + lost - no_decision)
-- column:  won_value money, lost_value money, value_rate percent [Rate by value] = won_value / (won_value + lost_value)
-- column:  mean_won money [Mean won] = won_value / won
-- chart:   bar name rate
WITH closed AS (
	SELECT {by} AS name, stage.outcome, bid.reason, {field(value)} AS value
	FROM bid JOIN stage ON stage.id = bid.stage
	WHERE stage.outcome IN ('won', 'lost') AND CASE WHEN :dated = 'opened_on' AND bid.opened_on IS NULL THEN {period(created_at)}
		ELSE {period(dated)} END AND {where}
)
SELECT name, count(*) FILTER (WHERE outcome = 'won') AS won, count(*) FILTER (WHERE outcome = 'lost') AS lost,
	count(*) FILTER (WHERE outcome = 'lost' AND reason = 'no_decision') AS no_decision,
	coalesce(sum(value) FILTER (WHERE outcome = 'won'), 0) AS won_value,
	coalesce(sum(value) FILTER (WHERE outcome = 'lost'), 0) AS lost_value
FROM closed GROUP BY name ORDER BY name IS NULL, name

-- rows:    the bids behind one line
SELECT bid.id, bid.title, {field(account)} AS account, {field(owner)} AS owner, {field(stage)} AS stage,
	{field(value)} AS value, bid.closed_on, bid.reason
FROM bid JOIN stage ON stage.id = bid.stage
WHERE stage.outcome IN ('won', 'lost') AND CASE WHEN :dated = 'opened_on' AND bid.opened_on IS NULL THEN {period(created_at)}
	ELSE {period(dated)} END AND {where} AND {by} IS :key
ORDER BY bid.closed_on, bid.id

-- left out: bid(s) still open
SELECT count(*) FROM bid JOIN stage ON stage.id = bid.stage WHERE stage.outcome = 'open' AND {where}

-- left out: withdrawn bid(s)
SELECT count(*) FROM bid JOIN stage ON stage.id = bid.stage WHERE stage.outcome = 'withdrawn' AND CASE WHEN :dated = 'opened_on' AND bid.opened_on IS NULL THEN {period(created_at)}
	ELSE {period(dated)} END AND {where}

-- left out: won and lost bid(s) without that date
SELECT count(*) FROM bid JOIN stage ON stage.id = bid.stage
WHERE stage.outcome IN ('won', 'lost') AND {dated} IS NULL AND :dated <> 'opened_on' AND {period(dated)} IS NOT 1 AND {where}

-- missing: bid(s) in a currency without a rate, in no sum
SELECT count(*) FROM bid JOIN stage ON stage.id = bid.stage
WHERE stage.outcome IN ('won', 'lost') AND CASE WHEN :dated = 'opened_on' AND bid.opened_on IS NULL THEN {period(created_at)}
	ELSE {period(dated)} END AND {where} AND bid.value IS NOT NULL AND {field(value)} IS NULL
