# kam report losses: why, to whom, with what. Figures worked out by hand beside each.

load helper

# Lost in 2026: price 600 (to Rival, Pump) and 300 (to Rival, Valve), solution 100 (to Other, Pump), one of 0 without a reason;
# won: Pump 1,000. Lost in 2025: 5,000. Withdrawn: one.
decided() {
	kam_db
	kam config product add Pump > /dev/null
	kam config product add Valve > /dev/null
	kam account add Acme > /dev/null
	local title stage reason competitor product closed value
	while IFS='|' read -r title stage reason competitor product closed value; do
		kam bid add "$title" --account Acme --stage "$stage" --reason "$reason" --competitor "$competitor" \
			--product "$product" --closed-on "$closed" --value "$value" > /dev/null
	done <<- 'END'
		one|lost|price|Rival|Pump|2026-02-01|600
		two|lost|price|Rival|Valve|2026-03-01|300
		three|lost|solution|Other|Pump|2026-03-02|100
		four|lost||||2026-04-01|0
		five|won|relationship|Other|Pump|2026-05-01|1000
		six|lost|price|Rival|Pump|2025-12-31|5000
		seven|withdrawn|||Pump|2026-05-01|700
	END
}

@test "by reason: share of the lost ones, by count and by value" {
	decided
	expect 0 kam report losses --csv
	# 2 of 4 and 900 of 1,000 for the price
	same 'name,lost,all_lost,share,decided,loss_rate,value,all_value,value_share,mean
price,2,4,50.00,2,100.00,900.00,1000.00,90.00,450.00
solution,1,4,25.00,1,100.00,100.00,1000.00,10.00,100.00
,1,4,25.00,1,100.00,0.00,1000.00,0.00,0.00' "$output"
	expect 0 kam report losses --explain price --csv --columns id,value,competitor
	same 'id,value,competitor
B1,600.00,Rival
B2,300.00,Rival' "$output"
	expect 0 kam report losses --section total --csv --columns lost,decided,loss_rate,value,decided_value,value_rate,mean
	# 4 of 5; 1,000 of 2,000
	same 'lost,decided,loss_rate,value,decided_value,value_rate,mean
4,5,80.00,1000.00,2000.00,50.00,250.00' "$output"
}

@test "by competitor, by product, and by anything else" {
	decided
	expect 0 kam report losses --section competitors --csv --columns name,lost,decided,loss_rate,value
	same 'name,lost,decided,loss_rate,value
Rival,2,2,100.00,900.00
Other,1,2,50.00,100.00
,1,1,100.00,0.00' "$output"
	expect 0 kam report losses --section products --csv --columns name,lost,share,decided,loss_rate,value_share
	same 'name,lost,share,decided,loss_rate,value_share
Pump,2,50.00,3,66.67,70.00
Valve,1,25.00,1,100.00,30.00
,1,25.00,1,100.00,0.00' "$output"
	expect 0 kam report losses --by closed_on.quarter --csv --columns name,lost --sort name
	same 'name,lost
2026-Q1,3
2026-Q2,1' "$output"
	expect 0 kam report losses --section competitors --explain '' --csv --columns id
	same 'id
B4' "$output"
}

@test "lost without a reason is a finding" {
	decided
	expect 3 kam report losses --section unexplained --csv --columns id --check
	same 'id
B4' "$output"
	kam bid edit B4 --reason timing
	expect 0 kam report losses --section unexplained --csv --columns id --check
}

@test "nothing of no value is NA, to programs nothing; an empty database gives headers only" {
	kam_db
	kam account add Acme > /dev/null
	kam bid add one --account Acme --stage lost --reason price --closed-on 2026-02-01 --value 0 > /dev/null
	expect 0 kam report losses --section lines --columns name,lost,value_share
	same 'price      1           NA' "${lines[3]}"
	expect 0 kam report losses --csv --columns name,value_share
	same 'name,value_share
price,' "$output"
	rm kam.db
	kam_db
	for section in total lines competitors products unexplained; do
		expect 0 kam report losses --section "$section" --csv --check
		same 1 "${#lines[@]}" "$section"
	done
}
