-- The score of every active customer by one model, step by step. What is asked of it follows: score_list.sql,
-- score_explain.sql or score_keep.sql.
--
-- Percentile rank: 100 times the share of those below plus half of those alike, P = 100 (B + E/2) / N (Crocker and
-- Algina, Introduction to Classical and Modern Test Theory, 1986, p. 439). With ties at their mean rank R, the best being
-- first, that is 100 (N - R + 1/2) / N: the mean of all is 50, and so is the rank of one alone. Quintiles are taken from
-- the same, so that those alike are in one.
WITH chosen AS (
	SELECT id, method, ' ' || inputs || ' ' AS inputs, value_weight, loyalty_weight, growth_weight, soundness_weight,
		key_from, major_from, standard_from
	FROM model WHERE id = :model
), known (position, name, dimension, down, unit) AS (
	VALUES (1, 'revenue', 'value', 0, 'money'), (2, 'won', 'value', 0, 'money'), (3, 'tenure', 'loyalty', 0, 'days'),
		(4, 'months', 'loyalty', 0, 'months'), (5, 'nps', 'loyalty', 0, '0-10'), (6, 'recency', 'loyalty', 1, 'days'),
		(7, 'frequency', 'loyalty', 0, 'invoices'), (8, 'change', 'growth', 0, '%'), (9, 'pipeline', 'growth', 0, 'money'),
		(10, 'overdue', 'soundness', 1, '%'), (11, 'late', 'soundness', 1, 'days'), (12, 'risks', 'soundness', 1, 'risks')
), taken AS MATERIALIZED (
	SELECT known.* FROM known JOIN chosen ON chosen.inputs LIKE '% ' || known.name || ' %'
), span AS MATERIALIZED (
	SELECT date(:today, '-12 months') AS a_year_ago, date(:today, '-24 months') AS two_years_ago,
		12 * substr(:today, 1, 4) + substr(:today, 6, 2) AS month, substr(:today, 9, 2) AS day
), active AS MATERIALIZED (
	SELECT id, name, since FROM account WHERE status = 'active'
), bill AS (
	-- In the base currency, by the rate of the day of the invoice; empty without one. `back` counts months from today.
	SELECT invoice.account, invoice.issued_on, invoice.due_on, invoice.paid_on,
		invoice.issued_on > span.a_year_ago AS recent,
		invoice.issued_on > span.two_years_ago AND invoice.issued_on <= span.a_year_ago AS former,
		span.month - 12 * substr(invoice.issued_on, 1, 4) - substr(invoice.issued_on, 6, 2) -
			(substr(invoice.issued_on, 9, 2) > span.day) AS back,
		CASE WHEN invoice.currency = :base THEN invoice.amount ELSE CAST(round(invoice.amount * (
			SELECT rate.factor FROM rate WHERE rate.currency = invoice.currency AND rate.starts_on <= invoice.issued_on
			ORDER BY rate.starts_on DESC LIMIT 1)) AS INTEGER) END AS amount,
		CASE WHEN invoice.paid_on IS NOT NULL THEN 0
			WHEN invoice.currency = :base THEN invoice.amount - coalesce(invoice.paid_amount, 0)
			ELSE CAST(round((invoice.amount - coalesce(invoice.paid_amount, 0)) * (
			SELECT rate.factor FROM rate WHERE rate.currency = invoice.currency AND rate.starts_on <= invoice.issued_on
			ORDER BY rate.starts_on DESC LIMIT 1)) AS INTEGER) END AS open_amount
	FROM invoice CROSS JOIN span
	WHERE invoice.status = 'valid' AND invoice.issued_on <= :today
), billed AS MATERIALIZED (
	SELECT account, min(issued_on) AS first_on, max(issued_on) AS last_on, sum(recent) AS frequency,
		count(DISTINCT CASE WHEN recent THEN back END) AS months,
		sum(CASE WHEN recent THEN amount ELSE 0 END) AS revenue, sum(recent AND amount IS NULL) AS revenue_unpriced,
		sum(CASE WHEN former THEN amount ELSE 0 END) AS former, sum(former AND amount IS NULL) AS former_unpriced,
		sum(open_amount) AS open_amount, sum(open_amount IS NULL) AS open_unpriced,
		sum(CASE WHEN due_on < :today THEN open_amount ELSE 0 END) AS overdue,
		avg(CASE WHEN recent AND paid_on IS NOT NULL AND due_on IS NOT NULL
			THEN max(0, julianday(paid_on) - julianday(due_on)) END) AS late
	FROM bill GROUP BY account
), offered AS MATERIALIZED (
	SELECT account, sum(won) AS won, sum(outcome = 'won' AND value IS NOT NULL AND won IS NULL) AS won_unpriced,
		sum(weighted) AS pipeline, sum(outcome = 'open' AND value IS NOT NULL AND weighted IS NULL) AS pipeline_unpriced
	FROM (
		SELECT bid.account, stage.outcome, bid.value,
			CASE WHEN stage.outcome = 'won' THEN CASE WHEN bid.currency = :base THEN bid.value
				ELSE CAST(round(bid.value * (
				SELECT rate.factor FROM rate WHERE rate.currency = bid.currency AND rate.starts_on <= bid.closed_on
				ORDER BY rate.starts_on DESC LIMIT 1)) AS INTEGER) END END AS won,
			CASE WHEN stage.outcome = 'open' THEN CASE WHEN bid.currency = :base
				THEN CAST(round(bid.value * coalesce(bid.probability, stage.probability, 0) / 10000.0) AS INTEGER)
				ELSE CAST(round(CAST(round(bid.value * coalesce(bid.probability, stage.probability, 0) / 10000.0) AS INTEGER) * (
				SELECT rate.factor FROM rate WHERE rate.currency = bid.currency AND rate.starts_on <= coalesce(bid.closed_on, :today)
				ORDER BY rate.starts_on DESC LIMIT 1)) AS INTEGER) END END AS weighted
		FROM bid JOIN stage ON stage.id = bid.stage CROSS JOIN span
		WHERE stage.outcome = 'open' OR (stage.outcome = 'won' AND bid.closed_on > span.a_year_ago AND bid.closed_on <= :today)
	) WHERE account IS NOT NULL GROUP BY account
), asked AS MATERIALIZED (
	SELECT account, avg(score) AS nps FROM survey
	WHERE asked_on = (SELECT max(later.asked_on) FROM survey AS later
		WHERE later.account = survey.account AND later.asked_on <= :today)
	GROUP BY account
), risk AS MATERIALIZED (
	SELECT account, count(*) AS risks, min(severity) AS worst FROM insight
	WHERE kind = 'risk' AND coalesce(seen_on, :today) <= :today AND coalesce(expires_on, :today) >= :today
	GROUP BY account
), absent AS MATERIALIZED (
	-- Who has none has 0, where such a thing is written down at all; else nobody knows.
	SELECT CASE WHEN EXISTS (SELECT 1 FROM invoice WHERE status = 'valid') THEN 0 END AS bills,
		CASE WHEN EXISTS (SELECT 1 FROM bid) THEN 0 END AS bids,
		CASE WHEN EXISTS (SELECT 1 FROM insight WHERE kind = 'risk') THEN 0 END AS risks
), fact AS MATERIALIZED (
	SELECT active.id AS account,
		CASE WHEN billed.account IS NULL THEN absent.bills WHEN billed.revenue_unpriced = 0 THEN billed.revenue END AS revenue,
		billed.revenue_unpriced,
		CASE WHEN offered.account IS NULL THEN absent.bids WHEN offered.won_unpriced = 0 THEN coalesce(offered.won, 0) END AS won,
		offered.won_unpriced,
		CASE WHEN coalesce(active.since, billed.first_on) <= :today
			THEN CAST(julianday(:today) - julianday(coalesce(active.since, billed.first_on)) AS INTEGER) END AS tenure,
		coalesce(billed.months, absent.bills) AS months, asked.nps,
		CAST(julianday(:today) - julianday(billed.last_on) AS INTEGER) AS recency,
		coalesce(billed.frequency, absent.bills) AS frequency,
		CASE WHEN billed.former > 0 AND billed.former_unpriced + billed.revenue_unpriced = 0
			THEN 100.0 * (billed.revenue - billed.former) / billed.former END AS change,
		billed.former_unpriced,
		CASE WHEN offered.account IS NULL THEN absent.bids
			WHEN offered.pipeline_unpriced = 0 THEN coalesce(offered.pipeline, 0) END AS pipeline,
		offered.pipeline_unpriced,
		CASE WHEN billed.open_amount > 0 AND billed.open_unpriced = 0 THEN 100.0 * billed.overdue / billed.open_amount END AS overdue,
		billed.open_unpriced, billed.late, coalesce(risk.risks, absent.risks) AS risks, risk.worst
	FROM active CROSS JOIN absent LEFT JOIN billed ON billed.account = active.id
		LEFT JOIN offered ON offered.account = active.id LEFT JOIN asked ON asked.account = active.id
		LEFT JOIN risk ON risk.account = active.id
), input AS MATERIALIZED (
	-- The least is the best: where more is better, it is less than nothing.
	SELECT fact.account, taken.position, (2 * taken.down - 1) * CASE taken.name
			WHEN 'revenue' THEN fact.revenue WHEN 'won' THEN fact.won WHEN 'tenure' THEN fact.tenure
			WHEN 'months' THEN fact.months WHEN 'nps' THEN fact.nps WHEN 'recency' THEN fact.recency
			WHEN 'frequency' THEN fact.frequency WHEN 'change' THEN fact.change WHEN 'pipeline' THEN fact.pipeline
			WHEN 'overdue' THEN fact.overdue WHEN 'late' THEN fact.late WHEN 'risks' THEN fact.risks END AS amount
	FROM fact CROSS JOIN taken
), filled AS MATERIALIZED (
	SELECT position, count(amount) AS among FROM input GROUP BY position
), ranked AS (
	-- rank() is the first place of those alike, count() so far their last one.
	SELECT account, position, amount, rank() OVER fair + count(*) OVER fair AS twice_place
	FROM input WHERE amount IS NOT NULL WINDOW fair AS (PARTITION BY position ORDER BY amount)
), pointed AS MATERIALIZED (
	SELECT ranked.account, ranked.position, taken.dimension, (2 * taken.down - 1) * ranked.amount AS amount,
		ranked.twice_place / 2.0 AS place, filled.among,
		CASE chosen.method WHEN 'percentile' THEN 100 * (2 * filled.among - ranked.twice_place + 1) / (2.0 * filled.among)
			WHEN 'quintile' THEN 20 + 20 * (5 * (2 * filled.among - ranked.twice_place + 1) / (2 * filled.among)) END AS points
	FROM ranked JOIN taken ON taken.position = ranked.position JOIN filled ON filled.position = ranked.position CROSS JOIN chosen
), part AS MATERIALIZED (
	SELECT account, avg(CASE WHEN dimension = 'value' THEN points END) AS value,
		avg(CASE WHEN dimension = 'loyalty' THEN points END) AS loyalty,
		avg(CASE WHEN dimension = 'growth' THEN points END) AS growth,
		avg(CASE WHEN dimension = 'soundness' THEN points END) AS soundness, sum(1 << position) AS present
	FROM pointed GROUP BY account
), weighted AS (
	SELECT part.*, chosen.id AS model, chosen.key_from, chosen.major_from, chosen.standard_from,
		(part.value IS NOT NULL) * chosen.value_weight + (part.loyalty IS NOT NULL) * chosen.loyalty_weight +
			(part.growth IS NOT NULL) * chosen.growth_weight + (part.soundness IS NOT NULL) * chosen.soundness_weight AS weight,
		coalesce(part.value, 0) * chosen.value_weight + coalesce(part.loyalty, 0) * chosen.loyalty_weight +
			coalesce(part.growth, 0) * chosen.growth_weight + coalesce(part.soundness, 0) * chosen.soundness_weight AS sum
	FROM part CROSS JOIN chosen
), last AS (
	SELECT snapshot.* FROM snapshot
	WHERE taken_on = (SELECT max(later.taken_on) FROM snapshot AS later
		WHERE later.account = snapshot.account AND later.taken_on <= :today)
), scored AS MATERIALIZED (
	-- Rounded once, at the end; the billionth makes up for halves that a binary number falls short of.
	SELECT active.id AS account, active.name, weighted.model, weighted.value, weighted.loyalty, weighted.growth, weighted.soundness,
		coalesce(weighted.weight, 0) AS weight,
		(SELECT group_concat(taken.name, ' ') FROM taken WHERE coalesce(weighted.present, 0) & (1 << taken.position) = 0) AS missing, weighted.sum / weighted.weight AS exact,
		CAST(round(weighted.sum / weighted.weight + 1e-9) AS INTEGER) AS score,
		CASE WHEN coalesce(weighted.weight, 0) = 0 THEN NULL
			WHEN round(weighted.sum / weighted.weight + 1e-9) >= weighted.key_from THEN 1
			WHEN round(weighted.sum / weighted.weight + 1e-9) >= weighted.major_from THEN 2
			WHEN round(weighted.sum / weighted.weight + 1e-9) >= weighted.standard_from THEN 3 ELSE 4 END AS level,
		CASE WHEN fact.worst <= :risk_severity THEN :risk_level END AS cap,
		CASE last.pinned_tier WHEN 'key' THEN 1 WHEN 'major' THEN 2 WHEN 'standard' THEN 3 WHEN 'tail' THEN 4 END AS pin,
		last.pinned_why, last.pinned_by, last.pinned_until
	FROM active LEFT JOIN weighted ON weighted.account = active.id JOIN fact ON fact.account = active.id
		LEFT JOIN last ON last.account = active.id AND last.pinned_tier IS NOT NULL
			AND coalesce(last.pinned_until, :today) >= :today
)
