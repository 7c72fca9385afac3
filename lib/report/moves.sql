-- title:   Moves
-- about:   Which customers came into another tier between two snapshots of their scores, and what did it most.
-- about:   The earlier one is the last before the period, else the first in it; the later one the last in it. A tier is
-- about:   that of the snapshot, as it was pinned and capped there. The cause is pin, cap or model where one of these changed, else
-- about:   the dimension that moved the score most in its direction, and points how many of the score.
-- param:   period  period = this quarter   between which days
-- record:  account
-- main:    moves

-- shared:  state
edge AS (
	SELECT account.id AS account, coalesce(
		(SELECT max(taken_on) FROM snapshot WHERE snapshot.account = account.id AND taken_on < :period_from),
		(SELECT min(taken_on) FROM snapshot WHERE snapshot.account = account.id AND {period(snapshot.taken_on)})) AS from_on,
		(SELECT max(taken_on) FROM snapshot WHERE snapshot.account = account.id
			AND {period(snapshot.taken_on)} AND taken_on <= :today) AS to_on
	FROM account WHERE {where}
), level (name, number) AS (
	VALUES ('key', 1), ('major', 2), ('standard', 3), ('tail', 4)
), pinned AS (
	SELECT snapshot.*, CASE WHEN coalesce(pinned_until, taken_on) >= taken_on THEN pinned_tier END AS pin FROM snapshot
), state AS (
	SELECT pinned.*, max((SELECT number FROM level WHERE name = coalesce(pinned.pin, pinned.tier)),
		coalesce((SELECT number FROM level WHERE name = pinned.cap), 1)) AS number
	FROM pinned
)

-- section: total  In all
-- key:     direction
-- column:  direction text, accounts integer, all_accounts integer [Of], share percent = accounts / all_accounts
-- spare:   all_accounts
WITH {state}, line (place, name) AS (
	VALUES (1, 'up'), (2, 'down'), (3, 'same'), (4, 'not scored before')
), moved AS (
	SELECT CASE WHEN edge.from_on = edge.to_on OR old.number IS NULL THEN 4 WHEN new.number < old.number THEN 1
		WHEN new.number > old.number THEN 2 ELSE 3 END AS place
	FROM edge JOIN state AS new ON new.account = edge.account AND new.taken_on = edge.to_on
		LEFT JOIN state AS old ON old.account = edge.account AND old.taken_on = edge.from_on
	WHERE new.number IS NOT NULL
)
SELECT line.name AS direction, count(moved.place) AS accounts, sum(count(moved.place)) OVER () AS all_accounts
FROM line LEFT JOIN moved ON moved.place = line.place WHERE EXISTS (SELECT 1 FROM moved)
GROUP BY line.place ORDER BY line.place

-- left out: account(s) without a snapshot in the period
SELECT count(*) FROM account WHERE {where} AND NOT EXISTS (
	SELECT 1 FROM snapshot WHERE snapshot.account = account.id AND {period(snapshot.taken_on)} AND taken_on <= :today)

-- section: moves  Who moved
-- key:     id
-- column:  id id(account), name text, direction text, from_tier text [From], to_tier text [To]
-- column:  from_score number [Score], to_score number [Now], why text [Cause], points number(1), from_on date [Between], to_on date [And]
-- spare:   from_on, to_on, points
WITH {state}, brought AS (
	--- What each dimension brought to the score: its points times its share of the weights of those present.
	SELECT state.*, coalesce(state.value * model.value_weight, 0.0) / weight.present AS value_part,
		coalesce(state.loyalty * model.loyalty_weight, 0.0) / weight.present AS loyalty_part,
		coalesce(state.growth * model.growth_weight, 0.0) / weight.present AS growth_part,
		coalesce(state.soundness * model.soundness_weight, 0.0) / weight.present AS soundness_part
	FROM state LEFT JOIN model ON model.id = state.model LEFT JOIN (
		SELECT snapshot.id, nullif((snapshot.value IS NOT NULL) * model.value_weight +
			(snapshot.loyalty IS NOT NULL) * model.loyalty_weight + (snapshot.growth IS NOT NULL) * model.growth_weight +
			(snapshot.soundness IS NOT NULL) * model.soundness_weight, 0) AS present
		FROM snapshot JOIN model ON model.id = snapshot.model) AS weight ON weight.id = state.id
), moved AS (
	SELECT edge.account, edge.from_on, edge.to_on, old.number AS old_number, new.number AS new_number, old.score AS old_score,
		new.score AS new_score, CASE WHEN new.number < old.number THEN 1 ELSE -1 END AS sign,
		CASE WHEN new.pin IS NOT old.pin THEN 'pin' WHEN new.cap IS NOT old.cap THEN 'cap'
			WHEN new.model IS NOT old.model THEN 'model' END AS cause,
		new.value_part - old.value_part AS value, new.loyalty_part - old.loyalty_part AS loyalty,
		new.growth_part - old.growth_part AS growth, new.soundness_part - old.soundness_part AS soundness
	FROM edge JOIN brought AS new ON new.account = edge.account AND new.taken_on = edge.to_on
		JOIN brought AS old ON old.account = edge.account AND old.taken_on = edge.from_on
	WHERE new.number <> old.number
), part (account, name, points) AS (
	SELECT account, 'value', value * sign FROM moved UNION ALL SELECT account, 'loyalty', loyalty * sign FROM moved
	UNION ALL SELECT account, 'growth', growth * sign FROM moved UNION ALL SELECT account, 'soundness', soundness * sign FROM moved
), most AS (
	SELECT account, name, points, row_number() OVER (PARTITION BY account ORDER BY points DESC, name) AS place
	FROM part WHERE points IS NOT NULL
)
SELECT account.id, account.name, CASE WHEN moved.sign > 0 THEN 'up' ELSE 'down' END AS direction,
	(SELECT name FROM level WHERE number = moved.old_number) AS from_tier,
	(SELECT name FROM level WHERE number = moved.new_number) AS to_tier, moved.old_score AS from_score,
	moved.new_score AS to_score, coalesce(moved.cause, most.name) AS why,
	CASE WHEN moved.cause IS NULL THEN most.points * moved.sign END AS points, moved.from_on, moved.to_on
FROM moved JOIN account ON account.id = moved.account LEFT JOIN most ON most.account = moved.account AND most.place = 1
ORDER BY moved.sign, moved.old_number, abs(moved.new_number - moved.old_number) DESC, account.id

-- rows:    their snapshots
-- column:  taken_on date [Scored], tier text, pinned_tier text, cap text, score number, value number, loyalty number
-- column:  growth number, soundness number, model text
SELECT snapshot.taken_on, snapshot.tier, snapshot.pinned_tier, snapshot.cap, snapshot.score, snapshot.value, snapshot.loyalty,
	snapshot.growth, snapshot.soundness, {field(snapshot.model)} AS model
FROM snapshot WHERE snapshot.account = :key AND (snapshot.taken_on >= coalesce((
	SELECT max(earlier.taken_on) FROM snapshot AS earlier WHERE earlier.account = :key AND earlier.taken_on < :period_from), ''))
	AND snapshot.taken_on < coalesce(:period_to, '9999-12-31')
ORDER BY snapshot.taken_on

-- section: lost  Key and major customers that fell
-- key:     id
-- findings: yes
-- column:  id id(account), name text, from_tier text [From], to_tier text [To], from_score number [Score], to_score number [Now]
WITH {state}
SELECT account.id, account.name, (SELECT name FROM level WHERE number = old.number) AS from_tier,
	(SELECT name FROM level WHERE number = new.number) AS to_tier, old.score AS from_score, new.score AS to_score
FROM edge JOIN account ON account.id = edge.account
	JOIN state AS new ON new.account = edge.account AND new.taken_on = edge.to_on
	JOIN state AS old ON old.account = edge.account AND old.taken_on = edge.from_on
WHERE new.number > old.number AND old.number <= 2
ORDER BY old.number, new.number DESC, account.id
