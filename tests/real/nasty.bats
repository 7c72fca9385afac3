# CSV files that were made to break readers: each is taken cell for cell or refused with file and line, never by half.
# nasty_csv_verdicts.tsv lists what is to become of each, and where kam's rules differ from what its authors wanted.

load ../cli/helper

data=${KAM_REAL_DATA:-}/nasty_csv

setup_file() {
	[ -d "$data" ] || skip "no nasty_csv in KAM_REAL_DATA"
	command -v python3 > /dev/null || skip "no python3"
}

@test "each of the 258 files is imported cell for cell, or refused with file and line" {
	printf '%s\n' "name = 'row {@row}'" 'tag.* = *' > nasty.map
	expect 0 python3 "$BATS_TEST_DIRNAME/nasty_csv.py" "$KAM" "$data" "$BATS_TEST_DIRNAME/nasty_csv_verdicts.tsv" nasty.map
	holds "$output" "258 files, 0 otherwise than they should be"
}
