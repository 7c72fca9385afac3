-- title:   Lead
-- about:   One lead on one screen: who it is, how far they trust us, what worries them, what comes next and what it lacks.
-- about:   Of one that is converted, the last touches are the customer's, where its own went.
-- about:   Lacks is what the setting lead_valid_rule asks of a valid lead and this one has not.
-- param:   lead    reference(lead)    which lead
-- record:  lead
-- main:    lead

-- section: lead  The lead
-- shape:   record
-- key:     id
-- column:  id id(lead), name text, company text, contact_name text [Contact], phone text, email text
-- column:  status text, owner text, account text, drop_reason text [Drop reason], opted_out text [Opted out]
-- column:  scene text, source text, campaign text, region text, arrived_on date [Arrived], age integer [Age (days)]
-- column:  trust text, forced_by text [Forced by]
-- column:  prospects integer, market integer [Market strength], funds integer, credit integer, evidence text
-- column:  next_step text [Next step], next_on date [Next on], plan text [Nurture plan], lacks text [Lacks]
SELECT lead.id, lead.name, lead.company, kam_personal(lead.contact_name) AS contact_name, kam_personal(lead.phone) AS phone,
	kam_personal(lead.email) AS email, lead.status, {field(owner)} AS owner, {field(account)} AS account, lead.drop_reason,
	CASE WHEN lead.opt_out = 1 THEN 'yes' END AS opted_out,
	lead.scene, {field(source)} AS source, {field(campaign)} AS campaign, lead.region, lead.arrived_on, {field(age)} AS age,
	lead.trust, {field(forced_by)} AS forced_by, lead.prospects, lead.market, lead.funds, lead.credit, lead.evidence,
	lead.next_step, lead.next_on, nurture.name || ' (' || lead.nurture_on || ')' AS plan, {field(lacks)} AS lacks
FROM lead LEFT JOIN nurture ON nurture.id = lead.nurture WHERE lead.id = :lead

-- section: concerns  Concerns
-- key:     id
-- quiet:   yes
-- column:  id id(concern), body text [What worries them], raised_on date [Raised], cleared_on date [Cleared], how text
SELECT concern.id, concern.body, concern.raised_on, concern.cleared_on, concern.how
FROM concern WHERE concern.lead = :lead
ORDER BY concern.cleared_on IS NOT NULL, concern.raised_on, concern.id LIMIT 8

-- section: steps  Steps of the plan
-- key:     id
-- quiet:   yes
-- column:  id id(nurture), step text, channel text, due_on date [Due]
SELECT step.id, step.step, step.channel, CASE step.id WHEN lead.nurture THEN lead.next_on
	ELSE max(:today, date(lead.nurture_on, '+' || step.day || ' days')) END AS due_on
FROM lead JOIN nurture AS now ON now.id = lead.nurture JOIN nurture AS step ON step.name = now.name AND step.day >= now.day
WHERE lead.id = :lead ORDER BY step.day LIMIT 8

-- section: touches  Last touches
-- key:     id
-- quiet:   yes
-- column:  id id(touch), happened_at instant [When], channel text, done_by text [By], body text [What], response text
-- column:  no_next text [No next step]
SELECT touch.id, touch.happened_at, touch.channel, person.name AS done_by, touch.body,
	nullif(touch.response, 'none') AS response, touch.no_next
FROM touch LEFT JOIN person ON person.id = touch.done_by
WHERE (touch.lead = :lead OR touch.account = (SELECT account FROM lead WHERE id = :lead AND status = 'converted'))
	AND touch.happened_at <= :now ORDER BY touch.happened_at DESC, touch.id DESC LIMIT 6
