-- title:   Conflicts
-- about:   Open bids that are in one another's way: no grant, for another bid holds the tender; in dispute with who has it;
-- about:   the same number and lot held under two customers, who may be one; and grants that have run out.
-- about:   A tender is known by the customer's group, its number and its lot, of which only letters and digits count.
-- param:   only    choice(all|no_grant|disputed|two_customers|lapsed) = all   # one kind only
-- param:   owner   reference(person) =       # only where this person owns one of the bids
-- main:    conflicts

-- shared:  clash
claim AS (
	SELECT registration.*, coalesce(registration.lot, '') AS part, coalesce(protected_until < :today, 0) AS lapsed,
		coalesce(unit.name, person.name, owner.name) AS who
	FROM registration JOIN bid ON bid.id = registration.bid LEFT JOIN unit ON unit.id = registration.unit
		LEFT JOIN person ON person.id = registration.person LEFT JOIN person AS owner ON owner.id = bid.owner
	WHERE registration.status IN ('granted', 'joined', 'disputed')
), wish AS (
	SELECT bid.id, {field(bid.account.group_root.id)} AS root, kam_number_key(bid.tender) AS tender_key,
		coalesce(kam_number_key(bid.lot), '') AS part
	FROM bid JOIN stage ON stage.id = bid.stage
	WHERE bid.tender IS NOT NULL AND bid.account IS NOT NULL AND stage.outcome = 'open'
), found AS (
	SELECT 1 AS place, 'no_grant' AS what, wish.id AS bid, NULL AS registration, held.bid AS other, held.id AS holder,
		'kam bid claim B' || wish.id || ' --join, or --dispute WHY' AS todo
	FROM wish JOIN claim AS held ON held.status = 'granted' AND NOT held.lapsed AND held.group_root = wish.root
		AND held.tender_key = wish.tender_key AND held.part = wish.part AND held.bid <> wish.id
	WHERE NOT EXISTS (SELECT 1 FROM claim WHERE claim.bid = wish.id AND claim.group_root = wish.root
		AND claim.tender_key = wish.tender_key AND claim.part = wish.part)
	UNION ALL SELECT 2, 'disputed', claim.bid, claim.id, held.bid, held.id,
		'kam bid settle RG' || claim.id || coalesce(' (or RG' || held.id || ')', '') || ' --why …'
	FROM claim LEFT JOIN claim AS held ON held.status = 'granted' AND held.group_root = claim.group_root
		AND held.tender_key = claim.tender_key AND held.part = claim.part
	WHERE claim.status = 'disputed'
	UNION ALL SELECT 3, 'two_customers', claim.bid, claim.id, held.bid, held.id,
		'if they are one: kam account merge A' || two.account || ' A' || one.account
	FROM claim JOIN claim AS held ON held.status = 'granted' AND NOT held.lapsed AND held.tender_key = claim.tender_key
		AND held.part = claim.part AND held.group_root <> claim.group_root
		AND (held.claimed_at < claim.claimed_at OR (held.claimed_at = claim.claimed_at AND held.id < claim.id))
		JOIN bid AS one ON one.id = claim.bid JOIN bid AS two ON two.id = held.bid
	WHERE claim.status = 'granted' AND NOT claim.lapsed
	UNION ALL SELECT 4, 'lapsed', claim.bid, claim.id, NULL, claim.id, 'kam bid claim B' || claim.bid
	FROM claim JOIN bid ON bid.id = claim.bid JOIN stage ON stage.id = bid.stage
	WHERE claim.status = 'granted' AND claim.lapsed AND stage.outcome = 'open'
), clash AS (
	SELECT found.*, claim.who, holder.who AS holder_who, holder.claimed_at, holder.protected_until
	FROM found LEFT JOIN claim ON claim.id = found.registration LEFT JOIN claim AS holder ON holder.id = found.holder
	WHERE (:only = 'all' OR :only = found.what) AND (:owner IS NULL
		OR :owner IN (SELECT owner FROM bid WHERE id IN (found.bid, found.other)))
)

-- section: kinds  What was looked at
-- key:     what
-- column:  what text, bids integer, meaning text
WITH {clash}, looked (place, name, meaning) AS (
	VALUES (1, 'no_grant', 'another of our bids holds the tender'), (2, 'disputed', 'contested, to be settled'),
		(3, 'two_customers', 'the same number and lot under two customers'), (4, 'lapsed', 'the grant has run out')
)
SELECT looked.name AS what, count(clash.bid) FILTER (WHERE {where}) AS bids, looked.meaning
FROM looked LEFT JOIN clash ON clash.what = looked.name LEFT JOIN bid ON bid.id = clash.bid
WHERE :only = 'all' OR :only = looked.name
GROUP BY looked.place ORDER BY looked.place

-- section: conflicts  What is to be done
-- findings: yes
-- spare:   since, until, account, tender, title, who
-- column:  id id(bid), what text, title text, tender text, account text, who text [Whose], other id(bid) [Other bid]
-- column:  holder text [Held by], since date, until date, todo text [What to do]
WITH {clash}
SELECT bid.id, clash.what, bid.title, bid.tender || coalesce(' / ' || bid.lot, '') AS tender, {field(account)} AS account,
	coalesce(clash.who, {field(unit)}, {field(owner)}) AS who, clash.other, clash.holder_who AS holder,
	kam_day(clash.claimed_at) AS since, clash.protected_until AS until, clash.todo
FROM clash JOIN bid ON bid.id = clash.bid
WHERE {where}
ORDER BY clash.place, bid.id, clash.registration

-- rows:    all that was registered for the bid
-- column:  id id(registration), status text, unit text, person text, claimed date [Since], until date, share percent, body text [Reason]
SELECT registration.id, registration.status, unit.name AS unit, person.name AS person, kam_day(registration.claimed_at) AS claimed,
	registration.protected_until AS until, registration.share, registration.body
FROM registration LEFT JOIN unit ON unit.id = registration.unit LEFT JOIN person ON person.id = registration.person
WHERE registration.bid IS :key ORDER BY registration.id
