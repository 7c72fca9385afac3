-- title:   White space
-- about:   Products × customers: who buys what, and who could. Customers are the active ones, and who bought in the period.
-- about:   Who could: a customer that does not buy what so many of its industry do; worth what those mean to us, on average.
-- param:   period  period = this year        when it was invoiced or won
-- param:   of      choice(invoiced|won) = invoiced   what was invoiced, or won bids
-- param:   least   integer = 20              so many percent of the industry have to buy it
-- param:   n       integer = 20              how many of the best
-- record:  account
-- main:    white

-- shared:  cell
sale AS (
	SELECT invoice.account, invoice.product, invoice.issued_on AS day, {field(invoice.amount)} AS value, {period(invoice.issued_on)} AS now
	FROM invoice WHERE :of = 'invoiced' AND invoice.status = 'valid' AND invoice.product IS NOT NULL
	UNION ALL SELECT bid.account, bid.product, bid.closed_on, {field(bid.value)}, {period(bid.closed_on)}
	FROM bid JOIN stage ON stage.id = bid.stage
	WHERE :of = 'won' AND stage.outcome = 'won' AND bid.product IS NOT NULL AND bid.account IS NOT NULL
), cell AS (
	SELECT account, product, coalesce(sum(value) FILTER (WHERE now), 0) AS value, max(now) AS now, max(day) AS last_on
	FROM sale GROUP BY account, product
), customer AS (
	SELECT account.id, account.name, account.industry FROM account
	WHERE account.kind <> 'internal' AND {where}
		AND (account.status = 'active' OR account.id IN (SELECT account FROM cell WHERE now))
)

-- shared:  no_product
SELECT (SELECT count(*) FROM invoice JOIN account ON account.id = invoice.account
		WHERE :of = 'invoiced' AND invoice.status = 'valid' AND invoice.product IS NULL AND {period(invoice.issued_on)} AND {where})
	+ (SELECT count(*) FROM bid JOIN stage ON stage.id = bid.stage JOIN account ON account.id = bid.account
		WHERE :of = 'won' AND stage.outcome = 'won' AND bid.product IS NULL AND {period(bid.closed_on)} AND {where})

-- shared:  no_rate
SELECT (SELECT count(*) FROM invoice JOIN account ON account.id = invoice.account
		WHERE :of = 'invoiced' AND invoice.status = 'valid' AND invoice.product IS NOT NULL AND {period(invoice.issued_on)} AND {where}
			AND {field(invoice.amount)} IS NULL)
	+ (SELECT count(*) FROM bid JOIN stage ON stage.id = bid.stage JOIN account ON account.id = bid.account
		WHERE :of = 'won' AND stage.outcome = 'won' AND bid.product IS NOT NULL AND {period(bid.closed_on)} AND {where}
			AND bid.value IS NOT NULL AND {field(bid.value)} IS NULL)

-- section: products  Who buys what
-- key:     product
-- column:  product text, line text, buyers integer, customers integer, share percent = buyers / customers
-- column:  value money, mean money [Each] = value / buyers, open integer [Open bids]
-- chart:   bar product share
WITH {cell}
SELECT product.name AS product, product.line, count(customer.id) AS buyers, (SELECT count(*) FROM customer) AS customers,
	coalesce(sum(cell.value) FILTER (WHERE customer.id IS NOT NULL), 0) AS value, (
		SELECT count(*) FROM bid JOIN stage ON stage.id = bid.stage JOIN customer ON customer.id = bid.account
		WHERE bid.product = product.id AND stage.outcome = 'open') AS open
FROM product LEFT JOIN cell ON cell.product = product.id AND cell.now LEFT JOIN customer ON customer.id = cell.account
GROUP BY product.id ORDER BY count(customer.id) DESC, product.name

-- rows:    who buys it
-- column:  id id(account), name text, industry text, value money, last_on date [Last]
WITH {cell}
SELECT customer.id, customer.name, customer.industry, cell.value, cell.last_on
FROM cell JOIN customer ON customer.id = cell.account JOIN product ON product.id = cell.product
WHERE cell.now AND product.name = :key ORDER BY cell.value DESC, customer.id

-- left out: invoice(s) or won bid(s) without a product
{no_product}

-- missing: invoice(s) or bid(s) in a currency without a rate, in no sum
{no_rate}

-- section: accounts  What each customer buys
-- key:     id
-- column:  id id(account), name text, bought integer, products integer, share percent = bought / products, value money
-- column:  buys text, lacks text [Does not buy]
-- spare:   products
WITH {cell}, pair AS (
	SELECT customer.id, customer.name, product.name AS product, coalesce(cell.now, 0) AS now, coalesce(cell.value, 0) AS value
	FROM customer CROSS JOIN product LEFT JOIN cell ON cell.account = customer.id AND cell.product = product.id
	ORDER BY customer.id, product.name
)
SELECT id, name, sum(now) AS bought, count(*) AS products, sum(value) AS value, group_concat(product, ', ') FILTER (WHERE now) AS buys,
	group_concat(product, ', ') FILTER (WHERE NOT now) AS lacks
FROM pair GROUP BY id ORDER BY sum(value) DESC, id

-- rows:    product by product
-- column:  product text, value money, last_on date [Last], open id(bid) [Open bid]
WITH {cell}
SELECT product.name AS product, coalesce(cell.value, 0) AS value, cell.last_on, (
		SELECT min(bid.id) FROM bid JOIN stage ON stage.id = bid.stage
		WHERE bid.account = :key AND bid.product = product.id AND stage.outcome = 'open') AS open
FROM product LEFT JOIN cell ON cell.product = product.id AND cell.account = :key ORDER BY 2 DESC, product.name

-- section: white  Who could buy what
-- key:     id
-- column:  id id(account), name text, product text, buyers integer [Buyers in the industry], peers integer [Of]
-- column:  share percent = buyers / peers, mean money [Worth], last_on date [Bought before], open id(bid) [Open bid], industry text
-- spare:   industry
WITH {cell}, peer AS (
	SELECT industry, count(*) AS peers FROM customer GROUP BY industry
), habit AS (
	SELECT customer.industry, cell.product, count(*) AS buyers, sum(cell.value) / count(*) AS mean
	FROM cell JOIN customer ON customer.id = cell.account WHERE cell.now GROUP BY 1, 2
)
SELECT customer.id, customer.name, product.name AS product, habit.buyers, peer.peers, habit.mean, cell.last_on, (
		SELECT min(bid.id) FROM bid JOIN stage ON stage.id = bid.stage
		WHERE bid.account = customer.id AND bid.product = habit.product AND stage.outcome = 'open') AS open, customer.industry
FROM habit JOIN peer ON peer.industry = habit.industry JOIN customer ON customer.industry = habit.industry
	JOIN product ON product.id = habit.product
	LEFT JOIN cell ON cell.account = customer.id AND cell.product = habit.product
WHERE coalesce(cell.now, 0) = 0 AND habit.buyers * 100 >= :least * peer.peers
ORDER BY habit.buyers * 1.0 / peer.peers * habit.mean DESC, customer.id, product.name LIMIT :n

-- left out: customer(s) without an industry
WITH {cell} SELECT count(*) FROM customer WHERE industry IS NULL

-- left out: invoice(s) or won bid(s) without a product
{no_product}

-- missing: invoice(s) or bid(s) in a currency without a rate, in no sum
{no_rate}
