# Which database: --db, KAM_DB, kam.db here or above, the user's own; and whose it is.

load helper

# A database with one account that says where it is.
make_db() {
	kam init --db "$1" && kam account add "$2" --db "$1" > /dev/null
}

which_db() {
	expect 0 kam account list --columns name --csv --header none "$@"
}

@test "--db comes before KAM_DB, that before kam.db here, that before one above, that before the user's own" {
	mkdir -p above/here/below "$XDG_DATA_HOME/kam"
	make_db option.db option
	make_db variable.db variable
	make_db "$XDG_DATA_HOME/kam/kam.db" own
	option=$PWD/option.db
	export KAM_DB=$PWD/variable.db
	make_db above/kam.db above
	make_db above/here/kam.db here
	cd above/here/below
	which_db --db "$option"
	same option "$output"
	which_db
	same variable "$output"
	unset KAM_DB
	which_db
	same here "$output"
	rm ../kam.db
	which_db
	same above "$output"
	rm ../../kam.db
	which_db
	same own "$output"
	rm "$XDG_DATA_HOME/kam/kam.db"
	expect 66 kam account list
}

@test "without one: 66, naming every place looked and kam init" {
	expect 66 kam account list
	same '' "$output"
	for part in --db KAM_DB kam.db "$XDG_DATA_HOME/kam/kam.db" 'kam init'; do
		holds "$errors" "$part"
	done
	expect 66 kam account add Acme
	same '' "$(ls)"
}

@test "a place that was named and is not there is not made" {
	expect 66 kam account add Acme --db nope.db
	holds "$errors" nope.db
	holds "$errors" 'kam init'
	KAM_DB=nope.db expect 66 kam account list
	expect 2 kam account list --db ''
	expect 2 kam account list --db
	same '' "$(ls)"
}

@test "an empty KAM_DB or XDG_DATA_HOME, or a relative one, is as none" {
	kam_db
	KAM_DB='' which_db
	rm kam.db
	mkdir -p "$HOME/.local/share/kam"
	make_db "$HOME/.local/share/kam/kam.db" own
	XDG_DATA_HOME='' which_db
	same own "$output"
	XDG_DATA_HOME=relative which_db
	same own "$output"
}

@test "without HOME the home folder is the one of the password file" {
	command -v getent > /dev/null || skip 'no getent'
	home=$(getent passwd "$(id -u)" | cut -d: -f6)
	unset XDG_DATA_HOME XDG_CONFIG_HOME HOME
	expect 66 kam account list
	holds "$errors" "$home/.local/share/kam/kam.db"
	HOME='' expect 66 kam account list
	holds "$errors" "$home/.local/share/kam/kam.db"
	# as from cron: nothing but the path
	kam init --db kam.db
	expect 0 env -i "$KAM" account list --ids --db kam.db
}

@test "another user's kam.db is refused when found, and used when named" {
	[ "$(id -u)" -eq 0 ] || skip 'needs root to give a file away'
	kam_db
	kam account add Acme > /dev/null
	chown 65534 kam.db
	expect 77 kam account list
	same '' "$output"
	holds "$errors" "$PWD/kam.db"
	holds "$errors" --db
	mkdir below
	cd below
	expect 77 kam account add Beta
	which_db --db ../kam.db
	same Acme "$output"
	KAM_DB=../kam.db which_db
	same Acme "$output"
}

@test "what is no file is refused: a folder, a fifo, a device" {
	mkdir folder
	mkfifo fifo
	for file in folder fifo /dev/null .; do
		expect 65 kam account list --db $file
		holds "$errors" "$file"
		expect 65 kam account add X --db $file
	done
}

# Run kam as nobody, whose home folder is the test's.
nobody() {
	setpriv --reuid=65534 --regid=65534 --clear-groups "$KAM" "$@"
}

need_nobody() {
	[ "$(id -u)" -eq 0 ] || skip 'needs root to become somebody else'
	command -v setpriv > /dev/null || skip 'no setpriv'
	chmod 755 "$scratch" "$scratch/work" "$scratch/home"
	setpriv --reuid=65534 --regid=65534 --clear-groups "$KAM" --version > /dev/null 2>&1 ||
		skip 'kam cannot be run by another user here'
}

@test "a read-only folder: reads work, writes say why (77), nothing is changed" {
	need_nobody
	mkdir fixed
	make_db fixed/kam.db Acme
	chmod 644 fixed/kam.db
	before=$(sha256sum < fixed/kam.db)
	expect 0 nobody account list --columns name --csv --header none --db fixed/kam.db
	same Acme "$output"
	expect 0 nobody account show A1 --db fixed/kam.db
	expect 77 nobody account add Beta --db fixed/kam.db
	holds "$errors" fixed/kam.db
	expect 77 nobody account edit A1 --note x --db fixed/kam.db
	# the file may be written to, the folder not
	chmod 666 fixed/kam.db
	run --separate-stderr nobody account add Beta --db fixed/kam.db
	[ "$status" -eq 77 ] || [ "$status" -eq 73 ]
	holds "$stderr" kam.db
	expect 0 nobody account list --ids --db fixed/kam.db
	same A1 "$output"
	same "$before" "$(sha256sum < fixed/kam.db)"
}

@test "a file one may not read: 77, and it says so" {
	need_nobody
	make_db private.db Acme
	chmod 755 .
	expect 77 nobody account list --db private.db
	holds "$errors" private.db
	mkdir closed
	make_db closed/kam.db Acme
	chmod 700 closed
	expect 77 nobody account list --db closed/kam.db
	holds "$errors" closed/kam.db
}

@test "a folder one may not write to: init says so (73)" {
	need_nobody
	mkdir fixed
	expect 73 nobody init --db fixed/kam.db
	holds "$errors" fixed/kam.db
	same '' "$(ls fixed)"
}

@test "one who stands in a folder that is gone can still name a database" {
	make_db "$scratch/kam.db" Acme
	mkdir gone
	cd gone
	rmdir ../gone
	which_db --db "$scratch/kam.db"
	same Acme "$output"
	expect 66 kam account list
}

@test "each step of the schema has a number of its own, and none is left out" {
	# A second file of one number would never be run.
	cd "$BATS_TEST_DIRNAME/../../lib/store/migrations"
	same "$(seq -f %04g "$(ls | wc -l)")" "$(ls | sed 's/_.*//')"
}

# An old database, of schema $1: made by the first steps alone.
old_db() {
	local steps=("$BATS_TEST_DIRNAME"/../../lib/store/migrations/*)
	{
		cat "${steps[@]:0:$1}"
		echo "PRAGMA application_id = $(sqlite3 kam.db 'PRAGMA application_id'); PRAGMA user_version = $1;"
		echo "INSERT INTO account (code, name, name_key, kind, status, currency, created_at, updated_at) VALUES
			('ACME', 'Acme', 'acme', 'b2b', 'active', 'CNY', '2026-07-01T00:00:00Z', '2026-07-01T00:00:00Z');"
	} | sqlite3 old.db
	chmod 600 old.db
}

@test "an older database is brought up to date; a copy of it, as private as it was, stays beside it" {
	command -v sqlite3 > /dev/null || skip "no sqlite3"
	kam_db
	# The tenth step asks a function of kam's own: sqlite3 alone comes as far as the ninth.
	for version in {2..9}; do
		rm -f old.db*
		old_db "$version"
		sqlite3 old.db .dump > before
		same A1 "$(kam --db old.db account list --ids)"
		expect 0 kam --db old.db db check
		same "$(sqlite3 kam.db 'PRAGMA user_version')" "$(sqlite3 old.db 'PRAGMA user_version')"
		same "old.db old.db.schema-$version" "$(echo old.db*)"
		same 600 "$(stat -c %a "old.db.schema-$version")"
		same "$version" "$(sqlite3 "old.db.schema-$version" 'PRAGMA user_version')"
		sqlite3 "old.db.schema-$version" .dump | diff before -
	done
}

@test "killed while the copy is made: the next one has no half copy for a whole one" {
	command -v sqlite3 > /dev/null && command -v strace > /dev/null || skip "no sqlite3 or no strace"
	kam_db
	old_db 2
	for call in pwrite64 fsync; do
		rm -f old.db.schema-*
		run strace -o trace -f -e trace=$call -e inject=$call:signal=KILL:when=1 "$KAM" --db old.db account list
		grep -q SIGKILL trace || skip "strace cannot inject here"
		[ ! -e old.db.schema-2 ]
		same 2 "$(sqlite3 old.db 'PRAGMA user_version')"
	done
	same A1 "$(kam --db old.db account list --ids)"
	same 1 "$(sqlite3 old.db.schema-2 'SELECT count(*) FROM account')"
}

@test "many at once bring it up to date, and none of them fails" {
	command -v sqlite3 > /dev/null || skip "no sqlite3"
	kam_db
	for _ in 1 2 3 4; do
		rm -f old.db* failed
		old_db 2
		for reader in 1 2 3 4 5 6 7 8; do
			kam --db old.db account list > /dev/null 2> "errors.$reader" || cat "errors.$reader" >> failed &
		done
		wait
		[ ! -e failed ] || { cat failed; return 1; }
		same 2 "$(sqlite3 old.db.schema-2 'PRAGMA user_version')"
		same "old.db old.db.schema-2" "$(echo old.db*)"
		expect 0 kam --db old.db db check
	done
}
