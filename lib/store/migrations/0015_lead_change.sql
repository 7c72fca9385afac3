-- The history of leads: who had them, how far they came, and why they lay in the pool.
ALTER TABLE lead ADD COLUMN pool_reason TEXT;
CREATE TABLE leadchange (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	lead INTEGER NOT NULL REFERENCES lead (id),
	happened_at TEXT NOT NULL,
	field TEXT NOT NULL CHECK (field = 'status' OR field = 'owner' OR field = 'trust'),
	old TEXT,
	new TEXT,
	why TEXT,
	done_by INTEGER REFERENCES person (id),
	ref TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX leadchange_ref ON leadchange (ref) WHERE ref IS NOT NULL;
CREATE INDEX leadchange_lead ON leadchange (lead, happened_at, field);
CREATE INDEX leadchange_happened_at ON leadchange (happened_at);
CREATE INDEX leadchange_done_by ON leadchange (done_by) WHERE done_by IS NOT NULL;
