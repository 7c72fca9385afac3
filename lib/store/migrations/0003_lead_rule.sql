-- What makes a lead valid is a setting; the day of its last change is its version.
INSERT INTO setting (name, standard, kind, about, created_at, updated_at) VALUES
	('lead_valid_rule', 'owner prospects market funds credit recognition next_step next_on', 'text',
	 'what a valid lead has: of owner, prospects, market, funds, credit, recognition or trust, next_step, next_on',
	 '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z');
