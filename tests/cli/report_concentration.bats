# kam report concentration: how much hangs on a few customers. Figures worked out by hand beside each.

load helper

# Won in 2026: Alpha 50, its subsidiary Beta 30, Gamma 20. Invoiced: Gamma 100 and Alpha 100.
company() {
	kam_db
	kam account add Alpha > /dev/null
	kam account add Beta --parent Alpha > /dev/null
	kam account add Gamma > /dev/null
	kam bid add one --account Alpha --value 40 --stage won --closed-on 2026-02-01 > /dev/null
	kam bid add two --account Alpha --value 10 --stage won --closed-on 2026-03-01 > /dev/null
	kam bid add three --account Beta --value 30 --stage won --closed-on 2026-03-01 > /dev/null
	kam bid add four --account Gamma --value 20 --stage won --closed-on 2026-03-01 > /dev/null
	kam bid add five --account Gamma --value 999 --stage won --closed-on 2025-03-01 > /dev/null
	kam bid add six --account Gamma --value 999 --stage lost --closed-on 2026-03-01 > /dev/null
	kam account invoice add --account Gamma --number 1 --issued-on 2026-02-01 --amount 100 > /dev/null
	kam account invoice add --account Alpha --number 2 --issued-on 2026-02-01 --amount 100 > /dev/null
	kam account invoice add --account Alpha --number 3 --issued-on 2026-02-01 --amount 77 --status void > /dev/null
}

@test "shares of 50, 30 and 20 percent make an index of 0.38; the group's are 80 and 20" {
	company
	expect 0 kam report concentration --n 2 --section total --csv
	# 0.25 + 0.09 + 0.04; 0.64 + 0.04; as many equal ones as 1 / 0.38 and 1 / 0.68
	same 'level,customers,value,largest,largest_value,largest_share,top,top_share,hhi,equal
accounts,3,100.00,Alpha,50.00,50.00,80.00,80.00,0.38,2.6
groups,2,100.00,Alpha,80.00,80.00,100.00,100.00,0.68,1.5' "$output"
	expect 0 kam report concentration --csv
	same 'place,name,value,all_value,share,sum_value,cumulative,group_name,id
1,Alpha,50.00,100.00,50.00,50.00,50.00,,A1
2,Beta,30.00,100.00,30.00,80.00,80.00,Alpha,A2
3,Gamma,20.00,100.00,20.00,100.00,100.00,,A3' "$output"
	expect 0 kam report concentration --section groups --csv --columns name,members,value,share --n 1
	same 'name,members,value,share
Alpha,2,80.00,80.00' "$output"
}

@test "what if one were lost" {
	company
	# 30 and 20 of 50 are left: 0.36 + 0.16; Beta is then all that is left of its group
	expect 0 kam report concentration --drop Alpha --section total --csv --columns level,customers,value,hhi
	same 'level,customers,value,hhi
accounts,3,100.00,0.38
groups,2,100.00,0.68
accounts without,2,50.00,0.52
groups without,2,50.00,0.52' "$output"
	expect 0 kam report concentration --drop A1 --csv --columns place,name,share
	same 'place,name,share
1,Beta,60.00
2,Gamma,40.00' "$output"
	expect 1 kam report concentration --drop Delta
	holds "$errors" "no account matches 'Delta'"
}

@test "of what was invoiced, by choice" {
	company
	expect 0 kam report concentration --of invoiced --section total --csv --columns level,customers,value,hhi
	same 'level,customers,value,hhi
accounts,2,200.00,0.5
groups,2,200.00,0.5' "$output"
	expect 0 kam report concentration --of invoiced --explain Alpha --csv
	same 'id,title,account,day,value
IV2,2,Alpha,2026-02-01,100.00' "$output"
	expect 2 kam report concentration --of margin
	holds "$errors" "--of 'margin': expected one of won, invoiced"
}

@test "the bids behind a customer and behind a group" {
	company
	expect 0 kam report concentration --explain Alpha --csv --columns id,value
	same 'id,value
B1,40.00
B2,10.00' "$output"
	expect 0 kam report concentration --section groups --explain Alpha --csv --columns id
	same 'id
B1
B3
B2' "$output"
}

@test "a group with more than a quarter is a finding, or with what one says" {
	company
	expect 3 kam report concentration --section dependent --csv --columns name,share --check
	same 'name,share
Alpha,80.00' "$output"
	expect 0 kam report concentration --section dependent --over 81 --csv --check
	expect 0 kam report concentration --section dependent --drop Alpha --over 61 --csv --check
}

@test "amounts go by the rate of their day; what has none is said, and so is who is left out" {
	company
	kam config rate add USD 7 --starts-on 2026-01-01 > /dev/null
	kam config rate add USD 8 --starts-on 2026-06-01 > /dev/null
	kam bid add dollars --account Gamma --value 'USD 10' --stage won --closed-on 2026-05-31 > /dev/null
	kam bid add pounds --account Gamma --value 'GBP 10' --stage won --closed-on 2026-05-31 > /dev/null
	kam bid add given --account Beta --value -30 --stage won --closed-on 2026-05-31 > /dev/null
	# Gamma has 20 and 70; what Beta brought went back
	expect 0 kam report concentration --csv --columns name,value
	same 'name,value
Gamma,90.00
Alpha,50.00' "$output"
	holds "$errors" '1 bid or invoice in a currency without a rate, in no sum'
	expect 0 kam report concentration --explain
	holds "$output" 'left out: 1 account whose sum is not above zero'
}

@test "an empty database gives headers only" {
	kam_db
	for section in total customers groups dependent; do
		expect 0 kam report concentration --section "$section" --csv --check
		same 1 "${#lines[@]}" "$section"
	done
}

@test "as of an earlier day, and what has changed since" {
	company
	KAM_NOW=2026-07-16T09:00:00Z kam bid add later --account Gamma --value 100 --stage won --closed-on 2026-03-01 > /dev/null
	KAM_NOW=2026-07-16T09:00:00Z expect 0 kam report concentration --section total --csv --columns level,value,hhi
	# 50, 30 and 120 of 200; 80 and 120
	same 'level,value,hhi
accounts,200.00,0.445
groups,200.00,0.52' "$output"
	KAM_NOW=2026-07-16T09:00:00Z expect 0 kam report concentration --section total --csv --columns level,value,hhi --as-of 2026-07-15
	same 'level,value,hhi
accounts,100.00,0.38
groups,100.00,0.68' "$output"
	KAM_NOW=2026-07-16T09:00:00Z expect 0 kam report concentration --section total --as-of 2026-07-15
	holds "${lines[0]}" 'as of 2026-07-15'
	KAM_NOW=2026-07-16T09:00:00Z expect 0 kam report concentration --csv --columns id,name,value --diff 2026-07-15
	holds "$output" 'Gamma'
	[[ $output != *Beta* ]]
}

@test "two customers of one name are two lines: known by their id, and a name that is not one is no answer" {
	company
	kam -q account add Alpha --code OTHER
	kam -q bid add twin --account OTHER --value 7 --stage won --closed-on 2026-03-01
	expect 0 kam report concentration --csv --columns name,value,id --limit 10
	id=$(sed -n 's/^Alpha,7.00,//p' <<< "$output")
	expect 0 kam report concentration --explain "$id" --csv --columns value
	same 'value
7.00' "$output"
	expect 1 kam report concentration --explain Alpha
	holds "$errors" "several lines are named 'Alpha': "
}
