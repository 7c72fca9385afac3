-- title:   Backlog
-- about:   Tickets that came in and were closed, and what stays: open before + arrivals + reopened − closed = open after.
-- about:   Closed is what the customer confirmed; what is worked on or sent back after that was reopened.
-- about:   A ticket counts where it belongs now: for the department that holds it, whoever held it then.
-- param:   period  period = this year           what is looked back on
-- param:   by      field(ticket) = dept         a line for each value of this field, path or tag
-- param:   each    choice(month|week) = month   how the period is divided
-- main:    lines

-- shared:  state
--- What a ticket is from each step until its next one. One that has events before its opening was open by then.
chosen AS (
	SELECT ticket.id, ticket.opened_at, ticket.closed_at FROM ticket
	WHERE (ticket.status <> 'closed' OR ticket.closed_at IS NOT NULL) AND {where}
), step AS (
	SELECT chosen.id, min(chosen.opened_at, coalesce(first.at, chosen.opened_at)) AS moved_at, -1 AS position, 0 AS number,
		0 AS closed
	FROM chosen LEFT JOIN (SELECT ticket, min(happened_at) AS at FROM event GROUP BY ticket) AS first ON first.ticket = chosen.id
	UNION ALL SELECT event.ticket, event.happened_at, event.position, event.id, event.kind = 'confirm'
	FROM event JOIN chosen ON chosen.id = event.ticket WHERE event.kind NOT IN ('note', 'assign', 'escalate')
	UNION ALL SELECT id, closed_at, 2147483647, 0, 1 FROM chosen
	WHERE closed_at IS NOT NULL AND id NOT IN (SELECT ticket FROM event WHERE kind = 'confirm')
), state AS (
	SELECT id, moved_at, closed, lag(closed) OVER way AS before, lead(moved_at) OVER way AS until,
		min(moved_at) OVER (PARTITION BY id) AS arrived_at
	FROM step WINDOW way AS (PARTITION BY id ORDER BY moved_at, position, number)
)

-- shared:  unclosed
SELECT count(*) FROM ticket WHERE ticket.status = 'closed' AND ticket.closed_at IS NULL AND {where}

-- section: total  All tickets
-- column:  open_start integer [Open before], arrivals integer, reopened integer, closed integer [Closures]
-- column:  net integer = arrivals + reopened - closed, open_end integer [Open after], oldest integer [Oldest (days)]
WITH {state}
SELECT count(*) FILTER (WHERE NOT closed AND moved_at < :period_from_at AND coalesce(until >= :period_from_at, 1)) AS open_start,
	count(*) FILTER (WHERE before IS NULL AND {period(state.moved_at)}) AS arrivals,
	count(*) FILTER (WHERE before AND NOT closed AND {period(state.moved_at)}) AS reopened,
	count(*) FILTER (WHERE NOT before AND closed AND {period(state.moved_at)}) AS closed,
	count(*) FILTER (WHERE NOT closed AND coalesce(moved_at < :period_to_at, 1) AND coalesce(until >= :period_to_at, until IS NULL)) AS open_end,
	max(CASE WHEN NOT closed AND coalesce(moved_at < :period_to_at, 1) AND coalesce(until >= :period_to_at, until IS NULL)
		THEN CAST(julianday(min(:today, coalesce(date(:period_to, '-1 day'), :today))) - julianday(kam_day(arrived_at)) AS INTEGER)
		END) AS oldest
FROM state

-- missing: closed ticket(s) without a time of closing, in no figure
{unclosed}

-- section: flow  By {each}
-- key:     span
-- column:  span text [Period], open_start integer [Open before], arrivals integer, reopened integer, closed integer [Closures]
-- column:  net integer = arrivals + reopened - closed, open_end integer [Open after]
-- chart:   bar span open_end
WITH {state}, move AS (
	SELECT id, kam_day(moved_at) AS day, CASE WHEN before IS NULL THEN 'arrived' WHEN closed THEN 'closed' ELSE 'reopened' END AS what
	FROM state WHERE (before IS NULL OR before <> closed) AND {period(state.moved_at)}
), edge AS (
	SELECT CASE :each WHEN 'month' THEN date(first, 'start of month') ELSE date(first, '-6 days', 'weekday 1') END AS first, last
	FROM (
		SELECT CASE WHEN EXISTS (SELECT 1 FROM state WHERE NOT closed AND moved_at < :period_from_at AND coalesce(until >= :period_from_at, 1)) THEN :period_from ELSE min(day) END AS first,
			min(max(coalesce(max(day), ''), :today), coalesce(date(:period_to, '-1 day'), '9999-12-31')) AS last
		FROM move
	) WHERE first IS NOT NULL
), bucket AS (
	SELECT first AS day, last, CASE :each WHEN 'month' THEN date(first, '+1 month') ELSE date(first, '+7 days') END AS next FROM edge
	WHERE first <= last
	UNION ALL SELECT next, last, CASE :each WHEN 'month' THEN date(next, '+1 month') ELSE date(next, '+7 days') END FROM bucket
	WHERE next <= last
), tally AS (
	SELECT bucket.day, count(*) FILTER (WHERE what = 'arrived') AS arrivals, count(*) FILTER (WHERE what = 'reopened') AS reopened,
		count(*) FILTER (WHERE what = 'closed') AS closed
	FROM bucket LEFT JOIN move ON move.day >= bucket.day AND move.day < bucket.next GROUP BY bucket.day
), level AS (
	SELECT *, (SELECT count(*) FROM state WHERE NOT closed AND moved_at < :period_from_at AND coalesce(until >= :period_from_at, 1)) +
		sum(arrivals + reopened - closed) OVER (ORDER BY day) AS open_end
	FROM tally
)
SELECT CASE :each WHEN 'month' THEN substr(day, 1, 7) ELSE strftime('%Y', day, '-3 days', 'weekday 4') || '-W' ||
		substr('0' || ((CAST(strftime('%j', day, '-3 days', 'weekday 4') AS INTEGER) - 1) / 7 + 1), -2) END AS span,
	open_end - arrivals - reopened + closed AS open_start, arrivals, reopened, closed, open_end
FROM level ORDER BY day

-- rows:    the tickets that came, were closed or reopened then
-- column:  day date [Day], what text, id id(ticket), title text, dept text, severity integer, status text
WITH {state}, move AS (
	SELECT id, kam_day(moved_at) AS day, CASE WHEN before IS NULL THEN 'arrived' WHEN closed THEN 'closed' ELSE 'reopened' END AS what
	FROM state WHERE (before IS NULL OR before <> closed) AND {period(state.moved_at)}
)
SELECT move.day, move.what, ticket.id, ticket.title, ticket.dept, ticket.severity, ticket.status
FROM move JOIN ticket ON ticket.id = move.id
WHERE :key = CASE :each WHEN 'month' THEN substr(move.day, 1, 7) ELSE strftime('%Y', move.day, '-3 days', 'weekday 4') || '-W' ||
		substr('0' || ((CAST(strftime('%j', move.day, '-3 days', 'weekday 4') AS INTEGER) - 1) / 7 + 1), -2) END
ORDER BY move.day, ticket.id

-- missing: closed ticket(s) without a time of closing, in no figure
{unclosed}

-- section: lines  By {by}
-- key:     name
-- column:  name {by}, open_start integer [Open before], arrivals integer, reopened integer, closed integer [Closures]
-- column:  net integer = arrivals + reopened - closed, open_end integer [Open after], oldest integer [Oldest (days)]
-- chart:   bar name open_end
WITH {state}
SELECT {by} AS name, count(*) FILTER (WHERE NOT closed AND moved_at < :period_from_at AND coalesce(until >= :period_from_at, 1)) AS open_start,
	count(*) FILTER (WHERE before IS NULL AND {period(state.moved_at)}) AS arrivals,
	count(*) FILTER (WHERE before AND NOT closed AND {period(state.moved_at)}) AS reopened,
	count(*) FILTER (WHERE NOT before AND closed AND {period(state.moved_at)}) AS closed,
	count(*) FILTER (WHERE NOT closed AND coalesce(moved_at < :period_to_at, 1) AND coalesce(until >= :period_to_at, until IS NULL)) AS open_end,
	max(CASE WHEN NOT closed AND coalesce(moved_at < :period_to_at, 1) AND coalesce(until >= :period_to_at, until IS NULL)
		THEN CAST(julianday(min(:today, coalesce(date(:period_to, '-1 day'), :today))) - julianday(kam_day(arrived_at)) AS INTEGER)
		END) AS oldest
FROM state JOIN ticket USING (id)
GROUP BY 1 ORDER BY count(*) FILTER (WHERE NOT closed AND coalesce(moved_at < :period_to_at, 1) AND coalesce(until >= :period_to_at, until IS NULL)) DESC, {by} IS NULL, {by}

-- rows:    the tickets open at the end
WITH {state}
SELECT ticket.id, ticket.title, {field(account)} AS account, ticket.dept, ticket.severity, ticket.status, ticket.opened_at
FROM state JOIN ticket USING (id)
WHERE NOT closed AND coalesce(moved_at < :period_to_at, 1) AND coalesce(until >= :period_to_at, until IS NULL) AND {by} IS :key
ORDER BY arrived_at, ticket.id

-- missing: closed ticket(s) without a time of closing, in no figure
{unclosed}

-- section: ages  Open at the end, by age
-- key:     days
-- column:  days text [Days open], tickets integer, severe integer [Severity 1 or 2]
-- chart:   bar days tickets
WITH {state}, aged AS (
	SELECT ticket.severity, CAST(julianday(min(:today, coalesce(date(:period_to, '-1 day'), :today))) - julianday(kam_day(arrived_at)) AS INTEGER) AS age
	FROM state JOIN ticket USING (id) WHERE NOT closed AND coalesce(moved_at < :period_to_at, 1) AND coalesce(until >= :period_to_at, until IS NULL)
), band (place, name, least, most) AS (
	VALUES (1, '0-1', -1000000, 1), (2, '2-7', 2, 7), (3, '8-30', 8, 30), (4, '31-90', 31, 90), (5, 'over 90', 91, 1000000)
)
SELECT band.name AS days, count(age) AS tickets, count(*) FILTER (WHERE severity <= 2) AS severe
FROM band LEFT JOIN aged ON age BETWEEN least AND most
GROUP BY band.place ORDER BY band.place

-- rows:    the open tickets of that age
WITH {state}, aged AS (
	SELECT id, CAST(julianday(min(:today, coalesce(date(:period_to, '-1 day'), :today))) - julianday(kam_day(arrived_at)) AS INTEGER) AS age
	FROM state WHERE NOT closed AND coalesce(moved_at < :period_to_at, 1) AND coalesce(until >= :period_to_at, until IS NULL)
)
SELECT ticket.id, ticket.title, {field(account)} AS account, ticket.dept, ticket.severity, ticket.status, aged.age
FROM aged JOIN ticket USING (id)
WHERE :key = CASE WHEN age <= 1 THEN '0-1' WHEN age <= 7 THEN '2-7' WHEN age <= 30 THEN '8-30' WHEN age <= 90 THEN '31-90' ELSE 'over 90' END
ORDER BY aged.age DESC, ticket.id

-- missing: closed ticket(s) without a time of closing, in no figure
{unclosed}

-- section: unconfirmed  Resolved, and the customer has not confirmed it yet
-- key:     id
-- findings: yes
-- column:  id id(ticket), title text, account text, severity integer, holder text, resolved_at instant [Resolved], days integer
-- spare:   account
--- As of now, whatever the period: what the queue has again, too.
SELECT ticket.id, ticket.title, {field(account)} AS account, ticket.severity, coalesce(ticket.dept, {field(assignee)}) AS holder,
	ticket.resolved_at, CAST(julianday(:today) - julianday(kam_day(ticket.resolved_at)) AS INTEGER) AS days
FROM ticket WHERE ticket.status = 'resolved' AND {where} AND kam_day(ticket.resolved_at) <= date(:today, '-' ||
	(SELECT coalesce(value, standard) FROM setting WHERE name = 'unconfirmed_days') || ' days')
ORDER BY ticket.resolved_at, ticket.id
