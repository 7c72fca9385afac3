-- Which stage means that a bid is handed in: only the company knows.
INSERT INTO setting (name, standard, kind, about, created_at, updated_at) VALUES
	('submit_stage', 'submitted', 'text', 'the stage of a bid that is handed in',
	 '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z');
