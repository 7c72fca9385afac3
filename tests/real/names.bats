# Names of thousands of Chinese companies: in as they are, in either encoding, each one its own.

load ../cli/helper

data=${KAM_REAL_DATA:-}/cn_company_names

setup_file() {
	[ -d "$data" ] || skip "no cn_company_names in KAM_REAL_DATA"
}

listed_map() {
	printf '%s\n' 'name = fullname' 'tag.short = name' 'tag.stock = code' 'tag.exchange = location' > listed.map
}

@test "listed companies: UTF-8 and GB18030 say the same" {
	kam_db
	listed_map
	expect 0 kam account import "$data/DERIVED_listed_companies.csv" --map listed.map
	holds "$errors" "4654 rows read: 4654 account added, 0 changed, 0 unchanged"
	holds "$errors" "columns not used: time"
	cp kam.db copy.db
	expect 0 kam account import "$data/DERIVED_listed_companies.gb18030.csv" --map listed.map
	holds "$errors" "4654 rows read, 4654 unchanged"
	cmp kam.db copy.db
	# names and codes are there byte by byte (no cell of the file is quoted)
	sed '1d; s/\r$//' "$data/DERIVED_listed_companies.csv" | awk -F, -v OFS=, '{ print $2, $1, $3 }' | sort > expected
	kam account list --csv --columns name,tag.short,tag.stock --header none | sort > listed
	cmp expected listed
	# every one has a code of its own
	same 4654 "$(kam account list --csv --columns code --header none | sort -u | wc -l)"
}

@test "a list of names without a header, with blank lines between and names that come twice" {
	kam_db
	echo 'name = 1' > name.map
	# 1000 names, 997 different ones
	expect 0 kam account import "$data/company_name_spider.txt" --header none --map name.map
	holds "$errors" "1000 rows read: 997 account added, 0 changed, 3 unchanged"
	tr -d '\r' < "$data/company_name_spider.txt" | grep -v '^$' | sort -u > expected
	kam account list --csv --columns name --header none | sort > listed
	cmp expected listed
}

@test "all full names together, and found again by name" {
	kam_db
	echo 'name = 1' > name.map
	listed_map
	kam -q account import "$data/DERIVED_listed_companies.csv" --map listed.map
	expect 0 kam account import "$data/DERIVED_full_names.txt" --header none --map name.map
	# 5646 names: those of the listed companies are there already
	holds "$errors" "5646 rows read: 992 account added, 0 changed, 4654 unchanged"
	for name in $(awk 'NR % 800 == 0' "$data/DERIVED_full_names.txt" | tr -d '\r'); do
		same "$name" "$(kam account list --name "$name" --csv --columns name --header none)"
	done
}
