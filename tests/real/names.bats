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

@test "the list of full names, in UTF-8 and in GB18030, gives the same 5,646 accounts" {
	echo 'name = 1' > name.map
	iconv -f UTF-8 -t GB18030 "$data/DERIVED_full_names.txt" > gb18030.txt
	for file in "$data/DERIVED_full_names.txt" gb18030.txt; do
		rm -f kam.db
		kam_db
		expect 0 kam account import "$file" --header none --map name.map
		holds "$errors" "5646 rows read: 5646 account added, 0 changed, 0 unchanged"
		kam account list --csv >> both.csv
	done
	# the same codes, ids and times too
	split -n l/2 both.csv half.
	cmp half.aa half.ab
	grep -v '^$' "$data/DERIVED_full_names.txt" | tr -d '\r' | sort > expected
	kam account list --csv --columns name --header none | sort | cmp expected -
}

@test "their table stays aligned on a terminal of 80 columns" {
	kam_db
	listed_map
	kam -q account import "$data/DERIVED_listed_companies.csv" --map listed.map
	command -v python3 > /dev/null || skip "no python3"
	# script(1) gives kam a terminal; its lines end in CR LF
	COLUMNS=80 script -qec "'$KAM' --no-pager --color never account list --limit 300" /dev/null < /dev/null |
		tr -d '\r' > table
	[ "$(wc -l < table)" -ge 302 ]
	python3 - <<-'END'
		import unicodedata

		def width(text):
		    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)

		lines = open("table", encoding="utf-8").read().splitlines()
		rule = next(line for line in lines if set(line) <= {"─", " "} and "─" in line)
		starts = [at for at in range(len(rule)) if rule[at] == "─" and (at == 0 or rule[at - 1] == " ")]
		for line in lines:
		    assert width(line) <= 80, line
		    for start in starts[1:]:
		        # what stands before a column ends in a blank just before it
		        before, at = "", 0
		        for letter in line:
		            if at >= start:
		                break
		            before += letter
		            at += width(letter)
		        assert at == start or at < start, (line, start)
		        assert len(before) < 1 or at < start or before[-1] == " ", (line, start)
	END
}
