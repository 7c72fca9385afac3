-- Which of our bids are about a tender: what, bid, title, account, tender, lot, unit, person, since, until.
-- :root 0: whoever the customer is; :key and :lot folded.
SELECT CASE WHEN registration.status <> 'granted' THEN registration.status
		WHEN coalesce(registration.lot, '') <> :lot THEN 'other lot'
		WHEN :root = 0 OR registration.group_root = :root THEN 'held' ELSE 'same tender' END AS what,
	bid.id, bid.title, account.name, bid.tender, bid.lot, unit.name, coalesce(person.name, owner.name),
	kam_day(registration.claimed_at), registration.protected_until
FROM registration JOIN bid ON bid.id = registration.bid LEFT JOIN account ON account.id = bid.account
	LEFT JOIN unit ON unit.id = registration.unit LEFT JOIN person ON person.id = registration.person
	LEFT JOIN person AS owner ON owner.id = bid.owner
WHERE registration.tender_key = :key AND (registration.status = 'granted' AND coalesce(registration.protected_until, '9999') >= :today
	OR registration.status = 'joined' OR registration.status = 'disputed')
ORDER BY instr('held same tender joined disputed other lot', what), registration.claimed_at, registration.id
