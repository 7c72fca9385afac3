-- title:   Channels
-- about:   Touches by the way they took: in the store, at home (visits), on the way (mobile, events, adverts), and the rest;
-- about:   whom they reached, what was answered, and what followed. People reached are contacts, else customers, else leads.
-- about:   A bid followed a touch when the same customer or lead opened it on that day or within so many days; each bid
-- about:   counts for one touch, the last one before it, whichever it was about. A conversion follows in the same way.
-- about:   A touch counts on the day it happened; what followed it counts with it, whenever it did.
-- param:   period  period = this year       when the touches happened
-- param:   by      field(touch) = channel   a line for each value of this field, path or tag
-- param:   days    integer = 90             within so many days a bid or a conversion followed
-- param:   wait    integer = 7              interest that nobody went on with for so many days is a finding
-- record:  touch
-- main:    lines

-- shared:  touched
--- Touches go to the customer with a converted lead; where they have not, they are the customer's all the same.
--- bid.value is what a touch calls so: here that is the name of the bids themselves.
touched AS MATERIALIZED (
	SELECT touch.id, touch.happened_at, kam_day(touch.happened_at) AS day,
		coalesce('A' || coalesce(touch.account, lead.account), 'L' || touch.lead) AS whose
	FROM touch LEFT JOIN lead ON lead.id = touch.lead
), conversion AS (
	SELECT leadchange.lead AS id, kam_day(max(leadchange.happened_at)) AS day FROM leadchange
	WHERE leadchange.field = 'status' AND leadchange.new = 'converted' GROUP BY leadchange.lead
), outcome AS MATERIALIZED (
	SELECT 'B' || touch.bid AS id, coalesce(touch.opened_on, kam_day(touch.created_at)) AS day,
		coalesce('A' || coalesce(touch.account, lead.account), 'L' || touch.lead) AS whose,
		0 AS converted, 1 AS bids, {field(bid.value)} AS value, stage.outcome = 'won' AS won
	FROM (SELECT bid.id AS bid, bid.* FROM bid) AS touch JOIN stage ON stage.id = touch.stage
		LEFT JOIN lead ON lead.id = touch.lead
	UNION ALL SELECT 'L' || lead.id, conversion.day, coalesce('A' || lead.account, 'L' || lead.id), 1, 0, NULL, 0
	FROM lead JOIN conversion ON conversion.id = lead.id WHERE lead.status = 'converted'
), caused AS MATERIALIZED (
	SELECT outcome.*, (
			SELECT touched.id FROM touched WHERE touched.whose = outcome.whose AND touched.day <= outcome.day
				AND touched.day >= date(outcome.day, '-' || :days || ' days')
			ORDER BY touched.happened_at DESC, touched.id DESC LIMIT 1) AS touch
	FROM outcome
), followed AS (
	SELECT touch, sum(converted) AS converted, sum(bids) AS bids, sum(value) AS bid_value, sum(won) AS won,
		sum(value) FILTER (WHERE won) AS won_value, group_concat(id, ' ') AS what
	FROM (SELECT * FROM caused WHERE touch IS NOT NULL ORDER BY touch, day, id) GROUP BY touch
)

-- shared:  sums
count(*) AS touches, count(DISTINCT coalesce('C' || touch.contact, 'A' || touch.account, 'L' || touch.lead)) AS people,
	count(*) FILTER (WHERE touch.response = 'interested') AS interested,
	count(*) FILTER (WHERE touch.response = 'ordered') AS ordered, count(*) FILTER (WHERE touch.response = 'refused') AS refused,
	coalesce(sum(followed.converted), 0) AS converted, coalesce(sum(followed.bids), 0) AS bids,
	coalesce(sum(followed.bid_value), 0) AS bid_value, coalesce(sum(followed.won), 0) AS won,
	coalesce(sum(followed.won_value), 0) AS won_value

-- shared:  place
CASE touch.channel WHEN 'store' THEN 'in the store' WHEN 'visit' THEN 'at home' WHEN 'mobile' THEN 'on the way'
	WHEN 'event' THEN 'on the way' WHEN 'advert' THEN 'on the way' ELSE 'the rest' END

-- shared:  no_rate
SELECT count(*) FROM caused JOIN bid ON caused.id = 'B' || bid.id JOIN touch ON touch.id = caused.touch
WHERE bid.value IS NOT NULL AND caused.value IS NULL AND {period(happened_at)} AND {where}

-- section: places  In the store, at home, on the way
-- key:     place
-- column:  place text, touches integer, people integer [People reached], interested integer, ordered integer, refused integer
-- column:  rate percent [Interested or ordered] = (interested + ordered) / touches, converted integer
-- column:  bids integer [Bids after it], bid_value money [Their value], won integer, won_value money
-- column:  per_touch money [Won per touch] = won_value / touches
-- spare:   bid_value, refused, per_touch, interested, ordered
WITH {touched}, line AS (
	SELECT {place} AS place, {sums}
	FROM touch LEFT JOIN followed ON followed.touch = touch.id WHERE {period(happened_at)} AND {where} GROUP BY 1
), known (at, name) AS (VALUES (1, 'in the store'), (2, 'at home'), (3, 'on the way'), (4, 'the rest'))
SELECT line.place, touches, people, interested, ordered, refused, converted, bids, bid_value, won, won_value
FROM known JOIN line ON line.place = known.name ORDER BY known.at

-- rows:    the touches there
-- column:  id id(touch), happened_at instant [When], whose text, channel text, response text, followed text
WITH {touched}
SELECT touch.id, touch.happened_at, coalesce({field(account)}, {field(touch.lead)}) AS whose, touch.channel, touch.response,
	followed.what AS followed
FROM touch LEFT JOIN followed ON followed.touch = touch.id
WHERE {period(happened_at)} AND {where} AND {place} = :key ORDER BY touch.happened_at, touch.id

-- missing: bid(s) in a currency without a rate, in no sum
WITH {touched} {no_rate}

-- section: lines  By {by}
-- key:     name
-- column:  name {by}, touches integer, people integer [People reached], interested integer, ordered integer, refused integer
-- column:  rate percent [Interested or ordered] = (interested + ordered) / touches, converted integer
-- column:  bids integer [Bids after it], bid_value money [Their value], won integer, won_value money
-- column:  per_touch money [Won per touch] = won_value / touches
-- spare:   bid_value, refused, per_touch, interested, ordered
-- chart:   bar name touches
WITH {touched}
SELECT {by} AS name, {sums}
FROM touch LEFT JOIN followed ON followed.touch = touch.id WHERE {period(happened_at)} AND {where}
GROUP BY 1 ORDER BY 2 DESC, {by} IS NULL, {by}

-- rows:    the touches behind one line
-- column:  id id(touch), happened_at instant [When], whose text, channel text, response text, followed text
WITH {touched}
SELECT touch.id, touch.happened_at, coalesce({field(account)}, {field(touch.lead)}) AS whose, touch.channel, touch.response,
	followed.what AS followed
FROM touch LEFT JOIN followed ON followed.touch = touch.id
WHERE {period(happened_at)} AND {where} AND {by} IS :key ORDER BY touch.happened_at, touch.id

-- left out: bid(s) opened in the period that followed no touch
WITH {touched}
SELECT count(*) FROM caused
WHERE touch IS NULL AND bids = 1 AND coalesce(day >= :period_from, 1) AND coalesce(day < :period_to, 1)

-- left out: converted lead(s) of which nobody knows the day
SELECT count(*) FROM lead WHERE lead.status = 'converted' AND NOT EXISTS (
	SELECT 1 FROM leadchange WHERE leadchange.lead = lead.id AND leadchange.field = 'status' AND leadchange.new = 'converted')

-- missing: bid(s) in a currency without a rate, in no sum
WITH {touched} {no_rate}

-- section: waiting  Interested, and nobody went on
-- key:     id
-- findings: yes
-- column:  id id(touch), whose text, response text, day date [When], days integer, channel text, done_by text [By], body text [What]
WITH {touched}
SELECT touch.id, coalesce({field(account)}, {field(touch.lead)}) AS whose, touch.response, touched.day,
	CAST(julianday(:today) - julianday(touched.day) AS INTEGER) AS days, touch.channel, {field(done_by)} AS done_by, touch.body
FROM touch JOIN touched ON touched.id = touch.id LEFT JOIN lead ON lead.id = touch.lead LEFT JOIN contact ON contact.id = touch.contact
WHERE touch.response IN ('interested', 'ordered') AND {period(happened_at)} AND {where}
	AND touched.day <= date(:today, '-' || :wait || ' days')
	AND coalesce(max(coalesce(touch.next_on, ''), coalesce(lead.next_on, '')), '') < :today
	AND coalesce(lead.status, 'open') NOT IN ('converted', 'dropped') AND lead.opt_out IS NOT 1 AND contact.opt_out IS NOT 1
	AND NOT EXISTS (SELECT 1 FROM touched AS later WHERE later.whose = touched.whose
		AND (later.happened_at, later.id) > (touch.happened_at, touch.id))
	AND NOT EXISTS (SELECT 1 FROM outcome WHERE outcome.whose = touched.whose AND outcome.day >= touched.day)
	AND NOT EXISTS (SELECT 1 FROM invoice WHERE invoice.account = coalesce(touch.account, lead.account)
		AND invoice.issued_on >= touched.day)
ORDER BY days DESC, touch.id

-- rows:    the touches of the same customer or lead
-- column:  id id(touch), happened_at instant [When], channel text, response text, next_on date [Next on], body text [What]
WITH {touched}
SELECT touch.id, touch.happened_at, touch.channel, touch.response, touch.next_on, touch.body
FROM touch JOIN touched ON touched.id = touch.id
WHERE touched.whose = (SELECT that.whose FROM touched AS that WHERE that.id = :key) ORDER BY touch.happened_at DESC, touch.id DESC
