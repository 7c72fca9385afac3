-- title:   Net promoter score
-- about:   How many would recommend us: answers of 9 and 10 (promoters) less those up to 6 (detractors), in percent of all
-- about:   answers. 7 and 8 are passive and count in the answers only. Every answer counts, of one person too.
-- param:   period  period = this year        when they were asked
-- param:   by      field(survey) = account   a line for each value of this field or path
-- param:   each    choice(month|quarter) = quarter   how the period is divided
-- main:    lines

-- section: total  All answers
-- column:  answers integer, accounts integer [Customers], promoters integer, passives integer, detractors integer
-- column:  nps percent [NPS] = (promoters - detractors) / answers, mean number(1) [Mean answer]
SELECT count(*) AS answers, count(DISTINCT survey.account) AS accounts, count(*) FILTER (WHERE score >= 9) AS promoters,
	count(*) FILTER (WHERE score BETWEEN 7 AND 8) AS passives, count(*) FILTER (WHERE score <= 6) AS detractors,
	round(avg(score), 1) AS mean
FROM survey WHERE {period(asked_on)} AND {where} HAVING count(*) > 0

-- left out: active customer(s) without an answer in the period
SELECT count(*) FROM account WHERE account.status = 'active' AND account.kind <> 'internal'
	AND NOT EXISTS (SELECT 1 FROM survey WHERE survey.account = account.id AND {period(asked_on)})

-- section: lines  By {by}
-- key:     name
-- column:  name {by}, answers integer, promoters integer, passives integer, detractors integer
-- column:  nps percent [NPS] = (promoters - detractors) / answers, last_on date [Last answer]
-- chart:   bar name nps
SELECT {by} AS name, count(*) AS answers, count(*) FILTER (WHERE score >= 9) AS promoters,
	count(*) FILTER (WHERE score BETWEEN 7 AND 8) AS passives, count(*) FILTER (WHERE score <= 6) AS detractors,
	max(asked_on) AS last_on
FROM survey WHERE {period(asked_on)} AND {where}
GROUP BY 1 ORDER BY (count(*) FILTER (WHERE score >= 9) - count(*) FILTER (WHERE score <= 6)) * 1.0 / count(*),
	count(*) DESC, {by} IS NULL, {by}

-- rows:    the answers behind one line
SELECT survey.id, survey.asked_on, {field(account)} AS account, {field(contact)} AS contact, survey.score, survey.body
FROM survey WHERE {period(asked_on)} AND {where} AND {by} IS :key ORDER BY survey.asked_on, survey.id

-- section: spans  By {each}
-- key:     span
-- column:  span text [When], answers integer, promoters integer, passives integer, detractors integer
-- column:  nps percent [NPS] = (promoters - detractors) / answers
-- chart:   bar span nps
SELECT CASE :each WHEN 'month' THEN {field(asked_on.month)} ELSE {field(asked_on.quarter)} END AS span, count(*) AS answers,
	count(*) FILTER (WHERE score >= 9) AS promoters, count(*) FILTER (WHERE score BETWEEN 7 AND 8) AS passives,
	count(*) FILTER (WHERE score <= 6) AS detractors
FROM survey WHERE {period(asked_on)} AND {where} GROUP BY 1 ORDER BY 1

-- rows:    the answers behind one line
SELECT survey.id, survey.asked_on, {field(account)} AS account, {field(contact)} AS contact, survey.score, survey.body
FROM survey WHERE {period(asked_on)} AND {where}
	AND CASE :each WHEN 'month' THEN {field(asked_on.month)} ELSE {field(asked_on.quarter)} END = :key
ORDER BY survey.asked_on, survey.id

-- section: unheard  Detractors nobody has talked to since
-- key:     id
-- findings: yes
-- column:  id id(survey), asked_on date, account text, contact text, score integer, days integer [Days since], body text
SELECT survey.id, survey.asked_on, {field(account)} AS account, {field(contact)} AS contact, survey.score,
	CAST(julianday(:today) - julianday(survey.asked_on) AS INTEGER) AS days, survey.body
FROM survey WHERE survey.score <= 6 AND {period(asked_on)} AND {where} AND NOT EXISTS (
	SELECT 1 FROM touch WHERE touch.account = survey.account AND touch.happened_at <= :now
		AND kam_day(touch.happened_at) > survey.asked_on)
ORDER BY survey.score, survey.asked_on, survey.id
