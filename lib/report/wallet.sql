-- title:   Share of wallet
-- about:   How much of what a customer spends in a year comes to us: invoiced in the twelve months up to a day ÷ their wallet,
-- about:   with the age and the source of that figure. Customers without a wallet are in no sum.
-- param:   until   date = today               last of the twelve months
-- param:   by      field(account) = industry  a line for each value of this field, path or tag
-- param:   old     integer = 365              a figure of so many days is too old
-- record:  account
-- main:    accounts

-- shared:  purse
billed AS (
	SELECT invoice.account, sum({field(invoice.amount)}) AS amount FROM invoice
	WHERE invoice.status = 'valid' AND invoice.issued_on > date(:until, '-12 months') AND invoice.issued_on <= :until GROUP BY invoice.account
), purse AS (
	SELECT account.id, account.name, account.status, {field(tier)} AS tier, {by} AS line, {field(account.wallet)} AS wallet,
		account.wallet AS typed, max(coalesce(billed.amount, 0), 0) AS amount, account.wallet_source AS source, account.wallet_on,
		CAST(julianday(:today) - julianday(account.wallet_on) AS INTEGER) AS age
	FROM account LEFT JOIN billed ON billed.account = account.id WHERE account.kind <> 'internal' AND {where}
)

-- shared:  no_rate
SELECT (SELECT count(*) FROM purse WHERE typed IS NOT NULL AND wallet IS NULL) + (
	SELECT count(*) FROM invoice JOIN purse ON purse.id = invoice.account
	WHERE purse.wallet IS NOT NULL AND invoice.status = 'valid' AND invoice.issued_on > date(:until, '-12 months')
		AND invoice.issued_on <= :until AND {field(invoice.amount)} IS NULL)

-- section: total  All together
-- column:  accounts integer [Customers], known integer [With a wallet], wallet money, amount money [Invoiced]
-- column:  share percent [Share of wallet] = amount / wallet, rest money [Elsewhere] = wallet - amount, oldest_on date [Oldest figure]
WITH {purse}
SELECT count(*) AS accounts, count(wallet) AS known, coalesce(sum(wallet), 0) AS wallet,
	coalesce(sum(amount) FILTER (WHERE wallet IS NOT NULL), 0) AS amount, min(wallet_on) FILTER (WHERE wallet IS NOT NULL) AS oldest_on
FROM purse HAVING count(*) > 0

-- missing: wallet(s) or invoice(s) in a currency without a rate, in no sum
WITH {purse} {no_rate}

-- section: lines  By {by}
-- key:     name
-- column:  name {by}, known integer [With a wallet], wallet money, amount money [Invoiced]
-- column:  share percent [Share of wallet] = amount / wallet, rest money [Elsewhere] = wallet - amount
-- chart:   bar name share
WITH {purse}
SELECT line AS name, count(*) AS known, sum(wallet) AS wallet, sum(amount) AS amount
FROM purse WHERE wallet IS NOT NULL GROUP BY line ORDER BY sum(wallet) - sum(amount) DESC, line IS NULL, line

-- rows:    the customers behind one line
-- column:  id id(account), name text, wallet money, amount money [Invoiced], share percent [Share of wallet] = amount / wallet
WITH {purse}
SELECT id, name, wallet, amount FROM purse WHERE wallet IS NOT NULL AND line IS :key ORDER BY wallet - amount DESC, id

-- section: accounts  By customer
-- key:     id
-- column:  id id(account), name text, tier text, wallet money, amount money [Invoiced], share percent [Share of wallet] = amount / wallet
-- column:  rest money [Elsewhere] = wallet - amount, source text [Source], wallet_on date [As of], age integer [Age (days)]
-- chart:   bar name share
WITH {purse}
SELECT id, name, tier, wallet, amount, source, wallet_on, age FROM purse WHERE wallet IS NOT NULL ORDER BY wallet - amount DESC, id

-- rows:    the invoices of the twelve months
-- column:  id id(invoice), number text, issued_on date, amount money
SELECT invoice.id, invoice.number, invoice.issued_on, {field(invoice.amount)} AS amount FROM invoice
WHERE invoice.status = 'valid' AND invoice.issued_on > date(:until, '-12 months') AND invoice.issued_on <= :until AND invoice.account IS :key
ORDER BY invoice.issued_on, invoice.id

-- left out: customer(s) whose wallet nobody knows
WITH {purse} SELECT count(*) FROM purse WHERE typed IS NULL

-- missing: wallet(s) or invoice(s) in a currency without a rate, in no sum
WITH {purse} {no_rate}

-- section: doubtful  Figures to look at
-- key:     id
-- findings: yes
-- column:  id id(account), name text, tier text, why text, wallet money, amount money [Invoiced], source text [Source]
-- column:  wallet_on date [As of], age integer [Age (days)]
WITH {purse}, doubt AS (
	SELECT *, substr(CASE WHEN typed IS NULL THEN ', no wallet' ELSE CASE WHEN wallet < amount THEN ', less than invoiced' ELSE '' END
			|| CASE WHEN source IS NULL THEN ', no source' ELSE '' END
			|| CASE WHEN wallet_on IS NULL THEN ', no date' WHEN age > :old THEN ', too old' ELSE '' END END, 3) AS why
	FROM purse WHERE typed IS NOT NULL OR tier IN ('key', 'major')
)
SELECT id, name, tier, why, wallet, amount, source, wallet_on, age FROM doubt WHERE why <> ''
ORDER BY CASE tier WHEN 'key' THEN 1 WHEN 'major' THEN 2 WHEN 'standard' THEN 3 ELSE 4 END, wallet DESC, id
