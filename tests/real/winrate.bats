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

@test "by closed_on.quarter: 531, 1,254, 1,257 and 1,196 won, their rates and what they were worth" {
	company
	# won, lost and value as published; 82.07, 61.71, 61.41 and 60.25 % by others, who count as kam does
	expect 0 kam report winrate --period all --by closed_on.quarter --csv --columns name,won,lost,rate,won_value
	same "name,won,lost,rate,won_value
2017-Q1,531,116,82.07,1134672.00
2017-Q2,1254,778,61.71,3086111.00
2017-Q3,1257,790,61.41,2982255.00
2017-Q4,1196,789,60.25,2802496.00" "$output"
	# a quarter alone is the same line, and what is behind it as many bids
	expect 0 kam report winrate --period 2017-Q3 --section total --csv --columns won,lost,won_value
	same "won,lost,won_value
1257,790,2982255.00" "$output"
	expect 0 kam report winrate --period all --by closed_on.quarter --explain 2017-Q3 --csv --columns id
	same $((1257 + 790 + 1)) "${#lines[@]}"
}

@test "velocity: 51.78 and 57 days to win, 41.48 and 14 to lose" {
	company
	expect 0 kam report velocity --period all --csv --columns outcome,bids,mean,median
	same "outcome,bids,mean,median
won,4238,51.78,57
lost,2473,41.48,14" "$output"
	# 2,089 open × 10,005,534 ÷ 4,238 × 4,238 ÷ 6,711 ÷ (219,452 ÷ 4,238) = 60,146.85
	expect 0 kam report velocity --period all --section speed --csv --columns open,mean_won,rate,cycle,daily
	same "open,mean_won,rate,cycle,daily
2089,2360.91,63.15,51.78,60146.85" "$output"
}

@test "velocity by owner, product, account and quarter is what the file says" {
	command -v python3 > /dev/null || skip "no python3"
	company
	KAM_DB=$PWD/kam.db expect 0 python3 "$BATS_TEST_DIRNAME/velocity.py" "$KAM" "$data"
	# 8 published; won and lost of 30 people, 7 products, 85 customers and 4 quarters
	same "260 figures compared, 0 wrong" "$output"
}
