# What do we win, where, and by whom: the first answers from a company's own files, figure by figure.

load ../cli/helper

data=${KAM_REAL_DATA:-}/maven_crm
maps=$BATS_TEST_DIRNAME/../data/maven

setup_file() {
	[ -d "$data" ] || skip "no maven_crm in KAM_REAL_DATA"
}

company() {
	kam_db --currency USD
	kam -q config person import "$data/sales_teams.csv" --map "$maps/sales_teams.map"
	kam -q account import "$data/accounts.csv" --map "$maps/accounts.map"
	kam -q config product import "$data/products.csv" --map "$maps/products.map"
	kam -q bid import "$data/sales_pipeline.csv" --map "$maps/pipeline.map"
}

@test "winrate of all: 4,238 won of 6,711 closed, 63.15 %, 10,005,534 won" {
	company
	expect 0 kam report winrate --period all --section total --csv --columns won,lost,rate,won_value
	same "won,lost,rate,won_value
4238,2473,63.15,10005534.00" "$output"
}

@test "winrate by owner, manager, region, product, industry, account and quarter as published" {
	command -v python3 > /dev/null || skip "no python3"
	company
	KAM_DB=$PWD/kam.db expect 0 python3 "$BATS_TEST_DIRNAME/winrate.py" "$KAM" "$data/TRUTH.json"
	# 30 people, 6 managers, 3 regions, 7 products, 10 industries, 85 accounts, 4 quarters
	holds "$output" "145 lines compared, 0 wrong"
}

@test "the bids behind one figure are those of the file" {
	company
	expect 0 kam report winrate --period all --explain 'Darcel Schlecht' --csv
	awk -F, '$2 == "Darcel Schlecht" && ($5 == "Won" || $5 == "Lost")' "$data/sales_pipeline.csv" | wc -l > expected
	printf '%s\n' "$output" | tail -n +2 | wc -l | cmp - expected
	same 553 "$(cat expected)"
}

@test "pipeline: 2,089 open bids, 1,589 qualified and 500 identified" {
	company
	expect 0 kam report pipeline --period all --section total --csv --columns bids
	same "bids
2089" "$output"
	expect 0 kam report pipeline --period all --csv --columns name,bids
	holds "$output" "identified,500"
	holds "$output" "qualified,1589"
}
