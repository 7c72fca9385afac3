# kam report velocity: days to the decision and in each stage, dates that slip, values that change, what is won a day.

load helper

# Decided in 2026: won after 10, 20 and 45 days (Han), lost after 4 (Han), 8 and 30 (Li); withdrawn and open ones beside.
decided() {
	kam_db
	kam config person add Han > /dev/null
	kam config person add Li > /dev/null
	cat > bids.csv <<- 'END'
		title,owner,stage,opened_on,closed_on,value
		w1,Han,won,2026-01-01,2026-01-11,100
		w2,Han,contracted,2026-01-01,2026-01-21,200
		w3,Han,won,2026-01-01,2026-02-15,600
		l1,Han,lost,2026-02-01,2026-02-05,10
		l2,Li,lost,2026-02-01,2026-02-09,10
		l3,Li,lost,2026-02-01,2026-03-03,10
		x1,Li,withdrawn,2026-02-01,2026-03-03,10
		o1,Li,submitted,2026-02-01,,500
		back,Li,lost,2026-05-01,2026-04-01,10
		unsaid,Li,won,,2026-04-01,10
		undated,Han,lost,2026-05-01,,10
	END
	kam -q bid import bids.csv
}

@test "days from opening to decision: mean and median, of won and of lost" {
	decided
	# won 75 ÷ 3; lost 42 ÷ 3; the middle one of three each. `back` was lost before it was opened, `unsaid` is of today,
	# and won before; a bid without a day is in neither.
	expect 0 kam report velocity --csv
	same 'outcome,bids,days,mean,median,shortest,longest
won,3,75,25,20,10,45
lost,3,42,14,8,4,30' "$output"
	expect 0 kam report velocity --explain
	holds "$output" 'left out: 2 bids decided before they were opened'
	holds "$output" 'left out: 1 won and lost bid without that date'
	expect 0 kam report velocity --explain won --csv --columns title,days,opened_on,closed_on
	same 'title,days,opened_on,closed_on
w3,45,2026-01-01,2026-02-15
w2,20,2026-01-01,2026-01-21
w1,10,2026-01-01,2026-01-11' "$output"
	# of an even number the mean of the middle two: 10 and 20 in January
	expect 0 kam report velocity --period 2026-01 --csv --columns outcome,bids,mean,median
	same 'outcome,bids,mean,median
won,2,15,15' "$output"
	# opened in February, whenever they were decided
	expect 0 kam report velocity --dated opened_on --period 2026-02 --csv --columns outcome,bids,mean
	same 'outcome,bids,mean
lost,3,14' "$output"
}

@test "by any field, and what is won a day there" {
	decided
	# Han: open none. Li: 1 open × 10 × ½... but of Li's one that was won the days are not known: NA
	expect 0 kam report velocity --section lines --csv
	same 'name,won,won_mean,won_median,lost,lost_mean,lost_median,open,won_value,daily
Han,3,25,20,1,4,4,0,900.00,0.00
Li,1,,,3,19,19,1,10.00,' "$output"
	expect 0 kam report velocity --section lines --by closed_on.quarter --period 2026-Q1 --csv --columns name,won,lost,open
	same 'name,won,lost,open
2026-Q1,3,3,0
,0,0,1' "$output"
	expect 0 kam report velocity --section lines --explain Li --csv --columns title,days
	same 'title,days
l3,30
l2,8
back,
unsaid,' "$output"
}

@test "50 × 10,000 × 20 % ÷ 30 days are 3,333.33 a day" {
	kam_db
	{
		echo title,stage,opened_on,closed_on,value
		for i in {1..50}; do echo "open $i,submitted,2026-01-01,,$i"; done
		for i in {1..8}; do echo "lost $i,lost,2026-01-01,2026-01-02,7"; done
		# 20 and 40 days; 4,000 and 16,000
		echo won a,won,2026-01-01,2026-01-21,4000
		echo won b,won,2026-01-01,2026-02-10,16000
	} > bids.csv
	kam -q bid import bids.csv
	expect 0 kam report velocity --section speed --csv
	same 'open,won,decided,rate,won_value,mean_won,days,timed,cycle,daily
50,2,10,20.00,20000.00,10000.00,60,2,30,3333.33' "$output"
	expect 0 kam report velocity --section lines --by currency --csv --columns name,daily
	same 'name,daily
CNY,3333.33' "$output"
	expect 0 kam report velocity --section speed --explain
	holds "$output" 'A day (daily) = Open bids × (Won value ÷ Won) × (Won ÷ Won and lost) ÷ (Days in all ÷ Won with days)'
}

# on DAY WORDS…: at noon of that day of 2026.
on() {
	local day=$1
	shift
	KAM_NOW=2026-${day}T12:00:00Z kam "$@" > /dev/null
}

# What moved, through the command line. Days expected: identified 14, qualified 21, submitted 30.
#   one  opened 1 March, qualified 11 March (10), submitted 31 March (20), back to qualified 5 April (5), submitted
#        15 April (10), won on 20 May, which was entered on 25 May: 35, and not 40
#   two  opened 1 March, qualified 31 March (30: over), there since: 106 days on 15 July
#   three opened 1 July, identified since: 14 days, which is what is expected
moved() {
	kam_db
	on 03-01 account add Acme
	on 03-01 bid add one --account A1 --opened-on 2026-03-01 --value 100 --close-on 2026-05-01
	on 03-01 bid add two --account A1 --opened-on 2026-03-01
	on 07-01 bid add three --account A1 --opened-on 2026-07-01 --value 70
	on 03-11 bid edit B1 --stage qualified
	on 03-31 bid edit B1 --stage submitted
	on 04-05 bid edit B1 --stage qualified
	on 04-15 bid edit B1 --stage submitted
	on 05-25 bid edit B1 --stage won --closed-on 2026-05-20
	on 03-31 bid edit B2 --stage qualified
}

@test "days in each stage, from the changes: what ended, what goes on, and how many take longer than expected" {
	moved
	# identified: 10 and 30; qualified: 20 and 10; submitted: 5 and 35
	expect 0 kam report velocity --section stages --csv
	holds "$output" 'stage,stays,days,mean,median,expected,over,over_rate,here,here_over
identified,2,40,20,20,14,1,50.00,1,0
qualified,2,30,15,15,21,0,0.00,1,1'
	holds "$output" 'submitted,2,40,20,20,30,1,50.00,0,0'
	expect 0 kam report velocity --section stages --explain qualified --csv --columns id,entered_on,left_on,days
	same 'id,entered_on,left_on,days
B2,2026-03-31,,106
B1,2026-03-11,2026-03-31,20
B1,2026-04-05,2026-04-15,10' "$output"
	# those that ended in April; the decision in May is none of them
	expect 0 kam report velocity --section stages --period 2026-04 --csv --columns stage,stays,days
	holds "$output" 'identified,0,0'
	holds "$output" 'qualified,1,10'
	holds "$output" 'submitted,1,5'
	# they add up to the days from opening to decision: 10 + 20 + 5 + 10 + 35 = 31 + 30 + 19
	expect 0 kam report velocity --csv --columns outcome,days
	same 'outcome,days
won,80' "$output"
}

@test "a history that was imported counts alike; a stage nobody knows any more is counted apart" {
	kam_db
	cat > bids.csv <<- 'END'
		title,ref,stage,opened_on,closed_on
		one,x1,won,2026-03-01,2026-05-20
	END
	cat > changes.csv <<- 'END'
		bid,happened_at,field,old,new
		x1,2026-03-11T12:00:00Z,stage,identified,qualified
		x1,2026-03-31T12:00:00Z,stage,qualified,pitched
		x1,2026-04-15T12:00:00Z,stage,pitched,submitted
	END
	kam -q bid import bids.csv
	kam -q bid change import changes.csv
	# nothing tells of the decision but its day: submitted from 15 April to 20 May
	expect 0 kam report velocity --section stages --csv --columns stage,stays,days,here
	holds "$output" 'identified,1,10,0
qualified,1,20,0'
	holds "$output" 'submitted,1,35,0'
	expect 0 kam report velocity --section stages --explain
	holds "$output" 'left out: 1 stay in a stage that is not there any more'
}

@test "an expected decision that moves: how often, by how much, now against first" {
	moved
	# first said 1 May, then 15 May, 10 May and again nothing; two: said once, which is no move; three: a day earlier
	on 03-02 bid edit B1 --close-on 2026-05-15
	on 03-03 bid edit B1 --close-on 2026-05-10
	on 03-04 bid edit B2 --close-on 2026-08-01
	on 07-02 bid edit B3 --close-on 2026-09-10
	on 07-03 bid edit B3 --close-on 2026-09-09
	expect 0 kam report velocity --section slippage --by currency --csv
	# 9 days later and one earlier
	same 'name,bids,moved,share,moves,later,days,mean
CNY,3,2,66.67,3,1,8,4' "$output"
	expect 0 kam report velocity --section slippage --by currency --explain CNY --csv --columns id,moves,first_on,now_on,days
	same 'id,moves,first_on,now_on,days
B1,2,2026-05-01,2026-05-10,9
B3,1,2026-09-10,2026-09-09,-1' "$output"
	# decided in April: none; those that are open stay
	expect 0 kam report velocity --section slippage --by currency --period 2026-04 --csv --columns bids,moves
	same 'bids,moves
2,1' "$output"
}

@test "values that grew and shrank, in the base currency" {
	kam_db
	kam config rate add USD 7 --starts-on 2026-01-01 > /dev/null
	on 03-01 account add Acme
	on 03-01 bid add one --account A1 --value 100
	on 03-01 bid add two --account A1 --value 'USD 10'
	on 03-01 bid add three --account A1
	on 03-01 bid add four --account A1 --value 50
	# 100 → 180 → 150; USD 10 → 8; nothing → 40, which is the first that was said; 50 → 60 → 50
	on 03-02 bid edit B1 --value 180
	on 03-03 bid edit B1 --value 150
	on 03-03 bid edit B2 --value 'USD 8'
	on 03-03 bid edit B3 --value 40
	on 03-03 bid edit B4 --value 60
	on 03-04 bid edit B4 --value 50
	expect 0 kam report velocity --section growth --by outcome --csv
	same 'name,bids,grown,grown_value,shrunk,shrunk_value,net
open,4,1,50.00,1,-14.00,36.00' "$output"
	expect 0 kam report velocity --section growth --by outcome --explain open --csv --columns id,first_value,now_value,change
	same 'id,first_value,now_value,change
B1,100.00,150.00,50.00
B2,70.00,56.00,-14.00' "$output"
}

@test "on a screen of 80 columns; without records there is nothing wrong" {
	moved
	COLUMNS=80 expect 0 kam report velocity
	for line in "${lines[@]:1}"; do
		[ "${#line}" -le 80 ]
	done
	holds "$output" 'Days in each stage'
	rm kam.db
	kam_db
	expect 0 kam report velocity
	expect 0 kam report velocity --section speed --csv --columns open,rate,cycle,daily
	same 'open,rate,cycle,daily
0,,,' "$output"
}
