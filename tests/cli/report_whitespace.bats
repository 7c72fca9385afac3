# kam report whitespace: who buys what, and who could. Figures worked out by hand beside each.

load helper

# Steel: Alpha buys pumps (300) and valves (50), Beta pumps (100), Gamma nothing any more (pumps last year). Power: Delta, valves.
company() {
	kam_db
	for name in pump valve meter; do
		kam config product add "$name" > /dev/null
	done
	for name in Alpha Beta Gamma; do
		kam account add "$name" --status active --industry steel > /dev/null
	done
	kam account add Delta --status active --industry power > /dev/null
	kam account add Echo --status prospect --industry steel > /dev/null
	kam account add Foxtrot --status active > /dev/null
	printf '%s\n' account,number,issued_on,amount,product Alpha,1,2026-01-01,100,pump Alpha,2,2026-02-01,200,pump \
		Alpha,3,2026-02-01,50,valve Beta,4,2026-02-01,100,pump Gamma,5,2025-02-01,70,pump Delta,6,2026-02-01,40,valve \
		Delta,7,2026-02-01,999, > invoices.csv
	kam -q account invoice import invoices.csv
	kam account edit A6 --status active > /dev/null
	kam bid add one --account Gamma --product pump --value 9 > /dev/null
}

@test "who buys what, product by product and customer by customer" {
	company
	# five customers: Echo is a prospect. Pumps: Alpha and Beta, 400 ÷ 2.
	expect 0 kam report whitespace --section products --csv
	same 'product,line,buyers,customers,share,value,mean,open
pump,,2,5,40.00,400.00,200.00,1
valve,,2,5,40.00,90.00,45.00,0
meter,,0,5,0.00,0.00,,0' "$output"
	expect 0 kam report whitespace --section products --explain pump --csv
	same 'id,name,industry,value,last_on
A1,Alpha,steel,300.00,2026-02-01
A2,Beta,steel,100.00,2026-02-01' "$output"
	expect 0 kam report whitespace --section accounts --csv --columns name,bought,products,share,value,buys,lacks
	same 'name,bought,products,share,value,buys,lacks
Alpha,2,3,66.67,350.00,"pump, valve",meter
Beta,1,3,33.33,100.00,pump,"meter, valve"
Delta,1,3,33.33,40.00,valve,"meter, pump"
Gamma,0,3,0.00,0.00,,"meter, pump, valve"
Foxtrot,0,3,0.00,0.00,,"meter, pump, valve"' "$output"
	expect 0 kam report whitespace --section accounts --explain A3 --csv
	same 'product,value,last_on,open
meter,0.00,,
pump,0.00,2025-02-01,B1
valve,0.00,,' "$output"
}

@test "who could: what so many of the industry buy, worth what it means there" {
	company
	# steel: pumps 2 of 3, 400 ÷ 2; valves 1 of 3, 50
	expect 0 kam report whitespace --csv --columns id,name,product,buyers,peers,share,mean,last_on,open
	same 'id,name,product,buyers,peers,share,mean,last_on,open
A3,Gamma,pump,2,3,66.67,200.00,2025-02-01,B1
A2,Beta,valve,1,3,33.33,50.00,,
A3,Gamma,valve,1,3,33.33,50.00,,' "$output"
	expect 0 kam report whitespace --least 34 --csv --columns name,product
	same 'name,product
Gamma,pump' "$output"
	expect 0 kam report whitespace --n 1 --csv --columns name,product
	same 'name,product
Gamma,pump' "$output"
	expect 0 kam report whitespace --explain
	holds "$output" 'left out: 1 customer without an industry'
	holds "$output" 'left out: 1 invoice or won bid without a product'
}

@test "of won bids; what has no rate is said" {
	company
	kam config rate add USD 7 --starts-on 2026-01-01 > /dev/null
	kam bid add two --account Beta --product meter --value 'USD 10' --stage won --closed-on 2026-03-01 > /dev/null
	kam bid add three --account Beta --product meter --value 'GBP 10' --stage won --closed-on 2026-03-01 > /dev/null
	expect 0 kam report whitespace --of won --csv --columns name,product,buyers,peers,mean
	same 'name,product,buyers,peers,mean
Alpha,meter,1,3,70.00
Gamma,meter,1,3,70.00' "$output"
	holds "$errors" '1 invoice or bid in a currency without a rate, in no sum'
}

@test "an empty database gives headers only" {
	kam_db
	for section in products accounts white; do
		expect 0 kam report whitespace --section "$section" --csv --check
		same 1 "${#lines[@]}" "$section"
	done
}

@test "as of an earlier day, and what has changed since" {
	company
	export KAM_NOW=2026-07-16T09:00:00Z
	kam -q account invoice add --account Gamma --number 9 --issued-on 2026-07-01 --amount 80 --product pump
	expect 0 kam report whitespace --csv --columns name,product --as-of 2026-07-15 --limit 1
	same 'name,product
Gamma,pump' "$output"
	expect 0 kam report whitespace --csv --columns name,product --limit 1
	[[ $output != *Gamma,pump* ]]
	expect 0 kam report whitespace --section products --csv --columns product,buyers --diff 2026-07-15
	holds "$output" pump
	[[ $output != *meter* ]]
}
