# kam report decisions: did the bids win that we said go to? Figures worked out by hand beside each.

load helper

# Decided in 2026, and what became of it:
#   B1 go, 85, won, 1000       B2 go, 75, lost, 500        B3 go, 70, open, 300
#   B4 go, 60, overridden, lost, 200                       B5 go, 40, without a word why, won, 50
#   B6 conditional, 55, won, 400                           B7 conditional, 45, withdrawn, 10
#   B8 no_go, 90, lost, 900    B9 no_go, 30, open, 70      B10 recycle, no score, open, 5
#   B11 no_go, then go, 80, won, 600                       B12 go in 2025, won     B13 nobody decided, won in 2026
decided() {
	kam_db
	kam -q config person add Boss --login "$(id -un)"
	kam -q config person add 李雷 --login lilei
	kam -q account add Acme
	cat > bids.csv <<- 'END'
		title,account,owner,stage,value,closed_on,reason,pursuit_cost
		b1,Acme,李雷,won,1000,2026-06-01,,
		b2,Acme,李雷,lost,500,2026-06-01,price,
		b3,Acme,李雷,submitted,300,,,
		b4,Acme,李雷,lost,200,2026-06-01,price,
		b5,Acme,李雷,won,50,2026-06-01,,
		b6,Acme,李雷,won,400,2026-06-01,,
		b7,Acme,李雷,withdrawn,10,2026-06-01,,
		b8,Acme,李雷,lost,900,2026-06-01,price,33
		b9,Acme,李雷,review,70,,,7
		b10,Acme,李雷,review,5,,,
		b11,Acme,李雷,won,600,2026-06-01,,
		b12,Acme,李雷,won,1,2025-06-01,,
		b13,Acme,李雷,won,1,2026-06-01,,
	END
	cat > assessments.csv <<- 'END'
		bid,decision,score,fit,override,done_by,happened_at,conditions,due_on
		B1,go,85,5,,Boss,2026-02-01,,
		B2,go,75,4,,Boss,2026-02-02,,
		B3,go,70,,,Boss,2026-02-03,,
		B4,go,60,2,they insist,Boss,2026-02-04,,
		B5,go,40,2,,Boss,2026-02-05,,
		B6,conditional,55,,,Boss,2026-02-06,two engineers,2026-03-01
		B7,conditional,45,,,Boss,2026-02-07,a date,2026-03-01
		B8,no_go,90,,,Boss,2026-02-08,,
		B9,no_go,30,,,Boss,2026-02-09,,
		B10,recycle,,,,Boss,2026-02-10,,
		B11,no_go,20,,,Boss,2026-02-11,,
		B11,go,80,3,,Boss,2026-02-12,,
		B12,go,80,,,Boss,2025-12-31,,
		B2,no_go,,,,Boss,2026-05-01,,
	END
	# the last line is a word on the price, not on the bid
	sed -i '1s/$/,kind/; 2,$s/$/,/; $s/$/price/' assessments.csv
	kam -q bid import bids.csv
	kam -q bid assessment import assessments.csv
}

@test "by decision: won, lost and the rate, overrides apart" {
	decided
	# go: B1 B11 won, B2 lost, B3 open: 2 of 3; value 1000 + 500 + 300 + 600; by value 1600 of 2100
	# overridden: B4 lost (a word why), B5 won (below 70 all the same); conditional B6; overridden B7, withdrawn
	expect 0 kam report decisions --csv --columns name,bids,won,lost,withdrawn,open,rate,value,won_value,lost_value,value_rate
	same 'name,bids,won,lost,withdrawn,open,rate,value,won_value,lost_value,value_rate
go,4,2,1,0,1,66.67,2400.00,1600.00,500.00,76.19
"go, overridden",2,1,1,0,0,50.00,250.00,50.00,200.00,20.00
conditional,1,1,0,0,0,100.00,400.00,400.00,0.00,100.00
"conditional, overridden",1,0,0,1,0,,10.00,0.00,0.00,
recycle,1,0,0,0,1,,5.00,0.00,0.00,
no_go,2,0,1,0,1,0.00,970.00,0.00,900.00,0.00' "$output"
	expect 0 kam report decisions --explain 'go, overridden' --csv --columns id,score
	same 'id,score
B4,60
B5,40' "$output"
	expect 0 kam report decisions --explain
	holds "$output" 'left out: 1 bid closed in the period that nobody decided on'
	# against a veto, though the score is one of a go: (20·100 + 20·100 + 15·0) ÷ 55
	kam -q bid decide B3 --fit 5 --relationship 5 --delivery 1 --decision go --override 'they insist'
	expect 0 kam report decisions --csv --header none --columns name,bids --where 'owner = 李雷'
	same 'go,3|"go, overridden",3' "$(head -2 <<< "$output" | paste -sd '|')"
	expect 0 kam report decisions --period 2025 --csv --columns name,bids,won
	same 'name,bids,won
go,1,1' "$output"
}

@test "by score, and by both" {
	decided
	# go: B1 B3 B8 B11 B2: 2 won, 2 lost, 1 open; review: B4 lost, B6 won; no: B5 won, B7 withdrawn, B9 open; none: B10
	expect 0 kam report decisions --section bands --csv --columns name,bids,won,lost,withdrawn,open,rate
	same 'name,bids,won,lost,withdrawn,open,rate
go,5,2,2,0,1,50.00
review,2,1,1,0,0,50.00
no,3,1,0,1,1,100.00
,1,0,0,0,1,' "$output"
	expect 0 kam report decisions --section both --csv --columns name,bids,won,lost
	same 'name,bids,won,lost
go: go,4,2,1
go: no_go,1,0,1
"review: go, overridden",1,0,1
review: conditional,1,1,0
"no: go, overridden",1,1,0
"no: conditional, overridden",1,0,0
no: no_go,1,0,0
none: recycle,1,0,0' "$output"
	expect 0 kam report decisions --section both --explain 'go: no_go' --csv --header none --columns id
	same B8 "$output"
	# the breaks are a setting: at 80 and 60, B2 (75) and B3 (70) were overridden too
	kam -q config setting edit decide_breaks --value '80 60'
	expect 0 kam report decisions --csv --header none --columns name,bids --where 'stage != withdrawn'
	same 'go,2
"go, overridden",4
"conditional, overridden",1
recycle,1
no_go,2' "$output"
}

@test "which marks told" {
	decided
	# fit of the won: B1 5, B5 2, B11 3: 10 ÷ 3; of the lost: B2 4, B4 2: 3
	expect 0 kam report decisions --section marks --csv
	same 'mark,won,won_mean,lost,lost_mean,difference
fit,3,3.33,2,3,0.33' "$output"
}

@test "pursued against a no: open, won, or moved forward since" {
	decided
	expect 0 kam report decisions --section pursued --csv --columns id,decided_on,done_by,outcome,value,pursuit_cost
	same 'id,decided_on,done_by,outcome,value,pursuit_cost
B9,2026-02-09,Boss,open,70.00,7.00' "$output"
	# B8 was lost; it had been handed in after the no
	kam -q bid change add B8 stage submitted --old review --happened-at 2026-02-07
	expect 0 kam report decisions --section pursued --csv --header none --columns id
	same B9 "$output"
	kam -q bid change add B8 stage submitted --old review --happened-at 2026-03-07
	expect 0 kam report decisions --section pursued --csv --header none --columns id,outcome,pursuit_cost
	same 'B8,lost,33.00
B9,open,7.00' "$output"
}

@test "findings: overdue conditions, a no that is still open, an approval of one's own" {
	decided
	kam -q bid edit B3 --owner Boss
	kam -q bid decide B10 --fit 3 --decision conditional --conditions 'price list' --due-on 2026-07-15
	expect 3 kam report decisions --section findings --csv --columns id,bid,what,name,since,days --check
	same 'id,bid,what,name,since,days
AS9/no,B9,"decided no, and still open",b9,2026-02-09,156
AS3/own,B3,approved by its owner,b3,2026-02-03,162' "$output"
	export KAM_NOW=2026-07-16T09:30:00Z
	expect 0 kam report decisions --section findings --csv --header none --columns id,what,name,since,days --where 'id = B10'
	same 'AS15,conditions overdue,price list,2026-07-15,1' "$output"
	# decided again, the conditions are met
	kam -q bid decide B10 --fit 5 --decision go
	kam -q bid edit B9 --stage withdrawn
	kam -q bid edit B3 --owner 李雷
	expect 0 kam report decisions --section findings --check
	# those of the contract hold when it is won
	kam -q bid decide B1 --kind contract --decision conditional --conditions 'bank bond' --due-on +1d
	KAM_NOW=2026-07-18T00:00:00Z expect 3 kam report decisions --section findings --csv --header none --columns bid,name --check
	same 'B1,bank bond' "$output"
}

@test "an empty database gives headers only" {
	kam_db
	for section in decisions bands both marks pursued findings; do
		expect 0 kam report decisions --section "$section" --csv --check
		same 1 "${#lines[@]}" "$section"
	done
}
