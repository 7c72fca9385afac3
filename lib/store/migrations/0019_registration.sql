-- One tender, one bid: a company may have no units; how long a grant lasts, and since when a bid counts as the same one.
CREATE TABLE registration_new (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	bid INTEGER NOT NULL REFERENCES bid (id),
	unit INTEGER REFERENCES unit (id),
	person INTEGER REFERENCES person (id),
	group_root INTEGER REFERENCES account (id),
	tender_key TEXT,
	lot TEXT,
	claimed_at TEXT NOT NULL,
	protected_until TEXT,
	status TEXT NOT NULL CHECK (status = 'granted' OR status = 'refused' OR status = 'joined' OR status = 'disputed' OR status = 'released' OR status = 'expired'),
	share INTEGER CHECK (share BETWEEN 0 AND 10000),
	body TEXT,
	ref TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
INSERT INTO sqlite_sequence (name, seq) SELECT 'registration_new', seq FROM sqlite_sequence WHERE name = 'registration';
INSERT INTO registration_new SELECT id, bid, unit, person, group_root, tender_key, lot, claimed_at, protected_until, status,
	share, body, ref, created_at, updated_at FROM registration;
DROP TABLE registration;
ALTER TABLE registration_new RENAME TO registration;
CREATE UNIQUE INDEX registration_granted ON registration (group_root, tender_key, coalesce(lot, '')) WHERE status = 'granted';
CREATE INDEX registration_group_root ON registration (group_root, tender_key) WHERE group_root IS NOT NULL;
CREATE INDEX registration_tender_key ON registration (tender_key) WHERE tender_key IS NOT NULL;
CREATE INDEX registration_protected_until ON registration (protected_until) WHERE status = 'granted';
CREATE UNIQUE INDEX registration_ref ON registration (ref) WHERE ref IS NOT NULL;
CREATE INDEX registration_bid ON registration (bid);
CREATE INDEX registration_unit ON registration (unit) WHERE unit IS NOT NULL;
CREATE INDEX registration_person ON registration (person) WHERE person IS NOT NULL;
INSERT INTO setting (name, standard, kind, about, created_at, updated_at) VALUES
	('protection_days', '90', 'integer', 'a tender is kept for the bid that registered it for so many days',
	 '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'),
	('same_bid_days', '90', 'integer',
	 'a bid of the same customer and product, not older than so many days, is warned of when one is added without a tender',
	 '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z');
