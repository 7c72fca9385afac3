# A company's CRM as its CSV files (Maven Analytics, fictional): what comes in is what the files say, figure by figure,
# in every spelling of the dates; and once more changes nothing. Expected figures: awk over the files themselves, and
# counts that their publishers give.

load ../cli/helper

data=${KAM_REAL_DATA:-}/maven_crm
maps=$BATS_TEST_DIRNAME/../data/maven

setup_file() {
	[ -d "$data" ] || skip "no maven_crm in KAM_REAL_DATA"
}

# People, customers and products, which bids refer to.
masters() {
	kam_db --currency USD
	kam -q config person import "$data/sales_teams.csv" --map "$maps/sales_teams.map"
	kam -q account import "$data/accounts.csv" --map "$maps/accounts.map"
	kam -q config product import "$data/products.csv" --map "$maps/products.map"
}

columns=ref,owner.name,product.name,account.name,stage,opened_on,closed_on,value,currency

# The file as a listing of those columns should be. Dates as they are: the main file has ISO.
file_rows() {
	awk -F, -v OFS=, 'NR > 1 {
		sub(/\r$/, "")
		stage["Won"] = "won"; stage["Lost"] = "lost"; stage["Engaging"] = "qualified"; stage["Prospecting"] = "identified"
		if ($3 == "GTXPro") $3 = "GTX Pro"
		print $1, $2, $3, $4, stage[$5], $6, $7, ($8 == "" ? "" : sprintf("%.2f", $8)), "USD"
	}' "$1" | sort
}

bid_rows() {
	kam bid list --csv --columns "$columns" --header none --limit 100000 | sort
}

@test "the pipeline is what the file says, and once more changes nothing" {
	masters
	expect 0 kam bid import "$data/sales_pipeline.csv" --map "$maps/pipeline.map"
	holds "$errors" "8800 rows read: 8800 bid added, 0 changed, 0 unchanged"
	file_rows "$data/sales_pipeline.csv" > expected
	bid_rows > listed
	cmp expected listed
	cp kam.db copy.db
	expect 0 kam bid import "$data/sales_pipeline.csv" --map "$maps/pipeline.map"
	holds "$errors" "8800 rows read, 8800 unchanged"
	cmp kam.db copy.db
}

@test "figures that others have published come out" {
	masters
	kam -q bid import "$data/sales_pipeline.csv" --map "$maps/pipeline.map"
	# won, lost, and both open stages; the value that was won
	same "500 identified
2473 lost
1589 qualified
4238 won" "$(kam bid list --csv --columns stage --header none | sort | uniq -c | awk '{ print $1, $2 }')"
	same "10005534.00" "$(kam bid list --stage won --csv --columns value --header none | awk '{ n += $1 } END { printf "%.2f", n }')"
	# quarters of the published pivot: 531, 1254, 1257 and 1196 deals won
	for quarter in Q1=531 Q2=1254 Q3=1257 Q4=1196; do
		same "${quarter#*=}" "$(kam bid list --stage won --where "closed_on = 2017-${quarter%=*}" --ids | wc -l)" "$quarter"
	done
	# the best seller
	same "349 1153214.00" "$(kam bid list --stage won --owner 'Darcel Schlecht' --csv --columns value --header none |
		awk '{ n += $1 } END { printf "%d %.2f", NR, n }')"
	same 1425 "$(kam bid list --where 'account is empty' --ids | wc -l)"
}

@test "people, customers and products" {
	masters
	# 35 sellers and the 6 managers, who have no rows of their own
	same 41 "$(kam config person list --ids | wc -l)"
	awk -F, 'NR > 1' "$data/sales_teams.csv" | sort > expected
	kam config person list --where 'manager is not empty' --csv --columns name,manager.name,region --header none | sort > listed
	cmp expected listed
	# a parent may stand in a later row: 15 customers have one
	same 15 "$(kam account list --where 'parent is not empty' --ids | wc -l)"
	awk -F, -v OFS=, 'NR > 1 {
		sub("technolgy", "technology", $2); sub("Philipines", "Philippines", $6)
		print $1, $2, $3, sprintf("%.2f", $4 * 1000000), $5, $6, $7
	}' "$data/accounts.csv" | sort > expected
	kam account list --csv --columns name,industry,founded,revenue,employees,region,parent.name --header none | sort > listed
	cmp expected listed
	awk -F, -v OFS=, 'NR > 1 { print $1, $2, $3 ".00" }' "$data/products.csv" | sort > expected
	kam config product list --csv --columns name,line,list_price --header none | sort > listed
	cmp expected listed
	expect 0 kam config person import "$data/sales_teams.csv" --map "$maps/sales_teams.map"
	holds "$errors" "35 rows read, 35 unchanged"
	expect 0 kam account import "$data/accounts.csv" --map "$maps/accounts.map"
	holds "$errors" "85 rows read, 85 unchanged"
}

@test "the same deals, spelt otherwise by others, are the same" {
	masters
	kam -q bid import "$data/sales_pipeline.csv" --map "$maps/pipeline.map"
	cp kam.db copy.db
	for variant in us_dates=8800 dd-mm-yy=8800 closed_only_float=6711; do
		expect 0 kam bid import "$data/variants/sales_pipeline.${variant%=*}.csv" --map "$maps/${variant%=*}.map"
		holds "$errors" "${variant#*=} rows read, ${variant#*=} unchanged"
	done
	holds "$(kam bid import "$data/variants/sales_pipeline.dd-mm-yy.csv" --map "$maps/dd-mm-yy.map" 2>&1)" \
		"columns not used: engage_quarter, close_quarter"
	cmp kam.db copy.db
}

@test "each spelling of the dates gives the same deals in a database of its own" {
	masters
	cp kam.db masters.db
	# won and lost deals with their days, from the file with ISO dates
	awk -F, -v OFS=, 'NR > 1 && ($5 == "Won" || $5 == "Lost") { print $2, $6, $7, sprintf("%.2f", $8) }' \
		"$data/sales_pipeline.csv" | sort > expected
	for variant in us_dates dd-mm-yy closed_only_float no_id; do
		cp masters.db kam.db
		file=$variant
		[ "$variant" = no_id ] && file=no_id_crlf_closed_only
		expect 0 kam bid import "$data/variants/sales_pipeline.$file.csv" --map "$maps/$variant.map"
		kam bid list --stage won --stage lost --csv --columns owner.name,opened_on,closed_on,value --header none |
			sort > listed
		cmp expected listed
	done
}

@test "deals without ids are known by what they say" {
	masters
	file=$data/variants/sales_pipeline.no_id_crlf_closed_only.csv
	expect 0 kam bid import "$file" --map "$maps/no_id.map"
	holds "$errors" "6711 rows read: 6711 bid added, 0 changed, 0 unchanged"
	cp kam.db copy.db
	expect 0 kam bid import "$file" --map "$maps/no_id.map"
	holds "$errors" "6711 rows read, 6711 unchanged"
	cmp kam.db copy.db
	# half of them, then all: the other half is added
	rm kam.db
	masters
	awk 'NR == 1 || NR % 2 == 0' "$file" > half.csv
	expect 0 kam bid import half.csv --map "$maps/no_id.map"
	holds "$errors" "3356 bid added"
	expect 0 kam bid import "$file" --map "$maps/no_id.map"
	holds "$errors" "6711 rows read: 3355 bid added, 0 changed, 3356 unchanged"
}

@test "without the map's value map, a product that nobody knows is told row by row" {
	masters
	sed 's/| GTXPro => GTX Pro//' "$maps/pipeline.map" > plain.map
	expect 65 kam bid import "$data/sales_pipeline.csv" --map plain.map
	holds "$errors" "sales_pipeline.csv:3: product 'GTXPro': no product matches 'GTXPro'; nearest: GTX Pro (PR"
	holds "$errors" "1460 more bad rows"
	holds "$errors" "1480 of 8800 rows are bad; nothing was imported"
	same "" "$(kam bid list --ids)"
	expect 3 kam bid import "$data/sales_pipeline.csv" --map plain.map --skip-bad --rejects rejects.csv
	same 1481 "$(wc -l < rejects.csv)"
	# what was left out goes in with the right map: no row is lost, none comes twice
	expect 0 kam bid import rejects.csv --map "$maps/pipeline.map"
	holds "$errors" "1480 rows read: 1480 bid added"
	file_rows "$data/sales_pipeline.csv" > expected
	bid_rows > listed
	cmp expected listed
}

@test "files that are something else are refused" {
	masters
	for file in PUBLISHED_quarterly_pivot.csv data_dictionary.csv accounts.csv; do
		expect 65 kam bid import "$data/$file" --map "$maps/pipeline.map"
		[ -n "$errors" ]
		same "" "$(kam bid list --ids)"
	done
	# the last one is a table, and says which column it lacks
	holds "$errors" "has no column 'opportunity_id'"
}
