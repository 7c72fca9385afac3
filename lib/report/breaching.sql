-- title:   Breaching
-- about:   Open tickets whose clock ran out, or does within so many hours, the most urgent first, with the department that
-- about:   holds them, else the assignee. Hours are round the clock; below 0: since it ran out.
-- about:   What waits for the customer is there only where its clock ran out before.
-- param:   hours   integer = 24                 so many hours ahead
-- param:   by      field(ticket) = dept         a line for each value of this field, path or tag
-- record:  ticket
-- main:    tickets

-- shared:  soon
soon AS (
	SELECT ticket.*, {by} AS name, {field(time_left)} AS minutes FROM ticket
	WHERE ticket.status NOT IN ('resolved', 'closed') AND {field(time_left)} <= :hours * 60 AND {where}
)

-- section: tickets  Ran out, or soon will
-- key:     id
-- findings: yes
-- column:  id id(ticket), title text, account text, severity integer, holder text, clock text, due instant, hours number(1) [Hours left]
-- column:  status text, level integer
-- spare:   level, status, account
WITH {soon}
SELECT ticket.id, ticket.title, {field(account)} AS account, ticket.severity, coalesce(ticket.dept, {field(assignee)}) AS holder,
	CASE WHEN ticket.acknowledged_at IS NULL AND ticket.ack_due <= coalesce(ticket.fix_due, ticket.ack_due)
		THEN 'response' ELSE 'resolution' END AS clock,
	CASE WHEN ticket.acknowledged_at IS NULL AND ticket.ack_due <= coalesce(ticket.fix_due, ticket.ack_due)
		THEN ticket.ack_due ELSE ticket.fix_due END AS due, ticket.minutes / 60.0 AS hours, ticket.status, ticket.level
FROM soon AS ticket ORDER BY ticket.minutes, ticket.severity, ticket.id

-- left out: open ticket(s) without a clock, or waiting for the customer
SELECT count(*) FROM ticket WHERE ticket.status NOT IN ('resolved', 'closed') AND {field(time_left)} IS NULL AND {where}

-- section: lines  By {by}
-- key:     name
-- column:  name {by}, tickets integer, late integer [Ran out], soon integer [Soon], severe integer [Severity 1 or 2]
-- column:  worst number(1) [Least hours left]
-- chart:   bar name tickets
WITH {soon}
SELECT name, count(*) AS tickets, sum(minutes < 0) AS late, sum(minutes >= 0) AS soon, sum(severity <= 2) AS severe,
	min(minutes) / 60.0 AS worst
FROM soon GROUP BY name ORDER BY 3 DESC, 2 DESC, name IS NULL, name

-- rows:    the tickets behind one line
WITH {soon}
SELECT ticket.id, ticket.title, {field(account)} AS account, ticket.severity, ticket.status, ticket.minutes AS time_left
FROM soon AS ticket WHERE ticket.name IS :key ORDER BY ticket.minutes, ticket.id
