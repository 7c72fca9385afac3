-- title:   Volatility
-- about:   How much what a customer is invoiced swings from month to month, or quarter to quarter: the coefficient of
-- about:   variation (Karl Pearson, 1896), the standard deviation of the months ÷ their mean; of all of them, not a sample.
-- about:   0 is the same every month; 1 and more: the good months and the empty ones are as far apart as the mean is high.
-- about:   Only months that are over count, empty ones too, from the first invoice that there ever was.
-- param:   period  period = last year         which months
-- param:   by      field(invoice) = account   a line for each value of this field or path
-- param:   each    choice(month|quarter) = month   what is compared
-- param:   over    integer = 100              coefficient in percent from which on it is a finding
-- main:    lines

-- shared:  part
bound AS (
	SELECT (CAST(substr(day, 1, 4) AS INTEGER) * 12 + CAST(substr(day, 6, 2) AS INTEGER) - 1) / size + 1 AS first,
		(CAST(substr(until, 1, 4) AS INTEGER) * 12 + CAST(substr(until, 6, 2) AS INTEGER) - 1) / size AS past, size
	FROM (
		SELECT coalesce(date(:period_from, '-1 day'), '0000-12-31') AS day, min(coalesce(:period_to, :today), :today) AS until,
			CASE :each WHEN 'month' THEN 1 ELSE 3 END AS size
	)
), part AS (
	SELECT {by} AS name, (CAST(substr(invoice.issued_on, 1, 4) AS INTEGER) * 12 +
		CAST(substr(invoice.issued_on, 6, 2) AS INTEGER) - 1) / bound.size AS part, count(*) AS invoices,
		sum({field(amount)}) AS amount
	FROM invoice CROSS JOIN bound
	WHERE invoice.status = 'valid' AND {where} GROUP BY 1, 2
), line AS (
	SELECT name, bound.past - max(min(part), bound.first) AS parts,
		count(amount) FILTER (WHERE amount <> 0 AND part >= bound.first) AS busy,
		coalesce(sum(amount) FILTER (WHERE part >= bound.first), 0) AS revenue,
		coalesce(sum(amount * 1.0 * amount) FILTER (WHERE part >= bound.first), 0) AS squares,
		max(amount) FILTER (WHERE part >= bound.first) AS most
	FROM part CROSS JOIN bound WHERE part < bound.past GROUP BY name HAVING max(part) >= bound.first
), swing AS (
	SELECT *, kam_root(max(0.0, parts * squares - revenue * 1.0 * revenue)) / parts AS deviation FROM line
)

-- shared:  no_rate
SELECT count(*) FROM invoice WHERE invoice.status = 'valid' AND {period(issued_on)} AND {where} AND {field(amount)} IS NULL

-- section: total  All together
-- column:  parts integer [Months or quarters], revenue money [Invoiced], mean money = revenue / parts
-- column:  deviation money [Standard deviation], variation number [Coefficient of variation] = deviation / mean
WITH {part}, whole AS (
	SELECT part, sum(amount) AS amount FROM part GROUP BY part
), sums AS (
	SELECT bound.past - max(min(part), bound.first) AS parts, coalesce(sum(amount) FILTER (WHERE part >= bound.first), 0) AS revenue,
		coalesce(sum(amount * 1.0 * amount) FILTER (WHERE part >= bound.first), 0) AS squares
	FROM whole CROSS JOIN bound WHERE part < bound.past
)
SELECT parts, revenue, kam_root(max(0.0, parts * squares - revenue * 1.0 * revenue)) / parts AS deviation
FROM sums WHERE parts > 0

-- missing: invoice(s) in a currency without a rate, in no sum
{no_rate}

-- section: lines  By {by}
-- key:     name
-- column:  name {by}, parts integer [Months or quarters], empty integer, revenue money [Invoiced], mean money = revenue / parts
-- column:  deviation money [Standard deviation], variation number [Coefficient of variation] = deviation / mean, most money
-- spare:   empty, most
-- chart:   bar name variation
WITH {part}
SELECT name, parts, parts - busy AS empty, revenue, deviation, most FROM swing
ORDER BY CASE WHEN revenue > 0 THEN deviation * parts / revenue END DESC NULLS LAST, revenue DESC, name

-- rows:    what was invoiced in each month or quarter
-- column:  span text [Period], invoices integer, amount money
WITH RECURSIVE {part}, every AS (
	SELECT max(min(part), bound.first) AS part, bound.past FROM part CROSS JOIN bound WHERE name IS :key AND part < bound.past
	UNION ALL SELECT part + 1, past FROM every WHERE part + 1 < past
)
SELECT CASE :each WHEN 'month' THEN printf('%04d-%02d', every.part / 12, every.part % 12 + 1)
		ELSE printf('%04d-Q%d', every.part / 4, every.part % 4 + 1) END AS span,
	coalesce(part.invoices, 0) AS invoices, coalesce(part.amount, 0) AS amount
FROM every LEFT JOIN part ON part.part = every.part AND part.name IS :key ORDER BY every.part

-- left out: void invoice(s)
SELECT count(*) FROM invoice WHERE invoice.status = 'void' AND {period(issued_on)} AND {where}

-- left out: invoice(s) of a month or quarter that is not over, or not wholly in the period
WITH {part}
SELECT count(*) FROM invoice CROSS JOIN bound
WHERE invoice.status = 'valid' AND {period(issued_on)} AND {where}
	AND (CAST(substr(issued_on, 1, 4) AS INTEGER) * 12 + CAST(substr(issued_on, 6, 2) AS INTEGER) - 1) / size NOT BETWEEN first AND past - 1

-- missing: invoice(s) in a currency without a rate, in no sum
{no_rate}

-- section: swinging  Coefficients of {over} percent and more
-- key:     name
-- findings: yes
-- column:  name {by}, revenue money [Invoiced], parts integer [Months or quarters], empty integer
-- column:  mean money = revenue / parts, deviation money [Standard deviation]
-- column:  variation number [Coefficient of variation] = deviation / mean
WITH {part}
SELECT name, revenue, parts, parts - busy AS empty, deviation FROM swing
WHERE revenue > 0 AND parts > 1 AND deviation * parts * 100.0 >= :over * revenue
ORDER BY deviation * parts / revenue DESC, name
