# kam report channels: whom touches reached, what was answered and what followed. Figures worked out by hand.

load helper

touch() {
	local day=$1
	shift
	kam -q account touch add --happened-at "${day}T08:00:00Z" "$@" > /dev/null
}

# Acme: a visit on 5 January (Ann, interested) and a call on the 20th; the bid of 1 February for 1,000 (won) follows the
# call, that of 20 January for 500 too (the same day); the one of 1 July follows none within 90 days.
# Beta: an advert on 1 March, refused; the bid of 1 January came before it.
# Lead x: in the store on 10 May (ordered), a mobile touch on 1 June; it becomes Xco on 15 July, with a bid for 300.
# Lead y: in the store on 11 May, interested; nobody went on. A call to Ann in 2025.
played() {
	kam_db
	kam -q account add Acme
	kam -q account add Beta
	kam -q account contact add Acme Ann
	kam -q config person add Li
	kam -q lead add x --company Xco --owner Li --region East
	kam -q lead add y --owner Li
	touch 2026-01-05 Acme --contact C1 --channel visit --response interested --done-by Li
	touch 2026-01-20 Acme --channel call
	touch 2026-03-01 Beta --channel advert --response refused
	touch 2026-05-10 --lead x --channel store --response ordered
	touch 2026-06-01 --lead x --channel mobile
	touch 2026-05-11 --lead y --channel store --response interested --done-by Li
	touch 2025-12-01 Acme --contact C1 --channel call
	kam -q bid add one --account Acme --opened-on 2026-02-01 --value 1000 --stage won --closed-on 2026-03-01
	kam -q bid add two --account Acme --opened-on 2026-01-20 --value 500
	kam -q bid add three --account Acme --opened-on 2026-07-01 --value 700
	kam -q bid add four --account Beta --opened-on 2026-01-01 --value 900
	kam -q lead convert x --new --bid start --value 300 > /dev/null
}

@test "in the store, at home, on the way and the rest" {
	played
	expect 0 kam report channels --section places --csv
	# the conversion and the bid of 15 July follow the mobile touch of 1 June; on the way: 1 lead, 1 bid
	same 'place,touches,people,interested,ordered,refused,rate,converted,bids,bid_value,won,won_value,per_touch
in the store,2,2,1,1,0,100.00,0,0,0.00,0,0.00,0.00
at home,1,1,1,0,0,100.00,0,0,0.00,0,0.00,0.00
on the way,2,2,0,0,1,0.00,1,1,300.00,0,0.00,0.00
the rest,1,1,0,0,0,0.00,0,2,1500.00,1,1000.00,1000.00' "$output"
	expect 0 kam report channels --section places --explain 'on the way' --csv --columns id,whose,channel,followed
	same 'id,whose,channel,followed
TC3,Beta,advert,
TC5,Xco,mobile,B5 L1' "$output"
}

@test "by channel, by response, by who did it; the touches behind a line" {
	played
	expect 0 kam report channels --csv --columns name,touches,people,rate,converted,bids,won,won_value
	same 'name,touches,people,rate,converted,bids,won,won_value
store,2,2,100.00,0,0,0,0.00
advert,1,1,0.00,0,0,0,0.00
call,1,1,0.00,0,2,1,1000.00
mobile,1,1,0.00,1,1,0,0.00
visit,1,1,100.00,0,0,0,0.00' "$output"
	expect 0 kam report channels --by response --csv --columns name,touches,people,bids
	# without an answer: the call to Acme and the mobile touch
	same 'name,touches,people,bids
interested,2,2,0
none,2,2,3
ordered,1,1,0
refused,1,1,0' "$output"
	expect 0 kam report channels --by done_by --csv --columns name,touches,people
	same 'name,touches,people
,4,3
Li,2,2' "$output"
	expect 0 kam report channels --explain call --csv
	same 'id,happened_at,whose,channel,response,followed
TC2,2026-01-20T08:00:00Z,Acme,call,none,B2 B1' "$output"
	expect 0 kam report channels --period all --explain call --ids
	same 'TC7
TC2' "$output"
	expect 0 kam report channels --where 'account = Acme' --csv --columns name,touches,bids
	same 'name,touches,bids
call,1,2
visit,1,0' "$output"
	expect 0 kam report channels --explain
	# three, opened 162 days after the call; four, before any touch
	holds "$output" '2 bids opened in the period that followed no touch'
}

@test "how soon something has to follow is a parameter" {
	played
	# 162 days from 20 January to 1 July
	expect 0 kam report channels --days 162 --csv --columns name,bids,bid_value --section lines
	holds "$output" 'call,3,2200.00'
	expect 0 kam report channels --days 161 --csv --columns name,bids
	holds "$output" 'call,2'
	# two on the same day; 12 days to one; 44 from the mobile touch
	expect 0 kam report channels --days 0 --csv --columns name,converted,bids,bid_value
	holds "$output" 'call,0,1,500.00'
	holds "$output" 'mobile,0,0,0.00'
}

@test "interest that nobody went on with is a finding" {
	played
	expect 3 kam report channels --check --section waiting --csv
	# 11 May to 15 July; Acme was called after the visit, x became a customer
	same 'id,whose,response,day,days,channel,done_by,body
TC6,y,interested,2026-05-11,65,store,Li,' "$output"
	expect 0 kam report channels --check --section waiting --wait 66
	kam -q lead edit y --next-on 2026-07-20
	expect 0 kam report channels --check --section waiting
	kam -q lead edit y --next-on 2026-07-14
	expect 3 kam report channels --check --section waiting
	kam -q lead edit y --opt-out yes
	expect 0 kam report channels --check --section waiting
	touch 2026-07-01 Beta --channel store --response ordered
	expect 3 kam report channels --check --section waiting --ids
	same TC8 "$output"
	kam -q account invoice add Beta 1 2026-07-02 100
	expect 0 kam report channels --check --section waiting
}

@test "other currencies at the rate of their day; what has none is said; leads whose day of conversion is unknown" {
	played
	kam -q config rate add USD 7 --starts-on 2026-01-01
	kam -q bid add usd --account Beta --opened-on 2026-03-02 --value 100 --currency USD
	kam -q bid add eur --account Beta --opened-on 2026-03-02 --value 100 --currency EUR
	kam -q lead add z --status converted --account Beta
	expect 0 kam report channels --csv --columns name,bids,bid_value
	holds "$output" 'advert,2,700.00'
	holds "$errors" '1 bid in a currency without a rate, in no sum'
	expect 0 kam report channels --explain
	holds "$output" '1 converted lead of which nobody knows the day'
}

@test "a database without touches" {
	kam_db
	for section in places lines waiting; do
		expect 0 kam report channels --section $section --csv --check
		same 1 "${#lines[@]}" $section
	done
}
