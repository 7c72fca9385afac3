-- title:   Funnel
-- about:   How many bids reached each stage, and how many of those went on to the next.
-- about:   A bid has reached the stages that its changes name and the one it is in, and by position all before them.
-- about:   A lost or withdrawn bid counts for the furthest open stage that its changes name, else for the first.
-- param:   period  period = this year       the bids opened in it
-- param:   dated   field(bid) = opened_on   the date that the period is about
-- key:     stage
-- column:  stage text, reached integer, went_on integer, conversion percent = went_on / reached, value money
-- chart:   bar stage reached
WITH start AS (
	SELECT min(position) AS position FROM stage WHERE outcome = 'open'
), reaching AS (
	SELECT bid.id, {field(value)} AS value, max(
		coalesce(CASE WHEN stage.outcome IN ('open', 'won') THEN stage.position END, start.position),
		coalesce((
			SELECT max(passed.position) FROM change JOIN stage AS passed ON passed.name IN (change.old, change.new)
			WHERE change.bid = bid.id AND change.field = 'stage'
				AND (passed.outcome = 'open' OR (passed.outcome = 'won' AND stage.outcome IN ('open', 'won')))
		), start.position)) AS furthest
	FROM bid JOIN stage ON stage.id = bid.stage CROSS JOIN start
	WHERE {period(dated)} AND {where}
)
SELECT stage.name AS stage, count(reaching.id) AS reached,
	lead(count(reaching.id)) OVER (ORDER BY stage.position, stage.id) AS went_on,
	coalesce(sum(reaching.value), 0) AS value
FROM stage LEFT JOIN reaching ON reaching.furthest >= stage.position
WHERE stage.outcome IN ('open', 'won')
GROUP BY stage.id ORDER BY stage.position, stage.id

-- rows:    the bids that reached the stage
SELECT bid.id, bid.title, {field(account)} AS account, {field(owner)} AS owner, {field(stage)} AS stage,
	{field(value)} AS value, bid.opened_on
FROM bid JOIN stage ON stage.id = bid.stage
WHERE {period(dated)} AND {where} AND (SELECT position FROM stage WHERE name = :key) <= max(
	coalesce(CASE WHEN stage.outcome IN ('open', 'won') THEN stage.position END,
		(SELECT min(position) FROM stage WHERE outcome = 'open')),
	coalesce((
		SELECT max(passed.position) FROM change JOIN stage AS passed ON passed.name IN (change.old, change.new)
		WHERE change.bid = bid.id AND change.field = 'stage'
			AND (passed.outcome = 'open' OR (passed.outcome = 'won' AND stage.outcome IN ('open', 'won')))
	), (SELECT min(position) FROM stage WHERE outcome = 'open')))
ORDER BY bid.opened_on, bid.id

-- left out: bid(s) without that date
SELECT count(*) FROM bid WHERE {dated} IS NULL AND {period(dated)} IS NOT 1 AND {where}

-- missing: bid(s) in a currency without a rate, in no sum
SELECT count(*) FROM bid WHERE {period(dated)} AND {where} AND bid.value IS NOT NULL AND {field(value)} IS NULL
