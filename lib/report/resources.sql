-- title:   Resources
-- about:   What bids ask for, people and things: by a day, granted on a day, late until then. What was let pass is left out.
-- param:   period  period = all             when they are needed
-- param:   by      field(checkitem) = role  a line for each value of this field or path: owner, owner.dept, needed_by.week
-- param:   ahead   integer = 14             days to look ahead for what is not granted yet
-- record:  checkitem
-- main:    asked

-- shared:  resource
resource AS (
	SELECT checkitem.*, {by} AS name, stage.outcome = 'open' AS live,
		CASE WHEN checkitem.granted_on IS NOT NULL THEN checkitem.granted_on > checkitem.needed_by
			ELSE stage.outcome = 'open' AND checkitem.needed_by < :today END AS is_late
	FROM checkitem JOIN bid ON bid.id = checkitem.bid JOIN stage ON stage.id = bid.stage
	WHERE checkitem.kind = 'resource' AND checkitem.waived_by IS NULL AND {where}
)

-- section: total  Asked and granted
-- key:     name
-- column:  name {by}, asked integer, granted integer, share percent = granted / asked, late integer, wait number(1) [Days to grant]
WITH {resource}
SELECT name, count(*) AS asked, count(granted_on) AS granted, count(*) FILTER (WHERE is_late) AS late,
	avg(julianday(granted_on) - julianday(min(kam_day(created_at), granted_on))) AS wait
FROM resource WHERE {period(resource.needed_by)} GROUP BY 1 ORDER BY asked DESC, name IS NULL, name

-- rows:    the resources behind one line
-- column:  id id(checkitem), bid id(bid), title text, role text, owner text, needed_by date [Needed by], granted_on date [Granted]
WITH {resource}
SELECT resource.id, resource.bid, resource.title, resource.role, person.name AS owner, resource.needed_by, resource.granted_on
FROM resource LEFT JOIN person ON person.id = resource.owner
WHERE {period(resource.needed_by)} AND resource.name IS :key ORDER BY resource.needed_by, resource.id

-- section: asked  Asked for, not granted, needed within {ahead} days
-- key:     id
-- findings: yes
-- column:  id id(checkitem), title text, bid id(bid), bid_title text [Bid], bid_owner text [Asked by], role text
-- column:  needed_by date [Needed by], days integer [Days left], waiting integer [Days waiting], required flag
-- spare:   waiting, bid
WITH {resource}
SELECT resource.id, resource.title, resource.bid, bid.title AS bid_title, person.name AS bid_owner, resource.role, resource.needed_by,
	CAST(julianday(resource.needed_by) - julianday(:today) AS INTEGER) AS days,
	CAST(julianday(:today) - julianday(kam_day(resource.created_at)) AS INTEGER) AS waiting, resource.required
FROM resource JOIN bid ON bid.id = resource.bid LEFT JOIN person ON person.id = bid.owner
WHERE resource.live AND resource.granted_on IS NULL AND (resource.needed_by IS NULL OR resource.needed_by <= date(:today, :ahead || ' days'))
ORDER BY resource.needed_by IS NULL, resource.needed_by, resource.id

-- section: unnamed  Granted, but nobody is named
-- key:     id
-- findings: yes
-- quiet:   yes
-- column:  id id(checkitem), title text, bid id(bid), bid_title text [Bid], role text, granted_on date [Granted], needed_by date [Needed by]
-- spare:   bid
WITH {resource}
SELECT resource.id, resource.title, resource.bid, bid.title AS bid_title, resource.role, resource.granted_on, resource.needed_by
FROM resource JOIN bid ON bid.id = resource.bid
WHERE resource.live AND resource.granted_on IS NOT NULL AND resource.owner IS NULL ORDER BY resource.needed_by, resource.id

-- section: named  Who is where
-- key:     id
-- quiet:   yes
-- column:  id id(checkitem), person text, dept text, title text, bid id(bid), bid_title text [Bid], needed_by date [Needed by]
-- spare:   bid
WITH {resource}
SELECT resource.id, person.name AS person, person.dept, resource.title, resource.bid, bid.title AS bid_title, resource.needed_by
FROM resource JOIN bid ON bid.id = resource.bid JOIN person ON person.id = resource.owner
WHERE resource.live AND resource.granted_on IS NOT NULL ORDER BY person.name, resource.needed_by, resource.id
