-- Who lead match would list: within 15 km, with two tags, not touched in 14 days, to be called.
SELECT id, name, phone, 2 * 6371008.8 * asin(sqrt(pow(sin(radians(lat - 31.23) / 2), 2)
	+ cos(radians(31.23)) * cos(radians(lat)) * pow(sin(radians(lon - 121.47) / 2), 2))) AS metres FROM lead
WHERE lat BETWEEN 31.0951 AND 31.3649 AND lon BETWEEN 121.3122 AND 121.6278 AND metres <= 15000
	AND EXISTS (SELECT 1 FROM tag WHERE record = 'lead' AND record_id = lead.id AND key = '职业' AND value = '医生')
	AND EXISTS (SELECT 1 FROM tag WHERE record = 'lead' AND record_id = lead.id AND key = '收入' AND value = '高')
	AND status <> 'converted' AND status <> 'dropped' AND coalesce(opt_out, 0) = 0 AND consent_on <= '2026-07-15' AND phone IS NOT NULL
	AND NOT EXISTS (SELECT 1 FROM touch WHERE touch.lead = lead.id AND happened_at >= '2026-07-02' AND happened_at <= '2026-07-15T09:30:00Z')
ORDER BY metres, id;
