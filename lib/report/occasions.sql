-- title:   Occasions
-- about:   What is to be thought of: festivals, birthdays, and the anniversaries of customers (since) and of contracts (live on).
-- about:   Birthdays are masked without --unmask. Who left, opted out or is lost is left out. To be ordered by: the day less
-- about:   the longest lead_days of the catalogue, on a day on which one works (calendar default; else Monday to Friday).
-- about:   --where chooses customers; festivals are there in any case.
-- param:   next     date = +30d           up to this day; 30d, 6w and 2m are from today on
-- param:   calendar text =                # festivals of this calendar only, such as lunar
-- record:  account
-- main:    occasions

-- shared: dated
WITH RECURSIVE year (y) AS (
	SELECT CAST(substr(:today, 1, 4) AS INTEGER)
	UNION ALL SELECT y + 1 FROM year WHERE y < CAST(substr(:next, 1, 4) AS INTEGER) AND y < CAST(substr(:today, 1, 4) AS INTEGER) + 10
), dated (id, kind, name, account, contact, first, day) AS (
	SELECT 'FE' || festival.id, 'festival', festival.name, NULL, NULL, NULL, festival.day FROM festival
	WHERE :calendar IS NULL OR festival.calendar = :calendar
	UNION ALL SELECT 'C' || contact.id, 'birthday', contact.name, contact.account, contact.id, contact.birthday, NULL
	FROM contact JOIN account ON account.id = contact.account
	WHERE contact.birthday IS NOT NULL AND contact.opt_out IS NOT 1 AND coalesce(contact.left_on, '9999') > :today AND {where}
	UNION ALL SELECT 'A' || account.id, 'anniversary', 'customer since ' || account.since, account.id, NULL, account.since, NULL
	FROM account WHERE account.since IS NOT NULL AND account.status <> 'lost' AND {where}
	UNION ALL SELECT 'CT' || contract.id, 'anniversary', 'in use since ' || contract.live_on || ': ' || contract.number,
		account.id, NULL, contract.live_on, NULL
	FROM contract JOIN bid ON bid.id = contract.bid JOIN account ON account.id = bid.account
	WHERE contract.live_on IS NOT NULL AND account.status <> 'lost' AND {where}
), due AS (
	--- A day of every year; that of 29 February is the 28th where there is none.
	SELECT dated.id, dated.kind, dated.name, dated.account, dated.contact, y - CAST(substr(first, 1, 4) AS INTEGER) AS years,
		CASE WHEN substr(first, 6) = '02-29' AND date(printf('%04d-02-29', y), '+0 days') <> printf('%04d-02-29', y)
			THEN printf('%04d-02-28', y) ELSE printf('%04d', y) || substr(first, 5) END AS day
	FROM dated CROSS JOIN year WHERE first IS NOT NULL AND y > CAST(substr(first, 1, 4) AS INTEGER)
	UNION ALL SELECT id, kind, name, account, contact, NULL, day FROM dated WHERE day IS NOT NULL
)

-- section: occasions  What is near
-- key:     id
-- column:  id text, day date, days integer [In days], kind text, name text, account text, years integer, owner text
-- column:  order_by date [Order by]
-- spare:   years, owner
{dated}, longest AS (
	SELECT coalesce(max(catalogue.lead_days), 0) AS days FROM catalogue WHERE catalogue.cash_equivalent IS NOT 1
), told AS (
	SELECT due.*, (WITH RECURSIVE back (day) AS (SELECT date(due.day, '-' || longest.days || ' days') UNION ALL SELECT date(back.day, '-1 day') FROM back
		WHERE back.day > date(date(due.day, '-' || longest.days || ' days'), '-30 days') AND NOT coalesce(
			(SELECT day.kind <> 'holiday' FROM day WHERE day.calendar = 'default' AND day.day = back.day),
			(SELECT max(hours.weekday = substr('sunmontuewedthufrisat', strftime('%w', back.day) * 3 + 1, 3) AND hours.spans IS NOT NULL)
				FROM hours WHERE hours.calendar = 'default'),
			strftime('%w', back.day) BETWEEN '1' AND '5')) SELECT min(back.day) FROM back) AS order_by
	FROM due CROSS JOIN longest WHERE due.day BETWEEN :today AND :next
)
SELECT told.id, CASE told.kind WHEN 'birthday' THEN kam_personal(told.day) ELSE told.day END AS day,
	CASE told.kind WHEN 'birthday' THEN kam_personal(CAST(julianday(told.day) - julianday(:today) AS INTEGER))
		ELSE CAST(julianday(told.day) - julianday(:today) AS INTEGER) END AS days,
	told.kind, told.name, account.name AS account,
	CASE told.kind WHEN 'birthday' THEN kam_personal(told.years) ELSE told.years END AS years,
	(SELECT person.name FROM seat JOIN person ON person.id = seat.person WHERE seat.account = told.account AND seat.role = 'account'
		AND coalesce(seat.starts_on, '') <= :today AND coalesce(seat.ends_on, '9999') > :today
		ORDER BY seat.starts_on DESC, seat.id LIMIT 1) AS owner,
	CASE told.kind WHEN 'birthday' THEN kam_personal(told.order_by) ELSE told.order_by END AS order_by
FROM told LEFT JOIN account ON account.id = told.account
ORDER BY 2, told.kind, CASE told.kind WHEN 'birthday' THEN told.name ELSE told.id END, told.id

-- rows:    by when each item has to be ordered for it
-- column:  id id(catalogue), title text, price money, lead_days integer, order_by date [Order by]
{dated}, near AS (
	SELECT min(due.day) AS day, max(due.kind = 'birthday') AS personal FROM due WHERE due.id = :key AND due.day >= :today
)
SELECT catalogue.id, catalogue.title, {field(catalogue.price)} AS price, catalogue.lead_days,
	CASE near.personal WHEN 1 THEN kam_personal((WITH RECURSIVE back (day) AS (SELECT date(near.day, '-' || coalesce(catalogue.lead_days, 0) || ' days') UNION ALL SELECT date(back.day, '-1 day') FROM back
		WHERE back.day > date(date(near.day, '-' || coalesce(catalogue.lead_days, 0) || ' days'), '-30 days') AND NOT coalesce(
			(SELECT day.kind <> 'holiday' FROM day WHERE day.calendar = 'default' AND day.day = back.day),
			(SELECT max(hours.weekday = substr('sunmontuewedthufrisat', strftime('%w', back.day) * 3 + 1, 3) AND hours.spans IS NOT NULL)
				FROM hours WHERE hours.calendar = 'default'),
			strftime('%w', back.day) BETWEEN '1' AND '5')) SELECT min(back.day) FROM back))
		ELSE (WITH RECURSIVE back (day) AS (SELECT date(near.day, '-' || coalesce(catalogue.lead_days, 0) || ' days') UNION ALL SELECT date(back.day, '-1 day') FROM back
		WHERE back.day > date(date(near.day, '-' || coalesce(catalogue.lead_days, 0) || ' days'), '-30 days') AND NOT coalesce(
			(SELECT day.kind <> 'holiday' FROM day WHERE day.calendar = 'default' AND day.day = back.day),
			(SELECT max(hours.weekday = substr('sunmontuewedthufrisat', strftime('%w', back.day) * 3 + 1, 3) AND hours.spans IS NOT NULL)
				FROM hours WHERE hours.calendar = 'default'),
			strftime('%w', back.day) BETWEEN '1' AND '5')) SELECT min(back.day) FROM back) END AS order_by
FROM catalogue CROSS JOIN near WHERE catalogue.cash_equivalent IS NOT 1 AND near.day IS NOT NULL
ORDER BY coalesce(catalogue.lead_days, 0) DESC, catalogue.id

-- left out: birthday(s) of people who opted out or left, or whose day is not known
SELECT count(*) FROM contact JOIN account ON account.id = contact.account
WHERE {where} AND (contact.birthday IS NULL OR contact.opt_out = 1 OR contact.left_on <= :today)

-- section: planned  Gifts that are planned
-- key:     id
-- column:  id id(gift), day date, days integer [In days], account text, contact text, occasion text, what text [Gift]
-- column:  status text, order_by date [Order by], late flag
SELECT gift.id, gift.planned_on AS day, CAST(julianday(gift.planned_on) - julianday(:today) AS INTEGER) AS days,
	account.name AS account, contact.name AS contact, gift.occasion, coalesce(gift.title, catalogue.title) AS what, gift.status,
	(WITH RECURSIVE back (day) AS (SELECT date(gift.planned_on, '-' || coalesce(catalogue.lead_days, 0) || ' days') UNION ALL SELECT date(back.day, '-1 day') FROM back
		WHERE back.day > date(date(gift.planned_on, '-' || coalesce(catalogue.lead_days, 0) || ' days'), '-30 days') AND NOT coalesce(
			(SELECT day.kind <> 'holiday' FROM day WHERE day.calendar = 'default' AND day.day = back.day),
			(SELECT max(hours.weekday = substr('sunmontuewedthufrisat', strftime('%w', back.day) * 3 + 1, 3) AND hours.spans IS NOT NULL)
				FROM hours WHERE hours.calendar = 'default'),
			strftime('%w', back.day) BETWEEN '1' AND '5')) SELECT min(back.day) FROM back) AS order_by,
	(WITH RECURSIVE back (day) AS (SELECT date(gift.planned_on, '-' || coalesce(catalogue.lead_days, 0) || ' days') UNION ALL SELECT date(back.day, '-1 day') FROM back
		WHERE back.day > date(date(gift.planned_on, '-' || coalesce(catalogue.lead_days, 0) || ' days'), '-30 days') AND NOT coalesce(
			(SELECT day.kind <> 'holiday' FROM day WHERE day.calendar = 'default' AND day.day = back.day),
			(SELECT max(hours.weekday = substr('sunmontuewedthufrisat', strftime('%w', back.day) * 3 + 1, 3) AND hours.spans IS NOT NULL)
				FROM hours WHERE hours.calendar = 'default'),
			strftime('%w', back.day) BETWEEN '1' AND '5')) SELECT min(back.day) FROM back) < :today AS late
FROM gift JOIN contact ON contact.id = gift.contact JOIN account ON account.id = contact.account
	LEFT JOIN catalogue ON catalogue.id = gift.item
WHERE (gift.status = 'planned' OR gift.status = 'approved') AND gift.planned_on <= :next AND {where}
ORDER BY gift.planned_on, gift.id
