# kam report discounts: how far below the list bids were won and lost. Figures worked out by hand beside each.

load helper

# Closed in 2026, each with its list:
#   B1 Li  won   900 of 1,000  10 %       B4 Han won  500 of 1,000  50 %       B6 Han lost, no list value
#   B2 Li  won 2,400 of 3,000  20 %       B5 Han lost 110 of 100   −10 %       B7 Li  won in 2025, 1 of 100
#   B3 Li  lost  300 of   400  25 %                                           B8 withdrawn, B9 and B10 open
closed() {
	kam_db
	kam -q config person add Li --login "$(id -un)"
	kam -q config person add Han
	kam -q config product add Pump --floor-price 700
	kam -q account add Acme
	local title owner stage value list closed
	while IFS='|' read -r title owner stage value list closed more; do
		# shellcheck disable=SC2086 # options
		kam -q bid add "$title" --account Acme --owner "$owner" --stage "$stage" --value "$value" --list-value "$list" \
			--closed-on "$closed" $more
	done <<- 'END'
		one|Li|won|900|1000|2026-02-01|
		two|Li|won|2400|3000|2026-03-01|
		three|Li|lost|300|400|2026-04-01|--reason price
		four|Han|won|500|1000|2026-05-01|
		five|Han|lost|110|100|2026-05-02|--reason price
		six|Han|lost|5||2026-05-03|--reason price
		seven|Li|won|1|100|2025-12-31|
		eight|Li|withdrawn|1|100|2026-05-01|
		nine|Han|qualified|600|1000||--product Pump
		ten|Li|qualified|700|1000||--floor-value 710
	END
}

@test "won against lost: the mean of all alike, and weighted by what the list asks" {
	closed
	# won: (10 + 20 + 50) ÷ 3; 5,000 − 3,800 = 1,200 of 5,000. lost: (25 − 10) ÷ 2; 500 − 410 = 90 of 500
	expect 0 kam report discounts --section outcomes --csv
	same 'outcome,bids,mean,deepest,list_value,value,given,weighted
won,3,26.67,50.00,5000.00,3800.00,1200.00,24.00
lost,2,7.50,25.00,500.00,410.00,90.00,18.00' "$output"
	expect 0 kam report discounts --explain
	holds "$output" 'left out: 1 won and lost bid without a value or a list value'
	expect 0 kam report discounts --section outcomes --explain won --ids
	same 'B4
B2
B1' "$output"
	expect 0 kam report discounts --section outcomes --where 'title = one' --csv --columns outcome,bids,mean,weighted
	same 'outcome,bids,mean,weighted
won,1,10.00,10.00
lost,0,,' "$output"
}

@test "by any field, and by depth" {
	closed
	# Han: (50 − 10) ÷ 2 = 20, 1,100 − 610 = 490 of 1,100; Li: 55 ÷ 3, 4,400 − 3,600 = 800 of 4,400
	expect 0 kam report discounts --csv
	same 'name,bids,mean,won,won_mean,lost,lost_mean,list_value,value,given,weighted
Han,2,20.00,1,50.00,1,-10.00,1100.00,610.00,490.00,44.55
Li,3,18.33,2,15.00,1,25.00,4400.00,3600.00,800.00,18.18' "$output"
	expect 0 kam report discounts --by closed_on.quarter --csv --columns name,bids,lost_mean --sort name
	same 'name,bids,lost_mean
2026-Q1,2,
2026-Q2,3,7.50' "$output"
	expect 0 kam report discounts --explain Li --csv --columns id,discount
	same 'id,discount
B3,25.00
B2,20.00
B1,10.00' "$output"
	expect 0 kam report discounts --section bands --csv
	same 'band,bids,won,lost,rate,value,won_value,value_rate
0,1,0,1,0.00,110.00,0.00,0.00
0-10,1,1,0,100.00,900.00,900.00,100.00
10-20,1,1,0,100.00,2400.00,2400.00,100.00
20-30,1,0,1,0.00,300.00,0.00,0.00
30+,1,1,0,100.00,500.00,500.00,100.00' "$output"
	expect 0 kam report discounts --period 2025 --csv --columns name,mean
	same 'name,mean
Li,99.00' "$output"
	COLUMNS=80 expect 0 kam report discounts
	[ "$(wc -L <<< "$output")" -le 80 ]
}

@test "other currencies: the discount is of the bid, sums need a rate" {
	closed
	kam -q bid add abroad --account Acme --owner Han --stage won --value 60 --list-value 100 --currency USD --closed-on 2026-05-05
	expect 0 kam report discounts --where 'owner = Han' --csv --columns name,bids,mean,list_value
	# (50 − 10 + 40) ÷ 3
	same 'name,bids,mean,list_value
Han,3,26.67,1100.00' "$output"
	holds "$errors" '1 bid in a currency without a rate, in no sum'
	kam -q config rate add USD 7 --starts-on 2026-01-01
	expect 0 kam report discounts --where 'owner = Han' --csv --columns name,list_value,given
	same 'name,list_value,given
Han,1800.00,770.00' "$output"
}

@test "below the floor is a finding, until somebody else has approved it" {
	closed
	# 710 − 700 of 710; 700 − 600 of 700
	expect 3 kam report discounts --check --section below --csv
	same 'id,title,account,owner,stage,value,floor,short
B9,nine,Acme,Han,qualified,600.00,700.00,14.29
B10,ten,Acme,Li,qualified,700.00,710.00,1.41' "$output"
	# Li approves Han's
	kam -q bid decide B9 --kind price --decision go
	expect 3 kam report discounts --check --section below --ids
	same B10 "$output"
	expect 0 kam report discounts --section approved --csv --columns id,short,approver
	same 'id,short,approver
B9,14.29,Li' "$output"
	# and it falls again
	export KAM_NOW=2026-07-16T09:00:00Z
	kam -q bid edit B9 --value 590
	expect 3 kam report discounts --check --section below --ids
	same 'B9
B10' "$output"
	kam -q bid edit B9 --value 700
	kam -q bid edit B10 --value 710
	expect 0 kam report discounts --check
}

@test "approvals that came with an import: the owner's own is none, nor one from before the price fell" {
	closed
	printf '%s\n' bid,kind,decision,done_by,happened_at B9,price,go,Han,2026-07-01T09:00:00Z B10,price,go,Han,2026-07-01T09:00:00Z > said.csv
	kam -q bid assessment import said.csv
	printf '%s\n' bid,happened_at,field,old,new B10,2026-06-01T09:00:00Z,value,800,705 > before.csv
	kam -q bid change import before.csv
	expect 0 kam report discounts --section below --ids
	same B9 "$output"
	printf '%s\n' bid,happened_at,field,old,new B10,2026-07-02T09:00:00Z,value,705,700 > changes.csv
	kam -q bid change import changes.csv
	expect 0 kam report discounts --section below --ids
	same 'B9
B10' "$output"
}

@test "nothing closed" {
	kam_db
	expect 0 kam report discounts --csv --columns name,bids
	same 'name,bids' "$output"
	expect 0 kam report discounts --check
}
