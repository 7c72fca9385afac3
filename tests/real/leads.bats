# X Education's leads: 9,240 rows of 38 columns, the last one without a header; what was not chosen is empty.

load ../cli/helper

file=${KAM_REAL_DATA:-}/leads_xeducation/Leads.csv
map=$BATS_TEST_DIRNAME/../data/leads/xeducation.map

setup_file() {
	[ -f "$file" ] || skip "no leads_xeducation in KAM_REAL_DATA"
}

@test "9,240 leads with their sources and tags, and once more nothing changes" {
	kam_db
	expect 0 kam lead import "$file" --map "$map"
	holds "$errors" "9240 rows read: 9240 lead added, 0 changed, 0 unchanged"
	same 3561 "$(kam lead list --status converted --ids | wc -l)"
	same 36 "$(kam lead list --source '' --ids | wc -l)"
	same 2868 "$(kam lead list --source Google --ids | wc -l)"
	same 5 "$(kam lead list --source google --ids | wc -l)"
	# a lead from a source that the map made is of its scene; 36 have no source
	same 9204 "$(kam lead list --scene community --ids | wc -l)"
	same 36 "$(kam lead list --scene manual --ids | wc -l)"
	cp kam.db copy.db
	expect 0 kam lead import "$file" --map "$map"
	holds "$errors" "9240 unchanged"
	cmp kam.db copy.db
}

@test "what says Select, or nothing, is no tag; all else is, cell for cell" {
	command -v python3 > /dev/null || skip "no python3"
	kam_db
	kam -q lead import "$file" --map "$map"
	kam lead list --json > leads.json
	python3 - "$file" <<-'END'
		import csv, json, sys

		leads = {lead["ref"]: lead for lead in json.load(open("leads.json", encoding="utf-8"))}
		rows = list(csv.DictReader(open(sys.argv[1], encoding="ascii", newline="")))
		assert len(rows) == len(leads) == 9240
		named = {"Prospect ID", "Lead Number", "Lead Source", "Converted", ""}
		for row in rows:
		    want = {"tag." + key: value for key, value in row.items()
		            if key not in named and value not in ("", "Select")}
		    lead = leads[row["Prospect ID"]]
		    got = {key: value for key, value in lead.items() if key.startswith("tag.") and value is not None}
		    assert got == want, (row["Prospect ID"], got, want)
		    assert lead["name"] == "Lead " + row["Lead Number"]
	END
}

@test "leads, conversions and rates by source, tag and region as published" {
	command -v python3 > /dev/null || skip "no python3"
	kam_db
	kam -q lead import "$file" --map "$map"
	expect 0 kam report sources --period all --csv --columns source,leads,converted,rate
	printf '%s\n' "$output" > sources.csv
	for tag in Tags "Lead Origin" "Last Activity" "Lead Quality" "Last Notable Activity" City Specialization Country \
		"Do Not Email" "What is your current occupation"; do
		kam report leads --period all --by "tag.$tag" --csv --columns name,leads,converted,rate > "tag.$tag.csv"
	done
	kam report leads --period all --by source --csv --columns name,leads,converted,rate > by_source.csv
	expect 0 python3 "$BATS_TEST_DIRNAME/leads.py" "$(dirname "$file")/TRUTH.json"
	# 22 sources, twice; 27 tags, 5 origins, 18 and 16 activities, 6 qualities, 7 cities, 19 subjects, 39 countries, 2, 7
	same "190 lines compared, 0 wrong" "$output"
}

@test "the city as region: empty and Select are 3,669 leads, 1,257 converted" {
	kam_db
	{ cat "$map"; echo 'region = City'; } | grep -v '^tag' > region.map
	kam -q lead import "$file" --map ./region.map
	kam report leads --period all --by region --csv --columns name,leads,converted > regions.csv
	same ',3669,1257' "$(grep '^,' regions.csv)"
	same 'Mumbai,3222,1309' "$(grep '^Mumbai,' regions.csv)"
	# the sums are those of the whole: 9,240 and 3,561
	same '9240 3561' "$(tail -n +2 regions.csv | awk -F, '{ leads += $2; converted += $3 } END { print leads, converted }')"
	# the leads behind a line, counted in the file itself: Mumbai in the column City
	same 3222 "$(kam report leads --period all --by region --explain Mumbai --ids | wc -l)"
}

@test "google written otherwise is Google when the map says so" {
	kam_db
	sed 's/^source .*/source = "Lead Source" | google => Google/' "$map" > one.map
	kam -q lead import "$file" --map ./one.map
	kam report sources --period all --csv --columns source,leads,converted > sources.csv
	# 2,868 + 5 leads, 1,147 + 0 converted
	same 'Google,2873,1147' "$(grep -i '^google,' sources.csv)"
	same ',36,29' "$(grep '^,' sources.csv)"
}
