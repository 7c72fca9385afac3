# Files that are no database of kam's, or one no more: refused (65) with the file's name, and left as they are.

load helper

page=4096

fixture() {
	kam_db
	{
		echo code,name,region,note
		seq -f 'C%.0f,Account,region,"a note that takes some room on its page, so that there are many of them"' 1 400
	} > accounts.csv
	kam account import accounts.csv 2> /dev/null
	rm accounts.csv
}

# Reading and writing the file are refused with 65 and a message that has its name and the further words; it stays as it is.
refused() {
	local file=$1 before
	shift
	before=$(sha256sum < "$file")
	for words in 'account list' 'account show A1' 'log' 'account add X' 'account edit A1 --note y' 'account rm A1' 'undo'; do
		# shellcheck disable=SC2086
		expect 65 kam $words --db "$file" || return 1
		same '' "$output" "$words" || return 1
		holds "$errors" "$file" || return 1
		for part in "$@"; do
			holds "$errors" "$part" || return 1
		done
	done
	same "$before" "$(sha256sum < "$file")" || return 1
	[ ! -e "$file-journal" ]
}

@test "an empty file, a text, another kind of file" {
	: > empty.db
	refused empty.db
	echo 'this is a text, and no database' > text.db
	refused text.db
	head -c 100000 /dev/zero > zero.db
	refused zero.db
	printf 'SQLite format 3\0' > header.db
	refused header.db
	printf '\x7fELF' > elf.db
	refused elf.db
}

@test "another program's database" {
	sqlite3 other.db 'CREATE TABLE account (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO account VALUES (1, 2);'
	refused other.db 'not a kam database'
	kam_db
	for id in 0 1 -1 2147483647; do
		cp kam.db foreign.db
		sqlite3 foreign.db "PRAGMA application_id = $id"
		refused foreign.db 'not a kam database'
	done
}

@test "a newer version's database, or one of a version that never was" {
	kam_db
	sqlite3 kam.db 'PRAGMA user_version = 999'
	refused kam.db newer 999
	for version in 0 -1 -2147483648; do
		sqlite3 kam.db "PRAGMA user_version = $version"
		refused kam.db
	done
	same kam.db "$(ls)"
}

@test "a file cut short" {
	fixture
	size=$(stat -c %s kam.db)
	for length in 1 16 50 99 100 512 $page $((page + 1)) $((page * 3)) $((size / 2)); do
		head -c "$length" kam.db > short.db
		refused short.db
	done
	head -c $((size - page)) kam.db > short.db
	refused short.db 'kam db check'
}

@test "a garbled header" {
	kam_db
	for offset in 0 5 15; do
		cp kam.db garbled.db
		printf '\xff' | dd of=garbled.db bs=1 seek=$offset conv=notrunc status=none
		refused garbled.db 'kam db check'
	done
	kam account add Acme > /dev/null
	for offset in $(seq 16 99); do
		cp kam.db garbled.db
		printf '\x5a' | dd of=garbled.db bs=1 seek="$offset" conv=notrunc status=none
		run --separate-stderr kam account list --ids --db garbled.db
		# bytes that nobody reads change nothing
		if [ "$status" -eq 0 ]; then
			same A1 "$output" "$offset"
		else
			same 65 "$status" "$offset: $stderr"
			holds "$stderr" garbled.db
		fi
	done
}

@test "a garbled page is never read as if it were right, and never a crash" {
	fixture
	kam account list --csv > right.csv
	pages=$(($(stat -c %s kam.db) / page))
	root=$(sqlite3 kam.db "SELECT rootpage FROM sqlite_schema WHERE name = 'account'")
	tr '\0' '\377' < /dev/zero | head -c $page > garbage
	hit=0
	# the table's own pages, and every seventh of the others
	for number in $(sqlite3 kam.db "SELECT pageno FROM dbstat WHERE name = 'account'" 2> /dev/null || echo "$root") \
		$(seq 1 7 "$pages"); do
		cp kam.db garbled.db
		dd if=garbage of=garbled.db bs=$page seek=$((number - 1)) conv=notrunc status=none
		run --separate-stderr kam account list --csv --db garbled.db
		case $status in
		0) same "$(cat right.csv)" "$output" ;;
		65)
			hit=$((hit + 1))
			same '' "$output"
			holds "$stderr" garbled.db
			;;
		*) false ;;
		esac
		run --separate-stderr kam account add Beta --db garbled.db
		[ "$status" -eq 0 ] || [ "$status" -eq 65 ]
	done
	[ "$hit" -ge 2 ]
}

@test "the message names kam db check" {
	fixture
	root=$(sqlite3 kam.db "SELECT rootpage FROM sqlite_schema WHERE name = 'account'")
	dd if=/dev/zero of=kam.db bs=$page seek=$((root - 1)) count=1 conv=notrunc status=none
	expect 65 kam account list
	holds "$errors" 'kam db check'
	same '' "$output"
}

@test "a list that breaks in its middle has printed nothing, and -o is left as it was" {
	fixture
	# the last leaf of the table: all rows before it can be read
	last=$(sqlite3 kam.db "SELECT max(pageno) FROM dbstat WHERE name = 'account' AND pagetype = 'leaf'" 2> /dev/null) ||
		skip 'sqlite3 here has no dbstat'
	head -c $page /dev/zero | dd of=kam.db bs=$page seek=$((last - 1)) conv=notrunc status=none
	echo old > out.csv
	expect 65 kam account list --csv
	same '' "$output"
	expect 65 kam account list --csv -o out.csv
	same old "$(cat out.csv)"
	expect 65 kam account list --json --sort name
	same '' "$output"
}

@test "a journal left by a crash is rolled back by the next reader" {
	command -v strace > /dev/null || skip 'no strace'
	[ -z "$KAM_SANITIZED" ] || skip 'strace and leak checks do not go together'
	fixture
	kam account list --csv > right.csv
	# killed when the pages are written and the journal is about to be removed
	run strace -qq -o /dev/null -e trace=unlink -e inject=unlink:signal=KILL "$KAM" account edit A1 --note changed
	[ -s kam.db-journal ]
	expect 0 kam account list --csv
	same "$(cat right.csv)" "$output"
	[ ! -e kam.db-journal ]
	same ok "$(sqlite3 kam.db 'PRAGMA integrity_check')"
	expect 0 kam account edit A1 --note changed
}
