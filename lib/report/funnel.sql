-- title:   Funnel
-- about:   How many bids reached each stage, how many of those went on, and what became of the others: reached = went on +
-- about:   still there + lost + withdrawn. A bid has reached the stages that its changes name and the one it is in, and by
-- about:   position all before them; it counts where it came furthest, whether it went back, was lost or was withdrawn, and at
-- about:   the first stage where no change tells. Without opened_on a bid was opened when it was entered.
-- param:   period  period = this year       the bids opened in it
-- param:   dated   field(bid) = opened_on   the date that the period is about
-- shared:  reaching
start AS (
	SELECT min(position) AS position FROM stage WHERE outcome = 'open'
), passed AS (
	SELECT change.bid, max(stage.position) AS furthest, max(CASE WHEN stage.outcome = 'open' THEN stage.position END) AS open
	FROM change JOIN stage ON stage.name IN (change.old, change.new)
	WHERE change.field = 'stage' AND stage.outcome IN ('open', 'won') GROUP BY change.bid
), reaching AS (
	SELECT bid.id, stage.outcome, {field(value)} AS value, CASE stage.outcome
			WHEN 'won' THEN max(stage.position, coalesce(passed.furthest, start.position))
			WHEN 'open' THEN max(stage.position, coalesce(passed.open, start.position))
			ELSE coalesce(passed.open, start.position) END AS furthest
	FROM bid JOIN stage ON stage.id = bid.stage CROSS JOIN start LEFT JOIN passed ON passed.bid = bid.id
	WHERE CASE WHEN :dated = 'opened_on' AND bid.opened_on IS NULL THEN {period(created_at)} ELSE {period(dated)} END
		AND {where}
)

-- key:     stage
-- column:  stage text, reached integer, went_on integer, conversion percent = went_on / reached
-- column:  here integer [Still there], lost integer, withdrawn integer, lost_rate percent = lost / reached, value money
-- spare:   lost_rate
-- chart:   bar stage reached
WITH {reaching}
SELECT stage.name AS stage, count(reaching.id) AS reached,
	lead(count(reaching.id)) OVER (ORDER BY stage.position, stage.id) AS went_on,
	count(*) FILTER (WHERE reaching.furthest = stage.position AND reaching.outcome IN ('open', 'won')) AS here,
	count(*) FILTER (WHERE reaching.furthest = stage.position AND reaching.outcome = 'lost') AS lost,
	count(*) FILTER (WHERE reaching.furthest = stage.position AND reaching.outcome = 'withdrawn') AS withdrawn,
	coalesce(sum(reaching.value), 0) AS value
FROM stage LEFT JOIN reaching ON reaching.furthest >= stage.position
WHERE stage.outcome IN ('open', 'won')
GROUP BY stage.id ORDER BY stage.position, stage.id

-- rows:    the bids that reached the stage
-- column:  id id(bid), title text, account text, owner text, stage text, went_on flag, value money, opened_on date
WITH {reaching}
SELECT bid.id, bid.title, {field(account)} AS account, {field(owner)} AS owner, {field(stage)} AS stage,
	reaching.furthest > at.position AS went_on, reaching.value, coalesce(bid.opened_on, kam_day(bid.created_at)) AS opened_on
FROM reaching JOIN bid ON bid.id = reaching.id JOIN stage AS at ON at.name = :key
WHERE reaching.furthest >= at.position
ORDER BY 8, bid.id

-- left out: bid(s) without that date
SELECT count(*) FROM bid WHERE {dated} IS NULL AND :dated <> 'opened_on' AND {period(dated)} IS NOT 1 AND {where}

-- missing: bid(s) in a currency without a rate, in no sum
SELECT count(*) FROM bid
WHERE CASE WHEN :dated = 'opened_on' AND bid.opened_on IS NULL THEN {period(created_at)} ELSE {period(dated)} END
	AND {where} AND bid.value IS NOT NULL AND {field(value)} IS NULL
