-- How customers are scored.
CREATE TABLE model (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	name TEXT NOT NULL,
	method TEXT NOT NULL CHECK (method = 'percentile' OR method = 'quintile'),
	inputs TEXT NOT NULL,
	value_weight INTEGER NOT NULL CHECK (value_weight BETWEEN 0 AND 1000),
	loyalty_weight INTEGER NOT NULL CHECK (loyalty_weight BETWEEN 0 AND 1000),
	growth_weight INTEGER NOT NULL CHECK (growth_weight BETWEEN 0 AND 1000),
	soundness_weight INTEGER NOT NULL CHECK (soundness_weight BETWEEN 0 AND 1000),
	key_from INTEGER NOT NULL CHECK (key_from BETWEEN 0 AND 100),
	major_from INTEGER NOT NULL CHECK (major_from BETWEEN 0 AND 100),
	standard_from INTEGER NOT NULL CHECK (standard_from BETWEEN 0 AND 100),
	name_key TEXT NOT NULL,
	ref TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX model_name ON model (name);
CREATE UNIQUE INDEX model_ref ON model (ref) WHERE ref IS NOT NULL;
CREATE INDEX model_name_key ON model (name_key);

ALTER TABLE snapshot ADD COLUMN cap TEXT CHECK (cap = 'key' OR cap = 'major' OR cap = 'standard' OR cap = 'tail');
ALTER TABLE snapshot ADD COLUMN model INTEGER REFERENCES model (id);
CREATE INDEX snapshot_model ON snapshot (model) WHERE model IS NOT NULL;

INSERT INTO setting (name, standard, kind, about, created_at, updated_at) VALUES
	('score_model', 'balanced', 'text', 'the model by which customers are scored: one of kam config model list',
	 '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'),
	('risk_cap_severity', '2', 'integer', 'an open risk of this severity or worse (1 is the worst) caps a customer''s tier; 0: none does',
	 '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'),
	('risk_cap_tier', 'major', 'text', 'the best tier of a customer with such a risk: key, major, standard or tail',
	 '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'),
	('pin_days', '365', 'integer', 'how long a tier set by hand holds when no day is said',
	 '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z');
