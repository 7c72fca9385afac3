-- title:   Receivables
-- about:   How late invoices are paid, and what is open and overdue. Void invoices are left out.
-- about:   Days late are counted from the due date to the payment, 0 when it was in time.
-- about:   DSO: what is open ÷ what was billed × days of the period, those up to today.
-- param:   period  period = this year         when they were issued
-- param:   by      field(invoice) = account   a line for each value of this field or path
-- main:    lines

-- shared:  no_rate
SELECT count(*) FROM invoice WHERE invoice.status = 'valid' AND {period(issued_on)} AND {where} AND {field(amount)} IS NULL

-- shared:  open_invoice
open_invoice AS (
	SELECT invoice.*, {field(account)} AS customer, {field(amount)} - coalesce({field(paid_amount)}, 0) AS open_amount,
		CAST(julianday(:today) - julianday(invoice.due_on) AS INTEGER) AS days
	FROM invoice WHERE invoice.status = 'valid' AND invoice.paid_on IS NULL AND {period(issued_on)} AND {where}
), bucket (place, name, least, most) AS (
	VALUES (1, 'not due', -1000000, 0), (2, '1-30', 1, 30), (3, '31-60', 31, 60), (4, '61-90', 61, 90),
		(5, 'over 90', 91, 1000000)
)

-- section: total  All invoices
-- column:  invoices integer, paid integer, late integer, late_rate percent [Late rate] = late / paid
-- column:  days integer [Days late], mean_days number [Mean of paid] = days / paid, mean_late number [Mean of late] = days / late
-- column:  billed money, open_amount money [Open], overdue_amount money [Overdue]
-- column:  span integer [Days of the period], dso number [DSO] = open_amount / billed * span
WITH chosen AS (
	SELECT {field(days_late)} AS days, invoice.paid_on, invoice.issued_on, {field(amount)} AS amount,
		CASE WHEN invoice.paid_on IS NULL THEN {field(amount)} - coalesce({field(paid_amount)}, 0) ELSE 0 END AS open_amount,
		{field(overdue)} AS overdue
	FROM invoice WHERE invoice.status = 'valid' AND {period(issued_on)} AND {where}
)
SELECT count(*) AS invoices, count(paid_on) AS paid, count(*) FILTER (WHERE paid_on IS NOT NULL AND days > 0) AS late,
	coalesce(sum(days) FILTER (WHERE paid_on IS NOT NULL), 0) AS days,
	coalesce(sum(amount), 0) AS billed, coalesce(sum(open_amount), 0) AS open_amount,
	coalesce(sum(open_amount) FILTER (WHERE overdue), 0) AS overdue_amount,
	CAST(julianday(min(coalesce(:period_to, :today), date(:today, '+1 day'))) -
		julianday(coalesce(:period_from, min(issued_on))) AS INTEGER) AS span
FROM chosen

-- left out: void invoice(s)
SELECT count(*) FROM invoice WHERE invoice.status = 'void' AND {period(issued_on)} AND {where}

-- missing: invoice(s) in a currency without a rate, in no sum
{no_rate}

-- section: overdue  Open amounts by days overdue
-- key:     bucket
-- column:  bucket text [Days overdue], invoices integer, amount money, all_amount money [Of], share percent = amount / all_amount
-- spare:   all_amount
-- chart:   bar bucket amount
WITH {open_invoice}
SELECT bucket.name AS bucket, count(open_invoice.id) AS invoices, coalesce(sum(open_invoice.open_amount), 0) AS amount,
	coalesce(sum(sum(open_invoice.open_amount)) OVER (), 0) AS all_amount
FROM bucket LEFT JOIN open_invoice ON coalesce(open_invoice.days, 0) BETWEEN bucket.least AND bucket.most
GROUP BY bucket.place ORDER BY bucket.place

-- rows:    the open invoices behind one line
-- column:  id id(invoice), account text, number text, issued_on date, due_on date, days integer [Days overdue], amount money [Open]
WITH {open_invoice}
SELECT open_invoice.id, customer AS account, number, issued_on, due_on, days, open_amount AS amount
FROM open_invoice JOIN bucket ON coalesce(open_invoice.days, 0) BETWEEN bucket.least AND bucket.most
WHERE bucket.name = :key ORDER BY open_invoice.due_on, open_invoice.id

-- left out: open invoice(s) without a due date, counted as not due
WITH {open_invoice} SELECT count(*) FROM open_invoice WHERE due_on IS NULL

-- missing: invoice(s) in a currency without a rate, in no sum
{no_rate}

-- section: lines  By {by}
-- key:     name
-- column:  name {by}, invoices integer, paid integer, late integer, late_rate percent [Late rate] = late / paid
-- column:  days integer [Days late], mean_days number [Mean of paid] = days / paid, mean_late number [Mean of late] = days / late
-- column:  billed money, open_amount money [Open], overdue_amount money [Overdue]
-- column:  span integer [Days of the period], dso number [DSO] = open_amount / billed * span
-- spare:   days, span
-- chart:   bar name mean_days
WITH chosen AS (
	SELECT {by} AS name, {field(days_late)} AS days, invoice.paid_on, invoice.issued_on, {field(amount)} AS amount,
		CASE WHEN invoice.paid_on IS NULL THEN {field(amount)} - coalesce({field(paid_amount)}, 0) ELSE 0 END AS open_amount,
		{field(overdue)} AS overdue
	FROM invoice WHERE invoice.status = 'valid' AND {period(issued_on)} AND {where}
)
SELECT name, count(*) AS invoices, count(paid_on) AS paid,
	count(*) FILTER (WHERE paid_on IS NOT NULL AND days > 0) AS late,
	coalesce(sum(days) FILTER (WHERE paid_on IS NOT NULL), 0) AS days,
	coalesce(sum(amount), 0) AS billed, coalesce(sum(open_amount), 0) AS open_amount,
	coalesce(sum(open_amount) FILTER (WHERE overdue), 0) AS overdue_amount,
	CAST(julianday(min(coalesce(:period_to, :today), date(:today, '+1 day'))) -
		julianday(coalesce(:period_from, min(min(issued_on)) OVER ())) AS INTEGER) AS span
FROM chosen GROUP BY name ORDER BY name IS NULL, name

-- rows:    the invoices behind one line
SELECT invoice.id, {field(account)} AS account, invoice.number, invoice.issued_on, invoice.due_on, invoice.paid_on,
	{field(days_late)} AS days_late, {field(amount)} AS amount
FROM invoice WHERE invoice.status = 'valid' AND {period(issued_on)} AND {where} AND {by} IS :key
ORDER BY invoice.issued_on, invoice.id

-- left out: void invoice(s)
SELECT count(*) FROM invoice WHERE invoice.status = 'void' AND {period(issued_on)} AND {where}

-- missing: invoice(s) in a currency without a rate, in no sum
{no_rate}

-- section: owing  Overdue, and not paid
-- key:     id
-- findings: yes
-- column:  id id(invoice), account text, number text, due_on date, days integer [Days overdue], amount money [Open]
WITH {open_invoice}
SELECT id, customer AS account, number, due_on, days, open_amount AS amount FROM open_invoice WHERE days > 0
ORDER BY days DESC, open_amount DESC, id

-- section: limits  More open than the credit limit allows
-- key:     id
-- findings: yes
-- column:  id id(account), name text, amount money [Open], credit_limit money, over money [Above] = amount - credit_limit
--- All that is open, whenever it was billed.
WITH owed AS (
	SELECT invoice.account, sum({field(amount)} - coalesce({field(paid_amount)}, 0)) AS amount,
		max({field(account.credit_limit)}) AS credit_limit
	FROM invoice WHERE invoice.status = 'valid' AND invoice.paid_on IS NULL AND {where}
		AND invoice.account IN (SELECT id FROM account WHERE credit_limit IS NOT NULL)
	GROUP BY invoice.account
)
SELECT account.id, account.name, owed.amount, owed.credit_limit
FROM owed JOIN account ON account.id = owed.account WHERE owed.amount > owed.credit_limit
ORDER BY owed.amount - owed.credit_limit DESC, account.id
