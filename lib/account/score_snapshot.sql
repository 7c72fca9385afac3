-- What is kept, as snapshots have it: figures to two decimals, the tier as far as the cap allows.
DROP TABLE IF EXISTS temp.score_snapshot;
CREATE TEMP TABLE score_snapshot AS SELECT account, round(value, 2) AS value, round(loyalty, 2) AS loyalty,
	round(growth, 2) AS growth, round(soundness, 2) AS soundness, score, model,
	CASE max(level, coalesce(cap, 1)) WHEN 1 THEN 'key' WHEN 2 THEN 'major' WHEN 3 THEN 'standard' WHEN 4 THEN 'tail' END AS tier,
	CASE cap WHEN 1 THEN 'key' WHEN 2 THEN 'major' WHEN 3 THEN 'standard' WHEN 4 THEN 'tail' END AS cap,
	CASE pin WHEN 1 THEN 'key' WHEN 2 THEN 'major' WHEN 3 THEN 'standard' WHEN 4 THEN 'tail' END AS pinned_tier,
	pinned_why, pinned_by, pinned_until
FROM temp.scored;
