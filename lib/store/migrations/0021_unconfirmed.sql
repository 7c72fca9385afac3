-- Since when a queue asks for the customer's word.
INSERT INTO setting (name, standard, kind, about, created_at, updated_at) VALUES
	('unconfirmed_days', '5', 'integer', 'what is resolved and not confirmed for so many days is in the queue again',
	 '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z');
