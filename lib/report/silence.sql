-- title:   Silence
-- about:   Where nobody did anything, whatever it is, in one list: deciders nobody touched (at customers of tier key or major, and
-- about:   wherever a bid is open), concerns of leads nobody talked to since, required items of open bids whose day has passed,
-- about:   tickets without an event or a touch. Since is the last thing that was done, else when it began.
-- param:   days    integer =                # deciders and concerns: silent after so many days; else the setting untouched_days
-- param:   tickets integer = 7              tickets: silent after so many days
-- param:   owner   reference(person) =  # what this person has to do: as the owner, or on a seat
-- record:  account
-- main:    silence

-- shared:  silence
limit_days AS (
	SELECT coalesce(:days, (SELECT CAST(coalesce(value, standard) AS INTEGER) FROM setting WHERE name = 'untouched_days')) AS days
), held AS (
	SELECT account, person FROM seat WHERE role = 'account' AND coalesce(starts_on, '') <= :today
		AND coalesce(ends_on, '9999-12-31') >= :today
), looked_at AS (
	SELECT bid.account FROM bid JOIN stage ON stage.id = bid.stage WHERE stage.outcome = 'open' AND bid.account IS NOT NULL
	UNION SELECT account.id FROM account WHERE {field(tier)} IN ('key', 'major')
), matter (place, kind, id, what, account, lead, person, whose, since, least) AS (
	SELECT 1, 'decider', 'C' || contact.id, contact.name, contact.account, NULL, NULL,
		(SELECT group_concat(person.name, ', ') FROM held JOIN person ON person.id = held.person WHERE held.account = contact.account),
		coalesce((SELECT kam_day(max(touch.happened_at)) FROM touch WHERE touch.contact = contact.id AND touch.happened_at <= :now),
			kam_day(contact.created_at)), limit_days.days
	FROM contact JOIN looked_at ON looked_at.account = contact.account CROSS JOIN limit_days
	WHERE (contact.left_on IS NULL OR contact.left_on > :today)
		AND (contact.buying_role = 'economic' OR EXISTS (SELECT 1 FROM buystep WHERE buystep.decided_by = contact.id))
	UNION ALL
	SELECT 2, 'concern', 'CN' || concern.id, concern.body, lead.account, lead.id, lead.owner, NULL,
		max(coalesce(concern.raised_on, kam_day(concern.created_at)), coalesce((SELECT kam_day(max(touch.happened_at)) FROM touch
			WHERE touch.lead = lead.id AND touch.happened_at <= :now), '')), limit_days.days
	FROM concern JOIN lead ON lead.id = concern.lead CROSS JOIN limit_days
	WHERE (concern.cleared_on IS NULL OR concern.cleared_on > :today) AND lead.status NOT IN ('converted', 'dropped')
	UNION ALL
	SELECT 3, 'gate', 'CK' || checkitem.id, bid.title || ': ' || checkitem.title, bid.account, bid.lead,
		coalesce(checkitem.owner, bid.owner), NULL, checkitem.needed_by, 1
	FROM checkitem JOIN bid ON bid.id = checkitem.bid JOIN stage AS at ON at.id = bid.stage JOIN stage ON stage.id = checkitem.stage
	WHERE at.outcome = 'open' AND stage.position <= at.position AND checkitem.required = 1 AND checkitem.done_on IS NULL
		AND checkitem.waived_by IS NULL AND checkitem.needed_by IS NOT NULL
	UNION ALL
	SELECT 4, 'ticket', 'T' || ticket.id, ticket.title, ticket.account, NULL, ticket.assignee, ticket.dept,
		kam_day(max(ticket.opened_at,
			coalesce((SELECT max(event.happened_at) FROM event WHERE event.ticket = ticket.id AND event.happened_at <= :now), ''),
			coalesce((SELECT max(touch.happened_at) FROM touch WHERE touch.ticket = ticket.id AND touch.happened_at <= :now), ''))),
		:tickets
	FROM ticket WHERE ticket.status <> 'closed' AND ticket.opened_at <= :now
), aged AS (
	SELECT matter.*, CAST(julianday(:today) - julianday(matter.since) AS INTEGER) AS days
	FROM matter LEFT JOIN account ON account.id = matter.account
	WHERE {where} AND (:owner IS NULL OR matter.person = :owner OR matter.kind = 'decider'
		AND EXISTS (SELECT 1 FROM held WHERE held.account = matter.account AND held.person = :owner))
), silence AS (
	SELECT aged.place, aged.kind, aged.id, aged.what, coalesce(account.name, lead.name) AS customer,
		coalesce(person.name, aged.whose) AS whose, aged.since, aged.days, aged.days >= aged.least AS silent
	FROM aged LEFT JOIN account ON account.id = aged.account LEFT JOIN lead ON lead.id = aged.lead
		LEFT JOIN person ON person.id = aged.person
)

-- section: total  By kind
-- key:     kind
-- column:  kind text [What kind], silent integer, all_open integer [All open], share percent = silent / all_open, longest integer [Longest (days)]
WITH {silence}, line (place, name) AS (VALUES (1, 'decider'), (2, 'concern'), (3, 'gate'), (4, 'ticket'))
SELECT line.name AS kind, coalesce(sum(silence.silent), 0) AS silent, count(silence.id) AS all_open,
	max(silence.days) FILTER (WHERE silence.silent) AS longest
FROM line LEFT JOIN silence ON silence.place = line.place
WHERE EXISTS (SELECT 1 FROM silence) GROUP BY line.place ORDER BY line.place

-- rows:    what is silent, of that kind
-- column:  id text [ID], what text, customer text [Customer or lead], whose text [In whose hands], since date [Silent since], days integer
WITH {silence}
SELECT id, what, customer, whose, since, days FROM silence WHERE silent AND kind = :key ORDER BY days DESC, id

-- section: silence  Nobody did anything
-- key:     id
-- findings: yes
-- column:  id text [ID], kind text [What kind], what text, customer text [Customer or lead], whose text [In whose hands], since date [Silent since], days integer
WITH {silence}
SELECT id, kind, what, customer, whose, since, days FROM silence WHERE silent ORDER BY days DESC, place, length(id), id

-- section: people  By whose it is
-- key:     whose
-- column:  whose text [In whose hands], silent integer, deciders integer, concerns integer, gates integer, tickets integer
-- column:  longest integer [Longest (days)]
-- chart:   bar whose silent
WITH {silence}
SELECT whose, count(*) AS silent, count(*) FILTER (WHERE kind = 'decider') AS deciders,
	count(*) FILTER (WHERE kind = 'concern') AS concerns, count(*) FILTER (WHERE kind = 'gate') AS gates,
	count(*) FILTER (WHERE kind = 'ticket') AS tickets, max(days) AS longest
FROM silence WHERE silent GROUP BY whose ORDER BY 2 DESC, whose IS NULL, whose

-- rows:    what is silent, and whose it is
-- column:  id text [ID], kind text [What kind], what text, customer text [Customer or lead], since date [Silent since], days integer
WITH {silence}
SELECT id, kind, what, customer, since, days FROM silence WHERE silent AND whose IS :key ORDER BY days DESC, place, id
