-- title:   Rivals
-- about:   Competitors: bids against them, won and lost, and what is known of them. A bid is against whom it names as
-- about:   competitor and against each rival that is recorded on it, once; a rival of the customer only is known there.
-- about:   Names are one whatever their width and case. Won and lost are of the period, open of today; withdrawn are left out.
-- param:   period  period = this year       when the bids were closed
-- param:   by      field(bid) = offer       a line for each value of this field, path or tag, such as discount_band
-- param:   dated   field(bid) = closed_on   the date that the period is about; opened_on, else the day of entry, compares cohorts
-- param:   rival   text =                   # bids against this one only, by its name
-- main:    rivals

-- shared:  against
said AS (
	SELECT bid.id AS bid, NULL AS account, trim(bid.competitor) AS name, NULL AS counter FROM bid
	WHERE trim(bid.competitor) <> ''
	UNION ALL SELECT rival.bid, rival.account, rival.name, rival.counter FROM rival
), named AS (
	SELECT kam_fold(name) AS fold, min(name) AS name, count(DISTINCT account) AS accounts FROM said GROUP BY 1
	HAVING :rival IS NULL OR kam_fold(name) = kam_fold(:rival)
), chosen AS (
	SELECT bid.id, stage.outcome, {field(value)} AS value, bid.value IS NOT NULL AS valued, {by} AS line
	FROM bid JOIN stage ON stage.id = bid.stage
	WHERE {where} AND (stage.outcome = 'open' OR stage.outcome IN ('won', 'lost') AND CASE
		WHEN :dated = 'opened_on' AND bid.opened_on IS NULL THEN {period(created_at)} ELSE {period(dated)} END)
), against AS (
	SELECT DISTINCT chosen.*, named.fold, named.name FROM said JOIN named ON named.fold = kam_fold(said.name)
		JOIN chosen ON chosen.id = said.bid
)

-- section: rivals  Competitors
-- key:     name
-- column:  name text, bids integer, won integer, lost integer, rate percent [Win rate] = won / (won + lost), open integer [Open bids]
-- column:  won_value money, lost_value money, value_rate percent [Rate by value] = won_value / (won_value + lost_value)
-- column:  open_value money, accounts integer [Known at]
-- spare:   bids, accounts
-- chart:   bar name won lost
WITH {against}
SELECT named.name, count(against.id) AS bids, count(*) FILTER (WHERE outcome = 'won') AS won,
	count(*) FILTER (WHERE outcome = 'lost') AS lost, count(*) FILTER (WHERE outcome = 'open') AS open,
	coalesce(sum(value) FILTER (WHERE outcome = 'won'), 0) AS won_value,
	coalesce(sum(value) FILTER (WHERE outcome = 'lost'), 0) AS lost_value,
	coalesce(sum(value) FILTER (WHERE outcome = 'open'), 0) AS open_value, named.accounts
FROM named LEFT JOIN against ON against.fold = named.fold
GROUP BY named.fold ORDER BY bids DESC, named.accounts DESC, named.name

-- rows:    the bids against them
-- column:  id id(bid), title text, account text, owner text, stage text, value money, closed_on date, reason text
WITH {against}
SELECT bid.id, bid.title, {field(account)} AS account, {field(owner)} AS owner, {field(stage)} AS stage, against.value,
	bid.closed_on, bid.reason
FROM against JOIN bid ON bid.id = against.id WHERE against.name = :key ORDER BY bid.closed_on IS NULL, bid.closed_on, bid.id

-- left out: won, lost and open bid(s) that name no competitor
WITH {against} SELECT count(*) FROM chosen WHERE id NOT IN (SELECT bid FROM said WHERE bid IS NOT NULL)

-- left out: won and lost bid(s) without that date
SELECT count(*) FROM bid JOIN stage ON stage.id = bid.stage
WHERE stage.outcome IN ('won', 'lost') AND {dated} IS NULL AND :dated <> 'opened_on' AND {period(dated)} IS NOT 1 AND {where}

-- missing: bid(s) in a currency without a rate, in no sum
WITH {against} SELECT count(DISTINCT id) FROM against WHERE valued AND value IS NULL

-- section: lines  Against competitors, and with none named, by {by}
-- key:     name
-- column:  name {by}, won integer, lost integer, rate percent [Win rate] = won / (won + lost)
-- column:  won_value money, lost_value money, value_rate percent [Rate by value] = won_value / (won_value + lost_value)
-- column:  alone_won integer [Won without one], alone_lost integer [Lost without one]
-- column:  alone_rate percent [Rate without one] = alone_won / (alone_won + alone_lost)
-- spare:   value_rate, alone_won, alone_lost
-- chart:   bar name rate
WITH {against}, bid_line AS (
	SELECT chosen.*, chosen.id IN (SELECT id FROM against) AS met, chosen.id IN (SELECT bid FROM said WHERE bid IS NOT NULL) AS any_met
	FROM chosen WHERE outcome <> 'open'
)
SELECT line AS name, count(*) FILTER (WHERE met AND outcome = 'won') AS won, count(*) FILTER (WHERE met AND outcome = 'lost') AS lost,
	coalesce(sum(value) FILTER (WHERE met AND outcome = 'won'), 0) AS won_value,
	coalesce(sum(value) FILTER (WHERE met AND outcome = 'lost'), 0) AS lost_value,
	count(*) FILTER (WHERE NOT any_met AND outcome = 'won') AS alone_won,
	count(*) FILTER (WHERE NOT any_met AND outcome = 'lost') AS alone_lost
FROM bid_line GROUP BY line ORDER BY line IS NULL, line

-- rows:    the bids against competitors on one line
-- column:  id id(bid), title text, account text, rivals text, stage text, value money, discount percent, closed_on date
WITH {against}
SELECT bid.id, bid.title, {field(account)} AS account, group_concat(against.name, '; ') AS rivals, {field(stage)} AS stage,
	against.value, {field(discount)} AS discount, bid.closed_on
FROM (SELECT * FROM against ORDER BY id, name) AS against JOIN bid ON bid.id = against.id
WHERE against.line IS :key AND against.outcome <> 'open'
GROUP BY bid.id ORDER BY bid.closed_on, bid.id

-- section: known  What is known of them
-- key:     id
-- column:  id id(rival), name text, whose text [Customer or bid], share percent, counter text, strength text, weakness text
WITH {against}
SELECT rival.id, rival.name, coalesce(account.name, bid.title) AS whose, rival.share, rival.counter, rival.strength, rival.weakness
FROM rival JOIN named ON named.fold = kam_fold(rival.name) LEFT JOIN account ON account.id = rival.account
	LEFT JOIN bid ON bid.id = rival.bid
WHERE rival.bid IS NULL OR {where}
ORDER BY named.name, rival.bid IS NOT NULL, rival.share DESC, rival.id

-- section: unanswered  Open bids against somebody without an answer to them
-- key:     id
-- findings: yes
-- column:  id id(bid), title text, owner text, stage text, value money, rivals text, lost integer [Lost to them], close_on date
WITH {against}
SELECT bid.id, bid.title, {field(owner)} AS owner, {field(stage)} AS stage, against.value,
	group_concat(against.name, '; ') AS rivals, sum((SELECT count(*) FROM against AS before WHERE before.fold = against.fold
		AND before.outcome = 'lost')) AS lost, bid.close_on
FROM (SELECT * FROM against ORDER BY id, name) AS against JOIN bid ON bid.id = against.id
WHERE against.outcome = 'open' AND NOT EXISTS (
	SELECT 1 FROM rival WHERE kam_fold(rival.name) = against.fold AND rival.counter IS NOT NULL
		AND (rival.bid = bid.id OR rival.account = bid.account))
GROUP BY bid.id ORDER BY lost DESC, against.value DESC, bid.id
