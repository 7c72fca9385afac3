-- title:   Gates
-- about:   What keeps open bids where they are: required items of the stage they are at, or of one before, that are neither
-- about:   done nor let pass; how long they wait, which are late, and what was let pass by whom and why.
-- param:   by      field(bid) = owner       a line for each value of this field, path or tag
-- main:    gates

-- shared:  held
held AS (
	SELECT checkitem.id, checkitem.bid, checkitem.title, checkitem.role, checkitem.owner, checkitem.needed_by, stage.position,
		CAST(julianday(:today) - julianday(kam_day(checkitem.created_at)) AS INTEGER) AS waiting,
		CASE WHEN checkitem.needed_by < :today THEN CAST(julianday(:today) - julianday(checkitem.needed_by) AS INTEGER) END AS late
	FROM checkitem JOIN bid ON bid.id = checkitem.bid JOIN stage AS at ON at.id = bid.stage JOIN stage ON stage.id = checkitem.stage
	WHERE at.outcome = 'open' AND stage.position <= at.position AND checkitem.required = 1 AND checkitem.done_on IS NULL
		AND checkitem.waived_by IS NULL AND {where}
), passed AS (
	SELECT checkitem.* FROM checkitem JOIN bid ON bid.id = checkitem.bid JOIN stage AS at ON at.id = bid.stage
	WHERE at.outcome = 'open' AND checkitem.waived_by IS NOT NULL AND {where}
)

-- section: total  What holds bids up
-- key:     name
-- column:  name {by}, all_bids integer [Open bids], bids integer [Held up], share percent = bids / all_bids
-- column:  items integer [Open items], late integer, waived integer [Let pass]
WITH {held}, mine AS (
	SELECT {by} AS name, bid.id, (SELECT count(*) FROM held WHERE held.bid = bid.id) AS items,
		(SELECT count(late) FROM held WHERE held.bid = bid.id) AS late,
		(SELECT count(*) FROM passed WHERE passed.bid = bid.id) AS waived
	FROM bid JOIN stage ON stage.id = bid.stage WHERE stage.outcome = 'open' AND {where}
)
SELECT name, count(*) AS all_bids, count(*) FILTER (WHERE items > 0) AS bids, coalesce(sum(items), 0) AS items,
	coalesce(sum(late), 0) AS late, coalesce(sum(waived), 0) AS waived
FROM mine GROUP BY 1 ORDER BY bids DESC, items DESC, name IS NULL, name

-- rows:    the open items behind one line
-- column:  id id(checkitem), bid id(bid), title text, role text, owner text, needed_by date [Needed by], late integer [Days late]
WITH {held}
SELECT held.id, held.bid, held.title, held.role, person.name AS owner, held.needed_by, held.late
FROM held JOIN bid ON bid.id = held.bid LEFT JOIN person ON person.id = held.owner
WHERE {by} IS :key ORDER BY held.late DESC, held.needed_by, held.id

-- section: gates  By bid and role
-- key:     id
-- column:  id id(bid), title text, owner text, stage text, role text, items integer [Open items], late integer
-- column:  waiting integer [Days waiting], needed_by date [First by], what text
-- spare:   waiting
WITH {held}
SELECT held.bid AS id, bid.title, {field(owner)} AS owner, {field(stage)} AS stage, held.role, count(*) AS items,
	count(held.late) AS late, max(held.waiting) AS waiting, min(held.needed_by) AS needed_by, group_concat(held.title, ', ') AS what
FROM (SELECT * FROM held ORDER BY position, needed_by, id) AS held JOIN bid ON bid.id = held.bid
GROUP BY held.bid, held.role
ORDER BY count(held.late) DESC, min(held.needed_by) IS NULL, min(held.needed_by), held.bid,
	CASE held.role WHEN 'account' THEN 1 WHEN 'solution' THEN 2 WHEN 'delivery' THEN 3 ELSE 4 END

-- section: late  Required, and late
-- key:     id
-- findings: yes
-- quiet:   yes
-- column:  id id(checkitem), bid id(bid), bid_title text [Bid], title text [Item], role text, owner text
-- column:  needed_by date [Needed by], days integer [Days late]
-- spare:   bid
WITH {held}
SELECT held.id, held.bid, bid.title AS bid_title, held.title, held.role, person.name AS owner, held.needed_by, held.late AS days
FROM held JOIN bid ON bid.id = held.bid LEFT JOIN person ON person.id = held.owner
WHERE held.late IS NOT NULL ORDER BY held.late DESC, held.bid, held.id

-- section: waived  Let pass
-- key:     id
-- quiet:   yes
-- column:  id id(checkitem), bid id(bid), bid_title text [Bid], title text [Item], role text, waived_by text [By], why text
-- spare:   bid, role
WITH {held}
SELECT passed.id, passed.bid, bid.title AS bid_title, passed.title, passed.role, person.name AS waived_by, passed.waive_reason AS why
FROM passed JOIN bid ON bid.id = passed.bid LEFT JOIN person ON person.id = passed.waived_by
ORDER BY passed.bid, passed.id
