# Who is a key account, from companies' own files: every input, place, dimension, score and tier against figures worked
# out anew from the files, with fractions.

load ../cli/helper

setup_file() {
	[ -d "${KAM_REAL_DATA:-}/maven_crm" ] && [ -d "$KAM_REAL_DATA/ibm_accounts_receivable" ] ||
		skip "no maven_crm and ibm_accounts_receivable in KAM_REAL_DATA"
	command -v python3 > /dev/null || skip "no python3"
}

explained() {
	kam account score --explain --csv > explained.csv
	kam account score --csv > listed.csv
}

@test "IBM's receivables: 100 customers by what they bought, how steadily, and how late they pay" {
	data=$KAM_REAL_DATA/ibm_accounts_receivable
	export KAM_NOW=2014-01-15T09:00:00Z
	kam_db --currency USD
	kam -q account invoice import "$data/WA_Fn-UseC_-Accounts-Receivable.csv" \
		--map "$BATS_TEST_DIRNAME/../data/receivables/invoices.map"
	tr -d '\r' < "$data/WA_Fn-UseC_-Accounts-Receivable.csv" | awk -F, '
		function iso(text, part) { split(text, part, "/"); return sprintf("%04d-%02d-%02d", part[3], part[1], part[2]) }
		NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; print "account,issued,due,paid,amount"; next }
		{ printf "%s,%s,%s,%s,%s\n", $at["customerID"], iso($at["InvoiceDate"]), iso($at["DueDate"]), iso($at["SettledDate"]), $at["InvoiceAmount"] }' > invoices.csv
	explained
	expect 0 python3 "$BATS_TEST_DIRNAME/score.py" 2014-01-15 invoices.csv - explained.csv listed.csv
	# 9 inputs, 4 dimensions, score, tier and the list's line for each of 100, and that it is those
	same '100 accounts, 1601 lines compared, 0 wrong' "$output"
	# saved, each is what was said, and the report on segments has them all
	kam -q account score --save > /dev/null
	kam config snapshot list --csv --columns account.name,score,tier --header none | sort > saved
	awk -F, 'NR > 1 { print $2 "," $4 "," $3 }' listed.csv | sort | diff - saved
	same 100 "$(kam report segments --csv --columns accounts --header none | awk '{ n += $1 } END { print n }')"
	same 2014-01-15 "$(kam report segments --csv --columns scored_on --header none | sort -u | grep 20)"
}

@test "Maven's deals as invoices: 85 customers, half a year against the one before" {
	data=$KAM_REAL_DATA/maven_crm maps=$BATS_TEST_DIRNAME/../data/maven
	export KAM_NOW=2018-06-15T09:00:00Z
	kam_db --currency USD
	kam -q config person import "$data/sales_teams.csv" --map "$maps/sales_teams.map"
	kam -q account import "$data/accounts.csv" --map "$maps/accounts.map"
	kam -q config product import "$data/products.csv" --map "$maps/products.map"
	kam -q bid import "$data/sales_pipeline.csv" --map "$maps/pipeline.map"
	tr -d '\r' < "$data/sales_pipeline.csv" | awk -F, 'NR == 1 || $5 == "Won"' > won.csv
	# all are prospects, until something was invoiced
	same 1 "$(kam account score --csv | wc -l)"
	kam -q account invoice import won.csv --map "$maps/invoices.map"
	awk -F, 'NR == 1 { print "account,issued,due,paid,amount"; next } { print $4 "," $7 ",,," $8 }' won.csv > invoices.csv
	tr -d '\r' < "$data/sales_pipeline.csv" | awk -F, 'NR == 1 { print "account,stage,value"; next } { print $4 "," $5 "," $8 }' > bids.csv
	explained
	expect 0 python3 "$BATS_TEST_DIRNAME/score.py" 2018-06-15 invoices.csv bids.csv explained.csv listed.csv
	same '85 accounts, 1361 lines compared, 0 wrong' "$output"
}
