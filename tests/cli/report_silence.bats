# kam report silence: deciders, concerns, gates and tickets where nobody did anything. Asked on 2026-07-15.

load helper

# Days since: Boss (buys at Acme, an open bid) last touched 05-01: 75. Buyer (decides a step) touched 07-10: 5. Clerk decides
# nothing; Gone left; Far decides at Beta, where no bid is open and which no tier has.
# Concern 1 was raised 05-01, its lead touched 06-05: 40. Concern 2: 07-01: 14. Concern 3 is cleared, 4 of a dropped lead.
# Items of Deal: Bond needed by 07-01: 14; Seal today: not yet; Tea is not required; Print is done; Talks belongs to a later stage.
# Tickets: 1 opened 06-01, an event 07-01: 14; 2 opened 06-01, a touch 07-10: 5; 3 is closed; 4 opened 07-08: 7.
quiet() {
	kam_db
	kam -q config person add Li
	kam -q config person add Han
	kam -q account add Acme
	kam -q account add Beta
	kam -q account seat add Acme account Li --starts-on 2026-01-01
	kam -q account contact add Acme Boss --buying-role economic
	kam -q account contact add Acme Buyer
	kam -q account contact add Acme Clerk --buying-role user
	kam -q account contact add Acme Gone --buying-role economic --left-on 2026-03-01
	kam -q account contact add Beta Far --buying-role economic
	kam -q account buystep add Acme 1 signs --decided-by C2
	kam -q account touch add --account Acme --contact C1 --channel visit --happened-at 2026-05-01T09:00:00Z
	kam -q account touch add --account Acme --contact C2 --channel call --happened-at 2026-07-10T09:00:00Z
	kam -q lead add Maybe --owner Han
	kam -q lead add Never --status dropped
	kam -q lead concern add Maybe price --raised-on 2026-05-01
	kam -q account touch add --lead Maybe --channel call --happened-at 2026-06-05T09:00:00Z
	kam -q lead concern add L1 safety --raised-on 2026-07-01
	kam -q lead concern add L1 old --raised-on 2026-01-01 --cleared-on 2026-02-01
	kam -q lead concern add Never taste --raised-on 2026-01-01
	kam -q bid add Deal --account Acme --owner Li --stage review
	kam -q bid checkitem add Deal review Bond --role account --required yes --needed-by 2026-07-01
	kam -q bid checkitem add Deal review Seal --role account --required yes --needed-by 2026-07-15 --owner Han
	kam -q bid checkitem add Deal review Tea --role account --required no --needed-by 2026-07-01
	kam -q bid checkitem add Deal review Print --role account --required yes --needed-by 2026-07-01 --done-on 2026-07-02
	kam -q bid checkitem add Deal negotiation Talks --role account --required yes --needed-by 2026-07-01
	printf '%s\n' ref,account,title,kind,severity,opened_at,assignee,dept \
		t1,Acme,Broken,incident,2,2026-06-01T09:00:00Z,Han, t2,Acme,Noise,incident,3,2026-06-01T09:00:00Z,,Care \
		t3,Beta,Done,request,3,2026-06-01T09:00:00Z,Han, t4,Beta,Late,delay,3,2026-07-08T09:00:00Z,,Care > tickets.csv
	kam -q ticket import tickets.csv
	printf '%s\n' ticket,happened_at,kind T1,2026-07-01T09:00:00Z,note T3,2026-06-02T09:00:00Z,resolve \
		T3,2026-06-03T09:00:00Z,confirm > events.csv
	kam -q ticket event import events.csv
	kam -q account touch add --account Acme --ticket T2 --channel call --happened-at 2026-07-10T09:00:00Z
}

@test "one list: what, whose, since when" {
	quiet
	expect 3 kam report silence --days 30 --check --csv
	same 'id,kind,what,customer,whose,since,days
C1,decider,Boss,Acme,Li,2026-05-01,75
CN1,concern,price,Maybe,Han,2026-06-05,40
CK1,gate,Deal: Bond,Acme,Li,2026-07-01,14
T1,ticket,Broken,Acme,Han,2026-07-01,14
T4,ticket,Late,Beta,Care,2026-07-08,7' "$output"
	COLUMNS=80 expect 0 kam report silence
	[ "$(wc -L <<< "$output")" -le 80 ]
}

@test "how many of all there are, by kind and by person; what is behind a line" {
	quiet
	# Deciders Boss and Buyer; concerns 1 and 2; Bond and Seal; tickets 1, 2 and 4.
	expect 0 kam report silence --days 30 --section total --csv
	same 'kind,silent,all_open,share,longest
decider,1,2,50.00,75
concern,1,2,50.00,40
gate,1,2,50.00,14
ticket,2,3,66.67,14' "$output"
	expect 0 kam report silence --days 30 --section people --csv
	same 'whose,silent,deciders,concerns,gates,tickets,longest
Han,2,0,1,0,1,40
Li,2,1,0,1,0,75
Care,1,0,0,0,1,7' "$output"
	expect 0 kam report silence --section total --explain ticket --csv --columns id,days
	same 'id,days
T1,14
T4,7' "$output"
	expect 0 kam report silence --days 30 --section people --explain Li --csv --columns id,kind
	same 'id,kind
C1,decider
CK1,gate' "$output"
}

@test "how many days, whose, and of which customers" {
	quiet
	# a day is silent from the limit on
	expect 0 kam report silence --days 14 --tickets 8 --ids
	same 'C1
CN1
CN2
CK1
T1' "$output"
	expect 0 kam report silence --days 15 --tickets 15 --ids
	same 'C1
CN1
CK1' "$output"
	# without --days the setting, 60 as it comes
	expect 0 kam report silence --tickets 15 --ids
	same 'C1
CK1' "$output"
	kam -q config setting edit untouched_days --value 76
	expect 0 kam report silence --tickets 15 --ids
	same CK1 "$output"
	expect 0 kam report silence --days 1 --owner Han --ids
	same 'CN1
CN2
T1' "$output"
	expect 0 kam report silence --days 1 --owner Li --ids
	same 'C1
CK1
C2' "$output"
	expect 0 kam report silence --where 'name = Beta' --ids
	same T4 "$output"
	# Far decides at a customer of tier key, with no bid: since the day of entry
	kam -q config snapshot add --account Beta --taken-on 2026-06-30 --score 90 --tier key
	export KAM_NOW=2026-10-15T09:30:00Z
	expect 0 kam report silence --where 'name = Beta' --csv --columns id,since,days
	same 'id,since,days
T4,2026-07-08,99
C5,2026-07-15,92' "$output"
}

@test "nothing is silent" {
	kam_db
	expect 0 kam report silence --check --csv
	same 'id,kind,what,customer,whose,since,days' "$output"
	expect 0 kam report silence --section total --csv
	same 'kind,silent,all_open,share,longest' "$output"
}
