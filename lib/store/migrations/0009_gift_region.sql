-- Whose customs hold where a person's region says nothing of it.
INSERT INTO setting (name, standard, kind, about, created_at, updated_at) VALUES
	('gift_region', NULL, 'text',
	 'whose customs hold for people from a region that no taboo names; China when empty and the base currency is CNY',
	 '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z');
