-- Why a lead is not to be reached, the first reason; empty: it is.
-- :by_status: the condition itself speaks of the status. :capped_from, :capped_to: the days of the cap, as instants.
CASE
	WHEN lead.status = 'converted' AND NOT :by_status THEN 'converted'
	WHEN lead.status = 'dropped' AND NOT :by_status THEN 'dropped'
	WHEN lead.opt_out = 1 THEN 'opt_out'
	WHEN lead.consent_on IS NULL OR lead.consent_on > :today THEN 'no_consent'
	WHEN EXISTS (SELECT 1 FROM touch WHERE touch.lead = lead.id AND touch.happened_at >= :capped_from AND touch.happened_at <= :now)
		THEN 'capped'
	WHEN :list = 'call' AND lead.phone IS NULL THEN 'no_phone'
	WHEN :list = 'mail' AND lead.email IS NULL THEN 'no_email'
END
