-- The items of a bid, or one of them, as they stand: by role, what is needed first on top.
-- :bid, :item: a number; empty: any.
SELECT checkitem.role, checkitem.id, checkitem.title,
	CASE WHEN checkitem.waived_by IS NOT NULL THEN 'waived' WHEN checkitem.granted_on IS NOT NULL THEN 'granted'
		WHEN checkitem.done_on IS NOT NULL THEN 'done' WHEN checkitem.needed_by < :today THEN 'late' ELSE 'open' END AS state,
	checkitem.needed_by, person.name,
	-- What a bid that is decided lacked keeps it no more.
	CASE WHEN checkitem.required = 1 AND checkitem.waived_by IS NULL AND checkitem.done_on IS NULL AND at.outcome = 'open'
		AND stage.position <= at.position THEN 1 END AS blocks,
	stage.name, coalesce(checkitem.granted_on, checkitem.done_on),
	waiver.name, checkitem.waive_reason
FROM checkitem JOIN stage ON stage.id = checkitem.stage JOIN bid ON bid.id = checkitem.bid JOIN stage AS at ON at.id = bid.stage
	LEFT JOIN person ON person.id = checkitem.owner LEFT JOIN person AS waiver ON waiver.id = checkitem.waived_by
WHERE checkitem.bid = coalesce(:bid, checkitem.bid) AND checkitem.id = coalesce(:item, checkitem.id)
ORDER BY CASE checkitem.role WHEN 'account' THEN 1 WHEN 'solution' THEN 2 WHEN 'delivery' THEN 3 ELSE 4 END,
	stage.position, checkitem.needed_by IS NULL, checkitem.needed_by, checkitem.id
