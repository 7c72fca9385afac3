#!/bin/sh
# Who may include what: nothing below knows what is above, and rooms meet through include/kam/ only.
set -u

status=0
forbid() { # WHY PATTERN FILE…: no #include in these files may match
	why=$1 pattern=$2
	shift 2
	for file; do
		[ -e "$file" ] || continue
		if found=$(grep -nE "^[[:space:]]*#[[:space:]]*include[[:space:]]+[<\"]($pattern)" "$file"); then
			echo "$file: $why"
			echo "$found"
			status=1
		fi
	done
}

above_value='kam/(internal/(store|csv|map|filter|query|record|report)|rows|record|import|report)\.h'
above_store='kam/(internal/(csv|map|filter|query|record|report)|record|import|report)\.h'

forbid "lib/ knows nothing of cmd/" '(\.\./)*cmd/|\.\./\.\./' lib/*.[ch] lib/*/*.[ch]
forbid "only lib/store includes sqlite3.h" 'sqlite3' \
	include/kam/*.h include/kam/internal/*.h cmd/*.[ch] cmd/*/*.[ch] tests/unit/*.[ch]
for folder in lib/*/; do
	[ "$folder" = lib/store/ ] || forbid "only lib/store includes sqlite3.h" 'sqlite3' "$folder"*.[ch]
done
forbid "lib/value has no database" "$above_value" lib/value/*.[ch]
forbid "lib/store knows no record types" "$above_store" lib/store/*.[ch]
forbid "lib/record knows no reports" 'kam/(internal/)?report\.h' lib/record/*.[ch]
forbid "cmd/ uses what any program can: include/kam/*.h" '(kam/internal|(\.\./)*lib/|(\.\./)*include/)' cmd/*.[ch] cmd/*/*.[ch]
forbid "installed headers include installed headers" 'kam/internal' include/kam/*.h

# A room's own headers are named without a folder; all others come from include/kam/.
for file in lib/*/*.[ch]; do
	[ -e "$file" ] || continue
	if found=$(grep -nE '^[[:space:]]*#[[:space:]]*include[[:space:]]+"[^"]*/' "$file" | grep -v '"kam/'); then
		echo "$file: rooms meet through include/kam/ only"
		echo "$found"
		status=1
	fi
done
exit "$status"
