-- title:   Lead sources
-- about:   What each scene and source brings: leads, valid ones, conversions, and what a conversion cost.
-- about:   A lead's scene is that of its source. Valid is what the setting lead_valid_rule asks for.
-- about:   What was spent is what the source says, all told, whichever the period.
-- about:   A plan is a source with leads planned or a budget; it counts whole, with all its leads, when it runs in the period.
-- param:   period  period = this year   when the leads came to us
-- record:  lead
-- main:    sources

-- shared:  plan
plan AS (
	SELECT source.id, source.scene, source.name, source.starts_on, source.ends_on, source.manager, source.target_leads AS planned,
		(SELECT count(*) FROM lead WHERE lead.source = source.id AND {where}) AS leads,
		(SELECT count(*) FROM lead WHERE lead.source = source.id AND lead.status = 'converted' AND {where}) AS converted,
		CASE WHEN source.currency = :base THEN source.budget
			ELSE CAST(round(source.budget * (SELECT factor FROM rate WHERE rate.currency = source.currency
				AND rate.starts_on <= coalesce(source.starts_on, :today) ORDER BY rate.starts_on DESC LIMIT 1)) AS INTEGER) END AS budget,
		CASE WHEN source.currency = :base THEN source.spent
			ELSE CAST(round(source.spent * (SELECT factor FROM rate WHERE rate.currency = source.currency
				AND rate.starts_on <= coalesce(source.starts_on, :today) ORDER BY rate.starts_on DESC LIMIT 1)) AS INTEGER) END AS spent,
		CAST(julianday(source.ends_on) - julianday(source.starts_on) + 1 AS INTEGER) AS days,
		CAST(max(min(julianday(:today), julianday(source.ends_on)) - julianday(source.starts_on) + 1, 0) AS INTEGER) AS gone
	FROM source WHERE (source.target_leads IS NOT NULL OR source.budget IS NOT NULL)
		AND coalesce(source.starts_on < :period_to, 1) AND coalesce(source.ends_on >= :period_from, 1)
)

-- section: scenes  By scene
-- key:     scene
-- column:  scene text, sources integer, leads integer, valid integer, converted integer
-- column:  rate percent [Conversion] = converted / leads, spent money, cost_per_conversion money = spent / converted
WITH tally AS (
	SELECT coalesce(source.scene, lead.scene) AS scene, count(*) AS leads, count(*) FILTER (WHERE {field(valid)}) AS valid,
		count(*) FILTER (WHERE lead.status = 'converted') AS converted
	FROM lead LEFT JOIN source ON source.id = lead.source
	WHERE CASE WHEN lead.arrived_on IS NULL THEN {period(created_at)} ELSE {period(arrived_on)} END AND {where}
	GROUP BY 1
), cost AS (
	SELECT source.scene, count(*) AS sources, sum(CASE WHEN source.currency = :base THEN source.spent
		ELSE CAST(round(source.spent * (SELECT factor FROM rate WHERE rate.currency = source.currency
			AND rate.starts_on <= coalesce(source.starts_on, :today) ORDER BY rate.starts_on DESC LIMIT 1)) AS INTEGER) END) AS spent
	FROM source GROUP BY source.scene
), scene (place, name) AS (VALUES (1, 'manual'), (2, 'community'), (3, 'merchant'), (4, 'outreach'))
SELECT scene.name AS scene, coalesce(cost.sources, 0) AS sources, coalesce(tally.leads, 0) AS leads,
	coalesce(tally.valid, 0) AS valid, coalesce(tally.converted, 0) AS converted, cost.spent
FROM scene LEFT JOIN cost ON cost.scene = scene.name LEFT JOIN tally ON tally.scene = scene.name
ORDER BY scene.place

-- rows:    the leads of the scene
SELECT lead.id, lead.name, source.name AS source, lead.status, {field(valid)} AS valid, {field(owner)} AS owner, lead.arrived_on
FROM lead LEFT JOIN source ON source.id = lead.source
WHERE CASE WHEN lead.arrived_on IS NULL THEN {period(created_at)} ELSE {period(arrived_on)} END AND {where}
	AND coalesce(source.scene, lead.scene) = :key
ORDER BY lead.arrived_on IS NULL, lead.arrived_on, lead.id

-- missing: lead(s) without a day of arrival, counted by the day of their entry
SELECT count(*) FROM lead WHERE lead.arrived_on IS NULL AND {period(created_at)} AND {period(arrived_on)} IS NOT 1 AND {where}

-- section: sources  By source
-- key:     source
-- column:  scene text, source text, leads integer, valid integer, converted integer
-- column:  rate percent [Conversion] = converted / leads, spent money, cost_per_conversion money = spent / converted
-- column:  planned integer [Leads planned], done percent [Of the plan] = leads / planned
-- spare:   planned, done, rate
-- chart:   bar source leads
--- A name that several scenes have is said with its scene, as it is referred to.
WITH tally AS (
	SELECT coalesce(source.scene, lead.scene) AS scene, lead.source, count(*) AS leads,
		count(*) FILTER (WHERE {field(valid)}) AS valid, count(*) FILTER (WHERE lead.status = 'converted') AS converted
	FROM lead LEFT JOIN source ON source.id = lead.source
	WHERE CASE WHEN lead.arrived_on IS NULL THEN {period(created_at)} ELSE {period(arrived_on)} END AND {where}
	GROUP BY 1, 2
), place AS (
	SELECT source.id, source.scene, source.target_leads AS planned,
		CASE WHEN count(*) OVER (PARTITION BY source.name) > 1 THEN source.scene || '/' ELSE '' END || source.name AS name,
		CASE WHEN source.currency = :base THEN source.spent
		ELSE CAST(round(source.spent * (SELECT factor FROM rate WHERE rate.currency = source.currency
			AND rate.starts_on <= coalesce(source.starts_on, :today) ORDER BY rate.starts_on DESC LIMIT 1)) AS INTEGER) END AS spent
	FROM source
), line AS (
	SELECT place.scene, place.name AS source, coalesce(tally.leads, 0) AS leads, coalesce(tally.valid, 0) AS valid,
		coalesce(tally.converted, 0) AS converted, place.spent, place.planned
	FROM place LEFT JOIN tally ON tally.source = place.id
	UNION ALL SELECT scene, CASE WHEN count(*) OVER () > 1 THEN scene || '/' END, leads, valid, converted, NULL, NULL
	FROM tally WHERE source IS NULL
)
SELECT scene, source, leads, valid, converted, spent, planned FROM line
WHERE leads > 0 OR spent IS NOT NULL OR planned IS NOT NULL
ORDER BY CASE scene WHEN 'manual' THEN 1 WHEN 'community' THEN 2 WHEN 'merchant' THEN 3 ELSE 4 END, leads DESC, source IS NULL, source

-- rows:    the leads from the source
WITH named AS (
	SELECT source.id, CASE WHEN count(*) OVER (PARTITION BY source.name) > 1 THEN source.scene || '/' ELSE '' END || source.name AS name
	FROM source
)
SELECT lead.id, lead.name, lead.scene, lead.status, {field(valid)} AS valid, {field(owner)} AS owner, lead.arrived_on
FROM lead LEFT JOIN named ON named.id = lead.source
WHERE CASE WHEN lead.arrived_on IS NULL THEN {period(created_at)} ELSE {period(arrived_on)} END AND {where}
	AND (named.name IS :key OR (lead.source IS NULL AND lead.scene || '/' = :key))
ORDER BY lead.arrived_on IS NULL, lead.arrived_on, lead.id

-- missing: lead(s) without a day of arrival, counted by the day of their entry
SELECT count(*) FROM lead WHERE lead.arrived_on IS NULL AND {period(created_at)} AND {period(arrived_on)} IS NOT 1 AND {where}

-- missing: source(s) in a currency without a rate, in no sum
SELECT count(*) FROM source WHERE source.spent IS NOT NULL AND source.currency <> :base AND NOT EXISTS (
	SELECT 1 FROM rate WHERE rate.currency = source.currency AND rate.starts_on <= coalesce(source.starts_on, :today))

-- section: plans  Plan against done
-- key:     id
-- column:  id id(source), name text [Source], starts_on date [From], ends_on date [To], planned integer [Leads planned], leads integer
-- column:  done percent [Of the plan] = leads / planned, budget money, spent money, used percent [Of the budget] = spent / budget
-- column:  gone integer [Days gone], days integer [Days in all], time percent [Of its time] = gone / days
-- column:  converted integer, planned_cost money [Planned per lead] = budget / planned, lead_cost money [Cost per lead] = spent / leads
-- spare:   gone, days, planned_cost, converted, lead_cost, starts_on
WITH {plan}
SELECT id, name, starts_on, ends_on, planned, leads, budget, spent, gone, days, converted
FROM plan ORDER BY starts_on IS NULL, starts_on, id

-- rows:    the leads that it brought
SELECT lead.id, lead.name, lead.status, {field(valid)} AS valid, {field(owner)} AS owner, lead.arrived_on
FROM lead WHERE lead.source IS :key AND {where} ORDER BY lead.arrived_on IS NULL, lead.arrived_on, lead.id

-- missing: plan(s) in a currency without a rate, in no sum
WITH {plan} SELECT count(*) FROM plan JOIN source ON source.id = plan.id
WHERE (source.spent IS NOT NULL AND plan.spent IS NULL) OR (source.budget IS NOT NULL AND plan.budget IS NULL)

-- section: behind  Plans that are not kept
-- key:     id
-- findings: yes
-- column:  id id(source), name text [Source], why text [What is wrong], manager text, ends_on date [To], planned integer [Leads planned], leads integer
-- column:  budget money, spent money
WITH {plan}, judged AS (
	SELECT plan.*, nullif(substr(CASE WHEN leads >= planned THEN '' WHEN ends_on < :today THEN ', short of leads'
			WHEN leads * 1.0 * days < planned * 1.0 * gone THEN ', behind its time' ELSE '' END
		|| CASE WHEN spent > budget THEN ', over its budget' ELSE '' END
		|| CASE WHEN spent IS NULL AND ends_on < :today THEN ', nothing spent is written down' ELSE '' END, 3), '') AS why
	FROM plan
)
SELECT judged.id, judged.name, judged.why, person.name AS manager, judged.ends_on, judged.planned, judged.leads, judged.budget,
	judged.spent
FROM judged LEFT JOIN person ON person.id = judged.manager WHERE judged.why IS NOT NULL ORDER BY judged.ends_on, judged.id

-- rows:    the leads that it brought
SELECT lead.id, lead.name, lead.status, {field(valid)} AS valid, {field(owner)} AS owner, lead.arrived_on
FROM lead WHERE lead.source IS :key AND {where} ORDER BY lead.arrived_on IS NULL, lead.arrived_on, lead.id
