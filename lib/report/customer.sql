-- title:   Customer
-- about:   One customer on one screen: what they are to us, who looks after them, what is open, what comes next.
-- about:   Open, overdue and pipeline amounts are those of the customer alone; group_ amounts those of the whole group.
-- param:   account reference(account)    which customer
-- record:  account
-- main:    customer

-- section: customer  The customer
-- shape:   record
-- key:     id
-- column:  id id(account), name text, status text, industry text, region text, since date
-- column:  tier text, score number(1), scored_on date [Scored on], pinned text
-- column:  group_root text [Group], group_accounts integer [Accounts in it]
-- column:  account_owner text [Account owner], solution_owner text [Solution], delivery_owner text [Delivery]
-- column:  open_bids integer [Open bids], pipeline money, weighted money, group_pipeline money [Pipeline of the group]
-- column:  open_amount money [Receivable], overdue_amount money [Overdue], days_late integer [Days late]
-- column:  open_tickets integer [Open tickets], last_touch instant [Last touch]
WITH RECURSIVE above (id, parent) AS (
	SELECT id, parent FROM account WHERE id = :account
	UNION SELECT account.id, account.parent FROM account JOIN above ON account.id = above.parent
), member (id) AS (
	SELECT id FROM above WHERE parent IS NULL
	UNION SELECT account.id FROM account JOIN member ON account.parent = member.id
), open_bid AS (
	SELECT bid.account, {field(bid.value)} AS value, {field(bid.weighted)} AS weighted
	FROM bid JOIN stage ON stage.id = bid.stage WHERE stage.outcome = 'open' AND bid.account IN (SELECT id FROM member)
), owed AS (
	SELECT {field(invoice.amount)} - coalesce({field(invoice.paid_amount)}, 0) AS amount, invoice.due_on
	FROM invoice WHERE invoice.account = :account AND invoice.status = 'valid' AND invoice.paid_on IS NULL
), last AS (
	SELECT * FROM snapshot WHERE account = :account AND taken_on <= :today ORDER BY taken_on DESC LIMIT 1
), team AS (
	SELECT seat.role, group_concat(person.name, ', ') AS names FROM seat JOIN person ON person.id = seat.person
	WHERE seat.account = :account AND coalesce(seat.starts_on, '') <= :today AND coalesce(seat.ends_on, :today) >= :today
	GROUP BY seat.role
)
SELECT account.id, account.name, account.status, account.industry, account.region, account.since,
	coalesce({field(tier)}, 'not scored yet') AS tier, last.score, last.taken_on AS scored_on,
	CASE WHEN last.pinned_tier IS NOT NULL AND coalesce(last.pinned_until, :today) >= :today
		THEN last.pinned_tier || coalesce(': ' || last.pinned_why, '') || coalesce(' (until ' || last.pinned_until || ')', '') END AS pinned,
	CASE WHEN (SELECT count(*) FROM member) > 1 THEN {field(group_root)} END AS group_root, nullif((SELECT count(*) FROM member), 1) AS group_accounts,
	(SELECT names FROM team WHERE role = 'account') AS account_owner,
	(SELECT names FROM team WHERE role = 'solution') AS solution_owner,
	(SELECT names FROM team WHERE role = 'delivery') AS delivery_owner,
	nullif((SELECT count(*) FROM open_bid WHERE account = :account), 0) AS open_bids,
	(SELECT sum(value) FROM open_bid WHERE account = :account) AS pipeline,
	(SELECT sum(weighted) FROM open_bid WHERE account = :account) AS weighted,
	CASE WHEN (SELECT count(*) FROM member) > 1 THEN (SELECT sum(value) FROM open_bid) END AS group_pipeline,
	(SELECT sum(amount) FROM owed) AS open_amount,
	(SELECT sum(amount) FROM owed WHERE due_on < :today) AS overdue_amount,
	(SELECT max(CAST(julianday(:today) - julianday(due_on) AS INTEGER)) FROM owed WHERE due_on < :today) AS days_late,
	nullif((SELECT count(*) FROM ticket WHERE ticket.account = :account AND ticket.status <> 'closed'), 0) AS open_tickets,
	{field(last_touch)} AS last_touch
FROM account LEFT JOIN last ON last.account = account.id WHERE account.id = :account

-- section: risks  Risks
-- key:     id
-- quiet:   yes
-- column:  id id(insight), severity integer, body text [Risk], seen_on date [Seen], days integer
SELECT insight.id, insight.severity, insight.body, insight.seen_on,
	CAST(julianday(:today) - julianday(insight.seen_on) AS INTEGER) AS days
FROM insight WHERE insight.account = :account AND insight.kind = 'risk' AND coalesce(insight.expires_on, :today) >= :today
ORDER BY insight.severity IS NULL, insight.severity, insight.seen_on DESC

-- section: plans  What we want to reach
-- key:     id
-- quiet:   yes
-- column:  id id(plan), objective text, goal text, ends_on date [Until], action text [Next action], owner text, due_on date [Due]
WITH action AS (
	SELECT planaction.*, row_number() OVER (PARTITION BY parent_plan ORDER BY due_on IS NULL, due_on, id) AS place
	FROM planaction WHERE done_on IS NULL
)
SELECT plan.id, plan.objective, plan.goal, plan.ends_on, coalesce(action.title, 'none') AS action,
	person.name AS owner, action.due_on
FROM plan LEFT JOIN action ON action.parent_plan = plan.id AND action.place = 1 LEFT JOIN person ON person.id = action.owner
WHERE plan.account = :account AND plan.status = 'open' ORDER BY plan.ends_on IS NULL, plan.ends_on, plan.id

-- section: bids  Open bids, the next 8
-- key:     id
-- quiet:   yes
-- column:  id id(bid), title text, stage text, value money, close_on date [Decided on], owner text, next_step text [Next step], next_on date [Next on]
WITH step AS (
	SELECT bid, next_step, next_on, row_number() OVER (PARTITION BY bid ORDER BY happened_at DESC, id DESC) AS place
	FROM touch WHERE bid IS NOT NULL AND happened_at <= :now
)
SELECT bid.id, bid.title, stage.name AS stage, {field(bid.value)} AS value, bid.close_on, person.name AS owner,
	step.next_step, step.next_on
FROM bid JOIN stage ON stage.id = bid.stage LEFT JOIN person ON person.id = bid.owner
	LEFT JOIN step ON step.bid = bid.id AND step.place = 1
WHERE bid.account = :account AND stage.outcome = 'open' ORDER BY bid.close_on IS NULL, bid.close_on, bid.id LIMIT 8

-- section: tickets  Open tickets, the gravest 8
-- key:     id
-- quiet:   yes
-- column:  id id(ticket), title text, severity integer, status text, dept text, opened_at instant [Opened], handoffs integer
SELECT ticket.id, ticket.title, ticket.severity, ticket.status, ticket.dept, ticket.opened_at, ticket.handoffs
FROM ticket WHERE ticket.account = :account AND ticket.status <> 'closed'
ORDER BY ticket.severity IS NULL, ticket.severity, ticket.opened_at LIMIT 8

-- section: touches  Last touches
-- key:     id
-- quiet:   yes
-- column:  id id(touch), happened_at instant [When], channel text, contact text, done_by text [By], body text [What]
SELECT touch.id, touch.happened_at, touch.channel, contact.name AS contact, person.name AS done_by, touch.body
FROM touch LEFT JOIN contact ON contact.id = touch.contact LEFT JOIN person ON person.id = touch.done_by
WHERE (touch.account = :account OR touch.lead IN (SELECT id FROM lead WHERE account = :account AND status = 'converted'))
	AND touch.happened_at <= :now ORDER BY touch.happened_at DESC, touch.id DESC LIMIT 4

-- section: steps  Next steps
-- key:     id
-- quiet:   yes
-- column:  id text, step text [Next step], due_on date [Due], owner text, days integer [Days left]
WITH promised AS (
	SELECT 'TC' || touch.id AS id, touch.next_step AS step, touch.next_on AS due_on, touch.done_by AS person,
		row_number() OVER (PARTITION BY coalesce('B' || touch.bid, 'C' || touch.contact, 'A' || touch.account)
			ORDER BY touch.happened_at DESC, touch.id DESC) AS place, touch.next_step
	FROM touch WHERE touch.account = :account AND touch.happened_at <= :now
), todo AS (
	SELECT id, step, due_on, person FROM promised WHERE place = 1 AND next_step IS NOT NULL
	UNION ALL
	SELECT 'PA' || planaction.id, planaction.title, planaction.due_on, planaction.owner
	FROM planaction JOIN plan ON plan.id = planaction.parent_plan
	WHERE plan.account = :account AND plan.status = 'open' AND planaction.done_on IS NULL
)
SELECT todo.id, todo.step, todo.due_on, person.name AS owner,
	CAST(julianday(todo.due_on) - julianday(:today) AS INTEGER) AS days
FROM todo LEFT JOIN person ON person.id = todo.person
ORDER BY todo.due_on IS NULL, todo.due_on, todo.id
