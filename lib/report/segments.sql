-- title:   Segments
-- about:   Customers by tier, of each one's last saved snapshot: how many, what they were invoiced, what is open with them.
-- about:   A pinned tier counts for the computed one while it is pinned. Scored is the day of the newest and oldest snapshot.
-- param:   period  period = this year       when their invoices were issued
-- record:  account
-- main:    tiers

-- section: tiers  By tier
-- key:     tier
-- column:  tier text, accounts integer, all_accounts integer [Of], share percent = accounts / all_accounts
-- column:  revenue money [Invoiced], all_revenue money [Of invoiced], revenue_share percent = revenue / all_revenue
-- column:  pipeline money [Open value], all_pipeline money [Of open], pipeline_share percent [Open share] = pipeline / all_pipeline
-- column:  scored_on date [Scored], oldest_on date [Oldest score], pinned integer, bids integer, weighted money
-- spare:   all_accounts, all_revenue, all_pipeline, oldest_on, pinned, bids, weighted
-- chart:   bar tier accounts
WITH invoiced AS (
	SELECT invoice.account, sum({field(invoice.amount)}) AS amount
	FROM invoice WHERE invoice.status = 'valid' AND {period(invoice.issued_on)} GROUP BY invoice.account
), open_bid AS (
	SELECT bid.account, count(*) AS bids, sum({field(bid.value)}) AS value, sum({field(bid.weighted)}) AS weighted
	FROM bid JOIN stage ON stage.id = bid.stage WHERE stage.outcome = 'open' AND bid.account IS NOT NULL GROUP BY bid.account
), last AS (
	SELECT account, max(taken_on) AS taken_on FROM snapshot WHERE taken_on <= :today GROUP BY account
), line (place, name) AS (
	VALUES (1, 'key'), (2, 'major'), (3, 'standard'), (4, 'tail'), (5, 'not scored yet')
), scored AS (
	SELECT account.id, coalesce({field(tier)}, 'not scored yet') AS tier, last.taken_on,
		snapshot.pinned_tier IS NOT NULL AND coalesce(snapshot.pinned_until, :today) >= :today AS pinned,
		coalesce(invoiced.amount, 0) AS amount, coalesce(open_bid.bids, 0) AS bids, coalesce(open_bid.value, 0) AS value,
		coalesce(open_bid.weighted, 0) AS weighted
	FROM account LEFT JOIN invoiced ON invoiced.account = account.id LEFT JOIN open_bid ON open_bid.account = account.id
		LEFT JOIN last ON last.account = account.id
		LEFT JOIN snapshot ON snapshot.account = account.id AND snapshot.taken_on = last.taken_on
	WHERE {where}
)
SELECT line.name AS tier, count(scored.id) AS accounts, sum(count(scored.id)) OVER () AS all_accounts,
	coalesce(sum(scored.amount), 0) AS revenue, coalesce(sum(sum(scored.amount)) OVER (), 0) AS all_revenue,
	coalesce(sum(scored.value), 0) AS pipeline, coalesce(sum(sum(scored.value)) OVER (), 0) AS all_pipeline,
	max(scored.taken_on) AS scored_on, min(scored.taken_on) AS oldest_on, coalesce(sum(scored.pinned), 0) AS pinned,
	coalesce(sum(scored.bids), 0) AS bids, coalesce(sum(scored.weighted), 0) AS weighted
FROM line LEFT JOIN scored ON scored.tier = line.name
WHERE EXISTS (SELECT 1 FROM scored) AND (line.place < 5 OR scored.id IS NOT NULL)
GROUP BY line.place ORDER BY line.place

-- rows:    the customers behind one line
-- column:  id id(account), name text, industry text, score number(2), scored_on date [Scored]
-- column:  revenue money [Invoiced], pipeline money [Open value]
WITH invoiced AS (
	SELECT invoice.account, sum({field(invoice.amount)}) AS amount
	FROM invoice WHERE invoice.status = 'valid' AND {period(invoice.issued_on)} GROUP BY invoice.account
), open_bid AS (
	SELECT bid.account, sum({field(bid.value)}) AS value
	FROM bid JOIN stage ON stage.id = bid.stage WHERE stage.outcome = 'open' AND bid.account IS NOT NULL GROUP BY bid.account
)
SELECT account.id, account.name, account.industry, {field(score)} AS score,
	{field(scored_on)} AS scored_on,
	coalesce(invoiced.amount, 0) AS revenue, coalesce(open_bid.value, 0) AS pipeline
FROM account LEFT JOIN invoiced ON invoiced.account = account.id LEFT JOIN open_bid ON open_bid.account = account.id
WHERE {where} AND coalesce({field(tier)}, 'not scored yet') = :key
ORDER BY {field(score)} IS NULL, {field(score)} DESC, coalesce(invoiced.amount, 0) DESC, account.id

-- left out: open bid(s) without a customer
SELECT count(*) FROM bid JOIN stage ON stage.id = bid.stage WHERE stage.outcome = 'open' AND bid.account IS NULL

-- missing: invoice(s) in a currency without a rate, in no sum
SELECT count(*) FROM invoice JOIN account ON account.id = invoice.account
WHERE invoice.status = 'valid' AND {period(invoice.issued_on)} AND {where} AND {field(invoice.amount)} IS NULL

-- missing: open bid(s) in a currency without a rate, in no sum
SELECT count(*) FROM bid JOIN stage ON stage.id = bid.stage JOIN account ON account.id = bid.account
WHERE stage.outcome = 'open' AND {where} AND bid.value IS NOT NULL AND {field(bid.value)} IS NULL

-- section: unscored  Active customers that were never scored
-- key:     id
-- findings: yes
-- column:  id id(account), name text, industry text, region text, since date
SELECT account.id, account.name, account.industry, account.region, account.since
FROM account
WHERE account.status = 'active' AND {where} AND NOT EXISTS (SELECT 1 FROM snapshot WHERE snapshot.account = account.id)
ORDER BY account.id
