-- When has nobody dealt with a decider for too long?
INSERT INTO setting (name, standard, kind, about, created_at, updated_at) VALUES
	('untouched_days', '60', 'integer', 'somebody at a customer is untouched after so many days',
	 '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z');
