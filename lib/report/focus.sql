-- title:   Focus
-- about:   Where our effort goes against where the value comes from: each customer's share of the days (or the costs, or the
-- about:   touches) against its share of what was invoiced (or won). Focus is the one ÷ the other: above 1, more than its share.
-- param:   period  period = this year         when it was spent, and invoiced or won
-- param:   by      field(account) = name      a line for each value of this field, path or tag
-- param:   of      choice(invoiced|won) = invoiced   what the value is
-- param:   measure choice(days|cost|touches) = days   what the effort is
-- param:   factor  integer = 2                one share so many times the other is a finding
-- param:   least   integer = 5                where one of both is so many percent or more
-- record:  account
-- main:    lines

-- shared:  line
gain AS (
	SELECT invoice.account, sum({field(invoice.amount)}) AS value FROM invoice
	WHERE :of = 'invoiced' AND invoice.status = 'valid' AND {period(invoice.issued_on)} GROUP BY invoice.account
	UNION ALL SELECT bid.account, sum({field(bid.value)}) FROM bid JOIN stage ON stage.id = bid.stage
	WHERE :of = 'won' AND stage.outcome = 'won' AND {period(bid.closed_on)} AND bid.account IS NOT NULL GROUP BY bid.account
), spent AS (
	SELECT effort.account, CASE :measure WHEN 'days' THEN sum(effort.days)
		ELSE sum({field(effort.cost)}) / CASE kam_currency_digits(:base) WHEN 0 THEN 1.0 WHEN 3 THEN 1000.0 ELSE 100.0 END END AS effort
	FROM effort WHERE :measure <> 'touches' AND {period(effort.spent_on)} GROUP BY effort.account
	UNION ALL SELECT touch.account, count(*) FROM touch
	WHERE :measure = 'touches' AND touch.account IS NOT NULL AND {period(touch.happened_at)} GROUP BY touch.account
), line AS (
	SELECT {by} AS name, coalesce(sum(spent.effort), 0.0) AS effort, max(coalesce(sum(gain.value), 0), 0) AS value
	FROM account LEFT JOIN gain ON gain.account = account.id LEFT JOIN spent ON spent.account = account.id
	WHERE {where} AND (gain.account IS NOT NULL OR spent.account IS NOT NULL) GROUP BY 1
), share AS (
	SELECT name, effort, sum(effort) OVER () AS all_effort, value, sum(value) OVER () AS all_value FROM line
)

-- section: lines  By {by}
-- key:     name
-- column:  name {by}, effort number [Effort], all_effort number [Of effort], effort_share percent = effort / all_effort
-- column:  value money, all_value money [Of value], value_share percent = value / all_value
-- column:  focus number = effort / all_effort / (value / all_value)
-- spare:   all_effort, all_value
-- chart:   bar name effort_share value_share
WITH {line}
SELECT name, effort, all_effort, value, all_value FROM share ORDER BY value DESC, effort DESC, name

-- rows:    where the effort went
-- column:  day date, id text [ID], account text, what text, days number, cost money
SELECT effort.spent_on AS day, 'EF' || effort.id AS id, account.name AS account, effort.body AS what, effort.days,
	{field(effort.cost)} AS cost
FROM effort JOIN account ON account.id = effort.account
WHERE :measure <> 'touches' AND {period(effort.spent_on)} AND {where} AND {by} IS :key
UNION ALL SELECT kam_day(touch.happened_at), 'TC' || touch.id, account.name, touch.body, NULL, NULL
FROM touch JOIN account ON account.id = touch.account
WHERE :measure = 'touches' AND {period(touch.happened_at)} AND {where} AND {by} IS :key
ORDER BY 1, 2

-- left out: record(s) of effort without days
SELECT count(*) FROM effort JOIN account ON account.id = effort.account
WHERE :measure = 'days' AND effort.days IS NULL AND {period(effort.spent_on)} AND {where}

-- left out: won bid(s) without a customer
SELECT count(*) FROM bid JOIN stage ON stage.id = bid.stage
WHERE :of = 'won' AND stage.outcome = 'won' AND {period(bid.closed_on)} AND bid.account IS NULL

-- missing: bid(s), invoice(s) or record(s) of effort in a currency without a rate, in no sum
SELECT (SELECT count(*) FROM bid JOIN stage ON stage.id = bid.stage JOIN account ON account.id = bid.account
		WHERE :of = 'won' AND stage.outcome = 'won' AND {period(bid.closed_on)} AND {where}
			AND bid.value IS NOT NULL AND {field(bid.value)} IS NULL)
	+ (SELECT count(*) FROM invoice JOIN account ON account.id = invoice.account
		WHERE :of = 'invoiced' AND invoice.status = 'valid' AND {period(invoice.issued_on)} AND {where}
			AND {field(invoice.amount)} IS NULL)
	+ (SELECT count(*) FROM effort JOIN account ON account.id = effort.account
		WHERE :measure = 'cost' AND {period(effort.spent_on)} AND {where} AND effort.cost IS NOT NULL AND {field(effort.cost)} IS NULL)

-- section: misplaced  One share {factor} times the other
-- key:     name
-- findings: yes
-- column:  name {by}, what text [Effort is], effort number, all_effort number [Of effort], effort_share percent = effort / all_effort
-- column:  value money, all_value money [Of value], value_share percent = value / all_value
-- spare:   all_effort, all_value
WITH {line}, wrong AS (
	SELECT *, effort * 1.0 / all_effort AS one, value * 1.0 / all_value AS two FROM share WHERE all_effort > 0 AND all_value > 0
)
SELECT name, CASE WHEN one > two THEN 'too much' ELSE 'too little' END AS what, effort, all_effort, value, all_value
FROM wrong WHERE max(one, two) * 100.0 >= :least AND max(one, two) >= :factor * min(one, two) AND one <> two
ORDER BY abs(one - two) DESC, name
