-- Choices are compared one by one: for IN with three or more, SQLite builds a table at each insert, which would be a
-- third of an import.

-- The journal: every write is one numbered operation; what was there before is kept.
CREATE TABLE operation (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	happened_at TEXT NOT NULL,
	real_user TEXT NOT NULL,
	claimed TEXT,
	command TEXT NOT NULL,
	once_key TEXT -- --once KEY: a second run with it does nothing
) STRICT;
CREATE UNIQUE INDEX operation_once_key ON operation (once_key) WHERE once_key IS NOT NULL;
CREATE INDEX operation_happened_at ON operation (happened_at);

-- Which operations an operation took back.
CREATE TABLE undoing (
	operation INTEGER NOT NULL REFERENCES operation (id),
	undoes INTEGER NOT NULL REFERENCES operation (id),
	PRIMARY KEY (operation, undoes)
) STRICT;
CREATE INDEX undoing_undoes ON undoing (undoes);

CREATE TABLE journal (
	id INTEGER PRIMARY KEY,
	operation INTEGER NOT NULL REFERENCES operation (id),
	record TEXT NOT NULL,
	action TEXT NOT NULL CHECK (action = 'insert' OR action = 'update' OR action = 'delete' OR action = 'erase' OR
		action = 'read'),
	first_id INTEGER NOT NULL,
	last_id INTEGER NOT NULL,
	before TEXT, -- JSON by column name; empty for inserts, whose ids are a range
	CHECK ((action = 'update' OR action = 'delete') = (before IS NOT NULL))
) STRICT;
CREATE INDEX journal_operation ON journal (operation);
CREATE INDEX journal_record ON journal (record, first_id, last_id);

-- What a company sets once. The rows are all settings there are; `value` empty means the standard.
CREATE TABLE setting (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	name TEXT NOT NULL UNIQUE,
	value TEXT,
	standard TEXT,
	kind TEXT NOT NULL CHECK (kind = 'text' OR kind = 'integer' OR kind = 'percent' OR kind = 'date' OR kind = 'currency' OR kind = 'zone'),
	about TEXT NOT NULL,
	ref TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
INSERT INTO setting (name, standard, kind, about, created_at, updated_at) VALUES
	('base_currency', 'CNY', 'currency', 'amounts without a currency are in it, and all are converted to it; set by kam init',
	 '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'),
	('stalled_days', '21', 'integer', 'an open bid without a change for so many days is stalled',
	 '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'),
	('zone', NULL, 'zone', 'the time zone in which days begin and times are shown; the user''s own when empty',
	 '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z');

CREATE TABLE unit (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	name TEXT NOT NULL,
	kind TEXT CHECK (kind = 'group' OR kind = 'region' OR kind = 'agent' OR kind = 'product_line'),
	account INTEGER REFERENCES account (id),
	head INTEGER REFERENCES person (id),
	name_key TEXT NOT NULL,
	ref TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX unit_name ON unit (name);
CREATE UNIQUE INDEX unit_ref ON unit (ref) WHERE ref IS NOT NULL;
CREATE INDEX unit_name_key ON unit (name_key);
CREATE INDEX unit_account ON unit (account) WHERE account IS NOT NULL;
CREATE INDEX unit_head ON unit (head) WHERE head IS NOT NULL;

CREATE TABLE person (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	name TEXT NOT NULL,
	login TEXT,
	dept TEXT,
	unit INTEGER REFERENCES unit (id),
	region TEXT,
	manager INTEGER REFERENCES person (id),
	level TEXT,
	email TEXT,
	approve_for TEXT,
	left_on TEXT,
	name_key TEXT NOT NULL,
	ref TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX person_login ON person (login) WHERE login IS NOT NULL;
CREATE UNIQUE INDEX person_ref ON person (ref) WHERE ref IS NOT NULL;
CREATE INDEX person_name ON person (name);
CREATE INDEX person_name_key ON person (name_key);
CREATE INDEX person_unit ON person (unit);
CREATE INDEX person_manager ON person (manager);

CREATE TABLE product (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	name TEXT NOT NULL,
	line TEXT,
	list_price INTEGER,
	floor_price INTEGER,
	cost INTEGER,
	currency TEXT NOT NULL,
	name_key TEXT NOT NULL,
	ref TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX product_name ON product (name);
CREATE UNIQUE INDEX product_ref ON product (ref) WHERE ref IS NOT NULL;
CREATE INDEX product_name_key ON product (name_key);

CREATE TABLE rate (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	currency TEXT NOT NULL,
	starts_on TEXT NOT NULL,
	rate REAL NOT NULL CHECK (rate > 0),
	factor REAL NOT NULL, -- base minor units for one minor unit of the currency
	ref TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX rate_currency ON rate (currency, starts_on);
CREATE UNIQUE INDEX rate_ref ON rate (ref) WHERE ref IS NOT NULL;

CREATE TABLE stage (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	name TEXT NOT NULL,
	position INTEGER NOT NULL,
	probability INTEGER CHECK (probability BETWEEN 0 AND 10000),
	expected_days INTEGER,
	outcome TEXT NOT NULL CHECK (outcome = 'open' OR outcome = 'won' OR outcome = 'lost' OR outcome = 'withdrawn'),
	name_key TEXT NOT NULL,
	ref TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX stage_name ON stage (name);
CREATE UNIQUE INDEX stage_ref ON stage (ref) WHERE ref IS NOT NULL;
CREATE INDEX stage_name_key ON stage (name_key);

CREATE TABLE account (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	code TEXT,
	name TEXT NOT NULL,
	former_names TEXT,
	tax_id TEXT,
	kind TEXT NOT NULL CHECK (kind = 'b2b' OR kind = 'consumer' OR kind = 'channel' OR kind = 'internal'),
	status TEXT NOT NULL CHECK (status = 'prospect' OR status = 'active' OR status = 'dormant' OR status = 'lost'),
	industry TEXT,
	region TEXT,
	parent INTEGER REFERENCES account (id),
	since TEXT,
	wallet INTEGER,
	wallet_source TEXT,
	wallet_on TEXT,
	employees INTEGER,
	founded INTEGER,
	revenue INTEGER,
	credit_limit INTEGER,
	rating TEXT,
	lat REAL,
	lon REAL,
	note TEXT,
	currency TEXT NOT NULL,
	name_key TEXT NOT NULL,
	ref TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX account_code ON account (code) WHERE code IS NOT NULL;
CREATE UNIQUE INDEX account_tax_id ON account (tax_id) WHERE tax_id IS NOT NULL;
CREATE UNIQUE INDEX account_ref ON account (ref) WHERE ref IS NOT NULL;
CREATE INDEX account_name ON account (name);
CREATE INDEX account_name_key ON account (name_key);
CREATE INDEX account_former_names ON account (former_names) WHERE former_names IS NOT NULL;
CREATE INDEX account_parent ON account (parent) WHERE parent IS NOT NULL;

CREATE TABLE contact (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	account INTEGER NOT NULL REFERENCES account (id),
	name TEXT NOT NULL,
	title TEXT,
	department TEXT,
	level TEXT CHECK (level = 'staff' OR level = 'manager' OR level = 'director' OR level = 'executive'),
	buying_role TEXT CHECK (buying_role = 'user' OR buying_role = 'technical' OR buying_role = 'economic' OR buying_role = 'coach' OR buying_role = 'gatekeeper'),
	stance INTEGER CHECK (stance BETWEEN -2 AND 2),
	influence INTEGER CHECK (influence BETWEEN 1 AND 5),
	reports_to INTEGER REFERENCES contact (id),
	gender TEXT,
	birthday TEXT,
	region TEXT,
	faith TEXT,
	relation TEXT,
	phone TEXT,
	email TEXT,
	wechat TEXT,
	prefers TEXT,
	consent_on TEXT,
	opt_out INTEGER CHECK (opt_out IN (0, 1)),
	left_on TEXT,
	note TEXT,
	name_key TEXT NOT NULL,
	ref TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX contact_account ON contact (account, name);
CREATE UNIQUE INDEX contact_ref ON contact (ref) WHERE ref IS NOT NULL;
CREATE INDEX contact_name ON contact (name);
CREATE INDEX contact_name_key ON contact (name_key);
CREATE INDEX contact_reports_to ON contact (reports_to) WHERE reports_to IS NOT NULL;

CREATE TABLE bid (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	account INTEGER REFERENCES account (id),
	title TEXT NOT NULL,
	tender TEXT,
	lot TEXT,
	unit INTEGER REFERENCES unit (id),
	owner INTEGER REFERENCES person (id),
	product INTEGER REFERENCES product (id),
	value INTEGER,
	list_value INTEGER,
	floor_value INTEGER,
	cost INTEGER,
	stage INTEGER NOT NULL REFERENCES stage (id),
	probability INTEGER CHECK (probability BETWEEN 0 AND 10000),
	category TEXT NOT NULL CHECK (category = 'pipeline' OR category = 'best' OR category = 'commit' OR category = 'omitted'),
	offer TEXT NOT NULL CHECK (offer = 'standard' OR offer = 'adapted' OR offer = 'custom'),
	opened_on TEXT,
	submit_by TEXT,
	close_on TEXT,
	closed_on TEXT,
	reason TEXT CHECK (reason = 'price' OR reason = 'solution' OR reason = 'relationship' OR reason = 'delivery' OR reason = 'timing' OR reason = 'status_quo' OR reason = 'no_decision' OR reason = 'other'),
	reason2 TEXT,
	competitor TEXT,
	pursuit_cost INTEGER,
	note TEXT,
	currency TEXT NOT NULL,
	ref TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX bid_ref ON bid (ref) WHERE ref IS NOT NULL;
CREATE INDEX bid_account ON bid (account);
CREATE INDEX bid_owner ON bid (owner);
CREATE INDEX bid_product ON bid (product);
CREATE INDEX bid_unit ON bid (unit) WHERE unit IS NOT NULL;
CREATE INDEX bid_stage ON bid (stage);
CREATE INDEX bid_closed_on ON bid (closed_on);
CREATE INDEX bid_tender ON bid (tender) WHERE tender IS NOT NULL;

CREATE TABLE change (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	bid INTEGER NOT NULL REFERENCES bid (id),
	happened_at TEXT NOT NULL,
	field TEXT NOT NULL CHECK (field = 'stage' OR field = 'value' OR field = 'close_on' OR field = 'owner' OR field = 'probability'),
	old TEXT,
	new TEXT,
	done_by INTEGER REFERENCES person (id),
	ref TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX change_ref ON change (ref) WHERE ref IS NOT NULL;
CREATE INDEX change_bid ON change (bid, happened_at, field);
CREATE INDEX change_happened_at ON change (happened_at);
CREATE INDEX change_done_by ON change (done_by) WHERE done_by IS NOT NULL;

-- Tags of any record: KEY or KEY=VALUE, one value a key. Journaled like any record.
CREATE TABLE tag (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	record TEXT NOT NULL,
	record_id INTEGER NOT NULL,
	key TEXT NOT NULL,
	value TEXT
) STRICT;
CREATE UNIQUE INDEX tag_record ON tag (record, record_id, key);
CREATE INDEX tag_key ON tag (record, key, value);

-- By what an import recognises a record without a natural key: the hash of its row and the
-- row's place among identical ones.
CREATE TABLE imported (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	record TEXT NOT NULL,
	record_id INTEGER NOT NULL,
	hash TEXT NOT NULL,
	ordinal INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX imported_hash ON imported (record, hash, ordinal);
CREATE INDEX imported_record ON imported (record, record_id);
