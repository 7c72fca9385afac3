-- title:   Handoffs
-- about:   How often tickets changed hands, between which departments, how long each held them before, and what nobody accepted.
-- about:   A holder is the department after an event; equal neighbours are one turn. A handoff is accepted by an ack,
-- about:   work or resolve while the receiver holds the ticket; the time held is the sender's, from its own taking over.
-- param:   period  period = this year   when tickets were handed on
-- param:   top     integer = 10         so many tickets that went to and fro
-- record:  ticket
-- main:    pairs

-- shared:  handoff
held AS (
	SELECT event.id, event.dept <> coalesce(lag(event.dept) OVER (
		PARTITION BY event.ticket ORDER BY event.happened_at, event.position, event.id), '') AS starts
	FROM event JOIN ticket ON ticket.id = event.ticket WHERE event.dept IS NOT NULL AND {where}
), placed AS (
	SELECT event.ticket, event.kind, CASE WHEN held.starts THEN event.dept END AS dept,
		CASE WHEN held.starts THEN event.happened_at END AS taken_at, sum(coalesce(held.starts, 0)) OVER (
			PARTITION BY event.ticket ORDER BY event.happened_at, event.position, event.id) AS turn
	FROM event LEFT JOIN held ON held.id = event.id
), turn AS (
	SELECT ticket, turn, max(dept) AS dept, max(taken_at) AS taken_at, max(kind IN ('ack', 'work', 'resolve')) AS accepted
	FROM placed WHERE turn > 0 GROUP BY ticket, turn
), handoff AS (
	SELECT ticket, turn, lag(dept) OVER way AS sender, dept AS receiver, taken_at AS handed_at, accepted,
		(julianday(taken_at) - julianday(lag(taken_at) OVER way)) * 24 AS hours, lead(turn) OVER way IS NULL AS last
	FROM turn WINDOW way AS (PARTITION BY ticket ORDER BY turn)
)

-- section: total  All handoffs
-- column:  handoffs integer, tickets integer, mean_hours number(1) [Mean hours held], unaccepted integer [Not accepted]
-- column:  share percent [Share not accepted] = unaccepted / handoffs, pingpongs integer
WITH {handoff}
SELECT count(*) AS handoffs, count(DISTINCT ticket) AS tickets, round(avg(hours), 1) AS mean_hours,
	count(*) FILTER (WHERE NOT accepted) AS unaccepted, (
		SELECT coalesce(sum(pingpongs), 0) FROM ticket
		WHERE id IN (SELECT ticket FROM handoff WHERE sender IS NOT NULL AND {period(handoff.handed_at)})
	) AS pingpongs
FROM handoff WHERE sender IS NOT NULL AND {period(handoff.handed_at)}

-- section: pairs  From one department to another
-- key:     pair
-- column:  pair text [From → to], handoffs integer, tickets integer, hours number(1) [Hours held]
-- column:  mean_hours number(1) [Mean] = hours / handoffs, unaccepted integer [Not accepted], share percent [Share not accepted] = unaccepted / handoffs
-- column:  sender text [From], receiver text [To]
-- spare:   receiver, sender, tickets
-- chart:   bar pair handoffs
WITH {handoff}
SELECT sender || ' → ' || receiver AS pair, count(*) AS handoffs, count(DISTINCT ticket) AS tickets, sum(hours) AS hours,
	count(*) FILTER (WHERE NOT accepted) AS unaccepted, sender, receiver
FROM handoff WHERE sender IS NOT NULL AND {period(handoff.handed_at)}
GROUP BY sender, receiver ORDER BY count(*) DESC, sender, receiver

-- rows:    the handoffs between the two
-- column:  handed_at instant [When], id id(ticket), title text, account text, hours number(1) [Hours held], accepted flag, status text
WITH {handoff}
SELECT handoff.handed_at, ticket.id, ticket.title, {field(account)} AS account, handoff.hours, handoff.accepted, ticket.status
FROM handoff JOIN ticket ON ticket.id = handoff.ticket
WHERE handoff.sender || ' → ' || handoff.receiver = :key AND {period(handoff.handed_at)}
ORDER BY handoff.handed_at, ticket.id, handoff.turn

-- section: depts  By department
-- key:     dept
-- column:  dept text, received integer, unaccepted integer [Not accepted], share percent [Share not accepted] = unaccepted / received
-- column:  given integer [Handed on], hours number(1) [Hours held], mean_hours number(1) [Mean] = hours / given
WITH {handoff}, side AS (
	SELECT receiver AS dept, 1 AS received, NOT accepted AS unaccepted, 0 AS given, 0 AS hours FROM handoff
	WHERE sender IS NOT NULL AND {period(handoff.handed_at)}
	UNION ALL SELECT sender, 0, 0, 1, hours FROM handoff WHERE sender IS NOT NULL AND {period(handoff.handed_at)}
)
SELECT dept, sum(received) AS received, sum(unaccepted) AS unaccepted, sum(given) AS given, sum(hours) AS hours
FROM side GROUP BY dept ORDER BY dept

-- section: waiting  Handed on, and nobody has accepted it yet
-- key:     id
-- findings: yes
-- column:  id id(ticket), title text, account text, severity integer, pair text [From → to], handed_at instant [Since]
-- column:  hours number(1)
-- spare:   account
--- Its first assignment and one within a department have to be accepted, too.
WITH handed AS (
	SELECT ticket.*, (SELECT id FROM event WHERE event.ticket = ticket.id AND event.kind = 'assign'
		ORDER BY event.happened_at DESC, event.position DESC, event.id DESC LIMIT 1) AS event
	FROM ticket WHERE ticket.status NOT IN ('resolved', 'closed') AND {field(unaccepted)} = 1 AND {where}
)
SELECT ticket.id, ticket.title, {field(account)} AS account, ticket.severity,
	coalesce((SELECT before.dept FROM event AS before WHERE before.ticket = ticket.id AND before.dept IS NOT NULL
		AND before.dept <> event.dept AND (before.happened_at, before.position, before.id) < (event.happened_at, event.position, event.id)
		ORDER BY before.happened_at DESC, before.position DESC, before.id DESC LIMIT 1) || ' → ', '→ ')
		|| coalesce(event.dept, {field(assignee)}, ticket.dept, '') AS pair,
	event.happened_at AS handed_at, (julianday(:now) - julianday(event.happened_at)) * 24 AS hours
FROM handed AS ticket JOIN event ON event.id = ticket.event
WHERE {period(event.happened_at)}
ORDER BY event.happened_at, ticket.id

-- section: pingpong  Tickets that went to and fro most
-- key:     id
-- column:  id id(ticket), title text, account text, pingpongs integer, handoffs integer, returns integer, depts integer
-- column:  dept text [Now with], status text
--- Of the whole life of the ticket, once it was handed on in the period.
WITH {handoff}
SELECT ticket.id, ticket.title, {field(account)} AS account, ticket.pingpongs, ticket.handoffs, ticket.returns, ticket.depts,
	ticket.dept, ticket.status
FROM ticket WHERE ticket.pingpongs > 0 AND ticket.id IN (
	SELECT ticket FROM handoff WHERE sender IS NOT NULL AND {period(handoff.handed_at)})
ORDER BY ticket.pingpongs DESC, ticket.handoffs DESC, ticket.id LIMIT :top
