-- title:   Bid
-- about:   One bid on one screen: how far it is and what it is worth, who bids, what has to be done before it moves on, what
-- about:   answers the customer's needs, what was decided, what comes next and what changed.
-- about:   To do counts the check items up to its stage; days in stage are since it came there, of those that the stage expects.
-- param:   bid     reference(bid)    which bid
-- record:  bid
-- main:    bid

-- section: bid  The bid
-- shape:   record
-- key:     id
-- column:  id id(bid), title text, account text, tender text, grant text [Registration], unit text, owner text, team text
-- column:  product text, lead id(lead) [Lead], stage text, in_stage text [In this stage], outcome text, close_on date [Decided on]
-- column:  closed_on date [Closed], submit_by date [Submit by], days_open integer [Days open]
-- column:  value money, chance percent, weighted money, category text, list_value money [List value], discount percent
-- column:  floor money, below text [Below its floor], cost money, pursuit_cost money [Pursuit cost], offer text
-- column:  gate text [To do], coverage text [Needs answered], unasked text [Nobody asked for]
-- column:  decision text [Last decision], next_step text [Next step], next_on date [Next on], last_touch date [Last touch]
-- column:  reason text, reason2 text [Second reason], competitor text, note text
WITH deal AS (
	SELECT bid.*, stage.position, stage.outcome, stage.expected_days, stage.name AS at,
		coalesce(bid.floor_value, product.floor_price) AS least
	FROM bid JOIN stage ON stage.id = bid.stage LEFT JOIN product ON product.id = bid.product AND product.currency = bid.currency
	WHERE bid.id = :bid
), came AS (
	SELECT max(kam_day(happened_at)) AS day FROM change WHERE bid = :bid AND field = 'stage' AND happened_at <= :now
), todo AS (
	SELECT count(*) AS items, sum(checkitem.done_on IS NULL AND checkitem.waived_by IS NULL) AS open,
		sum(checkitem.done_on IS NULL AND checkitem.waived_by IS NULL AND checkitem.required = 1) AS required,
		sum(checkitem.waived_by IS NOT NULL) AS waived
	FROM checkitem JOIN stage ON stage.id = checkitem.stage JOIN deal ON deal.id = checkitem.bid WHERE stage.position <= deal.position
), asked AS (
	SELECT count(*) AS needs, sum(answered) AS answered, sum(weight) AS weight, coalesce(sum(weight) FILTER (WHERE answered), 0) AS done
	FROM (SELECT coalesce(importance, 1) AS weight,
		EXISTS (SELECT 1 FROM item WHERE item.need = need.id AND item.bid = need.bid) AS answered FROM need WHERE need.bid = :bid)
), extra AS (
	SELECT group_concat(title, '; ') AS titles FROM (SELECT item.title FROM item LEFT JOIN need ON need.id = item.need AND need.bid = item.bid
		WHERE item.bid = :bid AND need.id IS NULL ORDER BY item.id)
), claim AS (
	SELECT registration.status, registration.protected_until, coalesce(unit.name, person.name) AS holder
	FROM registration LEFT JOIN unit ON unit.id = registration.unit LEFT JOIN person ON person.id = registration.person
	WHERE registration.bid = :bid ORDER BY registration.status = 'granted' DESC, registration.claimed_at DESC, registration.id DESC LIMIT 1
), seats AS (
	SELECT group_concat(role || ' ' || names, ', ') AS people FROM (
		SELECT seat.role, group_concat(person.name, ' + ') AS names
		FROM seat JOIN person ON person.id = seat.person JOIN deal ON deal.account = seat.account
		WHERE coalesce(seat.starts_on, '') <= :today AND coalesce(seat.ends_on, '9999-12-31') >= :today
		GROUP BY seat.role ORDER BY CASE seat.role WHEN 'account' THEN 1 WHEN 'solution' THEN 2 ELSE 3 END)
), word AS (
	SELECT assessment.*, person.name FROM assessment LEFT JOIN person ON person.id = assessment.done_by
	WHERE assessment.bid = :bid AND assessment.decision IS NOT NULL AND assessment.kind = 'go_no_go'
	ORDER BY assessment.happened_at DESC, assessment.id DESC LIMIT 1
), price AS (
	SELECT assessment.* FROM assessment WHERE assessment.bid = :bid AND assessment.decision IS NOT NULL AND assessment.kind = 'price'
	ORDER BY assessment.happened_at DESC, assessment.id DESC LIMIT 1
), last AS (
	SELECT next_step, next_on, kam_day(happened_at) AS day FROM touch WHERE bid = :bid AND happened_at <= :now
	ORDER BY happened_at DESC, id DESC LIMIT 1
)
SELECT bid.id, bid.title, {field(account)} AS account, bid.tender || coalesce(', lot ' || bid.lot, '') AS tender,
	CASE WHEN claim.status = 'granted' AND coalesce(claim.protected_until, :today) >= :today
			THEN 'granted' || coalesce(' to ' || claim.holder, '') || coalesce(' until ' || claim.protected_until, '')
		WHEN claim.status = 'granted' THEN 'lapsed on ' || claim.protected_until
		WHEN claim.status IS NOT NULL THEN claim.status WHEN bid.tender IS NOT NULL AND bid.outcome = 'open' THEN 'none' END AS grant,
	{field(unit)} AS unit, {field(owner)} AS owner, seats.people AS team, {field(product)} AS product, bid.lead, bid.at AS stage,
	CASE WHEN bid.outcome = 'open' THEN CAST(max(0, julianday(:today) - julianday(coalesce(came.day, bid.opened_on, kam_day(bid.created_at)))) AS INTEGER)
		|| coalesce(' of ' || bid.expected_days, '') || ' days' END AS in_stage,
	nullif(bid.outcome, 'open') AS outcome, CASE WHEN bid.outcome = 'open' THEN bid.close_on END AS close_on, bid.closed_on,
	CASE WHEN bid.outcome = 'open' THEN bid.submit_by END AS submit_by, {field(days_open)} AS days_open,
	{field(value)} AS value, {field(chance)} AS chance, {field(weighted)} AS weighted, bid.category, {field(list_value)} AS list_value,
	{field(discount)} AS discount,
	coalesce({field(floor_value)}, (SELECT {field(product.floor_price)} FROM product WHERE product.id = bid.product AND product.currency = bid.currency)) AS floor,
	CASE WHEN bid.value < bid.least THEN CASE
			WHEN price.decision = 'go' AND price.done_by IS NOT bid.owner AND CASE WHEN price.value IS NOT NULL
				THEN price.currency = bid.currency AND price.value <= bid.value
				ELSE NOT EXISTS (SELECT 1 FROM change WHERE change.bid = :bid AND change.field = 'value'
					AND change.happened_at > price.happened_at) END
				THEN 'yes, approved (AS' || price.id || ')' ELSE 'yes, to be approved' END END AS below,
	{field(cost)} AS cost, {field(pursuit_cost)} AS pursuit_cost, bid.offer,
	CASE WHEN bid.outcome <> 'open' OR todo.items = 0 THEN NULL WHEN todo.open = 0 THEN 'nothing, ' || todo.items || ' of ' || todo.items || ' done'
			|| CASE WHEN todo.waived > 0 THEN ' (' || todo.waived || ' waived)' ELSE '' END
		ELSE todo.open || ' of ' || todo.items || CASE WHEN todo.required > 0 THEN ', ' || todo.required || ' required' ELSE '' END END AS gate,
	CASE WHEN asked.needs > 0 THEN asked.answered || ' of ' || asked.needs || printf(', %.0f %% by importance', asked.done * 100.0 / asked.weight) END AS coverage,
	extra.titles AS unasked,
	word.decision || coalesce(printf(', score %g', word.score), '') || ', ' || kam_day(word.happened_at) || coalesce(', ' || word.name, '')
		|| coalesce('; on condition: ' || word.conditions || coalesce(' (by ' || word.due_on || ')', ''), '') AS decision,
	last.next_step, last.next_on, last.day AS last_touch, bid.reason, bid.reason2, bid.competitor, bid.note
FROM deal AS bid CROSS JOIN came CROSS JOIN todo CROSS JOIN asked CROSS JOIN extra CROSS JOIN seats LEFT JOIN claim LEFT JOIN word
	LEFT JOIN price LEFT JOIN last

-- section: todo  Still to do in this stage
-- key:     id
-- quiet:   yes
-- column:  id id(checkitem), title text, role text, owner text, needed_by date [Needed by], days integer [Days left], required flag
SELECT checkitem.id, checkitem.title, checkitem.role, person.name AS owner, checkitem.needed_by,
	CAST(julianday(checkitem.needed_by) - julianday(:today) AS INTEGER) AS days, checkitem.required
FROM checkitem JOIN stage ON stage.id = checkitem.stage JOIN bid ON bid.id = checkitem.bid JOIN stage AS now ON now.id = bid.stage
	LEFT JOIN person ON person.id = checkitem.owner
WHERE checkitem.bid = :bid AND now.outcome = 'open' AND stage.position <= now.position AND checkitem.done_on IS NULL AND checkitem.waived_by IS NULL
ORDER BY checkitem.needed_by IS NULL, checkitem.needed_by, checkitem.required IS NOT 1, checkitem.id LIMIT 8

-- section: needs  What they need
-- key:     id
-- quiet:   yes
-- column:  id id(need), job text, importance integer, items text [Answered by], promised text, measured text
SELECT need.id, need.job, need.importance, coalesce((SELECT group_concat(title, '; ') FROM (SELECT title FROM item
	WHERE item.need = need.id AND item.bid = need.bid ORDER BY id)), 'nothing') AS items, need.promised, need.measured
FROM need WHERE need.bid = :bid ORDER BY need.importance IS NULL, need.importance DESC, need.id LIMIT 8

-- section: decisions  Decisions
-- key:     id
-- quiet:   yes
-- column:  id id(assessment), decided_on date [When], kind text, score number, decision text, value money, done_by text [By]
-- column:  conditions text, due_on date [Due], override text, body text [Why]
-- spare:   body, override, value
SELECT assessment.id, kam_day(assessment.happened_at) AS decided_on, assessment.kind, assessment.score, assessment.decision,
	{field(assessment.value)} AS value, person.name AS done_by, assessment.conditions, assessment.due_on, assessment.override, assessment.body
FROM assessment LEFT JOIN person ON person.id = assessment.done_by WHERE assessment.bid = :bid
ORDER BY assessment.happened_at DESC, assessment.id DESC LIMIT 4

-- section: rivals  Who else bids
-- key:     id
-- quiet:   yes
-- column:  id id(rival), name text, strength text, weakness text, counter text [What we do]
SELECT rival.id, rival.name, rival.strength, rival.weakness, rival.counter FROM rival WHERE rival.bid = :bid ORDER BY rival.id LIMIT 6

-- section: contracts  Contracts
-- key:     id
-- quiet:   yes
-- column:  id id(contract), number text, signed_on date [Signed], value money, starts_on date [From], ends_on date [Until]
-- column:  live_on date [Live since], milestone text [Next milestone], due_on date [Due]
SELECT contract.id, contract.number, contract.signed_on, {field(contract.value)} AS value, contract.starts_on, contract.ends_on,
	contract.live_on, milestone.title AS milestone, milestone.due_on
FROM contract LEFT JOIN milestone ON milestone.id = (SELECT next.id FROM milestone AS next WHERE next.contract = contract.id
	AND next.done_on IS NULL ORDER BY next.due_on IS NULL, next.due_on, next.id LIMIT 1)
WHERE contract.bid = :bid ORDER BY contract.signed_on, contract.id

-- section: touches  Last touches
-- key:     id
-- quiet:   yes
-- column:  id id(touch), happened_at instant [When], channel text, contact text, done_by text [By], body text [What]
SELECT touch.id, touch.happened_at, touch.channel, contact.name AS contact, person.name AS done_by, touch.body
FROM touch LEFT JOIN contact ON contact.id = touch.contact LEFT JOIN person ON person.id = touch.done_by
WHERE touch.bid = :bid AND touch.happened_at <= :now ORDER BY touch.happened_at DESC, touch.id DESC LIMIT 4

-- section: changes  Last changes
-- key:     id
-- quiet:   yes
-- column:  id id(change), happened_at instant [When], field text [What], old text [From], new text [To], done_by text [By]
SELECT change.id, change.happened_at, change.field,
	CASE change.field WHEN 'owner' THEN coalesce(was.name, change.old) ELSE change.old END AS old,
	CASE change.field WHEN 'owner' THEN coalesce(is_now.name, change.new) ELSE change.new END AS new, person.name AS done_by
FROM change LEFT JOIN person ON person.id = change.done_by
	LEFT JOIN person AS was ON change.field = 'owner' AND 'PE' || was.id = change.old
	LEFT JOIN person AS is_now ON change.field = 'owner' AND 'PE' || is_now.id = change.new
WHERE change.bid = :bid AND change.happened_at <= :now ORDER BY change.happened_at DESC, change.id DESC LIMIT 6
