-- title:   Decisions
-- about:   Did the bids win that we said go to? The last go or no-go decision on a bid counts, in the period in which it was
-- about:   taken. A go is overridden when somebody said why in spite of the score, or when its score is below the break of
-- about:   the setting decide_breaks. Won is of those decided, won and lost; the withdrawn and the open ones are in no rate.
-- param:   period  period = this year   when it was decided
-- record:  bid
-- main:    decisions

-- shared:  decided
breaks AS (
	SELECT CAST(word AS INTEGER) AS go_from, CAST(trim(substr(word, instr(trim(word), ' '))) AS INTEGER) AS review_from
	FROM (SELECT trim(coalesce(value, standard)) AS word FROM setting WHERE name = 'decide_breaks')
), last AS (
	SELECT *, row_number() OVER (PARTITION BY bid ORDER BY happened_at DESC, id DESC) AS place
	FROM assessment WHERE kind = 'go_no_go' AND decision IS NOT NULL
), judged AS (
	SELECT assessment.*, CASE WHEN assessment.score >= breaks.go_from THEN 'go' WHEN assessment.score >= breaks.review_from THEN 'review'
			WHEN assessment.score IS NOT NULL THEN 'no' END AS band,
		assessment.override IS NOT NULL OR assessment.decision = 'go' AND assessment.score < breaks.go_from
			OR assessment.decision = 'conditional' AND assessment.score < breaks.review_from AS against
	FROM last AS assessment CROSS JOIN breaks WHERE assessment.place = 1
), decided AS (
	SELECT bid.*, {field(bid.value)} AS amount, stage.outcome, assessment.id AS assessment, assessment.happened_at,
		assessment.decision || CASE WHEN assessment.against THEN ', overridden' ELSE '' END AS name,
		assessment.decision, assessment.band, assessment.score, assessment.done_by, assessment.fit, assessment.relationship,
		assessment.competition, assessment.margin, assessment.delivery, assessment.resources
	FROM judged AS assessment JOIN bid ON bid.id = assessment.bid JOIN stage ON stage.id = bid.stage
	WHERE {period(assessment.happened_at)} AND {where}
)

-- shared:  counted
count(*) AS bids, sum(outcome = 'won') AS won, sum(outcome = 'lost') AS lost, sum(outcome = 'withdrawn') AS withdrawn,
	sum(outcome = 'open') AS open, coalesce(sum(amount), 0) AS value,
	coalesce(sum(amount) FILTER (WHERE outcome = 'won'), 0) AS won_value,
	coalesce(sum(amount) FILTER (WHERE outcome = 'lost'), 0) AS lost_value

-- shared:  behind
SELECT id, title, {field(account)} AS account, {field(owner)} AS owner, kam_day(happened_at) AS decided_on, name AS decision, score,
	{field(stage)} AS stage, outcome, amount AS value FROM decided AS bid

-- section: decisions  By decision
-- key:     name
-- column:  name text [Decision], bids integer, won integer, lost integer, withdrawn integer, open integer
-- column:  rate percent [Win rate] = won / (won + lost)
-- column:  value money, won_value money, lost_value money
-- column:  value_rate percent [Rate by value] = won_value / (won_value + lost_value)
-- spare:   lost_value, won_value, value_rate, value
-- chart:   bar name rate
WITH {decided}
SELECT name, {counted} FROM decided GROUP BY name
ORDER BY CASE decision WHEN 'go' THEN 1 WHEN 'conditional' THEN 2 WHEN 'recycle' THEN 3 ELSE 4 END, name

-- rows:    the bids behind one line
-- column:  id id(bid), title text, account text, owner text, decided_on date [Decided on], decision text, score number
-- column:  stage text, outcome text, value money
WITH {decided}
{behind} WHERE name IS :key ORDER BY happened_at, id

-- left out: bid(s) closed in the period that nobody decided on
SELECT count(*) FROM bid JOIN stage ON stage.id = bid.stage
WHERE stage.outcome IN ('won', 'lost') AND {period(closed_on)} AND {where} AND NOT EXISTS (
	SELECT 1 FROM assessment WHERE assessment.bid = bid.id AND assessment.kind = 'go_no_go' AND assessment.decision IS NOT NULL)

-- missing: bid(s) in a currency without a rate, in no sum
WITH {decided}
SELECT count(*) FROM decided WHERE value IS NOT NULL AND amount IS NULL

-- section: bands  By score: go, review or no, whatever was decided
-- key:     name
-- column:  name text [Score], bids integer, won integer, lost integer, withdrawn integer, open integer
-- column:  rate percent [Win rate] = won / (won + lost)
-- column:  value money, won_value money, lost_value money
-- column:  value_rate percent [Rate by value] = won_value / (won_value + lost_value)
-- spare:   lost_value, won_value, value_rate, value
-- chart:   bar name rate
WITH {decided}
SELECT band AS name, {counted} FROM decided GROUP BY band
ORDER BY CASE band WHEN 'go' THEN 1 WHEN 'review' THEN 2 WHEN 'no' THEN 3 ELSE 4 END

-- rows:    the bids behind one line
-- column:  id id(bid), title text, account text, owner text, decided_on date [Decided on], decision text, score number
-- column:  stage text, outcome text, value money
WITH {decided}
{behind} WHERE band IS :key ORDER BY happened_at, id

-- missing: bid(s) in a currency without a rate, in no sum
WITH {decided}
SELECT count(*) FROM decided WHERE value IS NOT NULL AND amount IS NULL

-- section: both  By score and decision
-- key:     name
-- column:  name text [Score: decision], bids integer, won integer, lost integer, withdrawn integer, open integer
-- column:  rate percent [Win rate] = won / (won + lost)
-- column:  value money, won_value money, lost_value money
-- column:  value_rate percent [Rate by value] = won_value / (won_value + lost_value)
-- spare:   lost_value, won_value, value_rate, value
WITH {decided}
SELECT coalesce(band, 'none') || ': ' || name AS name, {counted} FROM decided GROUP BY band, decided.name
ORDER BY CASE band WHEN 'go' THEN 1 WHEN 'review' THEN 2 WHEN 'no' THEN 3 ELSE 4 END,
	CASE decision WHEN 'go' THEN 1 WHEN 'conditional' THEN 2 WHEN 'recycle' THEN 3 ELSE 4 END, decided.name

-- rows:    the bids behind one line
-- column:  id id(bid), title text, account text, owner text, decided_on date [Decided on], decision text, score number
-- column:  stage text, outcome text, value money
WITH {decided}
{behind} WHERE coalesce(band, 'none') || ': ' || name IS :key ORDER BY happened_at, id

-- missing: bid(s) in a currency without a rate, in no sum
WITH {decided}
SELECT count(*) FROM decided WHERE value IS NOT NULL AND amount IS NULL

-- section: marks  Which marks told: their means of the won and of the lost ones
-- key:     mark
-- column:  mark text, won integer [Won with it], won_mean number(2) [Mean of won], lost integer [Lost with it]
-- column:  lost_mean number(2) [Mean of lost], difference number(2) = won_mean - lost_mean
WITH {decided}, mark (place, mark, given, outcome) AS (
	SELECT 1, 'fit', fit, outcome FROM decided UNION ALL SELECT 2, 'relationship', relationship, outcome FROM decided
	UNION ALL SELECT 3, 'competition', competition, outcome FROM decided
	UNION ALL SELECT 4, 'margin', margin, outcome FROM decided UNION ALL SELECT 5, 'delivery', delivery, outcome FROM decided
	UNION ALL SELECT 6, 'resources', resources, outcome FROM decided
)
SELECT mark, count(*) FILTER (WHERE outcome = 'won') AS won, coalesce(avg(given) FILTER (WHERE outcome = 'won'), 'NA') AS won_mean,
	count(*) FILTER (WHERE outcome = 'lost') AS lost, coalesce(avg(given) FILTER (WHERE outcome = 'lost'), 'NA') AS lost_mean
FROM mark WHERE given IS NOT NULL AND outcome IN ('won', 'lost') GROUP BY place, mark ORDER BY place

-- section: pursued  Pursued against a no
-- key:     id
-- quiet:   yes
-- column:  id id(bid), title text, owner text, decided_on date [No on], done_by text [By], stage text, outcome text, value money
-- column:  pursuit_cost money
-- spare:   pursuit_cost, stage
--- Open or won though the last word was no, or moved forward since.
WITH {decided}
SELECT bid.id, bid.title, {field(owner)} AS owner, kam_day(bid.happened_at) AS decided_on, person.name AS done_by,
	{field(stage)} AS stage, bid.outcome, bid.amount AS value, {field(pursuit_cost)} AS pursuit_cost
FROM decided AS bid LEFT JOIN person ON person.id = bid.done_by
WHERE bid.decision = 'no_go' AND (bid.outcome IN ('open', 'won') OR EXISTS (
	SELECT 1 FROM change JOIN stage AS before ON before.name = change.old JOIN stage AS after ON after.name = change.new
	WHERE change.bid = bid.id AND change.field = 'stage' AND change.happened_at > bid.happened_at
		AND after.outcome IN ('open', 'won') AND after.position > before.position))
ORDER BY bid.happened_at, bid.id

-- section: findings  What is not in order
-- key:     id
-- findings: yes
-- column:  id text [ID], bid id(bid), what text, name text, owner text, since date, days integer, todo text [What to do]
-- spare:   owner, days
--- Whenever it was decided: what was decided last, by kind.
WITH last AS (
	SELECT *, row_number() OVER (PARTITION BY bid, kind ORDER BY happened_at DESC, id DESC) AS place
	FROM assessment WHERE decision IS NOT NULL
), word AS (
	SELECT last.*, bid.title, bid.owner, stage.outcome
	FROM last JOIN bid ON bid.id = last.bid JOIN stage ON stage.id = bid.stage
	WHERE last.place = 1 AND (stage.outcome = 'open' OR stage.outcome = 'won' AND last.kind = 'contract') AND {where}
), finding (place, id, bid, what, name, owner, since, todo) AS (
	SELECT 1, 'AS' || id, bid, 'conditions overdue', conditions, owner, due_on,
		'kam bid decide B' || bid || CASE kind WHEN 'go_no_go' THEN '' ELSE ' --kind ' || kind END || ' --decision …'
	FROM word WHERE conditions IS NOT NULL AND due_on < :today AND decision IN ('go', 'conditional')
	UNION ALL
	SELECT 2, 'AS' || id || '/no', bid, 'decided no, and still open', title, owner, kam_day(happened_at),
		'kam bid withdraw B' || bid || ' …'
	FROM word WHERE kind = 'go_no_go' AND decision = 'no_go' AND outcome = 'open'
	UNION ALL
	SELECT 3, 'AS' || id || '/own', bid, 'approved by its owner', title, owner, kam_day(happened_at),
		'kam bid decide B' || bid || CASE kind WHEN 'go_no_go' THEN '' ELSE ' --kind ' || kind END || ' --decision …'
	FROM word WHERE decision IN ('go', 'conditional') AND done_by = owner
)
SELECT finding.id, finding.bid, finding.what, finding.name, person.name AS owner, finding.since,
	CAST(julianday(:today) - julianday(finding.since) AS INTEGER) AS days, finding.todo
FROM finding LEFT JOIN person ON person.id = finding.owner
ORDER BY finding.place, finding.since, finding.bid, finding.id
