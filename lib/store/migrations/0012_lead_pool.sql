-- The pool: since when a lead is its owner's, and how long it may lie untouched.
ALTER TABLE lead ADD COLUMN owner_since TEXT;
INSERT INTO setting (name, standard, kind, about, created_at, updated_at) VALUES
	('pool_days', '30', 'integer', 'a lead that nobody touched for so many days goes back to the pool',
	 '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z');
