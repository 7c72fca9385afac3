#!/bin/sh
# How many instructions small everyday runs take, as valgrind counts them: they do not depend on who else is at work.
#   KAM=/path/to/kam tests/bench/instructions.sh compare     against instructions.txt; more than 3 % away is said
#   KAM=/path/to/kam tests/bench/instructions.sh update      write instructions.txt anew
# Another libc, SQLite or compiler takes other numbers of them: then nothing is compared.
set -eu

bench=$(cd "$(dirname "$0")" && pwd)
kam=${KAM:-$bench/../../kam}
kept=$bench/instructions.txt

command -v valgrind > /dev/null || {
	echo "instructions: left out, there is no valgrind"
	exit 0
}
scratch=$(mktemp -d "${TMPDIR:-/tmp}/kam-instructions.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' INT TERM
cd "$scratch"
# The same environment each time, for its size counts too.
kam() {
	env -i HOME=/nowhere PATH=/usr/bin:/bin LC_ALL=C TZ=UTC KAM_NOW=2026-07-15T09:30:00Z USER=bench "$@"
}

versions() {
	sqlite=$(printf '#include <sqlite3.h>\nSQLITE_VERSION\n' | "${CC:-cc}" -E -P - | tail -n 1 | tr -d '"')
	echo "# $(getconf GNU_LIBC_VERSION 2> /dev/null || echo libc), SQLite $sqlite, $("${CC:-cc}" --version | sed 1q)"
}

# count NAME WORD…
count() {
	name=$1
	shift
	kam valgrind --tool=callgrind --callgrind-out-file=/dev/null "$kam" --db kam.db "$@" > /dev/null 2> log || {
		cat log >&2
		exit 1
	}
	sed -n "s/.*Collected : \([0-9]*\).*/$name \1/p" log
}

counts() {
	awk -v what=accounts -v rows=200 -f "$bench/data.awk" > accounts.csv
	awk -v what=products -v rows=20 -f "$bench/data.awk" > products.csv
	awk -v what=invoices -v rows=2000 -v accounts=200 -f "$bench/data.awk" > invoices.csv
	{
		kam "$kam" init --db kam.db
		kam "$kam" --db kam.db account import accounts.csv
		kam "$kam" --db kam.db config product import products.csv
		kam "$kam" --db kam.db bid add "Pump house" --account A1
		kam "$kam" --db kam.db account invoice import invoices.csv
	} > log 2>&1 || {
		cat log >&2
		exit 1
	}
	count version --version
	count show account show A77 --fields
	count add account invoice add A5 X1 2026-07-01 100
	count list account invoice list --limit 25
	count report report receivables --period all
}

case ${1:-} in
update)
	counts > now
	{
		versions
		cat now
	} > "$kept"
	cat "$kept"
	;;
compare)
	if [ "$(versions)" != "$(sed 1q "$kept")" ]; then
		echo "instructions: left out, counted with $(sed -n '1s/^# //p' "$kept"); here is $(versions | sed 's/^# //')"
		exit 0
	fi
	counts > now
	awk 'NR == FNR { before[$1] = $2; next }
		{
			change = ($2 / before[$1] - 1) * 100
			moved = change > 3 || change < -3
			printf "%-68s %9d  %+.1f %%%s\n", "instructions of " $1, $2, change, moved ? "  moved" : ""
			some += moved
		}
		END { exit some > 0 }' "$kept" now
	;;
*)
	echo "usage: instructions compare|update" >&2
	exit 2
	;;
esac
