-- What active customers were billed or offered in currencies without a rate on the day that counts.
WITH span AS (
	SELECT date(:today, '-24 months') AS two_years_ago, date(:today, '-12 months') AS a_year_ago
), amount (account, currency, day) AS (
	SELECT invoice.account, invoice.currency, invoice.issued_on FROM invoice CROSS JOIN span
	WHERE invoice.currency <> :base AND invoice.status = 'valid' AND invoice.issued_on <= :today
		AND (invoice.issued_on > span.two_years_ago OR invoice.paid_on IS NULL)
	UNION ALL SELECT bid.account, bid.currency, coalesce(bid.closed_on, :today)
	FROM bid JOIN stage ON stage.id = bid.stage CROSS JOIN span
	WHERE bid.currency <> :base AND bid.value IS NOT NULL AND (stage.outcome = 'open'
		OR (stage.outcome = 'won' AND bid.closed_on > span.a_year_ago AND bid.closed_on <= :today))
)
SELECT amount.currency, min(amount.day) AS day, count(*) AS amounts
FROM amount JOIN account ON account.id = amount.account
WHERE account.status = 'active' AND NOT EXISTS (SELECT 1 FROM rate WHERE rate.currency = amount.currency AND rate.starts_on <= amount.day)
GROUP BY amount.currency ORDER BY amount.currency
