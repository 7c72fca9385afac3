-- title:   Bid calendar
-- about:   What is due on bids, day by day, late ones first: handing in (submit_by), check items and papers that run out,
-- about:   conditions of the last decision, the customer's decision (close_on), milestones, contracts that end, and tenders
-- about:   whose grant lapses. What is done, waived or decided is left out, and so are contracts that a later one follows.
-- about:   Whoever is named beside it sees to it: its own owner, else the bid's.
-- param:   period   period = ..+31d         when it is due: what is late and the next 30 days; 2026-08, next week
-- param:   owner    reference(person) =     # only what this person sees to
-- record:  bid
-- main:    calendar

-- shared:  entry
deal AS (
	SELECT bid.id, bid.title, bid.owner, bid.account, bid.product, bid.tender, bid.submit_by, bid.close_on, stage.outcome = 'open' AS open,
		stage.position < coalesce((SELECT submitting.position FROM stage AS submitting WHERE submitting.name = coalesce(
			(SELECT coalesce(setting.value, setting.standard) FROM setting WHERE setting.name = 'submit_stage'), 'submitted')), 1000000)
			AS unsubmitted
	FROM bid JOIN stage ON stage.id = bid.stage WHERE {where}
), entry (place, what, id, day, title, bid, owner) AS (
	SELECT 1, 'submit', 'B' || id, submit_by, coalesce(tender || ' ', '') || title, id, owner
	FROM deal WHERE open AND unsubmitted AND submit_by IS NOT NULL
	UNION ALL SELECT 2, CASE checkitem.kind WHEN 'resource' THEN 'resource' WHEN 'paper' THEN 'paper' ELSE 'task' END,
		'CK' || checkitem.id, checkitem.needed_by, checkitem.title, deal.id, coalesce(checkitem.owner, deal.owner)
	FROM checkitem JOIN deal ON deal.id = checkitem.bid WHERE deal.open AND checkitem.needed_by IS NOT NULL
		AND checkitem.done_on IS NULL AND checkitem.waived_by IS NULL AND (checkitem.kind <> 'resource' OR checkitem.granted_on IS NULL)
	UNION ALL SELECT 3, 'runs out', 'CK' || checkitem.id, checkitem.expires_on, checkitem.title, deal.id, coalesce(checkitem.owner, deal.owner)
	FROM checkitem JOIN deal ON deal.id = checkitem.bid WHERE deal.open AND checkitem.expires_on IS NOT NULL AND checkitem.waived_by IS NULL
	--- A condition stands until the next decision of that kind.
	UNION ALL SELECT 4, 'condition', 'AS' || assessment.id, assessment.due_on, coalesce(assessment.conditions, assessment.body, assessment.kind),
		deal.id, deal.owner
	FROM assessment JOIN deal ON deal.id = assessment.bid WHERE deal.open AND assessment.due_on IS NOT NULL AND NOT EXISTS
		(SELECT 1 FROM assessment AS later WHERE later.bid = assessment.bid AND later.kind = assessment.kind
			AND (later.happened_at, later.id) > (assessment.happened_at, assessment.id))
	UNION ALL SELECT 5, 'decision', 'B' || id, close_on, title, id, owner FROM deal WHERE open AND close_on IS NOT NULL
	UNION ALL SELECT 6, 'milestone', 'MS' || milestone.id, milestone.due_on, contract.number || ' ' || milestone.title, deal.id,
		coalesce(milestone.owner, deal.owner)
	FROM milestone JOIN contract ON contract.id = milestone.contract JOIN deal ON deal.id = contract.bid
	WHERE milestone.due_on IS NOT NULL AND milestone.done_on IS NULL
	UNION ALL SELECT 7, 'contract ends', 'CT' || contract.id, contract.ends_on, contract.number, deal.id, deal.owner
	FROM contract JOIN deal ON deal.id = contract.bid WHERE contract.ends_on IS NOT NULL AND NOT EXISTS
		(SELECT 1 FROM contract AS later JOIN bid ON bid.id = later.bid WHERE bid.account = deal.account AND bid.product IS deal.product
			AND later.id <> contract.id AND coalesce(later.ends_on, '9999-12-31') > contract.ends_on
			AND coalesce(later.starts_on, later.signed_on, later.ends_on) >= coalesce(contract.starts_on, ''))
	UNION ALL SELECT 8, 'grant lapses', 'RG' || registration.id, registration.protected_until,
		coalesce(deal.tender, registration.tender_key, deal.title) || coalesce('/' || registration.lot, ''), deal.id,
		coalesce(registration.person, deal.owner)
	FROM registration JOIN deal ON deal.id = registration.bid
	WHERE registration.status = 'granted' AND deal.open AND registration.protected_until IS NOT NULL
)

-- section: calendar
-- key:     id
-- column:  day date, days integer [In days], what text, title text, bid id(bid), account text, owner text, id text [ID]
-- spare:   id
WITH {entry}
SELECT entry.day, CAST(julianday(entry.day) - julianday(:today) AS INTEGER) AS days, entry.what, entry.title, entry.bid,
	account.name AS account, person.name AS owner, entry.id
FROM entry JOIN deal ON deal.id = entry.bid LEFT JOIN account ON account.id = deal.account LEFT JOIN person ON person.id = entry.owner
WHERE entry.day >= coalesce(:period_from, '') AND (:period_to IS NULL OR entry.day < :period_to)
	AND (:owner IS NULL OR entry.owner = :owner)
	--- A contract that ended long ago is no date any more.
	AND (entry.place <> 7 OR entry.day >= date(:today, '-90 days') OR :period_from IS NOT NULL)
ORDER BY entry.day, entry.place, entry.bid, entry.id

-- left out: check item(s) without a day
SELECT count(*) FROM checkitem JOIN bid ON bid.id = checkitem.bid JOIN stage ON stage.id = bid.stage
WHERE stage.outcome = 'open' AND checkitem.needed_by IS NULL AND checkitem.done_on IS NULL AND checkitem.waived_by IS NULL AND {where}

-- left out: open bid(s) without a day of decision
SELECT count(*) FROM bid JOIN stage ON stage.id = bid.stage WHERE stage.outcome = 'open' AND bid.close_on IS NULL AND {where}

-- section: late  What is late
-- key:     id
-- findings: yes
-- column:  day date, days integer [In days], what text, title text, bid id(bid), account text, owner text, id text [ID]
-- spare:   id
WITH {entry}
SELECT entry.day, CAST(julianday(entry.day) - julianday(:today) AS INTEGER) AS days, entry.what, entry.title, entry.bid,
	account.name AS account, person.name AS owner, entry.id
FROM entry JOIN deal ON deal.id = entry.bid LEFT JOIN account ON account.id = deal.account LEFT JOIN person ON person.id = entry.owner
WHERE entry.day < :today AND entry.day >= coalesce(:period_from, '') AND (:period_to IS NULL OR entry.day < :period_to)
	AND (:owner IS NULL OR entry.owner = :owner) AND entry.place <> 7
ORDER BY entry.day, entry.place, entry.bid, entry.id
