-- title:   Plans
-- about:   Objectives with customers, what is done about them next, what is late, and what it brought.
-- about:   An action names the lead that it brought; the bids of that lead, and those of them that were won, count with
-- about:   it. An action is overdue from the day after the one it was due on. A plan counts by its status, whenever it was.
-- param:   status  choice(open|met|missed|dropped|all) = open   plans that stand so
-- record:  plan
-- main:    accounts

-- section: accounts  By customer
-- key:     id
-- column:  id id(account), account text, plans integer, open integer [Open actions], overdue integer, done integer
-- column:  leads integer [Leads brought], converted integer, bids integer, won integer, won_value money
-- column:  reviewed_on date [Last review]
-- spare:   converted, bids, leads
WITH chosen AS (
	SELECT plan.id, plan.account, plan.reviewed_on FROM plan WHERE (:status = 'all' OR plan.status = :status) AND {where}
), action AS (
	SELECT chosen.account, planaction.* FROM planaction JOIN chosen ON chosen.id = planaction.parent_plan
), counted AS (
	SELECT account, sum(done_on IS NULL) AS open, sum(done_on IS NULL AND due_on < :today) AS overdue,
		sum(done_on IS NOT NULL) AS done FROM action GROUP BY account
), brought AS (
	SELECT DISTINCT account, lead FROM action WHERE lead IS NOT NULL
), deal AS (
	SELECT brought.account, count(*) AS bids, sum(stage.outcome = 'won') AS won,
		coalesce(sum({field(bid.value)}) FILTER (WHERE stage.outcome = 'won'), 0) AS won_value
	FROM brought JOIN bid ON bid.lead = brought.lead JOIN stage ON stage.id = bid.stage GROUP BY brought.account
), fruit AS (
	SELECT brought.account, count(*) AS leads, sum(lead.status = 'converted') AS converted
	FROM brought JOIN lead ON lead.id = brought.lead GROUP BY brought.account
)
SELECT account.id, account.name AS account, count(*) AS plans, coalesce(counted.open, 0) AS open,
	coalesce(counted.overdue, 0) AS overdue, coalesce(counted.done, 0) AS done, coalesce(fruit.leads, 0) AS leads,
	coalesce(fruit.converted, 0) AS converted, coalesce(deal.bids, 0) AS bids, coalesce(deal.won, 0) AS won,
	coalesce(deal.won_value, 0) AS won_value, max(chosen.reviewed_on) AS reviewed_on
FROM chosen JOIN account ON account.id = chosen.account LEFT JOIN counted ON counted.account = account.id
	LEFT JOIN fruit ON fruit.account = account.id LEFT JOIN deal ON deal.account = account.id
GROUP BY account.id ORDER BY account.name, account.id

-- rows:    the actions at a customer, and what each brought
-- column:  id id(planaction), plan text, title text [Action], owner text, due_on date, done_on date, result text
-- column:  lead id(lead) [Lead], lead_status text [Became], won integer, won_value money
SELECT planaction.id, plan.title AS plan, planaction.title, person.name AS owner, planaction.due_on, planaction.done_on,
	planaction.result, lead.id AS lead, lead.status AS lead_status,
	CASE WHEN lead.id IS NOT NULL THEN count(bid.id) FILTER (WHERE stage.outcome = 'won') END AS won,
	sum({field(bid.value)}) FILTER (WHERE stage.outcome = 'won') AS won_value
FROM planaction JOIN plan ON plan.id = planaction.parent_plan LEFT JOIN person ON person.id = planaction.owner
	LEFT JOIN lead ON lead.id = planaction.lead LEFT JOIN bid ON bid.lead = lead.id LEFT JOIN stage ON stage.id = bid.stage
WHERE plan.account IS :key AND (:status = 'all' OR plan.status = :status) AND {where}
GROUP BY planaction.id ORDER BY plan.id, planaction.due_on IS NULL, planaction.due_on, planaction.id

-- missing: won bid(s) in a currency without a rate, in no sum
SELECT count(*) FROM bid JOIN stage ON stage.id = bid.stage JOIN planaction ON planaction.lead = bid.lead
WHERE stage.outcome = 'won' AND bid.value IS NOT NULL AND {field(bid.value)} IS NULL

-- section: objectives  Objectives, and what is next
-- key:     id
-- column:  id id(plan), account text, title text, objective text, status text, ends_on date
-- column:  open integer [Open actions], overdue integer, done integer, next text [Next action], due_on date
-- column:  reviewed_on date [Last review], days integer [Days since], review text
-- spare:   review, days, status, done
WITH next AS (
	SELECT parent_plan, title, due_on,
		row_number() OVER (PARTITION BY parent_plan ORDER BY due_on IS NULL, due_on, id) AS place
	FROM planaction WHERE done_on IS NULL
), counted AS (
	SELECT parent_plan, sum(done_on IS NULL) AS open, sum(done_on IS NULL AND due_on < :today) AS overdue,
		sum(done_on IS NOT NULL) AS done FROM planaction GROUP BY parent_plan
)
SELECT plan.id, account.name AS account, plan.title, plan.objective, plan.status, plan.ends_on,
	coalesce(counted.open, 0) AS open, coalesce(counted.overdue, 0) AS overdue, coalesce(counted.done, 0) AS done,
	next.title AS next, next.due_on, plan.reviewed_on,
	CAST(julianday(:today) - julianday(plan.reviewed_on) AS INTEGER) AS days, plan.review
FROM plan JOIN account ON account.id = plan.account LEFT JOIN counted ON counted.parent_plan = plan.id
	LEFT JOIN next ON next.parent_plan = plan.id AND next.place = 1
WHERE (:status = 'all' OR plan.status = :status) AND {where}
ORDER BY account.name, account.id, plan.ends_on IS NULL, plan.ends_on, plan.id

-- section: known  What we know there, and how old it is in days
-- key:     id
-- column:  id id(account), account text, insights integer, newest integer [Newest], expired integer
-- column:  rivals integer, rival_age integer [Rivals seen to], effort_age integer [Last effort], effort_days number [Days spent]
-- spare:   effort_days, rival_age
--- Effort of the last 12 months; an expired insight is in no other count.
WITH chosen AS (
	SELECT DISTINCT plan.account FROM plan WHERE (:status = 'all' OR plan.status = :status) AND {where}
), learnt AS (
	SELECT insight.account, sum({field(insight.expired)} IS NOT 1) AS insights, sum({field(insight.expired)}) AS expired,
		min({field(insight.age)}) FILTER (WHERE {field(insight.expired)} IS NOT 1) AS newest
	FROM insight GROUP BY insight.account
), seen AS (
	SELECT rival.account, count(*) AS rivals, min({field(rival.age)}) AS age FROM rival GROUP BY rival.account
), spent AS (
	SELECT effort.account, min({field(effort.age)}) AS age,
		sum(effort.days) FILTER (WHERE effort.spent_on > date(:today, '-12 months')) AS days
	FROM effort WHERE effort.spent_on <= :today GROUP BY effort.account
)
SELECT account.id, account.name AS account, coalesce(learnt.insights, 0) AS insights, learnt.newest,
	coalesce(learnt.expired, 0) AS expired, coalesce(seen.rivals, 0) AS rivals, seen.age AS rival_age,
	spent.age AS effort_age, spent.days AS effort_days
FROM chosen JOIN account ON account.id = chosen.account LEFT JOIN learnt ON learnt.account = account.id
	LEFT JOIN seen ON seen.account = account.id LEFT JOIN spent ON spent.account = account.id
ORDER BY account.name, account.id

-- rows:    insights, rivals and effort at a customer
-- column:  id text [ID], what text, name text, day date, age integer [Days old], expires_on date, expired flag
SELECT * FROM (
	SELECT 'IN' || insight.id AS id, insight.kind AS what, insight.body AS name, insight.seen_on AS day,
		{field(insight.age)} AS age, insight.expires_on, {field(insight.expired)} AS expired
	FROM insight WHERE insight.account IS :key
	UNION ALL SELECT 'RV' || rival.id, 'rival', rival.name, kam_day(rival.updated_at), {field(rival.age)}, NULL, NULL
	FROM rival WHERE rival.account IS :key
	UNION ALL SELECT 'EF' || effort.id, 'effort', effort.body, effort.spent_on, {field(effort.age)}, NULL, NULL
	FROM effort WHERE effort.account IS :key
)
ORDER BY age IS NULL, age, id

-- section: findings  What is not in order
-- key:     id
-- findings: yes
-- column:  id text [ID], account text, what text, name text, owner text, since date, days integer, todo text [What to do]
-- spare:   days, owner
WITH chosen AS (
	SELECT plan.* FROM plan WHERE plan.status = 'open' AND (:status = 'all' OR :status = 'open') AND {where}
), action AS (
	SELECT chosen.account, planaction.*, person.name AS who, person.left_on
	FROM planaction JOIN chosen ON chosen.id = planaction.parent_plan LEFT JOIN person ON person.id = planaction.owner
	WHERE planaction.done_on IS NULL
), patience AS (
	SELECT CAST(coalesce(value, standard) AS INTEGER) AS days FROM setting WHERE name = 'plan_review_days'
), finding (place, id, account, what, name, owner, since, todo) AS (
	SELECT 1, 'PL' || id, account, CASE WHEN EXISTS (SELECT 1 FROM planaction WHERE parent_plan = chosen.id)
			THEN 'objective without a next action' ELSE 'objective without an action' END, title, NULL, NULL,
		'kam account planaction add PL' || id || ' … --owner … --due-on …'
	FROM chosen WHERE NOT EXISTS (SELECT 1 FROM action WHERE action.parent_plan = chosen.id)
	UNION ALL
	SELECT 2, 'PA' || id, account, 'overdue', title, who, due_on, 'kam account planaction edit PA' || id || ' --done-on …'
	FROM action WHERE due_on < :today
	UNION ALL
	SELECT 3, 'PA' || id || '/owner', account, 'action without an owner', title, NULL, NULL,
		'kam account planaction edit PA' || id || ' --owner …'
	FROM action WHERE owner IS NULL
	UNION ALL
	SELECT 4, 'PA' || id || '/due', account, 'action without a date', title, who, NULL,
		'kam account planaction edit PA' || id || ' --due-on …'
	FROM action WHERE due_on IS NULL
	UNION ALL
	SELECT 5, 'PA' || id || '/left', account, 'the owner has left', title, who, left_on,
		'kam account planaction edit PA' || id || ' --owner …'
	FROM action WHERE left_on <= :today
	UNION ALL
	SELECT 6, 'PL' || id || '/review', account, CASE WHEN reviewed_on IS NULL THEN 'never reviewed'
			ELSE 'not reviewed for ' || patience.days || ' days' END, title, NULL,
		coalesce(reviewed_on, starts_on, kam_day(created_at)), 'kam account plan review PL' || id
	FROM chosen CROSS JOIN patience
	WHERE julianday(:today) - julianday(coalesce(reviewed_on, starts_on, kam_day(created_at))) >= patience.days
	UNION ALL
	SELECT 7, 'PL' || id || '/end', account, 'open after its end', title, NULL, ends_on,
		'kam account plan review PL' || id || ' --status …'
	FROM chosen WHERE ends_on < :today
	UNION ALL
	SELECT 8, 'IN' || insight.id, insight.account, 'expired insight', insight.body, NULL, insight.expires_on,
		'look again, then kam account insight edit IN' || insight.id || ' --expires-on …'
	FROM insight WHERE insight.account IN (SELECT account FROM chosen) AND {field(insight.expired)}
)
SELECT finding.id, account.name AS account, finding.what, finding.name, finding.owner, finding.since,
	CAST(julianday(:today) - julianday(finding.since) AS INTEGER) AS days, finding.todo
FROM finding JOIN account ON account.id = finding.account
ORDER BY account.name, account.id, finding.place, finding.since IS NULL, finding.since, length(finding.id), finding.id
