-- title:   Concentration
-- about:   How much hangs on a few customers: the share of the largest, and the Herfindahl index (HHI), which is the sum of
-- about:   the squared shares: 1 is one customer only, 0.1 what ten equal ones make. Subsidiaries count with the top of
-- about:   their group, and apart. Only sums above zero have a share. With --drop, what remains without that one customer.
-- param:   period  period = this year       when the bids were won, or the invoices issued
-- param:   of      choice(won|invoiced) = won   of the value of won bids, or of what was invoiced
-- param:   n       integer = 10             how many of the largest
-- param:   drop    reference(account) =     # what if this customer were lost
-- param:   over    integer = 25             share in percent from which on it is a finding
-- record:  account
-- main:    customers

-- shared:  customer
figure AS (
	SELECT bid.account, {field(bid.value)} AS value FROM bid JOIN stage ON stage.id = bid.stage
	WHERE :of = 'won' AND stage.outcome = 'won' AND {period(bid.closed_on)}
	UNION ALL SELECT invoice.account, {field(invoice.amount)} FROM invoice
	WHERE :of = 'invoiced' AND invoice.status = 'valid' AND {period(invoice.issued_on)}
), customer AS (
	SELECT account.id, account.name, {field(group_root.id)} AS root, sum(figure.value) AS value
	FROM figure JOIN account ON account.id = figure.account WHERE {where} GROUP BY account.id
)

-- shared:  figure
figure AS (
	SELECT bid.account, 'B' || bid.id AS id, bid.title, bid.closed_on AS day, {field(bid.value)} AS value
	FROM bid JOIN stage ON stage.id = bid.stage
	WHERE :of = 'won' AND stage.outcome = 'won' AND {period(bid.closed_on)}
	UNION ALL SELECT invoice.account, 'IV' || invoice.id, invoice.number, invoice.issued_on, {field(invoice.amount)}
	FROM invoice WHERE :of = 'invoiced' AND invoice.status = 'valid' AND {period(invoice.issued_on)}
)

-- shared:  no_rate
SELECT (SELECT count(*) FROM bid JOIN stage ON stage.id = bid.stage JOIN account ON account.id = bid.account
		WHERE :of = 'won' AND stage.outcome = 'won' AND {period(bid.closed_on)} AND {where}
			AND bid.value IS NOT NULL AND {field(bid.value)} IS NULL)
	+ (SELECT count(*) FROM invoice JOIN account ON account.id = invoice.account
		WHERE :of = 'invoiced' AND invoice.status = 'valid' AND {period(invoice.issued_on)} AND {where}
			AND {field(invoice.amount)} IS NULL)

-- section: total  In all
-- key:     level
-- column:  level text, customers integer, value money, largest text, largest_value money, largest_share percent = largest_value / value
-- column:  top money [Top n], top_share percent [Share of top n] = top / value, hhi number(4) [HHI], equal number(1) [Equal ones] = 1 / hhi
-- spare:   largest_value, top
WITH {customer}, level (name, id, label, value) AS (
	SELECT 'accounts', id, name, value FROM customer WHERE value > 0
	UNION ALL SELECT 'groups', root, (SELECT name FROM account WHERE id = root), sum(value)
		FROM customer GROUP BY root HAVING sum(value) > 0
	UNION ALL SELECT 'accounts without', id, name, value FROM customer
		WHERE value > 0 AND :drop IS NOT NULL AND id IS NOT :drop
	UNION ALL SELECT 'groups without', root, (SELECT name FROM account WHERE id = root), sum(value)
		FROM customer WHERE :drop IS NOT NULL AND id IS NOT :drop GROUP BY root HAVING sum(value) > 0
), ranked AS (
	SELECT level.*, row_number() OVER (PARTITION BY name ORDER BY value DESC, label, id) AS place FROM level
)
SELECT name AS level, count(*) AS customers, sum(value) AS value, max(label) FILTER (WHERE place = 1) AS largest,
	max(value) AS largest_value, sum(value) FILTER (WHERE place <= :n) AS top,
	sum(value * 1.0 * value) / (sum(value) * 1.0 * sum(value)) AS hhi
FROM ranked GROUP BY name ORDER BY name LIKE '% without', name

-- missing: bid(s) or invoice(s) in a currency without a rate, in no sum
{no_rate}

-- section: customers  The {n} largest accounts
-- key:     id
-- column:  place integer [No.], name text, value money, all_value money [Of], share percent = value / all_value
-- column:  sum_value money [Sum], cumulative percent [Cumulative] = sum_value / all_value, group_name text [Group], id id(account)
-- spare:   all_value, sum_value, id
-- chart:   bar name share
WITH {customer}, ranked AS (
	SELECT customer.*, row_number() OVER (ORDER BY value DESC, name, id) AS place, sum(value) OVER () AS all_value,
		sum(value) OVER (ORDER BY value DESC, name, id) AS sum_value
	FROM customer WHERE value > 0 AND id IS NOT :drop
)
SELECT place, name, value, all_value, sum_value, (SELECT name FROM account WHERE id = ranked.root AND id <> ranked.id) AS group_name, id
FROM ranked WHERE place <= :n ORDER BY place

-- rows:    what is behind the sum
-- column:  id text [ID], title text, account text, day date, value money
WITH {figure}
SELECT figure.id, figure.title, account.name AS account, figure.day, figure.value
FROM figure JOIN account ON account.id = figure.account
WHERE {where} AND account.id IS NOT :drop AND account.id = :key
ORDER BY figure.value IS NULL, figure.value DESC, figure.id

-- left out: won bid(s) without a customer
SELECT count(*) FROM bid JOIN stage ON stage.id = bid.stage
WHERE :of = 'won' AND stage.outcome = 'won' AND {period(bid.closed_on)} AND bid.account IS NULL

-- left out: account(s) whose sum is not above zero
WITH {customer}
SELECT count(*) FROM customer WHERE coalesce(value, 0) <= 0

-- missing: bid(s) or invoice(s) in a currency without a rate, in no sum
{no_rate}

-- section: groups  The {n} largest groups
-- key:     id
-- column:  place integer [No.], name text, members integer [Accounts], value money, all_value money [Of]
-- column:  share percent = value / all_value, sum_value money [Sum], cumulative percent [Cumulative] = sum_value / all_value, id id(account)
-- spare:   all_value, sum_value, id
-- chart:   bar name share
WITH {customer}, whole AS (
	SELECT root AS id, (SELECT name FROM account WHERE id = root) AS name, count(*) AS members, sum(value) AS value
	FROM customer WHERE id IS NOT :drop GROUP BY root HAVING sum(value) > 0
), ranked AS (
	SELECT whole.*, row_number() OVER (ORDER BY value DESC, name, id) AS place, sum(value) OVER () AS all_value,
		sum(value) OVER (ORDER BY value DESC, name, id) AS sum_value
	FROM whole
)
SELECT place, name, members, value, all_value, sum_value, id FROM ranked WHERE place <= :n ORDER BY place

-- rows:    what is behind the sum
-- column:  id text [ID], title text, account text, day date, value money
WITH {figure}
SELECT figure.id, figure.title, account.name AS account, figure.day, figure.value
FROM figure JOIN account ON account.id = figure.account
WHERE {where} AND account.id IS NOT :drop AND {field(group_root.id)} = :key
ORDER BY figure.value IS NULL, figure.value DESC, figure.id

-- left out: won bid(s) without a customer
SELECT count(*) FROM bid JOIN stage ON stage.id = bid.stage
WHERE :of = 'won' AND stage.outcome = 'won' AND {period(bid.closed_on)} AND bid.account IS NULL

-- left out: group(s) whose sum is not above zero
WITH {customer}
SELECT count(*) FROM (SELECT 1 FROM customer GROUP BY root HAVING coalesce(sum(value), 0) <= 0)

-- missing: bid(s) or invoice(s) in a currency without a rate, in no sum
{no_rate}

-- section: dependent  Groups of {over} percent and more
-- key:     name
-- findings: yes
-- column:  name text, value money, all_value money [Of], share percent = value / all_value, id id(account)
WITH {customer}, whole AS (
	SELECT root AS id, (SELECT name FROM account WHERE id = root) AS name, sum(value) AS value
	FROM customer WHERE id IS NOT :drop GROUP BY root HAVING sum(value) > 0
), shared AS (
	SELECT whole.*, sum(value) OVER () AS all_value FROM whole
)
SELECT name, value, all_value, id FROM shared WHERE value * 100.0 >= :over * all_value ORDER BY value DESC, name, id
