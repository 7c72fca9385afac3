# kam init: a new database, or none at all.

load helper

@test "init makes kam.db here, for its owner only, whatever the umask" {
	umask 0
	expect 0 kam init
	same '' "$output"
	same 'kam: made kam.db, a new database' "$errors"
	same kam.db "$(ls)"
	same 600 "$(stat -c %a kam.db)"
	umask 022
	expect 0 kam init --db other.db -q
	same '' "$errors"
	same 600 "$(stat -c %a other.db)"
}

@test "--shared lets the group read and write, whatever the umask" {
	umask 077
	expect 0 kam init --shared
	same 660 "$(stat -c %a kam.db)"
}

@test "the journal beside the file has the file's mode while it is there" {
	command -v strace > /dev/null || skip 'no strace'
	[ -z "$KAM_SANITIZED" ] || skip 'strace and leak checks do not go together'
	umask 022
	for mode in 600 660; do
		rm -f kam.db
		[ $mode = 600 ] && kam init || kam init --shared
		same $mode "$(stat -c %a kam.db)"
		# stopped while the journal is there: just before it would be removed
		run strace -qq -o /dev/null -e trace=unlink -e inject=unlink:signal=KILL "$KAM" account add Acme
		[ -f kam.db-journal ]
		same $mode "$(stat -c %a kam.db-journal)"
		rm -f kam.db-journal
	done
}

@test "a database that is there is left as it is (73)" {
	kam_db
	kam account add Acme > /dev/null
	before=$(sha256sum < kam.db)
	expect 73 kam init
	holds "$errors" kam.db
	expect 73 kam init --currency USD
	same "$before" "$(sha256sum < kam.db)"
	echo precious > text
	expect 73 kam init --db text
	same precious "$(cat text)"
	ln -s nowhere link
	expect 73 kam init --db link
	[ ! -e nowhere ]
}

@test "what cannot be made says why (73), and a wrong option leaves nothing behind (2)" {
	expect 73 kam init --db no/such/folder/kam.db
	holds "$errors" no/such/folder/kam.db
	expect 2 kam init --currency XYQ
	holds "$errors" "'XYQ'"
	expect 2 kam init here.db
	holds "$errors" --db
	expect 2 kam init --db ''
	expect 2 kam init --curency USD
	holds "$errors" --currency
	same '' "$(ls)"
}

@test "amounts without a currency are in the base currency of --currency, CNY if none is said" {
	expect 0 kam init --currency jpy --db j.db
	kam_db
	for db in j.db kam.db; do
		kam account add Acme --wallet 12 --db $db > /dev/null
		expect 0 kam account list --columns wallet,currency --csv --header none --db $db
		same "$([ $db = j.db ] && echo 12,JPY || echo 12.00,CNY)" "$output"
	done
	expect 2 kam account add Beta --wallet 12.5 --db j.db
}

@test "the stages that come with kam are there, as RECORDS has them, and nothing else is" {
	kam_db
	expect 0 kam config stage list --csv --header none --columns name,probability,outcome
	same 'identified,10.00,open
qualified,25.00,open
solution,40.00,open
review,50.00,open
submitted,60.00,open
negotiation,80.00,open
won,100.00,won
contracted,100.00,won
lost,0.00,lost
withdrawn,0.00,withdrawn' "$output"
	for record in 'account' 'account contact' 'bid' 'config person'; do
		# shellcheck disable=SC2086 # command and record
		expect 0 kam $record list --ids
		same '' "$output"
	done
}

@test "a database made on a full disk is not left half made" {
	[ "$(id -u)" -eq 0 ] || skip 'needs root to mount'
	mkdir small
	mount -t tmpfs -o size=64k none small 2> /dev/null || skip 'cannot mount here'
	run --separate-stderr kam init --db small/kam.db
	left=$(ls small)
	umount small
	same 74 "$status"
	same '' "$left"
	[ -n "$stderr" ]
}
