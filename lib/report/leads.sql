-- title:   Leads
-- about:   Leads that came in, how many of them are valid, and how many became customers.
-- about:   Valid is what the setting lead_valid_rule asks for; the day of its last change is printed beside the figure.
-- about:   Valid leads needed = target ÷ (lead-to-win rate × mean deal), of leads that are valid, converted or won.
-- param:   period  period = this year       when they came to us
-- param:   by      field(lead) = source     a line for each value of this field, path or tag
-- param:   basis   period = all             when those leads came whose wins make the rate and the mean deal
-- param:   target  money =  # an amount to be won; else the targets for won_value and revenue
-- main:    lines

-- section: total  All leads
-- column:  leads integer, valid integer, valid_rate percent = valid / leads
-- column:  converted integer, rate percent [Conversion] = converted / leads
-- column:  pool integer [In the pool], dropped integer, rule_of date [By the rule of]
SELECT count(*) AS leads, count(*) FILTER (WHERE {field(valid)}) AS valid,
	count(*) FILTER (WHERE lead.status = 'converted') AS converted, count(*) FILTER (WHERE lead.status = 'pool') AS pool,
	count(*) FILTER (WHERE lead.status = 'dropped') AS dropped,
	(SELECT kam_day(updated_at) FROM setting WHERE name = 'lead_valid_rule') AS rule_of
FROM lead WHERE CASE WHEN lead.arrived_on IS NULL THEN {period(created_at)} ELSE {period(arrived_on)} END AND {where}

-- missing: lead(s) without a day of arrival, counted by the day of their entry
SELECT count(*) FROM lead WHERE lead.arrived_on IS NULL AND {period(created_at)} AND {period(arrived_on)} IS NOT 1 AND {where}

-- section: lines  By {by}
-- key:     name
-- column:  name {by}, leads integer, valid integer, valid_rate percent = valid / leads
-- column:  converted integer, rate percent [Conversion] = converted / leads
-- chart:   bar name leads
SELECT {by} AS name, count(*) AS leads, count(*) FILTER (WHERE {field(valid)}) AS valid,
	count(*) FILTER (WHERE lead.status = 'converted') AS converted
FROM lead WHERE CASE WHEN lead.arrived_on IS NULL THEN {period(created_at)} ELSE {period(arrived_on)} END AND {where}
GROUP BY 1 ORDER BY count(*) DESC, {by} IS NULL, {by}

-- rows:    the leads behind one line
SELECT lead.id, lead.name, lead.trust, lead.status, {field(valid)} AS valid, {field(owner)} AS owner,
	lead.next_on, lead.arrived_on
FROM lead WHERE CASE WHEN lead.arrived_on IS NULL THEN {period(created_at)} ELSE {period(arrived_on)} END AND {where}
	AND {by} IS :key
ORDER BY lead.arrived_on IS NULL, lead.arrived_on, lead.id

-- missing: lead(s) without a day of arrival, counted by the day of their entry
SELECT count(*) FROM lead WHERE lead.arrived_on IS NULL AND {period(created_at)} AND {period(arrived_on)} IS NOT 1 AND {where}

-- section: needed  Valid leads needed
-- key:     id
-- column:  id id(target) [Target], whose text [For whom], span text [Period], goal money
-- column:  leads integer, won integer [Leads won], deals integer, won_value money
-- column:  needed number = goal / (won / leads * won_value / deals), have integer [Valid and open], gap number = needed - have
-- column:  win_rate percent [Lead-to-win rate] = won / leads, mean_deal money = won_value / deals, metric text
--- Whose leads they are: a person's own; a unit's are those of its people.
WITH chosen AS (
	SELECT lead.id, lead.owner, lead.status, {field(valid)} AS valid,
		CASE WHEN lead.arrived_on IS NULL THEN {basis(created_at)} ELSE {basis(arrived_on)} END AS counts
	FROM lead WHERE {where}
), won AS (
	SELECT bid.lead, {field(bid.value)} AS value
	FROM bid JOIN stage ON stage.id = bid.stage JOIN chosen ON chosen.id = bid.lead
	WHERE stage.outcome = 'won' AND chosen.counts
), history AS (
	SELECT (SELECT count(*) FROM chosen
			WHERE counts AND (valid OR status = 'converted' OR id IN (SELECT lead FROM won))) AS leads,
		count(DISTINCT lead) AS won, count(value) AS deals, coalesce(sum(value), 0) AS won_value
	FROM won
), wanted (id, person, unit, whose, span, metric, goal) AS (
	SELECT target.id, target.person, target.unit, coalesce(person.name, unit.name), target.period, target.metric,
		CAST(round(target.goal * CASE kam_currency_digits(:base) WHEN 0 THEN 1 WHEN 3 THEN 1000 ELSE 100 END) AS INTEGER)
	FROM target LEFT JOIN person ON person.id = target.person LEFT JOIN unit ON unit.id = target.unit
	WHERE :target IS NULL AND target.metric IN ('won_value', 'revenue') AND target.account IS NULL
		AND coalesce(kam_period_from(target.period) < :period_to, 1) AND coalesce(kam_period_to(target.period) > :period_from, 1)
	UNION ALL SELECT NULL, NULL, NULL, NULL, NULL, 'won_value', :target WHERE :target IS NOT NULL
)
SELECT wanted.id, wanted.whose, wanted.span, wanted.goal, history.leads, history.won, history.deals, history.won_value, (
		SELECT count(*) FROM chosen LEFT JOIN person ON person.id = chosen.owner
		WHERE chosen.valid AND chosen.status IN ('open', 'qualified')
			AND (wanted.person IS NULL OR chosen.owner = wanted.person) AND (wanted.unit IS NULL OR person.unit = wanted.unit)
	) AS have, wanted.metric
FROM wanted CROSS JOIN history ORDER BY wanted.span, wanted.whose, wanted.id

-- section: ageing  Open leads by age
-- key:     days
-- column:  days text [Days since arrival], leads integer, valid integer, untouched integer [Never touched]
-- column:  overdue integer [Next step overdue], no_step integer [No next step]
WITH open_lead AS (
	SELECT {field(age)} AS age, {field(valid)} AS valid, lead.next_on,
		EXISTS (SELECT 1 FROM touch WHERE touch.lead = lead.id) AS touched
	FROM lead WHERE lead.status IN ('open', 'pool', 'qualified') AND {where}
), band (place, name, least, most) AS (
	VALUES (1, '0-7', -1000000, 7), (2, '8-30', 8, 30), (3, '31-90', 31, 90), (4, '91-180', 91, 180), (5, 'over 180', 181, 1000000)
)
SELECT band.name AS days, count(age) AS leads, count(*) FILTER (WHERE valid) AS valid,
	count(*) FILTER (WHERE NOT touched) AS untouched, count(*) FILTER (WHERE next_on < :today) AS overdue,
	count(*) FILTER (WHERE age IS NOT NULL AND next_on IS NULL) AS no_step
FROM band LEFT JOIN open_lead ON age BETWEEN least AND most
GROUP BY band.place ORDER BY band.place

-- rows:    the open leads of that age
SELECT lead.id, lead.name, {field(age)} AS age, lead.status, {field(owner)} AS owner, lead.next_step, lead.next_on
FROM lead WHERE lead.status IN ('open', 'pool', 'qualified') AND {where}
	AND :key = CASE WHEN {field(age)} <= 7 THEN '0-7' WHEN {field(age)} <= 30 THEN '8-30' WHEN {field(age)} <= 90 THEN '31-90'
		WHEN {field(age)} <= 180 THEN '91-180' ELSE 'over 180' END
ORDER BY {field(age)} DESC, lead.id

-- section: lacks  What open leads lack for being valid
-- key:     what
-- column:  what text, leads integer [Leads without it], open integer [Open leads], share percent = leads / open
--- The words of the setting, in their order.
WITH RECURSIVE word (place, name, rest) AS (
	SELECT 0, NULL, coalesce(value, standard) || ' ' FROM setting WHERE name = 'lead_valid_rule'
	UNION ALL SELECT place + 1, substr(rest, 1, instr(rest, ' ') - 1), substr(rest, instr(rest, ' ') + 1)
	FROM word WHERE rest <> ''
), open_lead AS (
	SELECT lead.* FROM lead WHERE lead.status IN ('open', 'pool', 'qualified') AND {where}
)
SELECT word.name AS what, (
		SELECT count(*) FROM open_lead AS lead WHERE CASE word.name WHEN 'owner' THEN lead.owner IS NULL
			WHEN 'prospects' THEN lead.prospects IS NULL WHEN 'market' THEN lead.market IS NULL
			WHEN 'funds' THEN lead.funds IS NULL WHEN 'credit' THEN lead.credit IS NULL
			WHEN 'recognition' THEN lead.trust = 'interest' WHEN 'trust' THEN lead.trust <> 'trust'
			WHEN 'next_step' THEN lead.next_step IS NULL WHEN 'next_on' THEN lead.next_on IS NULL END
	) AS leads, (SELECT count(*) FROM open_lead) AS open
FROM word WHERE word.place > 0 ORDER BY word.place

-- rows:    the open leads without it
SELECT lead.id, lead.name, lead.status, {field(owner)} AS owner, lead.trust, lead.next_step, lead.next_on
FROM lead WHERE lead.status IN ('open', 'pool', 'qualified') AND {where}
	AND CASE :key WHEN 'owner' THEN lead.owner IS NULL WHEN 'prospects' THEN lead.prospects IS NULL
		WHEN 'market' THEN lead.market IS NULL WHEN 'funds' THEN lead.funds IS NULL WHEN 'credit' THEN lead.credit IS NULL
		WHEN 'recognition' THEN lead.trust = 'interest' WHEN 'trust' THEN lead.trust <> 'trust'
		WHEN 'next_step' THEN lead.next_step IS NULL WHEN 'next_on' THEN lead.next_on IS NULL END
ORDER BY lead.id
