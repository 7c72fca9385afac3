-- title:   Discounts
-- about:   How far below the list price bids were won and lost: discount = 1 − value ÷ list value. The mean takes each bid alike,
-- about:   the weighted one all list values together: what was given away ÷ what the list asks. Above the list it is below zero.
-- about:   Below its floor is a bid whose value is less than its own floor value, else than its product's floor price; approved
-- about:   is what somebody other than the owner has let go at that price.
-- param:   period  period = this year       when they were closed
-- param:   by      field(bid) = owner       a line for each value of this field, path or tag
-- param:   dated   field(bid) = closed_on   the date that the period is about; opened_on, else the day of entry, compares cohorts
-- main:    lines

-- shared:  closed
in_period AS (
	SELECT bid.id, stage.outcome FROM bid JOIN stage ON stage.id = bid.stage
	WHERE stage.outcome IN ('won', 'lost') AND CASE WHEN :dated = 'opened_on' AND bid.opened_on IS NULL THEN {period(created_at)}
		ELSE {period(dated)} END AND {where}
), closed AS (
	SELECT bid.id, {by} AS name, {field(discount_band)} AS band, in_period.outcome, 1 - bid.value * 1.0 / bid.list_value AS depth,
		CASE WHEN {field(list_value)} IS NOT NULL THEN {field(value)} END AS value, {field(list_value)} AS list_value
	FROM bid JOIN in_period ON in_period.id = bid.id WHERE bid.value IS NOT NULL AND bid.list_value > 0
)

-- shared:  closed_bid
SELECT bid.id, bid.title, {field(account)} AS account, {field(owner)} AS owner, {field(stage)} AS stage,
	CAST(round(closed.depth * 10000) AS INTEGER) AS discount, closed.value, closed.list_value, bid.closed_on
FROM closed JOIN bid ON bid.id = closed.id

-- shared:  below
price AS (
	SELECT *, row_number() OVER (PARTITION BY bid ORDER BY happened_at DESC, id DESC) AS place
	FROM assessment WHERE kind = 'price' AND decision IS NOT NULL
), below AS (
	SELECT bid.id, coalesce(bid.floor_value, product.floor_price) AS least, approver.name AS approver, price.happened_at,
		price.decision = 'go' AND price.done_by IS NOT bid.owner AND CASE WHEN price.value IS NOT NULL
			THEN price.currency = bid.currency AND price.value <= bid.value
			ELSE NOT EXISTS (SELECT 1 FROM change WHERE change.bid = bid.id AND change.field = 'value'
				AND change.happened_at > price.happened_at) END AS approved
	FROM bid JOIN stage ON stage.id = bid.stage LEFT JOIN product ON product.id = bid.product AND product.currency = bid.currency
		LEFT JOIN price ON price.bid = bid.id AND price.place = 1 LEFT JOIN person AS approver ON approver.id = price.done_by
	WHERE bid.value < coalesce(bid.floor_value, product.floor_price) AND (stage.outcome = 'open' AND {where}
		OR stage.outcome = 'won' AND CASE WHEN :dated = 'opened_on' AND bid.opened_on IS NULL THEN {period(created_at)}
			ELSE {period(dated)} END AND {where})
)

-- section: outcomes  Won and lost
-- key:     outcome
-- column:  outcome text, bids integer, mean percent [Mean discount], deepest percent
-- column:  list_value money [List value], value money, given money [Given away] = list_value - value
-- column:  weighted percent [Weighted discount] = given / list_value
WITH {closed}, line (place, name) AS (VALUES (1, 'won'), (2, 'lost'))
SELECT line.name AS outcome, count(closed.id) AS bids, coalesce(CAST(round(avg(depth) * 10000) AS INTEGER), 'NA') AS mean,
	coalesce(CAST(round(max(depth) * 10000) AS INTEGER), 'NA') AS deepest, coalesce(sum(list_value), 0) AS list_value,
	coalesce(sum(value), 0) AS value
FROM line LEFT JOIN closed ON closed.outcome = line.name
WHERE EXISTS (SELECT 1 FROM closed) GROUP BY line.place ORDER BY line.place

-- rows:    the bids behind one line
-- column:  id id(bid), title text, account text, owner text, stage text, discount percent, value money, list_value money [List value]
-- column:  closed_on date
WITH {closed} {closed_bid} WHERE closed.outcome = :key ORDER BY closed.depth DESC, bid.id

-- left out: won and lost bid(s) without a value or a list value
WITH {closed} SELECT count(*) FROM in_period WHERE id NOT IN (SELECT id FROM closed)

-- missing: bid(s) in a currency without a rate, in no sum
WITH {closed} SELECT count(*) FROM closed WHERE value IS NULL

-- section: lines  By {by}
-- key:     name
-- column:  name {by}, bids integer, mean percent [Mean discount], won integer, won_mean percent [Mean of won], lost integer, lost_mean percent [Mean of lost]
-- column:  list_value money [List value], value money, given money [Given away] = list_value - value
-- column:  weighted percent [Weighted discount] = given / list_value
-- spare:   list_value, value, lost, won
-- chart:   bar name mean
WITH {closed}
SELECT name, count(*) AS bids, CAST(round(avg(depth) * 10000) AS INTEGER) AS mean,
	count(*) FILTER (WHERE outcome = 'won') AS won,
	coalesce(CAST(round(avg(depth) FILTER (WHERE outcome = 'won') * 10000) AS INTEGER), 'NA') AS won_mean,
	count(*) FILTER (WHERE outcome = 'lost') AS lost,
	coalesce(CAST(round(avg(depth) FILTER (WHERE outcome = 'lost') * 10000) AS INTEGER), 'NA') AS lost_mean,
	coalesce(sum(list_value), 0) AS list_value, coalesce(sum(value), 0) AS value
FROM closed GROUP BY name ORDER BY avg(depth) DESC, name IS NULL, name

-- rows:    the bids behind one line
-- column:  id id(bid), title text, account text, owner text, stage text, discount percent, value money, list_value money [List value]
-- column:  closed_on date
WITH {closed} {closed_bid} WHERE closed.name IS :key ORDER BY closed.depth DESC, bid.id

-- left out: won and lost bid(s) without a value or a list value
WITH {closed} SELECT count(*) FROM in_period WHERE id NOT IN (SELECT id FROM closed)

-- left out: won and lost bid(s) without that date
SELECT count(*) FROM bid JOIN stage ON stage.id = bid.stage
WHERE stage.outcome IN ('won', 'lost') AND {dated} IS NULL AND :dated <> 'opened_on' AND {period(dated)} IS NOT 1 AND {where}

-- missing: bid(s) in a currency without a rate, in no sum
WITH {closed} SELECT count(*) FROM closed WHERE value IS NULL

-- section: bands  By depth
-- key:     band
-- column:  band text [Discount band], bids integer, won integer, lost integer, rate percent [Win rate] = won / bids
-- column:  value money, won_value money, value_rate percent [Rate by value] = won_value / value
WITH {closed}
SELECT band, count(*) AS bids, count(*) FILTER (WHERE outcome = 'won') AS won, count(*) FILTER (WHERE outcome = 'lost') AS lost,
	coalesce(sum(value), 0) AS value, coalesce(sum(value) FILTER (WHERE outcome = 'won'), 0) AS won_value
FROM closed GROUP BY band ORDER BY band

-- rows:    the bids behind one line
-- column:  id id(bid), title text, account text, owner text, stage text, discount percent, value money, list_value money [List value]
-- column:  closed_on date
WITH {closed} {closed_bid} WHERE closed.band IS :key ORDER BY closed.depth DESC, bid.id

-- missing: bid(s) in a currency without a rate, in no sum
WITH {closed} SELECT count(*) FROM closed WHERE value IS NULL

-- section: below  Below the floor, open or won, and nobody approved it
-- key:     id
-- findings: yes
-- column:  id id(bid), title text, account text, owner text, stage text, value money, floor money
-- column:  short percent [Below by] = (floor - value) / floor
-- spare:   stage
WITH {below}
SELECT bid.id, bid.title, {field(account)} AS account, {field(owner)} AS owner, {field(stage)} AS stage, {field(value)} AS value,
	coalesce({field(floor_value)}, (SELECT {field(product.floor_price)} FROM product WHERE product.id = bid.product)) AS floor
FROM below JOIN bid ON bid.id = below.id WHERE below.approved IS NOT 1
ORDER BY bid.value * 1.0 / below.least, bid.id

-- section: approved  Below the floor, and approved
-- key:     id
-- quiet:   yes
-- column:  id id(bid), title text, account text, owner text, stage text, value money, floor money
-- column:  short percent [Below by] = (floor - value) / floor, approver text [Approved by], approved_at instant [Approved at]
-- spare:   stage, approved_at
WITH {below}
SELECT bid.id, bid.title, {field(account)} AS account, {field(owner)} AS owner, {field(stage)} AS stage, {field(value)} AS value,
	coalesce({field(floor_value)}, (SELECT {field(product.floor_price)} FROM product WHERE product.id = bid.product)) AS floor,
	below.approver, below.happened_at AS approved_at
FROM below JOIN bid ON bid.id = below.id WHERE below.approved = 1
ORDER BY bid.value * 1.0 / below.least, bid.id
