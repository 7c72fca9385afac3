# kam db: backup and restore, check, questions in SQL, export and import.

load helper

# The database as the sqlite3 shell sees it: `store KAM.DB SQL`.
store() {
	command -v sqlite3 > /dev/null || skip "no sqlite3 shell"
	sqlite3 -batch "$@"
}

# A few records of several kinds.
records() {
	kam_db
	kam config person add 李雷 --login lilei > /dev/null
	kam account add Acme --code ACME --wallet 1200.50 --tag 战略 > /dev/null
	kam account contact add A1 Ann --phone 13800138000 > /dev/null
	kam bid add Line --account A1 --value 'JPY 5000' > /dev/null
}

count() { # FILE
	kam account list --db "$1" --csv --header none --columns id | wc -l
}

mode() { # FILE
	stat -c %a "$1" 2> /dev/null || stat -f %Lp "$1"
}

# What is in this folder, on one line.
inside() {
	find . -mindepth 1 -maxdepth 1 | sed 's|^\./||' | LC_ALL=C sort | paste -s -d ' ' -
}

# ---- backup

@test "a backup is the same database, mode 0600, and is said to have been read back" {
	records
	umask 022
	expect 0 kam db backup copy.db
	holds "$errors" 'up to operation 5'
	same '' "$output"
	same 600 "$(mode copy.db)"
	store copy.db .dump > copy
	store kam.db .dump > original
	cmp original copy
	expect 0 kam db check --db copy.db
	# nothing else is left in the folder
	same 'copy copy.db kam.db original' "$(inside)"
}

@test "a backup leaves alone what is there, unless told otherwise" {
	records
	echo mine > copy.db
	expect 73 kam db backup copy.db
	holds "$errors" copy.db
	holds "$errors" --force
	same mine "$(cat copy.db)"
	expect 0 kam db backup copy.db --force
	same 1 "$(count copy.db)"
	# a link is replaced itself; what it points to stays
	echo mine > target
	ln -s target link.db
	expect 73 kam db backup link.db
	expect 0 kam db backup link.db --force
	[ ! -L link.db ]
	same mine "$(cat target)"
	# a link to nothing is something, too
	ln -s nowhere dangling.db
	expect 73 kam db backup dangling.db
	[ ! -e nowhere ]
}

@test "a backup goes into no folder that is not there, over no folder, and not over the database itself" {
	records
	expect 73 kam db backup no/where.db
	mkdir folder
	expect 73 kam db backup folder
	expect 73 kam db backup folder --force
	expect 73 kam db backup kam.db --force
	holds "$errors" itself
	ln kam.db other-name.db
	expect 73 kam db backup other-name.db --force
	expect 66 kam db backup copy.db --db none.db
	expect 2 kam db backup
	expect 2 kam db backup a.db b.db
	expect 2 kam db backup copy.db --as-of 2026-07-15
	expect 2 kam db backup ''
	same 1 "$(count kam.db)"
	[ ! -e copy.db ]
}

@test "a dry run of a backup makes nothing" {
	records
	expect 0 kam db backup copy.db --dry-run
	holds "$errors" 'copy.db'
	same kam.db "$(inside)"
}

@test "a backup on a full disk leaves nothing" {
	records
	(
		trap '' XFSZ
		ulimit -f 64
		run --separate-stderr kam db backup copy.db
		same 74 "$status" "$stderr"
	)
	same kam.db "$(inside)"
	expect 0 kam db backup copy.db
}

@test "a backup while others write is of one moment" {
	kam_db
	(for i in 1 2 3 4 5 6 7 8; do kam account add "Firm $i" > /dev/null || exit 1; done) &
	writer=$!
	for i in 1 2 3; do
		kam db backup "copy$i.db" -q
		kam db check --db "copy$i.db" -q
	done
	wait $writer
	same 8 "$(count kam.db)"
	for i in 1 2 3; do
		# each operation added one account, but for that of init
		same "$(kam db sql 'SELECT max(id) - 1 FROM operation' --db "copy$i.db" --csv --header none)" "$(count "copy$i.db")"
	done
}

@test "a damaged database is not backed up" {
	records
	store kam.db 'UPDATE account SET name = '"'"'Other'"'"'; DROP INDEX account_name;'
	expect 0 kam db backup copy.db
	# a page of a table overwritten
	pages=$(($(wc -c < kam.db) / 4096))
	for ((page = 1; page < pages; page++)); do
		printf 'garbage garbage' | dd of=kam.db bs=1 seek=$((page * 4096)) conv=notrunc status=none
	done
	run --separate-stderr kam db backup other.db
	same 65 "$status"
	[ ! -e other.db ]
}

# ---- restore

@test "a restore brings back what was, and keeps what is there" {
	records
	kam db backup copy.db -q
	kam account add Beta > /dev/null
	chmod 660 kam.db
	expect 0 kam db restore copy.db
	holds "$errors" 'up to operation 5'
	holds "$errors" kam.db.before-restore-1
	same 1 "$(count kam.db)"
	same 2 "$(count kam.db.before-restore-1)"
	same 660 "$(mode kam.db)"
	same 660 "$(mode kam.db.before-restore-1)"
	expect 0 kam db check
	kam account add Gamma > /dev/null
	expect 0 kam db restore kam.db.before-restore-1
	holds "$errors" kam.db.before-restore-2
	same 'Acme
Beta' "$(kam account list --csv --header none --columns name)"
	expect 0 kam db check --db kam.db.before-restore-2
	expect 0 kam account add Delta
	same A3 "$output"
}

@test "a restore where there is no database makes it, for its owner only" {
	records
	kam db backup copy.db -q
	rm kam.db
	umask 022
	expect 0 kam db restore copy.db
	same 600 "$(mode kam.db)"
	same 1 "$(count kam.db)"
	expect 0 kam db restore copy.db --db other.db
	same 1 "$(count other.db)"
	expect 73 kam db restore copy.db --db no/where.db
	same 'copy.db kam.db other.db' "$(inside)"
}

@test "only a sound database of kam's is restored" {
	records
	cp kam.db before.db
	expect 66 kam db restore none.db
	holds "$errors" none.db
	mkdir folder
	expect 65 kam db restore folder
	: > empty.db
	expect 65 kam db restore empty.db
	echo hello > text.db
	expect 65 kam db restore text.db
	holds "$errors" text.db
	store other.db 'CREATE TABLE a (b); PRAGMA application_id = 7;'
	expect 65 kam db restore other.db
	holds "$errors" 'not a kam database'
	cp kam.db newer.db
	store newer.db 'PRAGMA user_version = 9999'
	expect 65 kam db restore newer.db
	holds "$errors" 9999
	head -c $(($(wc -c < kam.db) / 2)) kam.db > half.db
	expect 65 kam db restore half.db
	expect 1 kam db restore kam.db
	holds "$errors" itself
	expect 2 kam db restore
	expect 2 kam db restore before.db --as-of 2026-07-15
	# a copy that was taken while somebody wrote
	cp kam.db torn.db
	cp before.db torn.db-journal
	expect 65 kam db restore torn.db
	holds "$errors" torn.db-journal
	cmp before.db kam.db
	[ ! -e kam.db.before-restore-1 ]
}

@test "a dry run of a restore looks at the file and changes nothing" {
	records
	kam db backup copy.db -q
	kam account add Beta > /dev/null
	cp kam.db before.db
	expect 0 kam db restore copy.db --dry-run
	cmp before.db kam.db
	echo hello > text.db
	expect 65 kam db restore text.db --dry-run
}

@test "a damaged, garbled, empty or cut off database is replaced, and kept as it is" {
	records
	kam db backup copy.db -q
	for damage in garbled cut empty text; do
		case $damage in
		garbled) printf 'XXXXXXXX' | dd of=kam.db bs=1 conv=notrunc status=none ;;
		cut) head -c 5000 copy.db > kam.db ;;
		empty) : > kam.db ;;
		text) echo 'not a database, but longer than a header of one would be: a hundred bytes and more, as it happens' > kam.db ;;
		esac
		cp kam.db damaged
		rm -f kam.db.before-restore-1
		expect 0 kam db restore copy.db
		same 1 "$(count kam.db)" "$damage"
		[ $damage = empty ] || cmp damaged kam.db.before-restore-1
		expect 0 kam db check
	done
}

@test "an old journal is not played into what is restored" {
	records
	kam db backup copy.db -q
	for i in 1 2 3; do kam account add "Firm $i" > /dev/null; done
	# a journal whose header is whole and asks for pages to be put back, and no database beside it
	rm kam.db
	{
		printf '\xd9\xd5\x05\xf9\x20\xa1\x63\xd7\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x02\x00\x00\x00\x10\x00'
		head -c 8192 /dev/zero
	} > kam.db-journal
	expect 0 kam db restore copy.db
	[ ! -e kam.db-journal ]
	[ -e kam.db.before-restore-1-journal ]
	expect 0 kam db check
	same 1 "$(count kam.db)"
}

@test "another program's database is not restored over" {
	records
	kam db backup copy.db -q
	store theirs.db 'CREATE TABLE a (b)'
	cp theirs.db before
	expect 65 kam db restore copy.db --db theirs.db
	holds "$errors" "another program's"
	cmp before theirs.db
}

@test "a restore waits for a writer, and gives up as it was told" {
	records
	kam db backup copy.db -q
	command -v sqlite3 > /dev/null || skip "no sqlite3 shell"
	mkfifo hold
	sqlite3 -batch kam.db < hold > held &
	exec 7> hold
	echo "BEGIN IMMEDIATE; SELECT 'held';" >&7
	until [ -s held ]; do :; done
	expect 75 kam db restore copy.db --timeout 1 7>&-
	[ ! -e kam.db.before-restore-1 ]
	exec 7>&-
	wait
	expect 0 kam db restore copy.db
}

@test "a link to the database stays a link" {
	records
	kam db backup copy.db -q
	mkdir real
	mv kam.db real/
	ln -s real/kam.db kam.db
	expect 0 kam db restore copy.db
	[ -L kam.db ]
	[ -e real/kam.db.before-restore-1 ]
}

# ---- check

# falsify SQL RECORD ID FIELD: what was written past kam is found, there.
falsify() {
	cp sound.db kam.db
	store kam.db "PRAGMA ignore_check_constraints = 1; $1" || return 1
	run --separate-stderr kam db check --csv --header none
	same 3 "$status" "$1: $output $stderr" || return 1
	grep -qE "^$2,$3,$4," <<< "$output" || {
		echo "$1: $output"
		return 1
	}
}

@test "nothing is wrong with a sound database" {
	kam_db --sample
	expect 0 kam db check --csv
	same record,id,field,finding,remedy "$output"
	expect 0 kam db check --quick
	expect 2 kam db check something
	expect 2 kam db check --as-of 2026-07-15
}

@test "every finding says record, id, field, what is wrong and what to do" {
	records
	store kam.db "PRAGMA ignore_check_constraints = 1; UPDATE account SET name_key = 'other'"
	expect 3 kam db check --csv --header none
	same 'account,A1,name,is not what searches for names go by,kam account edit A1 --name VALUE' "$output"
	holds "$errors" '1 finding'
	expect 0 kam db check --quick
}

@test "what was written past kam is found: fields" {
	records
	kam config rate add USD 7.1 > /dev/null
	kam account add Beta --tax-id X1 > /dev/null
	mv kam.db sound.db
	falsify "UPDATE account SET since = '2026-02-30'" account A1 since
	falsify "UPDATE account SET since = 'now'" account A1 since
	falsify "UPDATE account SET created_at = '2026-07-15 10:00'" account A1 created_at
	falsify "UPDATE account SET status = 'friend'" account A1 status
	falsify "UPDATE account SET status = 'prospect active'" account A1 status
	falsify "UPDATE account SET currency = 'XYQ' WHERE id = 1" account A1 currency
	falsify "UPDATE account SET region = ''" account A1 region
	falsify "UPDATE account SET founded = 12345" account A1 founded
	falsify "UPDATE contact SET opt_out = 7" contact C1 opt_out
	falsify "UPDATE contact SET stance = 5" contact C1 stance
	falsify "UPDATE bid SET probability = 10001" bid B1 probability
	falsify "UPDATE rate SET factor = 71" rate RA1 factor
	falsify "DROP INDEX account_code; UPDATE account SET code = 'SAME'" account A2 code
	falsify "UPDATE setting SET standard = 'ZZZ' WHERE name = 'base_currency'" setting ST1 '.*'
}

@test "what was written past kam is found: references, circles, tags" {
	records
	kam account add Beta --parent A1 > /dev/null
	kam account add Gamma --parent A2 > /dev/null
	mv kam.db sound.db
	falsify "UPDATE account SET parent = 3 WHERE id = 1" account A2 parent
	falsify "UPDATE account SET parent = 2 WHERE id = 2" account A2 parent
	falsify "UPDATE bid SET owner = 99" bid B1 owner
	falsify "DELETE FROM contact; DELETE FROM bid; DELETE FROM account WHERE id = 1" account A1 tag.战略
	falsify "UPDATE tag SET record = 'client'" tag 1 record
	falsify "INSERT INTO imported (record, record_id, hash, ordinal) VALUES ('change', 77, 'x', 1)" change CH77 ''
}

@test "what was written past kam is found: the journal" {
	records
	kam account edit A1 --region North > /dev/null
	mv kam.db sound.db
	falsify "DELETE FROM journal WHERE operation = 3; DELETE FROM operation WHERE id = 3" operation 4 ''
	falsify "DELETE FROM journal WHERE operation = 6; DELETE FROM operation WHERE id = 6" operation 6 ''
	falsify "UPDATE journal SET before = 'not json' WHERE action = 'update'" journal '[0-9]*' before
	falsify "UPDATE journal SET before = '{\"id\": 7}' WHERE action = 'update'" journal '[0-9]*' before
	falsify "UPDATE journal SET last_id = 1000 WHERE record = 'account' AND action = 'insert'" journal '[0-9]*' last_id
	falsify "UPDATE journal SET record = 'client' WHERE record = 'account'" journal '[0-9]*' record
}

@test "a ticket's sums that are not those of its events are found" {
	kam_db
	kam ticket add --title leak -q > /dev/null
	for dept in 研发 交付 研发; do
		kam ticket event add T1 assign --dept $dept -q > /dev/null
	done
	expect 0 kam db check
	mv kam.db sound.db
	for sum in handoffs pingpongs returns depts reopens; do
		falsify "UPDATE ticket SET $sum = 9" ticket T1 $sum
	done
	falsify "DELETE FROM event WHERE id = 3" ticket T1 handoffs
}

@test "a missing index, a changed table and a foreign trigger are found, also quickly" {
	records
	cp kam.db sound.db
	store kam.db 'DROP INDEX account_name_key'
	expect 3 kam db check --quick --csv
	holds "$output" 'index account_name_key: is missing'
	cp sound.db kam.db
	store kam.db 'ALTER TABLE account ADD COLUMN mine TEXT'
	expect 3 kam db check --quick --csv
	holds "$output" 'table account: is not what this kam makes of it'
	cp sound.db kam.db
	store kam.db "CREATE TRIGGER gift AFTER INSERT ON account BEGIN DELETE FROM bid; END"
	expect 3 kam db check --quick --csv
	holds "$output" "trigger gift: is not kam's"
	cp sound.db kam.db
	store kam.db 'DROP TABLE survey'
	expect 3 kam db check --csv
	holds "$output" 'table survey: is missing'
}

@test "a damaged file is exit 65, with its name and what to do, by every command" {
	records
	cp kam.db sound.db
	for damage in header text half page; do
		cp sound.db kam.db
		case $damage in
		header) printf 'XXXXXXXX' | dd of=kam.db bs=1 conv=notrunc status=none ;;
		text) echo 'hello hello hello hello hello hello hello hello hello hello hello hello hello hello hello hello' > kam.db ;;
		half) head -c $(($(wc -c < sound.db) / 2)) sound.db > kam.db ;;
		page) head -c 4096 /dev/urandom | dd of=kam.db bs=4096 seek=2 conv=notrunc status=none ;;
		esac
		run --separate-stderr kam db check
		same 65 "$status" "$damage: $stderr"
		holds "$stderr" kam.db
		holds "$stderr" restore
	done
	: > kam.db
	expect 65 kam db check
}

# ---- sql

@test "a question in SQL answers in every format, each column by what it holds" {
	records
	query="SELECT id, name, wallet, wallet / 100.0 AS major, NULL AS none FROM account"
	expect 0 kam db sql "$query" --json
	same '[
{"id":1,"name":"Acme","wallet":120050,"major":1200.5,"none":null}
]' "$output"
	expect 0 kam db sql "$query" --csv
	same 'id,name,wallet,major,none
1,Acme,120050,1200.5,' "$output"
	expect 0 kam db sql 'SELECT 1 AS a, 2 AS a' --csv
	same 'a,a:1
1,2' "$output"
	expect 0 kam db sql 'SELECT value FROM json_each('"'[3, 2.5]'"')' --json
	same '[
{"value":3},
{"value":2.5}
]' "$output"
	expect 0 kam db sql "SELECT 1 AS a UNION ALL SELECT 'x'" --json
	same '[
{"a":"1"},
{"a":"x"}
]' "$output"
	expect 0 kam db sql "SELECT x'00ff' AS bytes, CAST(x'ff41' AS TEXT) AS broken" --csv --header none
	same 00ff,ff41 "$output"
	expect 0 kam db sql 'SELECT :today AS today, :base AS base' --csv --header none
	same 2026-07-15,CNY "$output"
	expect 0 kam db sql 'SELECT name FROM account; -- that is all' --limit 0 --csv
	same name "$output"
	expect 0 kam db sql 'WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n' --limit 3 --csv --header none
	same '1
2
3' "$output"
}

@test "a question in SQL shows nothing personal unless told to, whichever way it is asked" {
	records
	kam account contact edit C1 --phone 13900139000 --email ann@example.org > /dev/null
	secret='1380013|1390013|example.org'
	for query in 'SELECT * FROM contact' 'SELECT phone, email FROM main.contact' 'SELECT c.PHONE FROM Contact AS c' \
		'SELECT "phone" || "email" FROM contact' 'SELECT * FROM journal' 'SELECT upper(before) FROM journal' \
		'SELECT (SELECT phone FROM contact)' 'WITH c AS (SELECT phone AS x FROM contact) SELECT x FROM c' \
		'SELECT max(phone), group_concat(email) FROM contact' 'SELECT name FROM contact ORDER BY phone' \
		'SELECT json_group_array(phone) FROM contact' 'SELECT a.phone FROM contact AS a JOIN contact AS b USING (phone)' \
		'WITH journal AS (SELECT before AS name FROM main.journal) SELECT * FROM journal'; do
		for way in '' '--as-of 2026-07-15'; do
			# shellcheck disable=SC2086
			run --separate-stderr kam db sql "$query" --csv $way
			same 0 "$status" "$query: $stderr"
			same '' "$(grep -E "$secret" <<< "$output")" "$query"
		done
	done
	expect 0 kam db sql 'SELECT phone FROM contact' --unmask --csv --header none
	same 13900139000 "$output"
	expect 1 kam db sql 'SELECT image FROM as_of_row' --as-of 2026-07-15
	expect 1 kam db sql 'SELECT image FROM temp."AS_OF_ROW"' --as-of 2026-07-15
}

@test "a question in SQL about an earlier day" {
	records
	KAM_NOW=2026-07-20T00:00:00Z kam account add Beta > /dev/null
	KAM_NOW=2026-07-20T00:00:00Z kam account edit A1 --name New > /dev/null
	query='SELECT name, :today FROM account ORDER BY id'
	expect 0 kam db sql "$query" --csv --header none --as-of 2026-07-16
	same Acme,2026-07-16 "$output"
	expect 0 kam db sql "$query" --csv --header none
	same 'New,2026-07-15
Beta,2026-07-15' "$output"
}

@test "SQL that would do more than read is refused, and nothing has happened" {
	records
	cp kam.db before.db
	for query in 'DELETE FROM account' 'UPDATE account SET name = 1' 'INSERT INTO tag DEFAULT VALUES' 'DROP TABLE account' \
		'CREATE TABLE x (a)' 'CREATE TEMP TABLE x (a)' 'CREATE TEMP VIEW x AS SELECT 1' "ATTACH 'x.db' AS x" 'DETACH main' \
		'PRAGMA query_only = 0' 'PRAGMA writable_schema = 1' "PRAGMA journal_mode = WAL" "VACUUM INTO 'x.db'" VACUUM \
		REINDEX ANALYZE BEGIN COMMIT ROLLBACK 'SAVEPOINT a' "SELECT load_extension('x')" 'SELECT writefile('"'x', 'y'"')' \
		"SELECT * FROM pragma_query_only" 'SELECT * FROM pragma_table_info('"'account'"')' \
		'SELECT * FROM dbstat' 'SELECT data FROM sqlite_dbpage' 'ALTER TABLE account ADD COLUMN x' \
		"CREATE TRIGGER t AFTER INSERT ON tag BEGIN SELECT 1; END" "WITH a AS (SELECT 1) DELETE FROM account" \
		"DELETE FROM account RETURNING *" "REPLACE INTO tag DEFAULT VALUES" "EXPLAIN DELETE FROM account" \
		"CREATE VIRTUAL TABLE v USING dbstat" "SELECT fts3_tokenizer('simple')"; do
		run --separate-stderr kam db sql "$query"
		case $status in
		1 | 2) ;;
		*)
			echo "status $status: $query: $output $stderr"
			false
			;;
		esac
	done
	cmp before.db kam.db
	[ ! -e x.db ]
	[ ! -e x ]
	expect 1 kam db sql "ATTACH 'x.db' AS x"
	holds "$errors" ATTACH
	expect 1 kam db sql 'PRAGMA user_version'
	holds "$errors" user_version
}

@test "one statement at a time, and it has to be one" {
	records
	expect 2 kam db sql 'SELECT 1; SELECT 2'
	expect 1 kam db sql 'SELECT 1; DELETE FROM account'
	expect 2 kam db sql ''
	expect 2 kam db sql '-- nothing'
	expect 2 kam db sql 'SELEC 1'
	holds "$errors" 'SELEC'
	expect 2 kam db sql 'SELECT nothing FROM account'
	holds "$errors" nothing
	expect 2 kam db sql
	expect 2 kam db sql 'SELECT 1' 'SELECT 2'
	expect 2 kam db sql 'SELECT 1' --sort a
	expect 2 kam db sql $'SELECT \'\xff\''
	expect 2 kam db sql "SELECT $(printf '(%.0s' {1..600})1$(printf ')%.0s' {1..600})"
	expect 2 kam db sql "SELECT zeroblob(1000000000)"
}

@test "an endless question ends when its time is over" {
	records
	expect 75 kam db sql 'WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n' --timeout 1
	holds "$errors" --timeout
}

@test "a view, a trigger or a function call in a hostile file does no harm" {
	records
	store kam.db "CREATE VIEW friendly AS SELECT load_extension('x') AS a; CREATE VIEW quiet AS SELECT name, phone FROM contact"
	run --separate-stderr kam db sql 'SELECT * FROM friendly'
	[ "$status" -ne 0 ]
	# a view in the file is somebody else's: it is not asked at all
	expect 2 kam db sql 'SELECT * FROM quiet' --csv --header none
	holds "$errors" quiet
}

# ---- export and import

# Every kind of text and figure that could be lost on the way.
nasty() {
	kam config unit add 华南区 --kind region > /dev/null
	kam config person add 李雷 --login lilei --unit UN1 > /dev/null
	kam config person add '韩梅梅' --manager PE1 > /dev/null
	kam config unit edit UN1 --head PE2 > /dev/null
	kam config rate add USD 7.123456 > /dev/null
	kam config rate add JPY 0.0487123 --starts-on 2026-01-01 > /dev/null
	kam config product add 'Pump "X", large; 50% = more' --list-price 'KWD 12.345' > /dev/null
	kam account add '=cmd|calc!A1' --note $'line one\nline two\r\nline three\rand "quoted", with; commas' --tag '@key==1+1' \
		--tag 'Lead Quality=high' --tag ' outer ' --tag 战略 --tag 'plus=+49 30' --tag "apostrophe='" > /dev/null
	kam account add "'quoted" --note "''=x" --tag 战略=是 --tag yes --tag 'b;c=1,2' --wallet -0.01 > /dev/null
	kam account add '+49 30 1234' --note '@sum' --wallet 'KWD 1234567890.123' > /dev/null
	kam account add --note $'\ttab first' --wallet 'JPY 123456789012345' --code 00123 -- -12.5 > /dev/null
	kam account add 'Ünï¢ödé 😀👩‍👩‍👧 שלום مرحبا' --note $'\u202Eltr\u202C \u200B\u00A0 \uFEFF \x01\x1b[31m\x7f' --parent A1 > /dev/null
	kam account add '  outer blanks  ' --note ' ' --lat 12.3456789012345 --lon -0.000001234 --parent A5 > /dev/null
	kam account add "$(printf 'long%.0s' {1..2000})" --since 0001-01-01 --founded 1 > /dev/null
	kam account add '="00123"' --note "'" --since 9999-12-31 > /dev/null
	kam account contact add A1 Ann --phone '+86 138-0013' --email '=a@b' --birthday 1980-02-29 --stance -2 --opt-out no > /dev/null
	kam account contact add A1 Bob > /dev/null
	kam account contact edit C1 --reports-to C2 > /dev/null
	kam bid add 'A tender' --account A1 --value 'USD 1234567.89' --probability 12.5 --owner 李雷 > /dev/null
	kam bid edit B1 --value 99 > /dev/null
	kam account add gone > /dev/null
	kam account rm A9 -q
	printf 'bid,happened_at,field,old,new\nB1,2026-01-01T00:00:00Z,value,1,2\nB1,2026-01-01T00:00:00Z,value,1,2\n' > changes.csv
	kam bid change import changes.csv -q
	kam config setting edit stalled_days --value 30 > /dev/null
}

@test "an export, imported into a new database and exported again, is the same byte by byte" {
	kam_db --currency EUR
	nasty
	expect 0 kam db export first --unmask
	export KAM_NOW=2026-09-01T00:00:00Z
	kam init --db new.db -q
	expect 0 kam db import first --db new.db
	expect 0 kam db check --db new.db
	expect 0 kam db export second --unmask --db new.db
	diff -r first second
	# the same tables, but for the journal and what is numbered beside the records
	for table in account contact bid change person unit rate product setting stage; do
		same "$(kam db sql "SELECT * FROM $table" --unmask --jsonl)" \
			"$(kam db sql "SELECT * FROM $table" --unmask --jsonl --db new.db)" $table
	done
	# numbers that were given are not given again
	expect 0 kam account add Next --db new.db
	same A10 "$output"
	# what an import knows, it knows still
	expect 0 kam bid change import changes.csv --db new.db
	holds "$errors" '2 unchanged'
	# one operation, it was
	same 1 "$(kam db sql "SELECT count(*) FROM operation WHERE command LIKE 'kam db import%'" --db new.db --csv --header none)"
}

@test "an export holds every record type, keeps secrets, and says so" {
	records
	umask 022
	expect 0 kam db export out
	holds "$errors" --unmask
	same 700 "$(mode out)"
	same 600 "$(mode out/account.csv)"
	same '' "$(grep -rl 13800138000 out)"
	for type in account contact bid change unit person stage setting lead ticket; do
		[ -f "out/$type.csv" ]
	done
	same 'id,account,name' "$(head -1 out/contact.csv | cut -d, -f1-3)"
	same C1,A1,Ann "$(sed -n 2p out/contact.csv | cut -d, -f1-3)"
	# references by id, also those that are shown by name
	same SG1 "$(sed -n 2p out/bid.csv | tr , '\n' | grep SG)"
	expect 0 kam db export open --unmask
	grep -q 13800138000 open/contact.csv
	[[ "$errors" != *--unmask* ]]
}

@test "an export goes into a new or an empty folder only, whole or not at all" {
	records
	mkdir empty full
	echo mine > full/file
	expect 0 kam db export empty
	[ -f empty/account.csv ]
	expect 73 kam db export full
	holds "$errors" full
	expect 73 kam db export empty
	echo mine > file
	expect 73 kam db export file
	same mine "$(cat file)"
	mkdir left.new
	expect 73 kam db export left
	holds "$errors" left.new
	[ ! -e left ]
	expect 73 kam db export no/where
	expect 0 kam db export dry --dry-run
	[ ! -e dry ]
	[ ! -e dry.new ]
	expect 2 kam db export
	expect 2 kam db export a b
	expect 2 kam db export out --as-of 2026-07-15
	(
		trap '' XFSZ
		ulimit -f 0
		run --separate-stderr kam db export disk
		same 74 "$status" "$stderr"
	)
	[ ! -e disk ]
	[ ! -e disk.new ]
}

@test "an import of an export is for a new database only" {
	records
	kam db export out -q
	cp kam.db before.db
	expect 1 kam db import out
	holds "$errors" 'in use'
	cmp before.db kam.db
	kam init --db sample.db --sample -q
	expect 1 kam db import out --db sample.db
	kam init --db used.db -q
	kam account add X --db used.db > /dev/null
	kam account rm A1 --db used.db -q
	expect 1 kam db import out --db used.db
	kam init --db new.db -q
	cp new.db new-before.db
	expect 0 kam db import out --db new.db --dry-run
	cmp new-before.db new.db
	expect 0 kam db import out --db new.db
	holds "$errors" 'records read'
	expect 1 kam db import out --db new.db
}

@test "an import of an export can be undone" {
	records
	kam db export out -q
	kam init --db new.db -q
	kam db export fresh --db new.db -q
	kam db import out --db new.db -q
	expect 0 kam undo --db new.db
	same 0 "$(count new.db)"
	kam db export again --db new.db -q
	diff fresh/stage.csv again/stage.csv
	expect 0 kam db check --db new.db
}

@test "what the kam of an export did not know stays as a new database has it" {
	records
	kam db export out -q
	rm out/model.csv out/festival.csv
	kam init --db new.db -q
	kam db export fresh --db new.db -q
	expect 0 kam db import out --db new.db
	kam db export again --db new.db -q
	diff fresh/model.csv again/model.csv
	diff fresh/festival.csv again/festival.csv
	diff out/taboo.csv again/taboo.csv
	expect 0 kam account score --db new.db
	expect 0 kam db check --db new.db
}

@test "a folder that is no export, and one that was tampered with, change nothing" {
	records
	kam db export out -q
	kam init --db new.db -q
	cp new.db before.db
	expect 66 kam db import none --db new.db
	mkdir empty
	expect 66 kam db import empty --db new.db
	tampered() { # FILE SED WORD: exit 65, and the word is said
		rm -rf bad
		cp -r out bad
		sed -i.old "$2" "bad/$1"
		rm "bad/$1.old"
		expect 65 kam db import bad --db new.db || return 1
		holds "$errors" "$3" || return 1
		cmp before.db new.db
	}
	tampered contact.csv 's/A1/A7/' 'C1 account'
	tampered bid.csv 's/,SG1,/,qualified,/' stage
	tampered account.csv 's/^A1,/,/' 'own id'
	tampered account.csv 's/^A1,/B1,/' B1
	tampered account.csv '2p' 'A1 comes twice'
	tampered account.csv 's/,Acme,/,,/' name
	tampered account.csv '1s/,region,/,regoin,/' regoin
	tampered account.csv 's/prospect/friend/' friend
	tampered numbers.csv '2s/.*/account,many/' numbers.csv:2
	tampered imported.csv '1s/hash/hush/' imported.csv
	echo x > out/planets.csv
	expect 65 kam db import out --db new.db
	holds "$errors" planets.csv
	cmp before.db new.db
	expect 0 kam db check --db new.db
}

@test "a type that lacks is empty" {
	records
	kam db export out -q
	rm out/bid.csv out/survey.csv out/imported.csv
	kam init --db new.db -q
	expect 0 kam db import out --db new.db
	same 0 "$(kam bid list --db new.db --csv --header none | wc -l)"
	same 1 "$(count new.db)"
}

@test "kam db is told about: help, and the nearest verb" {
	expect 0 kam db --help
	help=$output
	for verb in check backup restore sql export import; do
		holds "$help" $verb
		expect 0 kam db $verb --help
		holds "$output" "usage: kam db $verb"
	done
	expect 2 kam db
	expect 2 kam db bakup
	holds "$errors" backup
}
