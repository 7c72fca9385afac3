-- title:   Satisfaction
-- about:   What customers said as their tickets were closed, bad 1 … good 5, and how many said anything.
-- about:   Answered is a share of the closed ones; the mean is of those answered. Satisfied is 4 or 5, unsatisfied 1 or 2.
-- param:   period  period = this year           when they were closed
-- param:   by      field(ticket) = dept         a line for each value of this field, path or tag
-- main:    lines

-- shared:  answer
answer AS (
	SELECT ticket.*, {by} AS name FROM ticket WHERE ticket.status = 'closed' AND {period(closed_at)} AND {where}
)

-- shared:  figures
count(*) AS closed, count(csat) AS answered, count(*) FILTER (WHERE csat >= 4) AS satisfied,
	count(*) FILTER (WHERE csat <= 2) AS unsatisfied, coalesce(avg(csat), 'NA') AS mean

-- section: total  All closed tickets
-- column:  closed integer [Closures], answered integer [With answer], share percent [Share answered] = answered / closed, mean number(2)
-- column:  satisfied integer, satisfied_share percent [Share satisfied] = satisfied / answered, unsatisfied integer
WITH {answer}
SELECT closed, answered, mean, satisfied, unsatisfied FROM (SELECT {figures} FROM answer) WHERE closed > 0

-- left out: closed ticket(s) without a time of closing
SELECT count(*) FROM ticket WHERE ticket.status = 'closed' AND ticket.closed_at IS NULL AND {where}

-- section: scores  By answer
-- key:     csat
-- column:  csat integer [Satisfaction], tickets integer, answered integer [Of], share percent = tickets / answered
-- spare:   answered
-- chart:   bar csat tickets
WITH {answer}, score (csat) AS (VALUES (5), (4), (3), (2), (1))
SELECT score.csat, count(answer.id) AS tickets, (SELECT count(csat) FROM answer) AS answered
FROM score LEFT JOIN answer ON answer.csat = score.csat WHERE EXISTS (SELECT 1 FROM answer) GROUP BY score.csat ORDER BY score.csat DESC

-- rows:    the tickets with that answer
WITH {answer}
SELECT ticket.id, ticket.title, {field(account)} AS account, ticket.dept, ticket.severity, ticket.closed_at, ticket.csat
FROM answer AS ticket WHERE ticket.csat = :key ORDER BY ticket.closed_at, ticket.id

-- section: lines  By {by}
-- key:     name
-- column:  name {by}, closed integer [Closures], answered integer [With answer], share percent [Share answered] = answered / closed, mean number(2)
-- column:  satisfied integer, satisfied_share percent [Share satisfied] = satisfied / answered, unsatisfied integer
-- spare:   satisfied, unsatisfied
-- chart:   bar name mean
WITH {answer}
SELECT name, closed, answered, mean, satisfied, unsatisfied FROM (SELECT name, {figures} FROM answer GROUP BY name)
ORDER BY answered = 0, mean, name IS NULL, name

-- rows:    the tickets behind one line
WITH {answer}
SELECT ticket.id, ticket.title, {field(account)} AS account, ticket.dept, ticket.severity, ticket.closed_at, ticket.csat
FROM answer AS ticket WHERE ticket.name IS :key ORDER BY ticket.closed_at, ticket.id

-- section: unsatisfied  Who was not satisfied
-- key:     id
-- quiet:   yes
-- column:  id id(ticket), title text, account text, csat integer [Satisfaction], dept text [Department], severity integer, closed_at instant [Closed]
-- column:  reopens integer, handoffs integer, root_cause text
-- spare:   root_cause, handoffs, reopens, severity
WITH {answer}
SELECT ticket.id, ticket.title, {field(account)} AS account, ticket.csat, ticket.dept, ticket.severity, ticket.closed_at, ticket.reopens,
	ticket.handoffs, ticket.root_cause
FROM answer AS ticket WHERE ticket.csat <= 2 ORDER BY ticket.csat, ticket.closed_at, ticket.id
