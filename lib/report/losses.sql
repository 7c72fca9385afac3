-- title:   Losses
-- about:   Bids lost in the period: why, to whom, with what, and by whom. Withdrawn ones are not lost.
-- about:   A share is of all lost bids that the report is about; the loss rate of those decided, won or lost, on the same line.
-- param:   period  period = this year       when they were lost
-- param:   by      field(bid) = reason      a line for each value of this field, path or tag
-- param:   dated   field(bid) = closed_on   the date that the period is about; opened_on, else the day of entry, compares cohorts
-- main:    lines

-- shared:  no_rate
SELECT count(*) FROM bid JOIN stage ON stage.id = bid.stage
WHERE stage.outcome IN ('won', 'lost') AND CASE WHEN :dated = 'opened_on' AND bid.opened_on IS NULL THEN {period(created_at)}
	ELSE {period(dated)} END AND {where}
	AND (bid.value IS NOT NULL AND {field(value)} IS NULL OR bid.pursuit_cost IS NOT NULL AND {field(pursuit_cost)} IS NULL)

-- shared:  by_name
SELECT name, count(*) FILTER (WHERE outcome = 'lost') AS lost,
	sum(count(*) FILTER (WHERE outcome = 'lost')) OVER () AS all_lost, count(*) AS decided,
	coalesce(sum(value) FILTER (WHERE outcome = 'lost'), 0) AS value,
	coalesce(sum(sum(value) FILTER (WHERE outcome = 'lost')) OVER (), 0) AS all_value
FROM closed GROUP BY name HAVING count(*) FILTER (WHERE outcome = 'lost') > 0
ORDER BY 2 DESC, 5 DESC, name IS NULL, name

-- shared:  lost_bid
SELECT bid.id, bid.title, {field(account)} AS account, {field(owner)} AS owner, {field(product)} AS product,
	{field(value)} AS value, bid.reason, bid.competitor, bid.closed_on
FROM bid JOIN stage ON stage.id = bid.stage
WHERE stage.outcome = 'lost' AND CASE WHEN :dated = 'opened_on' AND bid.opened_on IS NULL THEN {period(created_at)}
	ELSE {period(dated)} END AND {where}

-- section: total  All
-- column:  lost integer, decided integer, loss_rate percent = lost / decided, value money
-- column:  decided_value money, value_rate percent [Rate by value] = value / decided_value, mean money [Mean lost] = value / lost
-- column:  pursuit_cost money
WITH closed AS (
	SELECT stage.outcome, {field(value)} AS value, {field(pursuit_cost)} AS cost
	FROM bid JOIN stage ON stage.id = bid.stage
	WHERE stage.outcome IN ('won', 'lost') AND CASE WHEN :dated = 'opened_on' AND bid.opened_on IS NULL THEN {period(created_at)}
		ELSE {period(dated)} END AND {where}
)
SELECT count(*) FILTER (WHERE outcome = 'lost') AS lost, count(*) AS decided,
	coalesce(sum(value) FILTER (WHERE outcome = 'lost'), 0) AS value, coalesce(sum(value), 0) AS decided_value,
	coalesce(sum(cost) FILTER (WHERE outcome = 'lost'), 0) AS pursuit_cost
FROM closed HAVING count(*) > 0

-- missing: bid(s) in a currency without a rate, in no sum
{no_rate}

-- section: lines  By {by}
-- key:     name
-- column:  name {by}, lost integer, all_lost integer [Of], share percent = lost / all_lost
-- column:  decided integer, loss_rate percent = lost / decided
-- column:  value money, all_value money [Of value], value_share percent = value / all_value, mean money [Mean lost] = value / lost
-- spare:   all_lost, all_value
-- chart:   bar name lost
WITH closed AS (
	SELECT {by} AS name, stage.outcome, {field(value)} AS value
	FROM bid JOIN stage ON stage.id = bid.stage
	WHERE stage.outcome IN ('won', 'lost') AND CASE WHEN :dated = 'opened_on' AND bid.opened_on IS NULL THEN {period(created_at)}
		ELSE {period(dated)} END AND {where}
)
{by_name}

-- rows:    the lost bids behind one line
{lost_bid} AND {by} IS :key
ORDER BY {field(value)} IS NULL, {field(value)} DESC, bid.id

-- left out: lost bid(s) without that date
SELECT count(*) FROM bid JOIN stage ON stage.id = bid.stage
WHERE stage.outcome = 'lost' AND {dated} IS NULL AND :dated <> 'opened_on' AND {period(dated)} IS NOT 1 AND {where}

-- left out: withdrawn bid(s)
SELECT count(*) FROM bid JOIN stage ON stage.id = bid.stage WHERE stage.outcome = 'withdrawn' AND CASE WHEN :dated = 'opened_on' AND bid.opened_on IS NULL THEN {period(created_at)}
	ELSE {period(dated)} END AND {where}

-- missing: bid(s) in a currency without a rate, in no sum
{no_rate}

-- section: competitors  By competitor
-- key:     name
-- column:  name text [Competitor], lost integer, all_lost integer [Of], share percent = lost / all_lost
-- column:  decided integer, loss_rate percent = lost / decided
-- column:  value money, all_value money [Of value], value_share percent = value / all_value, mean money [Mean lost] = value / lost
-- spare:   all_lost, all_value
-- chart:   bar name lost
WITH closed AS (
	SELECT bid.competitor AS name, stage.outcome, {field(value)} AS value
	FROM bid JOIN stage ON stage.id = bid.stage
	WHERE stage.outcome IN ('won', 'lost') AND CASE WHEN :dated = 'opened_on' AND bid.opened_on IS NULL THEN {period(created_at)}
		ELSE {period(dated)} END AND {where}
)
{by_name}

-- rows:    the lost bids behind one line
{lost_bid} AND bid.competitor IS :key
ORDER BY {field(value)} IS NULL, {field(value)} DESC, bid.id

-- missing: bid(s) in a currency without a rate, in no sum
{no_rate}

-- section: products  By product
-- key:     name
-- column:  name text [Product], lost integer, all_lost integer [Of], share percent = lost / all_lost
-- column:  decided integer, loss_rate percent = lost / decided
-- column:  value money, all_value money [Of value], value_share percent = value / all_value, mean money [Mean lost] = value / lost
-- spare:   all_lost, all_value
-- chart:   bar name lost
WITH closed AS (
	SELECT {field(product)} AS name, stage.outcome, {field(value)} AS value
	FROM bid JOIN stage ON stage.id = bid.stage
	WHERE stage.outcome IN ('won', 'lost') AND CASE WHEN :dated = 'opened_on' AND bid.opened_on IS NULL THEN {period(created_at)}
		ELSE {period(dated)} END AND {where}
)
{by_name}

-- rows:    the lost bids behind one line
{lost_bid} AND {field(product)} IS :key
ORDER BY {field(value)} IS NULL, {field(value)} DESC, bid.id

-- missing: bid(s) in a currency without a rate, in no sum
{no_rate}

-- section: unexplained  Lost, and nobody said why
-- key:     id
-- findings: yes
-- column:  closed_on date, id id(bid), title text, account text, owner text, competitor text, value money
SELECT bid.closed_on, bid.id, bid.title, {field(account)} AS account, {field(owner)} AS owner, bid.competitor,
	{field(value)} AS value
FROM bid JOIN stage ON stage.id = bid.stage
WHERE stage.outcome = 'lost' AND bid.reason IS NULL AND CASE WHEN :dated = 'opened_on' AND bid.opened_on IS NULL THEN {period(created_at)}
	ELSE {period(dated)} END AND {where}
ORDER BY {field(value)} IS NULL, {field(value)} DESC, bid.id
