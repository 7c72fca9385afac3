# A full disk: a write says so with 74 and changes nothing, reads go on, and with room again so do writes.

load helper

setup_disk() {
	[ "$(id -u)" -eq 0 ] || skip "needs root, for a small file system"
	mkdir small
	mount -t tmpfs -o size=3m tmpfs small 2> /dev/null || skip "no file system can be mounted here"
	export KAM_DB=$PWD/small/kam.db
	kam -q init
	kam -q account add Acme
	seq 1 30000 | awk 'BEGIN { print "name,note" } { print "Company " $1 ",a note that takes room" }' > companies.csv
}

teardown() {
	umount "$scratch/work/small" 2> /dev/null || true
	cd / && rm -rf "$scratch"
}

@test "an import that does not fit: 74, unchanged, reads work, and it works again with room" {
	setup_disk
	cp small/kam.db before.db
	expect 74 kam account import companies.csv
	holds "$errors" full
	cmp small/kam.db before.db
	[ ! -e small/kam.db-journal ]
	expect 0 kam account list --csv --columns name
	same "name
Acme" "$output"
	mount -o remount,size=64m small
	expect 0 kam account import companies.csv
	same 30001 "$(kam account list --ids | wc -l)"
}

@test "not a byte left: reads work, a single write says so" {
	setup_disk
	dd if=/dev/zero of=small/filler bs=4096 2> /dev/null || true
	cp small/kam.db before.db
	expect 0 kam account show A1 --csv
	expect 74 kam account add Beta
	cmp small/kam.db before.db
	rm small/filler
	expect 0 kam account add Beta
}
