-- What a person holds that is not over, at one customer or everywhere; `standing` is what it stands at.
SELECT held.id, held.record, account.name AS account, held.name, held.standing
FROM (
	SELECT 1 AS place, seat.id AS number, 'SE' || seat.id AS id, 'seat' AS record, seat.account, seat.role AS name,
		printf('%.2f %%', seat.share / 100.0) AS standing
	FROM seat WHERE seat.person = :from AND coalesce(seat.ends_on, '9999-12-31') >= :today
	UNION ALL
	SELECT 2, bid.id, 'B' || bid.id, 'bid', bid.account, bid.title, stage.name
	FROM bid JOIN stage ON stage.id = bid.stage WHERE bid.owner = :from AND stage.outcome = 'open'
	UNION ALL
	SELECT 3, lead.id, 'L' || lead.id, 'lead', lead.account, lead.name, lead.status
	FROM lead WHERE lead.owner = :from AND (lead.status = 'open' OR lead.status = 'pool' OR lead.status = 'qualified')
	UNION ALL
	SELECT 4, ticket.id, 'T' || ticket.id, 'ticket', ticket.account, ticket.title, ticket.status
	FROM ticket WHERE ticket.assignee = :from AND ticket.status <> 'closed'
	UNION ALL
	SELECT 5, planaction.id, 'PA' || planaction.id, 'planaction', plan.account, planaction.title, planaction.due_on
	FROM planaction JOIN plan ON plan.id = planaction.parent_plan
	WHERE planaction.owner = :from AND planaction.done_on IS NULL AND plan.status = 'open'
) AS held LEFT JOIN account ON account.id = held.account
WHERE :account IS NULL OR held.account = :account
ORDER BY held.place, held.number
