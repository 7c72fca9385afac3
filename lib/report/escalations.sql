-- title:   Escalations
-- about:   Tickets that were escalated in the period: to which level, after how long, and what became of them.
-- about:   The level is that of the whole life of the ticket up to the end of the period: 1 for its first escalation, at most 3.
-- about:   A third handoff raises a ticket's level, too, and is no escalation; see the report handoffs.
-- about:   Hours are round the clock, from its opening to that escalation.
-- param:   period  period = this year           when they were escalated
-- param:   by      field(ticket) = dept         a line for each value of this field, path or tag
-- main:    lines

-- shared:  step
step AS (
	SELECT event.ticket, event.happened_at, event.body, min(3, row_number() OVER (
		PARTITION BY event.ticket ORDER BY event.happened_at, event.position, event.id)) AS level
	FROM event WHERE event.kind = 'escalate'
), risen AS (
	SELECT ticket.*, {by} AS name, step.level AS reached, step.happened_at, step.body AS why,
		(julianday(step.happened_at) - julianday(ticket.opened_at)) * 24 AS hours
	FROM step JOIN ticket ON ticket.id = step.ticket WHERE {period(step.happened_at)} AND {where}
), peak AS (
	SELECT *, row_number() OVER (PARTITION BY id ORDER BY happened_at DESC, reached DESC) AS place,
		first_value(hours) OVER (PARTITION BY id ORDER BY happened_at) AS first_hours
	FROM risen
)

-- section: levels  By level
-- key:     level
-- column:  level integer, escalations integer, tickets integer, hours number(1) [Mean hours to it], open integer [Still open]
-- chart:   bar level tickets
WITH {step}
SELECT reached AS level, count(*) AS escalations, count(DISTINCT id) AS tickets, avg(hours) AS hours,
	count(DISTINCT CASE WHEN status NOT IN ('resolved', 'closed') THEN id END) AS open
FROM risen GROUP BY reached ORDER BY reached

-- rows:    the escalations to that level
-- column:  happened_at instant [When], id id(ticket), title text, account text, severity integer, hours number(1) [Hours to it]
-- column:  why text [Reason], status text
-- spare:   account, status
WITH {step}
SELECT ticket.happened_at, ticket.id, ticket.title, {field(account)} AS account, ticket.severity, ticket.hours, ticket.why, ticket.status
FROM risen AS ticket WHERE ticket.reached = :key ORDER BY ticket.happened_at, ticket.id

-- section: lines  By {by}
-- key:     name
-- column:  name {by}, tickets integer, escalations integer, level_1 integer [Level 1], level_2 integer [Level 2]
-- column:  level_3 integer [Level 3], hours number(1) [Hours to the first], open integer [Still open]
-- spare:   escalations
-- chart:   bar name tickets
WITH {step}
SELECT name, count(*) FILTER (WHERE place = 1) AS tickets, count(*) AS escalations,
	count(*) FILTER (WHERE place = 1 AND reached = 1) AS level_1, count(*) FILTER (WHERE place = 1 AND reached = 2) AS level_2,
	count(*) FILTER (WHERE place = 1 AND reached = 3) AS level_3, avg(first_hours) FILTER (WHERE place = 1) AS hours,
	count(*) FILTER (WHERE place = 1 AND status NOT IN ('resolved', 'closed')) AS open
FROM peak GROUP BY name ORDER BY 2 DESC, name IS NULL, name

-- rows:    the tickets behind one line
WITH {step}
SELECT ticket.id, ticket.title, {field(account)} AS account, ticket.severity, ticket.reached AS level, ticket.happened_at, ticket.why, ticket.status
FROM peak AS ticket WHERE ticket.place = 1 AND ticket.name IS :key ORDER BY ticket.reached DESC, ticket.happened_at, ticket.id

-- section: open  Escalated and not done
-- key:     id
-- column:  id id(ticket), title text, account text, severity integer, level integer, holder text, happened_at instant [Since]
-- column:  why text [Reason], status text
-- spare:   status, account
--- Their level of now, handoffs and all.
WITH {step}
SELECT ticket.id, ticket.title, {field(account)} AS account, ticket.severity, ticket.level,
	coalesce(ticket.dept, {field(assignee)}) AS holder, ticket.happened_at, ticket.why, ticket.status
FROM peak AS ticket WHERE ticket.place = 1 AND ticket.status NOT IN ('resolved', 'closed')
ORDER BY ticket.level DESC, ticket.happened_at, ticket.id
