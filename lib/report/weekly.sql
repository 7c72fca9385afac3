-- title:   Weekly sales meeting
-- about:   What moved since the last meeting, adding up: open at start + new + reopened + grown and shrunk − won − lost −
-- about:   withdrawn = open at end. What stands still, what needs a decision or a resource, and what falls due.
-- param:   period  period = last week   what is looked back on
-- param:   ahead   integer = 14         days to look ahead
-- record:  bid

-- shared:  entry
--- A bid is there from its opening up to its closing day. That day is the one of the last decision: before a bid was taken up
--- again its changes alone tell, as they do where no day was said. What a field was at a time: the last change's new before
--- it, else the first later change's old, else what is stored. A stage that is not there any more counts as an open one.
edge (name, day, instant) AS (
	SELECT 'start', coalesce(:period_from, ''), coalesce(:period_from_at, '')
	UNION ALL SELECT 'end', coalesce(:period_to, '9999-12-31'), coalesce(:period_to_at, '9999-12-31')
), again AS (
	SELECT change.bid, max(change.happened_at) AS taken_up_at
	FROM change JOIN stage AS one ON one.name = change.old LEFT JOIN stage AS two ON two.name = change.new
	WHERE change.field = 'stage' AND one.outcome <> 'open' AND coalesce(two.outcome, 'open') = 'open' GROUP BY change.bid
), moment AS (
	SELECT bid.id, edge.name, edge.day, coalesce(bid.opened_on, kam_day(bid.created_at)) AS opened_on, bid.closed_on,
		again.taken_up_at >= edge.instant AS comes_back, stage.outcome AS now, coalesce((
				SELECT coalesce(at.outcome, 'open') FROM change LEFT JOIN stage AS at ON at.name = change.new
				WHERE change.bid = bid.id AND field = 'stage' AND happened_at < edge.instant
				ORDER BY happened_at DESC, change.id DESC LIMIT 1), (
				SELECT coalesce(at.outcome, 'open') FROM change LEFT JOIN stage AS at ON at.name = change.old
				WHERE change.bid = bid.id AND field = 'stage' AND happened_at >= edge.instant
				ORDER BY happened_at, change.id LIMIT 1), stage.outcome) AS outcome,
		coalesce(CAST(round(coalesce((
				SELECT coalesce(kam_minor(change.new, bid.currency), 0) FROM change
				WHERE change.bid = bid.id AND field = 'value' AND happened_at < edge.instant
				ORDER BY happened_at DESC, id DESC LIMIT 1), (
				SELECT coalesce(kam_minor(change.old, bid.currency), 0) FROM change
				WHERE change.bid = bid.id AND field = 'value' AND happened_at >= edge.instant
				ORDER BY happened_at, id LIMIT 1), bid.value)
			* CASE WHEN bid.currency = :base THEN 1.0 ELSE (
				SELECT factor FROM rate WHERE rate.currency = bid.currency
					AND rate.starts_on <= coalesce(bid.closed_on, :today)
				ORDER BY rate.starts_on DESC LIMIT 1) END) AS INTEGER), 0) AS value
	FROM bid JOIN stage ON stage.id = bid.stage CROSS JOIN edge LEFT JOIN again ON again.bid = bid.id
	WHERE {where} AND (bid.closed_on IS NULL OR bid.closed_on >= coalesce(:period_from, '')
		OR again.taken_up_at >= coalesce(:period_from_at, ''))
), state AS (
	SELECT id, name, day, opened_on, value, opened_on < day AS is_there,
		CASE WHEN outcome = 'open' THEN now ELSE outcome END AS outcome, opened_on < day
			AND CASE WHEN comes_back OR closed_on IS NULL THEN outcome = 'open' ELSE closed_on >= day END AS is_open
	FROM moment
), flow AS (
	SELECT one.id, one.value AS before, two.value AS after, two.outcome, one.is_open AS was_open, two.is_open,
		two.is_there AND NOT one.is_there AS is_new
	FROM state AS one JOIN state AS two ON two.id = one.id AND one.name = 'start' AND two.name = 'end'
), entry (line, id, bids, value) AS (
	SELECT 'open at start', id, 1, before FROM flow WHERE was_open
	UNION ALL SELECT 'new', id, 1, before FROM flow WHERE is_new
	UNION ALL SELECT 'reopened', id, 1, before FROM flow WHERE is_open AND NOT was_open AND NOT is_new
	UNION ALL SELECT 'grown', id, NULL, after - before FROM flow WHERE (was_open OR is_new OR is_open) AND after > before
	UNION ALL SELECT 'shrunk', id, NULL, after - before FROM flow WHERE (was_open OR is_new OR is_open) AND after < before
	UNION ALL SELECT CASE outcome WHEN 'open' THEN 'closed' ELSE outcome END, id, -1, -after
		FROM flow WHERE (was_open OR is_new) AND NOT is_open
	UNION ALL SELECT 'open at end', id, 1, after FROM flow WHERE is_open
)

-- section: bridge  Open value, from start to end
-- key:     line
-- column:  line text, bids integer, value money
WITH {entry}, line (place, name) AS (
	VALUES (1, 'open at start'), (2, 'new'), (3, 'reopened'), (4, 'grown'), (5, 'shrunk'), (6, 'won'), (7, 'lost'),
		(8, 'withdrawn'), (9, 'closed'), (10, 'open at end')
)
SELECT line.name AS line, coalesce(sum(entry.bids), CASE WHEN line.place NOT IN (4, 5) THEN 0 END) AS bids,
	coalesce(sum(entry.value), 0) AS value
FROM line LEFT JOIN entry ON entry.line = line.name
GROUP BY line.place HAVING line.place <> 9 OR count(entry.id) > 0
ORDER BY line.place

-- rows:    the bids behind one line
-- column:  id id(bid), title text, account text, owner text, stage text, amount money
WITH {entry}
SELECT bid.id, bid.title, {field(account)} AS account, {field(owner)} AS owner, {field(stage)} AS stage, entry.value AS amount
FROM entry JOIN bid ON bid.id = entry.id WHERE entry.line = :key ORDER BY abs(entry.value) DESC, bid.id

-- missing: bid(s) in a currency without a rate, in no sum
SELECT count(*) FROM bid WHERE {where} AND bid.value IS NOT NULL AND {field(value)} IS NULL

-- section: moved  Moved from stage to stage
-- key:     id
-- column:  happened_at instant [When], id id(bid), title text, account text, owner text
-- column:  old text [From], new text [To], value money
SELECT change.happened_at, bid.id, bid.title, {field(account)} AS account, {field(owner)} AS owner, change.old, change.new,
	{field(value)} AS value
FROM change JOIN bid ON bid.id = change.bid
WHERE change.field = 'stage' AND {period(change.happened_at)} AND {where}
ORDER BY change.happened_at, change.id

-- section: slipped  Expected decision moved
-- key:     id
-- quiet:   yes
-- column:  id id(bid), title text, account text, owner text, old date [From], new date [To], days integer [Days later]
-- column:  value money
SELECT bid.id, bid.title, {field(account)} AS account, {field(owner)} AS owner, change.old, change.new,
	CAST(julianday(change.new) - julianday(change.old) AS INTEGER) AS days, {field(value)} AS value
FROM change JOIN bid ON bid.id = change.bid
WHERE change.field = 'close_on' AND change.old IS NOT NULL AND change.new IS NOT NULL AND {period(change.happened_at)} AND {where}
ORDER BY days DESC, {field(value)} DESC, change.id

-- section: decided  Won, lost and withdrawn
-- key:     id
-- column:  closed_on date [Closed], id id(bid), title text, account text, owner text, outcome text, reason text, value money
SELECT bid.closed_on, bid.id, bid.title, {field(account)} AS account, {field(owner)} AS owner, stage.outcome, bid.reason,
	{field(value)} AS value
FROM bid JOIN stage ON stage.id = bid.stage
WHERE stage.outcome <> 'open' AND {period(closed_on)} AND {where}
ORDER BY bid.closed_on, bid.id

-- left out: decided bid(s) without a closing date
SELECT count(*) FROM bid JOIN stage ON stage.id = bid.stage
WHERE stage.outcome <> 'open' AND bid.closed_on IS NULL AND {period(closed_on)} IS NOT 1 AND {where}

-- section: new  New bids
-- key:     id
-- column:  opened_on date [Opened], id id(bid), title text, account text, owner text, stage text, value money
SELECT coalesce(bid.opened_on, kam_day(bid.created_at)) AS opened_on, bid.id, bid.title, {field(account)} AS account,
	{field(owner)} AS owner, {field(stage)} AS stage, {field(value)} AS value
FROM bid
WHERE CASE WHEN bid.opened_on IS NULL THEN {period(created_at)} ELSE {period(opened_on)} END AND {where}
ORDER BY 1, bid.id

-- section: stalled  Without a move, an edit or a touch for too long
-- key:     id
-- column:  days integer [Days still], id id(bid), title text, account text, owner text, stage text, value money
--- How long is too long is the setting stalled_days. That a bid was entered is no move where its first day is known.
WITH quiet AS (
	SELECT bid.id, CAST(julianday(:today) - julianday(max(coalesce(bid.opened_on, kam_day(bid.created_at)),
		CASE WHEN bid.updated_at > bid.created_at THEN kam_day(bid.updated_at) ELSE '' END,
		coalesce((SELECT kam_day(max(happened_at)) FROM change WHERE change.bid = bid.id), ''),
		coalesce((SELECT kam_day(max(happened_at)) FROM touch WHERE touch.bid = bid.id), ''))) AS INTEGER) AS days
	FROM bid JOIN stage ON stage.id = bid.stage WHERE stage.outcome = 'open'
)
SELECT quiet.days, bid.id, bid.title, {field(account)} AS account, {field(owner)} AS owner, {field(stage)} AS stage,
	{field(value)} AS value
FROM quiet JOIN bid ON bid.id = quiet.id
WHERE quiet.days >= (SELECT CAST(coalesce(value, standard) AS INTEGER) FROM setting WHERE name = 'stalled_days') AND {where}
ORDER BY {field(value)} IS NULL, {field(value)} DESC, quiet.days DESC, bid.id

-- section: decide  Needs a decision
-- key:     id
-- column:  due_on date [Decide by], what text, said text [Detail], id id(bid), title text, account text, owner text, value money
--- Go or no-go: of tenders and what has a day to hand in, before that. A price below the floor is decided by the last word
--- on the price: a go of somebody else than the owner that goes so low, or a no.
WITH open_bid AS (
	SELECT bid.*, stage.position FROM bid JOIN stage ON stage.id = bid.stage WHERE stage.outcome = 'open' AND {where}
), last AS (
	SELECT assessment.*, row_number() OVER (PARTITION BY bid, kind ORDER BY happened_at DESC, id DESC) AS place
	FROM assessment WHERE decision IS NOT NULL AND happened_at <= :now
), offer AS (
	SELECT open_bid.*, coalesce(floor_value, (SELECT floor_price FROM product
		WHERE product.id = open_bid.product AND product.currency = open_bid.currency)) AS least FROM open_bid
), wanted AS (
	SELECT submit_by AS due_on, 'go or no-go' AS what, (
			SELECT 'score ' || CAST(round(score) AS INTEGER) FROM assessment
			WHERE assessment.bid = open_bid.id AND kind = 'go_no_go' AND score IS NOT NULL
			ORDER BY happened_at DESC, assessment.id DESC LIMIT 1) AS said, id AS bid
	FROM open_bid
	WHERE (tender IS NOT NULL OR submit_by IS NOT NULL) AND coalesce(submit_by >= :today, 1)
		AND position < coalesce((SELECT position FROM stage WHERE outcome = 'open' AND name_key = (SELECT
			kam_name_key(coalesce(value, standard)) FROM setting WHERE name = 'submit_stage')), 9e9)
		AND NOT EXISTS (SELECT 1 FROM last WHERE last.bid = open_bid.id AND kind = 'go_no_go')
	UNION ALL
	SELECT coalesce(last.due_on, submit_by), CASE decision WHEN 'recycle' THEN 'look again' ELSE 'conditions' END,
		coalesce(last.conditions, last.body), open_bid.id
	FROM open_bid JOIN last ON last.bid = open_bid.id AND last.place = 1 AND last.kind = 'go_no_go'
	WHERE decision IN ('recycle', 'conditional') AND coalesce(last.due_on <= date(:today, :ahead || ' days'), 1)
	UNION ALL
	SELECT submit_by, 'below its floor', NULL, offer.id
	FROM offer LEFT JOIN last ON last.bid = offer.id AND last.place = 1 AND last.kind = 'price'
	WHERE offer.value < least AND (last.id IS NULL OR decision <> 'no_go' AND NOT (decision = 'go'
		AND last.done_by IS NOT offer.owner AND CASE WHEN last.value IS NULL THEN NOT EXISTS (SELECT 1 FROM change
			WHERE change.bid = offer.id AND field = 'value' AND change.happened_at > last.happened_at)
		ELSE last.currency = offer.currency AND last.value <= offer.value END))
	UNION ALL
	SELECT NULL, 'dispute', registration.body, open_bid.id
	FROM open_bid JOIN registration ON registration.bid = open_bid.id WHERE registration.status = 'disputed'
)
SELECT wanted.due_on, wanted.what, wanted.said, bid.id, bid.title, {field(account)} AS account, {field(owner)} AS owner,
	{field(value)} AS value
FROM wanted JOIN bid ON bid.id = wanted.bid
ORDER BY wanted.due_on IS NULL, wanted.due_on, {field(value)} IS NULL, {field(value)} DESC, bid.id

-- section: asked  Resources asked for and not granted
-- key:     id
-- column:  needed_by date, item id(checkitem) [Item], what text, id id(bid) [ID], title text, account text, owner text, value money
SELECT checkitem.needed_by, checkitem.id AS item, checkitem.title AS what, bid.id, bid.title, {field(account)} AS account,
	{field(owner)} AS owner, {field(value)} AS value
FROM checkitem JOIN bid ON bid.id = checkitem.bid JOIN stage ON stage.id = bid.stage
WHERE checkitem.kind = 'resource' AND stage.outcome = 'open' AND {where}
	AND checkitem.granted_on IS NULL AND checkitem.done_on IS NULL AND checkitem.waived_by IS NULL
ORDER BY checkitem.needed_by IS NULL, checkitem.needed_by, checkitem.id

-- section: due  Falls due, or is overdue
-- key:     id
-- column:  due_on date, days integer [In days], what text, id id(bid), title text, account text, owner text, value money
WITH due AS (
	SELECT bid.id, bid.submit_by AS due_on, 'hand in' AS what FROM bid WHERE bid.submit_by >= :today
	UNION ALL SELECT bid.id, bid.close_on, 'decision' FROM bid
)
SELECT due.due_on, CAST(julianday(due.due_on) - julianday(:today) AS INTEGER) AS days, due.what, bid.id, bid.title,
	{field(account)} AS account, {field(owner)} AS owner, {field(value)} AS value
FROM due JOIN bid ON bid.id = due.id JOIN stage ON stage.id = bid.stage
WHERE stage.outcome = 'open' AND due.due_on <= date(:today, :ahead || ' days') AND {where}
ORDER BY due.due_on, bid.id
