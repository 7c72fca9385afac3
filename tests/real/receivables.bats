# Invoices with due dates and payments (IBM's accounts receivable sample): how late they are paid, as published.

load ../cli/helper

data=${KAM_REAL_DATA:-}/ibm_accounts_receivable
maps=$BATS_TEST_DIRNAME/../data/receivables
file=$data/WA_Fn-UseC_-Accounts-Receivable.csv

setup_file() {
	[ -d "$data" ] || skip "no ibm_accounts_receivable in KAM_REAL_DATA"
}

@test "2,466 invoices come in, numbers with their zeros, and once more change nothing" {
	kam_db --currency USD
	expect 0 kam account invoice import "$file" --map "$maps/invoices.map"
	holds "$errors" "2466 rows read: 2466 invoice added, 0 changed, 0 unchanged"
	kam account invoice list --csv --columns number,amount --header none | sort > listed
	tr -d '\r' < "$file" | awk -F, 'NR > 1 { printf "%s,%.2f\n", $4, $7 }' | sort | cmp - listed
	grep -q '^0000611365,' listed
	cp kam.db copy.db
	expect 0 kam account invoice import "$file" --map "$maps/invoices.map"
	holds "$errors" "2466 unchanged"
	cmp kam.db copy.db
	# every customer has an invoice now: nobody is a prospect, each since its first one
	same 0 "$(kam account list --status prospect --ids | wc -l)"
	same "$(tr -d '\r' < "$file" | awk -F, '$2 == "0379-NEVHP" { split($5, d, "/"); printf "%04d-%02d-%02d\n", d[3], d[1], d[2] }' | sort | head -n 1)" \
		"$(kam account list --name 0379-NEVHP --csv --columns since --header none)"
}

@test "receivables of all: 877 of 2,466 late, 35.56 %, 3.44 days over all, 9.68 over the late ones" {
	kam_db --currency USD
	kam -q account invoice import "$file" --map "$maps/invoices.map"
	expect 0 kam report receivables --period all --section total --csv \
		--columns invoices,paid,late,late_rate,mean_days,mean_late,billed
	same "invoices,paid,late,late_rate,mean_days,mean_late,billed
2466,2466,877,35.56,3.44,9.68,147703.18" "$output"
	# a customer as published: 15 invoices, 14 late, 19.6 days over all
	expect 0 kam report receivables --period all --csv --columns name,invoices,late,mean_days
	holds "$output" "2621-XCLEH,15,14,19.6"
}
