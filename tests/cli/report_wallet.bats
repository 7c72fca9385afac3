# kam report wallet: how much of what a customer spends comes to us. Figures worked out by hand beside each.

load helper

company() {
	kam_db
	kam config rate add USD 7 --starts-on 2025-01-01 > /dev/null
	kam account add Alpha --industry steel --wallet 1000 --wallet-source report --wallet-on 2026-01-01 > /dev/null
	kam account add Beta --industry power --wallet 'USD 100' --wallet-on 2025-07-14 > /dev/null
	kam account add Gamma --industry steel > /dev/null
	kam account add Ours --kind internal --wallet 9999 > /dev/null
	kam account invoice add --account Alpha --number 1 --issued-on 2025-07-16 --amount 100 > /dev/null
	kam account invoice add --account Alpha --number 2 --issued-on 2026-07-15 --amount 150 > /dev/null
	kam account invoice add --account Alpha --number 3 --issued-on 2025-07-15 --amount 9999 > /dev/null
	kam account invoice add --account Alpha --number 4 --issued-on 2026-07-16 --amount 9999 > /dev/null
	kam account invoice add --account Alpha --number 5 --issued-on 2026-07-01 --amount 9999 --status void > /dev/null
	kam account invoice add --account Beta --number 6 --issued-on 2026-07-01 --amount 840 > /dev/null
	kam account invoice add --account Gamma --number 7 --issued-on 2026-07-01 --amount 9999 > /dev/null
}

@test "invoiced in the twelve months up to today ÷ wallet, with the age and source of the figure" {
	company
	# Alpha 250 of 1,000; Beta 840 of 700. 2026-01-01 to 07-15 are 195 days, 2025-07-14 to 2026-07-15 366.
	expect 0 kam report wallet --csv
	same 'id,name,tier,wallet,amount,share,rest,source,wallet_on,age
A1,Alpha,,1000.00,250.00,25.00,750.00,report,2026-01-01,195
A2,Beta,,700.00,840.00,120.00,-140.00,,2025-07-14,366' "$output"
	expect 0 kam report wallet --section total --csv
	same 'accounts,known,wallet,amount,share,rest,oldest_on
3,2,1700.00,1090.00,64.12,610.00,2025-07-14' "$output"
	expect 0 kam report wallet --section lines --csv
	same 'name,known,wallet,amount,share,rest
steel,1,1000.00,250.00,25.00,750.00
power,1,700.00,840.00,120.00,-140.00' "$output"
	expect 0 kam report wallet --section lines --explain power --csv --columns id,share
	same 'id,share
A2,120.00' "$output"
	expect 0 kam report wallet --explain A1 --csv --columns id,amount
	same 'id,amount
IV1,100.00
IV2,150.00' "$output"
	expect 0 kam report wallet --explain
	holds "$output" 'left out: 1 customer whose wallet nobody knows'
	# a year earlier
	expect 0 kam report wallet --until 2025-07-15 --csv --columns name,amount --where 'name = Alpha'
	same 'name,amount
Alpha,9999.00' "$output"
}

@test "too old, without a source, less than invoiced, or not known of a key account: findings" {
	company
	kam config snapshot add --account Gamma --taken-on 2026-06-30 --score 90 --tier key > /dev/null
	expect 3 kam report wallet --section doubtful --csv --columns name,why --check
	same 'name,why
Gamma,no wallet
Beta,"less than invoiced, no source, too old"' "$output"
	expect 3 kam report wallet --section doubtful --old 366 --csv --columns why --where 'name = Beta' --check
	same 'why
"less than invoiced, no source"' "$output"
	expect 0 kam report wallet --section doubtful --where 'name = Alpha' --csv --check
}

@test "what has no rate is said" {
	company
	kam account add Delta --wallet 'GBP 5' > /dev/null
	kam account invoice add --account Alpha --number 8 --issued-on 2026-07-01 --amount 'GBP 5' > /dev/null
	expect 0 kam report wallet --csv --columns name
	holds "$errors" '2 wallets or invoices in a currency without a rate, in no sum'
}

@test "an empty database gives headers only" {
	kam_db
	for section in total lines accounts doubtful; do
		expect 0 kam report wallet --section "$section" --csv --check
		same 1 "${#lines[@]}" "$section"
	done
}

@test "as of an earlier day, and what has changed since" {
	company
	export KAM_NOW=2026-07-16T09:00:00Z
	kam account edit A1 --wallet 500 > /dev/null
	expect 0 kam report wallet --until 2026-07-15 --csv --columns name,share --where 'name = Alpha'
	same 'name,share
Alpha,50.00' "$output"
	expect 0 kam report wallet --csv --columns name,share --where 'name = Alpha' --as-of 2026-07-15
	same 'name,share
Alpha,25.00' "$output"
	expect 0 kam report wallet --until 2026-07-15 --csv --columns id,wallet --diff 2026-07-15
	holds "$output" A1
	[[ $output != *A2* ]]
}
