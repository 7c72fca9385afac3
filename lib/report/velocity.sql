-- title:   Velocity
-- about:   How long bids take from their opening to the decision, and in each stage; how often and by how much their
-- about:   expected decision and their value changed; and how much is won a day: open bids × mean won × win rate ÷ mean days of
-- about:   those won. A bid begins on opened_on, else when it was entered. Stays in a stage are told by the changes of stage.
-- about:   Dates and values are those of all its changes, of bids that are open or were decided in the period.
-- param:   period  period = this year       when they were decided; of a stay, when it ended
-- param:   by      field(bid) = owner       a line for each value of this field, path or tag
-- param:   dated   field(bid) = closed_on   the date that the period is about; opened_on, else the day of entry, compares cohorts
-- main:    total

-- shared:  closed
closed AS (
	SELECT bid.id, {by} AS name, stage.outcome, {field(value)} AS value,
		CASE WHEN bid.closed_on >= coalesce(bid.opened_on, kam_day(bid.created_at)) THEN CAST(julianday(bid.closed_on)
			- julianday(coalesce(bid.opened_on, kam_day(bid.created_at))) AS INTEGER) END AS days
	FROM bid JOIN stage ON stage.id = bid.stage
	WHERE stage.outcome IN ('won', 'lost') AND CASE WHEN :dated = 'opened_on' AND bid.opened_on IS NULL THEN {period(created_at)}
		ELSE {period(dated)} END AND {where}
)

-- shared:  no_days
SELECT count(*) FROM bid JOIN stage ON stage.id = bid.stage
WHERE stage.outcome IN ('won', 'lost') AND CASE WHEN :dated = 'opened_on' AND bid.opened_on IS NULL THEN {period(created_at)}
	ELSE {period(dated)} END AND {where}
	AND bid.closed_on < coalesce(bid.opened_on, kam_day(bid.created_at))

-- shared:  no_date
SELECT count(*) FROM bid JOIN stage ON stage.id = bid.stage
WHERE stage.outcome IN ('won', 'lost') AND {dated} IS NULL AND :dated <> 'opened_on' AND {period(dated)} IS NOT 1 AND {where}

-- shared:  no_rate
SELECT count(*) FROM bid JOIN stage ON stage.id = bid.stage
WHERE stage.outcome = 'won' AND CASE WHEN :dated = 'opened_on' AND bid.opened_on IS NULL THEN {period(created_at)}
	ELSE {period(dated)} END AND {where} AND bid.value IS NOT NULL AND {field(value)} IS NULL

-- shared:  stay
--- Each change of stage ends a stay; the last one goes on, or up to the decision that no change told of. Where the decision
--- was entered some days after it, the stay ends with the decision.
step AS (
	SELECT change.bid, change.old, change.new, change.happened_at, change.id,
		max(coalesce(bid.opened_on, kam_day(bid.created_at)), CASE
		WHEN coalesce(stage.outcome, 'open') = 'open' THEN kam_day(change.happened_at)
		ELSE min(kam_day(change.happened_at), coalesce(bid.closed_on, '9999-12-31')) END) AS day
	FROM change JOIN bid ON bid.id = change.bid LEFT JOIN stage ON stage.name = change.new
	WHERE change.field = 'stage' AND change.happened_at <= :now AND {where}
), ended AS (
	SELECT bid, coalesce(lag(new) OVER turn, old) AS stage, lag(day) OVER turn AS entered_on, day AS left_on, new,
		lead(id) OVER turn IS NULL AS last
	FROM step WINDOW turn AS (PARTITION BY bid ORDER BY happened_at, id)
), at AS (
	SELECT bid.id AS bid, coalesce(ended.new, stage.name) AS stage, ended.left_on AS entered_on, stage.outcome, bid.closed_on
	FROM bid JOIN stage ON stage.id = bid.stage LEFT JOIN ended ON ended.bid = bid.id AND ended.last WHERE {where}
), stay AS (
	SELECT every.bid, every.stage, coalesce(entered_on, bid.opened_on, kam_day(bid.created_at)) AS entered_on, left_on,
		CAST(max(0, julianday(coalesce(left_on, :today)) -
			julianday(coalesce(entered_on, bid.opened_on, kam_day(bid.created_at)))) AS INTEGER) AS days
	FROM (
		SELECT bid, stage, entered_on, left_on FROM ended
		UNION ALL SELECT at.bid, at.stage, at.entered_on, CASE WHEN at.outcome <> 'open' THEN at.closed_on END
		FROM at JOIN stage ON stage.name = at.stage
		WHERE stage.outcome = 'open' AND (at.outcome = 'open' OR at.closed_on IS NOT NULL)
	) AS every JOIN bid ON bid.id = every.bid
)

-- shared:  course
--- What was first said of a bid, and what is said now, in the order of its changes.
said AS (
	SELECT change.bid, change.field, change.old, change.new,
		row_number() OVER (PARTITION BY change.bid, change.field ORDER BY change.happened_at, change.id) AS first,
		row_number() OVER (PARTITION BY change.bid, change.field ORDER BY change.happened_at DESC, change.id DESC) AS last
	FROM change WHERE change.field IN ('close_on', 'value') AND change.happened_at <= :now
		AND coalesce(change.old, change.new) IS NOT NULL
), course AS (
	SELECT bid, field, count(*) FILTER (WHERE old <> new) AS moves,
		max(CASE WHEN first = 1 THEN coalesce(old, new) END) AS first, max(CASE WHEN last = 1 THEN new END) AS now
	FROM said GROUP BY bid, field
), chosen AS (
	SELECT bid.id, {by} AS name, dates.moves, dates.first AS first_on, dates.now AS now_on,
		CAST(julianday(dates.now) - julianday(dates.first) AS INTEGER) AS days,
		CAST(round(kam_minor(amounts.first, bid.currency) * factor) AS INTEGER) AS first_value,
		CAST(round(kam_minor(amounts.now, bid.currency) * factor) AS INTEGER) AS now_value
	FROM (
		SELECT bid.id AS bid, CASE WHEN bid.currency = :base THEN 1.0 ELSE (SELECT factor FROM rate
			WHERE rate.currency = bid.currency AND rate.starts_on <= coalesce(bid.closed_on, :today)
			ORDER BY rate.starts_on DESC LIMIT 1) END AS factor FROM bid
	) AS worth JOIN bid ON bid.id = worth.bid JOIN stage ON stage.id = bid.stage
		LEFT JOIN course AS dates ON dates.bid = bid.id AND dates.field = 'close_on' AND dates.moves > 0
		LEFT JOIN course AS amounts ON amounts.bid = bid.id AND amounts.field = 'value'
	WHERE CASE WHEN stage.outcome = 'open' AND :dated = 'closed_on' THEN 1
		WHEN :dated = 'opened_on' AND bid.opened_on IS NULL THEN {period(created_at)} ELSE {period(dated)} END AND {where}
)

-- section: total  From opening to decision
-- key:     outcome
-- column:  outcome text, bids integer, days integer [Days in all], mean number [Mean days] = days / bids
-- column:  median number [Median days], shortest integer, longest integer
-- spare:   days
WITH {closed}, placed AS (
	SELECT outcome, days, row_number() OVER (PARTITION BY outcome ORDER BY days) AS place,
		count(*) OVER (PARTITION BY outcome) AS number
	FROM closed WHERE days IS NOT NULL
)
SELECT outcome, count(*) AS bids, sum(days) AS days,
	avg(days) FILTER (WHERE place IN ((number + 1) / 2, (number + 2) / 2)) AS median, min(days) AS shortest,
	max(days) AS longest
FROM placed GROUP BY outcome ORDER BY outcome DESC

-- rows:    the bids behind one line
-- column:  id id(bid), title text, account text, owner text, opened_on date, closed_on date, days integer, value money
WITH {closed}
SELECT bid.id, bid.title, {field(account)} AS account, {field(owner)} AS owner,
	coalesce(bid.opened_on, kam_day(bid.created_at)) AS opened_on, bid.closed_on, closed.days, closed.value
FROM closed JOIN bid ON bid.id = closed.id WHERE closed.days IS NOT NULL AND closed.outcome = :key
ORDER BY closed.days DESC, bid.id

-- left out: won and lost bid(s) without that date
{no_date}

-- left out: bid(s) decided before they were opened
{no_days}

-- section: speed  Won a day
-- column:  open integer [Open bids], won integer, decided integer [Won and lost], rate percent [Win rate] = won / decided
-- column:  won_value money, mean_won money [Mean won] = won_value / won, days integer [Days in all]
-- column:  timed integer [Won with days], cycle number [Mean days] = days / timed
-- column:  daily money [A day] = open * (won_value / won) * (won / decided) / (days / timed)
-- spare:   days, timed, won_value
WITH {closed}
SELECT (SELECT count(*) FROM bid JOIN stage ON stage.id = bid.stage WHERE stage.outcome = 'open' AND {where}) AS open,
	count(*) FILTER (WHERE outcome = 'won') AS won, count(*) AS decided,
	coalesce(sum(value) FILTER (WHERE outcome = 'won'), 0) AS won_value,
	coalesce(sum(days) FILTER (WHERE outcome = 'won'), 0) AS days, count(days) FILTER (WHERE outcome = 'won') AS timed
FROM closed

-- missing: won bid(s) in a currency without a rate, in no sum
{no_rate}

-- section: lines  By {by}
-- key:     name
-- column:  name {by}, won integer, won_mean number(2) [Mean days], won_median number [Median days]
-- column:  lost integer, lost_mean number(2) [Mean days lost], lost_median number [Median days lost]
-- column:  open integer [Open bids], won_value money, daily money [A day]
-- spare:   won_value, open
-- chart:   bar name won_mean
WITH {closed}, placed AS (
	SELECT name, outcome, days, row_number() OVER (PARTITION BY name, outcome ORDER BY days) AS place,
		count(*) OVER (PARTITION BY name, outcome) AS number
	FROM closed WHERE days IS NOT NULL
), timed AS (
	SELECT name, avg(days) FILTER (WHERE outcome = 'won') AS won_mean,
		avg(days) FILTER (WHERE outcome = 'won' AND place IN ((number + 1) / 2, (number + 2) / 2)) AS won_median,
		avg(days) FILTER (WHERE outcome = 'lost') AS lost_mean,
		avg(days) FILTER (WHERE outcome = 'lost' AND place IN ((number + 1) / 2, (number + 2) / 2)) AS lost_median
	FROM placed GROUP BY name
), counted AS (
	SELECT name, count(*) FILTER (WHERE outcome = 'won') AS won, count(*) FILTER (WHERE outcome = 'lost') AS lost,
		coalesce(sum(value) FILTER (WHERE outcome = 'won'), 0) AS won_value FROM closed GROUP BY name
), open_bid AS (
	SELECT {by} AS name, count(*) AS open FROM bid JOIN stage ON stage.id = bid.stage
	WHERE stage.outcome = 'open' AND {where} GROUP BY 1
), line AS (
	SELECT name FROM counted UNION SELECT name FROM open_bid
)
SELECT line.name, coalesce(won, 0) AS won, won_mean, won_median, coalesce(lost, 0) AS lost, lost_mean, lost_median,
	coalesce(open, 0) AS open, coalesce(won_value, 0) AS won_value,
	CASE WHEN won > 0 AND won_mean > 0 THEN CAST(round(coalesce(open, 0) * won_value / (won + lost) / won_mean) AS INTEGER)
		ELSE 'NA' END AS daily
FROM line LEFT JOIN counted ON counted.name IS line.name LEFT JOIN timed ON timed.name IS line.name
	LEFT JOIN open_bid ON open_bid.name IS line.name
ORDER BY line.name IS NULL, line.name

-- rows:    the decided bids behind one line
-- column:  id id(bid), title text, account text, owner text, outcome text, opened_on date, closed_on date, days integer, value money
WITH {closed}
SELECT bid.id, bid.title, {field(account)} AS account, {field(owner)} AS owner, closed.outcome,
	coalesce(bid.opened_on, kam_day(bid.created_at)) AS opened_on, bid.closed_on, closed.days, closed.value
FROM closed JOIN bid ON bid.id = closed.id WHERE closed.name IS :key
ORDER BY closed.days IS NULL, closed.days DESC, bid.id

-- missing: won bid(s) in a currency without a rate, in no sum
{no_rate}

-- section: stages  Days in each stage
-- key:     stage
-- column:  stage text, stays integer [Stays ended], days integer [Days in all], mean number [Mean days] = days / stays
-- column:  median number [Median days], expected integer [Days expected], over integer [Over it], over_rate percent = over / stays
-- column:  here integer [There now], here_over integer [Of them over]
-- spare:   days, over_rate
-- chart:   bar stage mean
WITH {stay}, left_stage AS (
	SELECT stay.stage, stay.days, row_number() OVER (PARTITION BY stay.stage ORDER BY stay.days) AS place,
		count(*) OVER (PARTITION BY stay.stage) AS number
	FROM stay WHERE stay.left_on IS NOT NULL AND {period(stay.left_on)}
), past AS (
	SELECT stage.name, count(*) AS stays, sum(days) AS days, count(*) FILTER (WHERE days > stage.expected_days) AS over,
		avg(days) FILTER (WHERE place IN ((number + 1) / 2, (number + 2) / 2)) AS median
	FROM left_stage JOIN stage ON stage.name = left_stage.stage GROUP BY stage.id
), present AS (
	SELECT stage.name, count(*) AS here, count(*) FILTER (WHERE days > stage.expected_days) AS here_over
	FROM stay JOIN stage ON stage.name = stay.stage WHERE stay.left_on IS NULL GROUP BY stage.id
)
SELECT stage.name AS stage, coalesce(past.stays, 0) AS stays, coalesce(past.days, 0) AS days, past.median,
	stage.expected_days AS expected, coalesce(past.over, 0) AS over, coalesce(present.here, 0) AS here,
	coalesce(present.here_over, 0) AS here_over
FROM stage LEFT JOIN past ON past.name = stage.name LEFT JOIN present ON present.name = stage.name
WHERE stage.outcome = 'open' OR past.stays > 0
ORDER BY stage.position, stage.id

-- rows:    the stays behind one line
-- column:  id id(bid), title text, account text, owner text, entered_on date [Entered], left_on date [Ended], days integer
WITH {stay}
SELECT bid.id, bid.title, {field(account)} AS account, {field(owner)} AS owner, stay.entered_on, stay.left_on, stay.days
FROM stay JOIN bid ON bid.id = stay.bid
WHERE stay.stage = :key AND (stay.left_on IS NULL OR {period(stay.left_on)})
ORDER BY stay.days DESC, bid.id, stay.entered_on

-- left out: stay(s) in a stage that is not there any more
WITH {stay}
SELECT count(*) FROM stay
WHERE stay.left_on IS NOT NULL AND {period(stay.left_on)} AND NOT EXISTS (SELECT 1 FROM stage WHERE stage.name = stay.stage)

-- section: slippage  Expected decision moved, by {by}
-- key:     name
-- quiet:   yes
-- column:  name {by}, bids integer, moved integer, share percent = moved / bids, moves integer [Times moved]
-- column:  later integer [Now later], days integer [Days later], mean number [Mean days] = days / moved
-- chart:   bar name days
WITH {course}
SELECT name, count(*) AS bids, count(moves) AS moved, coalesce(sum(moves), 0) AS moves, count(*) FILTER (WHERE days > 0) AS later,
	coalesce(sum(days), 0) AS days
FROM chosen GROUP BY name HAVING count(moves) > 0 ORDER BY 6 DESC, name IS NULL, name

-- rows:    the bids behind one line
-- column:  id id(bid), title text, account text, owner text, stage text, moves integer [Times moved], first_on date [First date]
-- column:  now_on date [Date now], days integer [Days later], value money
WITH {course}
SELECT bid.id, bid.title, {field(account)} AS account, {field(owner)} AS owner, {field(stage)} AS stage, chosen.moves,
	chosen.first_on, chosen.now_on, chosen.days, {field(value)} AS value
FROM chosen JOIN bid ON bid.id = chosen.id WHERE chosen.moves > 0 AND chosen.name IS :key
ORDER BY chosen.days DESC, bid.id

-- section: growth  Grown and shrunk, by {by}
-- key:     name
-- quiet:   yes
-- column:  name {by}, bids integer, grown integer, grown_value money [Grown by], shrunk integer, shrunk_value money [Shrunk by]
-- column:  net money = grown_value + shrunk_value
-- chart:   bar name net
WITH {course}
SELECT name, count(*) AS bids, count(*) FILTER (WHERE now_value > first_value) AS grown,
	coalesce(sum(now_value - first_value) FILTER (WHERE now_value > first_value), 0) AS grown_value,
	count(*) FILTER (WHERE now_value < first_value) AS shrunk,
	coalesce(sum(now_value - first_value) FILTER (WHERE now_value < first_value), 0) AS shrunk_value
FROM chosen GROUP BY name HAVING count(*) FILTER (WHERE now_value <> first_value) > 0
ORDER BY 4 + 6 DESC, name IS NULL, name

-- rows:    the bids behind one line
-- column:  id id(bid), title text, account text, owner text, stage text, first_value money [First value], now_value money [Value now]
-- column:  change money = now_value - first_value
WITH {course}
SELECT bid.id, bid.title, {field(account)} AS account, {field(owner)} AS owner, {field(stage)} AS stage, chosen.first_value,
	chosen.now_value
FROM chosen JOIN bid ON bid.id = chosen.id WHERE chosen.now_value <> chosen.first_value AND chosen.name IS :key
ORDER BY abs(chosen.now_value - chosen.first_value) DESC, bid.id

-- missing: bid(s) in a currency without a rate, in no sum
SELECT count(*) FROM bid WHERE bid.value IS NOT NULL AND {field(value)} IS NULL AND {where}
	AND EXISTS (SELECT 1 FROM change WHERE change.bid = bid.id AND change.field = 'value')
