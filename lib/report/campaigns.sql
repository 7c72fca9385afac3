-- title:   Campaigns
-- about:   What campaigns reached, what was answered, what they brought and cost. Reach is people touched, each once: contacts,
-- about:   else customers, else leads. Leads are those that name the campaign.
-- about:   A conversion or a bid is the campaign's that its lead names; else it followed the last touch of any campaign with the
-- about:   same customer or lead, or the conversion of a lead of a campaign, within so many days before. Each counts once.
-- about:   Return is what was won ÷ what it cost. All that a campaign brought counts, whenever it did.
-- param:   period  period = this year         when the campaigns began
-- param:   by      field(campaign) = name     a line for each value of this field or path
-- param:   days    integer = 180              within so many days a bid or a conversion followed
-- record:  campaign
-- main:    lines

-- shared:  campaign_work
--- Touches go to the customer with a converted lead; where they have not, they are the customer's all the same.
chosen AS (
	SELECT campaign.id, campaign.name, {by} AS line, {field(cost)} AS cost FROM campaign
	WHERE {where} AND CASE WHEN campaign.starts_on IS NULL THEN {period(created_at)} ELSE {period(starts_on)} END
), conversion AS (
	SELECT leadchange.lead AS id, kam_day(max(leadchange.happened_at)) AS day FROM leadchange
	WHERE leadchange.field = 'status' AND leadchange.new = 'converted' GROUP BY leadchange.lead
), touched AS (
	SELECT touch.id, touch.campaign, touch.happened_at AS at, kam_day(touch.happened_at) AS day, touch.response,
		coalesce('A' || coalesce(touch.account, lead.account), 'L' || touch.lead) AS whose,
		coalesce('C' || touch.contact, 'A' || coalesce(touch.account, lead.account), 'L' || touch.lead) AS person
	FROM touch LEFT JOIN lead ON lead.id = touch.lead WHERE touch.campaign IS NOT NULL
), reason AS (
	SELECT campaign, at, day, whose, id FROM touched
	UNION ALL SELECT lead.campaign, conversion.day, conversion.day, 'A' || lead.account, 0
	FROM lead JOIN conversion ON conversion.id = lead.id WHERE lead.campaign IS NOT NULL AND lead.account IS NOT NULL
), converted AS (
	SELECT lead.id, coalesce(lead.campaign, (
			SELECT reason.campaign FROM reason
			WHERE reason.whose = coalesce('A' || lead.account, 'L' || lead.id) AND reason.day <= conversion.day
				AND reason.day >= date(conversion.day, '-' || :days || ' days')
			ORDER BY reason.day DESC, reason.at DESC, reason.id DESC LIMIT 1)) AS campaign
	FROM lead LEFT JOIN conversion ON conversion.id = lead.id WHERE lead.status = 'converted'
), brought AS (
	SELECT bid.id, {field(bid.value)} AS value, stage.outcome = 'won' AS won, bid.value IS NOT NULL AS valued,
		coalesce(lead.campaign, (
			SELECT reason.campaign FROM reason
			WHERE reason.whose = coalesce('A' || coalesce(bid.account, lead.account), 'L' || bid.lead)
				AND reason.day <= coalesce(bid.opened_on, kam_day(bid.created_at))
				AND reason.day >= date(coalesce(bid.opened_on, kam_day(bid.created_at)), '-' || :days || ' days')
			ORDER BY reason.day DESC, reason.at DESC, reason.id DESC LIMIT 1)) AS campaign
	FROM bid JOIN stage ON stage.id = bid.stage LEFT JOIN lead ON lead.id = bid.lead
)

-- shared:  campaign_line
campaign_line AS (
	SELECT chosen.id, chosen.line, chosen.name, chosen.cost,
		(SELECT count(*) FROM lead WHERE lead.campaign = chosen.id) AS leads,
		(SELECT count(*) FROM converted WHERE converted.campaign = chosen.id) AS converted,
		(SELECT count(*) FROM brought WHERE brought.campaign = chosen.id) AS bids,
		(SELECT count(*) FROM brought WHERE brought.campaign = chosen.id AND brought.won) AS won,
		(SELECT sum(brought.value) FROM brought WHERE brought.campaign = chosen.id AND brought.won) AS won_value
	FROM chosen
), answer AS (
	SELECT chosen.line, count(DISTINCT touched.person) AS reach, count(touched.id) AS touches,
		count(*) FILTER (WHERE touched.response = 'interested') AS interested,
		count(*) FILTER (WHERE touched.response = 'ordered') AS ordered,
		count(*) FILTER (WHERE touched.response = 'refused') AS refused
	FROM chosen LEFT JOIN touched ON touched.campaign = chosen.id GROUP BY chosen.line
)

-- shared:  no_rate
SELECT (SELECT count(*) FROM brought JOIN chosen ON chosen.id = brought.campaign WHERE brought.won AND brought.valued
		AND brought.value IS NULL)
	+ (SELECT count(*) FROM chosen JOIN campaign ON campaign.id = chosen.id
		WHERE campaign.cost IS NOT NULL AND chosen.cost IS NULL)

-- section: lines  By {by}
-- key:     name
-- column:  name {by}, reach integer, touches integer, interested integer, ordered integer, refused integer
-- column:  response_rate percent [Interested or ordered] = (interested + ordered) / touches, leads integer, converted integer
-- column:  bids integer, won integer, won_value money, cost money, cost_per_conversion money = cost / converted
-- column:  return number = won_value / cost
-- spare:   interested, ordered, refused, bids, touches, leads, won
-- chart:   bar name won_value cost
WITH {campaign_work}, {campaign_line}
SELECT answer.line AS name, answer.reach, answer.touches, answer.interested, answer.ordered, answer.refused,
	sum(campaign_line.leads) AS leads, sum(campaign_line.converted) AS converted, sum(campaign_line.bids) AS bids,
	sum(campaign_line.won) AS won, coalesce(sum(campaign_line.won_value), 0) AS won_value, sum(campaign_line.cost) AS cost
FROM answer JOIN campaign_line ON campaign_line.line IS answer.line
GROUP BY answer.line ORDER BY 11 DESC, 2 DESC, answer.line IS NULL, answer.line

-- rows:    what is behind the line: touches, leads, bids
-- column:  id text [ID], whose text, day date [When], what text [Channel, status or stage], response text, value money
WITH {campaign_work}
SELECT 'TC' || touched.id AS id, coalesce(account.name, lead.name) AS whose, touched.day, touch.channel AS what, touched.response,
	NULL AS value
FROM touched JOIN chosen ON chosen.id = touched.campaign JOIN touch ON touch.id = touched.id
	LEFT JOIN account ON account.id = touch.account LEFT JOIN lead ON lead.id = touch.lead WHERE chosen.line IS :key
UNION ALL SELECT 'L' || lead.id, lead.name, coalesce(lead.arrived_on, kam_day(lead.created_at)), lead.status, NULL, NULL
FROM lead LEFT JOIN converted ON converted.id = lead.id JOIN chosen ON chosen.id = coalesce(lead.campaign, converted.campaign)
WHERE chosen.line IS :key
UNION ALL SELECT 'B' || bid.id, coalesce(account.name, lead.name), coalesce(bid.opened_on, kam_day(bid.created_at)),
	{field(bid.stage)}, NULL, brought.value
FROM brought JOIN chosen ON chosen.id = brought.campaign JOIN bid ON bid.id = brought.id
	LEFT JOIN account ON account.id = bid.account LEFT JOIN lead ON lead.id = bid.lead WHERE chosen.line IS :key
ORDER BY 3, 1

-- left out: touch record(s) of no campaign
SELECT count(*) FROM touch WHERE touch.campaign IS NULL AND {period(touch.happened_at)}

-- left out: converted lead(s) of no campaign
WITH {campaign_work} SELECT count(*) FROM converted WHERE campaign IS NULL

-- missing: campaign(s) without a first day, counted by the day of their entry
SELECT count(*) FROM campaign WHERE campaign.starts_on IS NULL AND {period(created_at)} AND {period(starts_on)} IS NOT 1 AND {where}

-- missing: won bid(s) or campaign(s) in a currency without a rate, in no sum
WITH {campaign_work} {no_rate}

-- section: poor  Over, and something is wrong
-- key:     id
-- findings: yes
-- column:  id id(campaign), name text, ends_on date [Ended], why text, touches integer, converted integer, won_value money, cost money
WITH {campaign_work}, {campaign_line}, ended AS (
	SELECT campaign_line.*, campaign.ends_on, (SELECT count(*) FROM touched WHERE touched.campaign = campaign.id) AS touches,
		(SELECT count(*) FROM touched WHERE touched.campaign = campaign.id AND touched.response <> 'none') AS answers
	FROM campaign_line JOIN campaign ON campaign.id = campaign_line.id WHERE campaign.ends_on < :today
), judged AS (
	SELECT ended.*, nullif(substr(CASE WHEN touches = 0 THEN ', nobody was touched' WHEN answers = 0 THEN ', no answer is written down'
			ELSE '' END
		|| CASE WHEN cost IS NULL THEN ', no cost' ELSE '' END
		|| CASE WHEN converted = 0 AND won = 0 THEN ', nothing came of it'
			WHEN coalesce(won_value, 0) < cost THEN ', won less than it cost' ELSE '' END, 3), '') AS why
	FROM ended
)
SELECT id, name, ends_on, why, touches, converted, coalesce(won_value, 0) AS won_value, cost FROM judged
WHERE why IS NOT NULL ORDER BY cost DESC, ends_on, id
