-- title:   Receivables
-- about:   How late invoices are paid, and what is open and overdue. Void invoices are left out.
-- about:   Days late are counted from the due date to the payment, 0 when it was in time.
-- param:   period  period = this year         when they were issued
-- param:   by      field(invoice) = account   a line for each value of this field or path
-- main:    lines

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
SELECT count(*) FROM invoice WHERE invoice.status = 'valid' AND {period(issued_on)} AND {where} AND {field(amount)} IS NULL

-- section: overdue  Open amounts by days overdue
-- key:     bucket
-- column:  bucket text [Days overdue], invoices integer, amount money
WITH open_invoice AS (
	SELECT {field(amount)} - coalesce({field(paid_amount)}, 0) AS amount,
		CAST(julianday(:today) - julianday(invoice.due_on) AS INTEGER) AS days
	FROM invoice WHERE invoice.status = 'valid' AND invoice.paid_on IS NULL AND {period(issued_on)} AND {where}
), bucket (place, name, least, most) AS (
	VALUES (1, 'not due', -1000000, 0), (2, '1-30', 1, 30), (3, '31-60', 31, 60), (4, '61-90', 61, 90),
		(5, 'over 90', 91, 1000000)
)
SELECT bucket.name AS bucket, count(open_invoice.days) AS invoices, coalesce(sum(open_invoice.amount), 0) AS amount
FROM bucket LEFT JOIN open_invoice ON coalesce(open_invoice.days, 0) BETWEEN bucket.least AND bucket.most
GROUP BY bucket.place ORDER BY bucket.place

-- section: lines  By {by}
-- key:     name
-- column:  name {by}, invoices integer, paid integer, late integer, late_rate percent [Late rate] = late / paid
-- column:  days integer [Days late], mean_days number [Mean of paid] = days / paid, mean_late number [Mean of late] = days / late
-- column:  billed money, open_amount money [Open]
-- chart:   bar name mean_days
WITH chosen AS (
	SELECT {by} AS name, {field(days_late)} AS days, invoice.paid_on, {field(amount)} AS amount,
		CASE WHEN invoice.paid_on IS NULL THEN {field(amount)} - coalesce({field(paid_amount)}, 0) ELSE 0 END AS open_amount
	FROM invoice WHERE invoice.status = 'valid' AND {period(issued_on)} AND {where}
)
SELECT name, count(*) AS invoices, count(paid_on) AS paid,
	count(*) FILTER (WHERE paid_on IS NOT NULL AND days > 0) AS late,
	coalesce(sum(days) FILTER (WHERE paid_on IS NOT NULL), 0) AS days,
	coalesce(sum(amount), 0) AS billed, coalesce(sum(open_amount), 0) AS open_amount
FROM chosen GROUP BY name ORDER BY name IS NULL, name

-- rows:    the invoices behind one line
SELECT invoice.id, {field(account)} AS account, invoice.number, invoice.issued_on, invoice.due_on, invoice.paid_on,
	{field(days_late)} AS days_late, {field(amount)} AS amount
FROM invoice WHERE invoice.status = 'valid' AND {period(issued_on)} AND {where} AND {by} IS :key
ORDER BY invoice.issued_on, invoice.id
