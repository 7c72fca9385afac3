# kam account score: who is a key account, line by line; saved, pinned, capped.

load helper

# Four customers, worked out by hand below. Alpha and Beta tie in what they bought, Beta and Gamma in how long they buy,
# Alpha and Gamma in what is open. Delta never bought and was never bid for. Omega is a prospect and is not ranked.
company() {
	kam_db
	kam config rate add USD 10 --starts-on 2026-01-01
	kam account add Alpha --status active --since 2020-07-15
	kam account add Beta --status active --since 2022-07-15
	kam account add Gamma --status active --since 2022-07-15
	kam account add Delta --status active
	kam account add Omega
	kam account invoice add A1 1 2026-05-01 1000 --due-on 2026-06-01 --paid-on 2026-06-11
	kam account invoice add A1 2 2025-05-01 500 --due-on 2025-06-01 --paid-on 2025-12-31
	kam account invoice add A1 3 2026-05-01 9999 --status void
	kam account invoice add A2 4 2026-05-01 'USD 50' --due-on 2026-06-01 --paid-on 2026-05-20
	kam account invoice add A2 5 2026-06-01 500 --due-on 2026-07-01
	kam account invoice add A3 6 2026-05-01 300 --due-on 2026-08-01
	kam account invoice add A3 7 2025-07-15 600 --due-on 2025-08-01 --paid-on 2025-08-01
	kam account survey add A1 2 --asked-on 2026-01-31
	kam account survey add A1 9 --asked-on 2026-06-30
	kam account survey add A1 1 --asked-on 2026-07-16
	kam account survey add A3 5 --asked-on 2026-06-30
	kam bid add one --account A1 --value 400 --probability 100
	kam bid add two --account A3 --value 'USD 80' --probability 50
	kam bid add three --account A2 --value 700 --stage lost
	kam account insight add A4 'slow to decide' --kind risk --severity 4
	kam account insight add A4 'was once' --kind risk --severity 1 --expires-on 2026-07-14
	kam account insight add A4 'not a risk' --kind goal --severity 1
} > /dev/null

@test "four customers as worked out by hand: ties, what is missing, what is reversed" {
	company
	expect 0 kam account score --csv --columns account,name,tier,score,value,loyalty,growth,soundness,missing
	# 40 % 75 + 20 % (69.44 + 75 + 43.75) = 67.64; 30 + 20 % (60.42 + 25 + 54.17) = 57.92;
	# 15 + 20 % (36.11 + 50 + 68.75) = 45.97; 5 + 20 % (12.5 + 25 + 12.5) = 15
	same 'account,name,tier,score,value,loyalty,growth,soundness,missing
A1,Alpha,major,68,75,69.44,75,43.75,overdue
A2,Beta,standard,58,75,60.42,25,54.17,nps change
A3,Gamma,standard,46,37.5,36.11,50,68.75,late
A4,Delta,tail,15,12.5,12.5,25,12.5,tenure nps change overdue late' "$output"
	# where they stand in the list of four is theirs, also alone
	expect 0 kam account score Beta --csv --columns name,score --header none
	same 'Beta,58' "$output"
}

@test "--explain: each input, its place among how many, its points; what was missing; dimension, weight, score, tier" {
	company
	expect 0 kam account score Alpha --explain --csv --columns what,input,amount,unit,place,among,points,weight,result
	# 2,191 days from 2020-07-15; 100 (3 - 1 + 1/2) / 3 = 83.33; 250 over 3 = 83.33, + 50 + 75 over 3 = 69.44
	same 'what,input,amount,unit,place,among,points,weight,result
value,revenue,1000,CNY,1.5,4,75,,
value,,,,,,75,40,
loyalty,tenure,2191,days,1,3,83.3333,,
loyalty,months,1,months,2.5,4,50,,
loyalty,nps,9,0-10,1,2,75,,
loyalty,,,,,,69.4444,20,
growth,change,100,%,1,2,75,,
growth,pipeline,400,CNY,1.5,4,75,,
growth,,,,,,75,20,
soundness,overdue,,%,,,,,missing
soundness,late,10,days,2,2,25,,
soundness,risks,0,risks,2,4,62.5,,
soundness,,,,,,43.75,20,
score,,,,,,67.6389,100,68
scored_tier,,,,,,,,major
tier,,,,,,,,major' "$output"
	expect 0 kam account score Gamma Beta --explain --csv --columns account,input,amount,place,among,points
	for line in A3,change,-50,2,2,25 A3,overdue,0,1,2,75 A3,pipeline,400,1.5,4,75 A2,overdue,100,2,2,25 A2,late,0,1,2,75 \
		A2,months,2,1,4,87.5 A2,pipeline,0,3.5,4,25 A2,tenure,1461,2.5,3,33.3333; do
		holds "$output" "$line"
	done
}

@test "the last 12 months and the year before, to the day; each amount at the rate of its own" {
	kam_db
	kam config rate add USD 10 --starts-on 2026-01-01 > id
	kam config rate add USD 20 --starts-on 2026-05-15 > id
	for name in Alpha Beta Gamma Delta Epsilon Zeta; do kam account add $name --status active; done > id
	kam account invoice add A1 1 2025-07-16 100 > id
	kam account invoice add A2 2 2025-07-15 100 > id
	kam account invoice add A3 3 2024-07-16 100 > id
	kam account invoice add A4 4 2024-07-15 100 > id
	# today counts, tomorrow does not
	kam account invoice add A5 5 2026-07-15 100 > id
	kam account invoice add A5 6 2026-07-16 100 > id
	kam account invoice add A6 7 2026-05-14 'USD 5' > id
	kam account invoice add A6 8 2026-05-15 'USD 5' > id
	# months go from the 16th to the 15th: two days of one, and two of the next
	kam account invoice add A6 9 2026-05-16 1 > id
	kam account invoice add A6 10 2026-06-15 1 > id
	expect 0 kam account score --explain --csv --columns name,input,amount,result --sort name
	for line in Alpha,revenue,100, Alpha,months,1, Alpha,change,,missing Beta,revenue,0, Beta,months,0, Beta,change,-100, \
		Gamma,change,-100, Delta,change,,missing Delta,tenure,730, Epsilon,revenue,100, Zeta,revenue,152, Zeta,months,2,; do
		holds "$output" "$line"
	done
}

@test "what a whole dimension lacks, the others weigh the more" {
	kam_db
	kam config model add two --inputs 'revenue nps' > id
	for name in Alpha Beta; do kam account add $name --status active; done > id
	kam account invoice add A1 1 2026-05-01 100 > id
	kam account survey add A2 9 > id
	expect 0 kam account score --model two --csv --columns name,score,value,loyalty --header none
	# Alpha: 75 of value alone; Beta: (25 · 40 + 50 · 20) / 60
	same 'Alpha,75,75,
Beta,33,25,50' "$output"
	expect 0 kam account score Alpha Beta --model two --explain --csv --columns name,what,points,weight,result
	holds "$output" 'Alpha,loyalty,,20,missing'
	holds "$output" 'Alpha,score,75,40,75'
	holds "$output" 'Beta,score,33.3333,60,33'
}

# One customer and 99 others, so that its dimensions are 80, 70.5, 90 and 54.
vector() {
	kam_db
	kam config model add vector --inputs 'revenue tenure pipeline risks' --value-weight 2 --loyalty-weight 3 \
		--growth-weight 3 --soundness-weight 2 > /dev/null
	awk 'BEGIN {
		print "code,name,status,since" > "accounts.csv"
		print "account,number,issued_on,amount" > "invoices.csv"
		print "ref,account,title,value,probability" > "bids.csv"
		print "account,kind,body" > "insights.csv"
		for (i = 0; i < 100; i++) {
			since = i == 0 ? 2015 : i <= 70 ? 2024 : 2010
			print "K" i ",Name " i ",active," since "-01-01" > "accounts.csv"
			print "K" i ",N" i ",2026-05-01," (i == 0 || i == 80 ? 50 : i < 80 ? 10 : 90) > "invoices.csv"
			print "R" i ",K" i ",T" i "," (i == 0 || i == 90 ? 50 : i < 90 ? 10 : 90) ",100" > "bids.csv"
			for (risks = i == 0 || i == 54 ? 1 : i < 54 ? 2 : 0; risks > 0; risks--)
				print "K" i ",risk,risk " i " " risks > "insights.csv"
		}
	}'
	kam -q account import accounts.csv
	kam -q account invoice import invoices.csv
	kam -q bid import bids.csv
	kam -q account insight import insights.csv
}

@test "(80·2 + 70.5·3 + 90·3 + 54·2) ÷ 10 = 74.95, and that is 75, not rounded on the way" {
	vector
	expect 0 kam account score K0 --model vector --csv --columns score,value,loyalty,growth,soundness --header none
	same '75,80,70.5,90,54' "$output"
	expect 0 kam account score K0 --model vector --explain --csv --columns what,points,weight,result
	holds "$output" 'score,74.95,10,75'
	holds "$output" 'scored_tier,,,major'
	# the tier is that of the score as it is shown
	kam config model edit vector --key-from 75
	expect 0 kam account score K0 --model vector --csv --columns tier --header none
	same key "$output"
	kam config model edit vector --key-from 76
	expect 0 kam account score K0 --model vector --csv --columns tier --header none
	same major "$output"
}

@test "one customer alone is in the middle; nobody, and nobody with a figure, are no mistake" {
	kam_db
	expect 0 kam account score --csv --columns account,score
	same 'account,score' "$output"
	expect 0 kam account score --explain --csv
	same 1 "${#lines[@]}"
	expect 0 kam account score --save --csv
	holds "$errors" '0 new, 0 changed, 0 as before'
	kam account add Solo --status active > id
	# nothing is known of Solo: no score, no tier
	expect 0 kam account score --csv --columns account,tier,score,value,missing --header none
	same 'A1,,,,revenue tenure months nps change pipeline overdue late risks' "$output"
	expect 0 kam account score --explain --csv --columns what,weight,result
	holds "$output" 'score,0,missing'
	kam account invoice add A1 1 2026-05-01 100 > id
	expect 0 kam account score --csv --columns account,tier,score,value,loyalty,growth,soundness --header none
	# what is owed is not overdue
	same 'A1,standard,50,50,50,,50' "$output"
}

@test "rfm: fifths, and those alike are in the same one" {
	kam_db
	{
		echo account,number,issued_on,amount
		# the best three alike: places 1 to 3 of ten, the mean is the second
		for line in 1,900 2,900 3,900 4,800 5,700 6,600 7,500 8,400 9,300 10,200; do
			echo "K${line%,*},N${line%,*},2026-05-01,${line#*,}"
		done
	} > invoices.csv
	printf 'code,name,status\n' > accounts.csv
	for i in 1 2 3 4 5 6 7 8 9 10; do echo "K$i,Name $i,active"; done >> accounts.csv
	kam -q account import accounts.csv
	kam -q account invoice import invoices.csv
	expect 0 kam account score --model rfm --csv --columns name,value,loyalty --sort -value,name --header none
	# place 4 is 65 % from below, the fourth fifth; days and numbers are alike for all: the middle one
	same 'Name 1,100,60
Name 2,100,60
Name 3,100,60
Name 4,80,60
Name 5,60,60
Name 6,60,60
Name 7,40,60
Name 8,40,60
Name 10,20,60
Name 9,20,60' "$output"
	expect 0 kam account score K4 --model rfm --explain --csv --columns input,amount,place,among,points
	for line in revenue,800,4,10,80 recency,75,5.5,10,60 frequency,1,5.5,10,60; do
		holds "$output" "$line"
	done
	# it is the one that counts, once the setting says so
	kam config setting edit score_model --value rfm
	expect 0 kam account score K4 --csv --columns score --header none
	same 67 "$output" # (80 + 2 · 60) / 3
	expect 2 kam config setting edit score_model --value rmf
	holds "$errors" "there is no model 'rmf'"
}

@test "an amount without a rate is missing, and which rate is said" {
	company
	kam -q account invoice add A2 8 2026-03-02 'GBP 70' > id
	kam -q bid add four --account A3 --value 'EUR 5' > id
	expect 0 kam account score --csv --columns name,value,missing
	holds "$errors" 'GBP has no rate on 2026-03-02'
	holds "$errors" 'EUR has no rate on 2026-07-15'
	holds "$output" 'Beta,,revenue nps change overdue'
	holds "$output" 'Gamma,50,pipeline late'
	expect 0 kam account score Beta --explain --csv --columns input,result
	holds "$output" 'revenue,no rate'
	holds "$output" 'nps,missing'
	kam config rate add GBP 9 --starts-on 2026-03-02 > id
	kam config rate add EUR 8 --starts-on 2026-07-15 > id
	expect 0 kam account score Beta --explain --csv --columns input,amount,place
	same '' "$errors"
	# 500 + 500 + 630
	holds "$output" 'revenue,1630,1'
}

@test "--save: one snapshot for each customer and day, one operation, undone as one; the same day again changes what changed" {
	company
	expect 0 kam account score --save --csv --columns name,score
	same 5 "${#lines[@]}"
	holds "$errors" '4 new, 0 changed, 0 as before'
	expect 0 kam config snapshot list --csv --columns account.name,taken_on,value,loyalty,growth,soundness,score,tier,cap,model --sort id --header none
	same 'Alpha,2026-07-15,75,69.44,75,43.75,68,major,,balanced
Beta,2026-07-15,75,60.42,25,54.17,58,standard,,balanced
Gamma,2026-07-15,37.5,36.11,50,68.75,46,standard,,balanced
Delta,2026-07-15,12.5,12.5,25,12.5,15,tail,,balanced' "$output"
	cp kam.db before.db
	expect 0 kam account score --save --csv
	holds "$errors" '0 new, 0 changed, 4 as before'
	cmp before.db kam.db
	# Delta buys: whatever moves by it moves, and only that
	kam account survey add A2 9 --asked-on 2026-07-01 > id
	expect 0 kam account score --save --csv
	holds "$errors" '0 new, 3 changed, 1 as before'
	expect 0 kam config snapshot list --csv --columns account.name,loyalty --sort id --header none
	# of three answers two are 9, place 1.5, 66.67: (83.33 + 50 + 66.67) / 3, (33.33 + 87.5 + 66.67) / 3, (33.33 + 50 + 16.67) / 3
	same 'Alpha,66.67
Beta,62.5
Gamma,33.33
Delta,12.5' "$output"
	expect 0 kam undo
	same 'Alpha,69.44' "$(kam config snapshot list --csv --columns account.name,loyalty --header none --account A1)"
	expect 0 kam undo
	expect 0 kam undo
	same '' "$(kam config snapshot list --ids)"
	expect 0 kam account score --save --dry-run
	same '' "$(kam config snapshot list --ids)"
	# only those named
	expect 0 kam account score Gamma --save --csv --columns name --header none
	same Gamma "$output"
	same 1 "$(kam config snapshot list --ids | wc -l)"
}

@test "lists read the last snapshot and say of which day; the next day has its own" {
	company
	same 'A1,,,' "$(kam account list --csv --columns id,tier,score,scored_on --header none --limit 1)"
	kam -q account score --save > /dev/null
	kam account edit A4 --status dormant
	export KAM_NOW=2026-07-16T09:00:00Z
	kam -q account score --save > /dev/null
	expect 0 kam account list --csv --columns id,tier,score,scored_on --header none
	# Delta is ranked no more: revenue is of three now
	holds "$output" 'A4,tail,15,2026-07-15'
	holds "$output" 'A5,,,'
	same 3 "$(printf '%s\n' "$output" | grep -c 2026-07-16)"
	same 'A4' "$(kam account list --ids --where 'scored_on = 2026-07-15')"
	# people read it without asking, and of who has none that there is none
	expect 0 kam account list --name Delta --name Omega
	holds "${lines[0]}" 'Tier  Score  Scored'
	holds "${lines[2]}" 'tail     15  2026-07-15'
	holds "${lines[3]}" 'not scored yet'
}

@test "only active customers have a score; who is not is named" {
	company
	expect 1 kam account score Omega
	holds "$errors" 'A5 Omega is prospect; only active customers are scored'
	expect 1 kam account score Omicron
	holds "$errors" "no account matches 'Omicron'"
	expect 1 kam account score --model omega
	holds "$errors" "no model matches 'omega'"
	expect 1 kam account score Alpha Omega --save
	same '' "$(kam config snapshot list --ids)"
}

@test "an open risk that is severe caps the tier, until it is over" {
	company
	kam config setting edit risk_cap_tier --value standard
	kam account insight add A1 'may go under' --kind risk --severity 2 --expires-on 2026-12-31 > id
	expect 0 kam account score Alpha --csv --columns tier,cap --header none
	same 'standard,standard' "$output"
	expect 0 kam account score Alpha --explain --csv --columns what,input,amount,result
	holds "$output" 'scored_tier,,,major'
	holds "$output" 'cap,IN4,2,standard: may go under'
	holds "$output" 'tier,,,standard'
	kam -q account score --save > /dev/null
	same standard "$(kam account list --csv --columns tier --header none --name Alpha)"
	same standard "$(kam config snapshot list --csv --columns tier --header none --account A1)"
	# Gamma's is no worse than the cap; a slight risk caps nothing
	kam account insight add A3 'may go under too' --kind risk --severity 1 > id
	expect 0 kam account score --csv --columns name,tier,cap
	holds "$output" 'Gamma,standard,standard'
	holds "$output" 'Delta,tail,'
	expect 0 env KAM_NOW=2027-01-01T00:00:00Z "$KAM" account score Alpha --csv --columns name,cap --header none
	same 'Alpha,' "$output"
	kam config setting edit risk_cap_severity --value 0
	expect 0 kam account score Alpha --csv --columns tier,cap --header none
	same 'major,' "$output"
	expect 2 kam config setting edit risk_cap_tier --value platinum
	holds "$errors" "'platinum' is no tier"
}

@test "a tier is pinned for a reason and a time, goes on with the snapshots, and comes off" {
	company
	kam config person add Han --login "$(id -un)" > id
	expect 2 kam account pin Delta key
	holds "$errors" 'needs a reason'
	expect 2 kam account pin Delta platinum --why x
	holds "$errors" platinum
	expect 2 kam account pin Delta key --why x --until 2026-07-14
	holds "$errors" 'is over already'
	# without a score yet
	expect 0 kam account pin Delta key --why 'a door to others' --until 2026-07-31
	holds "$errors" 'Delta is key until 2026-07-31'
	same 'A4,key,,2026-07-15' "$(kam account list --csv --columns id,tier,score,scored_on --header none --name Delta)"
	expect 0 kam account score --save --csv --columns name,tier,score,pinned_tier,pinned_until
	holds "$errors" '3 new, 1 changed'
	holds "$output" 'Delta,key,15,key,2026-07-31'
	same 'tail,key,a door to others,Han,2026-07-31' "$(kam config snapshot list --csv --header none --account Delta \
		--columns tier,pinned_tier,pinned_why,pinned_by.name,pinned_until)"
	expect 0 kam account score Delta --explain --csv --columns what,input,unit,result
	holds "$output" 'pin,Han,2026-07-31,key: a door to others'
	holds "$output" 'scored_tier,,,tail'
	holds "$output" 'tier,,,key'
	# on its last day, and the day after
	for day in 31=key 01=tail; do
		now=2026-07-31T09:00:00Z
		[ "${day%=*}" = 31 ] || now=2026-08-01T09:00:00Z
		KAM_NOW=$now kam -q account score --save > /dev/null
		same "${day#*=}" "$(KAM_NOW=$now kam account list --csv --columns tier --header none --name Delta)"
	done
	same '2026-07-31,a door to others
2026-08-01,' "$(kam config snapshot list --csv --columns taken_on,pinned_why --header none --account Delta --where 'taken_on > 2026-07-15' --sort taken_on)"
	# without a day, a year
	expect 0 kam account pin Beta major --why 'our name there'
	holds "$errors" 'Beta is major until 2027-07-15'
	expect 0 kam account unpin Beta
	same standard "$(kam account list --csv --columns tier --header none --name Beta)"
	expect 1 kam account unpin Beta
	holds "$errors" 'is not pinned'
	expect 0 kam undo
	same major "$(kam account list --csv --columns tier --header none --name Beta)"
}

@test "a severe risk keeps a pinned customer down too" {
	company
	kam account insight add A1 'may go under' --kind risk --severity 1 > id
	kam -q account score --save > /dev/null
	expect 0 kam account pin Alpha key --why 'largest of all'
	holds "$errors" 'but not above major while its risk is open'
	same major "$(kam account list --csv --columns tier --header none --name Alpha)"
	kam account insight rm IN4 2> /dev/null
	kam -q account score --save > /dev/null
	same key "$(kam account list --csv --columns tier --header none --name Alpha)"
}

@test "models: only inputs there are, weights that weigh, tiers one above the other" {
	kam_db
	same 'balanced,percentile,40,20,20,20,80,60,30
rfm,quintile,1,2,0,0,80,60,30' "$(kam config model list --csv --header none --sort id \
		--columns name,method,value_weight,loyalty_weight,growth_weight,soundness_weight,key_from,major_from,standard_from)"
	expect 2 kam config model add x --inputs 'revenue  tenure'
	holds "$errors" "inputs 'revenue  tenure'"
	expect 2 kam config model add x --inputs 'revenue luck'
	holds "$errors" 'recency'
	expect 2 kam config model add x --value-weight 0 --loyalty-weight 0 --growth-weight 0 --soundness-weight 0
	holds "$errors" 'all four weights are 0'
	expect 2 kam config model edit balanced --major-from 80
	holds "$errors" 'each has to be above the next'
	same 2 "$(kam config model list --ids | wc -l)"
	# weights that are 0 leave their dimension out
	kam account add Solo --status active --since 2020-01-01 > id
	kam config model add old --inputs tenure --loyalty-weight 0 > id
	expect 0 kam account score --model old --csv --columns score,loyalty --header none
	same ',50' "$output"
}
