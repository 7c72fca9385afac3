-- By whose working days the preparation of a bid is dated.
INSERT INTO setting (name, standard, kind, about, created_at, updated_at) VALUES
	('bid_calendar', 'default', 'text', 'the calendar by whose working days the preparation of a bid is dated',
	 '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z');
