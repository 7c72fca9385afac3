-- title:   Reopened tickets
-- about:   Tickets that were done and came back: the customer rejected what was done, or it was opened again.
-- about:   The share is of those that were ever resolved or closed. A ticket counts once there, and in Reopens each time it came back.
-- param:   period  period = this year           when they were opened
-- param:   by      field(ticket) = dept         a line for each value of this field, path or tag
-- main:    lines

-- shared:  done
done AS (
	SELECT ticket.*, {by} AS name FROM ticket WHERE {period(opened_at)} AND {where} AND (ticket.reopens > 0
		OR ticket.status IN ('resolved', 'closed')
		OR EXISTS (SELECT 1 FROM event WHERE event.ticket = ticket.id AND event.kind IN ('resolve', 'confirm')))
)

-- shared:  figures
count(*) AS done, sum(reopens > 0) AS reopened, sum(reopens) AS reopens, sum(reopens > 1) AS repeated,
	sum(reopens > 0 AND status NOT IN ('resolved', 'closed')) AS open

-- section: total  All tickets
-- column:  done integer [Ever done], reopened integer, share percent [Share reopened] = reopened / done, reopens integer
-- column:  repeated integer [More than once], open integer [Open again]
WITH {done}
SELECT done, reopened, reopens, repeated, open FROM (SELECT {figures} FROM done) WHERE done > 0

-- section: lines  By {by}
-- key:     name
-- column:  name {by}, done integer [Ever done], reopened integer, share percent [Share reopened] = reopened / done, reopens integer
-- column:  repeated integer [More than once], open integer [Open again]
-- chart:   bar name reopened
WITH {done}
SELECT name, {figures} FROM done GROUP BY name ORDER BY 3 DESC, name IS NULL, name

-- rows:    the tickets behind one line that came back
WITH {done}
SELECT ticket.id, ticket.title, {field(account)} AS account, ticket.severity, ticket.reopens, ticket.status, ticket.root_cause
FROM done AS ticket WHERE ticket.reopens > 0 AND ticket.name IS :key ORDER BY ticket.reopens DESC, ticket.id

-- left out: ticket(s) never resolved nor closed
SELECT count(*) FROM ticket WHERE {period(opened_at)} AND {where} AND NOT (ticket.reopens > 0
	OR ticket.status IN ('resolved', 'closed')
	OR EXISTS (SELECT 1 FROM event WHERE event.ticket = ticket.id AND event.kind IN ('resolve', 'confirm')))

-- section: tickets  Which came back
-- key:     id
-- column:  id id(ticket), title text, account text, severity integer, reopens integer, last_at instant [Last]
-- column:  why text [Reason], holder text, status text, root_cause text
-- spare:   root_cause, account, holder
--- What was said as it came back last.
WITH {done}
SELECT ticket.id, ticket.title, {field(account)} AS account, ticket.severity, ticket.reopens, event.happened_at AS last_at,
	event.body AS why, coalesce(ticket.dept, {field(assignee)}) AS holder, ticket.status, ticket.root_cause
FROM done AS ticket LEFT JOIN event ON event.id = (SELECT id FROM event WHERE event.ticket = ticket.id
	AND event.kind IN ('reject', 'reopen') ORDER BY event.happened_at DESC, event.position DESC, event.id DESC LIMIT 1)
WHERE ticket.reopens > 0 ORDER BY ticket.reopens DESC, event.happened_at DESC, ticket.id
