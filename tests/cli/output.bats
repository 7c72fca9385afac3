# What is printed: whole or not at all, guarded, escaped, and with an exit status that is true.

load helper

# Every kind of command, the database having one account, one contact, one bid and a person.
fixture() {
	kam_db
	kam account add Acme > /dev/null
	kam account contact add A1 Ann > /dev/null
	kam bid add Core --account A1 > /dev/null
	kam bid edit B1 --stage won > /dev/null
	kam config person add Li > /dev/null
}

reads=('--version' '--help' 'help' 'help account' 'account --help' 'account list --help' 'account list' 'account list --csv'
	'account list --json' 'account list --jsonl' 'account list --tsv' 'account list --md' 'account list --ids' 'account show A1'
	'account show A1 --json' 'account contact list' 'account contact show C1' 'bid list' 'bid show B1' 'bid change list'
	'config person list' 'config unit list' 'config stage list' 'config setting list' 'config product list' 'config rate list'
	'log' 'log --csv' 'log A1' 'report list')
# The % is put another number for each time.
writes=('account add X%' 'account contact add A1 Y%' 'bid add Z%' 'config person add P%' 'config unit add U%'
	'config stage add S% 1%' 'config product add R%' 'config rate add USD 7 --starts-on 2026-02-%' 'undo')

@test "a full disk behind stdout: a reader ends with 74 and says so" {
	[ -w /dev/full ] || skip 'no /dev/full'
	fixture
	for words in "${reads[@]}"; do
		# shellcheck disable=SC2086 # words
		expect 74 bash -c '"$@" > /dev/full' kam "$KAM" $words
		holds "$errors" 'No space left'
	done
}

@test "a closed stdout: the same" {
	fixture
	for words in "${reads[@]}"; do
		# shellcheck disable=SC2086
		expect 74 bash -c '"$@" >&-' kam "$KAM" $words
		holds "$errors" 'standard output'
	done
}

@test "a write that cannot say what it did ends with 4, says so, and is on disk" {
	[ -w /dev/full ] || skip 'no /dev/full'
	fixture
	number=6
	for words in "${writes[@]}"; do
		for where in '> /dev/full' '>&-'; do
			# shellcheck disable=SC2086
			expect 4 bash -c "\"\$@\" $where" kam "$KAM" ${words//\%/$number}
			holds "$errors" 'on disk'
			number=$((number + 1))
			same "$number" "$(sqlite3 kam.db 'SELECT max(id) FROM operation')" "$words $where"
		done
	done
}

@test "a dry run that cannot say what it would do is no write: 74" {
	[ -w /dev/full ] || skip 'no /dev/full'
	fixture
	before=$(sha256sum < kam.db)
	expect 74 bash -c '"$@" > /dev/full' kam "$KAM" account add X --dry-run
	same "$before" "$(sha256sum < kam.db)"
}

@test "a reader that went away is no error, and quiet" {
	fixture
	for words in "${reads[@]}" 'account add X'; do
		# The pipe's other end is closed before kam starts: that is said by the fifo being opened and closed.
		# shellcheck disable=SC2086
		run --separate-stderr bash -c '
			exec 3> >(exec <&-; exec true); wait $!
			"$@" >&3' kam "$KAM" $words
		same "0 " "$status $stderr" "$words"
	done
}

@test "a list far longer than a pipe's buffer into head is quiet" {
	kam_db
	{ echo name; seq -f 'a rather long name of an account: number %.0f' 1 20000; } > many.csv
	kam account import many.csv > /dev/null 2>&1
	run --separate-stderr bash -c 'set -o pipefail; "$1" account list --csv | head -1' kam "$KAM"
	same '0 ' "$status $stderr"
	holds "$output" id,code,name
}

@test "an answer whose reader is gone does not take the write back" {
	fixture
	run --separate-stderr bash -c '
		exec 3> >(exec <&-; exec true); wait $!
		"$1" account add Beta >&3' kam "$KAM"
	same 0 "$status"
	expect 0 kam account list --ids
	same 'A1 A2' "${lines[*]}"
}

@test "stderr closed or full changes nothing of the answer or the status" {
	fixture
	run bash -c '"$1" account list --ids 2>&-' kam "$KAM"
	same '0 A1' "$status $output"
	run bash -c '"$1" account show nope 2>&-' kam "$KAM"
	same '1 ' "$status $output"
	run bash -c '"$1" account add Beta 2>&-' kam "$KAM"
	same '0 A2' "$status $output"
	# with 2 closed, the database must not become it
	same 'SQLite format 3' "$(head -c 15 kam.db)"
	run bash -c '"$1" account add Gamma <&- 2>&- ' kam "$KAM"
	same '0 A3' "$status $output"
	same ok "$(sqlite3 kam.db 'PRAGMA integrity_check')"
}

@test "-o writes a whole file with the mode of any new file, and nothing to stdout" {
	fixture
	umask 027
	expect 0 kam account list --csv --columns id,name -o out.csv
	same '' "$output"
	same 'id,name
A1,Acme' "$(cat out.csv)"
	same 640 "$(stat -c %a out.csv)"
	same 'kam.db out.csv' "$(ls | xargs)"
}

@test "-o takes the place of a file, or of a link and not of its target" {
	fixture
	echo precious > target
	ln -s target link
	echo old > old.csv
	expect 0 kam account list --ids -o old.csv
	same A1 "$(cat old.csv)"
	run --separate-stderr kam account list --ids -o link
	same precious "$(cat target)"
	[ "$status" -ne 0 ] || same A1 "$(cat link)"
	ln -s nowhere dangling
	run --separate-stderr kam account list --ids -o dangling
	[ ! -e nowhere ]
}

@test "-o that cannot be made: 73, and a write is not done for it" {
	fixture
	before=$(sha256sum < kam.db)
	for file in no/such/folder/x . /; do
		expect 73 kam account list -o "$file"
		holds "$errors" "$file"
		expect 73 kam account add X -o "$file"
	done
	expect 2 kam account list -o ''
	same "$before" "$(sha256sum < kam.db)"
}

@test "-o on a full disk: 74, what was there stays, nothing is left beside it" {
	[ "$(id -u)" -eq 0 ] || skip 'needs root to mount'
	kam_db
	{ echo name; seq -f 'a rather long name of an account: number %.0f' 1 2000; } > many.csv
	kam account import many.csv > /dev/null 2>&1
	mkdir small
	mount -t tmpfs -o size=16k none small 2> /dev/null || skip 'cannot mount here'
	echo old > small/out.csv
	run --separate-stderr kam account list --csv -o small/out.csv
	left=$(ls -A small) content=$(cat small/out.csv)
	run --separate-stderr kam account list --csv -o small/new.csv
	after=$(ls -A small)
	umount small
	same 74 "$status"
	same out.csv "$left"
	same old "$content"
	same out.csv "$after"
}

@test "-o does not touch what is there when the command fails" {
	fixture
	echo old > out.csv
	expect 2 kam account list --where 'nope = 1' -o out.csv
	expect 1 kam account show nope -o out.csv
	same old "$(cat out.csv)"
	same 'kam.db out.csv' "$(ls -A | xargs)"
}

@test "stdout carries rows, stderr everything else" {
	fixture
	expect 0 kam account edit A1 --note x
	same '' "$output$errors"
	expect 0 kam account edit A1 --note x
	same '' "$output"
	[ -n "$errors" ]
	expect 0 kam account edit A1 --note x -q
	same '' "$output$errors"
	expect 1 kam account show nope -q
	same '' "$output"
	[ -n "$errors" ]
}

nasty=('=1+1' '+cmd' '-2+3' '@SUM(A1)' "'=x" "''@y" "'plain" $'\tTab' $'\rCR' '+86 138-0013 (8000)' '-5' '+1.5' '--5' '=' ' =x'
	'007' '12345678901234' 'a,b' 'a"b' $'a\nb' ' both ' '😀' "O'Neil")

@test "text cells that a spreadsheet would run are guarded in CSV, figures and phone numbers are not" {
	kam_db
	for name in "${nasty[@]}"; do
		kam account add "--name=$name" > /dev/null
	done
	expect 0 kam account list --csv --columns name,id --header none
	# by hand: which of them match ^'*[=+\-@\t\r] and do not look like a figure
	same "'=1+1,A1
'+cmd,A2
'-2+3,A3
'@SUM(A1),A4
''=x,A5
'''@y,A6
'plain,A7
'$(printf '\t')Tab,A8
\"'$(printf '\r')CR\",A9
+86 138-0013 (8000),A10
-5,A11
+1.5,A12
'--5,A13
'=,A14
 =x,A15
007,A16
12345678901234,A17
\"a,b\",A18
\"a\"\"b\",A19
\"a
b\",A20
 both ,A21
😀,A22
O'Neil,A23" "$output"
}

@test "numbers are never guarded, nor is text in TSV and JSON; --raw guards nothing" {
	kam_db
	kam account add --name==1 --wallet -5 --lat -7.5 > /dev/null
	expect 0 kam account list --csv --columns name,wallet,lat --header none
	same "'=1,-5.00,-7.5" "$output"
	expect 0 kam account list --csv --columns name,wallet,lat --header none --raw
	same '=1,-5.00,-7.5' "$output"
	expect 0 kam account list --tsv --columns name --header none
	same '=1' "$output"
	expect 0 kam account list --json --columns name,wallet
	same '[{"name":"=1","wallet":-5.00}]' "$(jq -c . <<< "$output" | sed 's/-5}/-5.00}/')"
}

@test "what was written as CSV comes back exactly by import: plain, --raw and --excel" {
	kam_db
	for name in "${nasty[@]}"; do
		kam account add "--name=$name" "--note=$name" "--industry=x$name" > /dev/null
	done
	kam account list --tsv > wanted.tsv
	for options in '' --excel; do
		# shellcheck disable=SC2086
		kam account list --csv $options -o out.csv
		kam init --db again.db
		expect 0 kam account import out.csv --db again.db
		kam account list --tsv --db again.db > got.tsv
		diff wanted.tsv got.tsv
		rm again.db
	done
}

@test "control characters, C1 and bidirectional marks are shown as escapes in tables and Markdown" {
	kam_db
	kam account add "--name="$'red\e[31m bell\a C1\u009b rtl\u202e zw\u200f sep\u2028 tab\t end' --code X > /dev/null
	for command in 'list' 'show X' 'list --md'; do
		# shellcheck disable=SC2086
		expect 0 kam account $command --columns name
		[[ $output == *'[31m bell'* ]]
		[[ $output != *$'\e'* && $output != *$'\a'* && $output != *$'\u009b'* && $output != *$'\u202e'* &&
			$output != *$'\u200f'* && $output != *$'\u2028'* && $output != *$'\t'* ]]
	done
	# and in messages
	expect 1 kam account show $'no\e[2Jne\u202e'
	[[ $errors != *$'\e'* && $errors != *$'\u202e'* ]]
	expect 2 kam account add X --kind $'\e[2J'
	[[ $errors != *$'\e'* ]]
	expect 2 kam account add X --$'\e[2J'
	[[ $errors != *$'\e'* ]]
	expect 2 kam $'\e[2J'
	[[ $errors != *$'\e'* ]]
	expect 66 kam account list --db $'\e[2J'
	[[ $errors != *$'\e'* ]]
	expect 0 kam account list --json --columns name
	same $'red\e[31m bell\a C1\u009b rtl\u202e zw\u200f sep\u2028 tab\t end' "$(jq -r '.[0].name' <<< "$output")"
}

@test "a table's columns stand under each other, whatever the width of the characters" {
	kam_db
	kam account add 华为技术 --code HW --region x > /dev/null
	kam account add Acme --code AC --region y > /dev/null
	kam account add $'e\u0301te\u0301' --code ETE --region z > /dev/null
	expect 0 kam account list --columns name,region
	same '华为技术  x' "${lines[2]}"
	same 'Acme      y' "${lines[3]}"
	same $'e\u0301te\u0301       z' "${lines[4]}"
}

@test "on a terminal: a pager for what is longer than the screen, colour unless NO_COLOR, none of it elsewhere" {
	command -v script > /dev/null || skip 'no script'
	fixture
	export PAGER='sed s/^/paged:/' TERM=xterm
	# expect a terminal of 24 lines: 40 accounts do not fit
	for i in $(seq 2 41); do kam account add "Acme $i" > /dev/null; done
	run script -qec "stty rows 24 cols 100; $KAM account list" /dev/null
	holds "$output" paged:
	run script -qec "stty rows 24 cols 100; $KAM account list --no-pager" /dev/null
	[[ $output != *paged:* ]]
	run script -qec "stty rows 24 cols 100; $KAM account list --limit 2" /dev/null
	[[ $output != *paged:* ]]
	run script -qec "stty rows 24 cols 100; $KAM account list --limit 2 --color never" /dev/null
	[[ $output != *$'\e'* ]]
	NO_COLOR=1 run script -qec "stty rows 24 cols 100; $KAM account list --limit 2" /dev/null
	[[ $output != *$'\e'* ]]
	expect 0 kam account list
	[[ $output != *paged:* && $output != *$'\e'* ]]
}

@test "Markdown of one record is a table of two columns, its signs no markup" {
	kam_db
	kam account add 'a|b <i>' --region north > /dev/null
	expect 0 kam account show A1 --md
	holds "$output" '| | |
| --- | --- |'
	holds "$output" '| Region | north |'
	holds "$output" '| a\|b &lt;i> |'
	[[ $output != *Wallet* ]]
}

@test "an answer larger than what is kept in memory is whole, in a list and sorted; without room it says where (74)" {
	kam_db
	# 12 notes of a million characters each
	awk 'BEGIN { print "name,note"; for (i = 1; i <= 12; i++) { printf "N%02d,", i; for (j = 0; j < 100000; j++)
		printf "%010d", i * 100000 + j; print "" } }' > rows.csv
	kam -q account import rows.csv
	kam account list --csv --columns name,note > all.csv
	cmp rows.csv all.csv
	{ head -1 rows.csv && tail -n +2 rows.csv | sort -r; } > wanted.csv
	kam account list --csv --columns name,note --sort -name > sorted.csv
	cmp wanted.csv sorted.csv
	same '' "$(ls "$scratch"/kam-spool* 2> /dev/null)"
	TMPDIR=$scratch/none expect 74 kam account list --csv --columns name,note
	holds "$errors" "$scratch/none"
}
