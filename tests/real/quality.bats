# What is wrong in a company's own files is found by report quality, line by line.

load ../cli/helper

data=${KAM_REAL_DATA:-}/maven_crm
maps=$BATS_TEST_DIRNAME/../data/maven

setup_file() {
	[ -d "$data" ] || skip "no maven_crm in KAM_REAL_DATA"
}

@test "open deals without an account are those of the file, each by its id" {
	kam_db --currency USD
	kam -q config person import "$data/sales_teams.csv" --map "$maps/sales_teams.map"
	kam -q account import "$data/accounts.csv" --map "$maps/accounts.map"
	kam -q config product import "$data/products.csv" --map "$maps/products.map"
	kam -q bid import "$data/sales_pipeline.csv" --map "$maps/pipeline.map"
	# opportunity_id,sales_agent,product,account,deal_stage,…
	awk -F, 'NR > 1 && $4 == "" && ($5 == "Prospecting" || $5 == "Engaging") { print $1 }' "$data/sales_pipeline.csv" |
		sort > expected
	same 1425 "$(wc -l < expected)"
	kam report quality --only bid_account --ids > ids
	kam bid list --csv --columns id,ref --header none | awk -F, 'NR == FNR { want[$1]; next } $1 in want { print $2 }' ids - |
		sort | cmp - expected
	# all agents are known, and nothing else is wrong with the bids
	same '0 0' "$(kam report quality --section checks --csv --columns what,findings --header none |
		awk -F, '$1 == "bid_owner" || $1 == "bid_closed_on" { print $2 }' | paste -sd' ')"
	expect 3 kam report quality --check --csv --only bid_account
	expect 0 kam report quality --check --csv --only tax_id
}
