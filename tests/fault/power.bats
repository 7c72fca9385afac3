# A power cut at any moment: what was not synced may be lost, kept or torn; the file is never corrupt, and after exit 0 the
# change is in it.

load helper

setup_file() {
	need_power
}

@test "an add" {
	prepare 1
	FAULT_PLACES=${FAULT_PLACES:-all} power_cut "$KAM" account add Beta --tag x
}

@test "an import into an empty table" {
	prepare 300
	FAULT_PLACES=${FAULT_PLACES:-300} power_cut "$KAM" account import rows.csv
}

@test "an import that changes what is there, on many pages" {
	prepare 2000
	kam account import rows.csv --db before.db 2> /dev/null
	sed 's/note that/remark that/' rows.csv > changed.csv
	FAULT_PLACES=${FAULT_PLACES:-100} power_cut "$KAM" account import changed.csv --key name
}

@test "an edit, a removal, and taking back" {
	prepare 1
	for words in 'bid edit B1 --stage won --value 7' 'bid rm B1' 'account edit A1 --note x --untag vip' undo; do
		# shellcheck disable=SC2086 # words
		power_cut "$KAM" $words || { echo "$words"; return 1; }
	done
}
