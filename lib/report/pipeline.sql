-- title:   Pipeline
-- about:   Open bids: how many, what they are worth, and what that is when weighted by the chance of winning.
-- param:   period  period = all          when they are expected to be decided
-- param:   by      field(bid) = stage    a line for each value of this field, path or tag
-- main:    open

-- section: total  All open bids
-- column:  bids integer, without_value integer, value money, weighted money, mean money [Mean value] = value / (bids - without_value)
SELECT count(*) AS bids, count(*) FILTER (WHERE bid.value IS NULL) AS without_value,
	coalesce(sum({field(value)}), 0) AS value, coalesce(sum({field(weighted)}), 0) AS weighted
FROM bid JOIN stage ON stage.id = bid.stage
WHERE stage.outcome = 'open' AND {period(close_on)} AND {where}

-- missing: bid(s) in a currency without a rate, in no sum
SELECT count(*) FROM bid JOIN stage ON stage.id = bid.stage
WHERE stage.outcome = 'open' AND {period(close_on)} AND {where} AND bid.value IS NOT NULL AND {field(value)} IS NULL

-- section: open  By {by}
-- key:     name
-- column:  name {by}, bids integer, without_value integer, value money, weighted money
-- column:  mean money [Mean value] = value / (bids - without_value)
-- chart:   bar name value
SELECT {by} AS name, count(*) AS bids, count(*) FILTER (WHERE bid.value IS NULL) AS without_value,
	coalesce(sum({field(value)}), 0) AS value, coalesce(sum({field(weighted)}), 0) AS weighted
FROM bid JOIN stage ON stage.id = bid.stage
WHERE stage.outcome = 'open' AND {period(close_on)} AND {where}
GROUP BY 1 ORDER BY CASE WHEN :by = 'stage' THEN min(stage.position) END, {by} IS NULL, {by}

-- rows:    the bids behind one line
SELECT bid.id, bid.title, {field(account)} AS account, {field(owner)} AS owner, {field(stage)} AS stage,
	{field(value)} AS value, {field(weighted)} AS weighted, bid.close_on
FROM bid JOIN stage ON stage.id = bid.stage
WHERE stage.outcome = 'open' AND {period(close_on)} AND {where} AND {by} IS :key
ORDER BY bid.close_on IS NULL, bid.close_on, bid.id

-- left out: open bid(s) without an expected decision
SELECT count(*) FROM bid JOIN stage ON stage.id = bid.stage
WHERE stage.outcome = 'open' AND bid.close_on IS NULL AND {period(close_on)} IS NOT 1 AND {where}

-- missing: bid(s) in a currency without a rate, in no sum
SELECT count(*) FROM bid JOIN stage ON stage.id = bid.stage
WHERE stage.outcome = 'open' AND {period(close_on)} AND {where} AND bid.value IS NOT NULL AND {field(value)} IS NULL
