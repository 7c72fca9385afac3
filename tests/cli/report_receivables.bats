# kam report receivables: what is open and overdue. Figures worked out by hand beside each.

load helper

# It is 15 July 2026, day 196 of the year. Billed 1,000; open: 100 due today, 200 of 250 since yesterday, 30 for 31 days,
# 40 for 90, 50 for 91, 60 without a due date; paid: 470, 10 days late.
company() {
	kam_db
	kam account add Alpha --credit-limit 400 > /dev/null
	kam account add Beta > /dev/null
	printf '%s\n' account,number,issued_on,due_on,amount,paid_on,paid_amount,status Alpha,1,2026-01-01,2026-07-15,100,,,valid \
		Alpha,2,2026-01-01,2026-07-14,250,,50,valid Alpha,3,2026-01-01,2026-06-14,30,,,valid Alpha,4,2026-01-01,2026-04-16,40,,,valid \
		Alpha,5,2026-01-01,2026-04-15,50,,,valid Beta,6,2026-01-01,,60,,,valid Beta,7,2026-01-01,2026-02-01,470,2026-02-11,470,valid \
		Beta,8,2026-01-01,2026-02-01,999,,,void > invoices.csv
	kam -q account invoice import invoices.csv
}

@test "open amounts by days overdue, and the invoices behind them" {
	company
	expect 0 kam report receivables --section overdue --csv
	# of 480
	same 'bucket,invoices,amount,all_amount,share
not due,2,160.00,480.00,33.33
1-30,1,200.00,480.00,41.67
31-60,1,30.00,480.00,6.25
61-90,1,40.00,480.00,8.33
over 90,1,50.00,480.00,10.42' "$output"
	expect 0 kam report receivables --section overdue --explain 1-30 --csv
	same 'id,account,number,issued_on,due_on,days,amount
IV2,Alpha,2,2026-01-01,2026-07-14,1,200.00' "$output"
	expect 0 kam report receivables --section overdue --explain
	holds "$output" 'left out: 1 open invoice without a due date, counted as not due'
}

@test "DSO: what is open ÷ what was billed × days, in all and by customer" {
	company
	# 480 ÷ 1,000 × 196 = 94.08; 420 ÷ 470 × 196 = 175.15; 60 ÷ 530 × 196 = 22.19; in the first half-year 181 days
	expect 0 kam report receivables --section total --csv --columns billed,open_amount,overdue_amount,span,dso
	same 'billed,open_amount,overdue_amount,span,dso
1000.00,480.00,320.00,196,94.08' "$output"
	expect 0 kam report receivables --csv --columns name,late,mean_days,billed,open_amount,overdue_amount,dso
	same 'name,late,mean_days,billed,open_amount,overdue_amount,dso
Alpha,0,,470.00,420.00,320.00,175.15
Beta,1,10,530.00,60.00,0.00,22.19' "$output"
	expect 0 kam report receivables --period 2026-01-01..2026-07-01 --section total --csv --columns span,dso
	same 'span,dso
181,86.88' "$output"
}

@test "overdue, and above the credit limit: findings" {
	company
	expect 3 kam report receivables --section owing --csv --columns number,days,amount --check
	same 'number,days,amount
5,91,50.00
4,90,40.00
3,31,30.00
2,1,200.00' "$output"
	expect 3 kam report receivables --section limits --csv --check
	same 'id,name,amount,credit_limit,over
A1,Alpha,420.00,400.00,20.00' "$output"
	kam account edit A1 --credit-limit 420 > /dev/null
	expect 0 kam report receivables --section limits --csv --check
}

@test "amounts go by the rate of their day; what has none is said; an empty database gives headers only" {
	kam_db
	for section in lines owing limits; do
		expect 0 kam report receivables --section "$section" --csv --check
		same 1 "${#lines[@]}" "$section"
	done
	kam account add Alpha > /dev/null
	kam config rate add USD 7 --starts-on 2026-01-01 > /dev/null
	kam -q account invoice add --account Alpha --number 1 --issued-on 2026-02-01 --due-on 2026-03-01 --amount 'USD 10'
	kam -q account invoice add --account Alpha --number 2 --issued-on 2026-02-01 --due-on 2026-03-01 --amount 'GBP 10'
	expect 0 kam report receivables --csv --columns overdue_amount
	same 'overdue_amount
70.00' "$output"
	same 'kam: 1 invoice in a currency without a rate, in no sum' "$errors"
}
