# kam report forecast: categories, weighted, coverage, targets. Figures worked out by hand beside each.

load helper

# Q3 of 2026, in CNY; the company as of 15 July. USD 100 at 7 are 700.
#   won: 1,000 in July (Han), 700 (USD 100, Li), and 9,000 in June, which is another quarter
#   open: commit 2,000 at 80 % (Han), best 500 at 50 % (Li), pipeline 300 at the stage's 10 % (Li); one without a value
#   left out: omitted 4,000, one without a date 50, one that should have been decided in June 60
quarter() {
	kam_db
	kam config rate add USD 7 --starts-on 2026-01-01 > /dev/null
	kam config person add Zhou > /dev/null
	kam config person add Han --manager Zhou > /dev/null
	kam config person add Li --manager Zhou > /dev/null
	kam account add Acme > /dev/null
	kam config stage list --csv --columns name,probability,outcome > stages.csv
	grep -q '^identified,10.00,open$' stages.csv
	local title owner stage category probability close closed value
	while IFS='|' read -r title owner stage category probability close closed value; do
		kam bid add "$title" --account Acme --owner "$owner" --stage "$stage" --category "$category" \
			--probability "$probability" --close-on "$close" --closed-on "$closed" --value "$value" > /dev/null
	done <<- 'END'
		won July|Han|won|pipeline||2026-07-01|2026-07-02|1000
		won dollars|Li|won|pipeline||2026-07-01|2026-07-10|USD 100
		won June|Han|won|pipeline||2026-06-01|2026-06-30|9000
		sure|Han|negotiation|commit|80|2026-07-31||2000
		likely|Li|submitted|best|50|2026-08-15||500
		hope|Li|identified|pipeline||2026-09-30||300
		unknown|Li|identified|pipeline||2026-09-01||
		next quarter|Li|identified|commit|90|2026-10-01||7000
		omitted|Li|identified|omitted|90|2026-08-01||4000
		undated|Li|identified|commit|90|||50
		late|Li|identified|commit|90|2026-06-15||60
	END
}

@test "categories, single and on top of each other" {
	quarter
	expect 0 kam report forecast --section categories --csv
	# weighted: 80 % of 2,000, 50 % of 500, 10 % of 300
	same 'category,bids,value,cumulative,weighted,cumulative_weighted,without_value
won,2,1700.00,1700.00,1700.00,1700.00,0
commit,1,2000.00,3700.00,1600.00,3300.00,0
best,1,500.00,4200.00,250.00,3550.00,0
pipeline,2,300.00,4500.00,30.00,3580.00,1' "$output"
	expect 0 kam report forecast --section categories --explain pipeline --csv --columns id,value
	same 'id,value
B6,300.00
B7,' "$output"
	expect 0 kam report forecast --section categories --explain
	for line in 'left out: 1 open bid of the category omitted' 'left out: 1 open bid without an expected decision' \
		'left out: 1 open bid that should have been decided before the period'; do
		holds "$output" "$line"
	done
}

@test "without a target there is no gap; with one there is a gap, and coverage of it" {
	quarter
	expect 0 kam report forecast --section total --csv
	same 'target,won,attained,gap,open_value,coverage,weighted,expected
,1700.00,,,2800.00,,1880.00,3580.00' "$output"
	# Han 1,500 for the quarter, Li 500 a month in July and August and 4,000 for the year, which reaches beyond
	kam account target add --person Han --period 2026-Q3 --metric won_value --goal 1500 > /dev/null
	kam account target add --person Li --period 2026-07 --metric won_value --goal 500 > /dev/null
	kam account target add --person Li --period 2026-08 --metric won_value --goal 500 > /dev/null
	kam account target add --person Li --period 2026 --metric won_value --goal 4000 > /dev/null
	# does not count: another metric, and revenue beside a won_value
	kam account target add --person Li --period 2026-Q3 --metric nps --goal 50 > /dev/null
	kam account target add --person Li --period 2026-Q3 --metric revenue --goal 9999 > /dev/null
	# 1,700 of 2,500; 800 to go, 2,800 open
	expect 0 kam report forecast --section total --csv
	same 'target,won,attained,gap,open_value,coverage,weighted,expected
2500.00,1700.00,68.00,800.00,2800.00,3.5,1880.00,3580.00' "$output"
	expect 0 kam report forecast --csv
	same 'name,target,won,attained,gap,open_value,coverage,weighted,commit_value,best_value,pipeline_value
Han,1500.00,1000.00,66.67,500.00,2000.00,4,1600.00,2000.00,0.00,0.00
Li,1000.00,700.00,70.00,300.00,800.00,2.67,280.00,0.00,500.00,300.00' "$output"
	# only July: Li's 500, 700 won: nothing to go, so that nothing can cover it
	expect 0 kam report forecast --period 2026-07 --csv --columns name,target,won,attained,gap,open_value,coverage
	same 'name,target,won,attained,gap,open_value,coverage
Han,,1000.00,,,2000.00,
Li,500.00,700.00,140.00,0.00,0.00,' "$output"
	expect 0 kam report forecast --period 2026-07 --where 'owner = Li' --section total --columns won,coverage
	same '700.00        NA' "${lines[3]}"
	# a quarter within the year does not come on top of it
	expect 0 kam report forecast --period 2026 --where 'owner = Li' --section total --csv --columns target
	same 'target
4000.00' "$output"
	# the manager's target stands for the team's
	kam account target add --person Zhou --period 2026-Q3 --metric revenue --goal 6000 > /dev/null
	expect 0 kam report forecast --section total --csv --columns target,gap
	same 'target,gap
6000.00,4300.00' "$output"
	expect 0 kam report forecast --where 'owner = Han' --section total --csv --columns target,won,gap
	same 'target,won,gap
1500.00,1000.00,500.00' "$output"
}

@test "month by month, quarter by quarter, and the bids of one" {
	quarter
	expect 0 kam report forecast --section each --csv
	same 'time,won,commit_value,best_value,pipeline_value,weighted,bids
2026-07,1700.00,2000.00,0.00,0.00,1600.00,3
2026-08,0.00,0.00,500.00,0.00,250.00,1
2026-09,0.00,0.00,0.00,300.00,30.00,2' "$output"
	expect 0 kam report forecast --period 2026 --each quarter --section each --csv --columns time,won,commit_value
	same 'time,won,commit_value
2026-Q2,9000.00,60.00
2026-Q3,1700.00,2000.00
2026-Q4,0.00,7000.00' "$output"
	# Weighted is of the open ones, in a line and behind it: Li's 250 and 30, and of what was won nothing.
	expect 0 kam report forecast --section lines --explain Li --csv --columns id,value,weighted
	same 'id,value,weighted
B2,700.00,
B5,500.00,250.00
B6,300.00,30.00
B7,,' "$output"
	expect 0 kam report forecast --period 2026 --each quarter --section each --explain 2026-Q2 --csv --columns id
	same 'id
B3
B11' "$output"
	expect 2 kam report forecast --each week
	holds "$errors" "--each 'week': expected one of month, quarter, year"
}

@test "what should have been decided is a finding" {
	quarter
	expect 3 kam report forecast --section overdue --csv --columns close_on,days,id,value --check
	same 'close_on,days,id,value
2026-06-15,30,B11,60.00' "$output"
	expect 0 kam report forecast --section overdue --csv --where 'owner = Han' --check
}

@test "an amount without a rate is in no sum, and said" {
	quarter
	kam bid add foreign --account Acme --owner Han --value 'GBP 10' --category commit --close-on 2026-08-01 > /dev/null
	expect 0 kam report forecast --section categories --csv --columns category,bids,value
	holds "$output" 'commit,2,2000.00'
	holds "$errors" '1 bid in a currency without a rate, in no sum'
}

@test "an empty database gives headers only" {
	kam_db
	for section in total categories lines each overdue; do
		expect 0 kam report forecast --section "$section" --csv --check
		same 1 "${#lines[@]}" "$section"
	done
}
