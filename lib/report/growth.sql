-- title:   Growth
-- about:   What was invoiced in the period against the one before, each as long; new and lost customers apart.
-- about:   A period that is not over is compared up to the same day of the one before. Months are moved as months.
-- about:   New was never invoiced before the period, returned not in the one before; lost is not invoiced in the period.
-- param:   period  period = this year         what was invoiced in it
-- param:   against choice(before|year) = before   the period right before, or the same a year earlier
-- param:   by      field(invoice) = account   a line for each value of this field or path; account.group_root: groups
-- param:   fall    integer = 30               shrunk by so many percent it is a finding
-- main:    lines

-- shared:  line
span AS (
	SELECT :period_from AS starts, min(coalesce(:period_to, '9999-12-31'), date(:today, '+1 day')) AS ends,
		CASE WHEN :against = 'year' THEN 12
			WHEN substr(:period_from, 9) = '01' AND substr(:period_to, 9) = '01' THEN
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
	SELECT {by} AS name, count(*) FILTER (WHERE issued_on >= coalesce(starts, '')) AS invoices,
		count(*) FILTER (WHERE issued_on >= old_starts AND issued_on < old_ends) AS old_invoices,
		coalesce(sum({field(amount)}) FILTER (WHERE issued_on >= coalesce(starts, '')), 0) AS amount,
		coalesce(sum({field(amount)}) FILTER (WHERE issued_on >= old_starts AND issued_on < old_ends), 0) AS old_amount,
		max(issued_on < starts) AS known
	FROM invoice CROSS JOIN compared WHERE invoice.status = 'valid' AND issued_on < ends AND {where} GROUP BY 1
), line AS (
	SELECT *, CASE WHEN old_invoices = 0 THEN CASE WHEN known = 1 THEN 'returned' ELSE 'new' END WHEN invoices = 0 THEN 'lost'
		WHEN amount > old_amount THEN 'grown' WHEN amount < old_amount THEN 'shrunk' ELSE 'same' END AS what
	FROM figure WHERE invoices + old_invoices > 0
)

-- shared:  no_rate
SELECT count(*) FROM invoice CROSS JOIN compared
WHERE invoice.status = 'valid' AND (issued_on >= coalesce(starts, '') AND issued_on < ends OR issued_on >= old_starts AND issued_on < old_ends)
	AND {where} AND {field(amount)} IS NULL

-- section: total  All together
-- column:  starts date [From], last date [To], old_starts date [Compared from], old_last date [Compared to]
-- column:  old_amount money [Before], amount money [Invoiced], change money = amount - old_amount
-- column:  growth percent = change / old_amount
-- spare:   starts, last
WITH {line}
SELECT starts, date(ends, '-1 day') AS last, old_starts, date(old_ends, '-1 day') AS old_last, sum(old_amount) AS old_amount,
	sum(amount) AS amount
FROM line CROSS JOIN compared GROUP BY starts

-- missing: invoice(s) in a currency without a rate, in no sum
WITH {line} {no_rate}

-- section: bridge  From the one to the other
-- key:     what
-- column:  what text [Which], names integer [How many], old_amount money [Before], amount money [Invoiced]
-- column:  change money = amount - old_amount
-- chart:   bar what change
WITH {line}, step (place, name) AS (
	VALUES (1, 'new'), (2, 'returned'), (3, 'grown'), (4, 'same'), (5, 'shrunk'), (6, 'lost')
)
SELECT step.name AS what, count(line.what) AS names, coalesce(sum(old_amount), 0) AS old_amount, coalesce(sum(amount), 0) AS amount
FROM step LEFT JOIN line ON line.what = step.name
WHERE EXISTS (SELECT 1 FROM line) GROUP BY step.place ORDER BY step.place

-- rows:    who they are
-- column:  name text, old_amount money [Before], amount money [Invoiced], change money = amount - old_amount
WITH {line}
SELECT name, old_amount, amount FROM line WHERE what = :key ORDER BY abs(amount - old_amount) DESC, name

-- section: lines  By {by}
-- key:     name
-- column:  name {by}, what text [Which], old_amount money [Before], amount money [Invoiced]
-- column:  change money = amount - old_amount, growth percent = change / old_amount
-- chart:   bar name change
WITH {line}
SELECT name, what, old_amount, amount FROM line ORDER BY amount - old_amount DESC, amount DESC, name IS NULL, name

-- rows:    the invoices of both periods
WITH {line}
SELECT invoice.id, {field(account)} AS account, invoice.number, invoice.issued_on, {field(product)} AS product,
	{field(amount)} AS amount
FROM invoice CROSS JOIN compared
WHERE invoice.status = 'valid' AND (issued_on >= coalesce(starts, '') AND issued_on < ends OR issued_on >= old_starts AND issued_on < old_ends)
	AND {where} AND {by} IS :key
ORDER BY invoice.issued_on, invoice.id

-- left out: void invoice(s)
SELECT count(*) FROM invoice WHERE invoice.status = 'void' AND {period(issued_on)} AND {where}

-- left out: invoice(s) dated after today
SELECT count(*) FROM invoice WHERE invoice.status = 'valid' AND invoice.issued_on > :today AND {period(issued_on)} AND {where}

-- missing: invoice(s) in a currency without a rate, in no sum
WITH {line} {no_rate}

-- section: falling  Lost, or shrunk by {fall} percent and more
-- key:     name
-- findings: yes
-- column:  name {by}, what text [Which], old_amount money [Before], amount money [Invoiced]
-- column:  change money = amount - old_amount, growth percent = change / old_amount
WITH {line}
SELECT name, what, old_amount, amount FROM line
WHERE old_amount > 0 AND (what = 'lost' OR (old_amount - amount) * 100.0 >= :fall * old_amount)
ORDER BY old_amount - amount DESC, name
