-- Registrations whose customer's group has another top by now: id, root. Accounts that moved are noted in temp.touched.
WITH RECURSIVE moved (id) AS (
	SELECT id FROM temp.touched WHERE record = 'group' OR record = 'imported group'
), up (start, id, parent) AS (
	SELECT account.id, account.id, account.parent FROM moved JOIN account ON account.id = moved.id
	UNION SELECT up.start, above.id, above.parent FROM up JOIN account AS above ON above.id = up.parent
), below (id, root) AS (
	SELECT up.start, up.id FROM up WHERE up.parent IS NULL
	UNION SELECT account.id, below.root FROM below JOIN account ON account.parent = below.id
)
INSERT INTO temp.regrouped SELECT registration.id, below.root
FROM below JOIN bid ON bid.account = below.id JOIN registration ON registration.bid = bid.id
WHERE registration.tender_key IS NOT NULL AND registration.group_root IS NOT below.root
GROUP BY registration.id
