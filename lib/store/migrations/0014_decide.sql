-- Deciding on bids: why in spite of the score, what was decided on, and how marks become a decision.
ALTER TABLE assessment ADD COLUMN override TEXT;
ALTER TABLE assessment ADD COLUMN value INTEGER;
ALTER TABLE assessment ADD COLUMN currency TEXT;
UPDATE assessment SET currency = (SELECT coalesce(value, standard) FROM setting WHERE name = 'base_currency');
INSERT INTO setting (name, standard, kind, about, created_at, updated_at) VALUES
	('decide_weights', 'fit 20 relationship 20 competition 15 margin 15 delivery 15 resources 15', 'text',
	 'what each mark weighs in the score of a bid; one that is not named counts nothing',
	 '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'),
	('decide_breaks', '70 50', 'text', 'from which score on a bid is a go, and from which one it is to be reviewed',
	 '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'),
	('decide_vetoes', 'delivery 1', 'text',
	 'marks that forbid a go, at the number given and below; none when no mark does',
	 '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z');
