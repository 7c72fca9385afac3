-- Leads that may be one, best first: id, name, owner, other, its name, owner and status, and what they have in common:
-- bits of 1 phone, 2 phone but for the prefix, 4 mail address, 8 company, 16 name, 32 the name of one is the other's company.
-- :id 0: all; else one with all others.
WITH known AS MATERIALIZED (
	SELECT id, name_key AS name, kam_name_key(company) AS company, kam_phone(phone) AS phone,
		CASE WHEN instr(email, '@') > 1 THEN kam_fold(trim(email)) END AS email,
		status IN ('converted', 'dropped') AS over FROM lead
), part (kind, value, id) AS MATERIALIZED (
	SELECT 'phone', phone, id FROM known WHERE phone IS NOT NULL
	UNION ALL SELECT 'email', email, id FROM known WHERE email IS NOT NULL
	UNION SELECT 'name', name, id FROM known WHERE name <> ''
	UNION SELECT 'name', company, id FROM known WHERE company <> ''
), number (ending, phone, id) AS MATERIALIZED (
	-- Each number once, by the end that it has in common with itself written with more in front.
	SELECT substr(phone, -7), phone, min(id) FROM known WHERE phone IS NOT NULL GROUP BY phone
), pair (one, other) AS (
	SELECT first.id, part.id FROM (SELECT kind, value, min(id) AS id FROM part GROUP BY kind, value HAVING count(*) > 1)
		AS first JOIN part ON part.kind = first.kind AND part.value = first.value AND part.id > first.id WHERE :id = 0
	UNION SELECT min(short.id, long.id), max(short.id, long.id) FROM number AS short JOIN number AS long
		ON long.ending = short.ending AND length(long.phone) > length(short.phone) AND long.id <> short.id WHERE :id = 0
	UNION SELECT :id, part.id FROM part AS own JOIN part ON part.kind = own.kind AND part.value = own.value
		AND part.id <> own.id WHERE own.id = :id
	UNION SELECT :id, other.id FROM known AS own JOIN known AS other ON substr(other.phone, -7) = substr(own.phone, -7)
		AND other.id <> own.id WHERE own.id = :id
), common AS (
	SELECT pair.one, pair.other,
		CASE WHEN one.phone = other.phone THEN 1
			WHEN abs(length(one.phone) - length(other.phone)) <= 4 AND (substr(one.phone, -length(other.phone)) = other.phone
				OR substr(other.phone, -length(one.phone)) = one.phone) THEN 2 ELSE 0 END
		+ CASE WHEN one.email = other.email THEN 4 ELSE 0 END
		+ CASE WHEN one.company = other.company AND one.company <> '' THEN 8 ELSE 0 END
		+ CASE WHEN one.name = other.name AND one.name <> '' THEN 16
			WHEN (one.name = other.company OR one.company = other.name) AND coalesce(one.company <> other.company, 1)
				THEN 32 ELSE 0 END AS why
	FROM pair JOIN known AS one ON one.id = pair.one JOIN known AS other ON other.id = pair.other
	WHERE :id <> 0 OR one.over = 0 OR other.over = 0
)
SELECT one.id, one.name, mine.name, other.id, other.name, theirs.name, other.status, common.why
FROM common JOIN lead AS one ON one.id = common.one JOIN lead AS other ON other.id = common.other
	LEFT JOIN person AS mine ON mine.id = one.owner LEFT JOIN person AS theirs ON theirs.id = other.owner
WHERE common.why > 0
-- The best thing in common first; of one best thing, those with more.
ORDER BY common.why & -common.why, (common.why & 3 > 0) + (common.why & 4 > 0) + (common.why & 8 > 0) + (common.why & 48 > 0)
	DESC, one.id, other.id
