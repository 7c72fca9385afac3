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
