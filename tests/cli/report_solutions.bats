# kam report solutions: needs and what answers them, items nobody asked for, and what came of the promise. Figures worked
# out by hand beside each.

load helper

# Two open bids, one won and delivered. B1: needs of importance 5 (answered), 3 (answered), none (not): 8 of 9. Items:
# standard 500 (cost 300), custom 200 (cost 90), custom 100 (cost 95) that nobody asked for.
offers() {
	kam_db
	kam -q config person add Boss --login "$(id -un)"
	kam -q config person add 李雷 --login lilei
	kam -q account add Acme
	kam -q bid add Core --account Acme --owner 李雷 --value 780 --list-value 960 --floor-value 790
	kam -q bid need add B1 'no stops' 'hours a year' --importance 5 --promised '<= 4 h'
	kam -q bid need add B1 'one screen' --importance 3
	kam -q bid need add B1 'data stays here'
	kam -q bid item add B1 Monitoring --need ND1 --price 500 --cost 300
	kam -q bid item add B1 Dashboard --need ND2 --kind custom --price 200 --cost 90
	kam -q bid item add B1 Training --kind custom --price 100 --cost 95
	kam -q bid add Edge --account Acme --owner 李雷
	kam -q bid need add B2 'calls at night'
	kam -q bid item add B2 Hotline --need ND4 --price 10
	kam -q bid item add B2 Portal --need ND4 --kind custom
	kam -q bid item add B2 Manual --need ND4 --kind adapted --cost 3
	kam -q bid add Bare --account Acme
}

@test "coverage, unasked items, custom share, margin, discount" {
	offers
	# B1: coverage 8 ÷ 9; custom 300 ÷ 800; margin (800 - 485) ÷ 800; discount 1 - 780 ÷ 960
	# B2: custom by number, 1 of 3, for two have no price; no item has both price and cost
	expect 0 kam report solutions --csv --columns id,needs,answered,importance,answered_importance,coverage,items,unasked,custom_share,custom_by,price,cost,margin,discount
	same 'id,needs,answered,importance,answered_importance,coverage,items,unasked,custom_share,custom_by,price,cost,margin,discount
B1,3,2,9,8,88.89,3,1,37.50,price,800.00,485.00,39.38,18.75
B2,1,1,1,1,100.00,3,0,33.33,number,,,,' "$output"
	expect 0 kam report solutions --explain
	holds "$output" 'left out: 1 bid without a need and without an item'
	# an item without a cost is not in the margin: (500 + 200 - 390) ÷ 700, but in the custom share
	kam -q bid item edit IT3 --cost ''
	expect 0 kam report solutions --csv --header none --columns custom_share,price,cost,margin --where 'id = B1'
	same 37.50,700.00,390.00,44.29 "$output"
}

@test "an item that answers a need of another bid answers nothing" {
	offers
	printf 'bid,title,need\nB2,Stray,ND3\n' > items.csv
	kam -q bid item import items.csv
	expect 0 kam report solutions --csv --header none --columns id,needs,answered,items,unasked
	same 'B1,3,2,3,1
B2,1,1,4,1' "$output"
}

@test "other currencies are converted; what cannot be is said" {
	offers
	kam -q config rate add USD 7 --starts-on 2026-01-01
	# 100 USD are 700 CNY: custom (700 + 200) ÷ 1,400, margin (1,400 - 300 - 90 - 7·95) ÷ 1,400 = 345 ÷ 1,400
	kam -q bid item edit IT3 --currency USD
	expect 0 kam report solutions --csv --header none --columns custom_share,price,cost,margin --where 'id = B1'
	same 64.29,1400.00,1055.00,24.64 "$output"
	kam -q bid item edit IT3 --currency EUR
	expect 0 kam report solutions --csv --header none --columns custom_share,custom_by,price --where 'id = B1'
	holds "$errors" '1 item in a currency without a rate, in no sum'
	# two of three are custom
	same 66.67,number,700.00 "$output"
}

@test "one bid, need by need and item by item" {
	offers
	expect 0 kam report solutions --bid B1 --section needs --csv --columns id,job,outcome,importance,items,promised
	same 'id,job,outcome,importance,items,promised
ND1,no stops,hours a year,5,Monitoring,<= 4 h
ND2,one screen,,3,Dashboard,
ND3,data stays here,,,nothing,' "$output"
	expect 0 kam report solutions --bid B1 --section items --csv --columns id,kind,job,price,cost,margin
	# 200 ÷ 500, 110 ÷ 200, 5 ÷ 100
	same 'id,kind,job,price,cost,margin
IT1,standard,no stops,500.00,300.00,40.00
IT2,custom,one screen,200.00,90.00,55.00
IT3,custom,nobody asked for it,100.00,95.00,5.00' "$output"
	expect 0 kam report solutions --explain B1 --csv --columns id,need,item
	same 'id,need,item
ND1,no stops,Monitoring
ND2,one screen,Dashboard
ND3,data stays here,
IT3,,Training' "$output"
	# several items of one need, in their order
	expect 0 kam report solutions --bid B2 --section needs --csv --columns items --header none
	same 'Hotline; Portal; Manual' "$output"
}

@test "findings: below its floor, unanswered, unasked; of open bids only" {
	offers
	expect 3 kam report solutions --section findings --csv --columns id,bid,what,name,owner --check
	same 'id,bid,what,name,owner
B1/floor,B1,"below its floor, not approved",Core,李雷
ND3,B1,nothing answers it,data stays here,李雷
IT3,B1,nobody asked for it,Training,李雷' "$output"
	expect 0 kam report solutions --bid B2 --section findings --check --csv
	same 1 "${#lines[@]}"
	kam -q bid decide B1 --kind price --decision go
	kam -q bid item edit IT3 --need ND3
	expect 0 kam report solutions --section findings --check
	expect 0 kam report solutions --csv --header none --columns below --where 'id = B1'
	same approved "$output"
	# whoever approved it has it now
	kam -q bid edit B1 --owner Boss
	expect 0 kam report solutions --csv --header none --columns below --where 'id = B1'
	same 'to be approved' "$output"
	kam -q bid edit B1 --owner 李雷
	# down further, and it is to be approved again
	kam -q bid edit B1 --value 770
	expect 0 kam report solutions --csv --header none --columns below --where 'id = B1'
	same 'to be approved' "$output"
	kam -q bid edit B1 --stage lost --reason price
	expect 0 kam report solutions --section findings --check
}

@test "promised against measured, after delivery" {
	offers
	kam -q bid edit B2 --stage won
	kam -q bid contract add B2 HT-1 --live-on 2026-07-01
	kam -q bid contract add B2 HT-2 --live-on 2026-05-01
	kam -q bid contract add B1 HT-3 --live-on 2026-07-16
	local promised measured kept
	while IFS='|' read -r promised measured kept; do
		kam -q bid need add B2 "job $promised/$measured" "--promised=$promised" "--measured=$measured"
		holds "$(kam report solutions --section delivered --jsonl --columns job,kept)" \
			"{\"job\":\"job $promised/$measured\",\"kept\":\"$kept\"}"
	done <<- 'END'
		>= 99 %|98.5%|missed
		≥ 99%|99 %|kept
		> 99 %|99 %|missed
		< 5|4.99|kept
		<= 4 h|3.5 h|kept
		<= 4 h|250 min|differs
		at most 4 h|4.5 h|missed
		At least 4|4|kept
		不超过 5|5|kept
		不低于5天|4天|missed
		10,000|10000|kept
		20|19|differs
		a hotline|A hotline|kept
		a hotline|a portal|differs
		>= -40 °C|-41 °C|missed
	END
	kam -q bid need add B2 'measured only' --measured 5
	# what was missed comes first; it is live since the first of its contracts
	expect 0 kam report solutions --section delivered --csv --header none --columns kept,live_on
	same missed,2026-05-01 "${lines[0]}"
	same 'missed|differs|not measured|not promised|kept' "$(cut -d, -f1 <<< "$output" | uniq | paste -sd '|')"
	# what was not measured is a finding from the day it went live
	expect 0 kam report solutions --section findings --csv --columns id,bid,what,since --where 'id = B2'
	same 'id,bid,what,since
ND4/measured,B2,"delivered, not measured",2026-05-01' "$output"
	KAM_NOW=2026-07-16T01:00:00Z expect 0 kam report solutions --section findings --csv --header none --columns id --where 'id = B1'
	same 'B1/floor ND3 IT3 ND1/measured ND2/measured ND3/measured' "${lines[*]}"
	kam -q bid need edit ND4 --measured 'at any hour'
	expect 0 kam report solutions --section findings --check --where 'id = B2'
}

@test "won bids, all bids, and an empty database" {
	offers
	kam -q bid edit B2 --stage won
	expect 0 kam report solutions --csv --header none --columns id
	same B1 "$output"
	expect 0 kam report solutions --of won --csv --header none --columns id
	same B2 "$output"
	expect 0 kam report solutions --of all --csv --header none --columns id
	same 'B1 B2' "${lines[*]}"
	# one that is asked for is there, however it stands
	expect 0 kam report solutions --bid B2 --csv --header none --columns id
	same B2 "$output"
	rm kam.db
	kam_db
	expect 0 kam report solutions --csv --check
	same 1 "${#lines[@]}"
}
