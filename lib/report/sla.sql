-- title:   SLA
-- about:   Was what we promise kept: by the clock until somebody takes a ticket, and the one until it is done, in working time.
-- about:   Met is what was done by its due time; breached what was done later, or is still not done after it.
-- about:   Running and paused ones are in no share: share met = met ÷ (met + breached).
-- param:   period  period = this year           when they were opened
-- param:   by      field(ticket) = dept         a line for each value of this field, path or tag
-- main:    resolution

-- shared:  judged
judged AS (
	SELECT ticket.*, {by} AS name, {field(ack_state)} AS ack_clock, {field(fix_state)} AS fix_clock
	FROM ticket WHERE {period(opened_at)} AND {where}
)

-- section: total  All tickets
-- key:     clock
-- column:  clock text, tickets integer, met integer, breached integer, running integer, paused integer
-- column:  share percent [Share met] = met / (met + breached)
WITH {judged}, both (place, clock, state) AS (
	SELECT 1, 'response', ack_clock FROM judged WHERE ack_clock IS NOT NULL UNION ALL SELECT 2, 'resolution', fix_clock FROM judged WHERE fix_clock IS NOT NULL
)
SELECT clock, count(*) AS tickets, sum(state = 'met') AS met, sum(state = 'breached') AS breached,
	sum(state = 'running') AS running, sum(state = 'paused') AS paused
FROM both GROUP BY place, clock ORDER BY place

-- section: response  First response by {by}
-- key:     name
-- column:  name {by}, tickets integer, met integer, breached integer, running integer, paused integer
-- column:  share percent [Share met] = met / (met + breached)
-- chart:   bar name share
WITH {judged}
SELECT name, count(*) AS tickets, sum(ack_clock = 'met') AS met, sum(ack_clock = 'breached') AS breached,
	sum(ack_clock = 'running') AS running, sum(ack_clock = 'paused') AS paused
FROM judged WHERE ack_clock IS NOT NULL GROUP BY name ORDER BY name IS NULL, name

-- rows:    the tickets behind one line
WITH {judged}
SELECT ticket.id, ticket.title, {field(account)} AS account, ticket.severity, ticket.ack_due, ticket.acknowledged_at, ticket.ack_clock AS ack_state
FROM judged AS ticket WHERE ticket.ack_clock IS NOT NULL AND ticket.name IS :key ORDER BY ticket.opened_at, ticket.id

-- left out: ticket(s) without a response clock
WITH {judged}
SELECT count(*) FROM judged WHERE ack_clock IS NULL

-- section: resolution  Resolution by {by}
-- key:     name
-- column:  name {by}, tickets integer, met integer, breached integer, running integer, paused integer
-- column:  share percent [Share met] = met / (met + breached)
-- chart:   bar name share
WITH {judged}
SELECT name, count(*) AS tickets, sum(fix_clock = 'met') AS met, sum(fix_clock = 'breached') AS breached,
	sum(fix_clock = 'running') AS running, sum(fix_clock = 'paused') AS paused
FROM judged WHERE fix_clock IS NOT NULL GROUP BY name ORDER BY name IS NULL, name

-- rows:    the tickets behind one line
WITH {judged}
SELECT ticket.id, ticket.title, {field(account)} AS account, ticket.severity, ticket.fix_due, ticket.resolved_at, ticket.fix_clock AS fix_state
FROM judged AS ticket WHERE ticket.fix_clock IS NOT NULL AND ticket.name IS :key ORDER BY ticket.opened_at, ticket.id

-- left out: ticket(s) without a resolution clock
WITH {judged}
SELECT count(*) FROM judged WHERE fix_clock IS NULL

-- section: late  Open and breached
-- key:     id
-- findings: yes
-- column:  id id(ticket), title text, account text, severity integer, holder text, clock text, due instant
-- column:  hours number(1) [Hours late]
-- spare:   account
--- Due is that of the two which ran out first.
WITH {judged}, late AS (
	SELECT *, CASE WHEN ack_clock = 'breached' AND acknowledged_at IS NULL THEN ack_due END AS ack_late,
		CASE WHEN fix_clock = 'breached' THEN fix_due END AS fix_late
	FROM judged WHERE status NOT IN ('resolved', 'closed')
), first AS (
	SELECT *, min(coalesce(ack_late, fix_late), coalesce(fix_late, ack_late)) AS due FROM late
	WHERE ack_late IS NOT NULL OR fix_late IS NOT NULL
)
SELECT ticket.id, ticket.title, {field(account)} AS account, ticket.severity, coalesce(ticket.dept, {field(assignee)}) AS holder,
	CASE WHEN ticket.fix_late IS NULL THEN 'response' WHEN ticket.ack_late IS NULL THEN 'resolution' ELSE 'both' END AS clock,
	ticket.due, (julianday(:now) - julianday(ticket.due)) * 24 AS hours
FROM first AS ticket ORDER BY ticket.due, ticket.id
