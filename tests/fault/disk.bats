# A full disk: 74, nothing is changed, reading goes on, and so does writing when there is room again.
# shellcheck disable=SC2016 # what stands between the quotes is for the inner shell

load helper

setup_file() {
	command -v sqlite3 > /dev/null || skip 'no sqlite3'
	[ -z "${KAM_SANITIZED:-}" ] || skip 'sanitizers need room of their own'
}

# A folder `small` with a file system of $1 in it.
small_disk() {
	[ "$(id -u)" -eq 0 ] || skip 'needs root to mount'
	mkdir small
	mount -t tmpfs -o "size=$1" none small 2> /dev/null || skip 'cannot mount here'
	mounted=$PWD/small
}

teardown() {
	[ -z "${mounted:-}" ] || umount "$mounted"
	cd / || return 1
	rm -rf "$scratch"
}

@test "on a full disk an import and an add end with 74, and work again when there is room" {
	prepare 5000
	small_disk "$(($(stat -c %s before.db) / 1024 + 64))k"
	cp before.db small/kam.db
	before=$(sha256sum < small/kam.db)
	expect 74 kam account import rows.csv --db small/kam.db
	holds "$errors" small/kam.db
	same kam.db "$(ls -A small)"
	same "$before" "$(sha256sum < small/kam.db)"
	# fill what is left
	dd if=/dev/zero of=small/filler bs=1k status=none 2> /dev/null || true
	for words in 'account add Beta' 'account edit A1 --note x' 'bid edit B1 --stage won' 'account contact rm C1' 'undo'; do
		# shellcheck disable=SC2086
		expect 74 kam $words --db small/kam.db
		holds "$errors" small/kam.db
		same '' "$output"
	done
	expect 0 kam account list --ids --db small/kam.db
	same A1 "$output"
	expect 0 kam account show A1 --db small/kam.db
	same "$before" "$(sha256sum < small/kam.db)"
	rm small/filler
	expect 0 kam account add Beta --db small/kam.db
	same A2 "$output"
	mv small/kam.db .
	same 2 "$(accounts)"
}

@test "with room for N pages more, N = 0, 1 …: none or all, and 0 only with all" {
	prepare 40
	size=$(($(stat -c %s before.db) / 1024))
	done=0
	for room in $(seq 0 4 400); do
		[ -z "${mounted:-}" ] || umount "$mounted"
		rm -rf small
		mounted=
		small_disk $((size + room))k
		cp before.db small/kam.db || continue
		run --separate-stderr kam account import rows.csv --db small/kam.db
		cp small/kam.db .
		found=$(accounts)
		case $status in
		0)
			same 41 "$found" "room for $room k"
			done=$((done + 1))
			;;
		74) same 1 "$found" "room for $room k: $stderr" ;;
		*)
			echo "room for $room k: status $status: $stderr"
			return 1
			;;
		esac
		[ $done -lt 3 ] || break
	done
	[ $done -eq 3 ]
}

@test "with a limit on the size of files, SIGXFSZ ignored: the same" {
	prepare 2000
	cp before.db kam.db
	limit=$(($(stat -c %s kam.db) / 512))
	expect 74 bash -c 'trap "" XFSZ; ulimit -f "$1"; shift; "$@"' limited $((limit / 2 + 8)) "$KAM" account import "$PWD/rows.csv"
	holds "$errors" kam.db
	same 1 "$(accounts)"
	expect 0 kam account add Beta
	same 2 "$(accounts)"
}

@test "a full folder for temporary files: an answer too large for memory is refused, not cut short" {
	prepare 60000
	cp before.db kam.db
	kam account import rows.csv 2> /dev/null
	small_disk 16k
	export TMPDIR=$PWD/small
	expect 74 bash -c '"$1" account list --csv --sort name > out.csv' kam "$KAM"
	holds "$errors" "$TMPDIR"
	same '' "$(cat out.csv)"
	same '' "$(ls -A small)"
	umount small
	mounted=
	expect 0 bash -c '"$1" account list --csv --sort name > out.csv' kam "$KAM"
	same 60002 "$(wc -l < out.csv | tr -d ' ')"
}
