-- What a review of a plan found; how much a target counts in a score; how long a plan may go without a review.
ALTER TABLE plan ADD COLUMN review TEXT;
ALTER TABLE target ADD COLUMN weight REAL CHECK (weight BETWEEN 0 AND 1000);
INSERT INTO setting (name, standard, kind, about, created_at, updated_at) VALUES
	('plan_review_days', '90', 'integer', 'an open plan without a review for so many days is a finding',
	 '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z');
