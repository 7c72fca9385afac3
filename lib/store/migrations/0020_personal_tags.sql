-- Which tags say something personal.
INSERT INTO setting (name, standard, kind, about, created_at, updated_at) VALUES
	('personal_tags', NULL, 'text', 'tag keys with ; between them whose values are personal: masked unless --unmask',
	 '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z');
