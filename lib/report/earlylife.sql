-- title:   Early life
-- about:   The first days after a contract's customer began to use it (live_on): tickets, how soon they were answered, touches.
-- about:   Tickets are those of the contract, and those of its customer that name no contract; touches are the customer's.
-- param:   period  period = this year     when they began
-- param:   days    integer = 90           how many days are watched
-- param:   silent  integer = 14           nobody touched for so many days of these is a finding
-- record:  contract
-- main:    contracts

-- shared:  life
life AS (
	SELECT contract.id, contract.number, bid.account, account.name, contract.live_on,
		date(contract.live_on, :days || ' days') AS until, date(contract.live_on, '-1 day') AS before,
		contract.live_on <= :today AND date(contract.live_on, :days || ' days') > :today AS watched
	FROM contract JOIN bid ON bid.id = contract.bid LEFT JOIN account ON account.id = bid.account
	WHERE contract.live_on <= :today AND {period(contract.live_on)} AND {where}
), trouble AS (
	SELECT life.id AS contract, ticket.*, CAST(julianday(kam_day(ticket.opened_at)) - julianday(life.live_on) AS INTEGER) AS day,
		(julianday(ticket.acknowledged_at) - julianday(ticket.opened_at)) * 24 AS hours,
		ticket.acknowledged_at IS NULL AND {field(ticket.ack_state)} = 'breached' OR {field(ticket.fix_state)} = 'breached' AS late
	FROM life JOIN ticket ON ticket.contract = life.id OR ticket.contract IS NULL AND ticket.account = life.account
	WHERE ticket.opened_at <= :now AND kam_day(ticket.opened_at) >= life.live_on AND kam_day(ticket.opened_at) < life.until
), contacted AS (
	SELECT life.id AS contract, touch.id, kam_day(touch.happened_at) AS day_of,
		CAST(julianday(kam_day(touch.happened_at)) - julianday(life.live_on) AS INTEGER) AS day
	FROM life JOIN touch ON touch.account = life.account
	WHERE touch.happened_at <= :now AND kam_day(touch.happened_at) >= life.live_on AND kam_day(touch.happened_at) < life.until
), story AS (
	SELECT life.*, (SELECT count(*) FROM trouble WHERE trouble.contract = life.id) AS tickets,
		(SELECT count(*) FROM trouble WHERE trouble.contract = life.id AND severity <= 2) AS severe,
		(SELECT count(*) FROM trouble WHERE trouble.contract = life.id AND status NOT IN ('resolved', 'closed')) AS open,
		(SELECT count(*) FROM trouble WHERE trouble.contract = life.id AND acknowledged_at IS NULL AND status NOT IN ('resolved', 'closed')) AS unanswered,
		(SELECT round(avg(hours), 1) FROM trouble WHERE trouble.contract = life.id) AS response,
		(SELECT count(*) FROM contacted WHERE contacted.contract = life.id) AS touches,
		(SELECT min(day) FROM contacted WHERE contacted.contract = life.id) AS first_touch,
		(SELECT max(day_of) FROM contacted WHERE contacted.contract = life.id) AS last_touch
	FROM life
)

-- section: total  All together
-- column:  contracts integer, watched integer [Still watched], tickets integer, mean number [Tickets each] = tickets / contracts
-- column:  severe integer [Severity 1 or 2], open integer [Still open], response number(1) [Hours to first response], touches integer
-- column:  mean_touches number [Touches each] = touches / contracts, untouched integer [Never touched]
WITH {life}
SELECT count(*) AS contracts, sum(watched) AS watched, sum(tickets) AS tickets, sum(severe) AS severe, sum(open) AS open,
	(SELECT round(avg(hours), 1) FROM trouble) AS response, sum(touches) AS touches, count(*) FILTER (WHERE touches = 0) AS untouched
FROM story HAVING count(*) > 0

-- section: contracts  By contract
-- key:     number
-- column:  id id(contract), number text, account text, live_on date, until date [Watched until], tickets integer
-- column:  severe integer [Severity 1 or 2], open integer [Still open], response number(1) [Hours to first response], touches integer
-- column:  first_touch integer [Days to first touch], last_touch date [Last touch]
-- spare:   until, first_touch
WITH {life}
SELECT id, number, name AS account, live_on, until, tickets, severe, open, response, touches, first_touch, last_touch
FROM story ORDER BY live_on DESC, id

-- rows:    what happened in these days
-- column:  day integer, id text [ID], what text, severity integer, status text, title text, hours number(1) [Hours to first response]
WITH {life}
SELECT trouble.day, 'T' || trouble.id AS id, trouble.kind AS what, trouble.severity, trouble.status, trouble.title, trouble.hours
FROM trouble JOIN life ON life.id = trouble.contract WHERE life.number = :key
UNION ALL SELECT contacted.day, 'TC' || touch.id, touch.channel, NULL, NULL, touch.body, NULL
FROM contacted JOIN life ON life.id = contacted.contract JOIN touch ON touch.id = contacted.id WHERE life.number = :key
ORDER BY 1, 2

-- left out: contract(s) without the day on which its use began
SELECT count(*) FROM contract WHERE contract.live_on IS NULL AND {where}

-- left out: contract(s) to begin later
SELECT count(*) FROM contract WHERE contract.live_on > :today AND {period(contract.live_on)} AND {where}

-- section: weeks  By week of use
-- key:     week
-- column:  week integer, contracts integer, tickets integer, mean number [Tickets each] = tickets / contracts
-- column:  severe integer [Severity 1 or 2], touches integer
-- chart:   bar week tickets
WITH RECURSIVE {life}, every (week) AS (
	SELECT 1 WHERE EXISTS (SELECT 1 FROM life) UNION ALL SELECT week + 1 FROM every WHERE week * 7 < :days
)
SELECT week, (SELECT count(*) FROM life WHERE date(live_on, ((week - 1) * 7) || ' days') <= :today) AS contracts,
	(SELECT count(*) FROM trouble WHERE day / 7 = week - 1) AS tickets,
	(SELECT count(*) FROM trouble WHERE day / 7 = week - 1 AND severity <= 2) AS severe,
	(SELECT count(*) FROM contacted WHERE day / 7 = week - 1) AS touches
FROM every ORDER BY week

-- section: watch  Look after these now
-- key:     id
-- findings: yes
-- column:  id id(contract), number text, account text, live_on date, left integer [Days left], why text [Reason], last_touch date [Last touch]
WITH {life}, worry AS (
	SELECT *, substr(CASE WHEN julianday(:today) - julianday(coalesce(last_touch, live_on)) >= :silent THEN ', untouched' ELSE '' END
		|| CASE WHEN unanswered > 0 THEN ', unanswered ticket' ELSE '' END
		|| CASE WHEN EXISTS (SELECT 1 FROM trouble WHERE trouble.contract = story.id AND late
			AND status NOT IN ('resolved', 'closed')) THEN ', late ticket' ELSE '' END
		|| CASE WHEN EXISTS (SELECT 1 FROM trouble WHERE trouble.contract = story.id AND severity <= 2
			AND status NOT IN ('resolved', 'closed')) THEN ', severe ticket' ELSE '' END, 3) AS why
	FROM story WHERE watched
)
SELECT id, number, name AS account, live_on, CAST(julianday(until) - julianday(:today) AS INTEGER) AS left, why, last_touch
FROM worry WHERE why <> '' ORDER BY live_on, id
