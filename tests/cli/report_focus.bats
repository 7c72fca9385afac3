# kam report focus: effort share against value share. Figures worked out by hand beside each.

load helper

# Days 10, 30, 60 (Alpha, Beta, Gamma); invoiced 700, 300, 0; won 0, 0, 50.
company() {
	kam_db
	for name in Alpha Beta Gamma; do
		kam account add "$name" > /dev/null
	done
	kam account effort add Alpha --spent-on 2026-01-10 --days 4 --cost 100 > /dev/null
	kam account effort add Alpha --spent-on 2026-02-10 --days 6 > /dev/null
	kam account effort add Beta --spent-on 2026-02-10 --days 30 --cost 300 > /dev/null
	kam account effort add Gamma --spent-on 2026-02-10 --days 60 > /dev/null
	kam account effort add Gamma --spent-on 2026-02-11 --cost 'GBP 5' > /dev/null
	kam account effort add Gamma --spent-on 2025-02-10 --days 999 > /dev/null
	kam account invoice add --account Alpha --number 1 --issued-on 2026-02-01 --amount 700 > /dev/null
	kam account invoice add --account Beta --number 2 --issued-on 2026-02-01 --amount 300 > /dev/null
	kam account invoice add --account Beta --number 3 --issued-on 2026-02-01 --amount 999 --status void > /dev/null
	kam bid add one --account Gamma --value 50 --stage won --closed-on 2026-03-01 > /dev/null
}

@test "each customer's share of the days against its share of what was invoiced" {
	company
	expect 0 kam report focus --csv
	# 10 %, 30 %, 60 % of 100 days; 70 %, 30 %, 0 of 1,000; 0.1 ÷ 0.7, 0.3 ÷ 0.3, none
	same 'name,effort,all_effort,effort_share,value,all_value,value_share,focus
Alpha,10,100,10.00,700.00,1000.00,70.00,0.14
Beta,30,100,30.00,300.00,1000.00,30.00,1
Gamma,60,100,60.00,0.00,1000.00,0.00,' "$output"
	expect 0 kam report focus --explain Alpha --csv --columns day,id,days
	same 'day,id,days
2026-01-10,EF1,4
2026-02-10,EF2,6' "$output"
	expect 0 kam report focus --explain
	holds "$output" 'left out: 1 record of effort without days'
}

@test "by costs, by touches, against what was won" {
	company
	# 100 and 300 of 400; all of what was won is Gamma's
	expect 0 kam report focus --measure cost --of won --csv --columns name,effort,effort_share,value_share
	same 'name,effort,effort_share,value_share
Gamma,0,0.00,100.00
Beta,300,75.00,0.00
Alpha,100,25.00,0.00' "$output"
	holds "$errors" '1 bid, invoice or record of effort in a currency without a rate, in no sum'
	kam account touch add hello --account Alpha --happened-at 2026-03-01T08:00:00Z --channel call > /dev/null
	kam account touch add hello --account Alpha --happened-at 2026-03-02T08:00:00Z --channel call > /dev/null
	kam account touch add hello --account Beta --happened-at 2026-03-01T08:00:00Z --channel call > /dev/null
	expect 0 kam report focus --measure touches --csv --columns name,effort,effort_share
	same 'name,effort,effort_share
Alpha,2,66.67
Beta,1,33.33' "$output"
	expect 0 kam report focus --measure touches --explain Beta --csv --columns id
	same 'id
TC3' "$output"
}

@test "one share twice the other is a finding" {
	company
	# 0.7 against 0.1; 0 against 0.6
	expect 3 kam report focus --section misplaced --csv --columns name,what,effort_share,value_share --check
	same 'name,what,effort_share,value_share
Alpha,too little,10.00,70.00
Gamma,too much,60.00,0.00' "$output"
	expect 3 kam report focus --section misplaced --factor 8 --csv --columns name --check
	same 'name
Gamma' "$output"
	expect 0 kam report focus --section misplaced --least 71 --csv --check
}

@test "an empty database gives headers only" {
	kam_db
	for section in lines misplaced; do
		expect 0 kam report focus --section "$section" --csv --check
		same 1 "${#lines[@]}" "$section"
	done
}

@test "as of an earlier day, and what has changed since" {
	company
	export KAM_NOW=2026-07-16T09:00:00Z
	kam account effort add Alpha --spent-on 2026-02-12 --days 100 > /dev/null
	# 110 of 200
	expect 0 kam report focus --csv --columns name,effort_share --limit 1
	same 'name,effort_share
Alpha,55.00' "$output"
	expect 0 kam report focus --csv --columns name,effort_share --limit 1 --as-of 2026-07-15
	same 'name,effort_share
Alpha,10.00' "$output"
	expect 0 kam report focus --csv --columns name,effort --diff 2026-07-15
	holds "$output" Alpha
	[[ $output != *Beta* ]]
}
