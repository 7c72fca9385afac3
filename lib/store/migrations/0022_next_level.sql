-- When a ticket goes one level up by itself, and what hooks were not told of yet.
ALTER TABLE ticket ADD COLUMN next_level_at TEXT;
-- Of those that are here already the first sweep finds out.
UPDATE ticket SET next_level_at = opened_at WHERE status <> 'resolved' AND status <> 'closed';
CREATE INDEX ticket_next_level_at ON ticket (next_level_at) WHERE next_level_at IS NOT NULL;

-- It goes when it is delivered, and with its event. Sent again from retry_at on: while one sweep tells, another does not.
CREATE TABLE undelivered (
	event INTEGER PRIMARY KEY REFERENCES event (id) ON DELETE CASCADE,
	name TEXT NOT NULL,
	json TEXT NOT NULL,
	retry_at TEXT NOT NULL
) STRICT;

INSERT INTO setting (name, standard, kind, about, created_at, updated_at) VALUES
	('escalate_reopens', '2', 'integer', 'a ticket goes up one level for every so many times it was reopened; 0: not for that',
	 '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z');
