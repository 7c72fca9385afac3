# kam report campaigns: reach, answers, what campaigns brought and cost. Figures worked out by hand.

load helper

touch() {
	local day=$1
	shift
	kam -q account touch add --happened-at "${day}T08:00:00Z" "$@" > /dev/null
}

# Spring (March, 1,000): Ann at Acme twice (refused, then ordered), lead x once (interested), Beta once.
# Its leads are x and y. x becomes Xco on 15 July, with a bid of 3,000 that is won; y stays open.
# Acme's bid one of 2 April (5,000, won) follows Spring's touch of 10 March; bid two of 20 May (700) Fair's of 1 May.
# Fair (May, USD 100, at 7): Acme once, lead z once (ordered); z names no campaign and becomes Zco on 15 July.
# Beta's bid of 1 February came before its touch. Idle (January, no cost): nobody was touched.
played() {
	kam_db
	kam -q config rate add USD 7 --starts-on 2026-01-01
	kam -q lead campaign add Spring --starts-on 2026-03-01 --ends-on 2026-03-31 --cost 1000
	kam -q lead campaign add Fair --starts-on 2026-05-01 --cost 'USD 100'
	kam -q lead campaign add Idle --starts-on 2026-01-01 --ends-on 2026-01-31
	kam -q account add Acme
	kam -q account add Beta
	kam -q account contact add Acme Ann
	kam -q lead add x --company Xco --campaign Spring
	kam -q lead add y --campaign Spring
	kam -q lead add z --company Zco
	touch 2026-03-05 Acme --contact C1 --campaign Spring --channel call --response refused
	touch 2026-03-10 Acme --contact C1 --campaign Spring --channel visit --response ordered
	touch 2026-03-11 --lead x --campaign Spring --channel event --response interested
	touch 2026-03-12 Beta --campaign Spring --channel message
	touch 2026-05-01 Acme --campaign Fair --channel event
	touch 2026-05-02 --lead z --campaign Fair --channel event --response ordered
	touch 2026-05-03 Beta --channel call
	kam -q bid add one --account Acme --opened-on 2026-04-02 --value 5000 --stage won --closed-on 2026-06-01
	kam -q bid add two --account Acme --opened-on 2026-05-20 --value 700
	kam -q bid add three --account Beta --opened-on 2026-02-01 --value 900 --stage won --closed-on 2026-06-01
	kam -q lead convert x --new --bid start --value 3000 > /dev/null
	kam -q bid edit start --stage won --closed-on 2026-07-15
	kam -q lead convert z --new > /dev/null
}

@test "reach, answers, leads, conversions, bids, cost and return" {
	played
	expect 0 kam report campaigns --csv
	# Spring reached Ann, Xco and Beta; 2 of 4 touches; won 5,000 and 3,000 at a cost of 1,000
	same 'name,reach,touches,interested,ordered,refused,response_rate,leads,converted,bids,won,won_value,cost,cost_per_conversion,return
Spring,3,4,1,1,1,50.00,2,1,2,2,8000.00,1000.00,1000.00,8
Fair,2,2,0,1,0,50.00,0,1,1,0,0.00,700.00,700.00,0
Idle,0,0,0,0,0,,0,0,0,0,0.00,,,' "$output"
	expect 0 kam report campaigns --explain Spring --csv
	same 'id,whose,day,what,response,value
TC1,Acme,2026-03-05,call,refused,
TC2,Acme,2026-03-10,visit,ordered,
TC3,Xco,2026-03-11,event,interested,
TC4,Beta,2026-03-12,message,none,
B1,Acme,2026-04-02,won,,5000.00
B4,Xco,2026-07-15,won,,3000.00
L1,x,2026-07-15,converted,,
L2,y,2026-07-15,open,,' "$output"
	expect 0 kam report campaigns --by starts_on.quarter --csv --columns name,reach,touches,won_value,cost,return
	same 'name,reach,touches,won_value,cost,return
2026-Q1,3,4,8000.00,1000.00,8
2026-Q2,2,2,0.00,700.00,0' "$output"
	expect 0 kam report campaigns --where 'name = Fair' --csv --columns name
	same 'name
Fair' "$output"
	expect 0 kam report campaigns --period 2026-Q2 --csv --columns name,won_value
	same 'name,won_value
Fair,0.00' "$output"
}

@test "a touch that stayed with its converted lead is its customer's, and reaches nobody twice" {
	played
	# as an import may leave them
	kam -q account touch add --happened-at 2026-05-04T08:00:00Z --lead z --campaign Fair --channel call > /dev/null
	expect 0 kam report campaigns --csv --columns name,reach,touches
	# Acme and Zco
	same 'name,reach,touches
Spring,3,4
Fair,2,3
Idle,0,0' "$output"
}

@test "how long something may take to follow; a later bid of the customer that a lead became" {
	played
	# 10 March to 2 April: 23 days; the bid of x names its lead, whenever it came; z came 74 days after its touch
	expect 0 kam report campaigns --days 22 --csv --columns name,converted,bids,won_value
	same 'name,converted,bids,won_value
Spring,1,1,3000.00
Fair,0,1,0.00
Idle,0,0,0.00' "$output"
	KAM_NOW=2026-08-01T08:00:00Z kam -q bid add more --account Xco --opened-on 2026-08-01 --value 50
	expect 0 kam report campaigns --days 17 --csv --columns name,bids
	same 'name,bids
Spring,2
Fair,0
Idle,0' "$output"
	expect 0 kam report campaigns --days 16 --csv --columns name,bids
	holds "$output" 'Spring,1'
}

@test "campaigns that are over and went wrong are findings" {
	played
	expect 3 kam report campaigns --section poor --check --csv
	same 'id,name,ends_on,why,touches,converted,won_value,cost
CP3,Idle,2026-01-31,"nobody was touched, no cost, nothing came of it",0,0,0.00,' "$output"
	kam -q lead campaign edit Spring --cost 9000
	kam -q lead campaign rm Idle
	expect 3 kam report campaigns --section poor --check --csv --columns id,why,won_value,cost
	same 'id,why,won_value,cost
CP1,won less than it cost,8000.00,9000.00' "$output"
	kam -q lead campaign edit Spring --cost 8000
	expect 0 kam report campaigns --section poor --check
}

@test "what has no rate, no first day or no campaign is said" {
	played
	kam -q lead campaign add Late --cost 'EUR 5'
	expect 0 kam report campaigns --csv --columns name,cost
	holds "$output" 'Late,'
	holds "$errors" '1 campaign without a first day, counted by the day of their entry'
	holds "$errors" '1 won bid or campaign in a currency without a rate, in no sum'
	expect 0 kam report campaigns --explain
	holds "$output" '1 touch record of no campaign'
	rm kam.db
	kam_db
	for section in lines poor; do
		expect 0 kam report campaigns --section $section --csv --check
		same 1 "${#lines[@]}" $section
	done
}
