-- title:   Quality
-- about:   What is missing, wrong or twice in the records, and what to do about it.
-- about:   An import states facts and is never refused for these; what they leave out of a report is said there too.
-- param:   only   choice(all|bid_account|bid_owner|bid_close_on|bid_closed_on|lead_owner|lead_account|account_owner|account_contact|tax_id|same_tax_id|same_name|same_contact|ticket_holder|ticket_account|ticket_closed_at|invoice_due_on|owner_left|contract_bid|contract_milestones|no_rate|bid_changes) = all   one check only
-- record:  account
-- main:    findings

-- shared:  finding
place (number, weight) AS (
	VALUES (1, 1), (2, 3), (3, 9), (4, 27), (5, 19), (6, 26), (7, 16), (8, 17), (9, 20),
		(10, 29), (11, 25), (12, 13), (13, 8), (14, 24), (15, 10), (16, 30), (17, 28)
), money AS (
	SELECT 'A' || id AS id, name AS name, currency, :today AS day
	FROM account WHERE coalesce(wallet, revenue, credit_limit) IS NOT NULL
	UNION ALL SELECT 'B' || id, title, currency, coalesce(closed_on, :today)
	FROM bid WHERE coalesce(value, list_value, floor_value, cost, pursuit_cost) IS NOT NULL
	UNION ALL SELECT 'CT' || id, number, currency, coalesce(signed_on, :today)
	FROM contract WHERE value IS NOT NULL
	UNION ALL SELECT 'MS' || id, title, currency, coalesce(due_on, :today)
	FROM milestone WHERE amount IS NOT NULL
	UNION ALL SELECT 'IV' || id, number, currency, coalesce(issued_on, :today)
	FROM invoice WHERE amount IS NOT NULL
	UNION ALL SELECT 'EF' || id, body, currency, coalesce(spent_on, :today)
	FROM effort WHERE cost IS NOT NULL
	UNION ALL SELECT 'GF' || id, title, currency, coalesce(given_on, :today)
	FROM gift WHERE amount IS NOT NULL
	UNION ALL SELECT 'SO' || id, name, currency, coalesce(starts_on, :today)
	FROM source WHERE coalesce(budget, spent) IS NOT NULL
	UNION ALL SELECT 'CP' || id, name, currency, coalesce(starts_on, :today)
	FROM campaign WHERE cost IS NOT NULL
	UNION ALL SELECT 'PR' || id, name, currency, :today
	FROM product WHERE coalesce(list_price, floor_price, cost) IS NOT NULL
), finding AS (
	SELECT 1 AS place, 'bid_account' AS what, 'B' || bid.id AS id, bid.title AS name, NULL AS detail,
		'kam bid edit B' || bid.id || ' --account …' AS todo
	FROM bid JOIN stage ON stage.id = bid.stage WHERE stage.outcome = 'open' AND bid.account IS NULL
	UNION ALL SELECT 2, 'bid_owner', 'B' || bid.id, bid.title, NULL,
		'kam bid edit B' || bid.id || ' --owner …'
	FROM bid JOIN stage ON stage.id = bid.stage WHERE stage.outcome = 'open' AND bid.owner IS NULL
	UNION ALL SELECT 3, 'bid_close_on', 'B' || bid.id, bid.title, bid.close_on,
		'kam bid edit B' || bid.id || ' --close-on …'
	FROM bid JOIN stage ON stage.id = bid.stage WHERE stage.outcome = 'open' AND bid.close_on < :today
	UNION ALL SELECT 4, 'bid_closed_on', 'B' || bid.id, bid.title, stage.name,
		'kam bid edit B' || bid.id || ' --closed-on …'
	FROM bid JOIN stage ON stage.id = bid.stage WHERE stage.outcome <> 'open' AND bid.closed_on IS NULL
	UNION ALL SELECT 5, 'lead_owner', 'L' || lead.id, lead.name, lead.status,
		'kam lead edit L' || lead.id || ' --owner …'
	FROM lead WHERE lead.status IN ('open', 'qualified') AND lead.owner IS NULL
	UNION ALL SELECT 6, 'lead_account', 'L' || lead.id, lead.name, NULL,
		'kam lead edit L' || lead.id || ' --account …'
	FROM lead WHERE lead.status = 'converted' AND lead.account IS NULL
	UNION ALL SELECT 7, 'account_owner', 'A' || account.id, account.name, NULL,
		'kam account seat add A' || account.id || ' account …'
	FROM account WHERE account.status = 'active' AND account.kind IN ('b2b', 'channel') AND account.id NOT IN (
		SELECT seat.account FROM seat WHERE seat.role = 'account'
			AND coalesce(seat.starts_on, '') <= :today AND coalesce(seat.ends_on, '9999-12-31') >= :today)
	UNION ALL SELECT 8, 'account_contact', 'A' || account.id, account.name, NULL,
		'kam account contact add A' || account.id || ' …'
	FROM account WHERE account.status = 'active' AND account.kind IN ('b2b', 'channel') AND account.id NOT IN (
		SELECT contact.account FROM contact WHERE coalesce(contact.left_on, '9999-12-31') > :today)
	UNION ALL SELECT 9, 'tax_id', 'A' || account.id, account.name, account.tax_id,
		'compare with the licence, then kam account edit A' || account.id || ' --tax-id …'
	FROM account WHERE length(account.tax_id) = 18 AND (
		SELECT min(digit) >= 0 AND (31 - sum(digit * weight) % 31) % 31 <>
			instr('0123456789ABCDEFGHJKLMNPQRTUWXY', upper(substr(account.tax_id, 18, 1))) - 1
		FROM (
			SELECT instr('0123456789ABCDEFGHJKLMNPQRTUWXY', upper(substr(account.tax_id, place.number, 1))) - 1 AS digit, place.weight
			FROM place
		)
	) AND instr('0123456789ABCDEFGHJKLMNPQRTUWXY', upper(substr(account.tax_id, 18, 1))) > 0
	UNION ALL SELECT 10, 'same_tax_id', 'A' || account.id, account.name, account.tax_id || ', as A' || other.id || ' ' || other.name,
		'if they are one customer: kam account merge A' || other.id || ' A' || account.id
	FROM (
		SELECT id, name, tax_id, min(id) OVER (PARTITION BY kam_fold(replace(replace(tax_id, ' ', ''), '-', ''))) AS first
		FROM account WHERE tax_id IS NOT NULL
	) AS account JOIN account AS other ON other.id = account.first WHERE account.id <> account.first
	UNION ALL SELECT 11, 'same_name', 'A' || account.id, account.name, 'as A' || other.id || ' ' || other.name,
		'if they are one customer: kam account merge A' || other.id || ' A' || account.id
	FROM (SELECT id, name, min(id) OVER (PARTITION BY name_key) AS first FROM account) AS account
		JOIN account AS other ON other.id = account.first WHERE account.id <> account.first
	UNION ALL SELECT 12, 'same_contact', 'C' || contact.id, contact.name, 'as C' || other.id || ' ' || other.name || ' of ' || account.name,
		'if they are one person: kam account contact rm C' || contact.id
	FROM (SELECT id, name, account, min(id) OVER (PARTITION BY account, name_key) AS first FROM contact) AS contact
		JOIN account ON account.id = contact.account JOIN contact AS other ON other.id = contact.first
	WHERE contact.id <> contact.first
	UNION ALL SELECT 13, 'ticket_holder', 'T' || ticket.id, ticket.title, ticket.status,
		'kam ticket event add T' || ticket.id || ' assign --dept …'
	FROM ticket WHERE ticket.status NOT IN ('resolved', 'closed') AND ticket.dept IS NULL AND ticket.assignee IS NULL
	UNION ALL SELECT 14, 'ticket_account', 'T' || ticket.id, ticket.title, ticket.status,
		'kam ticket edit T' || ticket.id || ' --account …'
	FROM ticket WHERE ticket.status <> 'closed' AND ticket.account IS NULL
	UNION ALL SELECT 15, 'ticket_closed_at', 'T' || ticket.id, ticket.title, NULL,
		'kam ticket event add T' || ticket.id || ' confirm --happened-at …'
	FROM ticket WHERE ticket.status = 'closed' AND ticket.closed_at IS NULL
	UNION ALL SELECT 16, 'invoice_due_on', 'IV' || invoice.id, invoice.number, invoice.issued_on,
		'kam account invoice edit IV' || invoice.id || ' --due-on …'
	FROM invoice WHERE invoice.status = 'valid' AND invoice.paid_on IS NULL AND invoice.due_on IS NULL
	UNION ALL SELECT 17, 'owner_left', held.id, held.name, person.name || ', ' || person.left_on,
		held.todo
	FROM (
		SELECT 'B' || bid.id AS id, bid.title AS name, bid.owner, 'kam bid edit B' || bid.id || ' --owner …' AS todo
		FROM bid JOIN stage ON stage.id = bid.stage WHERE stage.outcome = 'open'
		UNION ALL SELECT 'L' || lead.id, lead.name, lead.owner, 'kam lead edit L' || lead.id || ' --owner …'
		FROM lead WHERE lead.status IN ('open', 'pool', 'qualified')
		UNION ALL SELECT 'SE' || seat.id, account.name, seat.person, 'kam account seat edit SE' || seat.id || ' --ends-on …'
		FROM seat JOIN account ON account.id = seat.account WHERE coalesce(seat.ends_on, '9999-12-31') >= :today
	) AS held JOIN person ON person.id = held.owner WHERE person.left_on <= :today
	UNION ALL SELECT 18, 'contract_bid', 'CT' || contract.id, contract.number, 'B' || bid.id || ' ' || bid.title || ', ' || stage.name,
		'if it is won: kam bid win B' || bid.id
	FROM contract JOIN bid ON bid.id = contract.bid JOIN stage ON stage.id = bid.stage WHERE stage.outcome <> 'won'
	UNION ALL SELECT 19, 'contract_milestones', 'CT' || contract.id, contract.number,
		count(milestone.amount) || ' of ' || count(*) || ' milestones have an amount',
		'kam bid milestone list --contract CT' || contract.id
	FROM contract JOIN milestone ON milestone.contract = contract.id GROUP BY contract.id
	HAVING count(milestone.amount) > 0 AND (count(milestone.amount) < count(*) OR sum(milestone.amount) IS NOT contract.value
		OR min(milestone.currency = contract.currency) = 0)
	UNION ALL SELECT 20, 'no_rate', money.id, money.name, money.currency || ', ' || money.day,
		'kam config rate add ' || money.currency || ' … --starts-on ' || money.day
	FROM money WHERE money.currency <> :base AND NOT EXISTS (
		SELECT 1 FROM rate WHERE rate.currency = money.currency AND rate.starts_on <= money.day)
	UNION ALL SELECT 21, 'bid_changes', 'B' || bid.id, bid.title, last.field || ' became ' || coalesce(last.new, 'nothing'),
		'kam bid change list --bid B' || bid.id
	FROM (
		SELECT bid, field, new, row_number() OVER (PARTITION BY bid, field ORDER BY happened_at DESC, id DESC) AS place
		FROM change WHERE field IN ('stage', 'value', 'close_on')
	) AS last JOIN bid ON bid.id = last.bid JOIN stage ON stage.id = bid.stage
	WHERE last.place = 1 AND CASE last.field WHEN 'value' THEN kam_minor(last.new, bid.currency) IS NOT bid.value
		WHEN 'close_on' THEN last.new IS NOT bid.close_on
		ELSE last.new IS NOT stage.name AND last.new IN (SELECT name FROM stage) END
)

-- section: checks  What was looked at
-- key:     what
-- column:  what text [Check], findings integer, meaning text
WITH {finding}, looked (place, name, meaning) AS (
	VALUES (1, 'bid_account', 'open bid without an account'),
		(2, 'bid_owner', 'open bid without an owner'),
		(3, 'bid_close_on', 'open bid that should be decided by now'),
		(4, 'bid_closed_on', 'decided bid without its day, in no period'),
		(5, 'lead_owner', 'open lead without an owner, and not in the pool'),
		(6, 'lead_account', 'converted lead without the account it became'),
		(7, 'account_owner', 'active customer without an account manager'),
		(8, 'account_contact', 'active customer with nobody known there'),
		(9, 'tax_id', 'tax number whose check character is wrong (GB 32100)'),
		(10, 'same_tax_id', 'the same tax number, written otherwise'),
		(11, 'same_name', 'the same name, but for case, width, blanks and brackets'),
		(12, 'same_contact', 'the same name twice at one customer'),
		(13, 'ticket_holder', 'open ticket that nobody holds'),
		(14, 'ticket_account', 'open ticket without a customer'),
		(15, 'ticket_closed_at', 'closed ticket without a time of closing'),
		(16, 'invoice_due_on', 'unpaid invoice without a last day to pay'),
		(17, 'owner_left', 'the owner has left'),
		(18, 'contract_bid', 'contract of a bid that is not won'),
		(19, 'contract_milestones', 'milestones that do not make the value of their contract'),
		(20, 'no_rate', 'an amount in a currency without a rate on its day'),
		(21, 'bid_changes', 'bid whose last change says something else than the bid')
)
SELECT looked.name AS what, count(finding.id) AS findings, looked.meaning
FROM looked LEFT JOIN finding ON finding.what = looked.name
WHERE :only = 'all' OR looked.name = :only
GROUP BY looked.place ORDER BY looked.place

-- rows:    the records behind one check
-- column:  id text [ID], name text [Name], detail text, todo text [What to do]
WITH {finding}
SELECT id, name, detail, todo FROM finding WHERE what = :key
ORDER BY substr(id, 1, 1), CAST(ltrim(id, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') AS INTEGER)

-- section: findings  What to mend
-- findings: yes
-- column:  id text [ID], what text [Check], name text [Name], detail text, todo text [What to do]
WITH {finding}
SELECT id, what, name, detail, todo FROM finding WHERE :only = 'all' OR what = :only
ORDER BY place, substr(id, 1, 1), CAST(ltrim(id, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') AS INTEGER)
