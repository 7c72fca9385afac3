-- title:   Solutions
-- about:   What customers need, what we offer for it, and after delivery what came of the promise.
-- about:   A need is answered by an item of the same bid that refers to it. Coverage is the share of needs that are answered,
-- about:   each weighing its importance, 1 where none is said. The custom share is that of custom items by price, or by their
-- about:   number where one has no price. The margin is of the items that have both price and cost, the discount of the bid.
-- param:   bid     reference(bid) =   # this one, need by need and item by item
-- param:   of      choice(open|won|all) = open   # bids that are so
-- record:  bid
-- main:    bids

-- shared:  chosen
chosen AS (
	SELECT bid.*, stage.outcome FROM bid JOIN stage ON stage.id = bid.stage
	WHERE CASE WHEN :bid IS NULL THEN :of = 'all' OR stage.outcome = :of ELSE bid.id = :bid END AND {where}
)

-- shared:  answer
answer AS (
	SELECT need.*, coalesce(need.importance, 1) AS weight, (
		SELECT group_concat(title, '; ') FROM (SELECT title FROM item WHERE item.need = need.id AND item.bid = need.bid ORDER BY id)
	) AS items FROM need
)

-- shared:  piece
piece AS (
	SELECT item.*, need.id AS answers, need.job, {field(item.price)} AS amount, {field(item.cost)} AS spent
	FROM item LEFT JOIN need ON need.id = item.need AND need.bid = item.bid
)

-- shared:  offer
price AS (
	SELECT *, row_number() OVER (PARTITION BY bid ORDER BY happened_at DESC, id DESC) AS place
	FROM assessment WHERE kind = 'price' AND decision IS NOT NULL
), offer AS (
	SELECT bid.id, bid.value < coalesce(bid.floor_value, product.floor_price) AS below,
		price.decision = 'go' AND price.done_by IS NOT bid.owner AND CASE WHEN price.value IS NOT NULL
			THEN price.currency = bid.currency AND price.value <= bid.value
			ELSE NOT EXISTS (SELECT 1 FROM change WHERE change.bid = bid.id AND change.field = 'value'
				AND change.happened_at > price.happened_at) END AS approved
	FROM bid LEFT JOIN product ON product.id = bid.product AND product.currency = bid.currency
		LEFT JOIN price ON price.bid = bid.id AND price.place = 1
)

-- shared:  promise
said AS (
	SELECT need.*, lower(trim(replace(promised, ',', ''))) AS wanted, lower(trim(replace(measured, ',', ''))) AS got FROM need
), directed AS (
	SELECT said.*, CASE WHEN wanted LIKE '>=%' OR wanted LIKE '≥%' OR wanted LIKE 'at least %' OR wanted LIKE '至少%' OR wanted LIKE '不低于%' THEN '>='
			WHEN wanted LIKE '<=%' OR wanted LIKE '≤%' OR wanted LIKE 'at most %' OR wanted LIKE '最多%' OR wanted LIKE '不超过%' THEN '<='
			WHEN wanted LIKE '>%' THEN '>' WHEN wanted LIKE '<%' THEN '<' ELSE '=' END AS way,
		ltrim(replace(replace(wanted, 'at least ', ''), 'at most ', ''), '<>=≥≤至少不低于最多超过 ') AS mark
	FROM said
), figure AS (
	SELECT directed.*, CASE WHEN ltrim(mark, '-') GLOB '[0-9]*' AND ltrim(got, '-') GLOB '[0-9]*'
			AND trim(ltrim(mark, '-0123456789.')) = trim(ltrim(got, '-0123456789.')) THEN CAST(mark AS REAL) END AS goal,
		CAST(got AS REAL) AS result
	FROM directed
), promise AS (
	SELECT figure.*, CASE WHEN measured IS NULL THEN 'not measured' WHEN promised IS NULL THEN 'not promised'
			WHEN wanted = got THEN 'kept' WHEN goal IS NULL THEN 'differs'
			WHEN way = '=' THEN CASE WHEN result = goal THEN 'kept' ELSE 'differs' END
			WHEN way = '>=' AND result >= goal OR way = '<=' AND result <= goal
				OR way = '>' AND result > goal OR way = '<' AND result < goal THEN 'kept' ELSE 'missed' END AS kept
	FROM figure
)

-- shared:  live
live AS (
	SELECT contract.bid, min(contract.live_on) AS live_on FROM contract WHERE contract.live_on <= :today GROUP BY contract.bid
)

-- section: bids  Solutions, bid by bid
-- key:     id
-- column:  id id(bid), title text, account text, stage text
-- column:  needs integer, answered integer, importance integer, answered_importance integer [Of it answered]
-- column:  coverage percent = answered_importance / importance
-- column:  items integer, unasked integer [Unasked], custom_share percent [Custom], custom_by text [Custom by]
-- column:  price money [Price of items], cost money [Cost of items], margin percent = (price - cost) / price
-- column:  discount percent, value money, floor money, below text [Below its floor]
-- spare:   importance, answered_importance, custom_by, cost, price, items, floor, value, stage, account, answered
-- chart:   bar title coverage
WITH {chosen}, {answer}, {piece}, {offer}, asked AS (
	SELECT bid, count(*) AS needs, count(items) AS answered, sum(weight) AS importance,
		coalesce(sum(weight) FILTER (WHERE items IS NOT NULL), 0) AS answered_importance
	FROM answer GROUP BY bid
), made AS (
	SELECT bid, count(*) AS items, sum(answers IS NULL) AS unasked, count(*) = count(amount) AND sum(amount) > 0 AS priced,
		sum(amount) AS amount, coalesce(sum(amount) FILTER (WHERE kind = 'custom'), 0) AS custom_amount, sum(kind = 'custom') AS custom,
		sum(amount) FILTER (WHERE spent IS NOT NULL) AS price, sum(spent) FILTER (WHERE amount IS NOT NULL) AS cost
	FROM piece GROUP BY bid
)
SELECT bid.id, bid.title, {field(account)} AS account, {field(stage)} AS stage, coalesce(asked.needs, 0) AS needs,
	coalesce(asked.answered, 0) AS answered, coalesce(asked.importance, 0) AS importance,
	coalesce(asked.answered_importance, 0) AS answered_importance, coalesce(made.items, 0) AS items,
	coalesce(made.unasked, 0) AS unasked,
	CASE WHEN made.priced THEN CAST(round(made.custom_amount * 10000.0 / made.amount) AS INTEGER)
		WHEN made.items > 0 THEN CAST(round(made.custom * 10000.0 / made.items) AS INTEGER) ELSE 'NA' END AS custom_share,
	CASE WHEN made.priced THEN 'price' WHEN made.items > 0 THEN 'number' END AS custom_by, made.price, made.cost,
	{field(discount)} AS discount, {field(value)} AS value,
	coalesce({field(floor_value)}, CASE WHEN product.currency = bid.currency THEN {field(product.floor_price)} END) AS floor,
	CASE WHEN offer.below THEN CASE WHEN offer.approved THEN 'approved' ELSE 'to be approved' END END AS below
FROM chosen AS bid JOIN offer ON offer.id = bid.id LEFT JOIN product ON product.id = bid.product
	LEFT JOIN asked ON asked.bid = bid.id LEFT JOIN made ON made.bid = bid.id
WHERE asked.needs > 0 OR made.items > 0
ORDER BY answered_importance * 1.0 / nullif(importance, 0) IS NULL, answered_importance * 1.0 / nullif(importance, 0), bid.id

-- rows:    the needs of one bid and what answers each, then what nobody asked for
-- column:  id text [ID], need text, importance integer, item text, kind text, price money, cost money, margin percent = (price - cost) / price
WITH {piece}, line (place, id, need, importance, item, kind, price, cost, number) AS (
	SELECT 1, 'ND' || need.id, need.job, need.importance, piece.title, piece.kind, piece.amount, piece.spent, need.id
	FROM need LEFT JOIN piece ON piece.answers = need.id WHERE need.bid IS :key
	UNION ALL
	SELECT 2, 'IT' || piece.id, NULL, NULL, piece.title, piece.kind, piece.amount, piece.spent, piece.id
	FROM piece WHERE piece.bid IS :key AND piece.answers IS NULL
)
SELECT id, need, importance, item, kind, price, cost FROM line
ORDER BY place, importance IS NULL, importance DESC, number

-- left out: bid(s) without a need and without an item
WITH {chosen}
SELECT count(*) FROM chosen WHERE NOT EXISTS (SELECT 1 FROM need WHERE need.bid = chosen.id)
	AND NOT EXISTS (SELECT 1 FROM item WHERE item.bid = chosen.id)

-- missing: item(s) in a currency without a rate, in no sum
WITH {chosen}, {piece}
SELECT count(*) FROM piece JOIN chosen ON chosen.id = piece.bid
WHERE piece.price IS NOT NULL AND piece.amount IS NULL OR piece.cost IS NOT NULL AND piece.spent IS NULL

-- section: needs  What they need, and what answers it
-- key:     id
-- with:    bid
-- column:  id id(need), job text, outcome text [Measured by], importance integer, contact text [Who wants it]
-- column:  items text [Answered by], promised text, measured text, kept text
-- spare:   contact, outcome
WITH {chosen}, {answer}, {promise}
SELECT answer.id, answer.job, answer.outcome, answer.importance, contact.name AS contact, coalesce(answer.items, 'nothing') AS items,
	answer.promised, answer.measured, CASE WHEN answer.measured IS NOT NULL THEN promise.kept END AS kept
FROM answer JOIN chosen ON chosen.id = answer.bid JOIN promise ON promise.id = answer.id
	LEFT JOIN contact ON contact.id = answer.contact
WHERE chosen.id = :bid ORDER BY answer.importance IS NULL, answer.importance DESC, answer.id

-- section: items  What we offer
-- key:     id
-- with:    bid
-- column:  id id(item), title text, kind text, job text [Answers], owner text, effort_days number [Days]
-- column:  price money, cost money, margin percent = (price - cost) / price
-- spare:   owner, effort_days, cost
WITH {chosen}, {piece}
SELECT piece.id, piece.title, piece.kind, coalesce(piece.job, 'nobody asked for it') AS job, person.name AS owner,
	piece.effort_days, piece.amount AS price, piece.spent AS cost
FROM piece JOIN chosen ON chosen.id = piece.bid LEFT JOIN person ON person.id = piece.owner
WHERE chosen.id = :bid ORDER BY piece.answers IS NULL, piece.id

-- section: delivered  Promised against measured, after delivery
-- key:     id
-- quiet:   yes
-- column:  id id(need), account text, bid text, job text, promised text, measured text, kept text, live_on date [Live since]
-- spare:   live_on, account
WITH {promise}, {live}
SELECT promise.id, {field(account)} AS account, bid.title AS bid, promise.job, promise.promised, promise.measured, promise.kept,
	live.live_on
FROM promise JOIN live ON live.bid = promise.bid JOIN bid ON bid.id = promise.bid
WHERE (:bid IS NULL OR bid.id = :bid) AND {where}
ORDER BY CASE promise.kept WHEN 'missed' THEN 1 WHEN 'differs' THEN 2 WHEN 'not measured' THEN 3 WHEN 'not promised' THEN 4 ELSE 5 END,
	live.live_on DESC, promise.id

-- section: findings  What is not in order
-- key:     id
-- findings: yes
-- column:  id text [ID], bid id(bid), what text, name text, owner text, since date, todo text [What to do]
-- spare:   since, owner
WITH {answer}, {piece}, {offer}, {live}, standing AS (
	SELECT bid.id, bid.title, bid.owner, stage.outcome FROM bid JOIN stage ON stage.id = bid.stage
	WHERE (:bid IS NULL OR bid.id = :bid) AND {where}
), finding (place, id, bid, what, name, since, todo) AS (
	SELECT 1, 'B' || standing.id || '/floor', standing.id, 'below its floor, not approved', standing.title, NULL,
		'kam bid decide B' || standing.id || ' --kind price --decision …'
	FROM standing JOIN offer ON offer.id = standing.id
	WHERE standing.outcome = 'open' AND offer.below AND offer.approved IS NOT 1
	UNION ALL
	SELECT 2, 'ND' || answer.id, answer.bid, 'nothing answers it', answer.job, NULL,
		'kam bid item add B' || answer.bid || ' … --need ND' || answer.id
	FROM answer JOIN standing ON standing.id = answer.bid WHERE standing.outcome = 'open' AND answer.items IS NULL
	UNION ALL
	SELECT 3, 'IT' || piece.id, piece.bid, 'nobody asked for it', piece.title, NULL,
		'kam bid item edit IT' || piece.id || ' --need …, or leave it out'
	FROM piece JOIN standing ON standing.id = piece.bid WHERE standing.outcome = 'open' AND piece.answers IS NULL
	UNION ALL
	SELECT 4, 'ND' || need.id || '/measured', need.bid, 'delivered, not measured', need.job, live.live_on,
		'kam bid need edit ND' || need.id || ' --measured …'
	FROM need JOIN live ON live.bid = need.bid JOIN standing ON standing.id = need.bid WHERE need.measured IS NULL
)
SELECT finding.id, standing.id AS bid, finding.what, finding.name, person.name AS owner,
	finding.since, finding.todo
FROM finding JOIN standing ON standing.id = finding.bid LEFT JOIN person ON person.id = standing.owner
ORDER BY finding.place, standing.id, length(finding.id), finding.id
