-- Why a contact is not to be reached, the first reason; empty: they are. As match_lead.sql.
-- A consumer is a customer and its contact in one: what touched the one touched the other.
CASE
	WHEN contact.left_on <= :today AND NOT :by_status THEN 'gone'
	WHEN contact.opt_out = 1 THEN 'opt_out'
	WHEN contact.consent_on IS NULL OR contact.consent_on > :today THEN 'no_consent'
	WHEN EXISTS (SELECT 1 FROM touch WHERE touch.contact = contact.id AND touch.happened_at >= :capped_from AND touch.happened_at <= :now)
		OR EXISTS (SELECT 1 FROM account JOIN touch ON touch.account = account.id WHERE account.id = contact.account
			AND account.kind = 'consumer' AND touch.happened_at >= :capped_from AND touch.happened_at <= :now)
		THEN 'capped'
	WHEN :list = 'call' AND contact.phone IS NULL THEN 'no_phone'
	WHEN :list = 'mail' AND contact.email IS NULL THEN 'no_email'
END
