-- What names that are alike have in common: parts of each account's names, for find and dupes. Not journaled: it follows
-- from the names, and is written anew for those that an operation has touched.
CREATE TABLE likeness (
	part TEXT NOT NULL,
	account INTEGER NOT NULL,
	PRIMARY KEY (part, account)
) STRICT, WITHOUT ROWID;
INSERT INTO likeness SELECT DISTINCT part.part, account.id FROM account
	JOIN kam_name_parts(account.name, coalesce(account.former_names, ''), coalesce(account.tax_id, '')) AS part ORDER BY 1, 2;
INSERT INTO setting (name, standard, kind, about, created_at, updated_at) VALUES
	('similar_from', '80', 'percent', 'two names are said to be similar when so much of the longer one stays as it is',
	 '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z');
-- Accounts on the map, by the one bound that an index can have.
CREATE INDEX account_place ON account (lat, lon) WHERE lat IS NOT NULL;
