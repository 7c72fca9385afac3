# kam report winrate: by count and value, by closing and by cohort, with and without no_decision, by any field.

load helper

# Decided in 2026, by hand beside each test. Han's manager is Zhou; the discount is 1 − value ÷ list value.
bids() {
	kam_db
	kam config unit add East > /dev/null
	kam config unit add West > /dev/null
	kam config product add Router > /dev/null
	kam config product add Switch > /dev/null
	kam config person add Zhou > /dev/null
	kam config person add Han --manager Zhou > /dev/null
	kam config person add Li > /dev/null
	kam account add Acme --industry power > /dev/null
	kam account add Beta --industry rail > /dev/null
	cat > bids.csv <<- 'END'
		title,account,unit,owner,product,stage,opened_on,closed_on,value,list_value,reason,competitor,offer,tag.segment
		one,Acme,East,Han,Router,won,2025-11-01,2026-02-01,100,100,,ZTE,standard,gold
		two,Acme,East,Han,Router,lost,2026-01-01,2026-02-02,300,400,price,ZTE,standard,gold
		three,Acme,West,Li,Switch,lost,2026-01-01,2026-05-01,50,50,no_decision,,custom,
		four,Beta,West,Li,Switch,contracted,2026-01-01,2026-05-02,550,1000,,Cisco,custom,gold
		five,Beta,West,Li,Switch,withdrawn,2026-01-01,2026-05-02,999,,,,,
		six,Beta,West,Li,Switch,submitted,2026-01-01,,999,,,,,
		seven,Beta,East,Han,Router,won,2025-01-01,2025-06-01,7,,,,,
	END
	kam -q bid import bids.csv
}

# rates FIELD [WORD…]: name, won, lost and rates of its lines.
rates() {
	local field=$1
	shift
	kam report winrate --period 2026 --by "$field" --csv --header none \
		--columns name,won,lost,rate,no_decision,decided_rate,won_value,lost_value,value_rate "$@"
}

@test "by count, by value, with and without no_decision, by closing period and by cohort" {
	bids
	# 2 of 4; without the one that nobody decided 2 of 3; 650 of 1,000
	expect 0 kam report winrate --period 2026 --section total --csv
	same 'won,lost,rate,no_decision,decided_rate,won_value,lost_value,value_rate,mean_won
2,2,50.00,1,66.67,650.00,350.00,65.00,325.00' "$output"
	# opened in 2026, whenever they were decided: one of three
	expect 0 kam report winrate --period 2026 --dated opened_on --section total --csv --columns won,lost,rate,decided_rate
	same 'won,lost,rate,decided_rate
1,2,33.33,50.00' "$output"
	# cohorts beside one another
	same '2025-Q4,1,0,100.00,0,100.00,100.00,0.00,100.00
2026-Q1,1,2,33.33,1,50.00,550.00,350.00,61.11' "$(rates opened_on.quarter)"
}

@test "by unit, owner, manager, product, industry, competitor, offer, tag and discount band" {
	bids
	same 'East,1,1,50.00,0,50.00,100.00,300.00,25.00
West,1,1,50.00,1,100.00,550.00,50.00,91.67' "$(rates unit)"
	same 'Han,1,1,50.00,0,50.00,100.00,300.00,25.00
Li,1,1,50.00,1,100.00,550.00,50.00,91.67' "$(rates owner)"
	same 'Zhou,1,1,50.00,0,50.00,100.00,300.00,25.00
,1,1,50.00,1,100.00,550.00,50.00,91.67' "$(rates owner.manager)"
	same 'Router,1,1,50.00,0,50.00,100.00,300.00,25.00
Switch,1,1,50.00,1,100.00,550.00,50.00,91.67' "$(rates product)"
	same 'power,1,2,33.33,1,50.00,100.00,350.00,22.22
rail,1,0,100.00,0,100.00,550.00,0.00,100.00' "$(rates account.industry)"
	same 'Cisco,1,0,100.00,0,100.00,550.00,0.00,100.00
ZTE,1,1,50.00,0,50.00,100.00,300.00,25.00
,0,1,0.00,1,,0.00,50.00,0.00' "$(rates competitor)"
	same 'custom,1,1,50.00,1,100.00,550.00,50.00,91.67
standard,1,1,50.00,0,50.00,100.00,300.00,25.00' "$(rates offer)"
	same 'gold,2,1,66.67,0,66.67,650.00,300.00,68.42
,0,1,0.00,1,,0.00,50.00,0.00' "$(rates tag.segment)"
	# at the list price one and three; 25 % and 45 % off
	same '0,1,1,50.00,1,100.00,100.00,50.00,66.67
20-30,0,1,0.00,0,0.00,0.00,300.00,0.00
30+,1,0,100.00,0,100.00,550.00,0.00,100.00' "$(rates discount_band)"
}

@test "numerator and denominator, and the bids behind them" {
	bids
	expect 0 kam report winrate --period 2026 --explain
	holds "$output" 'Win rate (rate) = Won ÷ (Won + Lost) × 100, NA where that divides by zero'
	holds "$output" 'Rate of decided (decided_rate) = Won ÷ (Won + Lost − No decision) × 100'
	holds "$output" 'Rate by value (value_rate) = Won value ÷ (Won value + Lost value) × 100'
	holds "$output" 'left out: 1 withdrawn bid'
	holds "$output" 'left out: 1 bid still open'
	expect 0 kam report winrate --period 2026 --by discount_band --explain 0 --csv --columns title,stage,value,reason
	same 'title,stage,value,reason
one,won,100.00,
three,lost,50.00,no_decision' "$output"
	expect 0 kam report winrate --period 2026 --by tag.segment --explain gold --csv --columns title
	same 'title
one
two
four' "$output"
}
