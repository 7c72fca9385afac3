-- Kept for the steps of a save.
INSERT INTO temp.scored SELECT account, name, model, value, loyalty, growth, soundness, missing, exact, score, level, cap, pin, pinned_why,
	pinned_by, pinned_until
FROM scored
WHERE :accounts IS NULL OR account IN (SELECT value FROM json_each(:accounts))
