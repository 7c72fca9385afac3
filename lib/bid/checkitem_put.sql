-- What the templates of a stage ask of a bid that has it not on its list yet: kind, title, role, required, days_before and
-- who sees to it: the bid's owner, that person's manager, or whoever sits in that seat at the customer. A resource has
-- nobody until it is granted. With :dated, only what is dated; what is dated only with a :submit_by; in an import nothing of
-- stages that are closed.
SELECT template.kind, template.title, template.role, coalesce(template.required, 0), template.days_before,
	CASE WHEN template.kind = 'resource' THEN NULL
		WHEN template.role = 'account' AND :owner IS NOT NULL THEN :owner
		WHEN template.role = 'manager' THEN (SELECT manager FROM person WHERE id = :owner)
		ELSE (SELECT seat.person FROM seat WHERE seat.account = :account AND seat.role = template.role
			AND coalesce(seat.starts_on, '') <= :today AND coalesce(seat.ends_on, '9999-12-31') >= :today
			ORDER BY coalesce(seat.share, 10000) DESC, seat.id LIMIT 1) END
FROM template JOIN stage ON stage.id = template.stage
WHERE template.stage = :stage AND (stage.outcome = 'open' OR NOT :importing)
	AND (template.days_before IS NOT NULL OR NOT :dated) AND (template.days_before IS NULL OR :submit_by IS NOT NULL)
	AND NOT EXISTS (SELECT 1 FROM checkitem
		WHERE checkitem.bid = :bid AND checkitem.stage = template.stage AND checkitem.title = template.title)
ORDER BY template.id
