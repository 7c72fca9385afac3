-- Working time and service levels.
CREATE TABLE day (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	calendar TEXT NOT NULL,
	day TEXT NOT NULL,
	kind TEXT NOT NULL CHECK (kind IN ('holiday', 'workday', 'halfday')),
	spans TEXT,
	ref TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX day_calendar ON day (calendar, day);
CREATE UNIQUE INDEX day_ref ON day (ref) WHERE ref IS NOT NULL;

CREATE TABLE hours (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	calendar TEXT NOT NULL,
	weekday TEXT NOT NULL CHECK (weekday IN ('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun')),
	spans TEXT,
	timezone TEXT,
	ref TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX hours_calendar ON hours (calendar, weekday);
CREATE UNIQUE INDEX hours_ref ON hours (ref) WHERE ref IS NOT NULL;

CREATE TABLE sla (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	severity INTEGER NOT NULL CHECK (severity BETWEEN 1 AND 4),
	tier TEXT CHECK (tier IN ('key', 'major', 'standard', 'tail')),
	ack_minutes INTEGER CHECK (ack_minutes BETWEEN 0 AND 10000000),
	fix_minutes INTEGER CHECK (fix_minutes BETWEEN 0 AND 10000000),
	calendar TEXT,
	clock TEXT NOT NULL CHECK (clock IN ('business', 'always')),
	l1_after INTEGER CHECK (l1_after BETWEEN 0 AND 100000),
	l2_after INTEGER CHECK (l2_after BETWEEN 0 AND 100000),
	l3_after INTEGER CHECK (l3_after BETWEEN 0 AND 100000),
	ref TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX sla_severity ON sla (severity, coalesce(tier, ''));
CREATE UNIQUE INDEX sla_ref ON sla (ref) WHERE ref IS NOT NULL;

-- Gifts: what there is, what custom and policy forbid.
CREATE TABLE catalogue (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	title TEXT NOT NULL,
	style TEXT CHECK (style IN ('health', 'business', 'home', 'technology', 'fashion', 'culture')),
	price INTEGER,
	season TEXT,
	lead_days INTEGER CHECK (lead_days BETWEEN 0 AND 1000),
	cash_equivalent INTEGER CHECK (cash_equivalent IN (0, 1)),
	currency TEXT NOT NULL,
	ref TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX catalogue_title ON catalogue (title);
CREATE UNIQUE INDEX catalogue_ref ON catalogue (ref) WHERE ref IS NOT NULL;

CREATE TABLE taboo (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	region TEXT,
	faith TEXT,
	relation TEXT,
	gender TEXT,
	tag TEXT NOT NULL,
	effect TEXT NOT NULL CHECK (effect IN ('block', 'warn')),
	why TEXT,
	ref TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX taboo_tag ON taboo (tag, effect, coalesce(region, ''), coalesce(faith, ''), coalesce(relation, ''), coalesce(gender, ''));
CREATE INDEX taboo_region ON taboo (region);
CREATE UNIQUE INDEX taboo_ref ON taboo (ref) WHERE ref IS NOT NULL;

CREATE TABLE festival (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	name TEXT NOT NULL,
	day TEXT NOT NULL,
	calendar TEXT,
	name_key TEXT NOT NULL,
	ref TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX festival_day ON festival (day, name, coalesce(calendar, ''));
CREATE INDEX festival_name ON festival (name);
CREATE INDEX festival_calendar ON festival (calendar);
CREATE UNIQUE INDEX festival_ref ON festival (ref) WHERE ref IS NOT NULL;
CREATE INDEX festival_name_key ON festival (name_key);

CREATE TABLE giftlimit (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	tier TEXT CHECK (tier IN ('key', 'major', 'standard', 'tail')),
	level TEXT CHECK (level IN ('staff', 'manager', 'director', 'executive')),
	occasion TEXT CHECK (occasion IN ('festival', 'birthday', 'thanks', 'celebration', 'visit', 'promotion', 'other')),
	per_gift INTEGER,
	per_person_year INTEGER,
	per_account_year INTEGER,
	currency TEXT NOT NULL,
	ref TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX giftlimit_tier ON giftlimit (coalesce(tier, ''), coalesce(level, ''), coalesce(occasion, ''));
CREATE INDEX giftlimit_by_tier ON giftlimit (tier);
CREATE UNIQUE INDEX giftlimit_ref ON giftlimit (ref) WHERE ref IS NOT NULL;

-- What every bid gets as it enters a stage.
CREATE TABLE template (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	stage INTEGER NOT NULL REFERENCES stage (id),
	kind TEXT NOT NULL CHECK (kind IN ('task', 'input', 'output', 'review', 'resource', 'paper')),
	title TEXT NOT NULL,
	role TEXT NOT NULL CHECK (role IN ('account', 'solution', 'delivery', 'manager')),
	required INTEGER CHECK (required IN (0, 1)),
	days_before INTEGER CHECK (days_before BETWEEN 0 AND 1000),
	ref TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX template_stage ON template (stage, kind, title);
CREATE UNIQUE INDEX template_ref ON template (ref) WHERE ref IS NOT NULL;

-- A customer's score on a day.
CREATE TABLE snapshot (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	account INTEGER NOT NULL REFERENCES account (id),
	taken_on TEXT NOT NULL,
	value REAL CHECK (value BETWEEN 0 AND 100),
	loyalty REAL CHECK (loyalty BETWEEN 0 AND 100),
	growth REAL CHECK (growth BETWEEN 0 AND 100),
	soundness REAL CHECK (soundness BETWEEN 0 AND 100),
	score REAL CHECK (score BETWEEN 0 AND 100),
	tier TEXT CHECK (tier IN ('key', 'major', 'standard', 'tail')),
	pinned_tier TEXT CHECK (pinned_tier IN ('key', 'major', 'standard', 'tail')),
	pinned_why TEXT,
	pinned_by INTEGER REFERENCES person (id),
	pinned_until TEXT,
	ref TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX snapshot_account ON snapshot (account, taken_on);
CREATE INDEX snapshot_taken_on ON snapshot (taken_on);
CREATE UNIQUE INDEX snapshot_ref ON snapshot (ref) WHERE ref IS NOT NULL;
CREATE INDEX snapshot_pinned_by ON snapshot (pinned_by) WHERE pinned_by IS NOT NULL;

-- Leads, and where they come from.
CREATE TABLE campaign (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	name TEXT NOT NULL,
	starts_on TEXT,
	ends_on TEXT,
	message TEXT,
	cost INTEGER,
	currency TEXT NOT NULL,
	name_key TEXT NOT NULL,
	ref TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX campaign_name ON campaign (name);
CREATE INDEX campaign_starts_on ON campaign (starts_on);
CREATE UNIQUE INDEX campaign_ref ON campaign (ref) WHERE ref IS NOT NULL;
CREATE INDEX campaign_name_key ON campaign (name_key);

CREATE TABLE source (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	scene TEXT NOT NULL CHECK (scene IN ('manual', 'community', 'merchant', 'outreach')),
	name TEXT NOT NULL,
	region TEXT,
	manager INTEGER REFERENCES person (id),
	account INTEGER REFERENCES account (id),
	households INTEGER CHECK (households BETWEEN 0 AND 2147483647),
	starts_on TEXT,
	ends_on TEXT,
	place TEXT,
	team TEXT,
	target_leads INTEGER CHECK (target_leads BETWEEN 0 AND 2147483647),
	budget INTEGER,
	spent INTEGER,
	currency TEXT NOT NULL,
	name_key TEXT NOT NULL,
	ref TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX source_scene ON source (scene, name);
CREATE INDEX source_name ON source (name);
CREATE UNIQUE INDEX source_ref ON source (ref) WHERE ref IS NOT NULL;
CREATE INDEX source_name_key ON source (name_key);
CREATE INDEX source_manager ON source (manager) WHERE manager IS NOT NULL;
CREATE INDEX source_account ON source (account) WHERE account IS NOT NULL;

CREATE TABLE audience (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	name TEXT NOT NULL,
	selection TEXT,
	lat REAL CHECK (lat BETWEEN -90 AND 90),
	lon REAL CHECK (lon BETWEEN -180 AND 180),
	radius REAL CHECK (radius BETWEEN 0 AND 20040),
	polygon TEXT,
	quiet_hours TEXT,
	cap_days INTEGER CHECK (cap_days BETWEEN 0 AND 3650),
	name_key TEXT NOT NULL,
	ref TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX audience_name ON audience (name);
CREATE UNIQUE INDEX audience_ref ON audience (ref) WHERE ref IS NOT NULL;
CREATE INDEX audience_name_key ON audience (name_key);

CREATE TABLE nurture (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	name TEXT NOT NULL,
	day INTEGER NOT NULL CHECK (day BETWEEN 0 AND 3650),
	channel TEXT CHECK (channel IN ('visit', 'call', 'email', 'message', 'store', 'online', 'mobile', 'event', 'advert', 'partner')),
	step TEXT NOT NULL,
	ref TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX nurture_name ON nurture (name, day);
CREATE UNIQUE INDEX nurture_ref ON nurture (ref) WHERE ref IS NOT NULL;

CREATE TABLE lead (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	name TEXT NOT NULL,
	company TEXT,
	kind TEXT NOT NULL CHECK (kind = 'b2b' OR kind = 'consumer' OR kind = 'channel'),
	contact_name TEXT,
	phone TEXT,
	email TEXT,
	scene TEXT NOT NULL CHECK (scene = 'manual' OR scene = 'community' OR scene = 'merchant' OR scene = 'outreach'),
	source INTEGER REFERENCES source (id),
	campaign INTEGER REFERENCES campaign (id),
	trust TEXT NOT NULL CHECK (trust = 'interest' OR trust = 'recognition' OR trust = 'trust'),
	status TEXT NOT NULL CHECK (status = 'open' OR status = 'pool' OR status = 'qualified' OR status = 'converted' OR status = 'dropped'),
	owner INTEGER REFERENCES person (id),
	region TEXT,
	lat REAL CHECK (lat BETWEEN -90 AND 90),
	lon REAL CHECK (lon BETWEEN -180 AND 180),
	prospects INTEGER CHECK (prospects BETWEEN 0 AND 5),
	market INTEGER CHECK (market BETWEEN 0 AND 5),
	funds INTEGER CHECK (funds BETWEEN 0 AND 5),
	credit INTEGER CHECK (credit BETWEEN 0 AND 5),
	evidence TEXT,
	next_step TEXT,
	next_on TEXT,
	consent_on TEXT,
	opt_out INTEGER CHECK (opt_out IN (0, 1)),
	referred_by INTEGER REFERENCES contact (id),
	referred_by_account INTEGER REFERENCES account (id),
	account INTEGER REFERENCES account (id),
	drop_reason TEXT,
	arrived_on TEXT,
	note TEXT,
	name_key TEXT NOT NULL,
	ref TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX lead_name ON lead (name);
CREATE INDEX lead_company ON lead (company) WHERE company IS NOT NULL;
CREATE INDEX lead_owner ON lead (owner, status);
CREATE INDEX lead_next_on ON lead (next_on) WHERE next_on IS NOT NULL;
CREATE INDEX lead_status ON lead (status);
CREATE INDEX lead_phone ON lead (phone) WHERE phone IS NOT NULL;
CREATE INDEX lead_email ON lead (email) WHERE email IS NOT NULL;
CREATE UNIQUE INDEX lead_ref ON lead (ref) WHERE ref IS NOT NULL;
CREATE INDEX lead_name_key ON lead (name_key);
CREATE INDEX lead_source ON lead (source) WHERE source IS NOT NULL;
CREATE INDEX lead_campaign ON lead (campaign) WHERE campaign IS NOT NULL;
CREATE INDEX lead_referred_by ON lead (referred_by) WHERE referred_by IS NOT NULL;
CREATE INDEX lead_referred_by_account ON lead (referred_by_account) WHERE referred_by_account IS NOT NULL;
CREATE INDEX lead_account ON lead (account) WHERE account IS NOT NULL;

CREATE TABLE concern (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	lead INTEGER NOT NULL REFERENCES lead (id),
	body TEXT NOT NULL,
	raised_on TEXT,
	cleared_on TEXT,
	how TEXT,
	ref TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX concern_ref ON concern (ref) WHERE ref IS NOT NULL;
CREATE INDEX concern_lead ON concern (lead);

ALTER TABLE bid ADD COLUMN lead INTEGER REFERENCES lead (id);
CREATE INDEX bid_lead ON bid (lead) WHERE lead IS NOT NULL;

-- What belongs to a bid. One live grant on a lot of a tender: the customer rejects a bidder who hands in two.
CREATE TABLE registration (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	bid INTEGER NOT NULL REFERENCES bid (id),
	unit INTEGER NOT NULL REFERENCES unit (id),
	person INTEGER REFERENCES person (id),
	group_root INTEGER REFERENCES account (id),
	tender_key TEXT,
	lot TEXT,
	claimed_at TEXT NOT NULL,
	protected_until TEXT,
	status TEXT NOT NULL CHECK (status IN ('granted', 'refused', 'joined', 'disputed', 'released', 'expired')),
	share INTEGER CHECK (share BETWEEN 0 AND 10000),
	body TEXT,
	ref TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX registration_granted ON registration (group_root, tender_key, coalesce(lot, '')) WHERE status = 'granted';
CREATE INDEX registration_group_root ON registration (group_root, tender_key) WHERE group_root IS NOT NULL;
CREATE INDEX registration_protected_until ON registration (protected_until) WHERE status = 'granted';
CREATE UNIQUE INDEX registration_ref ON registration (ref) WHERE ref IS NOT NULL;
CREATE INDEX registration_bid ON registration (bid);
CREATE INDEX registration_unit ON registration (unit);
CREATE INDEX registration_person ON registration (person) WHERE person IS NOT NULL;

CREATE TABLE checkitem (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	bid INTEGER NOT NULL REFERENCES bid (id),
	stage INTEGER NOT NULL REFERENCES stage (id),
	kind TEXT NOT NULL CHECK (kind IN ('task', 'input', 'output', 'review', 'resource', 'paper')),
	title TEXT NOT NULL,
	role TEXT NOT NULL CHECK (role IN ('account', 'solution', 'delivery', 'manager')),
	owner INTEGER REFERENCES person (id),
	required INTEGER CHECK (required IN (0, 1)),
	needed_by TEXT,
	granted_on TEXT,
	done_on TEXT,
	expires_on TEXT,
	waived_by INTEGER REFERENCES person (id),
	waive_reason TEXT,
	note TEXT,
	ref TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX checkitem_bid ON checkitem (bid, stage, title);
CREATE INDEX checkitem_title ON checkitem (title);
CREATE INDEX checkitem_needed_by ON checkitem (needed_by);
CREATE INDEX checkitem_expires_on ON checkitem (expires_on) WHERE expires_on IS NOT NULL;
CREATE UNIQUE INDEX checkitem_ref ON checkitem (ref) WHERE ref IS NOT NULL;
CREATE INDEX checkitem_stage ON checkitem (stage);
CREATE INDEX checkitem_owner ON checkitem (owner) WHERE owner IS NOT NULL;
CREATE INDEX checkitem_waived_by ON checkitem (waived_by) WHERE waived_by IS NOT NULL;

CREATE TABLE assessment (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	bid INTEGER NOT NULL REFERENCES bid (id),
	happened_at TEXT NOT NULL,
	kind TEXT NOT NULL CHECK (kind IN ('go_no_go', 'price', 'contract')),
	fit INTEGER CHECK (fit BETWEEN 1 AND 5),
	relationship INTEGER CHECK (relationship BETWEEN 1 AND 5),
	competition INTEGER CHECK (competition BETWEEN 1 AND 5),
	margin INTEGER CHECK (margin BETWEEN 1 AND 5),
	delivery INTEGER CHECK (delivery BETWEEN 1 AND 5),
	resources INTEGER CHECK (resources BETWEEN 1 AND 5),
	score REAL CHECK (score BETWEEN 0 AND 100),
	decision TEXT CHECK (decision IN ('go', 'no_go', 'conditional', 'recycle')),
	conditions TEXT,
	due_on TEXT,
	done_by INTEGER NOT NULL REFERENCES person (id),
	body TEXT,
	ref TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX assessment_bid ON assessment (bid, happened_at);
CREATE INDEX assessment_happened_at ON assessment (happened_at);
CREATE UNIQUE INDEX assessment_ref ON assessment (ref) WHERE ref IS NOT NULL;
CREATE INDEX assessment_done_by ON assessment (done_by);

CREATE TABLE need (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	bid INTEGER NOT NULL REFERENCES bid (id),
	job TEXT NOT NULL,
	outcome TEXT,
	importance INTEGER CHECK (importance BETWEEN 1 AND 5),
	contact INTEGER REFERENCES contact (id),
	promised TEXT,
	measured TEXT,
	ref TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX need_bid ON need (bid, job);
CREATE UNIQUE INDEX need_ref ON need (ref) WHERE ref IS NOT NULL;
CREATE INDEX need_contact ON need (contact) WHERE contact IS NOT NULL;

CREATE TABLE item (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	bid INTEGER NOT NULL REFERENCES bid (id),
	need INTEGER REFERENCES need (id),
	title TEXT NOT NULL,
	kind TEXT NOT NULL CHECK (kind IN ('standard', 'adapted', 'custom')),
	owner INTEGER REFERENCES person (id),
	price INTEGER,
	cost INTEGER,
	effort_days REAL CHECK (effort_days BETWEEN 0 AND 100000),
	currency TEXT NOT NULL,
	ref TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX item_bid ON item (bid, title);
CREATE INDEX item_title ON item (title);
CREATE UNIQUE INDEX item_ref ON item (ref) WHERE ref IS NOT NULL;
CREATE INDEX item_need ON item (need) WHERE need IS NOT NULL;
CREATE INDEX item_owner ON item (owner) WHERE owner IS NOT NULL;

CREATE TABLE contract (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	bid INTEGER NOT NULL REFERENCES bid (id),
	number TEXT NOT NULL,
	signed_on TEXT,
	value INTEGER,
	starts_on TEXT,
	ends_on TEXT,
	live_on TEXT,
	currency TEXT NOT NULL,
	ref TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX contract_number ON contract (number);
CREATE INDEX contract_signed_on ON contract (signed_on);
CREATE INDEX contract_ends_on ON contract (ends_on) WHERE ends_on IS NOT NULL;
CREATE UNIQUE INDEX contract_ref ON contract (ref) WHERE ref IS NOT NULL;
CREATE INDEX contract_bid ON contract (bid);

CREATE TABLE milestone (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	contract INTEGER NOT NULL REFERENCES contract (id),
	title TEXT NOT NULL,
	owner INTEGER REFERENCES person (id),
	due_on TEXT,
	done_on TEXT,
	amount INTEGER,
	currency TEXT NOT NULL,
	ref TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX milestone_contract ON milestone (contract, title);
CREATE INDEX milestone_title ON milestone (title);
CREATE INDEX milestone_due_on ON milestone (due_on);
CREATE UNIQUE INDEX milestone_ref ON milestone (ref) WHERE ref IS NOT NULL;
CREATE INDEX milestone_owner ON milestone (owner) WHERE owner IS NOT NULL;

-- Tickets, and their history.
CREATE TABLE ticket (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	account INTEGER REFERENCES account (id),
	contract INTEGER REFERENCES contract (id),
	bid INTEGER REFERENCES bid (id),
	contact INTEGER REFERENCES contact (id),
	kind TEXT NOT NULL CHECK (kind = 'request' OR kind = 'incident' OR kind = 'complaint' OR kind = 'quality' OR kind = 'delay' OR kind = 'change'),
	severity INTEGER NOT NULL CHECK (severity BETWEEN 1 AND 4),
	title TEXT NOT NULL,
	body TEXT,
	region TEXT,
	dept TEXT,
	assignee INTEGER REFERENCES person (id),
	status TEXT NOT NULL CHECK (status = 'open' OR status = 'acknowledged' OR status = 'working' OR status = 'waiting' OR status = 'resolved' OR status = 'closed'),
	opened_at TEXT NOT NULL,
	root_cause TEXT,
	fix TEXT,
	csat INTEGER CHECK (csat BETWEEN 1 AND 5),
	acknowledged_at TEXT,
	resolved_at TEXT,
	closed_at TEXT,
	ack_due TEXT,
	fix_due TEXT,
	level INTEGER CHECK (level BETWEEN 0 AND 3),
	handoffs INTEGER CHECK (handoffs BETWEEN 0 AND 2147483647),
	pingpongs INTEGER CHECK (pingpongs BETWEEN 0 AND 2147483647),
	returns INTEGER CHECK (returns BETWEEN 0 AND 2147483647),
	depts INTEGER CHECK (depts BETWEEN 0 AND 2147483647),
	reopens INTEGER CHECK (reopens BETWEEN 0 AND 2147483647),
	ref TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX ticket_account ON ticket (account, opened_at);
CREATE INDEX ticket_title ON ticket (title);
CREATE INDEX ticket_status ON ticket (status, fix_due);
CREATE INDEX ticket_dept ON ticket (dept, status);
CREATE INDEX ticket_assignee ON ticket (assignee, status);
CREATE INDEX ticket_opened_at ON ticket (opened_at);
CREATE INDEX ticket_closed_at ON ticket (closed_at) WHERE closed_at IS NOT NULL;
CREATE UNIQUE INDEX ticket_ref ON ticket (ref) WHERE ref IS NOT NULL;
CREATE INDEX ticket_contract ON ticket (contract) WHERE contract IS NOT NULL;
CREATE INDEX ticket_bid ON ticket (bid) WHERE bid IS NOT NULL;
CREATE INDEX ticket_contact ON ticket (contact) WHERE contact IS NOT NULL;

CREATE TABLE event (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	ticket INTEGER NOT NULL REFERENCES ticket (id),
	happened_at TEXT NOT NULL,
	position INTEGER CHECK (position BETWEEN 1 AND 2147483647),
	kind TEXT NOT NULL CHECK (kind = 'note' OR kind = 'open' OR kind = 'ack' OR kind = 'assign' OR kind = 'work' OR kind = 'wait' OR kind = 'resume' OR kind = 'escalate' OR kind = 'resolve' OR kind = 'confirm' OR kind = 'reject' OR kind = 'reopen'),
	done_by INTEGER REFERENCES person (id),
	dept TEXT,
	body TEXT,
	ref TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX event_ticket ON event (ticket, happened_at, position);
CREATE INDEX event_happened_at ON event (happened_at);
CREATE UNIQUE INDEX event_ref ON event (ref) WHERE ref IS NOT NULL;
CREATE INDEX event_done_by ON event (done_by) WHERE done_by IS NOT NULL;

-- What belongs to an account.
CREATE TABLE buystep (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	account INTEGER NOT NULL REFERENCES account (id),
	position INTEGER NOT NULL CHECK (position BETWEEN 1 AND 1000),
	what TEXT NOT NULL,
	decided_by INTEGER REFERENCES contact (id),
	threshold INTEGER,
	usual TEXT,
	currency TEXT NOT NULL,
	ref TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX buystep_account ON buystep (account, position);
CREATE UNIQUE INDEX buystep_ref ON buystep (ref) WHERE ref IS NOT NULL;
CREATE INDEX buystep_decided_by ON buystep (decided_by) WHERE decided_by IS NOT NULL;

CREATE TABLE insight (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	account INTEGER NOT NULL REFERENCES account (id),
	kind TEXT NOT NULL CHECK (kind IN ('goal', 'pressure', 'initiative', 'budget', 'competitor', 'risk')),
	severity INTEGER CHECK (severity BETWEEN 1 AND 4),
	body TEXT NOT NULL,
	origin TEXT,
	seen_on TEXT,
	expires_on TEXT,
	ref TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX insight_account ON insight (account, kind);
CREATE INDEX insight_seen_on ON insight (seen_on);
CREATE UNIQUE INDEX insight_ref ON insight (ref) WHERE ref IS NOT NULL;

CREATE TABLE rival (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	account INTEGER REFERENCES account (id),
	bid INTEGER REFERENCES bid (id),
	name TEXT NOT NULL,
	share INTEGER CHECK (share BETWEEN 0 AND 10000),
	strength TEXT,
	weakness TEXT,
	counter TEXT,
	name_key TEXT NOT NULL,
	ref TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	CHECK ((account IS NOT NULL) + (bid IS NOT NULL) = 1)
) STRICT;
CREATE UNIQUE INDEX rival_account ON rival (account, name) WHERE account IS NOT NULL;
CREATE UNIQUE INDEX rival_bid ON rival (bid, name) WHERE bid IS NOT NULL;
CREATE UNIQUE INDEX rival_ref ON rival (ref) WHERE ref IS NOT NULL;
CREATE INDEX rival_name ON rival (name);
CREATE INDEX rival_name_key ON rival (name_key);

CREATE TABLE invoice (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	account INTEGER NOT NULL REFERENCES account (id),
	number TEXT NOT NULL,
	issued_on TEXT NOT NULL,
	amount INTEGER NOT NULL,
	cost INTEGER,
	product INTEGER REFERENCES product (id),
	bid INTEGER REFERENCES bid (id),
	due_on TEXT,
	paid_on TEXT,
	paid_amount INTEGER,
	status TEXT NOT NULL CHECK (status IN ('valid', 'void')),
	currency TEXT NOT NULL,
	ref TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX invoice_account ON invoice (account, number);
CREATE INDEX invoice_number ON invoice (number);
CREATE INDEX invoice_issued_on ON invoice (issued_on);
CREATE INDEX invoice_due_on ON invoice (due_on) WHERE paid_on IS NULL;
CREATE INDEX invoice_paid_on ON invoice (paid_on) WHERE paid_on IS NOT NULL;
CREATE UNIQUE INDEX invoice_ref ON invoice (ref) WHERE ref IS NOT NULL;
CREATE INDEX invoice_product ON invoice (product) WHERE product IS NOT NULL;
CREATE INDEX invoice_bid ON invoice (bid) WHERE bid IS NOT NULL;

CREATE TABLE effort (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	account INTEGER NOT NULL REFERENCES account (id),
	spent_on TEXT NOT NULL,
	done_by INTEGER REFERENCES person (id),
	days REAL CHECK (days BETWEEN 0 AND 1000),
	cost INTEGER,
	body TEXT,
	currency TEXT NOT NULL,
	ref TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX effort_account ON effort (account, spent_on);
CREATE INDEX effort_spent_on ON effort (spent_on);
CREATE UNIQUE INDEX effort_ref ON effort (ref) WHERE ref IS NOT NULL;
CREATE INDEX effort_done_by ON effort (done_by) WHERE done_by IS NOT NULL;

CREATE TABLE survey (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	account INTEGER NOT NULL REFERENCES account (id),
	contact INTEGER REFERENCES contact (id),
	asked_on TEXT NOT NULL,
	score INTEGER NOT NULL CHECK (score BETWEEN 0 AND 10),
	body TEXT,
	ref TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX survey_account ON survey (account, asked_on);
CREATE INDEX survey_asked_on ON survey (asked_on);
CREATE UNIQUE INDEX survey_ref ON survey (ref) WHERE ref IS NOT NULL;
CREATE INDEX survey_contact ON survey (contact) WHERE contact IS NOT NULL;

CREATE TABLE plan (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	account INTEGER NOT NULL REFERENCES account (id),
	title TEXT NOT NULL,
	horizon TEXT,
	objective TEXT NOT NULL,
	metric TEXT,
	baseline TEXT,
	goal TEXT,
	strategy TEXT,
	starts_on TEXT,
	ends_on TEXT,
	status TEXT NOT NULL CHECK (status IN ('open', 'met', 'missed', 'dropped')),
	reviewed_on TEXT,
	ref TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX plan_account ON plan (account, title);
CREATE INDEX plan_title ON plan (title);
CREATE INDEX plan_ends_on ON plan (ends_on);
CREATE UNIQUE INDEX plan_ref ON plan (ref) WHERE ref IS NOT NULL;

CREATE TABLE planaction (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	parent_plan INTEGER NOT NULL REFERENCES plan (id),
	title TEXT NOT NULL,
	owner INTEGER REFERENCES person (id),
	due_on TEXT,
	resource TEXT,
	done_on TEXT,
	result TEXT,
	lead INTEGER REFERENCES lead (id),
	ref TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX planaction_parent_plan ON planaction (parent_plan, title);
CREATE INDEX planaction_title ON planaction (title);
CREATE INDEX planaction_due_on ON planaction (due_on);
CREATE UNIQUE INDEX planaction_ref ON planaction (ref) WHERE ref IS NOT NULL;
CREATE INDEX planaction_owner ON planaction (owner) WHERE owner IS NOT NULL;
CREATE INDEX planaction_lead ON planaction (lead) WHERE lead IS NOT NULL;

CREATE TABLE seat (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	account INTEGER NOT NULL REFERENCES account (id),
	role TEXT NOT NULL CHECK (role IN ('account', 'solution', 'delivery')),
	person INTEGER NOT NULL REFERENCES person (id),
	starts_on TEXT,
	ends_on TEXT,
	share INTEGER CHECK (share BETWEEN 0 AND 10000),
	ref TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX seat_account ON seat (account, role, person, coalesce(starts_on, ''));
CREATE UNIQUE INDEX seat_ref ON seat (ref) WHERE ref IS NOT NULL;
CREATE INDEX seat_person ON seat (person);

CREATE TABLE target (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	account INTEGER REFERENCES account (id),
	person INTEGER REFERENCES person (id),
	unit INTEGER REFERENCES unit (id),
	period TEXT NOT NULL,
	metric TEXT NOT NULL CHECK (metric IN ('revenue', 'won_value', 'win_rate', 'on_time_fix', 'nps', 'margin', 'valid_leads')),
	goal REAL NOT NULL,
	ref TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	CHECK ((account IS NOT NULL) + (person IS NOT NULL) + (unit IS NOT NULL) = 1)
) STRICT;
CREATE UNIQUE INDEX target_account ON target (account, period, metric) WHERE account IS NOT NULL;
CREATE UNIQUE INDEX target_person ON target (person, period, metric) WHERE person IS NOT NULL;
CREATE UNIQUE INDEX target_unit ON target (unit, period, metric) WHERE unit IS NOT NULL;
CREATE INDEX target_period ON target (period);
CREATE UNIQUE INDEX target_ref ON target (ref) WHERE ref IS NOT NULL;

CREATE TABLE gift (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	contact INTEGER NOT NULL REFERENCES contact (id),
	occasion TEXT NOT NULL CHECK (occasion IN ('festival', 'birthday', 'thanks', 'celebration', 'visit', 'promotion', 'other')),
	item INTEGER REFERENCES catalogue (id),
	title TEXT,
	amount INTEGER NOT NULL,
	planned_on TEXT,
	given_on TEXT,
	giver INTEGER REFERENCES person (id),
	approver INTEGER REFERENCES person (id),
	status TEXT NOT NULL CHECK (status IN ('planned', 'approved', 'given', 'declined', 'returned')),
	personal INTEGER CHECK (personal IN (0, 1)),
	booked INTEGER CHECK (booked IN (0, 1)),
	reaction TEXT,
	note TEXT,
	currency TEXT NOT NULL,
	ref TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX gift_contact ON gift (contact, given_on);
CREATE INDEX gift_given_on ON gift (given_on);
CREATE INDEX gift_planned_on ON gift (planned_on) WHERE planned_on IS NOT NULL;
CREATE UNIQUE INDEX gift_ref ON gift (ref) WHERE ref IS NOT NULL;
CREATE INDEX gift_item ON gift (item) WHERE item IS NOT NULL;
CREATE INDEX gift_giver ON gift (giver) WHERE giver IS NOT NULL;
CREATE INDEX gift_approver ON gift (approver) WHERE approver IS NOT NULL;

CREATE TABLE touch (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	happened_at TEXT NOT NULL,
	account INTEGER REFERENCES account (id),
	lead INTEGER REFERENCES lead (id),
	contact INTEGER REFERENCES contact (id),
	bid INTEGER REFERENCES bid (id),
	ticket INTEGER REFERENCES ticket (id),
	campaign INTEGER REFERENCES campaign (id),
	channel TEXT NOT NULL CHECK (channel = 'visit' OR channel = 'call' OR channel = 'email' OR channel = 'message' OR channel = 'store' OR channel = 'online' OR channel = 'mobile' OR channel = 'event' OR channel = 'advert' OR channel = 'partner'),
	direction TEXT NOT NULL CHECK (direction IN ('out', 'in')),
	done_by INTEGER REFERENCES person (id),
	body TEXT,
	response TEXT NOT NULL CHECK (response = 'none' OR response = 'interested' OR response = 'ordered' OR response = 'refused'),
	next_step TEXT,
	next_on TEXT,
	ref TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	CHECK ((account IS NOT NULL) + (lead IS NOT NULL) = 1)
) STRICT;
CREATE INDEX touch_account ON touch (account, happened_at) WHERE account IS NOT NULL;
CREATE INDEX touch_lead ON touch (lead, happened_at) WHERE lead IS NOT NULL;
CREATE INDEX touch_contact ON touch (contact, happened_at) WHERE contact IS NOT NULL;
CREATE INDEX touch_happened_at ON touch (happened_at);
CREATE INDEX touch_next_on ON touch (next_on) WHERE next_on IS NOT NULL;
CREATE UNIQUE INDEX touch_ref ON touch (ref) WHERE ref IS NOT NULL;
CREATE INDEX touch_bid ON touch (bid) WHERE bid IS NOT NULL;
CREATE INDEX touch_ticket ON touch (ticket) WHERE ticket IS NOT NULL;
CREATE INDEX touch_campaign ON touch (campaign) WHERE campaign IS NOT NULL;
CREATE INDEX touch_done_by ON touch (done_by) WHERE done_by IS NOT NULL;
