# kam report: options that a report has, formats, sections, explanations, reports of one's own.

load helper

# Four bids of 2026: 李雷 won 1,000 and lost 500, Han won 200; one of Han's is open. And one won the year before.
sales() {
	kam_db
	kam config person add 李雷 > /dev/null
	kam config person add Han > /dev/null
	kam account add Acme > /dev/null
	while read -r title owner stage closed value; do
		[ "$closed" = - ] && closed=
		kam bid add "$title" --account Acme --owner "$owner" --stage "$stage" --closed-on "$closed" --value "$value" > /dev/null
	done <<- 'END'
		one 李雷 won 2026-02-01 1000
		two 李雷 lost 2026-03-01 500
		three Han won 2026-03-02 200
		four Han submitted - 300
		five Han won 2025-12-31 7000
	END
}

@test "a report is run by its name, its parameters are options" {
	sales
	expect 0 kam report winrate --csv --columns name,won,lost,rate,won_value,mean_won
	same 'name,won,lost,rate,won_value,mean_won
Han,1,0,100.00,200.00,200.00
李雷,1,1,50.00,1000.00,1000.00' "$output"
	same '' "$errors"
	expect 0 kam report winrate --period all --by closed_on.year --csv --columns name,won_value --sort -name
	same 'name,won_value
2026,1200.00
2025,7000.00' "$output"
	expect 0 kam report winrate --period all --where 'owner = Han' --section total --csv --columns won,won_value
	same 'won,won_value
2,7200.00' "$output"
}

@test "all sections as a table or JSON, the main one as CSV" {
	sales
	expect 0 kam report winrate --period 2026
	holds "${lines[0]}" 'Win rate, 2026-01-01 to 2026-12-31, by owner, as of 2026-07-15: All'
	holds "$output" 'By owner'
	expect 0 kam report winrate --period 2026 --json
	same '[{"won":2,"lost":1,"rate":66.67}] 2' \
		"$(printf '%s' "$output" | python3 -c 'import json,sys
answer = json.load(sys.stdin)
total = [{key: row[key] for key in ("won", "lost", "rate")} for row in answer["total"]]
print(json.dumps(total, separators=(",", ":")), len(answer["rate"]))')"
	expect 2 kam report weekly --csv
	same 'kam: the report weekly has several sections, and this format takes one; say --section bridge, moved, slipped, decided, new, stalled, decide, asked, due' "$errors"
	expect 0 kam report weekly --section decided --period 2026 --csv --columns id,outcome,value
	same 'id,outcome,value
B1,won,1000.00
B2,lost,500.00
B3,won,200.00' "$output"
}

@test "explained, and the rows behind a line" {
	sales
	expect 0 kam report winrate --explain
	holds "$output" 'Win rate (rate) = Won ÷ (Won + Lost) × 100, NA where that divides by zero'
	holds "$output" 'left out: 1 bid still open'
	expect 0 kam report winrate --explain 李雷 --csv --columns id,title,value,closed_on
	same 'id,title,value,closed_on
B1,one,1000.00,2026-02-01
B2,two,500.00,2026-03-01' "$output"
	expect 1 kam report winrate --explain Ham
	same "kam: no line 'Ham' in section rate of the report winrate; there are 'Han', '李雷'" "$errors"
	expect 2 kam report winrate Han
	holds "$errors" 'kam report winrate --explain LINE'
}

@test "what a report does not know is refused" {
	sales
	expect 2 kam report winrate --since 2026
	holds "$errors" '--since'
	expect 2 kam report winrate --by ownr
	same "kam: --by 'ownr': bid has no field 'ownr'; nearest: owner" "$errors"
	expect 2 kam report winrate --period soon
	holds "$errors" "--period 'soon': expected a period such as 2026"
	expect 2 kam report winrat
	same "kam: there is no report 'winrat'; nearest: winrate" "$errors"
}

@test "a report without any records has a header and no rows" {
	kam_db
	expect 0 kam report winrate --csv --columns name,won
	same 'name,won' "$output"
	expect 0 kam report winrate --section total --csv --columns won,rate,mean_won
	same 'won,rate,mean_won
0,,' "$output"
	for report in pipeline funnel weekly winrate; do
		expect 0 kam report "$report" --md
	done
}

@test "list names those of one's own too" {
	expect 0 kam report list --csv
	holds "$output" 'winrate,Win rate,kam'
	mkdir -p "$XDG_CONFIG_HOME/kam/reports"
	printf '%s\n' '-- title: Mine' '-- column: n integer' 'SELECT count(*) AS n FROM bid' \
		> "$XDG_CONFIG_HOME/kam/reports/winrate.sql"
	expect 0 kam report list --csv
	holds "$output" 'winrate,Mine,own'
	kam_db
	expect 0 kam report winrate --csv
	same 'n
0' "$output"
}

@test "begun, checked and run" {
	sales
	expect 0 kam report new mine
	same "$XDG_CONFIG_HOME/kam/reports/mine.sql" "$output"
	expect 73 kam report new mine
	expect 0 kam report check mine
	expect 0 kam report mine --csv
	same 'name,bids,amount,mean
Han,1,200.00,200.00
李雷,2,1500.00,750.00' "$output"
	expect 0 kam report check
	sed -i 's/FROM bid/FROM bidd/' "$XDG_CONFIG_HOME/kam/reports/mine.sql"
	expect 65 kam report check mine
	holds "$errors" 'mine.sql:8: SQL: no such table: bidd'
	expect 65 kam report mine
	printf '%s\n' '-- title: T' '-- param: limit integer = 1' '-- column: n integer' 'SELECT :limit AS n' > own.sql
	expect 65 kam report ./own.sql
	holds "$errors" 'a parameter --limit, which kam takes itself'
	: > empty.sql
	expect 65 kam report empty.sql
	same 'kam: empty.sql:1: the report has no -- title:' "$errors"
	expect 66 kam report nowhere.sql
}

@test "findings are an exit status when asked for" {
	sales
	printf '%s\n' '-- title: Dear' '-- findings: yes' '-- column: title text' \
		'SELECT bid.title FROM bid WHERE {field(value)} > 500000 AND {where}' > dear.sql
	expect 0 kam report dear.sql --csv
	same 'title
five' "$output"
	expect 3 kam report dear.sql --csv --check
	same 'title
five' "$output"
	expect 0 kam report dear.sql --csv --check --where 'value < 10'
}

@test "findings: of all sections where none is asked for, however few rows are printed; --if-findings is quiet without" {
	sales
	cat > two.sql <<- 'END'
		-- title: Two
		-- main: all
		-- section: all  All bids
		-- column: title text
		SELECT bid.title FROM bid WHERE {where} ORDER BY bid.id
		-- section: dear  Dear bids
		-- findings: yes
		-- column: title text
		SELECT bid.title FROM bid WHERE {field(value)} > 500000 AND {where}
	END
	expect 3 kam report two.sql --csv --limit 1 --check
	same 'title
one' "$output"
	expect 3 kam report two.sql --section dear --limit 0 --csv --check
	same 'title' "$output"
	expect 0 kam report two.sql --section all --csv --check
	expect 0 kam report two.sql --check --where 'value < 10'
	expect 0 kam report two.sql --if-findings
	holds "$output" 'Dear bids'
	expect 0 kam report two.sql --if-findings --where 'value < 10' -o none.csv
	same '' "$output$errors"
	[ ! -e none.csv ]
	expect 3 kam report two.sql --if-findings --check --csv --columns title --where 'title = five'
	same 'title
five' "$output"
	expect 2 kam report two.sql --check --explain
	holds "$errors" '--explain prints none'
}

@test "people see title, period and day above one table too, programs do not; NA is nothing to programs" {
	sales
	expect 0 kam report funnel --period 2026
	same 'Funnel, 2026-01-01 to 2026-12-31, as of 2026-07-15' "${lines[0]}"
	expect 0 kam report funnel --period 2026 --header none
	holds "${lines[0]}" 'identified'
	expect 0 kam report winrate --section rate --period 2026 --md
	same '## Win rate, 2026-01-01 to 2026-12-31, by owner, as of 2026-07-15' "${lines[0]}"
	expect 0 kam report winrate --section total --period 2001 --columns won,rate
	same 'Won  Win rate' "${lines[1]}"
	same '  0        NA' "${lines[3]}"
	expect 0 kam report winrate --section total --period 2001 --columns won,rate --csv
	same 'won,rate
0,' "$output"
	expect 0 kam report winrate --section total --period 2001 --columns won,rate --json
	same '[
{"won":0,"rate":null}
]' "$output"
	expect 0 kam report winrate --explain Han --period 2026
	same 'Win rate, 2026-01-01 to 2026-12-31, by owner, as of 2026-07-15: Han (the bids behind one line)' "${lines[0]}"
}

@test "a parameter that is a reference or a choice is an option like any other" {
	sales
	printf '%s\n' '-- title: T' '-- param: drop reference(person) = # whom to leave out' \
		'-- param: count choice(won|all) = all  which' '-- column: n integer' \
		"SELECT count(*) AS n FROM bid JOIN stage ON stage.id = bid.stage WHERE bid.owner IS NOT :drop AND (:count = 'all' OR outcome = :count)" > own.sql
	same 'n
5' "$(kam report own.sql --csv)"
	same 'n
2' "$(kam report own.sql --csv --drop Han)"
	same 'n
1' "$(kam report own.sql --csv --drop PE2 --count won)"
	expect 1 kam report own.sql --drop Hann
	holds "$errors" "no person matches 'Hann'"
	expect 2 kam report own.sql --count lost
	same "kam: --count 'lost': expected one of won, all" "$errors"
	expect 0 kam report own.sql --help
	holds "$output" '--drop person'
	holds "$output" '--count won|all'
}

@test "another record's field in the base currency, and the days of a period that is text" {
	sales
	kam config rate add USD 7 --starts-on 2026-01-01 > /dev/null
	kam bid add six --account Acme --value 'USD 100' > /dev/null
	printf '%s\n' '-- title: T' '-- record: account' '-- column: name text, value money, first date, past date, none date' \
		"SELECT account.name AS name, sum({field(bid.value)}) AS value, kam_period_from('2026-Q3') AS first," \
		"kam_period_to('2026-Q3') AS past, kam_period_to('2026-Q5') AS none" \
		"FROM account JOIN bid ON bid.account = account.id WHERE {where}" > own.sql
	# 1000 + 500 + 200 + 300 + 7000, and 100 at 7
	expect 0 kam report own.sql --csv --where 'name = Acme'
	same 'name,value,first,past,none
Acme,9700.00,2026-07-01,2026-10-01,' "$output"
	sed -i 's/bid.value/bid.valu/' own.sql
	expect 65 kam report own.sql
	holds "$errors" "own.sql:4: bid has no field 'valu'"
}

@test "a narrow table leaves the spare columns out first" {
	kam_db
	printf '%s\n' '-- title: T' '-- column: one integer, two integer, three integer' '-- spare: one, two' \
		'SELECT 1 AS one, 2 AS two, 3 AS three' > own.sql
	COLUMNS=10 expect 0 kam report own.sql
	same 'One  Three' "${lines[1]}"
	holds "$errors" 'columns left out: two'
}

@test "titles, periods and explanations in Chinese" {
	[ -f "$BATS_TEST_DIRNAME/../../build/locale/zh_CN/LC_MESSAGES/kam.mo" ] || skip "no translations built"
	sales
	export LANGUAGE=zh_CN
	expect 0 kam report winrate --period 2026
	same '赢单率, 2026-01-01 至 2026-12-31，按 负责人，截至 2026-07-15: 合计' "${lines[0]}"
	expect 0 kam report winrate --explain
	holds "$output" '赢单率 (rate) = 赢单 ÷ (赢单 + 输单) × 100，除数为零时为 NA'
	holds "$output" '未计入：1 个商机仍未关闭'
	for report in forecast=销售预测 losses=输单分析 stalled=停滞商机 segments=客户分层 concentration=客户集中度; do
		expect 0 kam report "${report%=*}" --period 2026 || expect 0 kam report "${report%=*}"
		holds "${lines[0]}" "${report#*=}"
		expect 0 kam report "${report%=*}" --explain
		# what is about, formulas and sources; names of fields and options stay as they are typed
		none=$(printf '%s\n' "$output" | grep -E 'divides|from:|left out|beware|as of|money:' || true)
		same '' "$none" "$report"
	done
}

@test "the help of kam report names the reports" {
	expect 0 kam report --help
	holds "$output" '  winrate                   Win rate'
	mkdir -p "$XDG_CONFIG_HOME/kam/reports"
	printf '%s\n' '-- title: Mine alone' '-- column: n integer' 'SELECT 1 AS n' > "$XDG_CONFIG_HOME/kam/reports/mine.sql"
	expect 0 kam help report
	holds "$output" '  mine                      Mine alone'
}

@test "SQL in a report or in an argument cannot write" {
	sales
	printf '%s\n' '-- title: T' '-- column: id integer' 'WITH x AS (SELECT 1) DELETE FROM bid RETURNING id' > bad.sql
	expect 77 kam report bad.sql
	expect 2 kam report winrate --by "owner'; DELETE FROM bid; --"
	expect 2 kam report winrate --section "x'; DELETE FROM bid"
	expect 1 kam report winrate --explain "x'; DELETE FROM bid; --"
	expect 0 kam report winrate --period all --section total --csv --columns won
	same 'won
3' "$output"
}
