# kam report volatility: how much what is invoiced swings. Figures worked out by hand beside each.

load helper

# Alpha: 100 a month of 2025. Beta: nothing but 1,200 in June, known since 2024. Gamma, since July: 10, 20, 30, 10, 20, 30.
company() {
	kam_db
	for name in Alpha Beta Gamma; do
		kam account add "$name" > /dev/null
	done
	{
		echo account,number,issued_on,amount,status
		for month in 01 02 03 04 05 06 07 08 09 10 11 12; do
			echo "Alpha,A$month,2025-$month-28,100,valid"
		done
		echo Beta,B1,2024-12-31,5,valid
		echo Beta,B2,2025-06-01,700,valid
		echo Beta,B3,2025-06-30,500,valid
		echo Beta,B4,2026-01-01,7777,valid
		echo Beta,B5,2025-01-01,7777,void
		printf 'Gamma,G%s,2025-%s-15,%s,valid\n' 1 07 10 2 08 20 3 09 30 4 10 10 5 11 20 6 12 30
	} > invoices.csv
	kam -q account invoice import invoices.csv
}

@test "the same every month is 0; all of a year in one month is the root of 11" {
	company
	expect 0 kam report volatility --csv
	# Beta: mean 100, variance (11 × 100² + 1,100²) ÷ 12 = 110,000, its root 331.66. Gamma: mean 20, variance
	# (2 × 10² + 2 × 10²) ÷ 6 = 66.67, its root 8.16; six months only, the first of them July
	same 'name,parts,empty,revenue,mean,deviation,variation,most
Beta,12,11,1200.00,100.00,331.66,3.32,1200.00
Gamma,6,0,120.00,20.00,8.16,0.41,30.00
Alpha,12,0,1200.00,100.00,0.00,0,100.00' "$output"
	# together: 100 × 5 months, 1,300 in June, 110, 120, 130, 110, 120, 130: mean 210, squares 500 × 100 + 1,690,000 +
	# 2 × (12,100 + 14,400 + 16,900) = 1,826,800; ÷ 12 − 210² = 108,133.33, its root 328.84
	expect 0 kam report volatility --section total --csv
	same 'parts,revenue,mean,deviation,variation
12,2520.00,210.00,328.84,1.57' "$output"
}

@test "by quarter" {
	company
	# Beta: 0, 1,200, 0, 0: mean 300, variance (3 × 300² + 900²) ÷ 4 = 270,000. Gamma: 60 and 60
	expect 0 kam report volatility --each quarter --csv --columns name,parts,deviation,variation
	same 'name,parts,deviation,variation
Beta,4,519.62,1.73
Alpha,4,0.00,0
Gamma,2,0.00,0' "$output"
	expect 0 kam report volatility --each quarter --explain Beta --csv
	same 'span,invoices,amount
2025-Q1,0,0.00
2025-Q2,2,1200.00
2025-Q3,0,0.00
2025-Q4,0,0.00' "$output"
}

@test "months that are not over, or not wholly in the period, are left out" {
	company
	# of 2026 January to June, on 15 July: 7,777 and five times nothing; the other two are not invoiced at all
	kam -q account invoice add --account Beta --number B6 --issued-on 2026-07-01 --amount 1
	expect 0 kam report volatility --period 2026 --csv --columns name,parts,empty,revenue
	same 'name,parts,empty,revenue
Beta,6,5,7777.00' "$output"
	expect 0 kam report volatility --period 2026 --explain
	holds "$output" 'left out: 1 invoice of a month'
	expect 0 kam report volatility --explain
	[[ $output != *'of a month or quarter that is not over'* ]]
	# from 15 July on: August to December
	expect 0 kam report volatility --period 2025-07-15..2026-01-01 --csv --columns name,parts,revenue --where 'account = Gamma'
	same 'name,parts,revenue
Gamma,5,110.00' "$output"
	expect 0 kam report volatility --explain Gamma --csv
	same 'span,invoices,amount
2025-07,1,10.00
2025-08,1,20.00
2025-09,1,30.00
2025-10,1,10.00
2025-11,1,20.00
2025-12,1,30.00' "$output"
}

@test "a coefficient of 1 is a finding, or what one says" {
	company
	expect 3 kam report volatility --section swinging --csv --columns name,variation --check
	same 'name,variation
Beta,3.32' "$output"
	expect 3 kam report volatility --section swinging --over 40 --csv --columns name --check
	same 'name
Beta
Gamma' "$output"
	expect 0 kam report volatility --section swinging --over 332 --csv --check
}

@test "amounts go by the rate of their day; what has none is said" {
	company
	kam config rate add USD 7 --starts-on 2025-01-01 > /dev/null
	kam config rate add USD 8 --starts-on 2025-06-01 > /dev/null
	kam -q account invoice add --account Beta --number B7 --issued-on 2025-05-31 --amount 'USD 100'
	kam -q account invoice add --account Beta --number B8 --issued-on 2025-06-01 --amount 'USD 100'
	kam -q account invoice add --account Beta --number B9 --issued-on 2025-06-01 --amount 'GBP 100'
	expect 0 kam report volatility --explain Beta --period 2025-05-01..2025-07-01 --csv
	same 'span,invoices,amount
2025-05,1,700.00
2025-06,4,2000.00' "$output"
	expect 0 kam report volatility --csv --columns name
	holds "$errors" '1 invoice in a currency without a rate, in no sum'
}

@test "an empty database gives headers only" {
	kam_db
	for section in total lines swinging; do
		expect 0 kam report volatility --section "$section" --csv --check
		same 1 "${#lines[@]}" "$section"
	done
}

@test "as of an earlier day, and what has changed since" {
	company
	export KAM_NOW=2026-07-16T09:00:00Z
	kam -q account invoice add --account Alpha --number later --issued-on 2025-05-01 --amount 1200
	expect 0 kam report volatility --csv --columns name,revenue --where 'account = Alpha' --as-of 2026-07-15
	same 'name,revenue
Alpha,1200.00' "$output"
	expect 0 kam report volatility --csv --columns name,revenue --diff 2026-07-15
	holds "$output" Alpha
	[[ $output != *Gamma* ]]
}
