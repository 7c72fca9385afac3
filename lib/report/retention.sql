-- title:   Retention
-- about:   What became of the customers of the period before: GRR, what stayed of their revenue without any growth
-- about:   (start − churn − contraction) ÷ start; NRR, with the growth of those who stayed, + expansion. New ones count apart.
-- about:   Lost is who is not invoiced in the period. A period that is not over is compared up to the same day of the one before.
-- about:   Winning costs what bids decided in the period and effort cost at accounts not invoiced before; keeping, at the others.
-- param:   period  period = last year         against the one before, each as long
-- param:   by      field(account) = industry  a line for each value of this field, path or tag
-- param:   points  integer = 5                so many points less churn
-- param:   workday money =                  # what a day of our own people costs; else days of effort cost nothing
-- record:  account
-- main:    lines

-- shared:  customer
span AS (
	SELECT :period_from AS starts, min(coalesce(:period_to, '9999-12-31'), date(:today, '+1 day')) AS ends,
		CASE WHEN substr(:period_from, 9) = '01' AND substr(:period_to, 9) = '01' THEN
			(CAST(substr(:period_to, 1, 4) AS INTEGER) - CAST(substr(:period_from, 1, 4) AS INTEGER)) * 12 +
			CAST(substr(:period_to, 6, 2) AS INTEGER) - CAST(substr(:period_from, 6, 2) AS INTEGER) END AS months
), span_days AS (
	SELECT *, CAST(julianday(coalesce(:period_to, ends)) - julianday(starts) AS INTEGER) AS days FROM span
), compared AS (
	SELECT starts, ends, CASE WHEN months IS NULL THEN date(starts, -days || ' days') ELSE date(starts, -months || ' months') END AS old_starts,
		CASE WHEN months IS NULL THEN min(date(ends, -days || ' days'), starts)
			ELSE min(date(ends, -months || ' months'), date(ends, 'start of month', -months || ' months', '+1 month'), starts) END AS old_ends
	FROM span_days
), figure AS (
	SELECT invoice.account, min(issued_on) AS first_on, min(issued_on >= coalesce(starts, '')) AS is_new, max(issued_on) FILTER (WHERE issued_on < old_ends) AS old_last_on,
		count(*) FILTER (WHERE issued_on >= coalesce(starts, '')) AS invoices,
		coalesce(sum({field(invoice.amount)}) FILTER (WHERE issued_on >= coalesce(starts, '')), 0) AS amount,
		coalesce(sum({field(invoice.amount)}) FILTER (WHERE issued_on >= old_starts AND issued_on < old_ends), 0) AS old_amount,
		coalesce(sum({field(invoice.amount)}) FILTER (WHERE issued_on >= coalesce(starts, '') AND cost IS NOT NULL), 0) AS costed,
		coalesce(sum({field(invoice.cost)}) FILTER (WHERE issued_on >= coalesce(starts, '')), 0) AS cost
	FROM invoice CROSS JOIN compared WHERE invoice.status = 'valid' AND issued_on < ends GROUP BY invoice.account
), customer AS (
	SELECT account.id, account.name, {by} AS line, figure.*, old_amount > 0 AS was,
		CASE WHEN old_amount > 0 AND invoices = 0 THEN old_amount ELSE 0 END AS churn,
		CASE WHEN old_amount > 0 AND invoices > 0 THEN max(0, old_amount - amount) ELSE 0 END AS contraction,
		CASE WHEN old_amount > 0 AND invoices > 0 THEN max(0, amount - old_amount) ELSE 0 END AS expansion
	FROM figure JOIN account ON account.id = figure.account WHERE {where}
)

-- shared:  cost
spent AS (
	SELECT bid.account, coalesce(bid.opened_on, bid.closed_on) AS day, {field(bid.pursuit_cost)} AS pursuit, NULL AS effort, NULL AS days
	FROM bid JOIN stage ON stage.id = bid.stage CROSS JOIN compared
	WHERE stage.outcome <> 'open' AND bid.pursuit_cost IS NOT NULL AND bid.closed_on >= coalesce(starts, '') AND bid.closed_on < ends
	UNION ALL SELECT effort.account, effort.spent_on, NULL, {field(effort.cost)}, effort.days
	FROM effort CROSS JOIN compared WHERE effort.spent_on >= coalesce(starts, '') AND effort.spent_on < ends
), side AS (
	SELECT CASE WHEN customer.first_on < spent.day THEN 'keeping' ELSE 'winning' END AS what, sum(pursuit) AS pursuit,
		sum(effort) AS effort, sum(days) AS days
	FROM spent JOIN account ON account.id = spent.account LEFT JOIN customer ON customer.id = spent.account
	WHERE {where} GROUP BY 1
), counted (place, what, customers) AS (
	SELECT 1, 'winning', count(*) FILTER (WHERE is_new) FROM customer
	UNION ALL SELECT 2, 'keeping', count(*) FILTER (WHERE was AND invoices > 0) FROM customer
), cost AS (
	SELECT place, counted.what, customers, coalesce(pursuit, 0) AS pursuit, coalesce(effort, 0) AS effort, coalesce(days, 0.0) AS days
	FROM counted LEFT JOIN side ON side.what = counted.what
)

-- shared:  no_rate
SELECT count(*) FROM invoice JOIN account ON account.id = invoice.account CROSS JOIN compared
WHERE invoice.status = 'valid' AND (issued_on >= coalesce(starts, '') AND issued_on < ends OR issued_on >= old_starts AND issued_on < old_ends)
	AND {where} AND {field(invoice.amount)} IS NULL

-- section: total  All together
-- column:  customers integer [At the start], lost integer [Customers lost], logo_churn percent [Customer churn] = lost / customers
-- column:  start_value money [Start], churn money, contraction money, expansion money
-- column:  grr percent [GRR] = (start_value - churn - contraction) / start_value
-- column:  nrr percent [NRR] = (start_value - churn - contraction + expansion) / start_value
-- column:  churn_rate percent [Revenue churn] = churn / start_value, new_customers integer [New], new_value money [From new ones]
WITH {customer}
SELECT count(*) FILTER (WHERE was) AS customers, count(*) FILTER (WHERE was AND invoices = 0) AS lost,
	sum(old_amount) FILTER (WHERE was) AS start_value, sum(churn) AS churn, sum(contraction) AS contraction,
	sum(expansion) AS expansion, count(*) FILTER (WHERE is_new) AS new_customers,
	coalesce(sum(amount) FILTER (WHERE is_new), 0) AS new_value
FROM customer HAVING count(*) > 0

-- left out: account(s) not invoiced in the period before, but earlier
WITH {customer}
SELECT count(*) FROM customer CROSS JOIN compared WHERE NOT was AND first_on < compared.starts AND invoices > 0

-- missing: invoice(s) in a currency without a rate, in no sum
WITH {customer} {no_rate}

-- section: lines  By {by}
-- key:     name
-- column:  name {by}, customers integer [At the start], lost integer [Customers lost], logo_churn percent [Customer churn] = lost / customers
-- column:  start_value money [Start], churn money, contraction money, expansion money
-- column:  grr percent [GRR] = (start_value - churn - contraction) / start_value
-- column:  nrr percent [NRR] = (start_value - churn - contraction + expansion) / start_value
-- chart:   bar name grr
WITH {customer}
SELECT line AS name, count(*) AS customers, count(*) FILTER (WHERE invoices = 0) AS lost, sum(old_amount) AS start_value,
	sum(churn) AS churn, sum(contraction) AS contraction, sum(expansion) AS expansion
FROM customer WHERE was GROUP BY line ORDER BY sum(old_amount) DESC, line IS NULL, line

-- rows:    the customers behind one line
-- column:  id id(account), name text, what text [Which], old_amount money [Before], amount money [Invoiced]
-- column:  change money = amount - old_amount
WITH {customer}
SELECT id, name, CASE WHEN invoices = 0 THEN 'lost' WHEN amount < old_amount THEN 'shrunk' WHEN amount > old_amount THEN 'grown'
	ELSE 'same' END AS what, old_amount, amount
FROM customer WHERE was AND line IS :key ORDER BY amount - old_amount, id

-- missing: invoice(s) in a currency without a rate, in no sum
WITH {customer} {no_rate}

-- section: costs  What it costs to win and to keep
-- key:     what
-- column:  what text [Which], customers integer, pursuit money [Pursuit cost], effort money [Effort], days number [Own days]
-- column:  day_cost money [Cost of a day], cost money = pursuit + effort + days * day_cost, mean money [Each] = cost / customers
-- spare:   day_cost
WITH {customer}, {cost}
SELECT what, customers, pursuit, effort, days, coalesce(:workday, 0) AS day_cost FROM cost
WHERE EXISTS (SELECT 1 FROM cost WHERE customers + pursuit + effort + days <> 0) ORDER BY place

-- rows:    where it was spent
-- column:  day date, account text, pursuit money [Pursuit cost], effort money [Effort], days number [Own days]
WITH {customer}, {cost}
SELECT spent.day, account.name AS account, spent.pursuit, spent.effort, spent.days
FROM spent JOIN account ON account.id = spent.account LEFT JOIN customer ON customer.id = spent.account
WHERE {where} AND CASE WHEN customer.first_on < spent.day THEN 'keeping' ELSE 'winning' END = :key
ORDER BY spent.day, account.id

-- left out: decided bid(s) with a pursuit cost, but without a customer
WITH {customer}
SELECT count(*) FROM bid JOIN stage ON stage.id = bid.stage CROSS JOIN compared
WHERE stage.outcome <> 'open' AND bid.pursuit_cost IS NOT NULL AND bid.account IS NULL
	AND bid.closed_on >= coalesce(starts, '') AND bid.closed_on < ends

-- missing: record(s) of effort whose days cost nothing; give --workday
WITH {customer}
SELECT count(*) FROM effort JOIN account ON account.id = effort.account CROSS JOIN compared
WHERE :workday IS NULL AND effort.days > 0 AND effort.spent_on >= coalesce(starts, '') AND effort.spent_on < ends AND {where}

-- missing: bid(s) or record(s) of effort in a currency without a rate, in no cost
WITH {customer}
SELECT (SELECT count(*) FROM bid JOIN stage ON stage.id = bid.stage JOIN account ON account.id = bid.account CROSS JOIN compared
		WHERE stage.outcome <> 'open' AND bid.closed_on >= coalesce(starts, '') AND bid.closed_on < ends AND {where}
			AND bid.pursuit_cost IS NOT NULL AND {field(bid.pursuit_cost)} IS NULL)
	+ (SELECT count(*) FROM effort JOIN account ON account.id = effort.account CROSS JOIN compared
		WHERE effort.spent_on >= coalesce(starts, '') AND effort.spent_on < ends AND {where}
			AND effort.cost IS NOT NULL AND {field(effort.cost)} IS NULL)

-- section: ratio  Winning against keeping
-- column:  winning money [Winning cost], won integer, winning_mean money [Winning one] = winning / won
-- column:  keeping money [Keeping cost], kept integer, keeping_mean money [Keeping one] = keeping / kept
-- column:  times number [Times as much] = winning_mean / keeping_mean
WITH {customer}, {cost}
SELECT win.pursuit + win.effort + CAST(round(win.days * coalesce(:workday, 0)) AS INTEGER) AS winning, win.customers AS won,
	keep.pursuit + keep.effort + CAST(round(keep.days * coalesce(:workday, 0)) AS INTEGER) AS keeping, keep.customers AS kept
FROM cost AS win JOIN cost AS keep ON keep.what = 'keeping'
WHERE win.what = 'winning' AND win.customers + keep.customers > 0

-- section: worth  What {points} points less churn are worth here
-- column:  start_value money [Start], churn money, churn_rate percent [Revenue churn] = churn / start_value, points integer
-- column:  kept_value money [Revenue kept] = start_value * points / 100, gross money [Gross profit known], costed money [Of]
-- column:  margin percent = gross / costed, kept_profit money [Profit kept] = kept_value * margin, amount money [Invoiced]
-- column:  profit money [Profit] = amount * margin, more percent [More profit] = kept_profit / profit
-- column:  churn_then money [Churn then], longer percent [Stay longer] = churn / churn_then - 1
-- spare:   gross, costed, amount, churn_then
WITH {customer}
SELECT sum(old_amount) FILTER (WHERE was) AS start_value, sum(churn) AS churn, :points AS points, sum(costed) - sum(cost) AS gross,
	sum(costed) AS costed, sum(amount) AS amount,
	max(0, sum(churn) - sum(old_amount) FILTER (WHERE was) * :points / 100) AS churn_then
FROM customer HAVING count(*) FILTER (WHERE was) > 0

-- left out: invoice(s) without a cost, in no margin
WITH {customer}
SELECT count(*) FROM invoice JOIN account ON account.id = invoice.account CROSS JOIN compared
WHERE invoice.status = 'valid' AND invoice.cost IS NULL AND issued_on >= coalesce(starts, '') AND issued_on < ends AND {where}

-- section: lost  Lost customers
-- key:     id
-- findings: yes
-- column:  id id(account), name text, industry text, old_amount money [Before], last_on date [Last invoice]
WITH {customer}
SELECT customer.id, customer.name, account.industry, old_amount, old_last_on AS last_on
FROM customer JOIN account ON account.id = customer.id WHERE churn > 0 ORDER BY old_amount DESC, customer.id
