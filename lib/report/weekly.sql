-- title:   Weekly sales meeting
-- about:   What moved since the last meeting, adding up; what was decided; what is new, stands still or falls due.
-- param:   period  period = last week   what is looked back on
-- param:   ahead   integer = 14         days to look ahead
-- record:  bid

-- shared:  entry
--- A bid is open from its opening up to its closing; one without a closing date, as long as its stage is.
--- What a field was at a time: the last change's new before it, else the first later change's old, else what is stored.
edge (name, day, instant) AS (
	SELECT 'start', coalesce(:period_from, ''), coalesce(:period_from_at, '')
	UNION ALL SELECT 'end', coalesce(:period_to, '9999-12-31'), coalesce(:period_to_at, '9999-12-31')
), said AS (
	SELECT edge.name AS edge, bid, field, CASE WHEN happened_at < instant THEN new ELSE old END AS text,
		row_number() OVER (PARTITION BY edge.name, bid, field ORDER BY happened_at < instant DESC,
			CASE WHEN happened_at < instant THEN happened_at END DESC, CASE WHEN happened_at < instant THEN id END DESC,
			happened_at, id) AS place
	FROM change CROSS JOIN edge WHERE field IN ('value', 'stage')
), moment AS (
	SELECT bid.id, edge.name, edge.day, coalesce(bid.opened_on, kam_day(bid.created_at)) AS opened_on, bid.closed_on,
		(SELECT outcome FROM stage WHERE CASE WHEN at.bid IS NULL THEN stage.id = bid.stage ELSE stage.name = at.text END)
			AS outcome,
		coalesce(round(CASE WHEN worth.bid IS NULL THEN bid.value ELSE kam_minor(worth.text, bid.currency) END
			* CASE WHEN bid.currency = :base THEN 1.0 ELSE (
				SELECT factor FROM rate WHERE rate.currency = bid.currency
					AND rate.starts_on <= coalesce(bid.closed_on, :today)
				ORDER BY rate.starts_on DESC LIMIT 1) END), 0) AS value
	FROM bid CROSS JOIN edge
		LEFT JOIN said AS worth ON worth.bid = bid.id AND worth.edge = edge.name AND worth.field = 'value' AND worth.place = 1
		LEFT JOIN said AS at ON at.bid = bid.id AND at.edge = edge.name AND at.field = 'stage' AND at.place = 1
	WHERE {where}
), flow AS (
	SELECT one.id, one.value AS before, two.value AS after, two.outcome,
		one.opened_on < one.day AND coalesce(one.closed_on >= one.day, one.outcome = 'open', 0) AS was_open,
		two.opened_on < two.day AND coalesce(two.closed_on >= two.day, two.outcome = 'open', 0) AS is_open,
		one.opened_on >= one.day AND two.opened_on < two.day AS is_new
	FROM moment AS one JOIN moment AS two ON two.id = one.id AND one.name = 'start' AND two.name = 'end'
), entry (line, id, bids, value) AS (
	SELECT 'open at start', id, 1, before FROM flow WHERE was_open
	UNION ALL SELECT 'new', id, 1, before FROM flow WHERE is_new
	UNION ALL SELECT 'reopened', id, 1, before FROM flow WHERE is_open AND NOT was_open AND NOT is_new
	UNION ALL SELECT 'grown', id, NULL, after - before FROM flow WHERE (was_open OR is_new OR is_open) AND after > before
	UNION ALL SELECT 'shrunk', id, NULL, after - before FROM flow WHERE (was_open OR is_new OR is_open) AND after < before
	UNION ALL SELECT CASE WHEN outcome IN ('won', 'lost', 'withdrawn') THEN outcome ELSE 'closed' END, id, -1, -after
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
