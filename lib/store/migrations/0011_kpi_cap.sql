-- How far a target that was passed may make up for others in a score.
INSERT INTO setting (name, standard, kind, about, created_at, updated_at) VALUES
	('kpi_cap', '120', 'integer', 'percent of a target beyond which nothing more counts in a score',
	 '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z');
