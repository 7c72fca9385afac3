# kam report renewals: contracts that end soon, what renews them, what puts them at risk. Days worked out by hand beside each.

load helper

# It is 15 July 2026. K1 ends on 14 August (30 days), K2 on 15 August (31), K3 on 13 October (90), K4 on 14 October,
# K5 ended on 14 July, K6 ended on 15 April (91 days ago), K7 is followed by K8.
company() {
	kam_db
	kam config person add Han > /dev/null
	kam config person add Li > /dev/null
	for name in pump valve; do
		kam config product add "$name" > /dev/null
	done
	for name in Alpha Beta Gamma Delta; do
		kam account add "$name" > /dev/null
		kam account touch add hello --account "$name" --happened-at 2026-07-01T08:00:00Z --channel call > /dev/null
	done
	kam account seat add Beta account Li > /dev/null
	kam bid add b1 --account Alpha --product pump --owner Han --value 1 --stage won --closed-on 2025-01-01 > /dev/null
	kam bid add b2 --account Beta --product pump --value 1 --stage won --closed-on 2025-01-01 > /dev/null
	kam bid add b3 --account Gamma --product valve --value 1 --stage won --closed-on 2025-01-01 > /dev/null
	kam bid add b4 --account Delta --value 1 --stage won --closed-on 2025-01-01 > /dev/null
	kam bid add again --account Alpha --product pump --value 1 > /dev/null
	kam bid add other --account Beta --product valve --value 1 > /dev/null
	kam bid contract add K1 --bid b1 --value 100 --starts-on 2025-08-15 --ends-on 2026-08-14 > /dev/null
	kam bid contract add K2 --bid b2 --value 200 --starts-on 2025-08-15 --ends-on 2026-08-15 > /dev/null
	kam bid contract add K3 --bid b3 --value 400 --ends-on 2026-10-13 > /dev/null
	kam bid contract add K4 --bid b3 --value 800 --ends-on 2026-10-14 > /dev/null
	kam bid contract add K7 --bid b4 --value 3200 --starts-on 2025-08-01 --ends-on 2026-08-01 > /dev/null
	kam bid contract add K8 --bid b4 --value 6400 --starts-on 2026-08-02 --ends-on 2027-08-01 > /dev/null
	kam bid contract add K9 --bid b4 --value 9 > /dev/null
	kam account add Echo > /dev/null
	kam bid add b5 --account Echo --value 1 --stage won --closed-on 2025-01-01 > /dev/null
	kam bid add b6 --account Echo --value 1 --product pump --stage won --closed-on 2025-01-01 > /dev/null
	kam bid contract add K5 --bid b5 --value 1600 --ends-on 2026-07-14 > /dev/null
	kam bid contract add K6 --bid b6 --value 9 --ends-on 2026-04-15 > /dev/null
}

@test "within 30, 60 and 90 days, with owner, value and the open bid that renews it" {
	company
	# K3 is renewed: K4, of the same customer and product, ends later
	expect 0 kam report renewals --csv --columns number,account,ends_on,days,value,owner,renewal,stage
	same 'number,account,ends_on,days,value,owner,renewal,stage
K5,Echo,2026-07-14,-1,1600.00,,,
K1,Alpha,2026-08-14,30,100.00,Han,B5,identified
K2,Beta,2026-08-15,31,200.00,Li,,' "$output"
	expect 0 kam report renewals --section bands --csv
	same 'band,contracts,value,bids,covered,at_risk,risk_value
over,1,1600.00,0,0.00,1,1600.00
30,1,100.00,1,100.00,0,0.00
60,1,200.00,0,0.00,1,200.00
90,0,0.00,0,,0,0.00' "$output"
	expect 0 kam report renewals --section bands --explain 60 --csv --columns number,risk
	same 'number,risk
K2,no renewal bid' "$output"
	expect 0 kam report renewals --ahead 91 --csv --columns number,days --where 'number = K4'
	same 'number,days
K4,91' "$output"
	expect 0 kam report renewals --back 91 --csv --columns number,days --where 'number = K6'
	same 'number,days
K6,-91' "$output"
	expect 0 kam report renewals --explain
	holds "$output" 'left out: 1 contract without an end'
}

@test "what puts it at risk, by name" {
	company
	expect 3 kam report renewals --section at_risk --csv --columns number,risk --where 'number in (K1, K2)' --check
	same 'number,risk
K2,no renewal bid' "$output"
	expect 0 kam report renewals --section at_risk --csv --where 'number = K1' --check
	printf '%s\n' account,title,severity,status,opened_at Alpha,broken,2,open,2026-07-01T08:00:00Z > tickets.csv
	kam -q ticket import tickets.csv
	kam account invoice add --account Alpha --number 1 --issued-on 2026-05-01 --due-on 2026-07-14 --amount 5 > /dev/null
	kam account survey add --account Alpha --asked-on 2026-05-01 --score 9 > /dev/null
	kam account survey add --account Alpha --asked-on 2026-06-01 --score 6 > /dev/null
	kam account insight add "new boss" --account Alpha --kind risk --seen-on 2026-06-01 > /dev/null
	kam account insight add "old story" --account Alpha --kind risk --expires-on 2026-07-14 > /dev/null
	expect 3 kam report renewals --section at_risk --csv --columns risk --where 'number = K1' --check
	same 'risk
"severe ticket, overdue invoice, detractor, known risk"' "$output"
	expect 0 kam report renewals --explain K1 --csv
	same 'what,id,day,title
detractor,SV2,2026-06-01,6
known risk,IN1,2026-06-01,new boss
overdue invoice,IV1,2026-07-14,1
severe ticket,T1,2026-07-01,broken' "$output"
	# touched on 1 July, 60 days before 30 August
	KAM_NOW=2026-08-31T08:00:00Z expect 0 kam report renewals --csv --columns risk --where 'number = K2'
	same 'risk
"no renewal bid, untouched"' "$output"
}

@test "what a later contract for the same product follows is told apart" {
	company
	expect 0 kam report renewals --csv --columns number --where 'number = K7'
	same number "$output"
	expect 0 kam report renewals --explain --where 'number in (K1, K7)'
	holds "$output" 'left out: 1 contract renewed already'
	# 6,400 after 3,200 is 100 % more, 800 after 400 as well
	expect 0 kam report renewals --section renewed --csv
	same 'id,number,account,ends_on,value,follower,follower_number,follower_value,follower_ends_on,grown
CT5,K7,Delta,2026-08-01,3200.00,CT6,K8,6400.00,2027-08-01,100.00
CT3,K3,Gamma,2026-10-13,400.00,CT4,K4,800.00,2026-10-14,100.00' "$output"
	# K9 is of that customer too, for that product; once it begins, it goes on without an end
	kam bid contract edit K9 --starts-on 2027-08-02 > /dev/null
	KAM_NOW=2027-07-15T08:00:00Z expect 0 kam report renewals --section renewed --csv --columns number,follower_number,follower_value
	same 'number,follower_number,follower_value
K8,K9,9.00' "$output"
}

@test "a bid renews what was signed before it was opened, until it is lost; when won it is to be signed" {
	company
	renewing() {
		kam report renewals --csv --header none --columns renewal,stage,risk --where "number = $1"
	}
	# another of the same customer and product that ran beside it from the start is no renewal
	kam bid edit B5 --opened-on 2025-08-15 > /dev/null
	same ',,no renewal bid' "$(renewing K1)"
	kam bid edit B5 --opened-on 2025-08-16 > /dev/null
	same 'B5,identified,' "$(renewing K1)"
	kam bid contract edit K1 --signed-on 2025-08-16 > /dev/null
	same ',,no renewal bid' "$(renewing K1)"
	kam bid contract edit K1 --signed-on 2025-08-01 > /dev/null
	kam bid edit B5 --stage won > /dev/null
	same 'B5,won,not signed' "$(renewing K1)"
	expect 3 kam report renewals --section at_risk --check --csv --columns risk --where 'number = K1'
	# an open one comes before one that is won
	kam bid add more --account Alpha --product pump --value 1 > /dev/null
	same 'B9,identified,' "$(renewing K1)"
	kam bid edit B9 --stage lost --reason price > /dev/null
	kam bid edit B5 --stage lost --reason price > /dev/null
	same ',,no renewal bid' "$(renewing K1)"
}

@test "amounts go by the rate of their day; what has none is said" {
	company
	kam config rate add USD 7 --starts-on 2025-01-01 > /dev/null
	kam bid contract edit K1 --value 'USD 100' > /dev/null
	kam bid contract edit K2 --value 'GBP 100' > /dev/null
	expect 0 kam report renewals --section bands --csv --columns band,value
	holds "$output" '30,700.00'
	holds "$output" '60,0.00'
	holds "$errors" '1 contract in a currency without a rate, in no sum'
}

@test "an empty database gives headers only" {
	kam_db
	for section in bands contracts at_risk; do
		expect 0 kam report renewals --section "$section" --csv --check
		same 1 "${#lines[@]}" "$section"
	done
}

@test "as of an earlier day, and what has changed since" {
	company
	export KAM_NOW=2026-07-16T09:00:00Z
	kam bid contract edit K2 --ends-on 2027-08-15 > /dev/null
	expect 0 kam report renewals --csv --columns number --where 'number = K2'
	same number "$output"
	expect 0 kam report renewals --csv --columns number,days --where 'number = K2' --as-of 2026-07-15
	same 'number,days
K2,31' "$output"
	expect 0 kam report renewals --csv --columns number,value --diff 2026-07-15
	holds "$output" K2
	[[ $output != *K1* ]]
}
