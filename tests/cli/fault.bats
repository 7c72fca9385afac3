# A few places of each kind of failure; `make fault` tries them all.

load ../fault/helper

@test "killed in a write: all or nothing, and the next command goes on" {
	need_strace
	prepare 20
	FAULT_PLACES=4 killed 1 21 pwrite64 "$KAM" account import rows.csv
	FAULT_PLACES=3 killed 1 2 fdatasync "$KAM" account add Beta
	FAULT_PLACES=1 killed 1 2 unlink "$KAM" account add Beta
}

@test "a system call fails: 0 means on disk, anything else unchanged, or it is said" {
	need_strace
	prepare 20
	for pair in pwrite64:EIO pwrite64:ENOSPC fdatasync:EIO unlink:EIO openat:EIO pread64:EIO; do
		FAULT_PLACES=3 promise 1 21 "${pair%:*}" "${pair#*:}" "$KAM" account import rows.csv
	done
	[ "$tried" -gt 10 ]
}

@test "out of memory: 71, a message, nothing is changed" {
	need_malloc
	prepare 1
	check() { memory_promise 2 1; }
	FAULT_PLACES=16 starved "$KAM" account add Beta --tag x
}

@test "a power cut: never corrupt, and there after exit 0" {
	need_power
	prepare 20
	FAULT_PLACES=40 power_cut "$KAM" account import rows.csv
}
