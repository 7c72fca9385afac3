-- A line for each customer, the best first.
SELECT account, name,
	CASE max(coalesce(pin, level), coalesce(cap, 1)) WHEN 1 THEN 'key' WHEN 2 THEN 'major' WHEN 3 THEN 'standard' WHEN 4 THEN 'tail' END AS tier,
	score, round(value, 2) AS value, round(loyalty, 2) AS loyalty, round(growth, 2) AS growth, round(soundness, 2) AS soundness,
	CASE pin WHEN 1 THEN 'key' WHEN 2 THEN 'major' WHEN 3 THEN 'standard' WHEN 4 THEN 'tail' END AS pinned_tier, pinned_until,
	CASE cap WHEN 1 THEN 'key' WHEN 2 THEN 'major' WHEN 3 THEN 'standard' WHEN 4 THEN 'tail' END AS cap, missing
FROM scored
WHERE :accounts IS NULL OR account IN (SELECT value FROM json_each(:accounts))
ORDER BY exact IS NULL, exact DESC, account
