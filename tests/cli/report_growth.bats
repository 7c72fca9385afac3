# kam report growth: the period against the one before, new and lost ones apart. Figures worked out by hand beside each.

load helper

invoices() {
	while read -r -a row; do
		kam account invoice add --account "${row[0]}" --number "$((++number))" --issued-on "${row[1]}" --amount "${row[2]}" "${row[@]:3}" > /dev/null
	done
}

# It is 15 July 2026. 1 January to 15 July of 2025 and 2026: Alpha 100 → 150, Beta 80 → 50, Gamma 40 → 0, Delta 0 → 30 (never
# before), Echo 0 → 20 (in 2024), Foxtrot 10 → 10.
company() {
	kam_db
	kam account add Alpha > /dev/null
	kam account add Beta --parent Alpha > /dev/null
	for name in Gamma Delta Echo Foxtrot; do
		kam account add "$name" > /dev/null
	done
	invoices <<- 'END'
		Alpha 2025-01-01 60
		Alpha 2025-07-15 40
		Alpha 2025-07-16 999
		Alpha 2026-01-01 100
		Alpha 2026-07-15 50
		Alpha 2026-07-16 999
		Beta 2025-05-01 80
		Beta 2026-05-01 50
		Beta 2026-05-01 999 --status void
		Gamma 2025-05-01 40
		Delta 2026-05-01 30
		Echo 2024-12-31 999
		Echo 2026-05-01 20
		Foxtrot 2025-05-01 10
		Foxtrot 2026-05-01 10
	END
}

@test "this year up to today against the same days of the year before" {
	company
	expect 0 kam report growth --section total --csv
	# 100 + 80 + 40 + 10 and 150 + 50 + 30 + 20 + 10
	same 'starts,last,old_starts,old_last,old_amount,amount,change,growth
2026-01-01,2026-07-15,2025-01-01,2025-07-15,230.00,260.00,30.00,13.04' "$output"
	expect 0 kam report growth --csv
	same 'name,what,old_amount,amount,change,growth
Alpha,grown,100.00,150.00,50.00,50.00
Delta,new,0.00,30.00,30.00,
Echo,returned,0.00,20.00,20.00,
Foxtrot,same,10.00,10.00,0.00,0.00
Beta,shrunk,80.00,50.00,-30.00,-37.50
Gamma,lost,40.00,0.00,-40.00,-100.00' "$output"
	expect 0 kam report growth --section bridge --csv
	same 'what,names,old_amount,amount,change
new,1,0.00,30.00,30.00
returned,1,0.00,20.00,20.00
grown,1,100.00,150.00,50.00
same,1,10.00,10.00,0.00
shrunk,1,80.00,50.00,-30.00
lost,1,40.00,0.00,-40.00' "$output"
	expect 0 kam report growth --explain
	holds "$output" 'left out: 1 void invoice'
	holds "$output" 'left out: 1 invoice dated after today'
}

@test "by group, and the invoices and names behind a line" {
	company
	# Alpha and its subsidiary Beta: 180 and 200
	expect 0 kam report growth --by account.group_root --csv --columns name,old_amount,amount
	holds "$output" 'Alpha,180.00,200.00'
	[[ $output != *Beta* ]]
	expect 0 kam report growth --explain Beta --csv --columns number,issued_on,amount
	same 'number,issued_on,amount
7,2025-05-01,80.00
8,2026-05-01,50.00' "$output"
	expect 0 kam report growth --section bridge --explain lost --csv
	same 'name,old_amount,amount,change
Gamma,40.00,0.00,-40.00' "$output"
}

@test "a quarter against the one before, or that of the year before; odd days against as many before" {
	kam_db
	kam account add Alpha > /dev/null
	invoices <<- 'END'
		Alpha 2025-04-01 7
		Alpha 2025-06-30 1
		Alpha 2026-01-01 20
		Alpha 2026-03-31 5
		Alpha 2026-04-01 30
		Alpha 2026-06-30 2
	END
	expect 0 kam report growth --period 2026-Q2 --section total --csv --columns old_starts,old_last,old_amount,amount,growth
	# 32 against 25, or 8
	same 'old_starts,old_last,old_amount,amount,growth
2026-01-01,2026-03-31,25.00,32.00,28.00' "$output"
	expect 0 kam report growth --period 2026-Q2 --against year --section total --csv --columns old_starts,old_last,old_amount,amount,growth
	same 'old_starts,old_last,old_amount,amount,growth
2025-04-01,2025-06-30,8.00,32.00,300.00' "$output"
	# 2 to 31 March are 30 days: 31 January to 1 March before
	expect 0 kam report growth --period 2026-03-02..2026-04-01 --section total --csv --columns old_starts,old_last,old_amount,amount
	same 'old_starts,old_last,old_amount,amount
2026-01-31,2026-03-01,0.00,5.00' "$output"
	# on 30 March, March so far is 30 days; February has no more than 28
	KAM_NOW=2026-03-30T09:00:00Z expect 0 kam report growth --period 2026-03 --section total --csv --columns last,old_starts,old_last
	same 'last,old_starts,old_last' "$output"
	kam -q account invoice add --account Alpha --number 77 --issued-on 2026-03-05 --amount 1
	KAM_NOW=2026-03-30T09:00:00Z expect 0 kam report growth --period 2026-03 --section total --csv --columns last,old_starts,old_last
	same 'last,old_starts,old_last
2026-03-30,2026-02-01,2026-02-28' "$output"
}

@test "lost, or shrunk by 30 percent, is a finding" {
	company
	expect 3 kam report growth --section falling --csv --columns name,what,growth --check
	same 'name,what,growth
Gamma,lost,-100.00
Beta,shrunk,-37.50' "$output"
	expect 3 kam report growth --section falling --fall 38 --csv --columns name --check
	same 'name
Gamma' "$output"
	expect 0 kam report growth --section falling --where 'account in (Alpha, Delta)' --csv --check
}

@test "amounts go by the rate of their day; what has none is said" {
	company
	kam config rate add USD 7 --starts-on 2025-01-01 > /dev/null
	kam config rate add USD 8 --starts-on 2026-01-01 > /dev/null
	invoices <<- 'END'
		Gamma 2025-06-01 USD10 --ref a
		Gamma 2026-06-01 USD10 --ref b
		Gamma 2026-06-01 GBP10 --ref c
	END
	# 40 + 70, and 80
	expect 0 kam report growth --csv --columns name,old_amount,amount --where 'account = Gamma'
	same 'name,old_amount,amount
Gamma,110.00,80.00' "$output"
	same 'kam: 1 invoice in a currency without a rate, in no sum' "$errors"
}

@test "an empty database gives headers only" {
	kam_db
	for section in total bridge lines falling; do
		expect 0 kam report growth --section "$section" --csv --check
		same 1 "${#lines[@]}" "$section"
	done
}

@test "as of an earlier day, and what has changed since" {
	company
	export KAM_NOW=2026-07-15T23:00:00Z
	kam -q account add Golf
	export KAM_NOW=2026-07-16T09:00:00Z
	invoices <<< 'Gamma 2026-06-01 15 --ref later'
	expect 0 kam report growth --csv --columns name,what,amount --where 'account = Gamma' --as-of 2026-07-15
	same 'name,what,amount
Gamma,lost,0.00' "$output"
	expect 0 kam report growth --csv --columns name,what,amount --diff 2026-07-15
	holds "$output" Gamma
	[[ $output != *Beta* ]]
}
