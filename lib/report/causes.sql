-- title:   Causes
-- about:   Why tickets came: their root causes, how long it took to resolve them, and how often the customer sent them back.
-- about:   Hours are round the clock, from the opening to the last resolve, else the closing.
-- about:   Unresolved ones without a cause are left out; what was resolved without a cause is a finding.
-- param:   period  period = this year           when they were opened
-- param:   by      field(ticket) = kind         causes are told apart by this field, path or tag too
-- main:    causes

-- shared:  known
known AS (
	SELECT ticket.*, {by} AS name,
		(julianday(coalesce(ticket.resolved_at, ticket.closed_at)) - julianday(ticket.opened_at)) * 24 AS hours
	FROM ticket WHERE {period(opened_at)} AND {where}
		AND (ticket.root_cause IS NOT NULL OR ticket.status IN ('resolved', 'closed'))
)

-- section: causes  By root cause
-- key:     cause
-- column:  cause text [Root cause], tickets integer, all_tickets integer [Of], share percent = tickets / all_tickets
-- column:  open integer [Still open], hours number(1) [Mean hours to resolve], reopens integer, severe integer [Severity 1 or 2]
-- column:  accounts integer [Customers]
-- spare:   all_tickets, accounts, severe
-- chart:   bar cause tickets
WITH {known}
SELECT root_cause AS cause, count(*) AS tickets, sum(count(*)) OVER () AS all_tickets,
	sum(status NOT IN ('resolved', 'closed')) AS open, coalesce(avg(hours), 'NA') AS hours, sum(reopens) AS reopens,
	sum(severity <= 2) AS severe, count(DISTINCT account) AS accounts
FROM known GROUP BY root_cause ORDER BY 2 DESC, root_cause IS NULL, root_cause

-- rows:    the tickets of one cause
WITH {known}
SELECT ticket.id, ticket.title, {field(account)} AS account, ticket.kind, ticket.severity, ticket.status, ticket.fix, ticket.reopens,
	ticket.opened_at
FROM known AS ticket WHERE ticket.root_cause IS :key ORDER BY ticket.opened_at, ticket.id

-- left out: unresolved ticket(s) without a cause yet
SELECT count(*) FROM ticket WHERE {period(opened_at)} AND {where} AND ticket.root_cause IS NULL
	AND ticket.status NOT IN ('resolved', 'closed')

-- section: lines  By {by}
-- key:     pair
-- column:  pair text [Where: cause], tickets integer, all_tickets integer [Of]
-- column:  share percent = tickets / all_tickets, open integer [Still open], hours number(1) [Mean hours to resolve], reopens integer
-- spare:   all_tickets, open
--- A share is of those of the same value.
WITH {known}
SELECT coalesce(name, '–') || ': ' || coalesce(root_cause, '–') AS pair, count(*) AS tickets,
	sum(count(*)) OVER (PARTITION BY name) AS all_tickets, sum(status NOT IN ('resolved', 'closed')) AS open,
	coalesce(avg(hours), 'NA') AS hours, sum(reopens) AS reopens
FROM known GROUP BY name, root_cause ORDER BY name IS NULL, name, 2 DESC, root_cause IS NULL, root_cause

-- rows:    the tickets behind one line
WITH {known}
SELECT ticket.id, ticket.title, {field(account)} AS account, ticket.kind, ticket.severity, ticket.status, ticket.fix, ticket.reopens,
	ticket.opened_at
FROM known AS ticket WHERE coalesce(ticket.name, '–') || ': ' || coalesce(ticket.root_cause, '–') = :key
ORDER BY ticket.opened_at, ticket.id

-- section: unexplained  Resolved, and nobody said why it came
-- key:     id
-- findings: yes
-- column:  id id(ticket), title text, account text, kind text, severity integer, holder text, resolved_at instant, reopens integer
-- spare:   reopens, account
WITH {known}
SELECT ticket.id, ticket.title, {field(account)} AS account, ticket.kind, ticket.severity,
	coalesce(ticket.dept, {field(assignee)}) AS holder, coalesce(ticket.resolved_at, ticket.closed_at) AS resolved_at, ticket.reopens
FROM known AS ticket WHERE ticket.root_cause IS NULL ORDER BY ticket.severity, resolved_at, ticket.id
